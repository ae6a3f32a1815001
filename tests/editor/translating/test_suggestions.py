"""What came back in a file while the site's own had changed: listed, looked at and decided."""

from __future__ import annotations

from typing import Any

import polib
import pytest

from app.content.keeping import facts, subjects
from app.content.lifecycle import details
from app.content.store import library
from app.content.translation.po import kept
from app.content.translation.po.applying import apply
from app.content.translation.po.exporting import export
from app.content.translation.po.planning import plan
from app.content.worklists import awaited
from app.extensions import db
from app.models import Fact, File, Media, Story, Suggestion, Text, Topic, Video
from tests.conftest import MakeDesk
from tests.content.translation.po.conftest import Edit, entry, said
from tests.editor.stories import fields
from tests.editor.translating.test_board import BOARD, cells
from tests.editor.translating.test_files import confirm, upload
from tests.editor.translating.works import story
from tests.editor.writing import logged
from tests.support.desk import Desk
from tests.support.pages import Page
from tests.test_bad_input_desk import HOSTILE, NOT_STORED
from tests.test_bad_input_desk import typed as typed_

LIST = f"{BOARD}/ar/suggestions"
HERE, AFAR = "عنوان هنا", "عنوان من بعيد"


def topic() -> Topic:
    """A topic of the sample content."""
    return db.session.query(Topic).order_by(Topic.id).first()


def retitle(title: str, code: str = "ar") -> None:
    """Another title of it, as the desk saves one."""
    row = topic()
    words = subjects.words_of(row)
    title_ = {**words.title, code: title}
    subjects.save("topic", row, subjects.SubjectWords(title_, words.summary, words.body))


def handed(subject: str, id: str) -> bytes:
    """The file of something kept."""
    thing = kept.thing(subject, id, "en", "ar")
    assert thing is not None
    return export([thing], "en", "ar").data


def back(desk: Desk, data: bytes, edit: Edit) -> int:
    """The number of the suggestion that a file has left which somebody worked on."""
    file = polib.pofile(data.decode(), wrapwidth=0)
    edit(file)
    came = [("C:\\work\\topics.ar.po", str(file).encode())]
    apply(plan(came, "ar", kept=True), desk.user_id)
    db.session.commit()
    return db.session.query(Suggestion).order_by(Suggestion.id.desc()).first().id


def of_title(desk: Desk, suggested: str = AFAR) -> int:
    """A suggestion for the title of a topic."""
    with desk.app.app_context():
        data = handed("topic", str(topic().id))
        retitle(HERE)
        db.session.commit()
        return back(desk, data, said({"title": suggested}))


def title(desk: Desk) -> str:
    """The Arabic title of the topic."""
    with desk.app.app_context():
        return topic().title["ar"]


def waiting(desk: Desk) -> int:
    """How many suggestions there are."""
    with desk.app.app_context():
        return db.session.query(Suggestion).count()


def path(id: int) -> str:
    """The address of a suggestion."""
    return f"{BOARD}/suggestions/{id}"


def decide(desk: Desk, id: int, then: str, **typed: str) -> Page:
    """Open a suggestion, change what would be taken, and press a button."""
    form: dict[str, Any] = fields(desk.get(path(id), status=200), "main form")
    return desk.send(path(id), {**form, **typed, "then": then})


def test_the_board_leads_to_it_and_tells_all_about_it(desk: Desk) -> None:
    assert cells(desk.get(BOARD), "ar")[6] == "0"
    id = of_title(desk)
    page = desk.get(BOARD)
    assert cells(page, "ar")[6] == "1"
    assert page.all(f'.board a[href="{LIST}"]')
    assert desk.get(f"{BOARD}/ar").all(f'.lists a[href="{LIST}"]')
    assert desk.get(LIST, status=200).all(f'h2 a[href="{path(id)}"]')
    page = desk.get(path(id), status=200)
    assert page.texts(".differences td") == [HERE, AFAR]
    for words in ("topics.ar.po", "Editor took the file in.", "Topic"):
        assert words in page.text.replace("\u2068", "").replace("\u2069", ""), words
    assert "C:" not in page.text


def test_it_is_taken(desk: Desk) -> None:
    id = of_title(desk)
    assert decide(desk, id, "take").location == LIST
    assert title(desk) == AFAR
    assert waiting(desk) == 0
    assert desk.get(path(id)).status == 404
    assert cells(desk.get(BOARD), "ar")[6] == "0"
    assert len(logged(desk, "translation.settle")) == 1
    with desk.app.app_context():
        assert not polib.pofile(handed("topic", str(topic().id)).decode()).fuzzy_entries()


def test_it_is_changed_and_then_taken(desk: Desk) -> None:
    decide(desk, of_title(desk), "take", said_0="  عنوان   ثالث ")
    assert title(desk) == "عنوان ثالث"


