"""Old addresses lead to this site alone, in one hop."""

import pytest

from app.content import redirects
from app.extensions import db
from app.models import TakeDown

pytestmark = pytest.mark.usefixtures("app_context")


@pytest.mark.parametrize(
    "target",
    [
        "https://other.example/",
        "other",
        "",
        "//other.example",
        "/\\other.example",
        "/\t/other.example",
        "/\n/other.example",
        "/en/\r\nSet-Cookie: a=b",
    ],
)
def test_a_target_outside_of_the_site_is_refused(target: str) -> None:
    with pytest.raises(ValueError, match="a path of this site"):
        redirects.add("/old", target)


def test_an_old_address_leads_on_in_one_hop() -> None:
    redirects.add("/older", "/old")
    redirects.add("/old", "/ar/stories/1/جسر-في-الموصل")
    assert redirects.find("/older") == (True, "/ar/stories/1/جسر-في-الموصل")
    assert redirects.find("/old/") == redirects.find("/old")
    redirects.add("/gone", None)
    assert redirects.find("/gone") == (True, None)
    assert redirects.find("/never") == (False, None)


def test_what_was_taken_down_leads_nowhere_whatever_anybody_wishes() -> None:
    redirects.add("/en/secret", None)
    db.session.add(TakeDown(subject="story", subject_id=1, addresses=["/en/secret/"]))
    for path in ("/en/secret", "/en/secret/"):
        with pytest.raises(redirects.SealedError):
            redirects.add(path, "/en/members")
        with pytest.raises(redirects.SealedError):
            redirects.remove(path)
    assert redirects.find("/en/secret") == (True, None)


def test_an_address_that_would_lead_to_itself_stays_as_it_was() -> None:
    redirects.add("/a", "/b")
    with pytest.raises(ValueError, match="itself"):
        redirects.add("/b", "/a")
    assert redirects.find("/a") == (True, "/b")
    assert redirects.find("/b") == (False, None)
