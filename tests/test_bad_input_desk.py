"""Whatever is typed into any field of the desk: a sentence or a clean value, never a failure."""

import unicodedata
from typing import Any

import pytest
from flask import Flask, url_for

from app.editor.blueprint import URLS, Row
from app.extensions import db
from app.models import Item, WorkingCopy
from tests.editor.forms import fields
from tests.editor.stories import new_story, opened, write
from tests.support.desk import Desk
from tests.support.samples import SAMPLES, first

HOSTILE = {
    "nothing": "",
    "white space": " \t\r\n\u00a0\u3000",
    "NUL": "a\x00b",
    "controls": "a\x01\x08\x1b\x7f\x9fb",
    "a lone surrogate": "a\ud800b",
    "direction overrides": "\u202e\u202d\u2066abc",
    "zalgo": "z" + "\u0300\u0489\u0335" * 500,
    "not characters": "\ufffe\uffff\U0010ffff",
    "markup": "<script>alert(1)</script><b onclick=alert(1)>x</b><iframe src=//e.example>",
    "a mark of ours": "[[members|count]] [[picture:999999]] [[file:x]] [[[[",
    "SQL and templates": "'; DROP TABLE text;-- {{ 7*7 }} %(name)s {0}",
    "a number of sorts": "-1e999",
    "digits": "\u0661\u0662\u0663" * 30,
    "long": "long " * 4000,
}
SKIPPED = ("csrf_token", "writer", "token", "carried")
NOT_STORED = {"\x00", "\ud800", "\u202e", "\u202d", "\ufffe", "\uffff"}
# Each makes or changes one thing, and has a form that is opened at its own address.
FORMS = [
    row
    for row in URLS
    if {"GET", "POST"} <= set(row.methods)
    and row.rule.count("<") <= row.rule.count(":id>")
    and row.endpoint.split("_")[0] in {*SAMPLES, "story", "lead"}
]
BY_NAME = pytest.mark.parametrize("row", FORMS, ids=[row.endpoint for row in FORMS])


def path_of(app: Flask, row: Row, story: int) -> str:
    """The address of a form, about something of the sample content."""
    kind = "series" if row.endpoint == "episode_new" else row.endpoint.split("_")[0]
    with app.test_request_context():
        id = first(kind) if kind in SAMPLES and "id>" in row.rule else story
        given = {"id": id} if "id>" in row.rule else {}
        return url_for(f"editor.{row.endpoint}", **given)


def typed(sent: str) -> str:
    """What a browser would send of it: a lone surrogate never leaves one as it is."""
    return sent.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


@BY_NAME
def test_no_form_of_the_desk_fails_whatever_is_typed(desk: Desk, row: Row) -> None:
    story = int(new_story(desk, title_ar="عنوان", body_ar="نص").rpartition("/")[2])
    path = path_of(desk.app, row, story)
    texts = [typed(text) for text in HOSTILE.values()]
    for number in range(len(texts)):
        page = desk.get(path)
        if page.status != 200 or not page.all("main form[method=post]"):
            return  # what was typed before has done what the form is for
        held = fields(page)
        free = [name for name in held if name not in SKIPPED]
        if number * len(free) >= max(3 * len(free), len(texts)):
            return  # each text was in some field, and each field had three of them
        said = {name: texts[(number * len(free) + at) % len(texts)] for at, name in enumerate(free)}
        answer = desk.send(path, held | said)
        assert answer.status in {200, 303, 400, 403, 404, 409}, f"{answer.status}: {said}"


@pytest.mark.parametrize("name", HOSTILE)
def test_the_words_of_a_story_are_stored_clean(desk: Desk, name: str) -> None:
    text = typed(HOSTILE[name])
    path = new_story(desk)
    answer = write(desk, path, title_en=f"T {text}"[:290], body_en=f"B {text}", alt_en=text[:900])
    assert answer.status in {200, 303}
    if answer.status == 200:  # refused: what was typed is still there
        assert answer.all(".errors li")
        assert "B " in answer.text
        return
    with desk.app.app_context():
        id = int(path.rpartition("/")[2])
        copies = [text.working_copy for text in db.session.get_one(Item, id).texts]
        stored = "".join(clean(copy) for copy in copies if copy is not None)
    assert not NOT_STORED & set(stored)
    bodies = "".join(copy.body for copy in copies if copy is not None)  # the others are plain text
    assert "<script" not in bodies
    assert "onclick" not in bodies
    assert "<iframe" not in bodies
    assert longest_run(stored) < 20


def clean(copy: WorkingCopy) -> str:
    """All words of a working copy in one text."""
    return "\n".join([copy.title, copy.body, copy.alt, copy.standfirst, copy.byline])


def longest_run(text: str) -> int:
    """The most marks that stand on one letter."""
    longest = run = 0
    for letter in text:
        run = run + 1 if unicodedata.combining(letter) else 0
        longest = max(longest, run)
    return longest


def test_a_text_over_the_limit_is_refused_with_a_sentence(desk: Desk) -> None:
    path = new_story(desk)
    answer = write(desk, path, body_en="word " * 60_000)
    assert answer.status == 200
    assert answer.all(".errors li")
    assert answer.text.count("word ") > 59_000


def test_a_form_over_the_byte_limit_is_refused_in_a_sentence(desk: Desk) -> None:
    path = new_story(desk)
    form: dict[str, Any] = {**opened(desk, path), "body_en": "x" * 30_000_000}
    answer = desk.send(path, form)
    assert answer.status == 413
    assert answer.all("h1")


def test_what_is_nested_too_deeply_keeps_its_words(desk: Desk) -> None:
    path = new_story(desk)
    deep = "<blockquote>" * 5000 + "words" + "</blockquote>" * 5000
    assert write(desk, path, body_en=deep).status == 303
    assert "words" in opened(desk, path)["body_en"]