def test_what_stands_is_kept(desk: Desk) -> None:
    id = of_title(desk)
    assert decide(desk, id, "keep", said_0="").location == LIST
    assert (title(desk), waiting(desk)) == (HERE, 0)
    assert len(logged(desk, "translation.settle")) == 1


@pytest.mark.parametrize("then", ["take", "keep"])
def test_what_changed_meanwhile_is_shown_first(desk: Desk, then: str) -> None:
    id = of_title(desk)
    form = fields(desk.get(path(id)), "main form") | {"said_0": "عنوان ثالث", "then": then}
    with desk.app.app_context():
        retitle("عنوان رابع")
        db.session.commit()
    page = desk.send(path(id), form)
    assert page.status == 409
    assert "Something changed meanwhile." in page.text
    assert "رابع" in page.text
    assert (title(desk), waiting(desk)) == ("عنوان رابع", 1)
    again = fields(page, "main form")
    assert again["said_0"] == "عنوان ثالث"
    assert desk.send(path(id), again | {"then": then}).status == 303
    assert title(desk) == ("عنوان ثالث" if then == "take" else "عنوان رابع")


def test_a_source_that_changed_is_shown_beside_what_it_was(desk: Desk) -> None:
    id = of_title(desk)
    with desk.app.app_context():
        retitle("Something else by now", "en")
        db.session.commit()
    page = desk.get(path(id), status=200)
    assert "What changed in the source" in page.text
    decide(desk, id, "take")
    with desk.app.app_context():
        assert not polib.pofile(handed("topic", str(topic().id)).decode()).fuzzy_entries()


@pytest.mark.parametrize("typed", ["", " \u200b", "[[members|count]]", "ن" * 300, "[[no-such]]"])
def test_what_no_import_would_take_is_refused_in_a_sentence(desk: Desk, typed: str) -> None:
    id = of_title(desk)
    page = decide(desk, id, "take", said_0=typed)
    assert page.status == 200
    assert page.all(".errors li")
    assert (title(desk), waiting(desk)) == (HERE, 1)


def test_whatever_is_typed_is_a_sentence_or_a_clean_value(desk: Desk) -> None:
    id = of_title(desk)
    for text in map(typed_, HOSTILE.values()):
        if not waiting(desk):
            retitled_again(desk)
            id = of_title(desk)
        answer = decide(desk, id, "take", said_0=text)
        assert answer.status in {200, 303}, text
        assert not NOT_STORED & set(title(desk)), text


def retitled_again(desk: Desk) -> None:
    """The title as it was before it was decided."""
    with desk.app.app_context():
        retitle("عنوان أول")
        db.session.commit()


def test_tags_that_the_source_has_not_are_refused(desk: Desk) -> None:
    with desk.app.app_context():
        data = handed("topic", str(topic().id))
        words = subjects.words_of(topic())
        first = words.body["ar"].split("\n")[0]
        changed = {**words.body, "ar": words.body["ar"].replace(first, "<p>نص هنا.</p>")}
        subjects.save("topic", topic(), subjects.SubjectWords(words.title, words.summary, changed))
        db.session.commit()
        source = next(one.msgid for one in polib.pofile(data.decode()) if "/body/" in one.msgctxt)
        id = back(desk, data, said({source: "نص من بعيد."}))
    page = decide(desk, id, "take", said_0="<script>alert(1)</script><b onclick=x>نص</b>")
    assert page.all(".errors li")
    assert decide(desk, id, "take").status == 303
    with desk.app.app_context():
        assert topic().body["ar"].startswith("<p>نص من بعيد.</p>\n")


def test_two_who_decide_at_once(desk: Desk) -> None:
    id = of_title(desk)
    form = fields(desk.get(path(id)), "main form")
    desk.send(path(id), form | {"then": "keep"})
    answer = desk.send(path(id), form | {"then": "take"})
    assert answer.location == BOARD
    assert title(desk) == HERE


def test_each_form_of_what_is_counted(desk: Desk) -> None:
    with desk.app.app_context():
        data = handed("fact", "members")
        fact = db.session.query(Fact).filter_by(key="members").one()
        words = facts.words_of(fact)
        forms = {**words.counted["ar"], "few": "3 شركاء"}
        counted = {**words.counted, "ar": forms}
        facts.save(
            fact, facts.FactWords(fact.key, fact.style, words.label, words.description, counted)
        )
        db.session.commit()

        def edit(file: polib.POFile) -> None:
            entry(file, "counted").msgstr_plural[3] = "%(num)s من الأعضاء"

        id = back(desk, data, edit)
    assert desk.get(LIST).texts(".lines-of h2") == ["1 member"]
    form = fields(desk.get(path(id)), "main form")
    assert form["said_3"] == "3 من الأعضاء"
    refused = decide(desk, id, "take", said_3="أعضاء")
    assert refused.all(".errors li")
    decide(desk, id, "take", said_4="11 عضوا")
    with desk.app.app_context():
        kept_ = db.session.query(Fact).filter_by(key="members").one().counted["ar"]
    assert (kept_["few"], kept_["many"]) == ("%(num)s من الأعضاء", "%(num)s عضوا")


