"""`flask translations`: what each command does, says and returns."""

import importlib
import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from app.i18n import catalogs
from app.i18n.languages import TRANSLATIONS, get
from tests.i18n.conftest import header

# Not `from app.cli import translations`: the package may give that name to the group of commands.
module = importlib.import_module("app.cli.translations")

GOOD = 'msgid "Story"\nmsgstr "قصة"\n'
BAD = 'msgid "Story"\nmsgstr "%(x)s"\n'
UNTRANSLATED = 'msgid "Story"\nmsgstr ""\n'


@pytest.fixture
def po(tmp_path, monkeypatch) -> Path:
    """The Arabic catalog of a small project, on which the commands work."""
    folder, code = tmp_path / "translations", tmp_path / "app"
    code.mkdir()
    (code / "x.py").write_text('_("Story")\n', encoding="utf-8")
    path = catalogs.catalog_path(get("ar"), folder)
    path.parent.mkdir(parents=True)
    path.write_text(header(), encoding="utf-8")
    (folder / "babel.cfg").write_bytes((TRANSLATIONS / "babel.cfg").read_bytes())
    monkeypatch.setattr(module, "TRANSLATIONS", folder)
    monkeypatch.setattr(module, "SOURCES", code)
    return path


def run(*words: str) -> Result:
    """The command as the operator runs it, in an application that has nothing else."""
    app = Flask("app")
    app.cli.add_command(module.translations)
    return app.test_cli_runner().invoke(args=["translations", *words])


def test_from_code_to_a_compiled_catalog(po):
    assert run("extract", "--check").exit_code == 1
    assert "written anew" in run("extract").output
    assert "holds every text" in run("extract").output
    assert run("extract", "--check").exit_code == 0
    assert "new texts: 1" in run("update").output
    assert "is ready" in run("compile").output
    assert po.with_suffix(".mo").exists()


def test_a_text_that_the_template_lacks_fails_the_check_and_changes_nothing(po):
    run("extract")
    template = po.parents[2] / "messages.pot"
    before = template.read_bytes()
    (po.parents[3] / "app" / "y.py").write_text('_("News")\n', encoding="utf-8")
    answer = run("extract", "--check")
    assert answer.exit_code == 1
    assert "Run: flask translations extract" in answer.output
    assert template.read_bytes() == before


@pytest.mark.parametrize(
    ("entries", "options", "status", "said"),
    [
        (GOOD, [], 0, "Errors: 0. Warnings: 0. Not translated: 0."),
        (BAD, [], 1, "%(x)s is not in the English text."),
        (UNTRANSLATED, [], 0, "Not translated: 1."),
        (UNTRANSLATED, ["--complete"], 1, '"Story" is not translated.'),
    ],
    ids=["good", "bad", "untranslated", "untranslated, complete"],
)
def test_check_returns_whether_there_are_errors(po, entries, options, status, said):
    po.write_text(header() + entries, encoding="utf-8")
    for files in ([], [str(po)]):
        answer = run("check", *options, *files)
        assert answer.exit_code == status
        assert said in answer.output


def test_check_can_speak_json(po):
    po.write_text(header() + BAD, encoding="utf-8")
    answer = run("check", "--json")
    [finding] = json.loads(answer.output)
    assert answer.exit_code == 1
    assert set(finding) == {"file", "line", "level", "message", "remedy"}
    assert finding["level"] == "error"


def test_a_file_outside_of_the_languages_is_one_readable_line(tmp_path):
    stray = tmp_path / "xx.po"
    stray.write_text(header(), encoding="utf-8")
    answer = run("check", str(stray))
    assert answer.exit_code == 1
    assert "names no language of en, ar" in answer.output


def test_compile_refuses_errors_and_keeps_the_last_good_catalog(po):
    run("compile")
    before = po.with_suffix(".mo").read_bytes()
    po.write_text(header() + BAD, encoding="utf-8")
    answer = run("compile")
    assert answer.exit_code == 1
    assert "Nothing was compiled." in answer.output
    assert po.with_suffix(".mo").read_bytes() == before
