"""Where a picture, a file or a video is used, for editors who would change or delete it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask_babel import lazy_gettext
from sqlalchemy import ColumnElement, Select, false, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from app.clock import utcnow
from app.content.store import bodies, embeds
from app.extensions import db
from app.i18n.current import current_language
from app.models import (
    Episode,
    File,
    Item,
    Media,
    Publication,
    Revision,
    Series,
    SocialPost,
    Story,
    StoryFile,
    Text,
    Video,
    WorkingCopy,
)

Kept = Media | File | Video
EMBEDDED: dict[type[Kept], str] = {Media: "picture", File: "file"}
NAMELESS = lazy_gettext("Without a title")


@dataclass(frozen=True, slots=True)
class Use:
    """Something that shows it: a story, a page, a post, a video, a topic, campaign or series.

    `live` says that readers see it there now or will, and `past` that they did and no longer do.
    """

    kind: str
    id: int
    title: str
    language: str = ""
    live: bool = False
    past: bool = False


def of(one: Kept) -> list[Use]:
    """Every use of a picture, a file or a video; each thing once, what readers see first."""
    found: dict[tuple[str, int], Use] = {}
    for use in (*_published(one), *_worked_on(one), *_in_bodies(one), *_elsewhere(one)):
        known = found.get((use.kind, use.id))
        if known is None or (use.live, not use.past) > (known.live, not known.past):
            found[use.kind, use.id] = use
    return sorted(found.values(), key=lambda use: (not use.live, use.past, use.kind, use.id))


def items(one: Kept) -> set[int]:
    """The ids of the stories and pages that use it, or did."""
    return {use.id for use in of(one) if use.kind in ("story", "page")}


def _published(one: Kept) -> Iterator[Use]:
    rows = db.session.execute(
        select(Publication, Revision.title, Revision.body)
        .join(Revision, Revision.id == Publication.revision_id)
        .where(_in_publication(one))
    )
    now = utcnow()
    for publication, title, body in rows:
        if _shows(one, publication, body):
            past = publication.ends_at is not None and publication.ends_at <= now
            named = title or str(NAMELESS)
            yield Use(
                publication.type,
                publication.item_id,
                named,
                publication.language,
                live=not past,
                past=past,
            )


def _in_publication(one: Kept) -> ColumnElement[bool]:
    """Whether a publication may show it, as far as the database can tell."""
    within = _within(one, Revision.body)
    if isinstance(one, Media):
        return or_(Publication.media_id == one.id, within)
    if isinstance(one, Video):
        return Publication.video_id == one.id
    return or_(Publication.item_id.in_(_offering()), within)


def _offering() -> Select[int]:
    """Stories that have offered files: their publications list them in a column of JSON."""
    return select(Publication.item_id).where(Publication.file_ids.is_not(None))


def _within(one: Kept, body: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    kind = EMBEDDED.get(type(one))
    return body.contains(f"[[{kind}:") if kind else false()


def _shows(one: Kept, publication: Publication, body: str) -> bool:
    if isinstance(one, Media) and publication.media_id == one.id:
        return True
    if isinstance(one, Video):
        return True
    if isinstance(one, File) and one.id in publication.file_ids:
        return True
    return one.id in embeds.ids(body, EMBEDDED[type(one)])


def _worked_on(one: Kept) -> Iterator[Use]:
    """Stories and pages that will show it once what is written now is published."""
    rows = db.session.execute(
        select(Item, Text.language, WorkingCopy.title, WorkingCopy.body)
        .join(Text, Text.item_id == Item.id)
        .join(WorkingCopy, WorkingCopy.text_id == Text.id)
        .where(_within(one, WorkingCopy.body), Item.taken_down_at.is_(None))
    )
    for item, language, title, body in rows:
        if one.id in embeds.ids(body, EMBEDDED[type(one)]):
            yield Use(item.type, item.id, title or str(NAMELESS), language)
    chosen = db.session.execute(_choosing(one)).scalars().all()
    titles = title_of(chosen)
    yield from (Use("story", id, titles[id]) for id in chosen)


def _choosing(one: Kept) -> Select[int]:
    """The stories whose details name it."""
    if isinstance(one, File):
        return select(StoryFile.item_id).where(StoryFile.file_id == one.id)
    column = Story.media_id if isinstance(one, Media) else Story.video_id
    return select(Story.item_id).where(column == one.id)


def title_of(ids: Iterable[int]) -> dict[int, str]:
    """A title of each item for editors, in the language of the desk where there is one.

    Of what is worked on, else of what was written last.
    """
    wanted, here = list(ids), current_language().code
    titles = {id: str(NAMELESS) for id in wanted}
    for words in (Revision, WorkingCopy):
        rows = db.session.execute(
            select(Text.item_id, Text.language, words.title)
            .join(words, words.text_id == Text.id)
            .where(Text.item_id.in_(wanted), words.title != "")
            .order_by(words.text_id.desc(), *([Revision.id] if words is Revision else []))
        ).all()
        ours = [row for row in rows if row.language == here]
        titles |= {row.item_id: row.title for row in [*rows, *ours]}
    return titles


def _in_bodies(one: Kept) -> Iterator[Use]:
    """Topics, campaigns, series and episodes in whose long text it stands."""
    embed = EMBEDDED.get(type(one))
    for body in bodies.holding(embed, one.id) if embed else ():
        title = next(iter(body.row.title.values()), str(NAMELESS))
        yield Use(body.kind, body.row.id, title, live=True)


def _elsewhere(one: Kept) -> Iterator[Use]:
    """Posts that show a picture, videos that begin with it, and episodes that are a video."""
    if isinstance(one, Media):
        posts = select(SocialPost).filter_by(media_id=one.id)
        for post in db.session.execute(posts).scalars():
            yield Use("post", post.id, post.text[:80], post.language, live=True)
        for video in db.session.execute(select(Video).filter_by(poster_id=one.id)).scalars():
            yield Use("video", video.id, name_of(video))
    if isinstance(one, Video):
        episodes = select(Episode, Series).join(Series).where(Episode.video_id == one.id)
        for episode, series in db.session.execute(episodes):
            title = next(iter({**series.title, **episode.title}.values()), str(NAMELESS))
            yield Use("episode", episode.id, title, live=True)


def name_of(one: Kept) -> str:
    """What editors know it by: a title or alt text, else the name that it came with."""
    words = one.alt if isinstance(one, Media) else one.title
    return next(iter(words.values()), "") or one.original_name or f"{one.id}"
