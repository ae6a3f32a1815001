"""Pseudo-languages: every text changed, everything that is no word of it as it was."""

import tomllib

import pytest

from app.config import ROOT
from app.i18n import pseudo
from app.i18n.catalogs import catalog_path
from app.i18n.checks import check
from app.i18n.languages import TRANSLATIONS, all_languages, from_row
from app.i18n.pseudo import PSEUDO

XA, XB = PSEUDO["xa"].text, PSEUDO["xb"].text


@pytest.mark.parametrize(
    ("text", "xa", "xb"),
    [
        ("Save", "[!!! Såvé ·· !!!]", "[!!! سافي !!!]"),
        (" Save\n", " [!!! Såvé ·· !!!]\n", " [!!! سافي !!!]\n"),
        ("%(a)s, %(b)s", "%(a)s, %(b)s", "%(a)s, %(b)s"),
        ("As of %(as_of)s", "[!!! Ås öf %(as_of)s ·· !!!]", "[!!! اس وف %(as_of)s !!!]"),
        ("[[members|count]]", "[[members|count]]", "[[members|count]]"),
        (
            '<a href="%(url)s">Why</a> &amp;',
            '[!!! <a href="%(url)s">Whÿ</a> &amp; · !!!]',
            '[!!! <a href="%(url)s">وهي</a> &amp; !!!]',
        ),
    ],
)
def test_a_text_is_longer_or_from_the_right_and_values_stay(text, xa, xb):
    assert XA(text) == xa
    assert XB(text) == xb


def test_texts_become_longer_by_two_fifths_in_words_that_break():
    long = XA("word " * 50)
    assert long.count("·") == 80
    assert max(map(len, long.split())) <= 6


def test_they_are_written_beside_the_shipped_languages_and_pass_their_checks(tmp_path):
    folder = tmp_path / "pseudo"
    for _time in range(2):
        assert pseudo.may_write(TRANSLATIONS, folder)
        assert len(pseudo.write(TRANSLATIONS, folder)) == len(PSEUDO)
    read = tomllib.loads((folder / "languages.toml").read_text(encoding="utf-8"))
    rows = {code: from_row(code, row) for code, row in read.items()}
    assert list(rows) == [*all_languages(), *PSEUDO]
    for code, language in rows.items():
        if code in PSEUDO:
            path = catalog_path(language, folder)
            found = check(path, language, template=folder / "messages.pot")
            assert [one for one in found if one.level != "warning"] == []
            assert path.with_suffix(".mo").exists()


def test_they_are_not_written_over_languages_of_somebodys_own(tmp_path):
    assert not pseudo.may_write(TRANSLATIONS, TRANSLATIONS)
    (tmp_path / "languages.toml").write_text("[en]\n")
    assert not pseudo.may_write(TRANSLATIONS, tmp_path)


def test_the_shipped_languages_have_none():
    assert not PSEUDO.keys() & all_languages().keys()
    assert not any((ROOT / "translations" / code).exists() for code in PSEUDO)
