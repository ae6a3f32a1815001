"""JSON-LD: what it says of a story, and that nothing in it can end its script element."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from markupsafe import Markup

from app.content.rows import Clip, Correction, Download, Link, StoryPage
from app.i18n.bidi import PDI, RLI
from app.reader import meta, structured

STORY = StoryPage(
    id=12,
    language="ar",
    kind="news",
    title="مدرسة تفتح أبوابها",
    standfirst="عاد التلاميذ إلى مدرستهم في الموصل.",
    body=Markup("<p>نص</p>"),
    byline="",
    slug="مدرسة-تفتح-أبوابها",
    published_at=datetime(2022, 9, 28, 9, 0, tzinfo=UTC),
    updated_at=datetime(2022, 9, 29, 22, 30, tzinfo=UTC),
    source_language="en",
    translations={"en": "a-school-opens", "ar": "مدرسة-تفتح-أبوابها"},
    topic=Link("stabilisation", "الاستقرار"),
    campaign=None,
    series=None,
    picture=None,
    clip=None,
    place="",
    people=(),
    sources=(),
    corrections=(),
    files=(),
    words=120,
    sample=True,
)


@pytest.fixture(autouse=True)
def request_context(app: Flask) -> Iterator[None]:
    """A request for an Arabic page."""
    with app.test_request_context("/ar/stories/12"):
        yield


def article(**changes: Any) -> dict[str, Any]:
    """The node of STORY with some fields changed."""
    return structured.news_article(replace(STORY, **changes))


def test_nothing_ends_the_script_element_early() -> None:
    text = structured.json_ld([{"@type": "Thing", "name": "</script><!--\u2028\u2029 & <b>"}])
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text)["@graph"][0]["name"] == "</script><!--\u2028\u2029 & <b>"


def test_a_story_tells_its_language_times_and_publisher() -> None:
    node = article()
    assert node["inLanguage"] == "ar"
    assert node["datePublished"] == "2022-09-28T12:00:00+03:00"
    assert node["dateModified"] == "2022-09-30T01:30:00+03:00"
    assert node["publisher"] == {"@id": structured.organization()["@id"]}
    assert node["mainEntityOfPage"].startswith("http://site.example/ar/stories/12/%D9%85")
    assert node["image"] == ["http://site.example/share/story/12.png"]


def test_a_translation_names_its_source_and_the_source_its_translations() -> None:
    source = {"@type": "NewsArticle", "@id": "http://site.example/en/stories/12"}
    assert article()["translationOfWork"] == source | {"inLanguage": "en"}
    assert "workTranslation" not in article()
    (translation,) = article(source_language="ar")["workTranslation"]
    assert translation == source | {"inLanguage": "en"}


def test_a_translation_names_no_source_that_cannot_be_read() -> None:
    assert not {"translationOfWork", "workTranslation"} & set(article(translations={"ar": "م"}))


def test_headlines_are_short_and_isolated_only_where_directions_mix() -> None:
    long = article(title="تقرير " * 40)["headline"]
    assert len(long) <= 110
    assert RLI not in long
    mixed = article(title="UNESCO " + "تعيد بناء المنارة " * 20)["headline"]
    assert len(mixed) <= 110
    assert mixed[0] == RLI
    assert mixed[-1] == PDI


def test_corrections_videos_and_files_are_told() -> None:
    node = article(
        corrections=(Correction(datetime(2022, 10, 1, 6, tzinfo=UTC), "صُحّح الاسم."),),
        clip=Clip("clips/a.mp4", "", "video/mp4", 900, 65, {}, None, None),
        files=(Download("files/a.pdf", "Report", "en", "application/pdf", 4, 1000),),
    )
    (correction,) = node["correction"]
    assert correction["datePublished"] == "2022-10-01T09:00:00+03:00"
    assert node["video"]["contentUrl"] == "http://site.example/media/clips/a.mp4"
    assert node["video"]["duration"] == "PT65S"
    assert node["associatedMedia"][0]["inLanguage"] == "en"


def test_what_is_not_known_is_not_said() -> None:
    graph = json.loads(structured.json_ld([article(topic=None, words=0)]))["@graph"][0]
    assert not {"articleSection", "correction", "video", "associatedMedia"} & set(graph)


def test_every_page_has_its_place_and_its_publisher() -> None:
    nodes = structured.page_nodes([article()], "عنوان", "http://site.example/ar/facts")
    assert [node["@type"] for node in nodes] == ["NewsArticle", "BreadcrumbList", "Organization"]
    trail = [step["item"] for step in nodes[1]["itemListElement"]]
    assert trail == ["http://site.example/ar/", "http://site.example/ar/facts"]


def test_the_home_page_is_the_site_itself() -> None:
    nodes = structured.page_nodes([], "عنوان", "http://site.example/ar/")
    assert [node["@type"] for node in nodes] == ["WebSite", "Organization"]
    assert nodes[0]["inLanguage"] == "ar"


def test_a_trail_begins_at_home_once() -> None:
    topics = ("الموضوعات", "/ar/topics")
    with_home = structured.breadcrumbs([(meta.site_name(), "/ar/"), topics])
    assert structured.breadcrumbs([topics]) == with_home
    assert [step["position"] for step in with_home["itemListElement"]] == [1, 2]


def test_a_page_with_its_own_trail_keeps_it() -> None:
    own = structured.breadcrumbs([("أ", "/ar/"), ("ب", "/ar/topics")])
    assert structured.page_nodes([own], "ب", "http://site.example/ar/topics")[0] == own
