"""The migrations in both directions, with content in the tables."""

import logging
from collections.abc import Iterator

import flask_migrate
import pytest
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import inspect, text

from app.extensions import db
from app.models import Answer, Handout, Item, Suggestion, Text
from tests.conftest import MakeHome
from tests.support.homes import Home, close

NEWEST = 3  # steps which keep what the desk wrote before


@pytest.fixture
def app(make_home: MakeHome, sample_home: Home) -> Iterator[Flask]:
    """The sample content, and rows of the kinds that it has none of."""
    app = make_home(sample_home).app()
    with app.app_context():
        logging.getLogger("alembic").setLevel(logging.WARNING)
        _fill()
        yield app
        db.session.remove()
    close(app)


def _fill() -> None:
    """What a step down could stumble over: two answers for one paragraph, a file that is out."""
    words = db.session.query(Text).join(Item).filter(Item.type == "story").first()
    assert words is not None
    for confirmed in (True, False):
        given = {"needed": confirmed, "confirmed": confirmed}
        db.session.add(Answer(text_id=words.id, fingerprint="f" * 64, **given))
    about = {"subject": "story", "subject_id": str(words.item_id), "language": "ar"}
    db.session.add(Suggestion(**about, unit="title", source="One", translation="واحد", file="a.po"))
    db.session.add(Handout(token="t" * 8, source_language="en", language="ar"))
    db.session.commit()


def revisions() -> list[str]:
    """The names of all migrations, the newest first."""
    config = flask_migrate.Config("migrations/alembic.ini")
    config.set_main_option("script_location", "migrations")
    return [one.revision for one in ScriptDirectory.from_config(config).walk_revisions()]


def now() -> str | None:
    """The migration at which the database is."""
    with db.engine.connect() as connection:
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def down_and_up(steps: int) -> None:
    """Down one by one, up again, and nothing that the models have is missing then."""
    names = [*revisions(), None]
    assert now() == names[0]
    for name in names[1 : steps + 1]:
        flask_migrate.downgrade(revision="-1")
        assert now() == name
    flask_migrate.upgrade()
    assert now() == names[0]
    flask_migrate.check()


@pytest.mark.usefixtures("app")
def test_the_newest_can_be_taken_back_and_brought_again() -> None:
    stories = db.session.query(Item).count()
    db.session.rollback()
    down_and_up(NEWEST)
    assert db.session.query(Item).count() == stories > 0
    (answer,) = db.session.query(Answer).filter_by(fingerprint="f" * 64)
    assert answer.needed, "the editor's"


@pytest.mark.usefixtures("app")
def test_all_can_be_taken_back_and_brought_again() -> None:
    down_and_up(len(revisions()))
    assert db.session.query(Item).count() == 0
    assert inspect(db.engine).has_table("answer")
