"""Every row of the list of languages is whole, and its plurals are CLDR's."""

import re

import pytest
from babel import Locale

from app import config
from app.config import StartupError
from app.i18n import languages
from app.i18n.languages import Language
from tests.i18n.conftest import LANGUAGES

NUMBERS = (0, 1, 2, 3, 10, 11, 85, 90, 99, 100, 102, 103, 111)


@LANGUAGES
def test_plurals_are_those_of_cldr(language: Language):
    cldr = Locale.parse(language.locale).plural_form
    for n in (*NUMBERS, *range(1200)):
        assert language.plural_category(n) == cldr(n), n


@LANGUAGES
def test_every_plural_form_is_used_and_the_header_counts_them(language: Language):
    used = {language.plural_index(n) for n in range(200)}
    assert used == set(range(len(language.plural_categories)))
    assert language.plural_header.startswith(f"nplurals={len(used)}; plural=(")


@LANGUAGES
def test_direction_is_that_of_the_script(language: Language):
    assert language.direction == Locale.parse(language.locale).text_direction


@LANGUAGES
def test_names_and_codes_are_well_formed(language: Language):
    assert re.fullmatch(r"[a-z]{2,3}", language.code)
    assert re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", language.tag)
    assert re.fullmatch(r"[a-z]{2,3}_[A-Z]{2}", language.og_locale)
    assert len(set(language.months)) == 12


def test_arabic_has_the_plural_header_that_pybabel_gets_wrong():
    assert languages.get("ar").plural_header == (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3"
        " : n%100>=11 ? 4 : 5);"
    )


def test_exactly_one_language_is_the_source():
    assert [row.code for row in languages.all_languages().values() if row.source] == ["en"]


def test_an_unknown_code_is_a_key_error():
    with pytest.raises(KeyError):
        languages.get("xx")


def test_a_preview_is_not_offered_to_readers(tmp_path, monkeypatch):
    text = (languages.TRANSLATIONS / "languages.toml").read_text(encoding="utf-8")
    head, arabic = text.split("[ar]")
    changed = head + "[ar]" + arabic.replace('state = "public"', 'state = "preview"')
    (tmp_path / "languages.toml").write_text(changed, encoding="utf-8")
    monkeypatch.setattr(languages, "TRANSLATIONS", tmp_path)
    assert list(languages.all_languages()) == ["en", "ar"]
    assert [row.code for row in languages.public_languages()] == ["en"]


def test_a_folder_without_languages_is_one_readable_line(tmp_path, monkeypatch):
    monkeypatch.setattr(languages, "TRANSLATIONS", tmp_path)
    with pytest.raises(StartupError, match=r"TRANSLATIONS_PATH has no languages\.toml"):
        languages.public_languages()


def test_the_folder_of_the_languages_is_a_setting(tmp_path, monkeypatch):
    assert config.translations_path() == config.ROOT / "translations"
    monkeypatch.setenv("TRANSLATIONS_PATH", str(tmp_path))
    assert config.translations_path() == tmp_path
