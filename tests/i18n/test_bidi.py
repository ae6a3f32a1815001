"""Text of the other direction keeps its order, and cannot disturb its surroundings."""

import pytest
from markupsafe import Markup

from app.i18n import bidi

PHONE = "+964 750 123 4567"
UNBALANCED = ["\u2066a", "a\u2069", "\u2069a\u2068", "\u2068\u2067a\u2069"]


def test_a_telephone_number_is_isolated_left_to_right():
    assert bidi.ltr(PHONE) == f"\u2066{PHONE}\u2069"


def test_a_name_finds_its_own_direction():
    assert bidi.isolate("@coalition") == "\u2068@coalition\u2069"
    assert bidi.isolate(85) == "\u206885\u2069"


@pytest.mark.parametrize("wrap", [bidi.isolate, bidi.ltr])
@pytest.mark.parametrize("text", UNBALANCED)
def test_what_is_isolated_cannot_close_its_isolate_or_leave_one_open(wrap, text):
    assert bidi.balanced(wrap(text))
    assert len(wrap(text)) == 3


def test_isolates_may_stand_within_isolates():
    assert bidi.isolate(bidi.ltr("1–2")) == "\u2068\u20661–2\u2069\u2069"


def test_markup_stays_markup_and_text_stays_text():
    assert isinstance(bidi.isolate(Markup("<b>")), Markup)
    assert isinstance(bidi.isolate(Markup("<b>\u2069")), Markup)
    assert not isinstance(bidi.isolate("<b>"), Markup)


@pytest.mark.parametrize("text", UNBALANCED)
def test_unbalanced_isolates_are_taken_out(text):
    assert not bidi.balanced(text)
    assert bidi.without_controls(text) == "a"


def test_overrides_are_taken_out_and_balanced_isolates_kept():
    assert bidi.without_controls("\u202a\u202b\u202c\u202d\u202ea\u2068b\u2069") == "a\u2068b\u2069"
