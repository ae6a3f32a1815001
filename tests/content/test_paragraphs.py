"""Plain paragraphs become HTML, and what is HTML already stays as it is, to the byte."""

import pytest

from app.content.lifecycle.paragraphs import as_html
from app.content.sanitise import sanitise

PLAIN = [
    ("", ""),
    ("One.", "<p>One.</p>"),
    ("One.\n\nTwo.", "<p>One.</p>\n\n<p>Two.</p>"),
    ("One,\ntwo.", "<p>One,<br>two.</p>"),
    ("With <strong>weight</strong>\nbelow", "<p>With <strong>weight</strong><br>below</p>"),
    ("Before\n<ul><li>a</li></ul>\nAfter", "<p>Before</p>\n<ul><li>a</li></ul>\n<p>After</p>"),
    ("  \n\nOne.\n \t\n\n", "  \n\n<p>One.</p>\n \t\n\n"),
    ("[[picture:12]]\n\nTwo", "<p>[[picture:12]]</p>\n\n<p>Two</p>"),
    ("<p>One</p>\n\nTwo", "<p>One</p>\n\n<p>Two</p>"),
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
