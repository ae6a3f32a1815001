"""Posts cut into runs, whatever stands around a handle or an address."""

from datetime import timedelta

import pytest

from app.clock import freeze, utcnow
from app.content import site
from app.content.social import folded_hashtags, parts, wall
from app.extensions import db
from app.models import SocialAccount, SocialPost


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("قالت @UNESCO إن", ["text", "handle", "text"]),
        ("#Mosul، #الموصل.", ["hashtag", "text", "hashtag", "text"]),
        ("انظر https://example.org/a_b?c=1، ثم", ["text", "url", "text"]),
        ("(https://example.org/x)؛", ["text", "url", "text"]),
        ("a@b.example and x#y", ["text"]),
        ("خيول 🐎\nhttps://example.org", ["text", "break", "url"]),
    ],
)
def test_runs(text: str, runs: list[str]) -> None:
    cut = list(parts(text))
    assert [kind for kind, _text in cut] == runs
    assert "".join(part for _kind, part in cut) == text


def test_an_address_ends_before_the_punctuation_around_it() -> None:
    cut = dict(parts("انظر (https://example.org/a).،"))
    assert cut["url"] == "https://example.org/a"


def test_hashtags_are_kept_folded() -> None:
    assert folded_hashtags("#ISF #isf #Mosul") == " isf mosul "
    assert folded_hashtags("none") == ""


@pytest.mark.usefixtures("app_context")
def test_kept_pages_end_when_a_post_of_later_comes() -> None:
    now = utcnow()
    at = now + timedelta(hours=1)
    account = SocialAccount(key="site", handle="@site", network="x", name={"en": "The site"})
    db.session.add(account)
    db.session.flush()
    db.session.add(
        SocialPost(
            account_id=account.id,
            language="en",
            text="Soon",
            posted_at=at,
            address="javascript:alert(1)",
        )
    )
    db.session.flush()
    assert site.next_change_at(now) == at
    assert site.next_change_at(at) is None
    assert wall("en").items == ()
    with freeze(at):
        assert [(post.text, post.address) for post in wall("en").items] == [("Soon", "")]
