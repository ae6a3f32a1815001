"""Compiling keeps the last good catalog, and a site without one says what to do."""

import pytest

from app.config import StartupError
from app.i18n import catalogs
from app.i18n.languages import Language, get
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


def test_a_bad_catalog_keeps_no_other_from_being_compiled(catalog_folder, monkeypatch):
    fields = {name: getattr(get("ar"), name) for name in Language.__dataclass_fields__}
    twin = Language(**{**fields, "code": "xx", "tag": "xx"})
    monkeypatch.setattr(catalogs, "all_languages", lambda: {"ar": get("ar"), "xx": twin})
    bad, good = (
        catalogs.catalog_path(get("ar"), catalog_folder),
        catalogs.catalog_path(twin, catalog_folder),
    )
    good.parent.mkdir(parents=True)
    bad.write_text(header() + BAD, encoding="utf-8")
    good.write_text(header().replace("Language: ar", "Language: xx") + GOOD, encoding="utf-8")
    with pytest.raises(catalogs.CatalogError) as caught:
        catalogs.compile_catalogs(catalog_folder)
    assert caught.value.written == [good.with_suffix(".mo")]
    assert not bad.with_suffix(".mo").exists()


def test_a_catalog_saved_while_it_is_compiled_is_compiled_again(catalog_folder, monkeypatch):
    path = catalogs.catalog_path(get("ar"), catalog_folder)
    real = catalogs.polib.pofile

    def read_then_save(*args: object, **options: object) -> object:
        found = real(*args, **options)
        path.write_text(header() + GOOD, encoding="utf-8")
        return found

    monkeypatch.setattr(catalogs.polib, "pofile", read_then_save)
    catalogs.write_compiled(path)
    assert not catalogs.is_fresh(path)
    monkeypatch.undo()
    catalogs.write_compiled(path)
    assert catalogs.is_fresh(path)
