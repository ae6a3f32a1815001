"""Old addresses lead on, and those asked for in vain stand beside them."""

import pytest

from app.content import missed, redirects
from app.content.missed import Pace
from app.extensions import db
from app.models import TakeDown
from tests.editor.writing import logged
from tests.support.desk import Desk

ADD = "/editor/redirects/add"


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(missed, "_pace", Pace())


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("/en/old-partners", "/en/old-partners"),
        ("http://localhost/en/old-partners/", "/en/old-partners"),
        ("/ar/%D9%82%D8%AF%D9%8A%D9%85", "/ar/قديم"),
        ("/ar/قديم", "/ar/قديم"),
    ],
)
def test_an_old_address_leads_on(desk: Desk, typed: str, path: str) -> None:
    desk.send(ADD, {"path": typed, "target": "/en/members"}, status=303)
    assert desk.get(path, status=301).location.endswith("/en/members")
    assert logged(desk, "redirect.add") == [typed if "%" not in typed else path] or path


def test_a_page_can_be_gone_for_good(desk: Desk) -> None:
    desk.send(ADD, {"path": "/en/never-again", "gone": "y"}, status=303)
    desk.get("/en/never-again", status=410)
    page = desk.get("/editor/redirects?q=never-again", status=200)
    assert page.texts(".ordered .stands") == ["gone for good"]


@pytest.mark.parametrize(
    ("path", "target", "sentence"),
    [
        ("", "/en/members", "Write something here."),
        ("/en/old", "", "Write an address of this site"),
        ("/en/old", "https://other.example/", "Write an address of this site"),
        ("/en/old", "//other.example/", "Write an address of this site"),
        ("/en/old", "javascript:alert(1)", "Write an address of this site"),
        ("/en/old", "/en/nothing-here", "Nothing answers at this address."),
        ("/en/old", "/editor/", "Write an address of this site"),
        ("https://other.example/en/old", "/en/", "Write an address of this site"),
        ("/en/facts", "/en/members", "There is a page at this address"),
        ("/en/old", "/en/old", "Nothing answers at this address."),
        ("/en/" + "x" * 600, "/en/", "Please shorten this"),
        ("/en/old", "http://[", "Write an address of this site"),
    ],
)
def test_an_address_that_cannot_be_kept_is_refused(
    desk: Desk, path: str, target: str, sentence: str
) -> None:
    page = desk.send(ADD, {"path": path, "target": target}, status=200)
    assert sentence in page.text
    assert page.attributes("#path", "value") == [path]
    with desk.app.app_context():
        assert redirects.find("/en/old") == (False, None)


@pytest.mark.parametrize("typed", ["\x00", "\u202e/en/x", "/" + "\u0301" * 99, "%00", "%"])
def test_strange_letters_are_no_error(desk: Desk, typed: str) -> None:
    assert desk.send(ADD, {"path": typed, "target": typed}).status == 200
    desk.get("/editor/redirects", query_string={"q": typed, "after": typed, "path": typed})


def test_an_address_is_removed_once(desk: Desk) -> None:
    desk.send(ADD, {"path": "/en/old", "target": "/en/members"}, status=303)
    desk.send("/editor/redirects/delete", {"path": "/en/old"}, status=303)
    desk.get("/en/old", status=404)
    desk.send("/editor/redirects/delete", {"path": "/en/old"}, status=303)
    assert logged(desk, "redirect.delete") == ["/en/old"]


def test_what_was_asked_for_in_vain_is_one_click_from_leading_on(desk: Desk) -> None:
    with desk.app.app_context():
        missed.note("/en/lost")
    page = desk.get("/editor/redirects", status=200)
    (link,) = [link for link in page.links if "path=" in link]
    assert desk.get(link).attributes("#path", "value") == ["/en/lost"]
    desk.send(ADD, {"path": "/en/lost", "target": "/en/members"}, status=303)
    assert "/en/lost" not in desk.get("/editor/redirects?q=zzz").text


def test_looking_at_an_address_is_no_visit_in_vain(desk: Desk) -> None:
    desk.send(ADD, {"path": "/en/old", "target": "/en/nothing-here"}, status=200)
    with desk.app.app_context():
        assert missed.recent() == []
        db.session.rollback()


def test_long_lists_go_on_by_path(desk: Desk) -> None:
    with desk.app.app_context():
        for n in range(120):
            redirects.add(f"/zz/{n:03}", "/en/")
        db.session.commit()
    page = desk.get("/editor/redirects?q=/zz/", status=200)
    (more,) = page.attributes("a[rel=next]", "href")
    assert page.texts(".ordered li bdi")[0] == "/zz/000"
    assert "/zz/119" in desk.get(more, status=200).text


def test_what_was_taken_down_stays_gone_and_is_not_listed(desk: Desk) -> None:
    with desk.app.app_context():
        db.session.add(TakeDown(subject="file", subject_id=1, addresses=["/media/files/secret"]))
        redirects.add("/media/files/secret", None)
        db.session.commit()
    path = {"path": "/media/files/secret"}
    assert "secret" not in desk.get("/editor/redirects").text
    desk.send("/editor/redirects/delete", path, status=303)
    page = desk.send(ADD, path | {"target": "/en/"}, status=200)
    assert "It stays gone." in page.text
    desk.get("/media/files/secret", status=410)


def test_a_long_address_fits_into_the_log(desk: Desk) -> None:
    path = "/en/" + "x" * 400
    desk.send(ADD, {"path": path, "target": "/en/members"}, status=303)
    assert logged(desk, "redirect.add") == [path[:100]]
