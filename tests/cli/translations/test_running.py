"""`flask translations compile` and `watch`: what each does, says and returns."""

from tests.cli.translations.conftest import BAD, GOOD, run
from tests.i18n.conftest import header


def test_compile_refuses_errors_and_keeps_the_last_good_catalog(po):
    run("compile")
    before = po.with_suffix(".mo").read_bytes()
    po.write_text(header() + BAD, encoding="utf-8")
    answer = run("compile")
    assert answer.exit_code == 1
    assert "These errors keep a catalog as it was." in answer.output
    assert po.with_suffix(".mo").read_bytes() == before


def test_watch_compiles_what_was_saved_and_says_what_is_wrong(po):
    po.write_text(header() + GOOD, encoding="utf-8")
    answer = run("watch", "--once")
    assert answer.exit_code == 0
    assert "messages.mo is ready." in answer.output
    before = po.with_suffix(".mo").read_bytes()
    assert "ready" not in run("watch", "--once").output
    po.write_text(header() + BAD, encoding="utf-8")
    answer = run("watch", "--once")
    assert answer.exit_code == 1
    assert "messages.po:13: error: %(x)s is not in the English text." in answer.output
    assert po.with_suffix(".mo").read_bytes() == before


def test_pseudo_writes_beside_and_never_over(tmp_path):
    answer = run("pseudo", str(tmp_path / "pseudo"))
    assert answer.exit_code == 0
    assert f"TRANSLATIONS_PATH={tmp_path / 'pseudo'} make run" in answer.output
    assert {"xa", "xb"} <= {path.name for path in (tmp_path / "pseudo").iterdir()}
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "languages.toml").write_text("[en]\n")
    answer = run("pseudo", str(tmp_path / "own"))
    assert answer.exit_code == 1
    assert "holds languages of its own" in answer.output
