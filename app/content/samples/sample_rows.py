"""How a row of a file of the sample becomes a thing of the site, unless it is there already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import select

from app.content import citations, facts, indexing, redirects, social, texts
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

Row = Mapping[str, Any]


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


def fact(row: Row) -> None:
    """A fact, without its history."""
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


def figures(rows: Iterable[Row]) -> None:
    """The history of the facts that have none yet."""
    waiting = {key for key, fact in facts.known().items() if not fact.figures}
    for row in rows:
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


def regions(rows: Row) -> None:
    """Every region, in the order of the file: {key: title}."""
    for position, (key, title) in enumerate(rows.items()):
        if not _there(Region, key=key):
            db.session.add(Region(key=key, position=position, title=_plain(title), sample=True))


def member(row: Mapping[str, str]) -> None:
    """A member, with its names in every language."""
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


def topic(row: Row) -> None:
    """A line of effort."""
    _subject("topic", Topic, row)


def campaign(row: Row) -> None:
    """A campaign."""
    _subject("campaign", Campaign, row)


def _subject(
    kind: str, model: type[Topic | Campaign | Series], row: Row
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


def series(row: Row) -> None:
    """A series with its episodes."""
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


def _published(item: Item, row: Row, at: datetime) -> None:
    """Save and publish each language that a file has."""
    for language, words in row.items():
        if isinstance(words, dict) and "body" in words:
            text = texts.text_of(item, language)
            texts.save(text, words)
            texts.publish(text, at=at, published_at=at)


def page(row: Row) -> None:
    """A page, published in each language that its file has."""
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


def story(row: Row) -> None:
    """A story, published in each language that its file has."""
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


def account(row: Row) -> None:
    """The account that posts."""
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


def post(row: Row) -> None:
    """A post in one language."""
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


def notice(row: Row) -> None:
    """A notice with its dates."""
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


def passages(rows: Row) -> None:
    """Every passage of the page templates: {key: words}."""
    for key, words in rows.items():
        if not _there(Passage, key=key):
            body = _html(words)
            _checked(body)
            db.session.add(Passage(key=key, body=body, sample=True))


def redirect(row: Row) -> None:
    """An old path and where it leads."""
    if not _there(Redirect, path=row["path"]):
        redirects.add(row["path"], row.get("target"), sample=True)


def _moment(value: date | datetime) -> datetime:
    """A date or time of a file as an aware UTC datetime; a bare date is its noon."""
    if not isinstance(value, datetime):
        return datetime.combine(value, time(12), UTC)
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
