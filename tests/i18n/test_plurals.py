"""Gettext's plural rules are CLDR's: those of the list, and those that a new language would get."""

import re
import shutil
import subprocess

import polib
import pytest
from babel import Locale, localedata

from app.i18n import catalogs, plurals
from app.i18n.languages import Language
from tests.i18n.conftest import LANGUAGES

# The regions of a language count as it does, but for the few that have a rule of their own.
LOCALES = [Locale.parse(name) for name in sorted(localedata.locale_identifiers())]
RULES = {str(locale.plural_form): locale for locale in reversed(LOCALES)}


@LANGUAGES
def test_the_rule_of_each_row_is_cldr_s(language: Language):
    cldr = Locale.parse(language.locale).plural_form
    assert plurals.differences(language.plural_rule, language.plural_categories, cldr) == []


@pytest.mark.parametrize("locale", RULES.values(), ids=str)
def test_any_language_could_be_added(locale: Locale):
    categories, rule = plurals.from_cldr(locale.plural_form)
    assert set(range(201)) <= set(plurals.SAMPLE)
    assert plurals.differences(rule, categories, locale.plural_form) == []
    assert {locale.plural_form(n) for n in plurals.SAMPLE} == set(categories)


def test_rules_are_such_as_translators_know_them():
    def rule(code: str) -> tuple[tuple[str, ...], str]:
        return plurals.from_cldr(Locale.parse(code).plural_form)

    assert rule("ckb") == (("one", "other"), "(n==1 ? 0 : 1)")
    assert rule("fr") == (
        ("one", "many", "other"),
        "((n==0 || n==1) ? 0 : n!=0 && n%1000000==0 ? 1 : 2)",
    )
    assert rule("ru") == (
        ("one", "few", "many"),
        "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)",
    )


def test_a_difference_is_found():
    cldr = Locale.parse("ar").plural_form
    swapped = "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 5 : 4)"
    assert plurals.differences(swapped, plurals.CATEGORIES, cldr)[:3] == [11, 12, 13]


@LANGUAGES
def test_catalogs_have_the_header_of_their_row_and_pass_gettext(language: Language, tmp_path):
    path = catalogs.catalog_path(language)
    if language.source:
        assert not path.exists()
        return
    assert polib.pofile(str(path)).metadata["Plural-Forms"] == language.plural_header
    msgfmt = shutil.which("msgfmt")
    if msgfmt is None:
        pytest.skip("GNU gettext is not installed")
    command = [msgfmt, "-c", "-o", str(tmp_path / "x.mo"), str(path)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    # What Poedit and Weblate fill in need not be there.
    said = [line for line in answer.stderr.splitlines() if not re.search("header field", line)]
    assert (answer.returncode, said) == (0, [])
