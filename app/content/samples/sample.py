"""The sample content: read from readable files in one folder, loaded once, removed whole.

The format is described in sample/README.md. What is already there, by its key, is left as it is,
so that loading again changes nothing, and nothing that an editor changed.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select, update

from app import search
from app.config import ROOT
from app.content import facts, indexing, site
from app.content.samples import sample_rows as rows
from app.extensions import db
from app.models import (
    Campaign,
    Fact,
    Item,
    Member,
    Notice,
    Passage,
    Publication,
    Redirect,
    Region,
    Series,
    SocialAccount,
    SocialPost,
    Story,
    Topic,
)

FOLDER = ROOT / "sample"
Loader = Callable[[rows.Row], None]


class SampleError(ValueError):
    """A file of the sample that cannot be used; its text names the file and says why."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to load: the file that holds it, and what loads it."""

    file: Path
    load: Callable[[], None]


def steps(folder: Path = FOLDER) -> list[Step]:
    """What there is to load, in the order in which one thing needs another."""
    return [
        *_each(folder / "facts.toml", "fact", rows.fact),
        Step(folder / "facts.csv", lambda: rows.figures(_csv(folder / "facts.csv"))),
        _whole(folder / "regions.toml", rows.regions),
        *_rows(folder / "members.csv", rows.member),
        *_each(folder / "topics.toml", "topic", rows.topic),
        *_each(folder / "campaigns.toml", "campaign", rows.campaign),
        *_each(folder / "series.toml", "series", rows.series),
        *(_whole(file, rows.page) for file in sorted((folder / "pages").glob("*.toml"))),
        # The files stand in the page's order, newest first; the oldest gets the lowest number.
        *(_whole(file, rows.story) for file in reversed(_stories(folder))),
        *_each(folder / "social.toml", "account", rows.account),
        *reversed(_each(folder / "social.toml", "post", rows.post)),
        *_each(folder / "notices.toml", "notice", rows.notice),
        _whole(folder / "home.toml", rows.passages),
        *_each(folder / "redirects.toml", "redirect", rows.redirect),
    ]


def _stories(folder: Path) -> list[Path]:
    return sorted((folder / "stories").glob("*.toml"))


def load(progress: Callable[[Step], None], folder: Path = FOLDER) -> None:
    """Load what is not there yet, `progress` after each step; SampleError names the file."""
    for step in steps(folder):
        try:
            step.load()
        except (KeyError, ValueError) as error:
            raise SampleError(f"{step.file.name}: {error}") from error
        db.session.flush()
        progress(step)
    _note_lead()
    site.changed()


def _whole(file: Path, load: Loader) -> Step:
    """A step for a file that holds one thing."""
    return Step(file, lambda: load(_toml(file)))


def _each(file: Path, name: str, load: Loader) -> list[Step]:
    """A step for each table `[[name]]` of a file."""
    return [Step(file, partial(load, row)) for row in _toml(file).get(name, [])]


def _rows(file: Path, load: Loader) -> list[Step]:
    """A step for each row of a table of comma-separated values."""
    return [Step(file, partial(load, row)) for row in _csv(file)]


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise SampleError(f"{file.name}: {error}") from error


def _csv(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _note_lead() -> None:
    """The readout leads, as on the page from which the sample comes, unless an editor chose."""
    state = site.state()
    if state.lead_story_id is None:
        key = _toml(_stories(FOLDER)[0])["key"]
        state.lead_story_id = db.session.execute(select(Story.item_id).filter_by(key=key)).scalar()


def unload() -> int:
    """Remove all sample content and return how many things it was. Does not commit.

    What editors wrote stays; where it pointed to a sample topic or campaign it points to none.
    """
    for model, column in ((Topic, "topic_id"), (Campaign, "campaign_id"), (Series, "series_id")):
        gone = select(model.id).where(model.sample)
        for holder in (Story, Publication):
            pointing = getattr(holder, column).in_(gone)
            db.session.execute(update(holder).where(pointing).values({column: None}))
    removed = 0
    for sampled in (
        *(Notice, SocialPost, SocialAccount, Item, Topic, Campaign, Series),
        *(Member, Region, Fact, Passage, Redirect),
    ):
        removed += db.session.connection().execute(delete(sampled).where(sampled.sample)).rowcount
    db.session.expire_all()
    facts.forget()
    search.rebuild(indexing.documents(), lambda _done: None)
    site.changed()
    return removed
