"""The page cache: what is kept, for whom, how long, and in which form it goes out."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from time import sleep
from typing import Any

import brotli
import pytest
from flask import Blueprint, Flask, Response, request
from sqlalchemy.exc import OperationalError

from app import cache, clock
from app.cache.answers import Answer, matches
from app.cache.encodings import negotiate
from app.cache.keys import canonical
from app.cache.store import Store
from app.config import Settings

NOON = datetime(2022, 9, 28, 12, tzinfo=UTC)
LONG = "كلمة and words " * 100


class Tiny:
    """A site of three addresses, whose content generation and renders a test can watch."""

    def __init__(self, megabytes: int = 1) -> None:
        self.generation, self.words, self.renders, self.ends = 1, 1, 0, None
        self.app = Flask("tiny", static_folder=None)
        self.app.config["SETTINGS"] = Settings(page_cache_mb=megabytes)
        room = Blueprint("reader", "tiny")
        room.add_url_rule("/en/page", "page", self.page)
        room.add_url_rule("/en/data.json", "data", self.data)
        room.add_url_rule("/en/private", "private", self.private)
        room.add_url_rule("/media/x.txt", "media", self.stream)
        self.app.register_blueprint(room)
        cache.init_app(self.app)
        cache.configure(self.app, lambda: self.generation, lambda _now: self.ends, self.pin)
        self.client = self.app.test_client()

    def pin(self, environ: dict[str, Any]) -> int:
        environ["tiny.words"] = self.words
        return self.words

    def page(self) -> str:
        self.renders += 1
        return f"<h1>{request.args.get('q', '')}</h1>{request.args.get('utm', '')}{LONG}"

    def data(self) -> Response:
        self.renders += 1
        return Response('{"a": 1}', mimetype="application/json")

    def private(self) -> Response:
        self.renders += 1
        return Response("<p>yours", headers={"Cache-Control": "no-store"})

    def stream(self) -> Response:
        return Response(iter([b"\x00" * 10] * 3), mimetype="application/octet-stream")


@pytest.fixture
def tiny() -> Tiny:
    return Tiny()


def test_a_page_is_rendered_once_until_the_content_changes(tiny: Tiny) -> None:
    first, second = tiny.client.get("/en/page"), tiny.client.get("/en/page")
    assert (first.data, tiny.renders) == (second.data, 1)
    assert list(first.headers) == list(second.headers)
    tiny.generation += 1
    tiny.client.get("/en/page")
    assert tiny.renders == 2


def test_new_words_of_the_interface_renew_a_page(tiny: Tiny) -> None:
    tiny.client.get("/en/page")
    tiny.words += 1
    assert [tiny.client.get("/en/page").status_code for _time in range(2)] == [200, 200]
    assert tiny.renders == 2


def test_a_page_is_rendered_with_the_words_that_it_is_kept_for(tiny: Tiny) -> None:
    tiny.app.view_functions["reader.page"] = lambda: str(request.environ["tiny.words"])
    assert tiny.client.get("/en/page").text == "1"
    tiny.words += 1
    assert tiny.client.get("/en/page").text == "2"


def test_unknown_parameters_change_nothing_and_reach_no_view(tiny: Tiny) -> None:
    plain = tiny.client.get("/en/page?q=a")
    odd = tiny.client.get("/en/page?utm=evil&q=a&q=b&%00=1")
    assert (odd.data, tiny.renders) == (plain.data, 1)
    assert b"evil" not in tiny.client.get("/en/page?utm=evil").data


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("", ""),
        ("q=b&page=2", "page=2&q=b"),
        ("page=2&q=b&fbclid=x", "page=2&q=b"),
        ("q=1&q=2", "q=1"),
        ("q=", ""),
        ("q=a%00b%0A", "q=a+b"),
        ("q=%ff", "q=%EF%BF%BD"),
        ("q=%D8%AF%D8%A7%D8%B9%D8%B4", "q=%D8%AF%D8%A7%D8%B9%D8%B4"),
        ("&&&==;", ""),
    ],
)
def test_a_query_is_reduced_to_what_pages_read(query: str, meant: str) -> None:
    assert canonical(query) == meant


def test_hosts_have_their_own_copies(tiny: Tiny) -> None:
    for host in ("http://one.example", "http://two.example"):
        tiny.client.get("/en/page", base_url=host)
    assert tiny.renders == 2


def test_head_has_the_headers_of_get_and_fills_the_cache(tiny: Tiny) -> None:
    head, got = tiny.client.head("/en/page"), tiny.client.get("/en/page")
    assert head.data == b""
    assert list(head.headers) == list(got.headers)
    assert int(head.headers["Content-Length"]) == len(got.data)
    assert tiny.renders == 1


def test_scheduled_changes_end_a_page_at_their_second(tiny: Tiny) -> None:
    tiny.ends = NOON + timedelta(hours=1)
    with clock.freeze(NOON):
        tiny.client.get("/en/page")
    with clock.freeze(NOON + timedelta(minutes=59, seconds=59)):
        tiny.client.get("/en/page")
    assert tiny.renders == 1
    tiny.ends = None
    with clock.freeze(NOON + timedelta(hours=1)):
        tiny.client.get("/en/page")
        tiny.client.get("/en/page")
    assert tiny.renders == 2


@pytest.mark.parametrize("path", ["/en/private", "/en/nowhere", "/somewhere"])
def test_what_is_not_for_everyone_is_not_kept(tiny: Tiny, path: str) -> None:
    tiny.client.get(path)
    assert len(tiny.app.extensions["page_cache"].store) == 0


def test_a_request_with_a_body_is_not_answered_from_memory(tiny: Tiny) -> None:
    tiny.client.get("/en/page")
    tiny.client.get("/en/page", data=b"x")
    assert tiny.renders == 2
    assert tiny.client.post("/en/page").status_code == 405


@pytest.mark.parametrize("header", ["bytes=0-3", "bytes=9999999-", "nonsense"])
def test_a_range_does_not_leave_half_a_page(tiny: Tiny, header: str) -> None:
    got = tiny.client.get("/en/page", headers={"Range": header})
    assert (got.status_code, got.data) == (200, tiny.client.get("/en/page").data)


def test_each_encoding_has_its_bytes_length_and_strong_etag(tiny: Tiny) -> None:
    answers = {
        name: tiny.client.get("/en/page", headers={"Accept-Encoding": name})
        for name in ("br", "gzip", "identity")
    }
    read = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}
    assert {read[name](got.data) for name, got in answers.items()} == {answers["identity"].data}
    assert len({got.headers["ETag"] for got in answers.values()}) == 3
    for got in answers.values():
        assert got.headers["Vary"] == "Accept-Encoding"
        assert int(got.headers["Content-Length"]) == len(got.data)
        assert got.headers["Cache-Control"] == "public, no-cache"
        assert not got.headers["ETag"].startswith("W/")
    assert tiny.renders == 1


def test_not_modified_without_a_body(tiny: Tiny) -> None:
    etag = tiny.client.get("/en/page").headers["ETag"]
    for header in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        got = tiny.client.get("/en/page", headers={"If-None-Match": header})
        assert (got.status_code, got.data) == (304, b"")
        assert (got.headers["ETag"], got.headers["Vary"]) == (etag, "Accept-Encoding")
        assert "Content-Length" not in got.headers


@pytest.mark.parametrize("header", ["", '"', "W/", ",,,", "é" * 50, '"x' * 1000])
def test_a_garbled_condition_is_no_condition(tiny: Tiny, header: str) -> None:
    got = tiny.client.get("/en/page", headers={"If-None-Match": header})
    assert got.status_code == 200


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        ("", "identity"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("br;q=0, gzip;q=0", "identity"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("br;q=0, *", "gzip"),
        ("identity, br;q=0.5", "identity"),
        ("BR", "br"),
        ("br;q=x, gzip", "gzip"),
        ("br;q=nan", "identity"),
        ("br;q=2;;;", "identity"),
        ("deflate, zstd", "identity"),
        (";,;q=,", "identity"),
        ("br," * 5000, "identity"),
    ],
)
def test_the_encoding_follows_the_q_values(header: str, chosen: str) -> None:
    assert negotiate(header) == chosen


def test_short_and_uncacheable_answers_are_finished_too(tiny: Tiny) -> None:
    data = tiny.client.get("/en/data.json", headers={"Accept-Encoding": "br"})
    assert (data.headers["Vary"], data.headers["Content-Length"]) == ("Accept-Encoding", "8")
    assert "Content-Encoding" not in data.headers
    lost = tiny.client.get("/en/nowhere", headers={"Accept-Encoding": "br"})
    assert lost.headers["Content-Encoding"] == "br"
    assert "ETag" not in lost.headers


def test_files_pass_through_untouched(tiny: Tiny) -> None:
    got = tiny.client.get("/media/x.txt", headers={"Accept-Encoding": "br"})
    assert got.data == b"\x00" * 30
    assert not {"Content-Encoding", "ETag", "Vary"} & set(got.headers.keys())
    assert tiny.client.head("/media/x.txt").data == b""


def test_a_flood_on_a_cold_page_renders_it_once(
    tiny: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    start, page = Barrier(8), tiny.app.view_functions["reader.page"]

    def slow() -> str:
        sleep(0.2)
        return str(page())

    monkeypatch.setitem(tiny.app.view_functions, "reader.page", slow)

    def visit() -> None:
        start.wait()
        assert tiny.app.test_client().get("/en/page").status_code == 200

    threads = [Thread(target=visit) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert tiny.renders == 1


def test_a_view_that_fails_holds_nobody_up(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> str:
        raise ValueError

    page = tiny.app.view_functions["reader.page"]
    monkeypatch.setitem(tiny.app.view_functions, "reader.page", fails)
    assert tiny.client.get("/en/page").status_code == 500
    monkeypatch.setitem(tiny.app.view_functions, "reader.page", page)
    assert tiny.client.get("/en/page").status_code == 200


def test_without_a_database_the_application_itself_answers(tiny: Tiny) -> None:
    def gone() -> int:
        raise OperationalError("SELECT", {}, Exception("gone"))

    cache.configure(tiny.app, gone, lambda _now: None)
    assert [tiny.client.get("/en/page").status_code for _ in range(2)] == [200, 200]
    assert tiny.renders == 2


def test_the_cache_can_be_switched_off() -> None:
    off = Tiny(megabytes=0)
    for _ in range(2):
        assert off.client.get("/en/page").headers["ETag"]
    assert off.renders == 2


def answer(size: int) -> Answer:
    return Answer("200 OK", [("Content-Type", "text/html")], b"x" * size)


def test_memory_is_bounded_and_the_oldest_unused_page_goes_first() -> None:
    store = Store(limit=100_000)
    for number in range(50):
        store.put(number, answer(4000), None)
        assert store.get(0, NOON)
    assert store.bytes <= 100_000
    assert store.get(1, NOON) is None
    store.put("huge", answer(50_000), None)
    assert store.get("huge", NOON) is None


def test_the_same_key_is_counted_once() -> None:
    store = Store(limit=100_000)
    for _ in range(3):
        store.put("a", answer(1000), None)
    assert store.bytes == answer(1000).size + 2 * len("a")


@pytest.mark.parametrize(
    ("header", "same"), [('"a"', True), ("*", True), ('"b", W/"a"', True), ("a", False)]
)
def test_etags_are_compared_as_a_list(header: str, same: bool) -> None:
    compare: Callable[[str, str], bool] = matches
    assert compare(header, '"a"') is same
