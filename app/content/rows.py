"""The plain rows that the readers' room gets: what a page needs, and nothing that loads later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, Literal, TypeVar

from markupsafe import Markup

T = TypeVar("T")
Precision = Literal["year", "month", "day"]
Style = Literal["number", "year"]

# Plain texts (titles, standfirsts) have their citations already rendered; `Markup` is sanitised
# HTML with citations rendered as <data>. Whatever a reader may be shown in another language than
# the page's says so by its `language`.


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: {type: [(url path in the store, width)]}, and its words in one language."""

    width: int
    height: int
    sources: dict[str, list[tuple[str, int]]]
    alt: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Clip:
    """A video: ours (`name`) or a link (`address`); captions as {language: path in the store}."""

    name: str
    address: str
    type: str
    bytes: int
    seconds: int
    captions: dict[str, str]
    poster: Picture | None
    transcript: Markup | None


@dataclass(frozen=True, slots=True)
class Link:
    """Something with a page of its own: a topic, a campaign, a series, an account."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Card:
    """A story in a list."""

    id: int
    language: str
    kind: str  # news, video, document
    title: str
    excerpt: str  # plain, cut cleanly
    slug: str
    published_at: datetime
    updated_at: datetime
    topic: Link | None
    picture: Picture | None
    languages: tuple[str, ...]  # in which it can be read now, in the site's order
    sample: bool


@dataclass(frozen=True, slots=True)
class Download:
    """A file to download."""

    name: str
    title: str
    language: str
    type: str
    pages: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Embedded:
    """What the embeds of a text stand for, by id; what is gone is in neither."""

    pictures: Mapping[int, Picture] = field(default_factory=dict)
    files: Mapping[int, Download] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoryPage:
    """A story as a reader gets it."""

    id: int
    language: str
    kind: str
    title: str
    standfirst: str
    body: Markup
    byline: str
    slug: str
    published_at: datetime
    updated_at: datetime
    source_language: str
    translations: dict[str, str]  # {language: slug} of every published language, this one included
    topic: Link | None
    campaign: Link | None
    series: Link | None
    picture: Picture | None
    clip: Clip | None
    place: str
    people: tuple[str, ...]
    sources: tuple[dict[str, str], ...]  # {"text": …, "url": … or ""}
    corrections: tuple[Correction, ...]
    files: tuple[Download, ...]
    words: int
    sample: bool
    embedded: Embedded = Embedded()
    older: Older | None = None
    translator: str = ""  # as they wish to be named, like whoever approved the translation
    reviewer: str = ""


@dataclass(frozen=True, slots=True)
class Older:
    """A translation that does not follow its source: of when it is, and where the source is."""

    since: datetime
    source_language: str
    source_slug: str
    apart: bool = False  # since they changed places; nobody changed the source afterwards


@dataclass(frozen=True, slots=True)
class Correction:
    """A dated note on what was corrected."""

    on: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A story that does not exist in the page's language: where it does."""

    id: int
    source_language: str
    titles: dict[str, tuple[str, str]]  # {language: (slug, title)}


@dataclass(frozen=True, slots=True)
class PageText:
    """An evergreen page."""

    id: int
    key: str
    language: str
    title: str
    standfirst: str
    body: Markup
    updated_at: datetime
    reviewed_at: datetime | None
    translations: tuple[str, ...]
    source_language: str
    sample: bool
    embedded: Embedded = Embedded()
    older: Older | None = None
    translator: str = ""  # as on a story
    reviewer: str = ""


@dataclass(frozen=True, slots=True)
class PageEntry:
    """An evergreen page in one language, as the sitemap names it."""

    id: int
    key: str
    language: str
    updated_at: datetime
    source_language: str


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """A part of a list, newest first, and the key under which it goes on."""

    items: tuple[T, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class SubjectPage:
    """A topic, a campaign or a series."""

    id: int
    key: str
    language: str
    title: str
    summary: str
    body: Markup
    translations: tuple[str, ...]
    sample: bool
    embedded: Embedded = Embedded()


@dataclass(frozen=True, slots=True)
class EpisodePage:
    """An episode with its neighbours."""

    id: int
    number: int
    language: str
    series: Link
    title: str
    summary: str
    transcript: Markup
    clip: Clip | None
    translations: tuple[str, ...]
    previous: tuple[int, str] | None = None  # (number, title)
    next: tuple[int, str] | None = None
    embedded: Embedded = Embedded()


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure in a fact's history."""

    value: int
    as_of: date
    precision: Precision
    effective_from: date
    source: str
    source_url: str


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact as of today, in one language, with its history oldest first."""

    key: str
    language: str  # of its words
    style: Style
    label: str
    description: str
    counted: str  # "85 members"; the bare figure where the fact counts nothing
    noun: str  # the counted phrase without its number ("members"); the label where there is none
    current: FigureRow | None
    history: tuple[FigureRow, ...]
    sample: bool


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member, in one language; `names` has the others, for a filter in either."""

    code: str
    kind: str
    region: str
    name: str
    language: str  # of the name
    names: dict[str, str]
    since: date | None
    since_precision: Precision | None
    sample: bool


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region and its members in the language's own order."""

    key: str
    title: str
    language: str  # of the title
    members: tuple[MemberRow, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Post:
    """A post of the wall; `parts` is its text cut into runs (content/social.py)."""

    id: int
    language: str
    account: Link
    handle: str
    network: str
    parts: tuple[tuple[str, str], ...]  # (kind, text): text, break, handle, hashtag, url
    text: str
    address: str
    posted_at: datetime
    picture: Picture | None
    sample: bool


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice that is on now."""

    key: str
    text: str
    story: tuple[int, str] | None  # (id, slug), where it is published in this language
    starts_at: datetime