def test_a_source_that_is_counted_is_shown_with_its_number(desk: Desk) -> None:
    with desk.app.app_context():
        about = {"subject": "fact", "subject_id": "members", "unit": "counted", "language": "ar"}
        said_ = {"source": "%(num)s partner", "translation": "%(num)s x", "source_language": "en"}
        db.session.add(Suggestion(**about, **said_))
        db.session.commit()
        id = db.session.query(Suggestion).one().id
    page = desk.get(path(id), status=200)
    assert page.texts(".differences td")[:2] == ["1 partner", "1 member"]
    assert "%(num)s" not in page.text


def test_what_is_gone_is_put_away(desk: Desk) -> None:
    with desk.app.app_context():
        row = subjects.add("campaign", subjects.SubjectWords({"en": "Water"}))
        about = {"subject": "campaign", "subject_id": str(row.id), "language": "ar"}
        db.session.add(Suggestion(**about, unit="body/xyz", source="Gone.", translation="ذهب."))
        db.session.commit()
        id = db.session.query(Suggestion).one().id
    page = desk.get(path(id), status=200)
    assert "is not here any more" in page.text
    assert len(page.all("main form button")) == 1
    decide(desk, id, "take")
    assert waiting(desk) == 1
    decide(desk, id, "keep")
    assert waiting(desk) == 0


def test_what_is_deleted_is_neither_decided_nor_awaited(desk: Desk) -> None:
    with desk.app.app_context():
        row = subjects.add("campaign", subjects.SubjectWords({"en": "Water"}))
        handed("campaign", str(row.id))
        about = {"subject": "campaign", "subject_id": str(row.id), "language": "ar"}
        db.session.add(Suggestion(**about, unit="title", source="Water", translation="ماء"))
        db.session.flush()
        assert len(awaited.out("ar")[0]) == 1
        subjects.remove("campaign", row)
        db.session.commit()
        assert awaited.out("ar")[0] == []
    assert waiting(desk) == 0


def test_a_part_of_a_story_is_decided_on_its_own_page(desk: Desk) -> None:
    id = story(desk)
    with desk.app.app_context():
        about = {"subject": "story", "subject_id": str(id), "language": "ar"}
        for unit in ("title", "gone"):
            db.session.add(Suggestion(**about, unit=unit, source="A", translation="ب"))
        db.session.commit()
        one, other = (row.id for row in db.session.query(Suggestion).order_by(Suggestion.id))
    assert cells(desk.get(BOARD), "ar")[6] == "2"
    assert "A school opens" in desk.get(LIST, status=200).text
    there = desk.get(path(one))
    assert there.location == f"/editor/stories/{id}/translate/ar#unit-title"
    assert decide(desk, other, "keep").location == LIST
    assert waiting(desk) == 1


def test_nothing_of_a_story_is_decided_elsewhere(desk: Desk) -> None:
    id = story(desk, translated="")
    with desk.app.app_context():
        about = {"subject": "story", "subject_id": str(id), "language": "ar"}
        for unit in ("title", "gone"):
            db.session.add(Suggestion(**about, unit=unit, source="A", translation="ب"))
        db.session.commit()
        one, other = (row.id for row in db.session.query(Suggestion).order_by(Suggestion.id))
    form = fields(desk.get(path(other), status=200), "main form") | {"then": "keep"}
    for then in ("keep", "take"):
        answer = desk.send(path(one), form | {"then": then}, status=303)
        assert answer.location == f"/editor/stories/{id}/translate/ar#unit-title"
    assert (waiting(desk), logged(desk, "translation.settle")) == (2, [])
    assert desk.send(path(other), form).location == LIST
    assert waiting(desk) == 1
    with desk.app.app_context():
        assert db.session.query(Text).filter_by(item_id=id, language="ar").count() == 0


UNUSED: list[tuple[type[Any], dict[str, Any]]] = [
    (Media, {"width": 1, "height": 1, "alt": {"en": "Water"}}),
    (File, {"name": "none.pdf", "language": "en", "title": {"en": "Water"}}),
    (Video, {"address": "https://video.example/1", "title": {"en": "Water"}}),
]


