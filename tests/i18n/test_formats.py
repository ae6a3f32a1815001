"""Numbers, dates and lists, in each language as it prints them."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask import Flask, render_template_string
from markupsafe import Markup

from app.config import Settings
from app.i18n import formats
from app.i18n.current import speaking
from app.i18n.languages import Language, get
from tests.i18n.conftest import LANGUAGES

pytestmark = pytest.mark.usefixtures("in_app")

# Half past nine in the evening in UTC is the next day in Baghdad.
EVENING = datetime(2022, 9, 28, 21, 30, tzinfo=UTC)
MONTHS = [
    "كانون الثاني/يناير",
    "شباط/فبراير",
    "آذار/مارس",
    "نيسان/أبريل",
    "أيار/مايو",
    "حزيران/يونيو",
    "تموز/يوليو",
    "آب/أغسطس",
    "أيلول/سبتمبر",
    "تشرين الأول/أكتوبر",
    "تشرين الثاني/نوفمبر",
    "كانون الأول/ديسمبر",
]


@pytest.mark.parametrize(
    ("code", "shown"), [("en", "28 September 2022"), ("ar", "28 أيلول/سبتمبر 2022")]
)
def test_a_date_has_the_months_of_the_language(code, shown):
    assert formats.date(date(2022, 9, 28), get(code)) == shown


def test_arabic_months_have_both_names():
    shown = [formats.partial_date(date(2022, n, 1), "month", get("ar")) for n in range(1, 13)]
    assert shown == [f"{name} 2022" for name in MONTHS]


@pytest.mark.parametrize(
    ("precision", "shown"),
    [("year", "2022"), ("month", "September 2022"), ("day", "28 September 2022")],
)
def test_a_date_is_shown_as_exactly_as_it_is_known(precision, shown):
    assert formats.partial_date(date(2022, 9, 28), precision, get("en")) == shown


def test_moments_are_shown_in_the_time_zone_of_the_site(in_app: Flask):
    assert formats.date_time(EVENING, get("en")) == "29 September 2022, 00:30"
    assert formats.date_time(EVENING, get("ar")) == "29 أيلول/سبتمبر 2022، 00:30"
    in_app.config["SETTINGS"] = Settings(timezone="UTC")
    assert formats.date_time(EVENING, get("en")) == "28 September 2022, 21:30"


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        formats.date(EVENING.replace(tzinfo=None), get("en"))


@LANGUAGES
def test_a_page_with_latin_digits_has_no_arabic_separators(language: Language):
    assert formats.number(1234567.8, language) == "1,234,567.8"
    assert formats.percent(Decimal("0.85"), language) == "85%"


def test_arabic_digits_come_with_arabic_separators(arab_digits: Language):
    assert formats.number(1234567.8, arab_digits) == "١٬٢٣٤٬٥٦٧٫٨"
    assert formats.percent(0.85, arab_digits).replace("\u061c", "") == "٨٥٪"
    assert formats.date(date(2022, 9, 28), arab_digits) == "٢٨ أيلول/سبتمبر ٢٠٢٢"
    assert formats.time_of_day(EVENING, arab_digits) == "٠٠:٣٠"
    assert formats.file_size(1_200_000, arab_digits) == "١٫٢ ميغابايت"
    assert formats.figure(2014, "year", arab_digits) == "٢٠١٤"


@LANGUAGES
def test_a_year_has_no_separator(language: Language):
    assert formats.figure(2014, "year", language) == "2014"
    assert formats.figure(2014, "number", language) == "2,014"


@LANGUAGES
@pytest.mark.parametrize("seconds", [0, 1, 2, 3, 11, 59, 60, 61, 3600, 100_000])
def test_durations_have_words_in_every_language(language: Language, seconds):
    assert formats.duration(seconds, language)


@pytest.mark.parametrize(
    ("seconds", "english", "arabic"),
    [
        (0, "0 seconds", "0 ثانية"),
        (60, "1 minute", "دقيقة"),
        (65, "1 minute and 5 seconds", "دقيقة و5 ثوان"),
        (7325, "2 hours, 2 minutes and 5 seconds", "ساعتان ودقيقتان و5 ثوان"),
    ],
)
def test_durations_read_as_phrases(seconds, english, arabic):
    assert formats.duration(seconds, get("en")) == english
    assert formats.duration(seconds, get("ar")) == arabic


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (0, "0 byte"),
        (999, "999 byte"),
        (1000, "1 kB"),
        (1234, "1.2 kB"),
        (999_499, "999 kB"),
        (999_500, "1 MB"),
        (52_400_000, "52 MB"),
        (5 * 10**12, "5,000 GB"),
    ],
)
def test_file_sizes_have_the_unit_that_suits_them(size, shown):
    assert formats.file_size(size, get("en")) == shown


@pytest.mark.parametrize("size", [0, 2, 11, 280, 280_000, 2_800_000, 280_000_000, 5 * 10**9])
def test_no_size_is_said_in_latin_letters_in_arabic(size):
    assert not re.search("[a-z]", formats.file_size(size, get("ar")))


@pytest.mark.parametrize(
    ("items", "english", "arabic"),
    [
        ([], "", ""),
        (["x"], "x", "x"),
        (["x", "y"], "x and y", "x وy"),
        (["x", "y", "z", 4], "x, y, z and 4", "x وy وz و4"),
        (["{0}", "{x}"], "{0} and {x}", "{0} و{x}"),
    ],
)
def test_lists_are_phrases(items, english, arabic):
    assert formats.join_list(items, get("en")) == english
    assert formats.join_list(items, get("ar")) == arabic


def test_a_list_with_markup_escapes_what_is_none():
    joined = formats.join_list([Markup("<bdi>a</bdi>"), "<b>"], get("en"))
    assert joined == Markup("<bdi>a</bdi> and &lt;b&gt;")
    assert isinstance(joined, Markup)


def test_inputs_may_have_any_digits():
    assert formats.digits_to_latin("٢٠٢٢ ۱۲۳ 45") == "2022 123 45"


def test_without_a_language_the_one_now_spoken_is_meant():
    with speaking(get("ar")):
        assert formats.date(date(2022, 9, 28)) == "28 أيلول/سبتمبر 2022"
    assert formats.date(date(2022, 9, 28)) == "28 September 2022"


def test_a_language_has_its_name_in_the_one_now_spoken():
    with speaking(get("ar")):
        assert formats.language_name("en") == "الإنجليزية"
    assert formats.language_name("ar") == "Arabic"


def test_templates_have_the_formats_as_filters(in_app: Flask):
    template = "{{ 2000|number }} {{ day|date }} {{ '<b>'|isolate }} {{ 'a b c'|truncate(4) }}"
    with in_app.test_request_context("/ar/"):
        shown = render_template_string(template, day=date(2022, 9, 28))
    assert shown == "2,000 28 أيلول/سبتمبر 2022 \u2068&lt;b&gt;\u2069 a b…"


def test_a_month_that_stands_alone_may_have_another_form():
    alone = tuple(f"alone {number}" for number in range(1, 13))
    language = replace(get("en"), months_alone=alone)
    assert formats.partial_date(date(2022, 9, 28), "month", language) == "alone 9 2022"
    assert formats.partial_date(date(2022, 9, 28), "day", language) == "28 September 2022"


def test_persian_digits_are_their_own(arab_digits: Language):
    persian = replace(arab_digits, numerals="arabext", locale="fa")
    assert formats.number(4567, persian) == "۴٬۵۶۷"


def test_a_language_that_borrows_its_rules_keeps_its_name(monkeypatch: pytest.MonkeyPatch):
    borrowed = replace(get("en"), code="qxx", name="Borrowed", locale="ar")
    monkeypatch.setattr(formats, "get", lambda _code: borrowed)
    with speaking(get("en")):
        assert formats.language_name("qxx") == "Borrowed"
        assert formats.language_name("ar") == "Arabic"
