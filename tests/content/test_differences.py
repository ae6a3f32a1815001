"""What changed between two texts, as an editor reads it; in Arabic as in English."""

from time import thread_time

import pytest

from app.content.lifecycle.differences import Pair, words


def sides(pair: Pair) -> tuple[str, str]:
    """Before and after, with what is gone and new in brackets."""
    return tuple(
        "".join(run.text if run.kind == "same" else f"[{run.text}]" for run in side)
        for side in (pair.before, pair.after)
    )


def test_what_is_the_same_is_the_same() -> None:
    html = "<h2>Head</h2><p>One &amp; <a href='/x'>two</a>.</p>"
    assert {pair.kind for pair in words(html, html)} == {"same"}


def test_words_change_within_their_paragraph() -> None:
    (pair,) = words("<p>The old bridge is open.</p>", "<p>The new bridge is open.</p>")
    assert pair.kind == "changed"
    assert sides(pair) == ("The [old] bridge is open.", "The [new] bridge is open.")


def test_arabic_words_keep_their_vowel_signs() -> None:
    (pair,) = words("<p>قرأ الكتاب في المدينة</p>", "<p>قرأ الكِتابَ في المدينة</p>")
    assert sides(pair) == ("قرأ [الكتاب] في المدينة", "قرأ [الكِتابَ] في المدينة")


def test_paragraphs_come_go_and_move() -> None:
    before = "<p>One was here first.</p><p>Two stays.</p><p>Three is long gone.</p>"
    after = "<p>Two stays.</p><p>One was here first.</p><p>Nothing like it.</p>"
    kinds = [pair.kind for pair in words(before, after)]
    assert sorted(kinds) == ["gone", "moved", "new", "same"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<p>See <a href="/a">it</a></p>', '<p>See <a href="/b">it</a></p>'),
        ("<p>Bold</p>", "<p><strong>Bold</strong></p>"),
        ("<p>Head</p>", "<h2>Head</h2>"),
        ("<p>a,b</p>", "<p>a b</p>"),
        ("<p>[[members]]</p>", "<p>[[members|count]]</p>"),
        ("<p>a\u200cb</p>", "<p>ab</p>"),
    ],
)
def test_nothing_is_ignored(before: str, after: str) -> None:
    assert {pair.kind for pair in words(before, after)} - {"same"}


def test_runs_are_text_and_never_markup() -> None:
    (pair,) = words("", "<p>&lt;script&gt; x</p>")
    assert pair.after[0].text == "<script> x"


def test_both_sides_are_whole() -> None:
    before = "<p>a b c</p><ul><li>d</li><li>e f</li></ul><p>g</p>"
    after = "<p>a c b</p><p>new</p><ul><li>e g f</li></ul><p>g</p>"
    pairs = words(before, after)
    assert [r.text for p in pairs for r in p.after if p.after] != []
    assert "".join(r.text for p in pairs for r in p.after) == "a c bnewe g fg"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>a</p>" * 25_000, "<p>a</p>" * 20_000 + "<p>b</p>" * 5_000),
        ("<p>" + "a b " * 50_000 + "</p>", "<p>" + "b a a " * 33_000 + "</p>"),
        (
            "".join(f"<p>word{n} and more words here</p>" for n in range(5_000)),
            "".join(f"<p>word{n} and fewer words there</p>" for n in reversed(range(5_000))),
        ),
        ("<" * 200_000, "<p" * 100_000),
        ("<b>" * 60_000, "</b>" * 50_000),
        ("<p>" + "x" * 199_000, "<p>" + "y" * 199_000),
    ],
    ids=["paragraphs", "words", "turned round", "no tags", "unbalanced", "one word"],
)
def test_it_never_takes_long(before: str, after: str) -> None:
    began = thread_time()
    words(before, after)
    assert thread_time() - began < 3
