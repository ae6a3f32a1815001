"""Odd, broken and hostile requests: refused or answered, never a 500, and nothing is echoed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from tests.support.homes import Home
from tests.support.pages import Site
from tests.support.raw import Raw, talk
from tests.support.server import free_port, serve

PAGES = (
    "/en/",
    "/ar/stories",
    "/en/stories/1",
    "/ar/search",
    "/en/members",
    "/ar/facts",
    "/en/social",
    "/ar/about",
    "/en/feed.atom",
    "/sitemap.xml",
    "/share/site/0.png",
    "/",
)
SCRIPT = "<script>alert(1)</script>"
SCRIPT_CODED = "%3Cscript%3Ealert(1)%3C/script%3E"
VALUES = (
    SCRIPT_CODED,
    "%00",
    "%ff%fe",
    "%ed%a0%80",
    "%",
    "%zz",
    "'%22--;DROP%20TABLE%20item",
    '"*(OR',
    "NEAR(",
    "-1",
    "0",
    "99999999999999999999999",
    "1e999",
    "nan",
    "%D9%A1%D9%A2",
    "%E2%80%AE%E2%81%A6",
    "../../etc/passwd",
    "{{7*7}}",
    "${jndi:x}",
    "%0d%0aSet-Cookie:a=b",
    "a" * 2000,
)
PARAMETERS = ("q", "page", "after", "topic", "kind", "campaign", "year", "region", "hashtag")
PARAMETERS += ("account", "utm_source", "next", "language")


@pytest.fixture
def client(read_only_site: Site) -> FlaskClient:
    """A visitor; the duties of every page are checked elsewhere."""
    return read_only_site.client


@pytest.mark.parametrize("name", PARAMETERS)
@pytest.mark.parametrize("value", VALUES)
def test_no_parameter_breaks_a_page(client: FlaskClient, name: str, value: str) -> None:
    for path in ("/ar/stories", "/en/search", "/en/members", "/ar/social", "/en/topics", "/"):
        page = client.get(f"{path}?{name}={value}&{name}[]=x&{name}={value}")
        assert page.status_code in (200, 301, 302, 400, 404), f"{path} answered {page.status_code}"
        assert SCRIPT not in page.text
        assert "Set-Cookie" not in page.headers


@pytest.mark.parametrize("value", VALUES)
def test_no_path_breaks_the_site(client: FlaskClient, value: str) -> None:
    for room in ("en", "ar/stories", "ar/stories/1", "en/topics", "en/series", "en/campaigns"):
        page = client.get(f"/{room}/{value.replace('?', '')}")
        assert page.status_code in (200, 301, 302, 308, 400, 404, 410), (
            f"{room}: {page.status_code}"
        )
        assert SCRIPT not in page.text + page.headers.get("Location", "")


@pytest.mark.parametrize(
    "path", ["/en//stories", "//en/stories", "/en/../ar/", "/./en/", "/\\evil"]
)
def test_slashes_and_dots_lead_nowhere_else(client: FlaskClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code in (301, 302, 308, 400, 404)
    assert not re.match(r"(?!http://localhost/)(https?:)?//", page.headers.get("Location", ""))


METHODS = ("POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "BREW", "CONNECT", "OPTIONS")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("method", METHODS)
def test_pages_are_read_and_nothing_else(client: FlaskClient, path: str, method: str) -> None:
    page = client.open(path, method=method, data=b"q=1")
    assert page.status_code in ({200} if method == "OPTIONS" else {405})
    assert "GET" in page.headers["Allow"]


HEADERS = (
    ("Accept-Language", ";q=,,*;q=9" * 50),
    ("Accept-Language", "\xff\xfe"),
    ("Accept-Encoding", "br;q=nan, " * 200),
    ("Accept", "\x7f/*"),
    ("Cookie", "a=" + "b" * 4000),
    ("Cookie", 'session="\\"; =;;; \xff=1'),
    ("Range", "bytes=-1,0-,5-2"),
    ("If-None-Match", '"' * 999),
    ("If-Modified-Since", "the day before yesterday"),
    ("If-Range", "\xff"),
    ("X-Forwarded-Host", "evil.example"),
    ("X-Forwarded-For", SCRIPT),
    ("X-HTTP-Method-Override", "DELETE"),
    ("X-Original-URL", "/en/secret"),
    ("Content-Type", "multipart/form-data"),
    ("Content-Type", "application/json; charset=nonsense"),
    ("Content-Length", "nonsense"),
    ("Content-Length", "-1"),
    ("Referer", SCRIPT),
    ("User-Agent", "() { :; }; " + SCRIPT),
    ("Save-Data", "\xff"),
    ("X-Long", "x" * 60_000),
)


@pytest.mark.parametrize(("name", "value"), HEADERS)
def test_no_header_changes_a_page(client: FlaskClient, name: str, value: str) -> None:
    for path in PAGES[:-1]:
        plain, odd = client.get(path), client.get(path, headers={name: value})
        assert (odd.status_code, odd.data) == (plain.status_code, plain.data)
    assert client.get("/", headers={name: value}).status_code == 302


def test_readers_pages_vary_by_encoding_alone(client: FlaskClient) -> None:
    for path in PAGES:
        varies = set(client.get(path).headers.get("Vary", "").split(", "))
        language = {"Accept-Language"} if path == "/" else set()
        expected = set() if path.endswith(".png") else {"Accept-Encoding"}
        assert varies - {""} == language | expected, path


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory, empty_home: Home) -> Iterator[int]:
    """The port of a real server, with limits as `make run` has them."""
    home = empty_home.copy(tmp_path_factory.mktemp("hostile") / "instance")
    number = free_port()
    with serve(home.settings(port=number, site_url=f"http://127.0.0.1:{number}")):
        yield number
    home.remove()


HOST = b"Host: 127.0.0.1\r\n"
LONG = b"a" * 20_000
WIRE = {
    b"GET /en/ HTTP/1.1\r\n\r\n": {200, 400},
    b"GET /en/ HTTP/1.0\r\n\r\n": {200, 400},
    b"GET /en/ HTTP/9.9\r\n" + HOST + b"\r\n": {400, 505},
    b"get /en/ HTTP/1.1\r\n" + HOST + b"\r\n": {400, 405},
    b"BREW /en/ HTTP/1.1\r\n" + HOST + b"\r\n": {405},
    b"TRACE /en/ HTTP/1.1\r\n" + HOST + b"X-Secret: <b>\r\n\r\n": {405},
    b"CONNECT evil.example:443 HTTP/1.1\r\n" + HOST + b"\r\n": {400, 404, 405},
    b"OPTIONS * HTTP/1.1\r\n" + HOST + b"\r\n": {200, 400, 404},
    b"GET http://evil.example/en/ HTTP/1.1\r\n" + HOST + b"\r\n": {200, 400, 404},
    b"GET /en/ HTTP/1.1\r\nHost: evil.example\r\n\r\n": {400},
    b"GET /en/ HTTP/1.1\r\nHost: <b>\r\n\r\n": {400},
    b"GET /en/ HTTP/1.1\r\n" + HOST + HOST + b"\r\n": {200, 400},
    b"GET /en/\xff\xfe HTTP/1.1\r\n" + HOST + b"\r\n": {400, 404},
    b"GET /en/%00 HTTP/1.1\r\n" + HOST + b"\r\n": {400},
    b"GET /en/\x00 HTTP/1.1\r\n" + HOST + b"\r\n": {400},
    b"GET /en/<script> HTTP/1.1\r\n" + HOST + b"\r\n": {400, 404},
    b"GET /en/" + LONG + b" HTTP/1.1\r\n" + HOST + b"\r\n": {414},
    b"GET /en/" + LONG[:5000] + b" HTTP/1.1\r\n" + HOST + b"\r\n": {414},
    b"GET /en/ HTTP/1.1\r\n" + HOST + b"X: " + LONG + b"\r\n\r\n": {400, 431},
    b"GET /en/ HTTP/1.1\r\n" + HOST + b"X: 1\r\n" * 200 + b"\r\n": {400, 431},
    b"GET /en/ HTTP/1.1\r\n" + HOST + b"X\x00Y: 1\r\n\r\n": {400},
    b"GET /en/ HTTP/1.1\r\n" + HOST + b" folded: 1\r\n\r\n": {400},
    b"GET /en/ HTTP/1.1\r\n" + HOST + b"SCRIPT_NAME: /evil\r\n\r\n": {200, 400, 404},
    b"POST /en/ HTTP/1.1\r\n" + HOST + b"Content-Length: 5\r\n\r\nhello": {405},
    b"POST /en/ HTTP/1.1\r\n" + HOST + b"Content-Length: 99999999\r\n\r\nx": {413},
    b"POST /en/ HTTP/1.1\r\n" + HOST + b"Content-Length: x\r\n\r\n": {400},
    b"POST /en/ HTTP/1.1\r\n"
    + HOST
    + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n": {405},
    b"POST /en/ HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\nx": {400, 405},
    b"POST /en/ HTTP/1.1\r\n"
    + HOST
    + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n": {400},
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03": {0, 400},
    b"<script>alert(1)</script>\r\n\r\n": {400},
}


@pytest.mark.one_engine
@pytest.mark.parametrize("request_bytes", WIRE, ids=lambda raw: raw[:60].decode("latin-1"))
def test_what_no_client_library_would_send(port: int, request_bytes: bytes) -> None:
    answer = talk(port, request_bytes)
    assert answer.status in WIRE[request_bytes]
    for marker in (b"<script>alert", b"<b>", b"evil.example", b"Traceback"):
        assert marker not in answer.body
    assert not {"server", "set-cookie"} & set(answer.headers)


@pytest.mark.one_engine
def test_an_address_that_is_too_long_is_answered_in_its_language(port: int) -> None:
    answer = talk(port, b"GET /ar/" + LONG[:5000] + b" HTTP/1.1\r\n" + HOST + b"\r\n")
    assert answer.status == 414
    assert b'lang="ar" dir="rtl"' in answer.body


@pytest.mark.one_engine
def test_the_server_lives_on_afterwards(port: int) -> None:
    for request_bytes in WIRE:
        talk(port, request_bytes, patience=0.05)
    assert talk(port, b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\n").body == b"alive\n"


@pytest.mark.one_engine
def test_two_requests_in_one_packet_are_two_answers(port: int) -> None:
    one = b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\n"
    last = one.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    answer: Raw = talk(port, one + last)
    assert answer.rest.count(b"HTTP/1.1 200") == 1
