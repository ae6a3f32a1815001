"""`flask translations extract`, `update` and `check`: what each does, says and returns."""

import json

import pytest

from tests.cli.translations.conftest import BAD, GOOD, UNTRANSLATED, run
from tests.i18n.conftest import header


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
    [finding] = [one for one in json.loads(answer.output) if one["level"] == "error"]
    assert answer.exit_code == 1
    assert set(finding) == {"file", "line", "level", "code", "message", "remedy"}
    assert finding["level"] == "error"


def test_a_file_outside_of_the_languages_is_one_readable_line(tmp_path):
    stray = tmp_path / "xx.po"
    stray.write_text(header(Language="xx"), encoding="utf-8")
    answer = run("check", str(stray))
    assert answer.exit_code == 1
    assert "names a language of en, ar" in answer.output


@pytest.mark.parametrize(
    "name", ["ar.po", "site-ar.po", "ar_new.po", "site.ar.po", "ar/texts.po", "mine.po"]
)
def test_a_file_may_have_any_name(tmp_path, name):
    """Its language is in its name, in that of its folder, or in its header."""
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(header() + GOOD, encoding="utf-8")
    answer = run("check", str(path))
    assert answer.exit_code == 0, answer.output
    assert "Errors: 0." in answer.output


def test_a_header_of_another_language_than_the_path_is_an_error(tmp_path):
    path = tmp_path / "ar.po"
    path.write_text(header(Language="en") + GOOD, encoding="utf-8")
    answer = run("check", str(path))
    assert answer.exit_code == 1
    assert "The header says Language: en. Write: Language: ar" in answer.output


@pytest.mark.parametrize("content", [b"\xff\xfe", b"", b"nonsense\n", b"\0" * 100])
def test_what_is_no_catalog_is_a_finding_and_no_traceback(po, content):
    po.write_bytes(content)
    for words in (["check"], ["update"], ["status"]):
        run("extract")
        answer = run(*words)
        assert answer.exception is None or isinstance(answer.exception, SystemExit)
    assert po.read_bytes() == content
