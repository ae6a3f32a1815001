"""Headers, hosts, limits: what every answer carries and what no request gets through."""

from __future__ import annotations

import pytest
from flask import Blueprint, Flask, Response

from app import assets, security
from app.config import Settings

HASHES = {"script": ["'sha256-AAA='"], "style": ["'sha256-BBB='"]}


@pytest.fixture(autouse=True)
def _hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "csp_hashes", lambda: HASHES)


def tiny(site_url: str = "http://site.example") -> Flask:
    app = Flask("tiny", static_folder=None)
    hosts = ("site.example", "localhost")
    app.config["SETTINGS"] = Settings(site_url=site_url, trusted_hosts=hosts)
    app.config["MAX_CONTENT_LENGTH"] = 1024
    security.init_app(app)
    room = Blueprint("reader", "tiny")
    room.add_url_rule("/en/", "home", lambda: "<h1>Home")
    room.add_url_rule("/feed", "feed", lambda: Response("<a/>", mimetype="application/atom+xml"))
    room.add_url_rule("/pdf", "pdf", lambda: Response(b"%PDF", mimetype="application/pdf"))
    room.add_url_rule("/stories/<int:id>", "story", lambda id: str(id))
    app.register_blueprint(room)
    return app


def rules(policy: str) -> dict[str, str]:
    return dict((*rule.strip().split(" ", 1), "")[:2] for rule in policy.split(";"))


def test_a_page_allows_our_own_code_and_nothing_else() -> None:
    headers = tiny().test_client().get("/en/").headers
    found = rules(headers["Content-Security-Policy"])
    assert found["default-src"] == "'none'"
    assert found["script-src"] == "'self' 'sha256-AAA='"
    assert found["style-src"] == "'sha256-BBB='"
    assert found["require-trusted-types-for"] == "'script'"
    assert found["trusted-types"] == "'none'"
    for name in ("base-uri", "frame-ancestors", "object-src"):
        assert found[name] == "'none'"
    policy = headers["Content-Security-Policy"]
    assert not any(word in policy for word in ("unsafe", "*", "data:", "http", "nonce"))


def test_the_other_headers_of_a_page() -> None:
    headers = tiny().test_client().get("/en/").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "fullscreen=(self)" in headers["Permissions-Policy"]
    assert not {"Set-Cookie", "Server", "Strict-Transport-Security"} & set(headers.keys())
    assert "Cookie" not in headers.get("Vary", "")


def test_what_is_no_page_may_be_shown_elsewhere_and_run_nothing() -> None:
    headers = tiny().test_client().get("/feed").headers
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert rules(headers["Content-Security-Policy"])["default-src"] == "'none'"
    assert "script-src" not in headers["Content-Security-Policy"]
    assert "Content-Security-Policy" not in tiny().test_client().get("/pdf").headers


def test_behind_tls_browsers_are_told_to_stay_there() -> None:
    headers = tiny("https://site.example").test_client().get("/en/").headers
    assert headers["Strict-Transport-Security"].startswith("max-age=63072000")
    assert "upgrade-insecure-requests" in headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "host",
    ["evil.example", "site.example.evil.example", "evil@site.example", "[::1", "a b", "x" * 300],
)
def test_a_host_that_is_not_ours_is_refused(host: str) -> None:
    got = tiny().test_client().get("/en/", headers={"Host": host})
    assert got.status_code == 400


@pytest.mark.parametrize("host", ["site.example", "site.example:8000", "localhost:5000"])
def test_our_hosts_are_answered_on_any_port(host: str) -> None:
    assert tiny().test_client().get("/en/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/stories/12", 200),
        ("/stories/0", 200),
        ("/stories/012", 404),
        ("/stories/999999999", 200),
        ("/stories/9999999999", 404),
        ("/stories/" + "9" * 3000, 404),
        ("/stories/%D9%A1%D9%A2", 404),
        ("/stories/-1", 404),
        ("/en/%00", 400),
        ("/en/" + "a" * 5000, 414),
        ("/en/?q=" + "a" * 5000, 414),
    ],
)
def test_addresses_are_refused_before_they_reach_the_database(path: str, status: int) -> None:
    assert tiny().test_client().get(path).status_code == status


def test_a_large_body_is_refused_before_it_is_read() -> None:
    client = tiny().test_client()
    assert client.post("/en/", data=b"x" * 2000).status_code == 413
    assert client.post("/en/", data=b"x").status_code == 405


def test_readers_have_no_session() -> None:
    app = tiny()
    got = app.test_client().get("/en/", headers={"Cookie": "session=eyJhIjoxfQ.x.y"})
    assert "Set-Cookie" not in got.headers
    with app.test_request_context("/en/"):
        assert app.session_interface.open_session(app, None) is None  # type: ignore[arg-type]  # unread
