"""Words change behind a real gunicorn: in every worker, on pages that were kept, without a restart.

Compiling goes on all the while that readers ask; none of them may see half of anything.
"""

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

import polib
import pytest

from app.config import ROOT, Settings
from app.i18n import editions
from app.i18n.languages import TRANSLATIONS
from tests.support.homes import Home
from tests.support.server import environment, free_port, serve

pytestmark = pytest.mark.one_engine  # what is read is files

PATIENCE = 30.0  # seconds; a worker looks once a second, and machines that test are busy
WORKERS = 2
# Two texts of one page, which tests change together: the word is different, and the same in both.
TEXTS = ("كل المناطق", "البحث عن عضو")
FOUND = re.compile("(?:كل المناطق|البحث عن عضو) ?(\\w*)")


class Running(NamedTuple):
    """A site with catalogs of its own."""

    address: str
    settings: Settings

    @property
    def po(self) -> Path:
        """The Arabic catalog."""
        return Path(self.settings.translations_path) / "ar" / "LC_MESSAGES" / "messages.po"

    def ask(self) -> tuple[set[str], str]:
        """The words that stand after the texts of a page that is kept, and the page's ETag."""
        with urlopen(f"{self.address}/ar/members", timeout=10) as answer:  # noqa: S310  # our own
            page = answer.read().decode()
            assert all(text in page for text in TEXTS)
            return set(FOUND.findall(page)), answer.headers["ETag"]

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """`flask translations …` on the same folder, as an operator runs it."""
        return subprocess.run(
            [sys.executable, "-m", "flask", "translations", *words],
            cwd=ROOT,
            env=environment(self.settings),
            capture_output=True,
            text=True,
            check=False,
        )

    def save(self, word: str) -> None:
        """Save the catalog with `word` after each of the texts."""
        catalog = polib.pofile(str(self.po), wrapwidth=0)
        for entry in catalog:
            for text in TEXTS:
                if entry.msgstr.startswith(text):
                    entry.msgstr = f"{text} {word}"
        catalog.save()


Start = Callable[..., Running]


@pytest.fixture
def start(tmp_path: Path, make_home: Callable[[Home], Home], sample_home: Home) -> Iterator[Start]:
    """Starts the site: `start(watch_translations=True)` as in development."""
    stack = []

    def run(**settings: object) -> Running:
        folder = tmp_path / "translations"
        shutil.copytree(TRANSLATIONS, folder)
        port = free_port()
        chosen = make_home(sample_home).settings(
            port=port,
            site_url=f"http://127.0.0.1:{port}",
            translations_path=str(folder),
            web_concurrency=WORKERS,
            **settings,
        )
        server = serve(chosen)
        stack.append(server)
        return Running(server.__enter__(), chosen)

    yield run
    for server in stack:
        server.__exit__(None, None, None)


def await_word(site: Running, word: str) -> set[frozenset[str]]:
    """Read until the last fifty answers, of both workers, have the word; all that was read."""
    read: list[frozenset[str]] = []
    end = time.monotonic() + PATIENCE
    while read[-50:] != [frozenset({word})] * 50:
        assert time.monotonic() < end, read[-50:]
        read.append(frozenset(site.ask()[0]))
    return set(read)


def test_what_is_compiled_is_live_in_every_worker_without_a_restart(start: Start) -> None:
    site = start()
    before, etag = site.ask()
    assert before == {""}
    for number in range(3):
        site.save(f"كلمة{number}")
        assert site.command("compile").returncode == 0
        read = await_word(site, f"كلمة{number}")
        # Each page is all of the one or all of the other.
        assert all(len(words) == 1 for words in read), read
    assert site.ask()[1] != etag
    # Errors change nothing, nor does a broken file in place of what was compiled.
    site.save("%(word)s")
    done = site.command("compile")
    assert done.returncode == 1
    assert "%(word)s is not in the English text." in done.stdout + done.stderr
    site.po.with_suffix(".mo").write_bytes(b"half a catal")
    time.sleep(editions.INTERVAL)
    assert await_word(site, "كلمة2") == {frozenset({"كلمة2"})}


def test_in_development_a_saved_catalog_shows_within_seconds(start: Start) -> None:
    site = start(watch_translations=True)
    site.ask()
    site.save("كلمة")
    assert all(len(words) == 1 for words in await_word(site, "كلمة"))
    site.save("%(word)s")
    time.sleep(editions.INTERVAL)
    assert await_word(site, "كلمة") == {frozenset({"كلمة"})}
    log = Path(site.settings.instance_path) / "gunicorn.log"
    assert "%(word)s is not in the English text." in log.read_text()
