"""Catalogs as translators save them: each is checked and compiled as soon as it has changed."""

from __future__ import annotations

import logging
from pathlib import Path

from app.i18n import compiled
from app.i18n.catalogs import CatalogError, catalogs, compile_catalog, is_fresh
from app.i18n.findings import CatalogFinding
from app.i18n.languages import Language

log = logging.getLogger(__name__)


class Saved:
    """The catalogs of a folder, and which of their states has been seen."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._seen: dict[Path, compiled.Signature | None] = {}

    def compile(self) -> tuple[list[Path], list[CatalogFinding]]:
        """Compile what was saved since the last time: the files written, and what is wrong.

        A catalog with errors is left, and the last good one stays.
        """
        written: list[Path] = []
        findings: list[CatalogFinding] = []
        for path, language in catalogs(self.folder).items():
            if self._is_new(path):
                findings += self._compile(path, language, written)
        return written, findings

    def _is_new(self, path: Path) -> bool:
        """Whether this state was neither seen here, nor compiled by another process."""
        now = compiled.signature(path)
        before, self._seen[path] = self._seen.get(path), now
        return now != before and not is_fresh(path)

    def _compile(self, path: Path, language: Language, written: list[Path]) -> list[CatalogFinding]:
        try:
            written.append(compile_catalog(path, language))
        except CatalogError as error:
            return error.findings
        except OSError as error:  # a folder in which only others may write
            log.error("A catalog cannot be compiled: %s", error)
        return []
