"""Compiling keeps the last good catalog, and a site without one says what to do."""

import pytest

from app.config import StartupError
from app.i18n import catalogs
from app.i18n.languages import get
from tests.i18n.conftest import header

GOOD = 'msgid "Story"\nmsgstr "قصة"\n'
BAD = 'msgid "Story"\nmsgstr "%(x)s"\n'


def test_compiling_makes_the_catalog_there(catalog_folder):
    assert catalogs.missing(catalog_folder) == ["ar"]
    [written] = catalogs.compile_catalogs(catalog_folder)
    assert catalogs.missing(catalog_folder) == []
    catalogs.require_compiled(catalog_folder)
    assert sorted(path.name for path in written.parent.iterdir()) == ["messages.mo", "messages.po"]


def test_a_bad_catalog_leaves_the_last_good_one(catalog_folder):
    path = catalogs.catalog_path(get("ar"), catalog_folder)
    path.write_text(header() + GOOD, encoding="utf-8")
    [written] = catalogs.compile_catalogs(catalog_folder)
    before = written.read_bytes()
    path.write_text(header() + BAD, encoding="utf-8")
    with pytest.raises(catalogs.CatalogError) as caught:
        catalogs.compile_catalogs(catalog_folder)
    assert [finding.level for finding in caught.value.findings] == ["error"]
    assert written.read_bytes() == before


def test_a_failure_while_writing_leaves_the_last_good_one(catalog_folder, monkeypatch):
    [written] = catalogs.compile_catalogs(catalog_folder)
    before = written.read_bytes()

    def fail(*_args: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("pathlib.Path.replace", fail)
    with pytest.raises(OSError, match="disk full"):
        catalogs.compile_catalogs(catalog_folder)
    assert written.read_bytes() == before
    assert sorted(path.name for path in written.parent.iterdir()) == ["messages.mo", "messages.po"]


def test_a_site_without_catalogs_does_not_start(tmp_path):
    with pytest.raises(StartupError, match=r"for: ar\. Run: flask translations compile"):
        catalogs.require_compiled(tmp_path)
