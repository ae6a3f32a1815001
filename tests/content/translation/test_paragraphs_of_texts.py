"""Paragraphs through edits: their ids, what a translation was made from, and what is stale."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.clock import freeze, utcnow
from app.content import texts
from app.content.translation import marking, older, segments, state
from app.content.translation.freshness import freshness
from app.content.translation.identity import Paragraph, carried, new_id
from app.content.translation.units import is_line, units
from app.extensions import db
from app.models import Answer, Text
from tests.content.conftest import MakeStory

ENGLISH = [
    "The Coalition met in Baghdad on 3 March 2022.",
    "Schools opened again in Mosul. Children came back to class after three years.",
    "Water runs again in forty villages, and many helped to pay for it.",
]
ARABIC = [
    "اجتمع التحالف في بغداد في 3 آذار 2022.",
    "أعيد فتح المدارس في الموصل، وعاد الأطفال إلى صفوفهم بعد ثلاث سنوات.",
    "تجري المياه من جديد في أربعين قرية، وساهم كثيرون في الكلفة.",
]
EDITS = {
    "split": ([ENGLISH[0], *ENGLISH[1].replace(". C", ".\n\nC").split("\n\n"), ENGLISH[2]], 0),
    "merged": ([f"{ENGLISH[0]} {ENGLISH[1]}", ENGLISH[2]], 0),
    "moved": ([ENGLISH[2], ENGLISH[0], ENGLISH[1]], 0),
    "comma": ([ENGLISH[0].replace(" on", ", on"), ENGLISH[1], ENGLISH[2]], 0),
    "bold": ([ENGLISH[0], ENGLISH[1].replace("Mosul", "<strong>Mosul</strong>"), ENGLISH[2]], 0),
    "one word": ([ENGLISH[0].replace("met", "did not meet"), ENGLISH[1], ENGLISH[2]], 1),
    "a number": ([ENGLISH[0].replace("3", "4"), ENGLISH[1], ENGLISH[2]], 1),
    "written anew": ([ENGLISH[0], "Nothing of it is left.", ENGLISH[2]], 1),
    "gone": ([ENGLISH[0], ENGLISH[2]], 1),
    "new": ([*ENGLISH, "A fourth paragraph says more."], 1),
    "split and changed": (
        [ENGLISH[0], "Schools opened again in Mosul.", "Nobody came back to class.", ENGLISH[2]],
        1,
    ),
    "moved and changed": ([ENGLISH[2].replace("forty", "fifty"), ENGLISH[0], ENGLISH[1]], 1),
    "another's words": ([ENGLISH[1], ENGLISH[1], ENGLISH[2]], 1),
}


def body(paragraphs: list[str]) -> str:
    """As the rich editor stores them."""
    return "\n".join(f"<p>{one}</p>" for one in paragraphs)


@pytest.fixture
def pair(make_story: MakeStory) -> tuple[Text, Text]:
    """A story in English, and its translation into Arabic."""
    english = make_story("en", live=False)
    texts.save(english, {"body": body(ENGLISH)})
    arabic = make_story("ar", live=False, story=english.item)
    texts.save(arabic, {"body": body(ARABIC)})
    assert arabic.behind == 0
    return english, arabic


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_makes_stale_what_it_changed(pair: tuple[Text, Text], edit: str) -> None:
    english, arabic = pair
    after, stale = EDITS[edit]
    texts.save(english, {"body": body(after)}, autosave=True)
    assert arabic.behind == stale
    texts.save(english, {"body": body(ENGLISH)})
    assert arabic.behind == 0, "taken back, nothing is stale"


def test_translating_what_is_stale_and_nothing_else_makes_it_fresh(pair: tuple[Text, Text]) -> None:
    english, arabic = pair
    changed = [ENGLISH[0].replace("met", "did not meet"), ENGLISH[1], ENGLISH[2]]
    texts.save(english, {"body": body(changed)})
    texts.save(
        arabic, {"body": body([ARABIC[0], ARABIC[1].replace("الموصل", "البصرة"), ARABIC[2]])}
    )
    assert arabic.behind == 1
    texts.save(arabic, {"body": body(["لم يجتمع التحالف.", ARABIC[1], ARABIC[2]])})
    assert arabic.behind == 0


def test_a_split_that_was_followed_stays_fresh(pair: tuple[Text, Text]) -> None:
    english, arabic = pair
    texts.save(english, {"body": body(EDITS["split"][0])})
    texts.save(arabic, {"body": body([ARABIC[0] + " حقًا", ARABIC[1], ARABIC[2]])})
    assert arabic.behind == 0
    words = EDITS["split"][0]
    texts.save(english, {"body": body([*words[:2], "Nobody came back.", words[3]])})
    assert arabic.behind == 1


def test_an_answer_holds_until_the_paragraph_changes_again(pair: tuple[Text, Text]) -> None:
    english, arabic = pair
    once = [ENGLISH[0].replace("met", "gathered"), ENGLISH[1], ENGLISH[2]]
    texts.save(english, {"body": body(once)})
    print_of = marking.fingerprint(once[0])
    db.session.add(Answer(text_id=arabic.id, fingerprint=print_of, needed=False))
    texts.save(english, {"body": body(once[:2])})
    assert arabic.behind == 1
    texts.save(english, {"body": body(once)})
    assert arabic.behind == 0
    texts.save(english, {"body": body([once[0].replace("3", "5"), *once[1:]])})
    assert arabic.behind == 1


def test_ids_outlive_saves_and_what_is_cut_out_and_put_back(pair: tuple[Text, Text]) -> None:
    english, _arabic = pair
    ids = [one.id for one in units(texts.latest_words(english)).body]
    texts.save(english, {"body": body(ENGLISH[:2])}, autosave=True)
    texts.save(english, {"body": body(["First", *ENGLISH])}, autosave=True)
    now = [one.id for one in units(texts.latest_words(english)).body]
    assert now[1:] == ids
    texts.publish(english)
    texts.save(english, {"body": body([*ENGLISH[::-1], "First"])})
    assert [one.id for one in units(texts.latest_words(english)).body] == [*ids[::-1], now[0]]


def test_a_discarded_translation_is_as_far_behind_as_what_is_live(pair: tuple[Text, Text]) -> None:
    english, arabic = pair
    texts.publish(english)
    texts.publish(arabic)
    changed = [ENGLISH[0].replace("met", "did not meet"), ENGLISH[1], ENGLISH[2]]
    texts.save(english, {"body": body(changed)})
    texts.save(arabic, {"body": body(["لم يجتمع التحالف.", ARABIC[1], ARABIC[2]])})
    assert arabic.behind == 0
    texts.discard(arabic)
    assert arabic.behind == 1
    texts.discard(english)
    assert arabic.behind == 0


INLINE = st.sampled_from(
    ["One two", "<strong>b</strong> c", "&amp; d", "[[picture:3]]", "", "e<br>f"]
)
BLOCK = st.sampled_from(
    ["<p>{}</p>", "<h2>{}</h2>\n", "<ul>\n<li>{}</li></ul>", "{}", "<hr>{}\n\n"]
)


@settings(deadline=None)
@given(st.lists(st.tuples(BLOCK, INLINE), max_size=8))
def test_cutting_loses_nothing(made: list[tuple[str, str]]) -> None:
    html = "".join(block.format(inline) for block, inline in made)
    assert "".join(segments.cut(html)) == html
    assert segments.replaced(html, dict(enumerate(segments.segments(html)))) == html


@settings(deadline=None)
@given(st.lists(st.integers(1, 5), min_size=1, max_size=8), st.randoms())
def test_nothing_is_stale_however_it_is_parted_and_moved(sizes: list[int], random: object) -> None:
    before = [" ".join(f"w{at}x{word}" for word in range(size)) for at, size in enumerate(sizes)]
    old = [Paragraph(new_id(), text) for text in before]
    texts_now = list(before)
    random.shuffle(texts_now)  # type: ignore[attr-defined]  # hypothesis gives a Random
    now = [Paragraph(id, text) for id, text in zip(carried(old, texts_now), texts_now, strict=True)]
    assert not freshness(old, now).stale
    assert {one.id for one in now} == {one.id for one in old}
    parted = [word for text in before for word in text.split()]
    apart = [Paragraph(id, text) for id, text in zip(carried(old, parted), parted, strict=True)]
    assert not freshness(old, apart).stale


def states(text: Text) -> list[tuple[str, str]]:
    """(state, translation) of each paragraph of the body."""
    return [(one.state, one.translation) for one in state.beside(text) if not is_line(one.id)]


def test_a_translation_beside_its_source(pair: tuple[Text, Text]) -> None:
    english, arabic = pair
    assert states(arabic) == [("fresh", one) for one in ARABIC]
    after = [ENGLISH[0].replace("3", "4"), *EDITS["split"][0][1:3], "And more."]
    texts.save(english, {"body": body(after)})
    assert states(arabic) == [
        ("stale", ARABIC[0]),
        ("fresh", ARABIC[1]),
        ("fresh", ""),
        ("stale", ARABIC[2]),
    ]
    found = state.beside(arabic)
    assert [one.former for one in found if one.state == "stale"] == [ENGLISH[0], ENGLISH[2]]
    assert found[3].within == found[2].id
    state.answer(arabic, [found[1].source], False, None, confirmed=True)
    assert [one.state for one in state.beside(arabic)[1:]] == ["fresh", "fresh", "fresh", "stale"]
    assert arabic.behind == 1
    state.answer(arabic, [found[1].source], True, None, confirmed=True)
    assert arabic.behind == 2


def test_what_is_gone_from_the_source_is_shown_until_somebody_decides(
    pair: tuple[Text, Text],
) -> None:
    english, arabic = pair
    texts.save(english, {"body": body(ENGLISH[:2])})
    gone = state.beside(arabic)[-1]
    assert (gone.state, gone.former, gone.translation) == ("gone", ENGLISH[2], ARABIC[2])
    texts.save(arabic, {"body": body(ARABIC[:2])})
    assert arabic.behind == 0


def test_readers_of_an_older_translation_are_told(pair: tuple[Text, Text]) -> None:
    english, arabic = pair
    with freeze(utcnow()) as begun:
        texts.publish(english)
        publication = texts.publish(arabic)
    with freeze(begun + timedelta(hours=1)):
        texts.save(english, {"body": body(EDITS["comma"][0])})
        texts.publish(english, change="fix")
        assert older.older(publication, publication.revision, "en") is None
    with freeze(begun + timedelta(hours=2)):
        texts.save(english, {"body": body(EDITS["a number"][0])})
        assert older.older(publication, publication.revision, "en") is None, (
            "readers do not see it yet"
        )
        texts.publish(english)
        found = older.older(publication, publication.revision, "en")
        assert found is not None
        assert (found.since, found.source_language) == (begun, "en")
        state.answer(arabic, [EDITS["a number"][0][0]], False, None, confirmed=True)
        assert older.older(publication, publication.revision, "en") is None
