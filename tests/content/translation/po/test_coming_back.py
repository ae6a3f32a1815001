"""Stories given out as .po and taken in again: what is written, what is left, and who decides."""

from collections import Counter
from dataclasses import replace

import polib
import pytest

from app.content import texts
from app.content.translation.po.applying import ChangedError, apply
from app.content.translation.po.planning import plan
from app.content.translation.state import beside
from app.extensions import db
from app.i18n import languages
from app.models import AuditEntry, HandedOut, Publication, Revision, Suggestion, Text
from tests.content.conftest import MakeStory
from tests.content.translation.po.conftest import (
    ARABIC,
    ENGLISH,
    body,
    came_back,
    edited,
    entry,
    given_out,
    said,
    taken_in,
)

Pair = tuple[Text, Text]
WATER = 'تعود المياه إلى <a href="/ar/stories/1/x">أربعين قرية</a>.'


def fresh(text: Text) -> Counter[str]:
    """How many units are in which state."""
    return Counter(one.state for one in beside(text))


def test_a_new_translation_is_written_on_the_source_s_blocks(make_story: MakeStory) -> None:
    html = "<h2>Schools</h2>\n<ul>\n<li>Mosul</li>\n<li>Sinjar</li>\n</ul>\n<p>[[picture:4]]</p>"
    english = make_story("en", live=False, title="Again", body=html)
    made = given_out(english.item)
    words = {"title": "مدارس", "Schools": "المدارس", "Mosul": "الموصل", "Sinjar": "سنجار"}
    plan = taken_in(edited(made, said(words)))
    assert plan.things[0].counts == {"new": 4}
    arabic = texts.text_of(english.item, "ar")
    assert arabic.working_copy is not None
    assert arabic.working_copy.body == (
        "<h2>المدارس</h2>\n<ul>\n<li>الموصل</li>\n<li>سنجار</li>\n</ul>\n<p>[[picture:4]]</p>"
    )
    assert arabic.review == "asked"
    assert not db.session.query(Publication).filter_by(text_id=arabic.id).count()
    assert [one.kind for one in db.session.query(Revision).filter_by(text_id=arabic.id)] == [
        "import"
    ]
    assert db.session.query(AuditEntry).filter_by(action="translation.import").count() == 1
    assert fresh(arabic) == {"fresh": 4}
    assert arabic.behind == 0


def test_part_of_a_translation_is_fresh_and_the_rest_is_missing(make_story: MakeStory) -> None:
    english = make_story("en", body=body(["One is here.", "Two is there.", "Three is nowhere."]))
    taken_in(edited(given_out(english.item), said({"title": "قصة", "Three": "ثلاثة."})))
    arabic = texts.text_of(english.item, "ar")
    assert [one.state for one in beside(arabic)] == ["fresh", "missing", "missing", "fresh"]
    taken_in(edited(given_out(english.item), said({"One": "واحد.", "Two": "اثنان.\n\nهناك."})))
    assert texts.latest_words(arabic).body == body(["واحد.", "اثنان.", "هناك.", "ثلاثة."])
    assert fresh(arabic) == {"fresh": 4}


def test_what_was_not_changed_changes_nothing(pair: Pair) -> None:
    _english, arabic = pair
    before = texts.latest_words(arabic)
    plan = taken_in(given_out(arabic.item).data)
    assert not plan.acts
    assert texts.latest_words(arabic) == before
    assert arabic.review == ""


def test_one_changed_paragraph_of_the_source_is_one_fuzzy_entry(pair: Pair) -> None:
    english, arabic = pair
    now = ENGLISH[0].replace("met", "did not meet")
    texts.save(english, {"body": body([now, *ENGLISH[1:]])})
    made = given_out(english.item)
    file = polib.pofile(made.data.decode())
    assert [one.previous_msgid for one in file.fuzzy_entries()] == [ENGLISH[0]]
    assert made.words == len(now.split())
    assert not taken_in(made.data).acts
    plan = taken_in(edited(made, said({"The Coalition": "لم يجتمع التحالف في بغداد."})))
    assert plan.things[0].counts == {"changed": 1, "same": 3}
    assert fresh(arabic) == {"fresh": 4}


