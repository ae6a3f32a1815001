"""`flask translations add` and `publish`: what they write, and what they refuse."""

import shutil
import tomllib
from pathlib import Path

import polib
import pytest
from babel import localedata

from app.content.checks import readiness
from app.content.checks.catalogs import check
from app.i18n import cldr, languages, rows
from tests.cli.translations.conftest import run
from tests.support.pseudo import confirm, settle, translate

LIST = languages.listed_in().read_bytes()
MONTHS = (
    "کانوونی دووەم", "شوبات", "ئازار", "نیسان", "ئایار", "حوزەیران",
    "تەمووز", "ئاب", "ئەیلوول", "تشرینی یەکەم", "تشرینی دووەم", "کانونی یەکەم",
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the list and the template, on which the commands work."""
    folder = tmp_path / "translations"
    folder.mkdir()
    for name in ("languages.toml", "messages.pot", "glossary.csv"):
        shutil.copy(languages.TRANSLATIONS / name, folder)
    monkeypatch.setattr(languages, "TRANSLATIONS", folder)
    return folder


def listed(folder: Path) -> bytes:
    """The bytes of the list."""
    return (folder / "languages.toml").read_bytes()


def catalog(folder: Path, code: str) -> Path:
    """Where a language's catalog is."""
    return folder / code / "LC_MESSAGES" / "messages.po"


@pytest.mark.usefixtures("folder")
def test_sorani_comes_from_cldr_with_what_a_person_must_decide_marked():
    answer = run("add", "ckb")
    assert answer.exit_code == 0, answer.output
    row = languages.get("ckb")
    assert (row.tag, row.direction, row.state) == ("ckb", "rtl", "preview")
    assert (row.numerals, row.faces, row.og_locale) == ("latn", ("arabic",), "ckb_IQ")
    assert row.months == MONTHS
    assert row.plural_categories == ("one", "other")
    assert set("ێۆڕڵەڤ") <= set(row.letters)
    assert row.to_confirm == cldr.TO_CONFIRM
    for name in row.to_confirm:
        assert f"  {name}: " in answer.output
    assert "PREVIEW_LANGUAGES=ckb" in answer.output


@pytest.mark.usefixtures("folder")
def test_french_comes_with_its_letters_and_its_millions():
    run("add", "fr")
    row = languages.get("fr")
    assert (row.name, row.direction, row.faces) == ("Français", "ltr", ("sans",))
    assert row.day.format(day=2, month=row.months[1], year=2022) == "2 février 2022"
    assert row.plural_categories == ("one", "many", "other")
    assert set("çéèêëîïôû") <= set(row.letters)


@pytest.mark.usefixtures("folder")
def test_months_that_stand_alone_are_to_be_confirmed_where_there_are_such():
    answer = run("add", "pl")
    assert languages.get("pl").to_confirm == (*cldr.TO_CONFIRM, "months_alone")
    assert "  months_alone: styczeń " in answer.output


def test_a_row_is_appended_and_every_other_byte_stays(folder):
    run("add", "fr")
    run("add", "ckb")
    assert listed(folder).startswith(LIST)
    added = tomllib.loads(listed(folder)[len(LIST) :].decode())
    assert list(added) == ["fr", "ckb"]
    assert max(len(line) for line in listed(folder)[len(LIST) :].decode().split("\n")) <= 100


def test_windows_line_ends_stay(folder):
    (folder / "languages.toml").write_bytes(LIST.replace(b"\n", b"\r\n"))
    run("add", "fr")
    assert listed(folder).count(b"\n") == listed(folder).count(b"\r\n")
    assert languages.get("fr").state == "preview"


def test_the_catalog_has_every_text_and_the_right_header(folder):
    run("add", "ckb")
    made = polib.pofile(str(catalog(folder, "ckb")))
    wanted = polib.pofile(str(folder / "messages.pot"))
    assert [(e.msgctxt, e.msgid) for e in made] == [(e.msgctxt, e.msgid) for e in wanted]
    assert made.metadata["Plural-Forms"] == languages.get("ckb").plural_header
    assert not any(e.msgstr for e in made)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ar"], "ar is in languages.toml already."),
        (["ku"], "Sorani, in Arabic letters, is ckb."),
        (["qqq"], "does not know qqq"),
        (["pt-BR"], "add pt --locale pt_BR"),
        (["../x"], "two or three small letters"),
        (["FR"], "two or three small letters"),
        (["pt", "--locale", "../../etc"], "does not know ../../etc"),
    ],
)
def test_what_cannot_be_added_is_a_sentence_and_changes_nothing(folder, words, said):
    answer = run("add", *words)
    assert answer.exit_code == 1
    assert said in answer.output
    assert listed(folder) == LIST
    assert not catalog(folder, words[0]).exists()


def test_without_a_template_nothing_is_added(folder):
    (folder / "messages.pot").write_text('msgid "x', encoding="utf-8")
    assert run("add", "ckb").exit_code == 1
    assert listed(folder) == LIST


@pytest.mark.usefixtures("folder")
def test_kurmanji_and_brazil_s_portuguese_can_be_meant():
    assert run("add", "ku", "--sure").exit_code == 0
    assert languages.get("ku").direction == "ltr"
    assert run("add", "pt", "--locale", "pt_BR").exit_code == 0
    assert (languages.get("pt").tag, languages.get("pt").og_locale) == ("pt-BR", "pt_BR")


