"""The sample content: read from readable files in one folder, loaded once, removed whole.

The format is described in sample/README.md. What is already there, by its key, is left as it is,
so that loading again changes nothing, and nothing that an editor changed.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select, update

from app import search
from app.config import ROOT
from app.content import citations, facts, indexing, redirects, site, social, texts
from app.content.sanitise import clean_text, sanitise
from app.extensions import db
from app.models import (
    Campaign,
    Episode,
    Fact,
    Item,
    Member,
    Notice,
    Page,
    Passage,
    Redirect,
    Region,
    Series,
    SocialAccount,
    SocialPost,
    Story,
    Topic,
)

FOLDER = ROOT / "sample"
Loader = Callable[[Mapping[str, Any]], None]


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
        *_each(folder / "facts.toml", "fact", _fact),
        Step(folder / "facts.csv", lambda: _figures(folder / "facts.csv")),
        _whole(folder / "regions.toml", _regions),
        *_rows(folder / "members.csv", _member),
        *_each(folder / "topics.toml", "topic", _topic),
        *_each(folder / "campaigns.toml", "campaign", _campaign),
        *_each(folder / "series.toml", "series", _series),
        *(_whole(file, _page) for file in sorted((folder / "pages").glob("*.toml"))),
        # The files stand in the page's order, newest first; the oldest gets the lowest number.
        *(_whole(file, _story) for file in reversed(_stories(folder))),
        *_each(folder / "social.toml", "account", _account),
        *reversed(_each(folder / "social.toml", "post", _post)),
        *_each(folder / "notices.toml", "notice", _notice),
        _whole(folder / "home.toml", _passages),
        *_each(folder / "redirects.toml", "redirect", _redirect),
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


def _there(model: Any, **key: str) -> bool:
    return db.session.execute(select(model).filter_by(**key)).first() is not None


def _plain(values: Mapping[str, str]) -> dict[str, str]:
    return {language: clean_text(text).strip() for language, text in values.items()}


def _html(values: Mapping[str, str]) -> dict[str, str]:
    return {language: sanitise(text).strip() for language, text in values.items()}


def _checked(texts_by_language: Mapping[str, str]) -> None:
    """ValueError where an evergreen text cites what does not exist."""
    for language, text in texts_by_language.items():
        found = citations.problems(text, None)
        if found:
            raise ValueError(f"{language}: {' '.join(found)}")
        citations.remember(text, language, None)


def _fact(row: Mapping[str, Any]) -> None:
    if _there(Fact, key=row["key"]):
        return
    db.session.add(
        Fact(
            key=row["key"],
            style=row["style"],
            position=row.get("position", 0),
            label=_plain(row["label"]),
            description=_plain(row.get("description", {})),
            counted=dict(row.get("counted", {})),
            sample=True,
        )
    )
    db.session.flush()
    facts.forget()


def _figures(file: Path) -> None:
    """The history of the facts that have none yet."""
    waiting = {key for key, fact in facts.known().items() if not fact.figures}
    for row in _csv(file):
        if row["key"] in waiting:
            facts.add_figure(
                row["key"],
                int(row["value"]),
                row["as_of"],
                row["source"],
                row.get("source_url") or "",
            )
    for key in sorted(waiting):
        indexing.fact_changed(key)


def _regions(rows: Mapping[str, Any]) -> None:
    for position, (key, title) in enumerate(rows.items()):
        if not _there(Region, key=key):
            db.session.add(Region(key=key, position=position, title=_plain(title), sample=True))


def _member(row: Mapping[str, str]) -> None:
    if _there(Member, code=row["code"]):
        return
    since, precision = facts.period(row["counted_since"]) if row["counted_since"] else (None, None)
    names = {key.removeprefix("name_"): name for key, name in row.items() if key[:5] == "name_"}
    member = Member(
        code=row["code"],
        kind=row["kind"],
        region=row["region"],
        name=_plain(names),
        since=since,
        since_precision=precision,
        sample=True,
    )
    db.session.add(member)
    db.session.flush()
    indexing.member_changed(member)


def _topic(row: Mapping[str, Any]) -> None:
    _subject("topic", Topic, row)


def _campaign(row: Mapping[str, Any]) -> None:
    _subject("campaign", Campaign, row)


def _subject(
    kind: str, model: type[Topic | Campaign | Series], row: Mapping[str, Any]
) -> Topic | Campaign | Series | None:
    """The new subject; None where it is already there."""
    if _there(model, key=row["key"]):
        return None
    subject = model(
        key=row["key"],
        position=row.get("position", 0),
        title=_plain(row["title"]),
        summary=_plain(row["summary"]),
        body=_html(row.get("body", {})),
        sample=True,
    )
    for words in (subject.title, subject.summary, subject.body):
        _checked(words)
    db.session.add(subject)
    db.session.flush()
    indexing.subject_changed(kind, subject)
    return subject


def _series(row: Mapping[str, Any]) -> None:
    series = _subject("series", Series, row)
    if series is None:
        return
    for part in row["episode"]:
        episode = Episode(
            series_id=series.id,
            number=part["number"],
            title=_plain(part["title"]),
            summary=_plain(part["summary"]),
            transcript=_html(part["transcript"]),
        )
        for words in (episode.title, episode.summary, episode.transcript):
            _checked(words)
        db.session.add(episode)
        db.session.flush()
        indexing.episode_changed(episode, series.key)


def _published(item: Item, row: Mapping[str, Any], at: datetime) -> None:
    """Save and publish each language that a file has."""
    for language, words in row.items():
        if isinstance(words, dict) and "body" in words:
            text = texts.text_of(item, language)
            texts.save(text, words)
            texts.publish(text, at=at, published_at=at)


def _page(row: Mapping[str, Any]) -> None:
    if _there(Page, key=row["key"]):
        return
    position = row.get("position", 0)
    page = Page(
        key=row["key"],
        source_language=row.get("source_language", "en"),
        label=_plain(row.get("label", {})),
        menu_position=position if row.get("in_menu") else None,
        footer_position=position if row.get("in_footer") else None,
        review_on=_moment(row["review_on"]) if "review_on" in row else None,
        sample=True,
    )
    db.session.add(page)
    db.session.flush()
    _published(page, row, _moment(row.get("date", date(2022, 9, 25))))


def _story(row: Mapping[str, Any]) -> None:
    if _there(Story, key=row["key"]):
        return
    story = Story(
        key=row["key"],
        kind=row["kind"],
        source_language=row["source_language"],
        topic_id=_id(Topic, row.get("topic")),
        campaign_id=_id(Campaign, row.get("campaign")),
        series_id=_id(Series, row.get("series")),
        place=_plain(row.get("place", {})),
        people=list(row.get("people", [])),
        sample=True,
    )
    db.session.add(story)
    db.session.flush()
    _published(story, row, _moment(row["date"]))


def _id(model: type[Topic | Campaign | Series], key: str | None) -> int | None:
    if key is None:
        return None
    found = db.session.execute(select(model.id).filter_by(key=key)).scalar()
    if found is None:
        raise ValueError(f"there is no {model.__tablename__} {key!r}")
    return found


def _account(row: Mapping[str, Any]) -> None:
    if not _there(SocialAccount, key=row["key"]):
        db.session.add(
            SocialAccount(
                key=row["key"],
                name=_plain(row["name"]),
                handle=row["handle"],
                network=row["network"],
                sample=True,
            )
        )


def _post(row: Mapping[str, Any]) -> None:
    if _there(SocialPost, group=row["group"], language=row["language"]):
        return
    text = clean_text(row["text"]).strip()
    account = select(SocialAccount.id).filter_by(key=row.get("account", "sample"))
    db.session.add(
        SocialPost(
            account_id=db.session.execute(account).scalar_one(),
            group=row["group"],
            language=row["language"],
            text=text,
            hashtags=social.folded_hashtags(text),
            address=row.get("address", ""),
            posted_at=_moment(row["date"]),
            sample=True,
        )
    )


def _notice(row: Mapping[str, Any]) -> None:
    if _there(Notice, key=row["key"]):
        return
    _checked(row["text"])
    story = row.get("link", "").removeprefix("story:")
    found = db.session.execute(select(Story.item_id).filter_by(key=story)).scalar()
    db.session.add(
        Notice(
            key=row["key"],
            text=_plain(row["text"]),
            story_id=found,
            everywhere=row.get("everywhere", False),
            starts_at=_moment(row["starts"]),
            ends_at=_moment(row["ends"]),
            sample=True,
        )
    )


def _passages(rows: Mapping[str, Any]) -> None:
    for key, words in rows.items():
        if not _there(Passage, key=key):
            body = _html(words)
            _checked(body)
            db.session.add(Passage(key=key, body=body, sample=True))


def _redirect(row: Mapping[str, Any]) -> None:
    if not _there(Redirect, path=row["path"]):
        redirects.add(row["path"], row.get("target"), sample=True)


def _moment(value: date | datetime) -> datetime:
    """A date or time of a file as an aware UTC datetime; a bare date is its noon."""
    if not isinstance(value, datetime):
        return datetime.combine(value, time(12), UTC)
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


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
    for model, column in (
        (Topic, Story.topic_id),
        (Campaign, Story.campaign_id),
        (Series, Story.series_id),
    ):
        gone = select(model.id).where(model.sample)
        db.session.execute(update(Story).where(column.in_(gone)).values({column.key: None}))
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
