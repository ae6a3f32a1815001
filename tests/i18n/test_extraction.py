"""From code to template to catalog, without losing what translators wrote."""

from pathlib import Path

import jinja2
import polib
import pytest

from app.i18n import catalogs, extraction
from app.i18n.checks import check
from app.i18n.languages import TRANSLATIONS, get
from tests.i18n.conftest import header

CONFIG = TRANSLATIONS / "babel.cfg"
CODE = """
from flask_babel import gettext as _, lazy_pgettext, ngettext

def title(n):
    # Translators: on a door.
    _("Open")
    lazy_pgettext("adjective", "Open")
    return ngettext("%(num)s story", "%(num)s stories", n)
"""
PAGE = """
{# Translators: above the list. #}
{% trans name=name|isolate %}
  The newest
  of {{ name }}
{% endtrans %}
{% trans n=n %}{{ n }} page{% pluralize %}{{ n }} pages{% endtrans %}
"""
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


@pytest.fixture
def code(tmp_path) -> Path:
    """A small package with texts."""
    folder = tmp_path / "app"
    (folder / "templates" / "feeds").mkdir(parents=True)
    (folder / "title.py").write_text(CODE, encoding="utf-8")
    (folder / "templates" / "page.html").write_text(PAGE, encoding="utf-8")
    (folder / "templates" / "feeds" / "x.xml").write_text("{{ _('In a feed') }}", "utf-8")
    return folder


def test_every_sort_of_text_is_found(code):
    template = polib.pofile(extraction.extract(code, CONFIG).decode())
    assert {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in template} == {
        (None, "Open", ""),
        ("adjective", "Open", ""),
        (None, "%(num)s story", "%(num)s stories"),
        (None, "The newest of %(name)s", ""),
        (None, "%(n)s page", "%(n)s pages"),
        (None, "In a feed", ""),
    }
    assert template.find("Open").comment == "Translators: on a door."
    assert template.find("The newest of %(name)s").comment == "above the list."
    assert template.find("In a feed").occurrences == [("app/templates/feeds/x.xml", "")]


def test_the_template_is_the_same_bytes_where_lines_move(code):
    before = extraction.extract(code, CONFIG)
    (code / "title.py").write_text("\n\n" + CODE, encoding="utf-8")
    assert extraction.extract(code, CONFIG) == before
    assert b"POT-Creation-Date" not in before


def test_a_template_with_an_error_is_not_passed_over(code):
    (code / "templates" / "bad.html").write_text("{% trans %}", encoding="utf-8")
    with pytest.raises(jinja2.TemplateSyntaxError):
        extraction.extract(code, CONFIG)


@pytest.fixture
def updated(catalog_folder):
    """An Arabic catalog brought up to a newer template."""
    path = catalogs.catalog_path(get("ar"), catalog_folder)
    path.write_text(header(X_Team="Mosul") + OLD, encoding="utf-8")
    (catalog_folder / "messages.pot").write_text(WANTED, encoding="utf-8")
    assert extraction.update(catalog_folder) == {path: 2}
    first = path.read_bytes()
    assert extraction.update(catalog_folder) == {path: 0}
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


def test_the_header_keeps_what_translators_put_there(updated):
    assert updated.metadata["X-Team"] == "Mosul"
    assert updated.metadata["Plural-Forms"] == get("ar").plural_header


def test_a_text_that_comes_back_is_translated_again(catalog_folder):
    path = catalogs.catalog_path(get("ar"), catalog_folder)
    path.write_text(header() + '#~ msgid "Open"\n#~ msgstr "افتح"\n', encoding="utf-8")
    (catalog_folder / "messages.pot").write_text(WANTED, encoding="utf-8")
    extraction.update(catalog_folder)
    entry = polib.pofile(str(path)).find("Open")
    assert (entry.msgstr, entry.obsolete) == ("افتح", False)


def test_a_new_language_is_given_a_catalog(tmp_path):
    (tmp_path / "messages.pot").write_text(WANTED, encoding="utf-8")
    extraction.update(tmp_path)
    path = catalogs.catalog_path(get("ar"), tmp_path)
    assert {finding.level for finding in check(path, get("ar"))} == {"missing"}
