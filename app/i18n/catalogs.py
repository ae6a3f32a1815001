"""The catalogs as files: where they are, compiling them, and knowing when one is missing."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import polib

from app.config import StartupError
from app.i18n import pofiles
from app.i18n.checks import check
from app.i18n.findings import CatalogFinding
from app.i18n.languages import TRANSLATIONS, Language, all_languages, public_languages


class CatalogError(Exception):
    """Catalogs that must not be compiled; `findings` says why, `written` what was compiled."""

    def __init__(self, findings: list[CatalogFinding], written: Sequence[Path] = ()) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings
        self.written = list(written)


def catalog_path(language: Language, folder: Path = TRANSLATIONS) -> Path:
    """Where the language's .po is, and beside it, with the ending .mo, what is compiled from it."""
    return folder / language.code / "LC_MESSAGES" / "messages.po"


def catalogs(folder: Path = TRANSLATIONS) -> dict[Path, Language]:
    """The catalogs that there are, each with its language."""
    paths = {catalog_path(language, folder): language for language in all_languages().values()}
    return {path: language for path, language in paths.items() if path.exists()}


def compile_catalogs(folder: Path = TRANSLATIONS) -> list[Path]:
    """Compile every catalog of `folder`; the .mo files written.

    Raises CatalogError where some have errors: the others are compiled then, and of these the last
    good .mo stays as it was.
    """
    written: list[Path] = []
    findings: list[CatalogFinding] = []
    for path, language in catalogs(folder).items():
        try:
            written.append(compile_catalog(path, language))
        except CatalogError as error:
            findings += error.findings
    if findings:
        raise CatalogError(findings, written)
    return written


def compile_catalog(path: Path, language: Language) -> Path:
    """Compile the catalog at `path`; the .mo file written. CatalogError where it has errors."""
    errors = [finding for finding in check(path, language) if finding.level == "error"]
    if errors:
        raise CatalogError(errors)
    return write_compiled(path)


def is_fresh(path: Path) -> bool:
    """Whether the .mo beside `path` was made from the present state of it."""
    try:
        return path.with_suffix(".mo").stat().st_mtime_ns == path.stat().st_mtime_ns
    except FileNotFoundError:
        return False


def missing(folder: Path = TRANSLATIONS) -> list[str]:
    """Codes of the public languages whose catalog is not compiled."""
    translated = [language for language in public_languages() if not language.source]
    return [
        language.code
        for language in translated
        if not catalog_path(language, folder).with_suffix(".mo").exists()
    ]


def require_compiled(folder: Path = TRANSLATIONS) -> None:
    """StartupError where a public language has no compiled catalog."""
    codes = missing(folder)
    if codes:
        raise StartupError(
            f"No compiled translations for: {', '.join(codes)}. Run: flask translations compile"
        )


def write_compiled(path: Path) -> Path:
    """Write the .mo beside `path`, unchecked, whole or not at all: a site may be reading it.

    It carries the time of the .po, by which is_fresh knows it, also where the .po is saved again
    at this very moment.
    """
    target = path.with_suffix(".mo")
    draft = target.with_suffix(f".mo.{os.getpid()}")
    try:
        saved = path.stat().st_mtime_ns
        draft.write_bytes(read_catalog(path).to_binary())
        os.utime(draft, ns=(saved, saved))
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return target


def read_catalog(path: Path) -> polib.POFile:
    """The catalog at `path`; CatalogError where it cannot be read."""
    found = pofiles.read(path)
    if isinstance(found, CatalogFinding):
        raise CatalogError([found])
    return found
