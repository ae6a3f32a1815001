"""What a translation lacks comes where its source has it, whatever else it has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.content.lifecycle.wording import Words
from app.content.translation import segments
from app.content.translation.batches import Batch
from app.content.translation.blocks import Block, tree
from app.content.translation.rebuilding import Rebuilt, rebuilt
from app.content.translation.units import units

TABLE = (
    "<table><caption>C</caption><thead><tr><th>H1</th><th>H2</th></tr></thead>\n<tbody>"
    "<tr><th>A</th><td>A2</td></tr>\n<tr><th>B</th><td>B2</td></tr>\n</tbody></table>"
)
LIST = "<ol>\n<li>One\n<ul>\n<li>Deep</li>\n<li>Within</li>\n</ul></li>\n<li>Two</li>\n</ol>"

Step = tuple[Words, dict[str, tuple[str, ...]]]  # a translation and what it was made from


def said(text: str) -> str:
    """Words as they are translated here."""
    return text.upper() + " said"


def made_of(source: str, body: str) -> Step:
    """A translation whose segments say those of its source."""
    of = {said(one.text): one.id for one in units(Words(body=source)).body}
    its = Words(body=body)
    return its, {one.id: (of[one.text],) for one in units(its).body if one.text in of}


def translated(source: str, before: Step, text: str) -> Step:
    """With a translation for the segment that says `text`, or without one where it is empty."""
    words, links = before
    ids = {one.text: one.id for one in units(Words(body=source)).body}
    wanted = said(text.strip("-")) if not text.startswith("-") else ""
    done = rebuilt(words, Words(body=source), links, {ids[text.strip("-")]: wanted})
    return step(words, done)


def step(words: Words, done: Rebuilt) -> Step:
    body = done.words.get("body", words.body)
    assert len(done.paragraphs) == len(segments.segments(body))
    return Words(body=body, paragraphs=done.paragraphs), dict(done.links)


def bit_by_bit(source: str, body: str, *wanted: str) -> str:
    """The translation after these were translated, one after the other."""
    known = made_of(source, body)
    for text in wanted:
        known = translated(source, known, text)
    return known[0].body


def whole(source: str) -> str:
    """The source, translated."""
    return segments.built(source, [said(text) for text in segments.segments(source)])


@pytest.mark.parametrize("order", [("B", "B2"), ("B2", "B")])
def test_a_new_row_comes_into_its_table(order: tuple[str, str]) -> None:
    before = whole(TABLE).replace("\n<tr><th>B said</th><td>B2 said</td></tr>", "")
    first = bit_by_bit(TABLE, before, order[0])
    cells = {name: said(name) if name == order[0] else "" for name in order}
    assert f"<tr><th>{cells['B']}</th><td>{cells['B2']}</td></tr>" in first
    assert bit_by_bit(TABLE, before, *order) == whole(TABLE)


def test_a_table_that_is_missing_comes_with_all_its_cells_empty() -> None:
    source = f"<p>Before</p>\n{TABLE}\n<p>After</p>"
    before = "<p>BEFORE said</p>\n<p>AFTER said</p>"
    empty = re.sub("(<t[hd]>)[^<]*", r"\1", TABLE).replace("<caption>C</caption>", "")
    expected = empty.replace("<td></td></tr>\n</tbody>", "<td>B2 said</td></tr>\n</tbody>")
    found = bit_by_bit(source, before, "B2")
    assert found == f"<p>BEFORE said</p>\n{expected}\n<p>AFTER said</p>"
    rest = [text for text in segments.segments(TABLE) if text != "B2"]
    assert bit_by_bit(source, found, *rest) == whole(source)


def test_a_row_with_other_cells_than_its_source_gets_one_more() -> None:
    before = whole(TABLE).replace("<td>B2 said</td>", "").replace("<th>H2 said</th>", "")
    assert bit_by_bit(TABLE, before, "B2", "H2") == whole(TABLE)


def test_a_cell_that_nobody_knows_the_source_of_keeps_its_words() -> None:
    body = whole(TABLE).replace("B2 said", "unheard of")
    assert "<td><p>B2 said</p>\nunheard of</td>" in bit_by_bit(TABLE, body, "B2")


@pytest.mark.parametrize("text", ["One", "Deep", "Within", "Two"])
def test_an_item_comes_into_its_list(text: str) -> None:
    body = whole(LIST)
    without = bit_by_bit(LIST, body, f"-{text}")
    assert said(text) not in without
    assert bit_by_bit(LIST, without, text) == body


def test_the_list_within_an_item_is_made_where_it_is_missing() -> None:
    body = whole(LIST)
    without = bit_by_bit(LIST, body, "-Deep", "-Within")
    assert without.count("<ul>") == 0
    assert bit_by_bit(LIST, without, "Within", "Deep") == body


def test_what_stands_elsewhere_in_the_translation_is_followed() -> None:
    source = "<p>One</p>\n<p>Two</p>\n<p>Three</p>\n<p>Four</p>"
    quoted = "<blockquote><p>ONE said</p>\n<p>THREE said</p></blockquote>\n<p>Own words</p>"
    expected = quoted.replace("\n<p>T", "\n<p>TWO said</p>\n<p>T")
    assert bit_by_bit(source, quoted, "Two") == expected
    listed = "<ul><li>ONE said</li></ul>\n<h3>FOUR said</h3>"
    found = bit_by_bit(source, listed, "Three", "Two")
    assert found == listed.replace("\n", "\n<p>TWO said</p>\n<p>THREE said</p>\n")


def test_a_picture_keeps_its_place_between_what_is_translated() -> None:
    source = "<p>One</p>\n<p>[[picture:3]]</p>\n<hr>\n<p>Two</p>\n<p>[[picture:3]]</p>"
    body = whole(source)
    assert bit_by_bit(source, body, "-One", "-Two", "Two", "One") == body
    assert "[[picture:9]]" in bit_by_bit(source, "<p>[[picture:9]]</p>", "One")


def test_words_between_blocks_do_not_run_into_others() -> None:
    source = "<blockquote>One<p>Two</p>Three</blockquote>Four"
    body = whole(source).replace("<p>TWO said</p>THREE said", "").replace("FOUR said", "")
    known = bit_by_bit(source, body, "Three", "Four")
    assert known == "<blockquote>ONE said\n<p>THREE said</p></blockquote>\n<p>FOUR said</p>"


def test_a_text_without_words_is_not_taken_for_a_paragraph() -> None:
    words, links = made_of("<p>One</p>\n<p>Two</p>", "<p>ONE said</p>")
    source = Words(body="<p>One</p>\n<p>Two</p>")
    two = units(source).body[1].id
    for given_ in ("«", "…"):
        done = rebuilt(words, source, links, {two: given_})
        assert done.words.get("body", words.body) == words.body


def test_a_paragraph_that_becomes_a_picture_goes_and_its_neighbours_stay() -> None:
    source = Words(body="<p>One</p>\n<p>Two</p>")
    known = made_of(source.body, whole(source.body))
    one, two = (each.id for each in units(source).body)
    parted = rebuilt(*[known[0], source, known[1]], {one: "a\n\nb"})
    given_ = {one: "[[picture:3]]\n\na", two: "new"}
    done = step(known[0], parted)
    again = rebuilt(done[0], source, done[1], given_)
    assert again.words["body"] == "<p>[[picture:3]]</p>\n<p>a</p>\n<p>new</p>"
    assert list(again.links.values()) == [(one,), (two,)]


Tree = tuple[str, list["Tree | str"]]
PROSE = st.sampled_from(["p", "h2", "h3"]).map(lambda name: (name, ["w"]))


def _inside(deeper: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    """Lists, tables and quotations with others in them."""
    item = st.one_of(
        st.just(("li", ["w"])),
        deeper.map(lambda one: ("li", ["w", one])),
        st.lists(deeper, min_size=1, max_size=2).map(lambda some: ("li", some)),
    )
    cell = st.one_of(
        st.sampled_from(["td", "th"]).map(lambda name: (name, ["w"])),
        st.just(("td", [("p", ["w"]), ("p", ["w"])])),
    )
    row = st.lists(cell, min_size=1, max_size=3).map(lambda cells: ("tr", cells))
    rows = st.lists(row, min_size=1, max_size=3)
    table = st.tuples(st.booleans(), rows, rows).map(
        lambda of: (
            "table",
            [*([("caption", ["w"]), ("thead", of[1])] if of[0] else []), ("tbody", of[2])],
        )
    )
    items = st.lists(item, min_size=1, max_size=3)
    quoted = st.lists(st.one_of(PROSE, deeper), min_size=1, max_size=3)
    return st.one_of(
        st.tuples(st.sampled_from(["ul", "ol"]), items),
        table,
        quoted.map(lambda some: ("blockquote", some)),
        st.just(("blockquote", ["w"])),
        st.just(("dl", [("dt", ["w"]), ("dd", ["w"])])),
    )


BLOCK = st.recursive(PROSE, _inside, max_leaves=6)
FIGURE = ("figure", ["[[picture:4]]", ("figcaption", ["w"])])
EXTRAS = st.sampled_from(
    [
        FIGURE,
        ("blockquote", [("p", ["w"]), FIGURE]),
        ("p", ["[[picture:3]]"]),
        ("hr", []),
        ("ul", [("li", ["–"])]),
    ]
)
BODIES = st.lists(st.one_of(PROSE, BLOCK, _inside(BLOCK), EXTRAS), min_size=1, max_size=6)
WORDY = st.lists(st.one_of(PROSE, BLOCK, _inside(BLOCK)), min_size=1, max_size=6)


def numbered(trees: Sequence[Tree | str], numbers: Iterator[int]) -> list[Tree | str]:
    """The blocks with words of their own in each."""
    return [
        one.replace("w", f"word{next(numbers)}")
        if isinstance(one, str)
        else (one[0], numbered(one[1], numbers))
        for one in trees
    ]


def written(trees: Sequence[Tree | str]) -> str:
    """The blocks as HTML."""
    return "".join(
        one
        if isinstance(one, str)
        else "<hr>"
        if one[0] == "hr"
        else f"<{one[0]}>{written(one[1])}</{one[0]}>\n"
        for one in trees
    )


def shape(block: Block) -> object:
    """The blocks inside one another, and where there are words or signs."""
    return block.name or block.text, [shape(one) for one in block.children]


def nothing_else_changed(before: str, after: str) -> bool:
    """Whether `after` is `before` with something put in at one place."""
    pairs = zip(before, after, strict=False)
    same = next((at for at, (one, other) in enumerate(pairs) if one != other), len(before))
    return same == len(before) or after.endswith(before[same:])


def translate_all(source: str, known: Step, order: Sequence[str]) -> Step:
    """Translated one by one, each step looked at."""
    for text in order:
        before = known
        known = translated(source, known, text)
        assert nothing_else_changed(before[0].body, known[0].body)
        assert set(before[0].paragraphs) <= set(known[0].paragraphs)
        now = segments.segments(known[0].body)
        of = {one.id: one.text for one in units(Words(body=source)).body}
        for id, its in zip(known[0].paragraphs, now, strict=True):
            assert [said(of[one]) for one in known[1][id]] == [its]
    return known


@settings(deadline=None)
@given(BODIES, st.data())
def test_taken_away_and_translated_again_it_is_the_source_again(
    trees: list[Tree], data: st.DataObject
) -> None:
    source = written(numbered(trees, count())).strip()
    texts = segments.segments(source)
    drawn = data.draw(st.permutations(texts))
    some = drawn[: data.draw(st.integers(0, len(drawn)))]
    known = made_of(source, whole(source))
    for text in some:
        known = translated(source, known, f"-{text}")
    assert len(segments.segments(known[0].body)) == len(texts) - len(some)
    known = translate_all(source, known, data.draw(st.permutations(some)))
    assert shape(tree(known[0].body)) == shape(tree(source))
    assert segments.segments(known[0].body) == [said(text) for text in texts]


def pruned(trees: Sequence[Tree | str], data: st.DataObject) -> list[Tree | str]:
    """The blocks without some, and without what was in them."""
    kept: list[Tree | str] = []
    for one in trees:
        if isinstance(one, str):
            kept.append(one)
        elif data.draw(st.integers(0, 3)):
            below = pruned(one[1], data)
            kept.extend([(one[0], below)] if below else [])
    return kept


@settings(deadline=None)
@given(WORDY, st.data())
def test_what_was_added_to_the_source_comes_to_its_place(
    trees: list[Tree], data: st.DataObject
) -> None:
    full = numbered(trees, count())
    source = written(full).strip()
    earlier = written(pruned(full, data)).strip()
    known = made_of(source, whole(earlier))
    missing = [text for text in segments.segments(source) if said(text) not in whole(earlier)]
    known = translate_all(source, known, data.draw(st.permutations(missing)))
    assert shape(tree(known[0].body)) == shape(tree(source))
    wanted = [said(text) for text in segments.segments(source)]
    assert segments.segments(known[0].body) == wanted


def all_at_once(source: str, known: Step) -> tuple[str, list[tuple[str, ...]]]:
    """All of the source translated in one go: the HTML, and what each paragraph is made from."""
    wanted = {one.id: said(one.text) for one in units(Words(body=source)).body}
    done = rebuilt(known[0], Words(body=source), known[1], wanted)
    body = done.words.get("body", known[0].body)
    return body, [done.links.get(one, ()) for one in done.paragraphs]


@settings(deadline=None)
@given(BODIES, st.data())
def test_many_at_once_come_where_one_by_one_they_would(
    trees: list[Tree], data: st.DataObject
) -> None:
    full = numbered(trees, count())
    source = written(full).strip()
    known = made_of(source, whole(written(pruned(full, data)).strip()))
    together = all_at_once(source, known)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Batch, "html_with", lambda batch: None if batch.added else batch.html)
        assert all_at_once(source, known) == together
        patch.setattr(Batch, "add", lambda *_: False)
        assert all_at_once(source, known) == together
