"""A saved draft is visible nowhere, whatever address is asked."""

from app.content import texts
from app.extensions import db
from app.models import Page, Story, Topic
from tests.support.pages import Site

TOKEN = "zebrafinch"  # noqa: S105  # a word that no sample text has
PLACES = [
    *(f"/{code}/{path}" for code in ("en", "ar") for path in (
        "", "stories", "feed.atom", "feed.json", "topics/military", "topics/military/feed.atom",
        "social", "coalition",
    )),
    "/sitemap-1.xml",
    "/sitemap-2.xml",
]  # fmt: skip


def draft(site: Site) -> int:
    """The id of a story that was only saved, and a live one with a change that was only saved."""
    with site.app.app_context():
        topic = db.session.query(Topic).filter_by(key="military").one()
        story = Story(source_language="en", topic_id=topic.id)
        page = Page(source_language="en", key=f"{TOKEN}-page", menu_position=1, footer_position=1)
        db.session.add_all([story, page])
        db.session.flush()
        for item in (story, page):
            words = {"title": f"{TOKEN} title", "body": f"<p>{TOKEN}</p>"}
            texts.save(texts.text_of(item, "en"), words)
        live = db.session.query(Story).filter(Story.key == "iraq-oil-wells").one()
        for text in live.texts:
            texts.save(text, {"title": f"{TOKEN} changed"})
        db.session.commit()
        return story.id


def test_a_draft_shows_nowhere(site: Site) -> None:
    id = draft(site)
    for place in PLACES:
        assert TOKEN not in site.get(place, status=200).text, place
    for path in (f"/en/stories/{id}", f"/ar/stories/{id}", f"/en/stories/{id}/{TOKEN}-title"):
        assert site.get(path).status == 404
    assert site.get(f"/en/{TOKEN}-page").status == 404
    assert site.get(f"/share/story/{id}.png").status == 404


def test_a_draft_is_not_found(site: Site) -> None:
    draft(site)
    for code in ("en", "ar"):
        assert site.get(f"/{code}/search?q={TOKEN}").all(".results li") == []
    assert site.get("/en/search?q=oil wells").all(".results li") != []
