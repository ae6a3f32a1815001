"""The catalogs of a running site: renewed while it runs, and whole for each request."""

import logging
import os
from pathlib import Path
from threading import Barrier, Thread

import pytest
from flask import Flask
from flask_babel import gettext

from app import i18n
from app.config import Settings, StartupError
from app.i18n import catalogs, editions, messages
from app.i18n.languages import get
from tests.i18n.conftest import header


class Small:
    """A site of a few words, whose clock a test moves."""

    def __init__(self, folder: Path, watches: bool = False) -> None:
        self.path = catalogs.catalog_path(get("ar"), folder)
        self.now = 0.0
        self.compile("مرحبًا")
        self.app = Flask("app")
        self.app.config["SETTINGS"] = Settings(watch_translations=watches)
        i18n.init_app(self.app)

    def save(self, hello: str, entry: str = 'msgid "Hello"\nmsgstr "{}"\n') -> None:
        self.path.write_text(header() + entry.format(hello), encoding="utf-8")

    def compile(self, hello: str) -> Path:
        self.save(hello)
        return catalogs.write_compiled(self.path)

    @property
    def mo(self) -> Path:
        return self.path.with_suffix(".mo")

    def hello(self) -> str:
        """What a request that begins now says."""
        with self.app.test_request_context("/ar/"):
            return gettext("Hello")

    def later(self) -> str:
        """What it says after the next look at the files."""
        self.now += editions.INTERVAL
        return self.hello()


@pytest.fixture
def make_small(catalog_folder, monkeypatch):
    """Makes the site: `make_small(watches=True)` for one in development."""
    monkeypatch.setattr(messages, "TRANSLATIONS", catalog_folder)

    def make(**options: bool) -> Small:
        small = Small(catalog_folder, **options)
        monkeypatch.setattr(editions, "monotonic", lambda: small.now)
        return small

    return make


@pytest.fixture
def small(make_small) -> Small:
    """The site as it is in production."""
    return make_small()


def test_a_compiled_catalog_is_spoken_within_a_second_and_not_looked_for_before(small):
    assert small.hello() == "مرحبًا"
    small.compile("أهلًا")
    assert small.hello() == "مرحبًا"
    assert small.later() == "أهلًا"


def test_a_request_speaks_one_edition_from_first_to_last(small):
    with small.app.test_request_context("/ar/"):
        first = gettext("Hello")
        small.compile("أهلًا")
        small.now += 10
        assert gettext("Hello") == first
        with small.app.test_request_context("/ar/"):
            assert gettext("Hello") == "أهلًا"
        assert gettext("Hello") == first


def test_what_was_not_compiled_is_not_shown(small):
    small.hello()
    small.save("أهلًا")
    assert small.later() == "مرحبًا"


@pytest.mark.parametrize("data", [b"", b"no catalog", None], ids=["empty", "broken", "gone"])
def test_the_last_good_catalog_stays_and_that_is_logged_once(small, data, caplog):
    small.hello()
    if data is None:
        small.mo.unlink()
    else:
        small.mo.write_bytes(data)
    with caplog.at_level(logging.ERROR):
        assert [small.later() for _time in range(3)] == ["مرحبًا"] * 3
    assert len(caplog.records) == 1
    small.compile("أهلًا")
    assert small.later() == "أهلًا"


def test_a_file_of_the_same_size_and_time_is_known_by_its_inode(small):
    small.hello()
    before = small.mo.stat()
    small.compile("مرحبنا")
    os.utime(small.mo, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert small.mo.stat().st_size == before.st_size
    assert small.later() == "مرحبنا"


def test_a_site_does_not_start_with_a_catalog_that_cannot_be_read(small):
    small.mo.write_bytes(b"no catalog")
    with small.app.app_context():
        with pytest.raises(StartupError, match=r"read: ar\. Run: flask translations compile"):
            editions.require_readable()
        small.compile("أهلًا")
        small.now += editions.INTERVAL
        editions.require_readable()


def test_threads_never_wait_for_one_that_reads_and_all_speak_one_of_both(small):
    small.hello()
    heard: list[str] = []
    begin = Barrier(8)

    def listen() -> None:
        begin.wait()
        heard.extend(small.later() for _time in range(20))

    threads = [Thread(target=listen) for _one in range(8)]
    for thread in threads:
        thread.start()
    for word in ("أهلًا", "سلام") * 5:
        small.compile(word)
    for thread in threads:
        thread.join()
    assert set(heard) <= {"مرحبًا", "أهلًا", "سلام"}
    assert small.later() == "سلام"


def test_in_development_what_is_saved_is_shown(make_small):
    small = make_small(watches=True)
    small.hello()
    small.save("أهلًا")
    assert small.later() == "أهلًا"


def test_in_development_a_broken_save_is_logged_once_and_the_last_good_one_stays(
    make_small, caplog
):
    small = make_small(watches=True)
    small.hello()
    small.save("%(x)s")
    with caplog.at_level(logging.ERROR):
        assert [small.later() for _time in range(3)] == ["مرحبًا"] * 3
    [record] = caplog.records
    assert f"{small.path}:13: error: %(x)s is not in the English text." in record.getMessage()
    small.save("أهلًا")
    assert small.later() == "أهلًا"


def test_what_another_process_compiled_is_not_compiled_again(make_small):
    small = make_small(watches=True)
    small.hello()
    small.compile("أهلًا")
    before = small.mo.stat().st_ino
    assert small.later() == "أهلًا"
    assert small.mo.stat().st_ino == before


def test_an_older_file_that_is_put_back_is_shown(make_small):
    small = make_small(watches=True)
    small.hello()
    small.save("أهلًا")
    os.utime(small.path, (1, 1))
    assert small.later() == "أهلًا"
