"""`flask translations status`: how far each language is."""

import json
from dataclasses import replace

import pytest

from app.i18n import languages
from tests.cli.translations.conftest import BAD, GOOD, UNTRANSLATED, run
from tests.i18n.conftest import header

FUZZY = "#, fuzzy\n" + GOOD


@pytest.mark.parametrize(
    ("entries", "wanted"),
    [
        (GOOD, {"translated": 1, "percent": 100}),
        (UNTRANSLATED, {"translated": 0, "missing": 1, "percent": 0}),
        (FUZZY, {"translated": 0, "fuzzy": 1, "percent": 0}),
        (BAD, {"translated": 1, "errors": 1}),
        (GOOD + '\n#~ msgid "Gone"\n#~ msgstr "a"\n', {"translated": 1, "percent": 100}),
        ('msgid "Other"\nmsgstr "آخر"\n', {"translated": 1, "missing": 1, "percent": 50}),
    ],
    ids=["translated", "missing", "fuzzy", "error", "obsolete", "not yet in the catalog"],
)
def test_each_text_counts_once(po, entries, wanted):
    run("extract")
    po.write_text(header() + entries, encoding="utf-8")
    [found] = json.loads(run("status", "--json").output)
    assert found.items() >= wanted.items()
    assert found["translated"] + found["fuzzy"] + found["missing"] <= 2


def test_it_says_whether_readers_see_what_was_saved_last(po):
    assert "compiled: no" in run("status").output
    run("compile")
    assert "compiled: yes" in run("status").output
    po.write_text(header() + GOOD, encoding="utf-8")
    assert "compiled: older" in run("status").output
    assert "ar (public):" in run("status").output


def test_of_a_preview_it_says_what_it_lacks(po, monkeypatch):
    preview = replace(languages.get("ar"), state="preview")
    listed = languages.all_languages() | {"ar": preview}
    monkeypatch.setattr(languages, "_listed", lambda: listed)
    run("extract")
    po.write_text(header() + 'msgid "Story"\nmsgstr "قصة,"\n', encoding="utf-8")
    said = run("status").output
    assert "warnings 1; compiled: no" in said
    assert "  Before it can be published: Warnings that nobody settled: 1." in said
    [found] = json.loads(run("status", "--json").output)
    assert len(found["unmet"]) == 1
    po.write_text(header() + GOOD, encoding="utf-8")
    assert "  Ready: flask translations publish ar" in run("status").output
