"""The layers outside of Flask: static files, Save-Data, and proxies."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from app import assets, logs
from tests.support.pages import Site

MakeApp = Callable[..., Flask]
FONT = "fonts/sans-400.woff2"


@pytest.fixture
def client(read_only_site: Site) -> FlaskClient:
    """A visitor."""
    return read_only_site.client


def test_a_file_with_a_hash_in_its_name_stays_for_ever(client: FlaskClient) -> None:
    got = client.get(assets.asset_url(FONT), buffered=True)
    assert got.status_code == 200
    assert "immutable" in got.headers["Cache-Control"]
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Set-Cookie" not in got.headers
    again = client.get(
        assets.asset_url(FONT), buffered=True, headers={"If-None-Match": got.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")


def test_text_comes_compressed_as_it_was_built(client: FlaskClient) -> None:
    got = client.get(
        assets.asset_url("js/site.js"), buffered=True, headers={"Accept-Encoding": "gzip, br"}
    )
    assert got.headers["Content-Encoding"] == "br"
    assert got.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "path",
    ["/static/", "/static/x.css", "/static/../wsgi.py", "/static/%2e%2e/wsgi.py", "/static//"],
)
def test_what_was_not_built_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code in (308, 404)


def test_a_reader_who_saves_data_gets_no_fonts(client: FlaskClient) -> None:
    got = client.get(assets.asset_url(FONT), buffered=True, headers={"Save-Data": "on"})
    assert (got.status_code, got.data) == (204, b"")
    assert got.headers["Vary"] == "Save-Data"
    assert client.get(assets.asset_url(FONT), buffered=True).headers["Vary"] == "Save-Data"


@pytest.mark.parametrize("path", ["/en/nowhere", "/media/report.pdf", "/share/site/0.png"])
def test_nothing_else_varies_by_it(client: FlaskClient, path: str) -> None:
    plain, saving = client.get(path), client.get(path, headers={"Save-Data": "on"})
    assert (plain.status_code, plain.data) == (saving.status_code, saving.data)
    assert "Save-Data" not in saving.headers.get("Vary", "")


def host_seen(app: Flask, forwarded: str) -> str:
    app.add_url_rule("/seen", "seen", lambda: f"{request.host} {request.scheme}")
    headers = {"X-Forwarded-Host": forwarded, "X-Forwarded-Proto": "https"}
    return app.test_client().get("/seen", headers=headers).text


def test_forwarded_headers_are_believed_from_our_proxies_alone(make_app: MakeApp) -> None:
    assert host_seen(make_app(), "site.example") == "localhost http"
    assert host_seen(make_app(behind_proxy=1), "site.example") == "site.example https"
    assert host_seen(make_app(behind_proxy=1), "evil.example, site.example") == (
        "site.example https"
    )


def test_a_proxy_that_the_settings_do_not_know_of_is_told_once(
    make_app: MakeApp, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "_seen", set())
    forwarded = {"X-Forwarded-For": "198.51.100.7"}
    make_app(behind_proxy=1).test_client().get("/en/", headers=forwarded)
    client = make_app().test_client()
    client.get("/en/")
    assert "BEHIND_PROXY" not in caplog.text
    for _time in range(3):
        client.get("/en/", headers=forwarded)
    assert caplog.text.count("BEHIND_PROXY is 0") == 1


def test_a_proxy_does_not_make_a_foreign_host_ours(make_app: MakeApp) -> None:
    app = make_app(behind_proxy=1)
    got = app.test_client().get("/en/", headers={"X-Forwarded-Host": "evil.example"})
    assert got.status_code == 400
