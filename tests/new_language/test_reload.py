"""A graceful reload is enough for a new language, and harmless where something is broken.

Behind a real gunicorn, while a reader asks without a pause and must get every answer.
"""

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from urllib.request import Request, urlopen

import pytest

from app.i18n import languages
from tests.support.homes import Home, command
from tests.support.newsroom import Newsroom, children, newsroom
from tests.support.pseudo import confirm, settle, translate

PATIENCE = 60.0  # seconds, on a busy machine
WORKERS = 2
ANSWERS = 30  # so many, that none of the workers can have been left out


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the translators' room."""
    folder = tmp_path / "translations"
    shutil.copytree(languages.TRANSLATIONS, folder)
    monkeypatch.setattr(languages, "TRANSLATIONS", folder)
    return folder


@pytest.fixture
def room(folder: Path, make_home: Callable[[Home], Home], empty_home: Home) -> Iterator[Newsroom]:
    """A site of two workers."""
    home = make_home(empty_home)
    with newsroom(home, translations_path=str(folder), web_concurrency=WORKERS) as running:
        yield running


@contextmanager
def reader(room: Newsroom) -> Iterator[list[object]]:
    """Somebody who asks for a page again and again; what they got that was no page."""
    faults: list[object] = []
    gone = Event()

    def ask() -> None:
        while not gone.is_set():
            try:
                status, _text = room.read("/en/members")
            except OSError as error:
                faults.append(error)
            else:
                faults.extend({status} - {200})
            time.sleep(0.01)

    thread = Thread(target=ask)
    thread.start()
    try:
        yield faults
    finally:
        gone.set()
        thread.join(PATIENCE)


def reload(room: Newsroom) -> None:
    """Ask gunicorn for it, and return when none of the workers is left."""
    assert room.process is not None
    former = set(children(room.process.pid))
    os.kill(room.process.pid, signal.SIGHUP)
    end = time.monotonic() + PATIENCE
    while len(now := set(children(room.process.pid))) != WORKERS or now & former:
        assert time.monotonic() < end, room.log.read_text()
        time.sleep(0.05)


def more_workers(room: Newsroom) -> None:
    """Let gunicorn have one worker more, as when one has answered often enough and is replaced."""
    assert room.process is not None
    os.kill(room.process.pid, signal.SIGTTIN)
    end = time.monotonic() + PATIENCE
    while len(children(room.process.pid)) == WORKERS:
        assert time.monotonic() < end, room.log.read_text()
        time.sleep(0.05)


def statuses(room: Newsroom, path: str) -> set[int]:
    """What many answers in a row said."""
    return {room.read(path)[0] for _time in range(ANSWERS)}


def held(room: Newsroom) -> tuple[int, int]:
    """Threads of gunicorn's main process, and what it holds open of sockets and the database."""
    assert room.process is not None
    process = Path(f"/proc/{room.process.pid}")
    opened = [os.readlink(one) for one in (process / "fd").iterdir()]
    shared = [one for one in opened if one.startswith("socket:") or "site.sqlite" in one]
    return len(list((process / "task").iterdir())), len(shared)


def form(room: Newsroom) -> str:
    """The form of a new story."""
    cookie = room.cookie(room.hire("editor"))
    headers = {"Cookie": f"{cookie['name']}={cookie['value']}"}
    with urlopen(Request(f"{room.address}/editor/stories/new", headers=headers)) as page:  # noqa: S310  # our own
        return str(page.read().decode())


def test_a_reload_brings_a_language_and_survives_a_broken_list(
    room: Newsroom, folder: Path
) -> None:
    listed = folder / "languages.toml"
    before = held(room)
    with reader(room) as faults:
        command(room.app, "translations", "add", "ckb")
        translate(folder / "ckb" / "LC_MESSAGES" / "messages.po", "ckb")
        settle(folder / "ckb" / "LC_MESSAGES" / "messages.po", "ckb")
        confirm(listed, "ckb")
        assert "kill -HUP" in command(room.app, "translations", "publish", "ckb")
        more_workers(room)
        assert statuses(room, "/ckb/") == {404}
        reload(room)
        assert statuses(room, "/ckb/") == {200}
        assert 'name="title_ckb"' in form(room)
        assert held(room) == before
        listed.write_text(listed.read_text(encoding="utf-8")[:-9], encoding="utf-8")
        reload(room)
        assert statuses(room, "/ckb/") == {200}
    assert faults == []
    said = room.log.read_text().splitlines()
    told = [line for line in said if line.startswith("Ready: ")]
    assert ["/ckb/" in line for line in told] == [False, True]
    (error,) = [line for line in said if "ERROR" in line]
    assert "Not reloaded, the site goes on as it was: languages.toml" in error
