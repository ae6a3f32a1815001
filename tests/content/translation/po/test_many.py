"""Many stories at once: what is read of them is read together."""

from __future__ import annotations

from collections.abc import Callable

import polib

from app.content import texts
from app.content.translation.po import sources
from app.content.translation.po.exporting import export
from app.content.translation.po.memory import Memory
from app.content.translation.po.planning import plan
from app.content.translation.po.things import Thing
from app.content.translation.turning import turn
from app.extensions import db
from app.models import Item
from tests.content.conftest import MakeStory
from tests.content.translation.po.conftest import ARABIC, ENGLISH, body

EACH = 1  # statement a story: whether somebody said that something need not change


def some(make_story: MakeStory, count: int) -> None:
    """Stories with translations, every other one published."""
    for at in range(count):
        live = at % 2 == 0
        english = make_story("en", live=False)
        texts.save(english, {"title": f"Title {at}", "body": body(ENGLISH)})
        arabic = make_story("ar", live=False, story=english.item)
        texts.save(arabic, {"title": f"عنوان {at}", "body": body(ARABIC)})
        if live:
            texts.publish_together([english, arabic])
    db.session.flush()


def asked_for(asked: list[str], what: Callable[[], object]) -> int:
    """How many statements something takes in a session that has read nothing."""
    db.session.expunge_all()
    asked.clear()
    what()
    return len(asked)


def everything(source: str = "en", language: str = "ar") -> list[Thing]:
    """All stories."""
    return sources.chosen(source, language, sources.Wanted(everything=True))


def test_statements_do_not_grow_with_the_stories(make_story: MakeStory, asked: list[str]) -> None:
    counts = []
    for more in (2, 6):
        some(make_story, more)
        db.session.commit()
        data = export(everything(), "en", "ar")
        catalogs = [("a.po", data.data)] if data.name.endswith(".po") else [(data.name, data.data)]
        db.session.commit()
        planned = lambda files=catalogs: plan(files, "ar")  # noqa: E731  # one of three alike
        counts.append(
            [
                asked_for(asked, lambda: Memory("en", "ar")),
                asked_for(asked, everything) - EACH * len(everything()),
                asked_for(asked, planned) - EACH * len(everything()),
            ]
        )
    assert counts[0] == counts[1]


def test_nor_with_those_that_were_turned_round(make_story: MakeStory, asked: list[str]) -> None:
    counts = []
    for more in (2, 6):
        some(make_story, more)
        for item in db.session.query(Item).filter_by(source_language="en"):
            turn(item, "ar", user_id=None, publishes=True)
        db.session.commit()
        turned = lambda: everything("ar", "en")  # noqa: E731  # one of two alike
        counts.append(
            [
                asked_for(asked, lambda: Memory("ar", "en")),
                asked_for(asked, turned) - EACH * len(turned()),
            ]
        )
    assert counts[0] == counts[1]


def test_two_names_of_one_story_are_both_found(make_story: MakeStory) -> None:
    some(make_story, 1)
    (one,) = everything()
    keys = [("story", one.id), ("story", f"0{one.id}"), ("page", one.id), ("story", "0")]
    found = sources.things(dict.fromkeys(keys, ("en", "ar")))
    assert [(key, each.id) for key, each in found.items()] == [(key, one.id) for key in keys[:2]]


def test_what_was_taken_down_is_not_read_ahead(make_story: MakeStory) -> None:
    some(make_story, 2)
    first = everything()[0]
    file = polib.pofile(export([first], "en", "ar").data.decode())
    texts.take_down(db.session.get_one(Item, int(first.id)), None, "reason")
    assert first.id not in [one.id for one in everything()]
    assert not plan([("a.po", str(file).encode())], "ar").things
    found = Memory("en", "ar").find(ENGLISH[0])
    assert found is not None
    assert found.where != f"story/{first.id}"
