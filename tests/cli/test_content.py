"""The operator's commands for content: loaded once, removed whole, the same bulk each time."""

import hashlib
from collections.abc import Callable

from flask import Flask

from app import create_app
from app.config import Settings
from app.extensions import db
from app.models import Topic
from tests.conftest import MakeApp, MakeHome
from tests.support.homes import Home, close, command
from tests.support.pages import Site


def dump(app: Flask) -> dict[str, int]:
    """Number of rows of each table, without the search index and what counts changes."""
    left_out = {"site_state", "search_document", "alembic_version"}
    with app.app_context():
        return {
            table.name: db.session.query(table).count()
            for table in db.metadata.sorted_tables
            if table.name not in left_out
        }


def test_loading_again_changes_nothing(
    make_app: MakeApp, make_home: MakeHome, sample_home: Home
) -> None:
    app = make_app(home=make_home(sample_home))
    before = dump(app)
    command(app, "content", "load")
    assert dump(app) == before
    assert before["member"] == 85
    assert before["story"] == 13
    assert before["social_post"] == 12


def test_unloading_leaves_nothing_and_the_site_still_answers(
    make_app: MakeApp, make_home: MakeHome, sample_home: Home
) -> None:
    app = make_app(home=make_home(sample_home))
    assert "removed" in command(app, "content", "unload-sample")
    left = {table: rows for table, rows in dump(app).items() if rows}
    assert left.keys() <= {"known_citation"}
    site = Site(app)
    for code in ("en", "ar"):
        for path in ("", "stories", "members", "facts", "social", "coalition", "search?q=daesh"):
            site.get(f"/{code}/{path}", status=200)
        assert site.get(f"/{code}/search?q=daesh").all(".results li") == []
        assert f"/{code}/privacy" not in site.get(f"/{code}/").links


def test_the_same_bulk_each_time_in_both_languages(
    make_app: MakeApp, make_home: MakeHome, sample_home: Home
) -> None:
    prints = set()
    for _time in range(2):
        app = make_app(home=make_home(sample_home))
        command(app, "content", "generate", "25")
        site = Site(app)
        texts = [site.get(f"/{code}/stories").text for code in ("en", "ar")]
        prints.add(hashlib.sha256("".join(texts).encode()).hexdigest())
    assert len(prints) == 1
    command(app, "content", "generate", "25")
    assert dump(app)["story"] == 13 + 25


def test_bulk_needs_no_sample(make_app: MakeApp) -> None:
    app = make_app()
    command(app, "content", "generate", "3")
    assert len(Site(app).get("/ar/stories").texts("main article")) == 3


def test_the_list_pages_by_key_to_its_end(
    make_app: MakeApp, make_home: MakeHome, sample_home: Home
) -> None:
    app = make_app(home=make_home(sample_home))
    command(app, "content", "generate", "50")
    site = Site(app)
    path, seen = "/ar/stories", []
    while path:
        page = site.get(path)
        seen += page.attributes("main article h2 a, main article h3 a", "href")
        following = page.attributes("main a[rel=next]", "href")
        path = following[0] if following else ""
    assert len(seen) == len(set(seen)) == 11 + 50


def test_a_database_without_tables_is_one_line(settings: Callable[..., Settings]) -> None:
    app = create_app(settings())
    for words in (["content", "load"], ["content", "generate", "1"], ["facts", "list"]):
        done = app.test_cli_runner().invoke(args=words)
        assert done.exit_code == 1
        assert done.output.strip().splitlines()[-1].startswith("Error: The database cannot be used")
        assert "flask db upgrade" in done.output
    close(app)


def test_what_is_stored_is_clean_and_what_is_not_is_reported(site: Site) -> None:
    runner = site.app.test_cli_runner()
    assert "clean" in runner.invoke(args=["content", "check"]).output
    with site.app.app_context():
        topic = db.session.query(Topic).filter_by(key="military").one()
        topic.body = {**topic.body, "en": "<p>x</p><script>y</script>"}
        db.session.commit()
        id = topic.id
    result = runner.invoke(args=["content", "check"])
    assert result.exit_code == 1
    assert f"topic {id}: body" in result.output
