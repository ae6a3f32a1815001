"""What readers of a translation are told: that its source has changed, and who translated it."""

import json
from typing import Any, NamedTuple

from app.content import texts
from app.content.translation import state
from app.extensions import db
from app.models import Page, Story, Text, User
from tests.conftest import MakeSite
from tests.support.pages import Site

ENGLISH = "<p>The school has 3 rooms.</p>\n<p>It opens on Sunday.</p>"
ARABIC = "<p>في المدرسة 3 غرف.</p>\n<p>تفتح أبوابها يوم الأحد.</p>"
CHANGED = ENGLISH.replace("3", "4")


class Pair(NamedTuple):
    """A story by its number, and its pages in both languages."""

    id: int
    english: str
    arabic: str


def begin(site: Site, source: str = "en", **people: Any) -> Pair:
    """A story live in both languages; `people` are who wrote and approved the translation."""
    with site.app.app_context():
        story = Story(source_language=source)
        db.session.add(story)
        db.session.flush()
        bodies = {"en": ENGLISH, "ar": ARABIC}
        for code in sorted(bodies, key=lambda one: one != source):
            text = texts.text_of(story, code)
            by = {} if code == source else people
            words = {"title": f"School {code}", "body": bodies[code], "slug": f"school-{code}"}
            texts.save(text, words, by.get("user_id"))
            texts.publish(text, user_id=by.get("published_by"), approved_by_id=by.get("approved"))
        id = story.id
        db.session.commit()
    return Pair(id, f"/en/stories/{id}/school-en", f"/ar/stories/{id}/school-ar")


def text(id: int, language: str) -> Text:
    """The text of an item; within a context of the application."""
    return texts.text_of(db.session.get_one(Story, id), language)


def change(site: Site, id: int, language: str = "en", body: str = CHANGED) -> None:
    """Publish other words in a language."""
    with site.app.app_context():
        texts.save(text(id, language), {"body": body})
        texts.publish(text(id, language))
        db.session.commit()


def user(site: Site, name: str, credited: str = "", pen_name: str = "") -> int:
    """Somebody who translates; their number."""
    with site.app.app_context():
        one = User(email=f"{name}@x.example", name=name, credited=credited, pen_name=pen_name)
        db.session.add(one)
        db.session.commit()
        return int(one.id)


def wish(site: Site, id: int, credited: str) -> None:
    """Let somebody choose otherwise, without renewing pages that are kept."""
    with site.app.app_context():
        db.session.get_one(User, id).credited = credited
        db.session.commit()


def test_an_older_translation_says_so_and_leads_to_its_source(site: Site) -> None:
    pair = begin(site)
    assert not site.get(pair.arabic, status=200).all(".older")
    change(site, pair.id)
    page = site.get(pair.arabic)
    assert page.attributes(".older time", "datetime")
    assert page.attributes(".older a", "href") == [pair.english]
    assert page.attributes(".older a", "hreflang") == ["en"]
    assert page.attributes(".older bdi", "lang") == ["en"]
    assert not site.get(pair.english, status=200).all(".older")
    change(site, pair.id, "ar", ARABIC.replace("3", "4"))
    assert not site.get(pair.arabic).all(".older")


def test_the_source_may_be_arabic(site: Site) -> None:
    pair = begin(site, "ar")
    change(site, pair.id, "ar", ARABIC.replace("3", "4"))
    page = site.get(pair.english, status=200)
    assert page.texts(".older a") == ["Read the original in العربية"]
    assert page.attributes(".older a", "href") == [pair.arabic]


def test_a_translation_published_without_the_latest_changes_says_so(site: Site) -> None:
    pair = begin(site)
    change(site, pair.id)
    change(site, pair.id, "ar", ARABIC.replace("الأحد", "الاثنين"))
    assert site.get(pair.arabic).all(".older")


def test_an_answer_renews_the_page_that_is_kept(site: Site) -> None:
    pair = begin(site)
    change(site, pair.id)
    assert site.get(pair.arabic).all(".older")
    with site.app.app_context():
        state.answer(text(pair.id, "ar"), ["The school has 4 rooms."], False, None, confirmed=True)
        db.session.commit()
    assert not site.get(pair.arabic).all(".older")


def test_an_older_page_says_so(site: Site) -> None:
    with site.app.app_context():
        page = db.session.query(Page).filter_by(key="about").one()
        source = texts.text_of(page, page.source_language)
        words = texts.latest_words(source)
        texts.save(source, {"body": words.body + "<p>One more paragraph.</p>"})
        texts.publish(source)
        of, other = page.source_language, "ar" if page.source_language == "en" else "en"
        db.session.commit()
    found = site.get(f"/{other}/about", status=200)
    assert found.attributes(".older a", "href") == [f"/{of}/about"]
    assert not site.get(f"/{of}/about").all(".older")


