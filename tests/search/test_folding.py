"""Folding: what readers type for one another becomes one, whatever is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.engine import FILLER, MOST_REPEATS, MOST_TERMS, entry
from app.search.folding import LONGEST_TERM, fold, tokens, words
from app.search.postgres import vector

# Any character at all, half of them from the scripts of our readers.
texts = st.text(st.characters() | st.characters(max_codepoint=0x6FF, exclude_categories=()))


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("الكِتاب", "الكتاب"),
        ("أحمد", "احمد"),
        ("إعادة الإعمار", "اعاده الاعمار"),
        ("آمنة", "امنه"),
        ("ٱلعراق", "العراق"),
        ("مستشفى", "مستشفي"),
        ("مسؤول", "مسوول"),
        ("الطائرات", "الطايرات"),
        ("داعـــش", "داعش"),
        ("٢٠٢٢", "2022"),
        ("۲۰۲۲", "2022"),
        ("١١٠٬٠٠٠", "110,000"),
        ("الموصل", "موصل"),
        ("بالموصل", "والموصل"),
        ("للموصل", "فالموصل"),
        ("الالتزام", "التزام"),
        ("کردستان", "كردستان"),
        ("گەڕانەوەی خوێندکاران", "گەرانەوەى خویندکاران"),
        ("ڵ ڤ ۆ", "ل ف و"),
        ("l’œuvre d’art", "oeuvre art"),
        ("N'Djamena", "ndjamena"),
        ("ﺩﺍﻋﺶ", "داعش"),
        ("\u2067داعش\u2069", "داعش"),
        ("MOSUL", "mosul"),
        ("Müller straße", "muller strasse"),
        ("Daʿesh", "Daesh"),
        ("Da’esh", "da'esh"),
        ("the Coalition’s partners", "the coalition partner"),
        ("liberated schools", "liberation school"),
        ("counter-terrorism", "counter terrorism"),
        ("#DenyDaeshCash", "denydaeshcash"),
        ("re\u00adbuild", "rebuild"),
    ],
)
def test_what_readers_type_for_one_another_is_one(written: str, typed: str) -> None:
    assert tokens(written) == tokens(typed) != []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("وطن", "طن"),  # a bare و is a root's
        ("الله", "له"),  # not "to him"
        ("عراق", "عراك"),
        ("Mosul", "Mosel"),
        ("2022", "2021"),
    ],
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert tokens(one) != tokens(other)


@pytest.mark.parametrize("text", ["", " \n", "…!?", '"*(', "\0", "\ud800", "\u202e", "😀", "_"])
def test_nothing_to_search_is_no_term(text: str) -> None:
    assert tokens(text) == []


@given(texts)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts)
def test_terms_are_letters_and_digits_that_no_database_misreads(text: str) -> None:
    for term in tokens(text):
        assert term.isalnum()
        assert len(term.encode()) <= LONGEST_TERM * 4


@given(texts)
def test_words_stand_where_they_are_said_to(text: str) -> None:
    for term, start, end in words(text):
        assert 0 <= start < end <= len(text)
        assert term in tokens(text[start:end])


def test_a_word_keeps_its_marks_and_leaves_controls_and_signs_outside() -> None:
    text = "«\u2067الكِتابُ\u2069»."
    (word,) = words(text)
    assert text[word.start : word.end] == "الكِتابُ"


def test_documents_stay_within_what_postgresql_can_hold() -> None:
    hostile = "ب" * 50 + " " + "mosul " * 1000 + " ".join(str(number) for number in range(50_000))
    found = entry(1, "Mosul", hostile)
    assert len(found.title) + len(found.text) == MOST_TERMS
    assert found.text.count("mosul") + found.title.count("mosul") == MOST_REPEATS
    assert FILLER not in vector(found)


def test_long_words_of_many_bytes_stay_within_one_megabyte() -> None:
    letters = [chr(code) for code in range(0x20000, 0x20000 + 20_000)]
    found = entry(1, "", " ".join(letter * LONGEST_TERM for letter in letters))
    assert 4_000 < len(found.text) < 6_000
    assert len(vector(found).encode()) < 1_000_000