@pytest.mark.parametrize("text", [ARABIC[0], f"{ARABIC[0][:-1]}!"])
def test_what_is_right_still_is_settled(pair: Pair, text: str) -> None:
    english, arabic = pair
    texts.save(english, {"body": body([ENGLISH[0].replace("met", "gathered"), *ENGLISH[1:]])})
    assert arabic.behind == 1
    taken_in(edited(given_out(english.item), said({"The Coalition": text})))
    assert arabic.behind == 0
    assert fresh(arabic) == {"fresh": 4}


def test_fuzzy_empty_and_older_entries_are_left(pair: Pair) -> None:
    english, arabic = pair
    made = given_out(english.item)
    texts.save(english, {"body": body([ENGLISH[0].replace("3", "4"), *ENGLISH[1:]])})

    def edit(file: polib.POFile) -> None:
        entry(file, "The Coalition").msgstr = "شيء آخر."
        entry(file, "title").msgstr = ""
        entry(file, "Water").msgstr = WATER
        entry(file, "Water").flags.append("fuzzy")
        file.append(polib.POEntry(msgctxt="story/999/title", msgid="x", msgstr="y"))
        file.append(
            polib.POEntry(msgctxt=f"story/{english.item_id}/body/zz", msgid="x", msgstr="y")
        )
        file.append(polib.POEntry(msgctxt="menu", msgid="x", msgstr="y"))

    before = texts.latest_words(arabic)
    plan = taken_in(edited(made, edit))
    assert plan.things[0].counts == {"older": 1, "empty": 1, "fuzzy": 1, "same": 1, "unknown": 1}
    assert plan.strangers == ("story/999/title", "menu")
    assert texts.latest_words(arabic) == before


def test_what_both_sides_changed_is_for_an_editor(pair: Pair) -> None:
    english, arabic = pair
    made = given_out(english.item)
    ours = [ARABIC[0], ARABIC[1], ARABIC[2].replace("أربعين", "خمسين")]
    texts.save(arabic, {"body": body(ours)})
    plan = taken_in(edited(made, said({"Water": WATER, "title": "مدارس"})))
    assert plan.things[0].counts == {"both": 1, "changed": 1, "same": 2}
    assert texts.latest_words(arabic).body == body(ours)
    assert texts.latest_words(arabic).title == "مدارس"
    kept = db.session.query(Suggestion).one()
    assert (kept.subject, kept.subject_id) == ("story", str(english.item_id))
    assert (kept.source, kept.translation) == (ENGLISH[2], WATER)
    taken_in(edited(made, said({"Water": WATER})))
    assert db.session.query(Suggestion).count() == 1


def test_without_its_handout_nothing_fresh_is_overwritten(pair: Pair) -> None:
    english, arabic = pair
    data = edited(given_out(english.item), said({"title": "مدارس"}))
    assert came_back(data).things[0].counts["changed"] == 1
    data = b"\n".join(line for line in data.split(b"\n") if b"X-Handout" not in line)
    assert came_back(data).things[0].counts["both"] == 1
    texts.save(english, {"title": "Rivers and many schools"})
    data = edited(given_out(english.item), said({"title": "مدارس"}))
    data = b"\n".join(line for line in data.split(b"\n") if b"X-Handout" not in line)
    assert came_back(data).things[0].counts["changed"] == 1
    assert arabic.behind == 1


def test_what_changed_since_it_was_planned_is_planned_anew(pair: Pair) -> None:
    english, arabic = pair
    plan = came_back(edited(given_out(english.item), said({"title": "مدارس"})))
    texts.save(arabic, {"title": "شيء آخر"})
    with pytest.raises(ChangedError) as raised:
        apply(plan)
    assert raised.value.now.things[0].counts["both"] == 1
    assert texts.latest_words(arabic).title == "شيء آخر"