def translator_of(site: Site, path: str) -> Any:
    """What the page tells machines of who translated it."""
    nodes = json.loads(site.get(path).all("script[type='application/ld+json']")[0].to_text())
    return next(one for one in nodes["@graph"] if one["@type"] == "NewsArticle").get("translator")


def test_translator_and_reviewer_are_named_as_they_wish(site: Site) -> None:
    layla, omar = user(site, "Layla", "pen", "أم سامي"), user(site, "Omar", "name")
    pair = begin(site, user_id=layla, published_by=omar, approved=omar)
    said = site.get(pair.arabic).texts(".credits")[0]
    assert "أم سامي" in said
    assert "Omar" in said
    assert "Layla" not in site.get(pair.arabic).text
    assert translator_of(site, pair.arabic) == {"@type": "Person", "name": "أم سامي"}
    assert not site.get(pair.english).all(".credits")
    assert translator_of(site, pair.english) is None


def test_nobody_is_named_who_did_not_choose_it(site: Site) -> None:
    layla = user(site, "Layla")
    pair = begin(site, user_id=layla, published_by=layla, approved=layla)
    assert not site.get(pair.arabic).all(".credits")


def test_whoever_mends_a_comma_is_not_the_translator(site: Site) -> None:
    layla, omar = user(site, "Layla", "name"), user(site, "Omar", "name")
    pair = begin(site, user_id=layla, published_by=omar)
    with site.app.app_context():
        arabic = text(pair.id, "ar")
        texts.save(arabic, {"body": ARABIC.replace("الأحد", "الاثنين")}, omar)
        texts.publish(arabic, user_id=omar)
        db.session.commit()
    assert "Layla" in site.get(pair.arabic).texts(".credits")[0]
    with site.app.app_context():
        arabic = text(pair.id, "ar")
        texts.save(arabic, {"body": "<p>كل شيء مكتوب من جديد.</p><p>وهذا أيضًا.</p>"}, omar)
        texts.publish(arabic, user_id=omar)
        db.session.commit()
    assert "Omar" in site.get(pair.arabic).texts(".credits")[0]


def translated_page(site: Site, **people: Any) -> tuple[str, str]:
    """The addresses of an evergreen page: of a translation published anew, and of its source."""
    with site.app.app_context():
        page = db.session.query(Page).filter_by(key="about").one()
        of, other = page.source_language, "ar" if page.source_language == "en" else "en"
        text = texts.text_of(page, other)
        words = {"title": "صفحة", "standfirst": "", "body": ARABIC}
        texts.save(text, words, people["user_id"])
        texts.publish(text, user_id=people["approved"], approved_by_id=people["approved"])
        db.session.commit()
    return f"/{other}/about", f"/{of}/about"


def test_a_page_names_translator_and_reviewer_like_a_story(make_site: MakeSite) -> None:
    site = make_site(page_cache_mb=0)
    layla, omar = user(site, "Layla", "pen", "أم سامي"), user(site, "Omar", "name")
    page, source = translated_page(site, user_id=layla, approved=omar)
    said = site.get(page, status=200).texts(".credits")[0]
    assert "أم سامي" in said
    assert "Omar" in said
    assert "Layla" not in site.get(page).text
    assert not site.get(source, status=200).all(".credits")
    wish(site, layla, "")
    assert "أم سامي" not in site.get(page).text
    assert "Omar" in site.get(page).texts(".credits")[0]
    wish(site, omar, "")
    assert not site.get(page).all(".credits")


def test_a_name_that_is_withdrawn_is_gone_at_once(make_site: MakeSite) -> None:
    site = make_site(page_cache_mb=0)
    layla = user(site, "Layla", "name")
    pair = begin(site, user_id=layla)
    assert "Layla" in site.get(pair.arabic).text
    wish(site, layla, "")
    assert "Layla" not in site.get(pair.arabic).text


def test_only_a_translation_asks_about_its_source(make_site: MakeSite, asked: list[str]) -> None:
    site = make_site(page_cache_mb=0)
    pair = begin(site, user_id=user(site, "Layla", "name"))
    counts = {}
    for moment in ("fresh", "older"):
        for path in (pair.english, pair.arabic):
            asked.clear()
            site.get(path, status=200)
            counts[moment, path] = len(asked)
        if moment == "fresh":
            change(site, pair.id)
    assert counts["fresh", pair.arabic] == counts["fresh", pair.english] + 1
    assert counts["older", pair.arabic] == counts["older", pair.english] + 2
