"""Highlighting: the reader's words in the spelling of the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search import excerpt, spans

LONG = "One two three. " * 40 + "A school (in Mosul) has opened again. " + "Four five six. " * 40
texts = st.text("اب تة ِ\u2067\u2068\u2069school Mosul,.\n", max_size=400)


def shown(text: str, query: str) -> list[str]:
    """The highlighted parts of `text`."""
    return [text[start:end] for start, end in spans(text, query)]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("The Coalition’s schools.", "coalition school", ["Coalition’s", "schools"]),
        ("في الكِتابِ، والكتاب", "كتاب", ["الكِتابِ", "والكتاب"]),
        ("هزيمة داعــش في العراق", "ISIS", ["داعــش"]),
        ("Defeat of so-called Islamic State.", "داعش", ["so-called Islamic State"]),
        ("The state of schools", "isis", []),
        ("in 2022 and ٢٠٢٢", "2022", ["2022", "٢٠٢٢"]),
        ("In the school", "in the school", ["school"]),
        ("Mosul", '"(*', []),
    ],
)
def test_words_are_marked_in_their_own_spelling(text: str, query: str, expected: list[str]) -> None:
    assert shown(text, query) == expected


def test_an_excerpt_shows_the_first_match_between_whole_words() -> None:
    pieces = excerpt(LONG, "Mosul")
    assert [text for text, highlighted in pieces if highlighted] == ["Mosul"]
    assert pieces[0] == ("…", False)
    assert pieces[-1][0].endswith("…")
    inner = "".join(text for text, _ in pieces).strip("…")
    assert inner in LONG
    assert set(inner.split()) <= set(LONG.split())
    assert 150 < len(inner) <= 220


def test_a_short_text_is_shown_whole() -> None:
    assert excerpt("New schools open.", "school") == [
        ("New ", False),
        ("schools", True),
        (" open.", False),
    ]


def test_without_a_match_an_excerpt_is_the_beginning() -> None:
    ((text, highlighted),) = excerpt(LONG, "nothing")
    assert text.startswith("One two three.")
    assert text.endswith("…")
    assert not highlighted


def test_no_isolate_is_left_open() -> None:
    text = (
        "\u2066+964 750\u2069 " + "كلمة " * 30 + "الموصل " + "كلمة " * 30 + "\u2067" + "كلمة " * 30
    )
    joined = "".join(piece for piece, _ in excerpt(text, "Mosul", 60) + excerpt(text, "964", 8))
    assert joined.count("\u2066") + joined.count("\u2067") == joined.count("\u2069")


def test_an_empty_text_has_no_excerpt() -> None:
    assert excerpt("", "Mosul") == []


@given(texts, st.integers(1, 80))
def test_an_excerpt_is_part_of_the_text(text: str, length: int) -> None:
    joined = "".join(piece for piece, _ in excerpt(text, "school", length)).strip("…")
    isolates = str.maketrans("", "", "\u2067\u2068\u2069")
    assert joined.translate(isolates) in text.translate(isolates)
    assert set(joined.translate(isolates).split()) <= set(text.translate(isolates).split())
