"""Texts on a page: in the page's language, and never a reason for a 500."""

import logging
from pathlib import Path

import pytest
from flask import Flask, render_template_string
from flask_babel import force_locale, gettext, lazy_gettext, ngettext, npgettext, pgettext
from markupsafe import Markup

from app import i18n
from app.config import Settings
from app.i18n import catalogs, compiled, messages
from app.i18n.current import speaking
from app.i18n.languages import get
from tests.i18n.conftest import header

NUMBERS = (0, 1, 2, 3, 10, 11, 85, 90, 99, 100, 102, 103, 111)
FORMS = ["لا أعضاء", "عضو واحد", "عضوان", "%(num)s أعضاء", "%(num)s عضوًا", "%(num)s عضو"]
PLURAL = "".join(f'msgstr[{n}] "{text}"\n' for n, text in enumerate(FORMS))

GOOD = f"""
msgid "Hello %(name)s"
msgstr "مرحبًا %(name)s"

msgctxt "short"
msgid "Hello %(name)s"
msgstr "أهلًا %(name)s"

msgid "%(num)s member"
msgid_plural "%(num)s members"
{PLURAL}
msgctxt "people"
msgid "%(num)s member"
msgid_plural "%(num)s members"
{PLURAL}
#, fuzzy
msgid "Old"
msgstr "قديم"

msgid "First line second line"
msgstr "سطران"
"""
# As a translator may break it; what refuses to compile it is tested elsewhere.
BAD = """
msgid "Hello %(name)s"
msgstr "مرحبًا %(nom)s"

msgctxt "short"
msgid "Hello %(name)s"
msgstr "%(name)d"

msgid "%(num)s member"
msgid_plural "%(num)s members"
msgstr[0] "%(x)s"
msgstr[1] "%(x)s"
msgstr[2] "%(x)s"
msgstr[3] "%(x)s"
msgstr[4] "%(x)s"
msgstr[5] "%(x)s"

msgctxt "people"
msgid "%(num)s member"
msgid_plural "%(num)s members"
msgstr[0] "50% of"
msgstr[1] "50% of"
msgstr[2] "50% of"
msgstr[3] "50% of"
msgstr[4] "50% of"
msgstr[5] "50% of"
"""
IN_TEMPLATES = {
    "{% trans name=name %}Hello {{ name }}{% endtrans %}": "Hello &lt;b&gt;",
    '{{ _("Hello %(name)s", name=name) }}': "Hello &lt;b&gt;",
    '{{ pgettext("short", "Hello %(name)s", name=name) }}': "Hello &lt;b&gt;",
    '{{ ngettext("%(num)s member", "%(num)s members", 3) }}': "3 members",
    '{{ ngettext("%(num)s member", "%(num)s members", 1) }}': "1 member",
    '{{ npgettext("people", "%(num)s member", "%(num)s members", 3) }}': "3 members",
}


def _app(folder: Path, entries: str, monkeypatch: pytest.MonkeyPatch) -> Flask:
    path = catalogs.catalog_path(get("ar"), folder)
    path.write_text(header() + entries, encoding="utf-8")
    catalogs.write_compiled(path)
    monkeypatch.setattr(messages, "TRANSLATIONS", folder)
    monkeypatch.setattr(messages, "_reported", set())
    app = Flask("app")
    app.config["SETTINGS"] = Settings()
    i18n.init_app(app)
    return app


@pytest.fixture
def good(catalog_folder, monkeypatch) -> Flask:
    """An application with a good Arabic catalog."""
    return _app(catalog_folder, GOOD, monkeypatch)


@pytest.fixture(params=["found when read", "found when shown"])
def bad(catalog_folder, monkeypatch, request) -> Flask:
    """An application with an Arabic catalog that no page can fill in."""
    if request.param == "found when shown":  # as if it were bad in a way that nobody thought of
        monkeypatch.setattr(compiled, "_bad_entries", lambda *_args, **_more: {})
    return _app(catalog_folder, BAD, monkeypatch)


