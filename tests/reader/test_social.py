"""The social wall: the whole of it, and by account and hashtag."""

import pytest

from app.i18n.languages import public_languages
from tests.support.pages import Site

LANGUAGES = [language.code for language in public_languages()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_wall_has_every_post_once(read_only_site: Site, language: str) -> None:
    page = read_only_site.get(f"/{language}/social", status=200)
    assert len(page.all(".post")) == 6
    assert set(page.attributes(".post .text", "lang")) == {language}
    moments = page.attributes(".post time", "datetime")
    assert moments == sorted(moments, reverse=True)
    assert "noindex" not in page.meta("robots")


def test_a_hashtag_chooses_in_any_spelling(read_only_site: Site) -> None:
    page = read_only_site.get("/en/social?hashtag=%23mosul", status=200)
    assert 1 <= len(page.all(".post")) < 6
    assert page.h1 == "Posts with #mosul"
    assert page.meta("robots") == "noindex"
    assert page.texts(".chips [aria-current]") == ["#Mosul"]


def test_an_account_chooses_and_an_unknown_one_is_ignored(read_only_site: Site) -> None:
    page = read_only_site.get("/ar/social?account=sample", status=200)
    assert len(page.all(".post")) == 6
    assert page.meta("robots") == "noindex"
    assert "noindex" not in read_only_site.get("/ar/social?account=nobody").meta("robots")


@pytest.mark.parametrize("tag", ["nothing", "%25", "_", "%5C", "%00", "%F0%9F%90%8E", "a" * 99])
def test_a_strange_hashtag_is_answered_kindly(read_only_site: Site, tag: str) -> None:
    page = read_only_site.get(f"/ar/social?hashtag={tag}", status=200)
    assert page.all(".post") or page.all('main a[href="/ar/social"]')


def test_the_wall_goes_on_by_key(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.reader.social.PAGE", 4)
    first = site.get("/en/social")
    following = first.attributes('a[rel="next"]', "href")
    assert len(first.all(".post")) == 4
    assert len(following) == 1
    second = site.get(following[0], status=200)
    assert len(second.all(".post")) == 2
    assert second.meta("robots") == "noindex"
    assert not second.all('a[rel="next"]')
    assert not set(first.texts(".post .text")) & set(second.texts(".post .text"))


@pytest.mark.parametrize("after", ["garbage", "1-", "-1", "٣-٣", "9" * 40 + "-1"])
def test_a_bad_place_is_a_404(read_only_site: Site, after: str) -> None:
    assert read_only_site.get("/en/social", query_string={"after": after}).status == 404
