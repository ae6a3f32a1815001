"""From code to template: every sort of text, and the same bytes for the same texts."""

from pathlib import Path

import jinja2
import polib
import pytest

from app.i18n import extraction
from app.i18n.languages import TRANSLATIONS

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


def test_the_template_of_the_site_holds_every_text_of_its_code():
    """What `flask translations extract --check` says; to mend it: flask translations extract."""
    assert (TRANSLATIONS / "messages.pot").read_bytes() == extraction.extract()


def test_a_changed_text_makes_the_template_stale(code):
    before = extraction.extract(code, CONFIG)
    page = code / "templates" / "page.html"
    page.write_text(PAGE.replace("newest", "latest"), encoding="utf-8")
    assert extraction.extract(code, CONFIG) != before