@pytest.mark.parametrize(("model", "given"), UNUSED)
def test_what_the_library_deletes_is_neither_decided_nor_awaited(
    desk: Desk, model: type[Any], given: dict[str, Any]
) -> None:
    kind = str(model.__tablename__)
    with desk.app.app_context():
        row = model(**given)
        db.session.add(row)
        db.session.flush()
        handed(kind, str(row.id))
        about = {"subject": kind, "subject_id": str(row.id), "language": "ar"}
        db.session.add(Suggestion(**about, unit="title", source="Water", translation="ماء"))
        db.session.flush()
        assert len(awaited.out("ar")[0]) == 1
        library.remove(row)
        db.session.commit()
        assert awaited.out("ar")[0] == []
    assert waiting(desk) == 0


def of_place(desk: Desk) -> int:
    """A suggestion for the place of a story, which readers do not see at once."""
    with desk.app.app_context():
        row = db.session.query(Story).filter(Story.taken_down_at.is_(None)).first()
        for place in ("سنجار", "سنجار هنا"):
            before = details.of(row).as_json() | {"place": {"en": "Sinjar", "ar": place}}
            details.save(row, details.Details(**before))
            if place == "سنجار":
                data = handed("details", str(row.item_id))
        db.session.commit()
        return back(desk, data, said({"place": "سنجار من بعيد"}))


def test_the_first_page_of_the_desk_leads_there(make_desk: MakeDesk) -> None:
    desk = make_desk()
    hers = make_desk(role="translator", email="ar@desk.example", languages=["ar"])
    writer = make_desk(role="contributor")
    assert not desk.get("/editor/").all(f'a[href="{LIST}"]')
    of_title(desk)
    assert desk.get("/editor/").all(f'main a[href="{LIST}"]')
    assert not hers.get("/editor/").all(f'a[href="{LIST}"]')
    of_place(desk)
    assert hers.get("/editor/").all(f'main a[href="{LIST}"]')
    assert not writer.get("/editor/").all(f'a[href="{LIST}"]')


def test_whoever_takes_a_file_in_is_told_where_it_is_decided(desk: Desk) -> None:
    with desk.app.app_context():
        file = polib.pofile(handed("topic", str(topic().id)).decode(), wrapwidth=0)
        retitle(HERE)
        db.session.commit()
    entry(file, "title").msgstr = AFAR
    shown = upload(desk, ("topics.po", str(file).encode()), kept="y")
    answer = desk.get(confirm(desk, shown).location, status=200)
    assert "Suggestions to decide" in " ".join(answer.texts("[role=status]"))
    assert title(desk) == HERE


def test_translators_decide_what_they_may_save(make_desk: MakeDesk) -> None:
    desk = make_desk()
    place, heading = of_place(desk), of_title(desk)
    hers = make_desk(role="translator", email="ar@desk.example", languages=["ar"])
    other = make_desk(role="translator", email="none@desk.example", languages=["en"])
    assert cells(desk.get(BOARD), "ar")[6] == "2"
    assert cells(hers.get(BOARD), "ar")[6] == "1"
    assert hers.get(path(heading)).status == 403
    assert hers.send(path(heading), {"then": "keep"}).status == 403
    assert other.get(path(place)).status == 403
    assert not other.get(LIST, status=200).all(".lines-of a")
    assert decide(hers, place, "take").location == LIST
    with desk.app.app_context():
        assert [one.place.get("ar") for one in db.session.query(Story)].count("سنجار من بعيد") == 1
    assert waiting(desk) == 1


def test_of_a_language_that_is_gone_no_page_fails(desk: Desk) -> None:
    with desk.app.app_context():
        about = {"subject": "fact", "subject_id": "members", "unit": "counted"}
        said_ = {"source": "%(num)s member", "translation": "%(num)s x", "source_language": "xx"}
        db.session.add(Suggestion(**about, **said_, language="yy"))
        db.session.add(Suggestion(**about, **said_, language="ar"))
        db.session.commit()
        gone, there = (row.id for row in db.session.query(Suggestion).order_by(Suggestion.id))
    for address in ("/editor/", BOARD, LIST, path(there)):
        desk.get(address, status=200)
    assert desk.get(path(gone)).status == 404


def test_lists_go_on(desk: Desk) -> None:
    with desk.app.app_context():
        about = {"subject": "topic", "subject_id": str(topic().id), "language": "ar"}
        for number in range(26):
            more = {"unit": f"body/{number}", "source": str(number), "translation": "نص"}
            db.session.add(Suggestion(**about, **more))
        db.session.commit()
    page = desk.get(LIST, status=200)
    assert len(page.all(".lines-of li")) == 25
    (more_,) = page.all('a[rel="next"]')
    assert len(desk.get(str(more_.attrs["href"])).all(".lines-of li")) == 1
