"""Queries: groups of synonyms from whatever a reader types."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.folding import tokens
from app.search.query import LONGEST_QUERY, MOST_WORDS, parse, vocabulary


def group(text: str) -> set[tuple[str, ...]]:
    """The one group of a query."""
    (only,) = parse(text)
    return set(only)


@pytest.mark.parametrize(
    "name",
    ["Daesh", "isis", "ISIL", "Islamic State", "داعش", "تنظيم الدولة", "الدولة الإسلامية"],
)
def test_the_names_of_daesh_are_one_group(name: str) -> None:
    assert group(name) == group("Daesh")
    assert len(group(name)) > 5


@pytest.mark.parametrize(
    ("english", "arabic"),
    [("Mosul", "الموصل"), ("UNESCO", "اليونسكو"), ("ISF", "القوات الأمنية العراقية")],
)
def test_names_have_synonyms_across_languages(english: str, arabic: str) -> None:
    assert group(english) == group(arabic)


def test_the_longest_name_wins_over_its_parts() -> None:
    assert parse("Iraqi Security Forces in Mosul") == (*parse("ISF"), *parse("Mosul"))


def test_a_part_of_a_name_is_a_word_like_others() -> None:
    assert group("state") == {("state",)}


def test_words_in_quotation_marks_are_that_phrase_alone() -> None:
    assert parse('"Islamic State" schools') == ((("islam", "state"),), (("school",),))
    assert parse("«تنظيم الدولة»") == ((("تنظيم", "دوله"),),)


def test_an_unclosed_quotation_mark_means_nothing() -> None:
    assert parse('"new schools') == parse("new schools")


def test_words_that_say_nothing_are_left_out_unless_they_are_all_there_is() -> None:
    assert parse("the schools in the city") == parse("schools city")
    assert parse("في الموصل") == parse("الموصل")
    assert parse("the") == ((("the",),),)


def test_repeated_words_count_once() -> None:
    assert parse("school School schools") == parse("school")


def test_long_queries_are_cut() -> None:
    assert len(parse(" ".join(f"w{n}" for n in range(100)))) == MOST_WORDS
    assert parse("a1 " * 5_000) == parse("a1")
    assert parse("x" * (LONGEST_QUERY * 50)) == parse("x" * LONGEST_QUERY)


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_a_query(text: str) -> None:
    assert len(parse(text)) <= MOST_WORDS
    assert bool(parse(text)) == bool(tokens(text[:LONGEST_QUERY]))


def test_no_name_is_in_two_groups() -> None:
    known = vocabulary()
    assert all(known.groups[phrase] == names for names in known.groups.values() for phrase in names)
    assert not known.stopwords & known.groups.keys()