def test_units_translated_together(make_story: MakeStory) -> None:
    english = make_story("en", body=body(["One and two.", "Three and four.", "Five and six."]))
    arabic = make_story(
        "ar", story=english.item, body=body(["واحد اثنان ثلاثة أربعة.", "خمسة ستة."])
    )
    file = polib.pofile(given_out(english.item).data.decode())
    assert "together" in entry(file, "Three").comment
    before = texts.latest_words(arabic).body
    assert not taken_in(given_out(english.item).data).acts
    assert texts.latest_words(arabic).body == before
    texts.save(english, {"body": body(["One and two.", "Three and nine.", "Five and six."])})
    made = given_out(english.item)
    assert [one.msgid for one in polib.pofile(made.data.decode()).fuzzy_entries()] == [
        "One and two."
    ]
    taken_in(edited(made, said({"One": "واحد اثنان ثلاثة تسعة."})))
    assert texts.latest_words(arabic).body == body(["واحد اثنان ثلاثة تسعة.", "خمسة ستة."])
    assert set(fresh(arabic)) == {"fresh"}


def test_what_is_gone_from_the_source_is_obsolete(pair: Pair) -> None:
    english, _arabic = pair
    texts.save(english, {"body": body(ENGLISH[:2])})
    file = polib.pofile(given_out(english.item).data.decode())
    assert [(one.msgid, one.msgstr) for one in file.obsolete_entries()] == [(ENGLISH[2], ARABIC[2])]


def test_any_language_may_be_the_source(make_story: MakeStory) -> None:
    arabic = make_story("ar", title="مدارس", body=body(ARABIC))
    taken_in(edited(given_out(arabic.item, "en"), said({"title": "Schools", "اجتمع": "It met."})))
    english = texts.text_of(arabic.item, "en")
    assert english.working_copy is not None
    assert english.working_copy.body == body(["It met."])


def test_earlier_translations_are_offered_as_fuzzy(pair: Pair, make_story: MakeStory) -> None:
    similar = ENGLISH[0].replace("Baghdad", "Paris")
    other = make_story("en", title="Elsewhere", body=body([ENGLISH[1], similar, "All new here."]))
    file = polib.pofile(given_out(other.item).data.decode())
    same, like, new = (entry(file, text) for text in (ENGLISH[1], similar, "All new"))
    assert (same.msgstr, same.previous_msgid) == (ARABIC[1], ENGLISH[1])
    assert f"story/{pair[0].item_id}" in same.comment
    assert (like.msgstr, like.previous_msgid) == (ARABIC[0], ENGLISH[0])
    assert "Similar" in like.comment
    assert not new.msgstr
    assert same.fuzzy
    assert like.fuzzy
    assert not taken_in(str(file).encode()).acts


def test_a_decision_is_over_once_the_paragraph_is_taken_in(pair: Pair) -> None:
    english, arabic = pair
    made = given_out(english.item)
    texts.save(arabic, {"title": "عنوان هنا"})
    taken_in(edited(made, said({"title": "عنوان من بعيد"})))
    assert db.session.query(Suggestion).count() == 1
    taken_in(edited(given_out(english.item), said({"title": "عنوان من بعيد"})))
    assert db.session.query(Suggestion).count() == 0
    assert texts.latest_words(arabic).title == "عنوان من بعيد"


def test_another_language_can_be_begun_from_a_file(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    english, arabic = pair
    rows = languages.all_languages()
    sorani = replace(rows["ar"], code="ckb", tag="ckb", name="کوردی", state="preview", locale="ckb")
    monkeypatch.setattr(languages, "_listed", lambda: {**rows, "ckb": sorani})
    before = texts.latest_words(arabic)
    data = edited(given_out(english.item), said({"title": "قوتابخانە"}))
    data = data.replace(b"Language: ar\\n", b"Language: ckb\\n")
    (fault,) = plan([("a.po", data)]).faults
    assert "given out to be translated into \u2068ar\u2069" in fault.sentence
    assert "If it is a translation into \u2068ckb\u2069 now" in fault.sentence
    planned = plan([("a.po", data)], "ckb")
    assert planned.things[0].counts == {"new": 1, "empty": 3}, "what is Arabic still is left"
    apply(planned)
    begun = texts.text_of(english.item, "ckb")
    assert (texts.latest_words(begun).title, begun.review) == ("قوتابخانە", "asked")
    assert "الم" not in texts.latest_words(begun).body
    assert texts.latest_words(arabic) == before
    assert db.session.query(HandedOut).one().returned_at is None, "the Arabic is still awaited"
    (wrong,) = plan([("a.po", data)], "ar").faults
    assert "and not in \u2068ar\u2069" in wrong.sentence
