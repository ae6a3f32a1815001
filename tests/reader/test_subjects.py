"""Topics, campaigns, series and episodes, in every language."""

from datetime import timedelta

import pytest
from flask import Flask

from app.clock import utcnow
from app.extensions import db
from app.i18n.languages import public_languages
from app.models import Topic
from tests.support.pages import Site

LANGUAGES = [language.code for language in public_languages()]
PATHS = (
    "topics", "topics/military", "topics/financing", "topics/stabilisation", "campaigns",
    "campaigns/deny-daesh-cash", "campaigns/this-generation-learns", "series/sixty-seconds",
    "series/sixty-seconds/1", "series/sixty-seconds/2", "series/sixty-seconds/3",
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_a_page_may_be_indexed_in_every_language(
    read_only_site: Site, language: str, path: str
) -> None:
    page = read_only_site.get(f"/{language}/{path}", status=200)
    assert 50 <= len(page.meta("description")) <= 170
    assert "noindex" not in page.meta("robots")
    found = page.attributes("link[hreflang]", "href")
    assert {link.split("/", 3)[3] for link in found} == {f"{code}/{path}" for code in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lists_lead_to_their_pages(read_only_site: Site, language: str) -> None:
    topics = read_only_site.get(f"/{language}/topics")
    assert len(topics.all("main .card")) == 5
    campaigns = read_only_site.get(f"/{language}/campaigns").links
    assert f"/{language}/campaigns/deny-daesh-cash" in campaigns
    assert f"/{language}/series/sixty-seconds" in campaigns


def test_a_topic_has_its_stories_and_feeds(read_only_site: Site) -> None:
    page = read_only_site.get("/en/topics/stabilisation")
    assert page.all("#list .card")
    feeds = page.attributes('link[rel="alternate"][type]', "href")
    assert "/en/topics/stabilisation/feed.atom" in " ".join(feeds)
    assert "/en/topics/stabilisation/feed.json" in page.links


def test_a_topic_without_stories_says_so(site: Site) -> None:
    with site.app.app_context():
        words = dict.fromkeys(LANGUAGES, "A topic without any story")
        db.session.add(Topic(key="empty", title=words, summary=words, body={}))
        db.session.commit()
    page = site.get("/en/topics/empty", status=200)
    assert "There are no stories here yet." in page.text
    assert not page.all("#list")


def test_later_pages_are_not_indexed(read_only_site: Site) -> None:
    stamp = int((utcnow() - timedelta(days=1)).timestamp()) * 1_000_000
    page = read_only_site.get(f"/en/topics/stabilisation?after={stamp}-1", status=200)
    assert page.meta("robots") == "noindex"
    assert not page.all("link[hreflang]")
    end = read_only_site.get("/en/topics/stabilisation?after=1000000-1", status=200)
    assert "There are no older stories." in end.text


@pytest.mark.parametrize(
    "path",
    [
        "topics/nothing", "campaigns/nothing", "series/nothing", "series/nothing/1",
        "series/sixty-seconds/4", "series/sixty-seconds/0", "series/sixty-seconds/x",
        "topics/financing?after=garbage", "campaigns/deny-daesh-cash?after=-",
        "series/sixty-seconds?after=9-9-9", "topics/%D8%A7%22%3E", f"series/sixty-seconds/{10**30}",
    ],
)  # fmt: skip
def test_what_is_not_there_is_a_404(read_only_site: Site, path: str) -> None:
    assert read_only_site.get(f"/ar/{path}").status == 404


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "path", ["topics", "campaigns", "coalition", "members", "facts", "social", "search?q=Mosul"]
)
def test_a_site_without_content_has_its_pages(app: Flask, language: str, path: str) -> None:
    page = Site(app).get(f"/{language}/{path}", status=200)
    assert page.h1


def test_feeds_are_named_once_they_have_something(read_only_site: Site) -> None:
    full = read_only_site.get("/en/campaigns/deny-daesh-cash")
    assert "/en/campaigns/deny-daesh-cash/feed.atom" in full.links
    for page in map(read_only_site.get, ("/en/campaigns/this-generation-learns", "/en/topics")):
        named = page.attributes('head link[rel="alternate"][type]', "href")
        assert bool(named) == bool(page.all("#list .card"))


def test_a_subject_is_no_page_in_a_language_that_it_does_not_have(site: Site) -> None:
    with site.app.app_context():
        english = {"en": "Only in English, this one"}
        db.session.add(Topic(key="half", title=english, summary=english, body=english))
        db.session.commit()
    page = site.get("/en/topics/half", status=200)
    assert page.attributes("link[hreflang]", "hreflang") == ["en", "x-default"]
    assert site.get("/ar/topics/half").status == 404
    assert len(site.get("/ar/topics").all("main .card")) == 5


def test_an_episode_leads_to_its_neighbours(read_only_site: Site) -> None:
    first, second, third = (
        read_only_site.get(f"/en/series/sixty-seconds/{number}") for number in (1, 2, 3)
    )
    assert first.attributes(".steps a", "rel") == ["next"]
    assert second.attributes(".steps a", "href") == [
        "/en/series/sixty-seconds/1",
        "/en/series/sixty-seconds/3",
    ]
    assert third.attributes(".steps a", "rel") == ["prev"]
    assert second.all("#transcript-title")
