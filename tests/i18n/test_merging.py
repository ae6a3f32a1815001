"""From template to catalog, without losing what translators wrote."""

import polib
import pytest

from app.i18n import catalogs, merging
from app.i18n.checks import check
from app.i18n.languages import get
from tests.i18n.conftest import header

OLD = """
# A remark of the translator.
msgid "The newest of %(name)s"
msgstr "أحدث ما في %(name)s"

# Another.
msgid "Open"
msgstr "افتح"

msgid "A text that went away and has nothing like it"
msgstr "نص"

msgid "Untranslated and gone"
msgstr ""
"""
WANTED = """#, python-format
msgid "The newest stories of %(name)s"
msgstr ""

#. on a door.
#: app/x.py
msgid "Open"
msgstr ""

msgid "Entirely different words here"
msgstr ""
"""
# As Poedit saves: wrapped, with line numbers, its own headers, obsolete entries with former texts.
POEDIT = """# Arabic of the site.
# Copyright (C) 2026 The desk
# Layla Haddad <layla@example.org>, 2026.
#
msgid ""
msgstr ""
"Project-Id-Version: Site\\n"
"POT-Creation-Date: 2026-01-02 10:00+0300\\n"
"PO-Revision-Date: 2026-01-03 11:00+0300\\n"
"Last-Translator: Layla Haddad <layla@example.org>\\n"
"Language-Team: Arabic <ar@example.org>\\n"
"Language: ar\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n"
"%100<=10 ? 3 : n%100>=11 ? 4 : 5;\\n"
"X-Generator: Poedit 3.4\\n"
"X-Poedit-SourceCharset: UTF-8\\n"
"X-Poedit-Basepath: ../..\\n"

# Two words, as on the old site.
#: app/x.py:12 app/templates/y.html:3
#, max-length:40, python-format
msgid "Open"
msgstr "افتح"

#: app/x.py:14
#, fuzzy, python-format
#| msgid "The newest of %(name)s"
msgid "The newest text of %(name)s"
msgstr "أحدث ما في %(name)s"

#: app/x.py:20
msgctxt "button"
msgid "Share"
msgstr "مشاركة"

# Kept for later.
#, fuzzy
#~| msgid "Older text"
#~ msgid "Old text"
#~ msgstr "نص قديم"
"""
# As Weblate saves: comments of both sorts, explanations, several flags.
WEBLATE = POEDIT.replace("Poedit 3.4", "Weblate 5.9").replace(
    "# Two words", "# Note to translators: two words"
)
NEWER = """#. Translators: on a door.
#: app/x.py
msgid "Open"
msgstr ""

#: app/x.py
#, python-format
msgid "The newest stories of %(name)s"
msgstr ""

#: app/x.py
msgctxt "noun"
msgid "Share"
msgstr ""
"""


@pytest.fixture
def updated(catalog_folder):
    """An Arabic catalog brought up to a newer template."""
    path = catalogs.catalog_path(get("ar"), catalog_folder)
    path.write_text(header(X_Team="Mosul") + OLD, encoding="utf-8")
    (catalog_folder / "messages.pot").write_text(WANTED, encoding="utf-8")
    assert merging.update(catalog_folder) == {path: 2}
    first = path.read_bytes()
    assert merging.update(catalog_folder) == {path: 0}
    assert first.startswith(b'msgid ""')
    assert path.read_bytes() == first
    return polib.pofile(str(path))


def test_a_changed_text_keeps_its_translation_as_a_draft(updated):
    entry = updated.find("The newest stories of %(name)s")
    assert entry.fuzzy
    assert entry.flags == ["python-format", "fuzzy"]
    assert entry.previous_msgid == "The newest of %(name)s"
    assert entry.msgstr == "أحدث ما في %(name)s"
    assert entry.tcomment == "A remark of the translator."


def test_an_unchanged_text_keeps_everything(updated):
    entry = updated.find("Open")
    assert (entry.msgstr, entry.tcomment, entry.comment) == ("افتح", "Another.", "on a door.")
    assert not entry.fuzzy


def test_a_new_text_is_empty_and_an_old_one_is_kept_aside(updated):
    assert updated.find("Entirely different words here").msgstr == ""
    assert [entry.msgid for entry in updated.obsolete_entries()] == [
        "The newest of %(name)s",
        "A text that went away and has nothing like it",
    ]


def test_a_new_counted_text_has_each_form_of_the_language(catalog_folder):
    counted = 'msgid "%(num)s door"\nmsgid_plural "%(num)s doors"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    (catalog_folder / "messages.pot").write_text(WANTED + "\n" + counted, encoding="utf-8")
    merging.update(catalog_folder)
    catalog = polib.pofile(str(catalogs.catalog_path(get("ar"), catalog_folder)))
    assert catalog.find("%(num)s door").msgstr_plural == dict.fromkeys(range(6), "")


def test_the_header_keeps_what_translators_put_there(updated):
    assert updated.metadata["X-Team"] == "Mosul"
    assert updated.metadata["Plural-Forms"] == get("ar").plural_header


def test_a_text_that_comes_back_is_translated_again(catalog_folder):
    path = catalogs.catalog_path(get("ar"), catalog_folder)
    path.write_text(header() + '#~ msgid "Open"\n#~ msgstr "افتح"\n', encoding="utf-8")
    (catalog_folder / "messages.pot").write_text(WANTED, encoding="utf-8")
    merging.update(catalog_folder)
    entry = polib.pofile(str(path)).find("Open")
    assert (entry.msgstr, entry.obsolete) == ("افتح", False)


