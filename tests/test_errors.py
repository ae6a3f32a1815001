"""Error pages: in the language of the address, kind, and never the cause of another error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from sqlalchemy import NullPool
from sqlalchemy.exc import OperationalError

from app import errors
from app.content import redirects
from app.extensions import db
from app.i18n.languages import get
from app.i18n.routing import speaking
from tests.support.pages import Page, Site

MakeApp = Callable[..., Flask]
CODES = (400, 403, 404, 405, 410, 413, 414, 429, 500, 503)


@pytest.fixture
def failing(make_app: MakeApp) -> Flask:
    """An application with an address for each way to fail."""
    app = make_app()
    app.add_url_rule("/<any(en, ar):where>/fail/<int:code>", "fail", fail)
    app.add_url_rule("/<any(en, ar):where>/break", "break", broken)
    app.add_url_rule("/en/gone-database", "gone", no_database, methods=["GET", "POST"])
    return app


def fail(where: str, code: int) -> NoReturn:  # noqa: ARG001  # Flask gives it by name
    abort(code)


def broken(where: str) -> str:
    raise RuntimeError(f"secret of {where}")


def no_database() -> str:
    raise OperationalError("SELECT secret", {}, Exception("password=secret"))


@pytest.fixture
def client(failing: Flask) -> FlaskClient:
    return failing.test_client()


def page(client: FlaskClient, path: str, **options: Any) -> Page:
    return Page(path, client.get(path, **options))


@pytest.mark.parametrize("where", ["en", "ar"])
def test_each_error_speaks_the_language_of_its_address(
    client: FlaskClient, failing: Flask, where: str
) -> None:
    for code in CODES:
        shown = page(client, f"/{where}/fail/{code}")
        assert shown.status == code
        assert (shown.lang, shown.dir) == (get(where).tag, get(where).direction)
        with failing.test_request_context(), speaking(get(where)):
            assert shown.h1 == errors.TEXTS[code]()[0]
        assert shown.title.startswith(shown.h1)
        assert shown.meta("robots") == "noindex"
        assert "Set-Cookie" not in shown.headers
        assert "unsafe" not in shown.headers["Content-Security-Policy"]
        assert "no-" in shown.headers["Cache-Control"]


def test_an_address_without_a_language_is_answered_in_all(client: FlaskClient) -> None:
    shown = page(client, "/nowhere")
    assert shown.status == 404
    assert shown.lang == "en"
    assert len(shown.all('[lang="ar"][dir="rtl"] h2, h2[lang="ar"]')) == 1


def test_what_broke_is_not_shown(client: FlaskClient) -> None:
    for path, status in (("/en/break", 500), ("/ar/break", 500), ("/en/gone-database", 503)):
        shown = page(client, path)
        assert shown.status == status
        assert "secret" not in shown.text
        assert shown.headers["Cache-Control"] == "no-store"


def test_without_a_database_the_reader_is_told_when_to_come_again(client: FlaskClient) -> None:
    assert page(client, "/en/gone-database").headers["Retry-After"] == "30"


def test_whoever_sent_a_form_is_told_that_it_can_be_sent_again(client: FlaskClient) -> None:
    shown = Page("/en/gone-database", client.post("/en/gone-database"))
    assert (shown.status, shown.h1) == (503, "This could not be saved just now")
    assert "still in your browser" in shown.text


def test_the_page_of_a_missing_database_asks_for_none(failing: Flask) -> None:
    def refuse(*_arguments: object) -> NoReturn:
        raise OperationalError(None, None, Exception("connection refused"))

    with failing.app_context():
        db.engine.dispose()
        db.engine.pool = NullPool(refuse)
    for path in ("/en/nowhere", "/ar/", "/en/stories"):
        shown = page(failing.test_client(), path)
        assert shown.status == 503
        assert len(shown.links) > 5


def test_an_unlisted_error_gets_the_text_of_its_kind(client: FlaskClient) -> None:
    assert page(client, "/en/fail/418").h1 == page(client, "/en/fail/400").h1
    assert page(client, "/en/fail/502").h1 == page(client, "/en/fail/500").h1


def test_what_is_not_open_is_not_called_a_misunderstanding(client: FlaskClient) -> None:
    shown = page(client, "/en/fail/403")
    assert shown.h1 == "This page is not open to you"
    assert "ask an administrator" in shown.text


def test_the_methods_that_are_allowed_are_named(client: FlaskClient) -> None:
    refused = client.post("/en/fail/404")
    assert refused.status_code == 405
    assert "GET" in refused.headers["Allow"]


def test_an_old_address_leads_to_the_new_one_in_one_hop(failing: Flask) -> None:
    with failing.app_context():
        redirects.add("/ar/old-page", "/ar/about")
        redirects.add("/mission/قديم", "/ar/about")
        redirects.add("/en/removed", None)
        db.session.commit()
    client = failing.test_client()
    for path in ("/ar/old-page", "/ar/old-page/", "/ar/old-page?utm=x", "/mission/قديم"):
        moved = client.get(path)
        assert (moved.status_code, moved.headers["Location"]) == (301, "/ar/about")
        assert moved.headers["Cache-Control"] == "public, no-cache"
    assert page(client, "/en/removed").status == 410


def test_a_foreign_host_gets_a_plain_page_without_addresses(client: FlaskClient) -> None:
    shown = page(client, "/ar/", headers={"Host": "evil.example"})
    assert (shown.status, shown.lang, shown.links) == (400, "ar", [])
    assert "evil" not in shown.text + str(shown.headers)


def test_a_broken_template_does_not_break_the_error_page(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: object, **_values: object) -> str:
        raise ValueError("secret")

    monkeypatch.setattr(errors, "render_template", fails)
    shown = page(client, "/ar/nowhere")
    assert (shown.status, shown.lang, shown.dir) == (404, "ar", "rtl")
    assert page(client, "/nowhere").texts("h1, h2") == [
        "Page not found",
        page(client, "/ar/nowhere").h1,
    ]
    monkeypatch.setattr(errors, "texts_shown", fails)
    last = page(client, "/en/nowhere")
    assert (last.status, last.h1) == (404, "Something went wrong")
    assert "secret" not in last.text


@pytest.mark.parametrize(
    ("path", "leads"),
    [
        ("/en/stories/", "/en/stories"),
        ("/ar/topics/financing/", "/ar/topics/financing"),
        ("/en//evil.example/", None),
        ("//evil.example/", None),
        ("/en/a/b/c/", None),
    ],
)
def test_a_slash_behind_an_address_does_no_harm(
    read_only_site: Site, path: str, leads: str | None
) -> None:
    page = read_only_site.get(path)
    if leads is None:
        assert page.status in {301, 308, 400, 404}
        assert "evil" not in page.location.partition("site.example")[0]
    else:
        assert (page.status, page.location) == (301, leads)
