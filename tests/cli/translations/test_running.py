"""`flask translations compile`: what it does, says and returns."""

from tests.cli.translations.conftest import BAD, run
from tests.i18n.conftest import header


def test_compile_refuses_errors_and_keeps_the_last_good_catalog(po):
    run("compile")
    before = po.with_suffix(".mo").read_bytes()
    po.write_text(header() + BAD, encoding="utf-8")
    answer = run("compile")
    assert answer.exit_code == 1
    assert "These errors keep a catalog as it was." in answer.output
    assert po.with_suffix(".mo").read_bytes() == before
