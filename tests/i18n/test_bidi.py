"""Text of the other direction keeps its order, and cannot disturb its surroundings."""

import pytest
from markupsafe import Markup

from app.i18n import bidi, formats, languages

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


@pytest.mark.parametrize(
    ("code", "text", "html"),
    [
        ("ar", "خلاصة (Atom)", "خلاصة (<bdi>Atom</bdi>)"),
        ("ar", "قوات الأمن (ISF).", "قوات الأمن (<bdi>ISF</bdi>)."),
        ("ar", "في Deir ez-Zor، @UNESCO", "في <bdi>Deir ez-Zor</bdi>، <bdi>@UNESCO</bdi>"),
        ("ar", "نص <b> & 85", "نص &lt;<bdi>b</bdi>&gt; &amp; 85"),
        ("en", "the word داعش, twice", "the word <bdi>داعش</bdi>, twice"),
        ("en", "only English", "only English"),
    ],
)
def test_runs_of_the_other_script_are_marked(code: str, text: str, html: str) -> None:
    assert formats.marked(text, languages.get(code)) == html


def test_markup_keeps_its_own_tags() -> None:
    text = Markup('نص <a href="/x">Atom &amp; JSON</a>')
    marked = formats.marked(text, languages.get("ar"))
    assert marked == 'نص <a href="/x"><bdi>Atom</bdi> &amp; <bdi>JSON</bdi></a>'
