"""The catalogs of a running site: each request speaks one edition of them, from first to last.

Compiled catalogs are looked at once a second at most, when somebody asks for a text or a page; a
new one makes the next edition. One that cannot be read leaves the last good one in its place.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any

from babel.support import NullTranslations
from flask import Flask, current_app, has_request_context, request

from app.config import StartupError
from app.i18n import compiled
from app.i18n.catalogs import catalog_path
from app.i18n.citing import Citing
from app.i18n.compiled import Signature, UnreadableError
from app.i18n.languages import Language, all_languages
from app.i18n.saved import Saved

log = logging.getLogger(__name__)

INTERVAL = 1.0  # seconds from one look at the files to the next
PINNED = "site.edition"  # in the environ of a request
_EMPTY = Citing(NullTranslations())


@dataclass(frozen=True, slots=True)
class Edition:
    """The catalogs of all languages by code, as they were at one moment; never changed."""

    number: int
    catalogs: dict[str, Citing] = field(repr=False)

    def catalog(self, code: str) -> Citing:
        """The catalog of a language; one without entries where it has none."""
        return self.catalogs.get(code, _EMPTY)


class Shelf:
    """The present edition, and what it was read from."""

    def __init__(self, folder: Path, saved: Saved | None = None) -> None:
        self.folder = folder
        self.saved = saved
        self.unreadable: set[str] = set()  # codes of languages without a good catalog in memory
        self._files: dict[str, Signature | None] = {}
        self._edition = Edition(0, {})
        self._next_look = 0.0
        self._turn = Lock()

    def edition(self) -> Edition:
        """The present edition; while one thread reads another, others go on with the last."""
        if monotonic() >= self._next_look and self._turn.acquire(blocking=not self._edition.number):
            try:
                self._look()
            finally:
                self._turn.release()
        return self._edition

    def _look(self) -> None:
        if monotonic() < self._next_look:  # another thread has looked while this one waited
            return
        if self.saved is not None:
            for finding in self.saved.compile()[1]:
                log.error("%s", finding)
        changed = [one for one in all_languages().values() if self._has_changed(one)]
        if changed or not self._edition.number:
            read = {language.code: self._read(language) for language in changed}
            good = {code: catalog for code, catalog in read.items() if catalog is not None}
            self._edition = Edition(self._edition.number + 1, {**self._edition.catalogs, **good})
        self._next_look = monotonic() + INTERVAL

    def _has_changed(self, language: Language) -> bool:
        return compiled.signature(self._path(language)) != self._files.get(language.code)

    def _read(self, language: Language) -> Citing | None:
        """The catalog as it is now; None where that is no good one."""
        code, path = language.code, self._path(language)
        try:
            self._files[code], catalog = compiled.read(path, language)
        except (UnreadableError, OSError) as error:
            self._files[code] = compiled.signature(path)
            if code not in self._edition.catalogs:
                self.unreadable.add(code)
            log.error("A compiled catalog cannot be read, the last good one stays: %s", error)
            return None
        self.unreadable.discard(code)
        return Citing(catalog)

    def _path(self, language: Language) -> Path:
        return catalog_path(language, self.folder).with_suffix(".mo")


def init_app(app: Flask, folder: Path) -> None:
    """Give `app` its shelf; in development it compiles what translators save."""
    develops = app.config["SETTINGS"].watch_translations or app.debug
    app.extensions["catalogs"] = Shelf(folder, Saved(folder) if develops else None)


def pin(environ: dict[str, Any]) -> int:
    """Hold the request of `environ` to the edition that is now the present; its number."""
    return _of_request(environ).number


def catalog(code: str) -> Citing:
    """The catalog of a language in the edition of this request, else in the present one."""
    edition = _of_request(request.environ) if has_request_context() else _shelf().edition()
    return edition.catalog(code)


def require_readable() -> None:
    """StartupError where a compiled catalog is there, and cannot be read."""
    shelf = _shelf()
    shelf.edition()
    if shelf.unreadable:
        raise StartupError(
            f"The compiled translations cannot be read: {', '.join(sorted(shelf.unreadable))}. "
            "Run: flask translations compile"
        )


def _of_request(environ: dict[str, Any]) -> Edition:
    found: Edition | None = environ.get(PINNED)
    if found is None:
        found = environ[PINNED] = _shelf().edition()
    return found


def _shelf() -> Shelf:
    found: Shelf = current_app.extensions["catalogs"]
    return found
