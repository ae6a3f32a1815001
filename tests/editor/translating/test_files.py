"""Texts given out as files and taken in again, at the desk."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import timedelta
from typing import Any

import polib
from werkzeug.datastructures import FileStorage

from app.clock import utcnow
from app.content import texts
from app.content.lifecycle import sharing
from app.content.translation import state
from app.content.translation.po.listing import SHOWN
from app.extensions import db
from app.models import Handout, Item, Suggestion, Text, User
from tests.conftest import MakeDesk
from tests.editor.stories import fields
from tests.editor.translating.works import BODY, beside, body, change, path, story
from tests.editor.writing import logged
from tests.support.desk import Desk
from tests.support.pages import Page

LIST = "/editor/translations/ar"
FIRST, SECOND = "One school opens.", "Two hundred children come."


def given(desk: Desk, *ids: int, **values: str) -> Page:
    """What is downloaded of some works."""
    form = {"source": "en", "which": "chosen", "ids": ",".join(map(str, ids)), **values}
    return desk.send(f"{LIST}/download", form)


def catalog(page: Page, name: str = "") -> polib.POFile:
    """The file of a download; the one of a name where that is a zip."""
    if name:
        with zipfile.ZipFile(io.BytesIO(page.response.data)) as archive:
            return polib.pofile(archive.read(name).decode(), encoding="utf-8")
    return polib.pofile(page.response.data.decode(), encoding="utf-8")


def entry(file: polib.POFile, source: str) -> polib.POEntry:
    """The entry of a part of the source."""
    (found,) = [one for one in file if one.msgid == source]
    return found


def upload(desk: Desk, *files: tuple[str, bytes], **values: Any) -> Page:
    """Send files back."""
    sent = [FileStorage(io.BytesIO(data), filename=name) for name, data in files]
    return desk.send(f"{LIST}/upload", {"file": sent, **values})


def translated(desk: Desk, id: int, source: str, text: str) -> bytes:
    """The file of a story in which one part is translated."""
    file = catalog(given(desk, id))
    one = entry(file, source)
    one.msgstr = text
    if "fuzzy" in one.flags:
        one.flags.remove("fuzzy")
    return str(file).encode()


def confirm(desk: Desk, page: Page) -> Page:
    """Press the button below the plan."""
    (button,) = page.all('input[name="carried"]')
    return desk.send(f"{LIST}/upload", {"carried": button.attrs["value"]})


def test_one_story_is_a_file(desk: Desk) -> None:
    id = story(desk)
    page = given(desk, id, due_day="2026-12-24", contact="Agency")
    assert page.headers["Content-Type"].startswith("text/x-gettext-translation")
    assert f"story-{id}.ar.po" in page.headers["Content-Disposition"]
    file = catalog(page)
    assert entry(file, FIRST).msgstr == "تفتح مدرسة واحدة."
    said = file.metadata["X-Due"], file.metadata["Report-Msgid-Bugs-To"]
    assert said == ("2026-12-24", "Agency")
    out = desk.get(f"{LIST}/out").text
    assert "Agency" in out
    assert len(logged(desk, "translation.export")) == 1


def test_several_are_a_zip(desk: Desk) -> None:
    page = given(desk, story(desk), story(desk))
    with zipfile.ZipFile(io.BytesIO(page.response.data)) as archive:
        assert sum(name.endswith(".po") for name in archive.namelist()) == 2


def test_what_is_behind_is_given_out_together(desk: Desk) -> None:
    fresh, stale = story(desk), story(desk)
    change(desk, stale, body=BODY.replace("Two", "Three"))
    given(desk, which="stale")
    with desk.app.app_context():
        handout = db.session.query(Handout).order_by(Handout.id.desc()).first()
        assert handout is not None
        ids = {text.subject_id for text in handout.texts}
    assert str(stale) in ids
    assert str(fresh) not in ids


def test_what_was_chosen_in_a_list_is_offered(desk: Desk) -> None:
    id = story(desk)
    page = desk.get(f"{LIST}/download?ids={id}&ids=abc", status=200)
    assert "1 text was chosen." in page.text
    assert fields(page, "main form")["ids"] == str(id)
    everything = desk.get(f"{LIST}/download", status=200)
    assert len(everything.all('input[name="which"]')) == 3


def test_nothing_to_give_out_is_said(desk: Desk) -> None:
    page = given(desk, 999_999)
    assert "There is nothing to translate." in page.text
    wrong = given(desk, story(desk), due_day="tomorrow")
    assert "Write the day as in" in wrong.text
    assert given(desk, source="xx").status == 200


def test_what_comes_back_is_shown_and_then_done(desk: Desk) -> None:
    id = story(desk)
    before = body(desk, id)
    page = upload(desk, ("a.po", translated(desk, id, FIRST, "تفتح مدرسة جديدة.")))
    assert "This would change" in page.text
    assert "جديدة" in page.text
    assert body(desk, id) == before, "looking changes nothing"
    assert confirm(desk, page).location == f"{LIST}?state=review"
    assert body(desk, id) == before.replace("واحدة", "جديدة")
    with desk.app.app_context():
        text = db.session.query(Text).filter_by(item_id=id, language="ar").one()
        assert text.review == "asked"
    assert logged(desk, "translation.import") == [str(id)]


def test_what_became_other_meanwhile_is_shown_once_more(desk: Desk) -> None:
    id = story(desk)
    page = upload(desk, ("a.po", translated(desk, id, FIRST, "تفتح مدرسة جديدة.")))
    change(desk, id, "ar", body=body(desk, id).replace("واحدة", "ثانية"))
    again = confirm(desk, page)
    assert again.status == 409
    assert "Something changed meanwhile." in again.text
    assert "to be decided on its page" in again.text
    assert confirm(desk, again).status == 303
    assert "ثانية" in body(desk, id)
    assert len(desk.get(path(id)).all(".suggested")) == 1


def test_both_sides_are_decided_beside_the_source(desk: Desk) -> None:
    id = story(desk)
    file = translated(desk, id, FIRST, "تفتح مدرسة جديدة.")
    change(desk, id, "ar", body=body(desk, id).replace("واحدة", "ثانية"))
    confirm(desk, upload(desk, ("a.po", file)))
    unit = beside(desk, id)[FIRST]
    form = fields(desk.get(path(id)))
    desk.send(path(id), form | {"then": f"use:{unit.id}"})
    assert beside(desk, id)[FIRST].translation == "تفتح مدرسة جديدة."
    with desk.app.app_context():
        assert not db.session.query(Suggestion).filter_by(subject_id=str(id)).count()


def test_hostile_files_are_refused_in_a_sentence(desk: Desk) -> None:
    id = story(desk)
    good = translated(desk, id, FIRST, "تفتح مدرسة.")
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("../../out.po", good)
    hostile = {
        "cut.po": good[: len(good) // 2] + b'\nmsgid "',
        "latin.po": "é".encode("latin-1"),
        "out.zip": held.getvalue(),
        "none.zip": b"PK\x03\x04 no zip",
        "empty.po": b"",
        "tag.po": translated(desk, id, FIRST, "<script>alert(1)</script>"),
        "other.po": good.replace(b"Language: ar", b"Language: fr"),
    }
    before = body(desk, id)
    for name, data in hostile.items():
        page = upload(desk, (name, data))
        assert page.status == 200, name
        assert "Nothing was taken in" in page.text, name
        assert not page.all('input[name="carried"]'), name
    assert body(desk, id) == before


def test_nothing_to_do_and_nothing_chosen_are_said(desk: Desk) -> None:
    id = story(desk)
    assert "Nothing would change" in upload(desk, ("a.po", given(desk, id).response.data)).text
    assert "Choose a file." in upload(desk).text


def test_a_forged_confirmation_writes_nothing(make_desk: MakeDesk) -> None:
    desk = make_desk()
    other = make_desk(email="layla@desk.example", name="Layla")
    id = story(desk)
    page = upload(desk, ("a.po", translated(desk, id, FIRST, "تفتح مدرسة جديدة.")))
    before = body(desk, id)
    for who, carried in ((desk, "x"), (other, page.all('[name="carried"]')[0].attrs["value"])):
        answer = who.send(f"{LIST}/upload", {"carried": carried})
        assert "Please choose the files once more." in answer.text
    assert body(desk, id) == before


def test_what_is_too_large_is_not_read(desk: Desk) -> None:
    page = desk.open(
        f"{LIST}/upload",
        method="POST",
        data=b"#" * (9 * 1024 * 1024),
        content_type="multipart/form-data; boundary=x",
    )
    assert page.status == 413


def test_a_zip_that_becomes_too_much_is_not_read(desk: Desk) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        lines = (f"# {number * 7919 % 1009} of many comments\n" for number in range(130_000))
        comments = "".join(lines).encode()
        for number in range(3):
            archive.writestr(f"{number}.po", comments)
    page = upload(desk, ("a.zip", held.getvalue()))
    assert "too large for one go" in page.text


def test_who_is_no_editor_any_more_confirms_nothing_for_readers(make_desk: MakeDesk) -> None:
    desk = make_desk()
    file = catalog(given(desk, source="en", which="kept", ids=""), "topic.ar.po")
    one = next(one for one in file if one.msgctxt.endswith("/title"))
    one.msgstr, one.flags = "عنوان آخر", []
    page = upload(desk, ("a.po", str(file).encode()), kept="y")
    assert page.all('input[name="carried"]')
    with desk.app.app_context():
        user = db.session.get_one(User, desk.user_id)
        user.role, user.languages = "translator", ["ar"]
        db.session.commit()
    answer = confirm(desk, page)
    assert answer.status == 409
    assert "Left, since readers would see it at once" in answer.text
    assert logged(desk, "translation.import") == []


def test_links_in_a_file_end_however_late_it_is_awaited(desk: Desk) -> None:
    id = story(desk, live=False)
    with desk.app.app_context():
        file = catalog(given(desk, id, due_day="2100-12-31"))
        key = re.search(r"/editor/shared/(\S+)", file[0].comment)
        shared = sharing.opened(key[1]) if key else None
        assert shared is not None
        assert shared.ends < utcnow() + timedelta(days=181)


def test_translators_only_in_their_languages(make_desk: MakeDesk) -> None:
    desk = make_desk()
    id = story(desk)
    arabic = make_desk(role="translator", languages=["ar"])
    nothing = make_desk(role="translator", email="none@desk.example")
    assert given(arabic, id).status == 200
    assert not arabic.get(f"{LIST}/upload").all('input[name="kept"]')
    assert len(arabic.get(f"{LIST}/download").all('input[name="which"]')) == 2
    assert given(arabic, which="kept", source="en").all(".errors"), "that is for editors"
    for place in ("download", "upload"):
        assert nothing.open(f"{LIST}/{place}").status == 403


def test_each_part_that_is_left_is_named_with_its_reason(desk: Desk) -> None:
    id = story(desk)
    file = catalog(given(desk, id))
    entry(file, FIRST).flags.append("fuzzy")
    entry(file, SECOND).msgstr = ""
    older = entry(file, "The work goes on.")
    older.msgid, older.msgstr = "The work went on.", "وتقدم العمل."
    gone = polib.POEntry(
        msgctxt=f"story/{id}/body/gone", msgid="Now &amp; <b>here</b>", msgstr="كان هنا"
    )
    stranger = polib.POEntry(msgctxt="story/999999/title", msgid="Whose?", msgstr="لمن؟")
    file.extend([gone, stranger])
    page = upload(desk, ("a.po", str(file).encode()))
    (details,) = page.all("details")
    assert "open" not in details.attrs
    assert page.texts("details > summary") == ["See the 4 parts that are left"]
    assert page.texts("details > ul > li") == [
        "Paragraph 1: One school opens. Left, since it is marked as uncertain",
        "Paragraph 2: Two hundred children come. Left, since it is not translated",
        "Paragraph 3: The work goes on. Left, since the source was changed afterwards",
        "A part that is not there any more: Now & here Left, since there is no such part any more",
    ]
    assert page.texts("main section > ul code") == ["story/999999/title"]


def test_of_many_that_are_left_the_first_are_named(desk: Desk) -> None:
    body = "\n".join(f"<p>Paragraph of the number {at}.</p>" for at in range(SHOWN + 7))
    id = story(desk, body=body, translated="")
    page = upload(desk, ("a.po", given(desk, id).response.data))
    assert len(page.all("details li")) == SHOWN
    left = SHOWN + 8  # with the title
    assert page.texts("details > summary") == [f"See the {left} parts that are left"]
    assert page.texts("details > p") == ["And 8 more parts."]


def test_what_was_only_found_to_be_right_waits_for_an_editor_to_agree(desk: Desk) -> None:
    id = story(desk)
    change(desk, id, body=BODY.replace("Two hundred", "Three hundred"))
    file = catalog(given(desk, id))
    entry(file, "Three hundred children come.").flags.remove("fuzzy")
    done = confirm(desk, upload(desk, ("a.po", str(file).encode())))
    assert done.location == f"{LIST}?state=unconfirmed"
    page = desk.get(done.location, status=200)
    assert page.all(f'.work a[href="{path(id)}"]')
    told = " ".join(page.texts("[role=status]"))
    assert "1 text was found to be right still. An editor has to agree." in told
    assert "review" not in told


def test_against_what_an_editor_said_it_is_found_where_it_waits(desk: Desk) -> None:
    id = story(desk)
    change(desk, id, body=BODY.replace("Two hundred", "Three hundred"))
    with desk.app.app_context():
        text = texts.text_of(db.session.get_one(Item, id), "ar")
        said = ["Three hundred children come."]
        state.answer(text, said, True, desk.user_id, confirmed=True)
        db.session.commit()
    file = catalog(given(desk, id))
    entry(file, "Three hundred children come.").flags.remove("fuzzy")
    done = confirm(desk, upload(desk, ("a.po", str(file).encode())))
    assert done.location == f"{LIST}?state=unconfirmed"
    page = desk.get(done.location, status=200)
    (row,) = page.texts("li.work")
    assert "an editor said that it must" in row
    assert "1 paragraph behind." in row


def test_of_what_no_reader_has_nobody_is_asked_to_agree(desk: Desk) -> None:
    id = story(desk, live=False)
    change(desk, id, body=BODY.replace("Two hundred", "Three hundred"))
    file = catalog(given(desk, id))
    entry(file, "Three hundred children come.").flags.remove("fuzzy")
    done = confirm(desk, upload(desk, ("a.po", str(file).encode())))
    assert done.location == LIST
    told = " ".join(desk.get(done.location, status=200).texts("[role=status]"))
    assert told == "1 text was found to be right still."


def test_what_has_no_review_waits_for_none(desk: Desk) -> None:
    file = catalog(given(desk, source="en", which="kept", ids=""), "topic.ar.po")
    one = next(one for one in file if one.msgctxt.endswith("/title"))
    one.msgstr, one.flags = "عنوان آخر", []
    done = confirm(desk, upload(desk, ("a.po", str(file).encode()), kept="y"))
    assert done.location == LIST
    told = " ".join(desk.get(done.location, status=200).texts("[role=status]"))
    assert told == "1 text that has no review was changed."
