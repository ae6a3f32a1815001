"""Translations put together from their units."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.content import texts
from app.content.lifecycle.wording import Words
from app.content.translation import segments, state
from app.content.translation.rebuilding import rebuilt
from app.content.translation.units import units
from app.models import Text
from tests.content.conftest import MakeStory

SOURCE = (
    "<h2>Head</h2>\n<p>First paragraph.</p>\n<p>[[picture:3]]</p>\n<p>Second paragraph.</p>\n"
    "<ul>\n<li>Item one</li>\n<li>Item two</li>\n</ul>\n"
    "<table><tbody><tr><th>Name</th><td>Cell</td></tr></tbody></table>\n"
    "<blockquote><p>Said once.</p>\n<p>Said twice.</p></blockquote>"
)


@pytest.fixture
def pair(make_story: MakeStory) -> tuple[Text, Text]:
    """A story with blocks of all kinds, and its translation as yet unwritten."""
    english = make_story("en", live=False)
    texts.save(english, {"body": SOURCE, "standfirst": ""})
    arabic = texts.text_of(english.item, "ar")
    return english, arabic


def put(text: Text, given: dict[str, str]) -> str:
    """Save these translations; the body that they make."""
    known = state.put_together(text, given)
    texts.save(text, known.words, kind="import", known=known)
    return texts.latest_words(text).body


def ids(text: Text) -> list[str]:
    return [one.id for one in units(texts.latest_words(text)).body]


def test_a_first_translation_stands_in_the_blocks_of_its_source(pair: tuple[Text, Text]) -> None:
    english, arabic = pair
    every = {id: f"فقرة {at}" for at, id in enumerate(ids(english))}
    body = put(arabic, {**every, "title": "عنوان"})
    expected = SOURCE
    for at, text in enumerate(segments.segments(SOURCE)):
        expected = expected.replace(text, f"فقرة {at}", 1)
    assert body == expected
    assert [(one.id, one.state, one.translation) for one in state.beside(arabic)[1:]] == [
        (id, "fresh", text) for id, text in every.items()
    ]
    assert arabic.behind == 0


def test_translated_bit_by_bit_everything_comes_to_its_place(pair: tuple[Text, Text]) -> None:
    english, arabic = pair
    order = ids(english)
    for at in (3, 1, 8, 4, 0, 6, 2, 7, 5):
        put(arabic, {order[at]: f"فقرة {at}"})
        found = {one.id: one for one in state.beside(arabic)}
        assert (found[order[at]].state, found[order[at]].translation) == ("fresh", f"فقرة {at}")
    assert segments.segments(texts.latest_words(arabic).body) == [f"فقرة {at}" for at in range(9)]
    assert arabic.behind == 1, "the title is missing"


def test_an_empty_line_makes_two_paragraphs_and_an_empty_text_none(pair: tuple[Text, Text]) -> None:
    english, arabic = pair
    order = ids(english)
    put(arabic, {id: f"فقرة {at}" for at, id in enumerate(order)})
    body = put(arabic, {order[1]: "أولى\n\nثانية", order[3]: "", order[4]: ""})
    assert "<p>أولى</p>\n<p>ثانية</p>" in body
    assert "<ul>" not in body
    found = {one.id: one for one in state.beside(arabic)}
    assert found[order[1]].translation == "أولى\n\nثانية"
    assert (found[order[3]].state, found[order[4]].state) == ("missing", "missing")
    body = put(arabic, {order[1]: "واحدة", order[4]: "بند"})
    assert "<p>واحدة</p>\n<p>[[picture:3]]</p>" in body
    assert "<ul>\n<li>بند</li>\n</ul>" in body


def test_what_says_the_same_keeps_its_bytes(pair: tuple[Text, Text]) -> None:
    english, arabic = pair
    odd = "<p>أ</p>\n\n\n<h3> ب </h3><p>ج<br>د</p><ol><li>ه</li></ol>"
    texts.save(arabic, {"title": "ع", "body": odd})
    every = {one.id: one.translation for one in state.beside(arabic) if one.state != "gone"}
    assert put(arabic, every) == odd
    assert put(arabic, {}) == odd
    assert english.behind == 0


BLOCKS = [
    "<p>{}</p>\n",
    "<h2>{}</h2>",
    "<ul><li>{}</li></ul>",
    "<blockquote><p>{}</p></blockquote>",
]
BODY = st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=7).map(
    lambda blocks: "".join(block.format(f"w{at} words") for at, block in enumerate(blocks))
)


@settings(deadline=None)
@given(BODY, BODY, st.data())
def test_whatever_stands_there_each_text_comes_back(
    source: str, body: str, data: st.DataObject
) -> None:
    of, its = Words(body=source), Words(body=body)
    units_of, units_its = units(of).body, units(its).body
    links = {one.id: (other.id,) for one, other in zip(units_its, units_of, strict=False)}
    chosen = data.draw(st.lists(st.sampled_from([one.id for one in units_of]), unique=True))
    wanted = {id: f"new {id}" for id in chosen}
    done = rebuilt(its, of, links, wanted)
    now = segments.segments(done.words.get("body", body))
    assert len(now) == len(done.paragraphs)
    by_id = dict(zip(done.paragraphs, now, strict=True))
    for id, text in wanted.items():
        assert [by_id[one] for one, ids in done.links.items() if id in ids] == [text]
    left = [one for one in units_its if not set(links.get(one.id, ())) & set(chosen)]
    assert all(by_id[one.id] == one.text for one in left)


@pytest.mark.parametrize("known", [0, 2500])
@pytest.mark.parametrize("block", ["<p>{}</p>", "<li>{}</li>"])
def test_thousands_that_are_missing_take_seconds(block: str, known: int) -> None:
    around = "<ul>{}</ul>" if "li" in block else "{}"
    blocks = [block.format(f"w{at} words") for at in range(5000)]
    source = Words(body=around.format("\n".join(blocks)))
    its = Words(body=around.format(block.format("known")))
    of = [one.id for one in units(source).body]
    links = {units(its).body[0].id: (of[known],)}
    wanted = {id: f"new {at}" for at, id in enumerate(of) if at != known}
    begun = process_time()
    done = rebuilt(its, source, links, wanted)
    assert process_time() - begun < 10, "ten times what it takes; one by one it takes minutes"
    expected = ["known" if at == known else f"new {at}" for at in range(5000)]
    assert segments.segments(done.words["body"]) == expected
    assert [done.links[one] for one in done.paragraphs] == [(id,) for id in of]
