"""What is kept besides stories, given out as .po and taken in again."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import polib
import pytest
from babel import Locale
from flask.ctx import AppContext
from sqlalchemy import inspect

from app.content import site
from app.content.keeping import facts, subjects
from app.content.lifecycle import details
from app.content.store import library, media, videos
from app.content.translation.kept.kinds import KINDS
from app.content.translation.kept.origins import origins
from app.content.translation.po import kept, packing
from app.content.translation.po.applying import apply
from app.content.translation.po.exporting import export
from app.content.translation.po.planning import Plan, plan
from app.extensions import db
from app.i18n import languages
from app.i18n.plurals import from_cldr
from app.models import (
    Campaign,
    Fact,
    File,
    Media,
    Member,
    Origin,
    Publication,
    Region,
    SocialAccount,
    Story,
    Suggestion,
    Topic,
    Video,
)
from tests.content.translation.po.conftest import Edit, entry, said
from tests.support.pages import Site

CAPTIONS = """WEBVTT

00:00:01.000 --> 00:00:02.500 line:0
<v Anna>Hello there.

00:00:03.000 --> 00:00:04.000
Two lines &amp;
of it.
"""


@pytest.fixture
def loaded(site: Site) -> Iterator[AppContext]:
    """The sample content."""
    with site.app.app_context() as context:
        yield context


pytestmark = pytest.mark.usefixtures("loaded")


def handed(subject: str, id: str, language: str = "ar", source: str = "en") -> bytes:
    """The file of one thing."""
    thing = kept.thing(subject, id, source, language)
    assert thing is not None
    return export([thing], source, language).data


def back(data: bytes, edit: Edit, *, at_once: bool = True, language: str = "ar") -> Plan:
    """A file that a translator worked on, taken in."""
    file = polib.pofile(data.decode(), wrapwidth=0)
    edit(file)
    return apply(plan([("kept.po", str(file).encode())], language, kept=at_once))


def topic() -> Topic:
    """A topic of the sample content."""
    return db.session.query(Topic).order_by(Topic.id).first()


def test_a_title_is_seen_by_readers_and_only_where_that_is_wanted() -> None:
    row = topic()
    data, before = handed("topic", str(row.id)), site.generation()
    done = back(data, said({"title": "عنوان آخر"}), at_once=False)
    assert done.things[0].of("kept")
    assert row.title["ar"] != "عنوان آخر"
    done = back(data, said({"title": "عنوان آخر"}))
    assert row.title["ar"] == "عنوان آخر"
    assert site.generation() > before
    assert not back(handed("topic", str(row.id)), lambda _file: None).acts


def test_a_paragraph_that_changed_is_the_only_one_that_is_fuzzy() -> None:
    row = topic()
    words = subjects.words_of(row)
    paragraphs = row.body["en"].split("\n")
    paragraphs[1] = "<p>Daesh lost its territory elsewhere.</p>"
    changed = {**words.body, "en": "\n".join(paragraphs)}
    subjects.save("topic", row, subjects.SubjectWords(words.title, words.summary, changed))
    data = handed("topic", str(row.id))
    (fuzzy,) = polib.pofile(data.decode()).fuzzy_entries()
    assert fuzzy.msgid == "Daesh lost its territory elsewhere."
    before = row.body["ar"].split("\n")
    back(data, said({"Daesh lost its territory elsewhere": "نص آخر."}))
    assert row.body["ar"].split("\n") == [before[0], "<p>نص آخر.</p>", *before[2:]]
    assert not polib.pofile(handed("topic", str(row.id)).decode()).fuzzy_entries()


def test_part_of_a_first_translation_leaves_the_rest_to_be_done() -> None:
    words = subjects.SubjectWords({"en": "Water"}, {}, {"en": "<p>One is.</p>\n<p>Two is.</p>"})
    row = subjects.add("campaign", words)
    back(handed("campaign", str(row.id)), said({"title": "مياه", "Two": "اثنان."}))
    assert row.body["ar"] == "<p>اثنان.</p>"
    file = polib.pofile(handed("campaign", str(row.id)).decode())
    assert [one.msgid for one in file.untranslated_entries()] == ["One is."]
    assert not file.fuzzy_entries()
    back(handed("campaign", str(row.id)), said({"One": "واحد."}))
    assert row.body["ar"] == "<p>واحد.</p>\n<p>اثنان.</p>"
    db.session.delete(db.session.get_one(Campaign, row.id))
    db.session.flush()
    assert not db.session.query(Origin).filter_by(subject="campaign", subject_id=str(row.id)).all()


def test_a_counted_fact_has_each_form() -> None:
    def edit(file: polib.POFile) -> None:
        one = entry(file, "counted")
        one.msgstr_plural[3] = "%(num)s من الأعضاء"

    done = back(handed("fact", "members"), edit)
    fact = db.session.query(Fact).filter_by(key="members").one()
    assert done.things[0].counts["changed"] == 1
    assert fact.counted["ar"]["few"] == "%(num)s من الأعضاء"
    assert fact.counted["en"]["other"] == "%(num)s members"


@pytest.mark.parametrize(
    ("form", "text"),
    [(5, "عضو"), (3, "أعضاء"), (3, ""), (4, "%(num)s %(num)s"), (5, "%(num)s %s"), (2, "%(x)s")],
)
def test_a_form_that_cannot_count_is_refused(form: int, text: str) -> None:
    file = polib.pofile(handed("fact", "members").decode(), wrapwidth=0)
    entry(file, "counted").msgstr_plural[form] = text
    assert plan([("f.po", str(file).encode())], kept=True).faults


@pytest.fixture
def polish(monkeypatch: pytest.MonkeyPatch) -> languages.Language:
    """A language that readers do not have yet, and that counts in three forms."""
    rows = languages.all_languages()
    names, rule = from_cldr(Locale("pl").plural_form)
    counted = {"plural_categories": names, "plural_rule": rule}
    row = replace(rows["en"], code="pl", tag="pl", state="preview", source=False, **counted)
    monkeypatch.setattr(languages, "_listed", lambda: {**rows, "pl": row})
    return row


def test_a_language_to_come_counts_in_its_own_forms(polish: languages.Language) -> None:
    forms = {"one": "%(num)s członek", "few": "%(num)s członki", "many": "%(num)s członków"}

    def edit(file: polib.POFile) -> None:
        made = [forms[name] for name in polish.plural_categories]
        entry(file, "counted").msgstr_plural = dict(enumerate(made))
        entry(file, "label").msgstr = "Członkowie"

    fact = db.session.query(Fact).filter_by(key="members").one()
    before = {code: dict(kept) for code, kept in fact.counted.items()}
    back(handed("fact", "members", "pl"), edit, language="pl")
    assert fact.counted == before | {"pl": forms}
    assert not polib.pofile(handed("fact", "members", "pl").decode()).untranslated_entries()[1:]
    wanted = kept.thing("fact", "members", "en", "pl")
    assert wanted is not None
    assert wanted.units["counted"].state == "fresh"
    words = facts.words_of(fact)
    facts.save(fact, replace(words, counted={**words.counted, "en": {}}))
    assert "en" not in fact.counted
    assert fact.counted["pl"] == forms


def test_forms_of_a_language_to_come_are_checked(polish: languages.Language) -> None:
    file = polib.pofile(handed("fact", "members", "pl").decode(), wrapwidth=0)
    made = dict.fromkeys(polish.plural_categories, "%(num)s członków")
    entry(file, "counted").msgstr_plural = dict(enumerate({**made, "few": "członki"}.values()))
    assert plan([("f.po", str(file).encode())], kept=True).faults


def test_a_fact_that_says_something_else_is_stale() -> None:
    fact = db.session.query(Fact).filter_by(key="members").one()
    words = facts.words_of(fact)
    counted = {**words.counted, "en": {"one": "1 partner", "other": "2 partners"}}
    label = {**words.label, "en": "Partners"}
    facts.save(fact, facts.FactWords(fact.key, fact.style, label, words.description, counted))
    file = polib.pofile(handed("fact", "members").decode())
    assert {one.msgctxt for one in file.fuzzy_entries()} == {
        "fact/members/label",
        "fact/members/counted",
    }


def test_what_is_translated_in_the_desk_is_fresh() -> None:
    row = topic()
    words = subjects.words_of(row)
    subjects.save(
        "topic", row, subjects.SubjectWords({**words.title, "en": "New"}, words.summary, words.body)
    )
    assert origins("topic", str(row.id), "en", "ar")["title"] != "New"
    title = {"en": "New", "ar": "جديد"}
    subjects.save("topic", row, subjects.SubjectWords(title, words.summary, words.body))
    assert origins("topic", str(row.id), "en", "ar")["title"] == "New"
    assert not polib.pofile(handed("topic", str(row.id)).decode()).fuzzy_entries()


def test_alt_texts_may_have_lines() -> None:
    row = Media(width=1, height=1, alt={"en": "A school\nin Mosul"}, caption={}, credit={})
    db.session.add(row)
    db.session.flush()
    back(handed("media", str(row.id)), said({"alt": "مدرسة\nفي الموصل"}))
    assert row.alt["ar"] == "مدرسة\nفي الموصل"
    library.describe(row, {"alt": {**row.alt, "en": "A hospital"}})
    assert polib.pofile(handed("media", str(row.id)).decode()).fuzzy_entries()


@pytest.fixture
def video() -> Video:
    """A video with captions in English."""
    media.store("videos/a-en.vtt", CAPTIONS.encode())
    row = Video(captions={"en": "videos/a-en.vtt"}, title={"en": "A video"}, transcript={})
    db.session.add(row)
    db.session.flush()
    return row


def shown(video: Video, language: str) -> str:
    """The captions of a language."""
    return media.path(video.captions[language]).read_text()


def test_captions_keep_the_moments_of_the_source(video: Video) -> None:
    words = {"Hello": "<v Anna>مرحبا.", "Two lines": "سطران\n\n--> هنا"}
    file = polib.pofile(handed("video", str(video.id)).decode())
    assert "<v Anna>Hello there." in [one.msgid for one in file]
    back(handed("video", str(video.id)), said({"<v Anna>Hello": "<v Anna>مرحبا."}))
    assert (
        shown(video, "ar")
        == CAPTIONS.split("\n\n00:00:03", maxsplit=1)[0].replace("Hello there", "مرحبا") + "\n"
    )
    back(handed("video", str(video.id)), said({"Two lines": words["Two lines"]}))
    assert shown(video, "ar").endswith("00:00:03.000 --> 00:00:04.000\nسطران\n--&gt; هنا\n")
    assert not polib.pofile(handed("video", str(video.id)).decode()).fuzzy_entries()
    changed = CAPTIONS.replace("Hello there", "Goodbye").encode()
    videos.describe(video, videos.Words(dict(video.title), {}, {"en": changed}))
    file = polib.pofile(handed("video", str(video.id)).decode())
    assert [one.previous_msgid for one in file.fuzzy_entries()] == ["<v Anna>Hello there."]


NAMED = [(Member, "name"), (Region, "title"), (SocialAccount, "name"), (File, "title")]


def row_of(model: type[Any]) -> Any:
    """Something with a name, in English and in Arabic."""
    if model is File:
        title = {"en": "A report", "ar": "تقرير"}
        db.session.add(File(name="files/a.pdf", title=title, language="en"))
        db.session.flush()
    return db.session.query(model).order_by(*inspect(model).primary_key).first()


@pytest.mark.parametrize(("model", "field"), NAMED)
def test_names_go_out_and_come_back(model: type[Any], field: str) -> None:
    row, column = row_of(model), inspect(model).attrs[field]
    kind = next(one for one in KINDS.values() if one.model is model)
    data, before = handed(kind.name, kind.id(row)), site.generation()
    back(data, said({field: "اسم آخر"}), at_once=False)
    assert getattr(row, column.key)["ar"] != "اسم آخر"
    back(data, said({field: "اسم آخر"}))
    names = getattr(row, column.key)
    assert names["ar"] == "اسم آخر"
    assert site.generation() > before
    kind.save(row, {field: "Another name"}, "en", None)
    (fuzzy,) = polib.pofile(handed(kind.name, kind.id(row)).decode()).fuzzy_entries()
    assert (fuzzy.msgid, fuzzy.previous_msgid) == ("Another name", names["en"])


def test_a_name_that_is_too_long_is_refused() -> None:
    data = handed("region", "africa")
    file = polib.pofile(data.decode(), wrapwidth=0)
    entry(file, "title").msgstr = "ن" * 121
    assert plan([("r.po", str(file).encode())], kept=True).faults


def test_places_and_people_are_shown_with_the_next_publication() -> None:
    story = db.session.query(Story).filter(Story.taken_down_at.is_(None)).first()
    before = details.of(story)
    people = ({"en": "Amal of Sinjar"},)
    wanted = details.Details(**{**before.as_json(), "people": people, "place": {"en": "Sinjar"}})
    details.save(story, wanted)
    words = {"people-1": "أمل من سنجار", "place": "سنجار"}
    done = back(handed("details", str(story.item_id)), said(words), at_once=False)
    assert done.things[0].counts == {"new": 2}
    assert details.of(story).people == ({"en": "Amal of Sinjar", "ar": "أمل من سنجار"},)
    live = db.session.query(Publication).filter_by(item_id=story.item_id, language="ar")
    assert all(one.place != "سنجار" for one in live)


def test_what_both_sides_changed_is_for_an_editor() -> None:
    row = topic()
    data, words = handed("topic", str(row.id)), subjects.words_of(row)
    title = {**words.title, "ar": "عنوان هنا"}
    subjects.save("topic", row, subjects.SubjectWords(title, words.summary, words.body))
    back(data, said({"title": "عنوان من بعيد"}))
    assert row.title["ar"] == "عنوان هنا"
    assert db.session.query(Suggestion).one().translation == "عنوان من بعيد"


def test_every_kind_of_what_is_kept_comes_back_with_other_words() -> None:
    for thing in kept.chosen("en", "ar"):
        if thing.subject in ("fact", "video"):
            continue
        data = export([thing], "en", "ar").data

        def edit(file: polib.POFile) -> None:
            for one in file:
                one.msgstr += " ١"

        done = back(data, edit)
        assert not done.faults, done.faults
        assert done.things[0].counts == {"changed": len(thing.entries)}, thing.key
        now = kept.thing(*thing.key, "en", "ar")
        assert now is not None
        assert all(one.translation.endswith(" ١") for one in now.entries)
        assert {one.state for one in now.entries} == {"fresh"}


def test_many_small_things_go_in_several_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "MOST_TOGETHER", 3)
    things = [one for one in kept.chosen("en", "ar") if one.subject == "topic"]
    names = list(packing.files(things))
    assert names[:2] == ["topic.ar.po", "topic-part-2.ar.po"]
    assert sum(map(len, packing.files(things).values())) == len(things)
