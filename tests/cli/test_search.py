"""`flask search rebuild`: the index made anew."""

from datetime import UTC, datetime

from flask import Flask

from app.extensions import db
from app.search import Document, find, put
from tests.support.homes import command

NOW = datetime(2022, 9, 30, tzinfo=UTC)


def test_a_rebuild_forgets_what_is_no_longer_there(app: Flask) -> None:
    with app.app_context():
        put(Document("story", "1", "en", "Gone", "", "/en/stories/1/gone"))
        db.session.commit()
    assert "0 documents are indexed." in command(app, "search", "rebuild")
    with app.app_context():
        assert find("gone", "en", NOW).total == 0
