"""What is made anew at a reload, and that nothing has changed where it cannot be."""

import importlib
import logging
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from flask import Flask

from app.editor import each_language
from app.editor.writing.details import StoryForm
from app.editor.writing.wording import WordsForm
from app.i18n import languages
from tests.support.homes import Home, close
from tests.support.server import environment

ANSWERED = "site goes on as it was: "


@pytest.fixture
def listed(tmp_path: Path) -> Iterator[Path]:
    """A list of languages that this test may change, and that was read before."""
    shutil.copy(languages.listed_in(), tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(languages, "TRANSLATIONS", tmp_path)
        assert languages.all_languages()
        yield tmp_path / "languages.toml"
    each_language.give()


@pytest.fixture
def wsgi(
    make_home: Callable[[Home], Home], empty_home: Home, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ModuleType]:
    """The module that gunicorn loads, with a site of this test."""
    for name, value in environment(make_home(empty_home).settings()).items():
        monkeypatch.setenv(name, value)
    monkeypatch.delitem(sys.modules, "wsgi", raising=False)
    loaded = importlib.import_module("wsgi")
    yield loaded
    close(loaded.app)
    sys.modules.pop("wsgi", None)


def status(site: Flask, path: str) -> int:
    """What a site answers; afterwards it is let go of, since another takes its place."""
    found = site.test_client().get(path).status_code
    close(site)
    return found


def without(code: str, listed: Path) -> None:
    """Take a language back from readers."""
    head, row = listed.read_text(encoding="utf-8").split(f"[{code}]\n")
    row = row.replace('state = "public"', 'state = "preview"', 1)
    listed.write_text(f"{head}[{code}]\n{row}", encoding="utf-8")


def names(form: type[WordsForm]) -> list[str]:
    """The names of a form's fields, as it shows them."""
    fields = {name: getattr(form, name, None) for name in dir(form) if not name.startswith("_")}
    found = [(one.creation_counter, n) for n, one in fields.items() if hasattr(one, "_formfield")]
    return [name for _place, name in sorted(found)]


def test_settings_and_languages_are_read_anew(
    wsgi: ModuleType, listed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, shown = wsgi.app, names(StoryForm)
    without("ar", listed)
    monkeypatch.setenv("TIMEZONE", "Europe/Berlin")
    wsgi.renew()
    assert wsgi.app is not before
    assert wsgi.app.config["SETTINGS"].timezone == "Europe/Berlin"
    assert status(wsgi.app, "/ar/") == 404
    assert names(StoryForm) == [name for name in shown if not name.endswith("_ar")]
    listed.write_bytes((languages.translations_path() / "languages.toml").read_bytes())
    wsgi.renew()
    assert status(wsgi.app, "/ar/") == 200
    assert names(StoryForm) == shown


BROKEN = [
    ("\n[", "\n[[", "languages.toml cannot be used: "),
    ('direction = "rtl"', 'direction = "right"', "[ar] direction must be one of ltr, rtl."),
    ('locale = "ar"', 'locale = "qqq"', "languages.toml cannot be used: [ar] "),
    ('plural_rule = "', 'plural_rule = "n +* ', "languages.toml cannot be used: ["),
    ('name = "', 'nickname = "', "languages.toml cannot be used: [en] "),
]


@pytest.mark.parametrize(("was", "now", "said"), BROKEN)
def test_a_broken_list_changes_nothing(
    wsgi: ModuleType,
    listed: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    was: str,
    now: str,
    said: str,
) -> None:
    text = listed.read_text(encoding="utf-8")
    assert was in text
    listed.write_text(text.replace(was, now), encoding="utf-8")
    assert_kept(wsgi, caplog, monkeypatch, said)


WRONG = [
    ("PAGE_CACHE_MB", "many", "PAGE_CACHE_MB must be a whole number, not 'many'."),
    ("PORT", "8999", "PORT can change at a start only."),
    ("DEFAULT_LANGUAGE", "xx", "DEFAULT_LANGUAGE must be one of: en."),
    ("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none", "The database cannot be reached: "),
]


@pytest.mark.parametrize(("name", "value", "said"), WRONG)
def test_a_wrong_setting_changes_nothing(
    wsgi: ModuleType,
    listed: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: str,
    said: str,
) -> None:
    without("ar", listed)  # which comes to nothing, with the setting
    monkeypatch.setenv(name, value)
    assert_kept(wsgi, caplog, monkeypatch, said)


def assert_kept(
    wsgi: ModuleType,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    said: str,
) -> None:
    """Nothing is made anew, and one line says why."""
    before, shown = wsgi.app, names(StoryForm)
    monkeypatch.setenv("LOG_LEVEL", "error")
    root = logging.getLogger()
    written = root.handlers[:], root.level
    wsgi.renew()
    assert wsgi.app is before
    assert (root.handlers, root.level) == written
    assert names(StoryForm) == shown
    assert [one.code for one in languages.public_languages()] == ["en", "ar"]
    assert status(before, "/ar/") == 200
    (line,) = [one.getMessage() for one in caplog.records if one.levelname == "ERROR"]
    assert line.startswith(f"Not reloaded, the {ANSWERED}")
    assert said in line
    assert "\n" not in line
