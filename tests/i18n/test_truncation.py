"""A shortened text is never broken inside of what belongs together."""

import pytest
from markupsafe import Markup

from app.i18n.bidi import balanced
from app.i18n.truncation import clusters, truncate

FAMILY = "👩\u200d👩\u200d👧"
THUMB = "👍🏽"
FLAG = "🇮🇶"
SCOTLAND = "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
HEART = "❤\ufe0f"
KEYCAP = "1\ufe0f\u20e3"
VOWELLED = "بِ"


@pytest.mark.parametrize(
    "one", [FAMILY, THUMB, FLAG, SCOTLAND, HEART, KEYCAP, VOWELLED, "e\u0301", "&amp;", "&#x1F600;"]
)
def test_what_readers_take_for_one_character_is_one(one):
    assert list(clusters(one)) == [one]
    assert list(clusters(one * 3)) == [one] * 3
    assert truncate(one * 3, 2) == one + "…"


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("short", 5, "short"),
        ("", 0, ""),
        ("one two three", 13, "one two three"),
        ("one two three", 12, "one two…"),
        ("one two three", 8, "one two…"),
        ("one two three", 7, "one…"),
        ("one, two", 6, "one…"),
        ("Qamishli — and", 13, "Qamishli…"),
        ("unbreakable", 4, "unb…"),
        ("التحالف الدولي ضد داعش", 16, "التحالف الدولي…"),
        ("الموصل، دير الزور", 9, "الموصل…"),
        ("AT&T &amp; more", 8, "AT&T &amp;…"),
    ],
)
def test_a_text_is_cut_between_words(text, limit, shown):
    assert truncate(text, limit) == shown


def test_an_isolate_is_left_out_rather_than_cut():
    assert truncate("by \u2068Anti Daesh Coalition\u2069 today", 16) == "by…"


def test_a_text_that_is_one_isolate_is_cut_in_it_and_closed():
    assert truncate("\u2068Anti Daesh Coalition\u2069", 14) == "\u2068Anti Daesh\u2069…"


@pytest.mark.parametrize("limit", range(1, 60))
def test_no_cut_leaves_an_isolate_open_or_exceeds_the_limit(limit):
    text = (
        f"قال \u2068@Coalition\u2069 إن \u2066+964 750\u2069 {FAMILY}{FLAG} &amp; \u2068وداعًا\u2069"
    )
    shown = truncate(text, limit)
    assert balanced(shown)
    # The marks that close an isolate have no width, and come on top.
    assert len(list(clusters(shown))) <= limit + shown.count("\u2069")
    assert set(clusters(shown)) <= {*clusters(text), "…"}


def test_markup_stays_markup():
    assert truncate(Markup("a &amp; b c"), 6) == Markup("a &amp; b…")
    assert isinstance(truncate(Markup("a &amp; b c"), 6), Markup)