def test_a_row_can_be_made_of_every_language_that_babel_has(tmp_path, monkeypatch):
    monkeypatch.setattr(languages, "TRANSLATIONS", tmp_path)
    names = [name for name in localedata.locale_identifiers() if "_" not in name]
    tables = [rows.table(cldr.row(name, cldr.known(name))) for name in names]
    languages.listed_in().write_text("".join(tables), encoding="utf-8")
    read = languages.translatable()
    assert len(read) > 200
    for row in read:
        assert all("{month}" in pattern for pattern in (row.day, row.month_year))
        assert row.day.format(day=1, month=row.months[0], year=2022)


def test_what_is_missing_is_said_and_nothing_changes(folder):
    run("add", "ckb")
    before = listed(folder)
    answer = run("publish", "ckb")
    assert answer.exit_code == 1
    assert "Not confirmed: name, months, day, month_year, numerals" in answer.output
    assert "Texts that are not translated" in answer.output
    assert listed(folder) == before


def test_publishing_changes_one_line(folder):
    run("add", "ckb")
    run("add", "fr")
    translate(catalog(folder, "ckb"), "ckb")
    settle(catalog(folder, "ckb"), "ckb")
    confirm(folder / "languages.toml", "ckb")
    before = listed(folder).decode().splitlines()
    answer = run("publish", "ckb")
    assert answer.exit_code == 0, answer.output
    after = listed(folder).decode().splitlines()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert changed == [('state = "preview"', 'state = "public"')]
    assert languages.get("ckb").state == "public"
    assert languages.get("fr").state == "preview"
    assert catalog(folder, "ckb").with_suffix(".mo").exists()
    assert "is public already" in run("publish", "ckb").output


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{day}", "{day}", ""),
        ("(n==1 ? 0 : 1)", "(n>1 ? 1 : 0)", "differ from CLDR, first for 0"),
        ('"ئازار"', '"شوبات"', "months has a name twice"),
        ('letters = "', 'letters = "ٹ', "The face arabic has no ٹ."),
        ('faces = ["arabic"]', 'faces = ["serif"]', "There is no face serif."),
        ('faces = ["arabic"]', 'faces = ["sans"]', "The face sans has no "),
        ("to_confirm = []", 'to_confirm = ["months"]', "Not confirmed: months."),
    ],
)
def test_each_gate_closes(folder, old, new, said):
    run("add", "ckb")
    translate(catalog(folder, "ckb"), "ckb")
    settle(catalog(folder, "ckb"), "ckb")
    path = folder / "languages.toml"
    confirm(path, "ckb")
    head, sorani = path.read_text(encoding="utf-8").split("[ckb]")
    assert old in sorani
    path.write_text(head + "[ckb]" + sorani.replace(old, new), encoding="utf-8")
    languages.renew()
    unmet = readiness.unmet(languages.get("ckb"), folder)
    # The header of the catalog is that of the former rule.
    assert [one for one in unmet if not one.startswith("Errors")] == unmet[: bool(said)]
    assert all(said in one for one in unmet[:1])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda entry: entry.flags.append("fuzzy"), "marked fuzzy: 1."),
        (lambda entry: setattr(entry, "msgstr", ""), "not translated, or marked fuzzy: 1."),
        (lambda entry: setattr(entry, "msgstr", "%(x)s"), "Errors in the catalog: 1."),
        (lambda entry: setattr(entry, "msgstr", "ڀ"), "The face arabic has no ڀ."),
        (lambda entry: setattr(entry, "msgstr", "چیرۆک?"), "Warnings that nobody settled: 1."),
    ],
    ids=["fuzzy", "empty", "wrong", "a letter of no face", "doubtful"],
)
def test_a_catalog_that_is_not_ready_keeps_the_language(folder, change, said):
    run("add", "ckb")
    path = catalog(folder, "ckb")
    translate(path, "ckb")
    settle(path, "ckb")
    confirm(folder / "languages.toml", "ckb")
    entries = polib.pofile(str(path), wrapwidth=0)
    change(next(entry for entry in entries if entry.msgid == "Stories"))
    entries.save(str(path))
    answer = run("publish", "ckb")
    assert answer.exit_code == 1
    assert said in answer.output
    assert languages.get("ckb").state == "preview"


def test_a_warning_keeps_the_language_until_it_is_settled_or_mended(folder):
    run("add", "ckb")
    path = catalog(folder, "ckb")
    translate(path, "ckb")
    confirm(folder / "languages.toml", "ckb")
    said = run("publish", "ckb").output
    numbers = settle(path, "ckb")
    assert numbers > 0
    assert f"Warnings that nobody settled: {numbers}. Mend each; " in said
    assert "as in # checked: glossary." in said
    assert said.count("[number.differs]") == min(numbers, readiness.SHOWN)
    assert run("publish", "ckb").exit_code == 0


def test_a_warning_of_a_form_can_be_settled_too(folder):
    run("add", "ru")
    path = catalog(folder, "ru")
    text = path.read_text(encoding="utf-8").split("\n\n")[0]
    counted = 'msgid "%(num)s day"\nmsgid_plural "%(num)s days"\n'
    counted += 'msgstr[0] "день"\nmsgstr[1] "%(num)s дня"\nmsgstr[2] "%(num)s дней"\n'
    path.write_text(f"{text}\n\n{counted}", encoding="utf-8")
    (found,) = [one for one in check(path, languages.get("ru")) if one.level != "missing"]
    assert (found.level, found.code) == ("warning", "placeholder.missing")
    path.write_text(f"{text}\n\n# checked: placeholder.missing\n{counted}", encoding="utf-8")
    assert not [one for one in check(path, languages.get("ru")) if one.level != "missing"]
    counted = counted.replace("%(num)s дней", "дней")
    path.write_text(f"{text}\n\n# checked: placeholder.missing\n{counted}", encoding="utf-8")
    levels = [one.level for one in check(path, languages.get("ru"))]
    assert levels == ["error"]  # what must never reach readers cannot be settled