def test_a_new_language_is_given_a_catalog(tmp_path):
    (tmp_path / "messages.pot").write_text(WANTED, encoding="utf-8")
    merging.update(tmp_path)
    path = catalogs.catalog_path(get("ar"), tmp_path)
    assert {finding.level for finding in check(path, get("ar"))} == {"missing"}


@pytest.fixture(params=[POEDIT, WEBLATE], ids=["Poedit", "Weblate"])
def saved(request, catalog_folder):
    """A catalog as a translator's tool saved it, brought up to a newer template, twice."""
    path = catalogs.catalog_path(get("ar"), catalog_folder)
    path.write_text(request.param, encoding="utf-8")
    (catalog_folder / "messages.pot").write_text(NEWER, encoding="utf-8")
    merging.update(catalog_folder)
    first = path.read_text(encoding="utf-8")
    merging.update(catalog_folder)
    assert path.read_text(encoding="utf-8") == first
    assert first.startswith("# Arabic of the site.\n# Copyright (C) 2026 The desk\n")
    return polib.pofile(first, wrapwidth=0)


def test_names_and_headers_of_tools_stay(saved):
    wanted = polib.pofile(POEDIT, wrapwidth=0)
    for name, value in wanted.metadata.items():
        if name not in {"Plural-Forms", "X-Generator"}:
            assert saved.metadata[name] == value
    assert "Layla Haddad <layla@example.org>, 2026." in saved.header
    assert saved.metadata["Plural-Forms"] == get("ar").plural_header
    assert saved.metadata["X-Generator"] in {"Poedit 3.4", "Weblate 5.9"}


def test_a_translators_comment_and_flag_stay_and_the_codes_are_renewed(saved):
    entry = saved.find("Open")
    assert entry.tcomment.endswith("wo words, as on the old site.")
    assert entry.flags == ["max-length:40"]
    assert entry.comment == "Translators: on a door."
    assert entry.occurrences == [("app/x.py", "")]


def test_what_was_fuzzy_keeps_the_text_that_was_translated(saved):
    entry = saved.find("The newest stories of %(name)s")
    assert entry.fuzzy
    assert entry.previous_msgid == "The newest of %(name)s"
    assert entry.msgstr == "أحدث ما في %(name)s"


def test_a_text_whose_context_changed_keeps_its_translation_as_a_draft(saved):
    entry = saved.find("Share")
    assert (entry.msgctxt, entry.msgstr, entry.fuzzy) == ("noun", "مشاركة", True)
    assert (entry.previous_msgctxt, entry.previous_msgid) == ("button", "Share")


def test_entries_stand_in_the_order_of_the_template_and_old_ones_at_the_end(saved):
    assert [entry.msgid for entry in saved if not entry.obsolete] == [
        "Open",
        "The newest stories of %(name)s",
        "Share",
    ]
    assert [entry.msgid for entry in saved.obsolete_entries()] == [
        "Old text",
        "The newest text of %(name)s",
        "Share",
    ]


def test_an_obsolete_entry_keeps_its_comment_mark_and_former_text(catalog_folder):
    path = catalogs.catalog_path(get("ar"), catalog_folder)
    path.write_text(POEDIT, encoding="utf-8")
    (catalog_folder / "messages.pot").write_text(NEWER, encoding="utf-8")
    merging.update(catalog_folder)
    assert POEDIT[POEDIT.index("# Kept for later.") :] in path.read_text(encoding="utf-8")


def test_a_text_that_gets_a_context_beside_the_old_one_is_suggested_its_translation(catalog_folder):
    path = catalogs.catalog_path(get("ar"), catalog_folder)
    path.write_text(header() + 'msgid "Open"\nmsgstr "افتح"\n', encoding="utf-8")
    template = 'msgid "Open"\nmsgstr ""\n\nmsgctxt "adjective"\nmsgid "Open"\nmsgstr ""\n'
    (catalog_folder / "messages.pot").write_text(template, encoding="utf-8")
    merging.update(catalog_folder)
    old, new = polib.pofile(path.read_text(encoding="utf-8"))
    assert (old.fuzzy, old.msgstr) == (False, "افتح")
    assert (new.fuzzy, new.msgstr, new.msgctxt) == (True, "افتح", "adjective")


def test_every_language_is_brought_up_to_the_same_template(catalog_folder, monkeypatch):
    """The entries of one catalog are not those of the next."""
    other = catalog_folder / "fr" / "LC_MESSAGES" / "messages.po"
    path = catalogs.catalog_path(get("ar"), catalog_folder)
    other.parent.mkdir(parents=True)
    for each in (path, other):
        each.write_text(header() + f'msgid "Open"\nmsgstr "{each.parts[-3]}"\n', "utf-8")
    (catalog_folder / "messages.pot").write_text(WANTED, encoding="utf-8")
    found = {path: get("ar"), other: get("ar")}
    monkeypatch.setattr(merging, "catalogs", lambda _folder: found)
    merging.update(catalog_folder)
    assert [polib.pofile(str(each)).find("Open").msgstr for each in found] == ["ar", "fr"]


@pytest.mark.parametrize(
    "content",
    ['msgid "Open"\nmsgstr "', 'msgid "Open"\nmsgstr "a"\n\nmsgid "Open"\nmsgstr "b"\n'],
    ids=["broken", "twice"],
)
def test_a_catalog_of_which_something_would_be_lost_stays_as_it_is(catalog_folder, content):
    path = catalogs.catalog_path(get("ar"), catalog_folder)
    path.write_text(header() + content, encoding="utf-8")
    (catalog_folder / "messages.pot").write_text(WANTED, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(catalogs.CatalogError):
        merging.update(catalog_folder)
    assert path.read_bytes() == before
