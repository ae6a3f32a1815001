"""What the paragraphs of a text are called."""

from __future__ import annotations

from flask.ctx import AppContext

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
