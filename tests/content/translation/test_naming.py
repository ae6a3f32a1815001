"""What the paragraphs of a text are called."""

from __future__ import annotations

import pytest
from flask.ctx import AppContext

from app.content.translation import naming
from app.content.translation.blocks import Block
from app.content.translation.naming import names

TABLE = "<table>{}<tbody><tr><th>a</th><td>b</td></tr><tr><th></th><td>{}</td></tr></tbody></table>"


def test_each_is_called_what_it_is(app_context: AppContext) -> None:  # noqa: ARG001  # for its words
    html = (
        "<h2>a</h2><p>b</p><h3>c</h3><ul><li>d<ul><li><p>e</p></li></ul></li></ul><p>[[picture:1]]"
        "</p><blockquote><p>f</p><p>g</p></blockquote><figure>[[picture:2]]<figcaption>h"
        "</figcaption></figure><dl><dt>i</dt><dd>j</dd></dl><p>k</p>"
        + TABLE.format("<caption>l</caption>", "m")
    )
    assert names(html) == [
        *("Heading 1", "Paragraph 1", "Heading 2", "List item 1", "List item 2"),
        *("Quotation 1", "Quotation 2", "Caption 1", "List item 3", "List item 4", "Paragraph 2"),
        *("Title of table 1", "Table cell, row 1, column 1", "Table cell, row 1, column 2"),
        "Table cell, row 2, column 2",
    ]


def test_no_two_are_called_the_same(app_context: AppContext) -> None:  # noqa: ARG001  # as above
    html = TABLE.format("", "<p>c</p><p>d</p><p>e</p>") + TABLE.format("", "f")
    assert names(html)[2:] == [
        "Table 1, row 2, column 2",
        "Table 1, row 2, column 2 (part 2)",
        "Table 1, row 2, column 2 (part 3)",
        "Table 2, row 1, column 1",
        "Table 2, row 1, column 2",
        "Table 2, row 2, column 2",
    ]
    assert names("") == []
    assert names("bare<td>stray</td>")[0] == "Paragraph 1"


def test_rows_of_a_table_within_another_are_its_own(app_context: AppContext) -> None:  # noqa: ARG001  # as above
    inner = "<table><tr><td>b</td></tr><tr><td>c</td></tr></table>"
    html = f"<table><tr><td>a{inner}</td></tr><tr><td>d</td></tr></table>"
    assert names(html) == [
        "Table 1, row 1, column 1",
        "Table 2, row 1, column 1",
        "Table 2, row 2, column 1",
        "Table 1, row 2, column 1",
    ]


MANY = 2000
LARGE = {
    "paragraphs": "<p>a</p>" * MANY,
    "cells": f"<table><tr>{'<td>a</td>' * MANY}</tr></table>",
    "rows": f"<table>{'<tr><td>a</td></tr>' * MANY}</table>",
    "tables": "<table><tr><td>a</td></tr></table>" * MANY,
    "paragraphs of a cell": f"<table><tr><td>{'<p>a</p>' * MANY}</td></tr></table>",
}


@pytest.mark.parametrize("kind", LARGE)
def test_the_largest_text_is_named_in_one_walk(
    kind: str,
    app_context: AppContext,  # noqa: ARG001  # as above
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked, said = [0], [0]
    has, gettext = Block.has, naming._

    def counted_has(self: Block, number: int) -> bool:
        looked[0] += 1
        return has(self, number)

    def counted_gettext(text: str, **values: object) -> str:
        said[0] += 1
        return gettext(text, **values)

    monkeypatch.setattr(Block, "has", counted_has)
    monkeypatch.setattr(naming, "_", counted_gettext)
    assert len(set(names(LARGE[kind]))) == MANY
    assert looked[0] <= 8 * MANY
    assert said[0] <= 2 * MANY