def test_the_path_decides_what_texts_say(good: Flask):
    for path, said in {"/ar/": "مرحبًا x", "/en/": "Hello x", "/": "Hello x"}.items():
        with good.test_request_context(path):
            assert gettext("Hello %(name)s", name="x") == said


@pytest.mark.parametrize("n", NUMBERS)
def test_arabic_counts_with_the_form_of_cldr(good: Flask, n):
    with good.test_request_context("/ar/"):
        expected = FORMS[get("ar").plural_index(n)] % {"num": n}
        assert ngettext("%(num)s member", "%(num)s members", n) == expected
        template = '{{ ngettext("%(num)s member", "%(num)s members", n) }}'
        assert render_template_string(template, n=n) == expected


def test_contexts_keep_the_same_words_apart(good: Flask):
    with good.test_request_context("/ar/"):
        assert pgettext("short", "Hello %(name)s", name="x") == "أهلًا x"
        assert npgettext("people", "%(num)s member", "%(num)s members", 2) == "عضوان"


def test_fuzzy_translations_are_not_shown(good: Flask):
    with good.test_request_context("/ar/"):
        assert gettext("Old") == "Old"


def test_blocks_of_several_lines_find_their_translation(good: Flask):
    with good.test_request_context("/ar/"):
        block = "{% trans %}\n  First line\n  second line\n{% endtrans %}"
        assert render_template_string(block) == "سطران"


def test_values_are_escaped_and_markup_is_not(good: Flask):
    template = "{% trans name=name %}Hello {{ name }}{% endtrans %}"
    with good.test_request_context("/en/"):
        assert render_template_string(template, name="<b>") == "Hello &lt;b&gt;"
        assert render_template_string(template, name=Markup("<b>")) == "Hello <b>"


@pytest.mark.parametrize(("template", "shown"), IN_TEMPLATES.items())
def test_a_bad_translation_shows_the_source_in_templates(bad: Flask, template, shown):
    with bad.test_request_context("/ar/"):
        assert render_template_string(template, name="<b>") == shown


def test_a_bad_translation_shows_the_source_in_code(bad: Flask):
    with bad.test_request_context("/ar/"):
        assert gettext("Hello %(name)s", name="x") == "Hello x"
        assert pgettext("short", "Hello %(name)s", name="x") == "Hello x"
        assert ngettext("%(num)s member", "%(num)s members", 1) == "1 member"
        assert npgettext("people", "%(num)s member", "%(num)s members", 5) == "5 members"


def test_a_bad_translation_is_logged_once(bad: Flask, caplog):
    with caplog.at_level(logging.ERROR), bad.test_request_context("/ar/"):
        for template in list(IN_TEMPLATES)[:2] * 3:
            render_template_string(template, name="x")
        gettext("Hello %(name)s", name="x")
    assert len(caplog.records) == 1
    assert "Hello %(name)s" in caplog.text


def test_no_language_leaks_from_one_block_or_context_to_another(good: Flask):
    with good.app_context():
        said = [gettext("Hello %(name)s", name="x")]
        with speaking(get("ar")):
            said.append(gettext("Hello %(name)s", name="x"))
            with good.test_request_context("/en/"), speaking(get("en")):
                said.append(gettext("Hello %(name)s", name="x"))
            said.append(gettext("Hello %(name)s", name="x"))
        said.append(gettext("Hello %(name)s", name="x"))
    assert said == ["Hello x", "مرحبًا x", "Hello x", "مرحبًا x", "Hello x"]


def test_flask_babels_force_locale_changes_nothing_for_later(good: Flask):
    with good.test_request_context("/ar/"):
        with force_locale("en_GB"):
            gettext("Hello %(name)s", name="x")
        assert gettext("Hello %(name)s", name="x") == "مرحبًا x"
    with good.test_request_context("/en/"):
        assert gettext("Hello %(name)s", name="x") == "Hello x"


def test_a_lazy_text_speaks_when_it_is_shown(good: Flask):
    hello = lazy_gettext("Hello %(name)s", name="x")
    with good.test_request_context("/ar/"):
        assert str(hello) == "مرحبًا x"
    with good.test_request_context("/en/"):
        assert str(hello) == "Hello x"
