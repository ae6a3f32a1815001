"""Plain paragraphs become HTML, and what is HTML already stays as it is, to the byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.lifecycle.paragraphs import as_html, as_typed, stored
from app.content.sanitise import LONGEST, clean_text, sanitise

PLAIN = [
    ("", ""),
    ("One.", "<p>One.</p>"),
    ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
    ("One,\ntwo.", "<p>One,<br>two.</p>"),
    ("With <strong>weight</strong>\nbelow", "<p>With <strong>weight</strong><br>below</p>"),
    ("Before\n<ul><li>a</li></ul>\nAfter", "<p>Before</p>\n<ul><li>a</li></ul>\n<p>After</p>"),
    ("  \n\nOne.\n \t\n\n", "  \n<p>One.</p>\n"),
    ("[[picture:12]]\n\nTwo", "<p>[[picture:12]]</p>\n<p>Two</p>"),
    ("<p>One</p>\n\nTwo", "<p>One</p>\n<p>Two</p>"),
]
HTML = [
    "<p>One.</p>",
    "<p>One.</p>\n<p>Two.</p>",
    "<p>One</p><h2>Two</h2>\n\n\n<ul>\n<li>a</li>\n\n<li>b</li>\n</ul>",
    "<blockquote>\n<p>a</p>\n\nloose\n\n</blockquote>",
    "<table>\n<tbody>\n<tr><td>1</td></tr>\n\n</tbody>\n</table>\n<hr>\n<p>x</p>",
]


@pytest.mark.parametrize(("typed", "kept"), PLAIN)
def test_plain_paragraphs_are_marked(typed: str, kept: str) -> None:
    assert as_html(typed) == kept


@pytest.mark.parametrize("html", HTML)
def test_html_stays_as_it_is(html: str) -> None:
    assert as_html(html) == html
    assert as_html(sanitise(html)) == sanitise(html)


@pytest.mark.parametrize(("typed", "_kept"), PLAIN)
def test_a_second_time_changes_nothing(typed: str, _kept: str) -> None:
    assert as_html(as_html(typed)) == as_html(typed)


def test_a_long_text_takes_no_longer_than_its_length() -> None:
    assert as_html("word\n" * 40_000).count("<br>") == 39_999
    assert as_html("<p" * 60_000)


SHOWN = [  # as it is kept, as it is shown to be typed on
    ("<p>One.</p>", "One."),
    ("<p>One.</p>\n<p>Two,<br>three.</p>", "One.\n\nTwo,\nthree."),
    ("<p>AT&amp;T, a &lt; b</p>", "AT&T, a < b"),
    ("<p>[[picture:12]]</p>\n<p>[[members|count]]</p>", "[[picture:12]]\n\n[[members|count]]"),
    ("<p>a <strong>b</strong></p>\n<p>c</p>", "a <strong>b</strong>\n\nc"),
    ("<p>&amp;copy; &lt;b&gt;</p>\n<p>a</p>", "&amp;copy; &lt;b&gt;\n\na"),
]
AS_IT_IS = [
    "",
    "<p></p>",
    "<p>One</p>\n\n<p>Two</p>",
    "<p>One</p><p>Two</p>",
    "<p>One\ntwo</p>",
    "<p>One <br>two</p>",
    '<p lang="ar">واحد</p>',
    "<h2>One</h2>\n<p>Two</p>",
    "<p>One</p>\n<ul><li>Two</li></ul>\n<p>Three</p>",
]


@pytest.mark.parametrize(("html", "shown"), SHOWN)
def test_plain_paragraphs_are_shown_without_tags_and_come_back(html: str, shown: str) -> None:
    assert as_typed(html) == shown
    assert stored(shown) == html


@pytest.mark.parametrize("html", AS_IT_IS)
def test_what_would_not_come_back_is_shown_as_it_is(html: str) -> None:
    assert as_typed(html) == html


def test_what_is_too_long_to_be_read_again_is_shown_as_it_is() -> None:
    html = f"<p>{'a' * (LONGEST + 1)}</p>"
    assert as_typed(html) == html


PARTS = ["a", "b c", "ع", "\n", "\n\n", " \n\t", "&", "&amp;", "&lt;", "&copy", "<", ">", "[[x]]"]
INLINE = ["<b>", "</b>", "<em>", "</em>", "<br>", "<a href='/x'>", "</a>", "<script>", "<!--"]
BLOCKS = ["<p>", "</p>", "<h2>", "</h2>", "<ul>", "<li>", "</li>", "</ul>", "&nbsp;", "\xa0"]


@given(st.lists(st.sampled_from(PARTS + INLINE), max_size=12).map("".join))
def test_what_is_typed_is_kept_the_same_however_often_it_is_shown(typed: str) -> None:
    kept = stored(typed)
    assert stored(as_typed(kept)) == kept


@given(st.lists(st.sampled_from(PARTS + INLINE + BLOCKS), max_size=12).map("".join) | st.text())
def test_whatever_is_shown_plainly_comes_back(typed: str) -> None:
    kept = stored(clean_text(typed))
    shown = as_typed(kept)
    assert shown == kept or stored(shown) == kept
