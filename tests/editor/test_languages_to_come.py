"""What is said in a language that readers do not have yet, while the desk has no field for it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import inspect

from app.content.store import embeds, files, media, videos
from app.extensions import db
from app.i18n import languages
from app.models import (
    Campaign,
    Episode,
    Fact,
    File,
    Media,
    Member,
    Notice,
    Page,
    Passage,
    Series,
    SocialAccount,
    Topic,
    Video,
)
from tests.editor.forms import fields
from tests.support.desk import Desk
from tests.support.files import jpeg, pdf

SAID = "słowo"
# The address of each form, the table behind it, and its columns with words.
FORMS: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    "topics/{id}": (Topic, ("title", "summary", "body")),
    "campaigns/{id}": (Campaign, ("title", "summary", "body")),
    "series/{id}": (Series, ("title", "summary", "body")),
    "episodes/{id}": (Episode, ("title", "summary", "transcript")),
    "facts/{id}": (Fact, ("label", "description")),
    "members/{id}": (Member, ("name",)),
    "notices/{id}": (Notice, ("text",)),
    "social/accounts/{id}": (SocialAccount, ("name",)),
    "passages/{id}": (Passage, ("body",)),
    "pages/{id}/place": (Page, ("label",)),
    "media/{id}": (Media, ("alt", "caption", "credit")),
    "files/{id}": (File, ("title",)),
    "videos/{id}": (Video, ("title", "transcript")),
}


@pytest.fixture(autouse=True)
def polish(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another language in the list, as a preview."""
    rows = languages.all_languages()
    row = replace(rows["en"], code="pl", tag="pl", state="preview", source=False)
    monkeypatch.setattr(languages, "_listed", lambda: {**rows, "pl": row})


@pytest.fixture
def library(desk: Desk) -> None:
    """A picture, a file and a video, of which the sample content has none."""
    with desk.app.app_context():
        media.add_picture(jpeg("plum"), {"en": "A river"}, user_id=desk.user_id)
        files.add_file(pdf(), "en", {"en": "A report"}, user_id=desk.user_id)
        videos.add_link("https://www.youtube.com/watch?v=abcdefghijk", videos.Words({"en": "A"}))
        db.session.commit()


def row_of(model: type[Any]) -> Any:
    """The first of a table."""
    return db.session.query(model).order_by(*inspect(model).primary_key).first()


def said(model: type[Any], columns: tuple[str, ...], code: str) -> list[str]:
    """What its columns say in a language, without the tags of paragraphs."""
    texts = [getattr(row_of(model), name).get(code, "") for name in columns]
    return [text.removeprefix("<p>").removesuffix("</p>") for text in texts]


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("path", FORMS)
def test_saving_a_form_leaves_it_as_it_is(desk: Desk, path: str) -> None:
    model, columns = FORMS[path]
    with desk.app.app_context():
        row = row_of(model)
        for name in columns:
            html = "<p>{}</p>" if name in ("body", "transcript") else "{}"
            setattr(row, name, {**getattr(row, name), "pl": html.format(SAID)})
        address = f"/editor/{path.format(id=inspect(row).identity[0])}"
        db.session.commit()
    form = fields(desk.get(address, status=200))
    assert not [name for name in form if name.endswith("_pl")]
    typed = form | {f"{columns[0]}_en": "Other words"}
    answer = desk.send(address, typed)
    assert answer.status == 303, answer.texts(".errors li")
    with desk.app.app_context():
        assert said(model, columns, "en")[0] == "Other words"
        assert said(model, columns, "pl") == [SAID] * len(columns)


def test_what_comes_meanwhile_is_in_nobody_s_way(desk: Desk) -> None:
    with desk.app.app_context():
        address = f"/editor/topics/{row_of(Topic).id}"
    form = fields(desk.get(address, status=200))
    with desk.app.app_context():
        row = row_of(Topic)
        row.title = {**row.title, "pl": SAID}
        db.session.commit()
    assert desk.send(address, form | {"title_en": "Other words"}).status == 303
    with desk.app.app_context():
        assert said(Topic, ("title",), "pl") == [SAID]


def test_counted_forms_stay_as_well(desk: Desk) -> None:
    with desk.app.app_context():
        fact = db.session.query(Fact).filter_by(key="members").one()
        forms = {"one": "%(num)s członek", "other": "%(num)s członków"}
        fact.counted = {**fact.counted, "pl": forms}
        address = f"/editor/facts/{fact.id}"
        db.session.commit()
    form = fields(desk.get(address, status=200))
    desk.send(address, form | {"label_en": "Partners"}, status=303)
    with desk.app.app_context():
        kept = db.session.query(Fact).filter_by(key="members").one()
        assert (kept.label["en"], kept.counted["pl"]) == ("Partners", forms)


@pytest.mark.usefixtures("library")
def test_readers_are_told_in_none_of_them(desk: Desk) -> None:
    path = file_in_polish(desk)
    form = fields(desk.get(path, status=200))
    desk.send(path, form | {"title_en": "Other words"}, status=303)
    with desk.app.app_context():
        assert embeds.download(row_of(File), "ar").title == "Other words"


@pytest.mark.usefixtures("library")
def test_a_title_in_one_of_them_is_none_for_readers(desk: Desk) -> None:
    path = file_in_polish(desk)
    form = fields(desk.get(path, status=200))
    page = desk.send(path, form | {"title_en": ""}, status=200)
    assert page.all(".errors li")
    with desk.app.app_context():
        assert row_of(File).title["en"] == "A report"


def file_in_polish(desk: Desk) -> str:
    """The address of the file, which has a Polish title by now."""
    with desk.app.app_context():
        row = row_of(File)
        row.title = {**row.title, "pl": SAID}
        db.session.commit()
        return f"/editor/files/{row.id}"
