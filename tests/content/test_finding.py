"""What is found and replaced is what is read, and nothing around it changes."""

import pytest

from app.content.worklists.finding import Search, occurrences, replaced


@pytest.mark.parametrize(
    ("text", "find", "expected"),
    [
        ("<p>Daesh and Daesh</p>", "Daesh", 2),
        ('<p><a href="/Daesh" lang="en">Daesh</a></p>', "Daesh", 1),
        ("<p>[[members|count]] members</p>", "members", 1),
        ("<p>[[file:5]] [[picture:5]] 5</p>", "5", 1),
        ("<p>A &amp; B</p>", "amp", 0),
        ("<p>A &amp; B</p>", "A & B", 1),
        ("<p>1 &lt; 2</p>", "<", 1),
        ("<p>daesh</p>", "Daesh", 0),
        ("<p>aaa</p>", "aa", 1),
        ("<p>كتابٌ وكتاب</p>", "كتاب", 1),  # a mark belongs to its letter
        ("<p>Da<em>esh</em></p>", "Daesh", 0),
        ("", "x", 0),
    ],
)
def test_only_what_is_read_is_found(text: str, find: str, expected: int) -> None:
    assert len(occurrences(text, Search(find, "y"), html=True)) == expected


@pytest.mark.parametrize(
    ("text", "find", "expected"),
    [
        ("The city, capacity", "city", 1),
        ("a city.", "city", 1),
        ("city", "city", 1),
        ("cities city2 _city city's", "city", 1),
        ("مدينة والمدينة", "مدينة", 1),
        ("مدينةً مدينة", "مدينة", 1),
    ],
)
def test_whole_words_stand_alone(text: str, find: str, expected: int) -> None:
    assert len(occurrences(text, Search(find, "y", whole=True), html=False)) == expected


def test_only_the_chosen_are_replaced_and_not_one_byte_else_changes() -> None:
    text = '<p>One &amp; <a href="/One?a=1&amp;b=2">One</a>&nbsp;[[One]] One</p>\n<p>&gt; One</p>'
    search = Search("One", "<b>&")
    assert replaced(text, search, {1}, html=True) == text.replace(">One<", ">&lt;b&gt;&amp;<")
    assert replaced(text, search, set(), html=True) == text
    assert replaced(text, search, {99}, html=True) == text


def test_a_place_is_shown_within_its_own_paragraph() -> None:
    text = "<p>Before it.</p><p>Here it stands &amp; stays.</p><p>After it.</p>"
    first, second, third = occurrences(text, Search("it", "x"), html=True)
    assert (first.before, first.after) == ("Before ", ".")
    assert (second.before, second.after) == ("Here ", " stands & stays.")
    assert third.number == 2


def test_long_surroundings_are_cut_between_words() -> None:
    text = "word " * 60 + "here " + "word " * 60
    (place,) = occurrences(text, Search("here", "x"), html=False)
    assert place.before.startswith("…word")
    assert place.after.endswith("word …")
