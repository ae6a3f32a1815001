"""A language that is not open to readers yet: translated, previewed, reviewed and kept ready."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import quote, urlsplit

import pytest
from flask import Flask

from app.content import indexing
from app.content.checks.progress import OpenEntry, Progress
from app.editor.translating import board, interface
from app.extensions import db
from app.i18n import languages
from app.models import Member
from tests.conftest import MakeApp, MakeHome
from tests.editor.stories import fields, new_story
from tests.support.desk import Desk
from tests.support.homes import Home
from tests.support.pages import Page, Site

TITLE, BODY = "قوتابخانەیەک کرایەوە", "یەکەم."
BOARD = "/editor/translations"
READY = "Readers see it when the language is opened to them."


@dataclass
class Room:
    """An editor and a translator of Sorani, and a story with its Sorani words."""

    home: Home
    app: Flask
    editor: Desk
    translator: Desk
    path: str

    @property
    def id(self) -> int:
        return int(self.path.rsplit("/", 1)[-1])

    @property
    def beside(self) -> str:
        return f"{self.path}/translate/ckb"

    def publish(self, *codes: str) -> Page:
        """Publish in these languages; the page that follows."""
        form = fields(self.editor.get(f"{self.path}/publish", status=200), ".publish-form")
        chosen = {"languages": list(codes), "publish": "1"}
        page = self.editor.send(f"{self.path}/publish", form | chosen)
        assert page.status == 303, page.texts(".errors li, .error, .blocking li")
        return self.editor.get(page.location)


OpenUp = Callable[[str], None]


@pytest.fixture
def sorani(monkeypatch: pytest.MonkeyPatch) -> OpenUp:
    """The list with Sorani in a state: a preview, or public; "": without it."""
    rows = languages.all_languages()

    def put(state: str) -> None:
        row = replace(rows["ar"], code="ckb", tag="ckb", name="کوردی", state=state, locale="ckb")
        listed = {**rows, "ckb": row} if state else rows
        monkeypatch.setattr(languages, "_listed", lambda: listed)

    return put


@pytest.fixture
def room(sorani: OpenUp, make_app: MakeApp, make_home: MakeHome, sample_home: Home) -> Room:
    sorani("preview")
    home = make_home(sample_home)
    app = make_app(home, preview_languages=("ckb",))
    editor = Desk(app)
    translator = Desk(app, "translator", languages=["ckb"])
    path = new_story(editor, body_en="One.")
    return Room(home, app, editor, translator, path)


def translate(room: Room, then: str = "save") -> Page:
    page = room.translator.get(room.beside, status=200)
    form = fields(page, ".translate-form")
    units = [name for name in form if name.startswith(("unit_", "unit-"))]
    given = dict(zip(units, (TITLE, BODY), strict=False))
    return room.translator.send(room.beside, form | given | {"then": then})


def test_a_translator_previews_asks_and_an_editor_approves(room: Room) -> None:
    saved = translate(room, "review")
    assert saved.location == f"{room.path}/review"
    page = room.translator.get(room.beside)
    preview = f"{room.path}/preview/ckb"
    assert preview in page.links
    assert saved.location in page.links
    shown = room.translator.get(preview, status=200)
    assert shown.texts("h1") == [TITLE]
    assert shown.lang == "ckb"
    asked = {"language": "ckb", "step": "ask", "version": "1", "body": ""}
    assert room.translator.send(saved.location, asked).status == 303
    review = room.editor.get(saved.location, status=200)
    assert "Waiting for review." in review.text
    version = fields(review, "#review-ckb ~ form")["version"]
    said = {"language": "ckb", "step": "approve", "version": version, "body": ""}
    assert room.editor.send(saved.location, said).status == 303
    assert "Approved." in room.translator.get(room.beside).text


def test_its_preview_is_signed_and_not_public(room: Room) -> None:
    translate(room)
    page = room.editor.send(f"{room.path}/share", {"language": "ckb"})
    link = page.attributes("#link", "value")[0]
    stranger = Site(room.app)
    assert stranger.get(urlsplit(link).path, status=200).texts("h1") == [TITLE]
    assert stranger.get(f"/ckb/stories/{room.id}").status == 404


def test_what_is_published_waits_until_the_language_is_open(
    room: Room, sorani: OpenUp, make_app: MakeApp
) -> None:
    translate(room)
    publish = room.editor.get(f"{room.path}/publish", status=200)
    assert publish.attributes("[name=languages][checked]", "value") == ["en"]
    told = room.publish("en", "ckb")
    assert "Published: English." in told.text.replace("\u2068", "").replace("\u2069", "")
    assert READY in told.text
    readers = Site(room.app)
    english = f"/en/stories/{room.id}/a-school-opens"
    page = readers.get(english, status=200)
    assert "ckb" not in page.text
    assert TITLE not in page.text
    assert not page.all("#languages-title")
    assert "ckb" not in readers.get(f"/ar/stories/{room.id}", status=200).text
    for path in ("/sitemap.xml", "/sitemap-1.xml", "/en/feed.atom", f"/en/search?q={quote(TITLE)}"):
        assert f"/ckb/stories/{room.id}" not in readers.get(path).text
    assert "not open to readers yet" in room.editor.get(room.beside).text
    sorani("public")
    opened = Site(make_app(room.home))
    at = opened.get(f"/ckb/stories/{room.id}").location
    assert opened.get(at, status=200).texts("h1") == [TITLE]
    assert TITLE in opened.get("/ckb/stories", status=200).text
    assert opened.get(english).attributes("#languages-title ~ ul a", "hreflang") == ["ckb"]


def test_alone_it_is_in_no_other_language(room: Room) -> None:
    translate(room)
    publish = room.editor.get(f"{room.path}/publish", status=200)
    assert READY not in publish.text
    told = room.publish("ckb")
    assert "Readers see it now." not in told.text
    readers = Site(room.app)
    assert readers.get(f"/en/stories/{room.id}").status == 404
    assert "/ckb/" not in readers.get("/sitemap-1.xml", status=200).text


def test_history_withdrawal_and_discarding_know_it(room: Room) -> None:
    translate(room)
    history = room.translator.get(f"{room.path}/history?language=ckb", status=200)
    assert TITLE in history.text
    assert room.beside in history.links
    assert "ckb" in room.translator.get(f"{room.path}/discard").attributes(
        "[name=languages]", "value"
    )
    room.publish("ckb")
    assert "ckb" in room.editor.get(f"{room.path}/withdraw").attributes("[name=languages]", "value")
    links = room.editor.get(room.path, status=200).links
    assert f"{room.path}/preview/ckb" in links
    assert f"/ckb/stories/{room.id}" not in links


def test_a_translator_is_given_it_and_told_what_waits(room: Room) -> None:
    administrator = Desk(room.app, "administrator")
    page = administrator.get(f"/editor/users/{room.translator.user_id}", status=200)
    assert "ckb" in page.attributes("[name=languages]", "value")
    form = {"name": "T", "role": "translator", "languages": ["ckb"]}
    assert administrator.send(f"/editor/users/{room.translator.user_id}", form).status == 303
    room.publish("en")
    translate(room)
    mine = room.translator.get("/editor/").attributes("[aria-labelledby=mine-title] a", "href")
    assert mine == [room.beside]
    room.translator.send(f"{room.path}/discard", {"languages": ["ckb"]})
    desk = room.translator.get("/editor/", status=200)
    assert "Waiting for translation" in desk.text


def test_what_was_published_in_a_language_that_is_gone_fails_no_page(
    room: Room, sorani: OpenUp, make_app: MakeApp
) -> None:
    translate(room)
    room.publish("en", "ckb")
    sorani("")
    readers = Site(make_app(room.home))
    assert "a-school-opens" in readers.get(f"/ar/stories/{room.id}", status=200).text
    assert readers.get(f"/en/stories/{room.id}/a-school-opens", status=200).lang == "en"


def test_what_looks_like_a_mistake_in_it_is_mended_beside_its_source(room: Room) -> None:
    page = room.translator.get(room.beside, status=200)
    form = fields(page, ".translate-form")
    unit = next(name for name in form if name.startswith("unit_") and name != "unit_title")
    room.translator.send(
        room.beside, form | {"unit_title": TITLE, unit: '<a href="/nowhere">یەکەم</a>.'}
    )
    publish = room.editor.get(f"{room.path}/publish", status=200)
    assert room.beside in publish.attributes(".findings:not(.blocking) .actions a", "href")


def test_the_page_of_the_words_says_what_keeps_a_preview_from_readers(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = OpenEntry("doubtful", 1, "", ("file.lines",))
    entry = OpenEntry("doubtful", 9, "Stories", ("unchanged", "length"))
    for module in (board, interface):
        monkeypatch.setattr(module, "progress", lambda _language: Progress(2, (whole, entry)))
    link = f"{BOARD}/ckb/interface?lack=doubtful"
    assert room.editor.get(BOARD, status=200).texts(f'a[href="{link}"]') == ["2 warned of"]
    page = room.editor.get(link, status=200)
    assert "every warning is mended or settled." in page.text
    assert "# checked: glossary" in page.texts("code")
    first, second = page.texts(".lines-of li")
    assert first.startswith("The file as a whole Warned of: to be mended, or settled")
    assert second.startswith("Stories")
    assert "It is the same as the source. unchanged" in second
    assert "It is too long for the place where it is shown. length" in second


def test_readers_find_no_member_by_a_name_that_they_never_see(room: Room, sorani: OpenUp) -> None:
    with room.app.app_context():
        member = db.session.query(Member).filter_by(code="IQ").one()
        member.name = {**member.name, "ckb": "کۆمارێکی گەورە"}
        indexing.member_changed(member)
        db.session.commit()
    readers = Site(room.app)
    assert not readers.get("/en/members", query_string={"q": "کۆمار"}, status=200).all(".names li")
    assert not readers.get("/en/search", query_string={"q": "کۆمارێکی"}, status=200).all(
        ".results li"
    )
    assert not readers.get("/ar/search", query_string={"q": "گەورە"}, status=200).all(".results li")
    assert readers.get("/en/search", query_string={"q": "بلجيكا"}, status=200).all(".results a")
    assert readers.get("/en/members", query_string={"q": "العراق"}, status=200).all(".names li")
    sorani("public")
    assert readers.get("/en/members", query_string={"q": "کۆمارێکی"}, status=200).all(".names li")
    found = readers.get("/en/search", query_string={"q": "گەورە"}, status=200)
    assert found.all('.results a[href="/en/members#IQ"]')
