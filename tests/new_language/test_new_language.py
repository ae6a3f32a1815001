"""Sorani and French are added, translated and published: without one line of code.

What the site then is, inside.py looks at, in a process of its own: the list of languages is read
when the code is.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.config import ROOT
from app.i18n import languages
from tests.support.pseudo import confirm, settle, translate

NEW = ("ckb", "fr")
PATIENCE = 280  # seconds, on a busy machine


def code() -> dict[str, str]:
    """What every file of the code holds, but for what is made of it."""
    made = ("static_built", "__pycache__")
    files = [path for path in (ROOT / "app").rglob("*") if path.is_file()]
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if not any(part in made for part in path.parts)
    }


def run(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """A command in a process that has the languages of `folder`."""
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=ROOT,
        env=os.environ | {"TRANSLATIONS_PATH": str(folder), "FLASK_APP": "wsgi.py"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def flask(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """`flask translations …`, with an instance folder of its own."""
    return run(folder, "flask", "translations", *words)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the translators' room."""
    folder = tmp_path / "translations"
    shutil.copytree(languages.TRANSLATIONS, folder)
    monkeypatch.setattr(languages, "TRANSLATIONS", folder)
    monkeypatch.setenv("INSTANCE_PATH", str(tmp_path / "instance"))
    return folder


def test_two_languages_are_added_without_code(folder: Path, pytestconfig: pytest.Config) -> None:
    before = code()
    for language in NEW:
        assert flask(folder, "add", language).returncode == 0
        refused = flask(folder, "publish", language)
        assert (refused.returncode, "Not confirmed" in refused.stdout) == (1, True)
    languages.renew()
    for language in NEW:
        catalog = folder / language / "LC_MESSAGES" / "messages.po"
        translate(catalog, language)
        confirm(folder / "languages.toml", language)
        refused = flask(folder, "publish", language)
        assert refused.stdout.count("Warnings that nobody settled: ") == refused.returncode == 1
        assert settle(catalog, language)
        published = flask(folder, "publish", language)
        assert published.returncode == 0, published.stdout + published.stderr
    engine = pytestconfig.getoption("database")
    looked = run(folder, "pytest", "-q", "tests/new_language/inside.py", "--database", engine)
    assert looked.returncode == 0, looked.stdout[-8000:]
    assert code() == before
