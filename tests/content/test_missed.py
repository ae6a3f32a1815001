"""Addresses asked for in vain: few rows, nothing about who asked, never a page the less."""

import pytest
from flask import Flask
from flask.ctx import AppContext

from app.content import missed
from app.content.missed import Pace
from app.extensions import db
from app.models import MissedAddress
from tests.support.pages import Site


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(missed, "_pace", Pace())


@pytest.mark.parametrize("path", ["/en/partners", "/ar/شركاء", "/old/page.html"])
def test_addresses_that_somebody_was_given_are_worth_noting(path: str) -> None:
    assert missed.worth_noting(path)


@pytest.mark.parametrize(
    "path",
    [
        *("/wp-login.php", "/.env", "/a/.git/config", "/en//x", "/../etc", "/x.PHP", "/a\\b"),
        *("/editor/nothing", "/media/x.jpg", "/static/x", "/" + "a" * 500, "/en/\x07", "/a@b.c"),
    ],
)
def test_probes_and_what_may_name_somebody_are_not(path: str) -> None:
    assert not missed.worth_noting(path)


def test_a_path_is_noted_once_a_minute_and_few_in_a_second() -> None:
    pace = Pace()
    assert pace.allows("/a", 100.0)
    assert not pace.allows("/a", 130.0)
    assert pace.allows("/a", 161.0)
    allowed = [pace.allows(f"/{n}", 200.5) for n in range(10)]
    assert allowed == [True] * missed.PER_SECOND + [False] * (10 - missed.PER_SECOND)


def test_the_oldest_go_where_there_are_many(
    app_context: AppContext,  # noqa: ARG001  # a fixture that it needs
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(missed, "MOST", 3)
    for path in ("/1", "/2", "/3", "/4", "/4"):
        missed.note(path)
    assert [row.path for row in missed.recent()] == ["/4", "/3", "/2"]
    assert missed.recent()[0].times == 2
    missed.forget("/4")
    assert [row.path for row in missed.recent()] == ["/3", "/2"]


def noted(app: Flask) -> list[str]:
    """What was noted, by its paths."""
    with app.app_context():
        return [row.path for row in missed.recent()]


def visit(site: Site, path: str) -> None:
    """Ask for a page that is not there, and hear the answer out."""
    site.get(path, status=404).response.close()


def test_what_readers_ask_for_in_vain_is_noted(site: Site) -> None:
    visit(site, "/en/nowhere?q=secret")
    visit(site, "/ar/لا-شيء")
    visit(site, "/wp-admin/setup.php")
    assert sorted(noted(site.app)) == ["/ar/لا-شيء", "/en/nowhere"]


def test_a_page_is_shown_though_nothing_can_be_noted(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_path: str) -> None:
        db.session.execute(db.text("SELECT nothing FROM nowhere"))

    monkeypatch.setattr(missed, "note", fails)
    visit(site, "/en/nowhere")
    with site.app.app_context():
        assert db.session.query(MissedAddress).count() == 0
