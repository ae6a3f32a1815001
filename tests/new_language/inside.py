"""The site in four languages, two of them new; run by test_new_language.py, with its list."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import quote, unquote, urlsplit

import feedparser
import pytest
from justhtml.dom import Element

from app import clock
from app.i18n.languages import get, public_languages
from tests.conftest import MakeDesk
from tests.editor.stories import fields, write
from tests.reader.test_head import alternates
from tests.support.desk import Desk
from tests.support.homes import Home, close
from tests.support.pages import Page, Site, text_of

CODES = [language.code for language in public_languages()]
TITLES = {
    "en": "A bridge over the Tigris",
    "ar": "جسر على دجلة",
    "ckb": "پردێک لەسەر دیجلە بۆ گەڕانەوەی خوێندکاران",
    "fr": "Un pont sur le Tigre où l’œuvre a commencé",
}
SEARCHED = {"ckb": ("پردێک", "خویندکاران", "گەڕانەوەی"), "fr": ("oeuvre", "œuvre", "PONT")}
NOON = datetime(2022, 9, 28, 9, 0, tzinfo=UTC)
SAID = {"ckb": "28ی ئەیلوولی 2022", "fr": "28 septembre 2022"}
NEW = list(SAID)
MOST = 900
# Keys of the sample content that are no words; and what names something, to be read aloud.
KEYS = {
    "formed", "lines_of_effort", "africa", "americas", "asia-pacific", "europe",
    "middle-east", "institutions", "military", "financing", "foreign-fighters", "stabilisation",
    "counter-messaging",
}  # fmt: skip
NAMES = "h1, h2, h3, h4, th, caption, legend, label, option, a, button, summary, .noun, nav li"
# Addresses of the desk that need no number.
DESK = (
    "", "stories", "stories/new", "facts", "members", "topics", "campaigns", "series", "pages",
    "media", "files", "videos", "notices", "social", "redirects", "users", "account", "log",
)  # fmt: skip


@pytest.fixture(scope="module")
def story(
    sample_home: Home, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Site, str]]:
    """A site with a story that an editor wrote and published in all four; its number."""
    home = sample_home.copy(tmp_path_factory.mktemp("new") / "instance")
    desk = Desk(home.app())
    with clock.freeze(NOON):
        words = {f"title_{code}": title for code, title in TITLES.items()}
        words |= {f"body_{code}": f"{title}." for code, title in TITLES.items()}
        saved = write(desk, **words)
        assert saved.status == 303, saved.texts(".errors li")
        page = desk.get(f"{saved.location}/publish", status=200)
        form = fields(page, "form.publish-form")
        assert form["languages"] == CODES
        sent = desk.send(f"{saved.location}/publish", {**form, "publish": "1"})
        assert sent.status == 303, sent.texts(".errors li")
    yield Site(desk.app), saved.location.rsplit("/", 1)[-1]
    close(desk.app)
    home.remove()


def test_the_list_is_longer() -> None:
    assert CODES == ["en", "ar", "ckb", "fr"]


def unnamed(page: Page) -> list[str]:
    """What has no name on the page, and what shows a key for one."""
    named = [(element, text_of(element)) for element in page.all(NAMES)]
    empty = [one.to_html() for one, text in named if not text and not drawn(one)]
    return empty + [f"{page.path}: {text}" for _one, text in named if text in KEYS]


def drawn(element: Element) -> bool:
    """Whether something without text is named by a picture in it, or by an attribute."""
    pictures = any(picture.attrs.get("alt") for picture in element.query("img"))
    return pictures or bool(element.attrs.get("aria-label"))


@pytest.mark.parametrize("code", NEW)
def test_every_page_of_a_new_language_answers(read_only_site: Site, code: str) -> None:
    waiting, seen = [f"/{code}/"], set()
    while waiting and len(seen) < MOST:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        page = read_only_site.get(path)
        assert page.status < 400, path
        if page.is_html and page.status == 200:
            assert page.lang == get(code).tag
            assert unnamed(page) == []
            switch = page.attributes(".languages [lang]", "lang")
            assert switch == [language.tag for language in public_languages()]
            links = (unquote(urlsplit(link).path) for link in page.links if link.startswith("/"))
            waiting += [link for link in links if link.startswith(f"/{code}/")]
    assert 8 < len(seen) < MOST


@pytest.mark.parametrize("kind", ["", "stories", "members", "facts", "social"])
@pytest.mark.parametrize("code", CODES)
def test_languages_name_each_other(read_only_site: Site, code: str, kind: str) -> None:
    named = alternates(read_only_site.get(f"/{code}/{kind}", status=200))
    assert set(named) == {*CODES, "x-default"}
    assert all(alternates(read_only_site.get(path)) == named for path in set(named.values()))


@pytest.mark.parametrize("code", NEW)
def test_a_story_is_read_in_a_new_language(story: tuple[Site, str], code: str) -> None:
    site, id = story
    page = site.get(site.get(f"/{code}/stories/{id}").location, status=200)
    assert page.texts("h1") == [TITLES[code]]
    assert page.one("html").attrs["dir"] == get(code).direction
    assert page.one("html").attrs["data-face"] == get(code).faces[0]
    assert any(said.startswith(SAID[code]) for said in page.texts("time"))
    assert set(alternates(page)) == {*CODES, "x-default"}
    assert page.meta("og:locale") == get(code).og_locale


@pytest.mark.parametrize("code", NEW)
def test_facts_and_regions_without_words_say_theirs_in_another(
    read_only_site: Site, code: str
) -> None:
    for path, selector in (("facts", "h2 > bdi"), ("members", "h2 > bdi"), ("", ".noun > bdi")):
        page = read_only_site.get(f"/{code}/{path}", status=200)
        assert set(page.attributes(f"main {selector}", "lang")) == {"en"}, path
    options = read_only_site.get(f"/{code}/members").all("#members-region option[lang]")
    assert {(one.attrs["lang"], one.attrs["dir"]) for one in options} == {("en", "ltr")}


@pytest.mark.parametrize("code", NEW)
def test_feeds_have_it(story: tuple[Site, str], code: str) -> None:
    site, _id = story
    parsed = feedparser.parse(site.get(f"/{code}/feed.atom", status=200).response.data)
    assert not parsed.bozo
    assert [entry.title for entry in parsed.entries][:1] == [TITLES[code]]
    assert site.get(f"/{code}/feed.json", status=200).json["language"] == get(code).tag
    other = feedparser.parse(site.get("/en/feed.atom").response.data)
    assert get(code).tag in {link.get("hreflang") for link in other.feed.links}


def test_the_sitemap_has_it(story: tuple[Site, str]) -> None:
    site, id = story
    parts = re.findall(r"<loc>([^<]*)</loc>", site.get("/sitemap.xml").text)
    listed = "".join(unquote(site.get(urlsplit(part).path).text) for part in parts)
    for code in NEW:
        assert f"<loc>http://site.example/{code}/</loc>" in listed
        assert f"<loc>http://site.example/{code}/stories/{id}" in listed
        assert f'hreflang="{get(code).tag}"' in listed


@pytest.mark.parametrize(("code", "word"), [(c, word) for c in NEW for word in SEARCHED[c]])
def test_search_finds_it(story: tuple[Site, str], code: str, word: str) -> None:
    page = story[0].get(f"/{code}/search?q={quote(word)}", status=200)
    assert TITLES[code] in page.texts("main h3 a, main h2 a"), page.texts("main")


@pytest.mark.parametrize("code", NEW)
def test_another_language_tells_of_it(story: tuple[Site, str], code: str) -> None:
    page = story[0].get(f"/en/search?q={quote(SEARCHED[code][0])}", status=200)
    assert any(link.startswith(f"/{code}/search") for link in page.attributes("main a", "href"))


@pytest.mark.parametrize("code", NEW)
def test_browsers_are_led_to_it(read_only_site: Site, code: str) -> None:
    answer = read_only_site.client.get("/", headers={"Accept-Language": f"{code},en;q=0.5"})
    assert answer.location == f"/{code}/"


@pytest.mark.parametrize("code", NEW)
def test_the_story_form_has_its_fields(make_desk: MakeDesk, code: str) -> None:
    page = make_desk().get("/editor/stories/new", status=200)
    for name in ("title", "body"):
        field = page.one(f"[name={name}_{code}]")
        assert (field.attrs["lang"], field.attrs["dir"]) == (get(code).tag, get(code).direction)


@pytest.mark.parametrize("code", NEW)
def test_the_desk_speaks_it(make_desk: MakeDesk, code: str) -> None:
    desk = make_desk("administrator", language=code)
    for path in DESK:
        page: Page = desk.get(f"/editor/{path}")
        assert page.status in (200, 301, 302, 303, 404, 308), path
        if page.status == 200:
            assert page.lang == get(code).tag, path
            assert unnamed(page) == []
    page = desk.get("/editor/stories", status=200)
    edit = next(link for link in page.links if re.fullmatch(r"/editor/stories/\d+", link))
    for part in ("", "/publish", "/history"):
        assert desk.get(f"{edit}{part}", status=200).lang == get(code).tag
