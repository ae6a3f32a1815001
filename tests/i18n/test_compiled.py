"""A compiled catalog that came another way: what is sound is shown, the rest in the source's words.

Each bad entry is asked for in every way in which code and templates ask, in Arabic.
"""

import logging
from pathlib import Path

import polib
import pytest
from flask import Flask, render_template_string
from flask_babel import (
    gettext,
    lazy_gettext,
    lazy_ngettext,
    lazy_pgettext,
    ngettext,
    npgettext,
    pgettext,
)

from app import i18n
from app.config import Settings
from app.i18n import compiled, messages
from app.i18n.compiled import UnreadableError
from app.i18n.languages import get

ARABIC = get("ar")
FORMS = ["لا أعضاء", "عضو واحد", "عضوان", "%(num)s أعضاء", "%(num)s عضوًا", "%(num)s عضو"]
SINGULAR, PLURAL = "%(num)s member of %(body)s", "%(num)s members of %(body)s"
# What stands in a translation of a text with %(body)s, and should not.
BAD_TEXTS = {
    "another placeholder": "%(nobody)s",
    "another type": "%(body)d",
    "a huge width": "%(body)999999999s",
    "no name": "%s %(body)s",
    "a star": "%(body)s %*d",
    "half a placeholder": "%(body)s %(body",
    "a percent sign": "50% of %(body)s",
    "a script": "<script>alert(1)</script>%(body)s",
    "a handler": '<b onclick="x()">%(body)s</b>',
    "a citation that is not there": "[[nothing|count]] %(body)s",
    "an override": "\u202e%(body)s",
    "an open isolate": "\u2067%(body)s",
    "a control character": "%(body)s\x07",
    "a NUL": "\x00%(body)s",
    "nothing": "",
}
TEMPLATES = {
    "{% trans body=body %}About {{ body }}{% endtrans %}": "About UN",
    '{{ _("About %(body)s", body=body) }}': "About UN",
    '{{ pgettext("page", "About %(body)s", body=body) }}': "About UN",
    "{% trans count=n, num=n, body=body %}{{ num }} member of {{ body }}"
    "{% pluralize %}{{ num }} members of {{ body }}{% endtrans %}": "3 members of UN",
    '{{ ngettext("%(num)s member of %(body)s", "%(num)s members of %(body)s", n, body=body) }}': (
        "3 members of UN"
    ),
    '{{ npgettext("page", "%(num)s member of %(body)s", "%(num)s members of %(body)s", n, '
    "body=body) }}": "3 members of UN",
}


def catalog(text: str, forms: list[str], header: str = ARABIC.plural_header) -> polib.POFile:
    """A catalog in which every text about the body is translated by `text`, or by `forms`."""
    made = polib.POFile()
    made.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": header}
    for context in (None, "page"):
        made.append(polib.POEntry(msgctxt=context, msgid="About %(body)s", msgstr=text))
        plural = dict(enumerate(forms))
        made.append(
            polib.POEntry(
                msgctxt=context, msgid=SINGULAR, msgid_plural=PLURAL, msgstr_plural=plural
            )
        )
    made.append(polib.POEntry(msgid="Story", msgstr="قصة"))
    return made


def app_with(made: polib.POFile, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """An application whose Arabic catalog was compiled by somebody who checks nothing."""
    path = folder / "ar" / "LC_MESSAGES" / "messages.mo"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(made.to_binary())
    monkeypatch.setattr(messages, "TRANSLATIONS", folder)
    app = Flask("app")
    app.config["SETTINGS"] = Settings()
    i18n.init_app(app)
    return app


def said(app: Flask) -> list[str]:
    """What is said about the UN in every way in which code asks."""
    with app.test_request_context("/ar/"):
        return [
            gettext("About %(body)s", body="UN"),
            pgettext("page", "About %(body)s", body="UN"),
            str(lazy_gettext("About %(body)s", body="UN")),
            str(lazy_pgettext("page", "About %(body)s", body="UN")),
            ngettext(SINGULAR, PLURAL, 3, body="UN"),
            npgettext("page", SINGULAR, PLURAL, 3, body="UN"),
            str(lazy_ngettext(SINGULAR, PLURAL, 3, body="UN")),
        ]


@pytest.mark.parametrize("bad", BAD_TEXTS.values(), ids=BAD_TEXTS)
def test_a_bad_entry_shows_the_source_and_the_others_stay(bad, tmp_path, monkeypatch, caplog):
    app = app_with(catalog(bad, [bad] * 6), tmp_path, monkeypatch)
    with caplog.at_level(logging.ERROR):
        assert said(app) == ["About UN"] * 4 + ["3 members of UN"] * 3
        for template, shown in TEMPLATES.items():
            with app.test_request_context("/ar/"):
                assert render_template_string(template, body="UN", n=3) == shown
        with app.test_request_context("/ar/"):
            assert gettext("Story") == "قصة"
    assert len(caplog.records) == (1 if bad else 0)  # what is empty is not compiled


HEADERS = {
    "of English": "nplurals=2; plural=(n != 1);",
    "as pybabel writes it": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && "
    "n%100<=10 ? 3 : n%100>=0 && n%100<=2 ? 4 : 5);",
    "that divides by nothing": "nplurals=6; plural=n/0;",
    "that is out of reach": "nplurals=6; plural=n+90;",
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_forms_counted_by_another_rule_show_the_source(header, tmp_path, monkeypatch, caplog):
    forms = [form.replace("عضو", "عضو %(body)s") for form in FORMS]
    app = app_with(catalog("عن %(body)s", forms, header), tmp_path, monkeypatch)
    with caplog.at_level(logging.ERROR):
        assert said(app) == ["عن UN"] * 4 + ["3 members of UN"] * 3
    assert "the rule of another language" in caplog.text


@pytest.mark.parametrize("count", [2, 5, 7])
def test_too_few_or_too_many_forms_show_the_source(count, tmp_path, monkeypatch):
    forms = ["%(num)s من %(body)s"] * count
    app = app_with(catalog("عن %(body)s", forms), tmp_path, monkeypatch)
    assert said(app)[4:] == ["3 members of UN"] * 3


def test_the_header_is_no_translation_of_nothing(tmp_path, monkeypatch):
    app = app_with(catalog("عن %(body)s", FORMS), tmp_path, monkeypatch)
    with app.test_request_context("/ar/"):
        assert gettext("") == ""


def _whole() -> bytes:
    return catalog("عن %(body)s", FORMS).to_binary()


BROKEN = {
    "empty": b"",
    "no catalog": b"<html>",
    "cut off in the header": _whole()[:20],
    "cut off in the texts": _whole()[:-40],
    "of another charset": _whole().replace(b"UTF-8", b"cp037"),
    "of an unknown charset": _whole().replace(b"UTF-8", b"UTF-9"),
    "no UTF-8": _whole().replace("عن".encode(), b"\xff\xfe\xff\xfe"),
    "with a rule that cannot be read": _whole().replace(b"plural=(n==0", b"plural=(n==@"),
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_what_is_no_whole_catalog_is_not_read(data, tmp_path):
    path = tmp_path / "messages.mo"
    path.write_bytes(data)
    with pytest.raises(UnreadableError, match=r"messages\.mo"):
        compiled.read(path, ARABIC)
