"""Bulk content for trying the site at size: deterministic, in both languages, marked as sample."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from sqlalchemy import select

from app.content import facts, site, texts
from app.extensions import db
from app.models import Story, Topic
from app.models.items import KINDS

NEWEST = datetime(2022, 9, 24, 12, tzinfo=UTC)
SUBJECTS = (
    ("The school", "المدرسة"),
    ("The market", "السوق"),
    ("The library", "المكتبة"),
    ("The canal", "القناة"),
    ("The clinic", "العيادة"),
    ("The harbour", "الميناء"),
    ("The bridge", "الجسر"),
    ("The museum", "المتحف"),
)
PLACES = (
    ("in Mosul", "في الموصل"),
    ("in Basra", "في البصرة"),
    ("in Raqqa", "في الرقة"),
    ("in Ramadi", "في الرمادي"),
    ("in Sinjar", "في سنجار"),
    ("in Deir ez-Zor", "في دير الزور"),
)
SENTENCES = (
    (
        "The doors stand open again from the early morning.",
        "والأبواب مفتوحة من جديد منذ الصباح الباكر.",
    ),
    (
        "Neighbours came with paint, tools and tea.",
        "وجاء الجيران ومعهم الطلاء والأدوات والشاي.",
    ),
    (
        "What was broken is being mended, one room after another.",
        "ويجري إصلاح ما تهدّم، غرفة بعد غرفة.",
    ),
    (
        "The Coalition has [[members|count]] and supports such work.",
        "وفي التحالف [[members|count]]، وهو يدعم أعمالًا كهذه.",
    ),
    (
        "Nobody here is in a hurry, and nobody goes home early.",
        "ولا أحد هنا على عجل، ولا أحد يعود إلى بيته باكرًا.",
    ),
)


def generate(number: int) -> Iterator[int]:
    """Write stories 1 to `number` that are not there yet; each depends on its number alone.

    Gives the number of each story done, so that the caller may commit and show progress.
    """
    topics = list(db.session.execute(select(Topic.id).order_by(Topic.position)).scalars())
    there = set(
        db.session.execute(select(Story.key).where(Story.key.like("generated-%"))).scalars()
    )
    for n in range(1, number + 1):
        if f"generated-{n}" not in there:
            _write(n, topics)
        yield n
    site.changed()


def _write(n: int, topics: list[int]) -> None:
    # The same story each time is the point; nothing secret comes from this.
    chance = Random(n)  # noqa: S311  # as above
    story = Story(
        key=f"generated-{n}",
        kind=KINDS[chance.randrange(len(KINDS))],
        source_language="en",
        topic_id=topics[n % len(topics)] if topics else None,
        sample=True,
    )
    db.session.add(story)
    db.session.flush()
    at = NEWEST - timedelta(hours=6 * n)
    subject, place = chance.choice(SUBJECTS), chance.choice(PLACES)
    chosen = [chance.choice(SENTENCES[:3] + SENTENCES[4:]) for _ in range(24)]
    if _countable(at):
        chosen[chance.randrange(len(chosen))] = SENTENCES[3]
    for which, language in enumerate(("en", "ar")):
        text = texts.text_of(story, language)
        texts.save(text, _wording(n, which, subject, place, chosen))
        texts.publish(text, at=at, published_at=at)


def _countable(at: datetime) -> bool:
    """Whether the fact that the stories cite has a figure for their date."""
    members = facts.known().get("members")
    return members is not None and members.on(facts.local_date(at)) is not None


def _wording(
    n: int,
    which: int,
    subject: tuple[str, str],
    place: tuple[str, str],
    chosen: list[tuple[str, str]],
) -> dict[str, str]:
    paragraphs = [
        "<p>" + " ".join(pair[which] for pair in chosen[at : at + 6]) + "</p>"
        for at in range(0, len(chosen), 6)
    ]
    verb = ("opens again", "تفتح أبوابها من جديد")[which]
    return {
        "title": f"{subject[which]} {place[which]} {verb} ({n})",
        "standfirst": chosen[0][which] + " " + chosen[1][which],
        "body": "".join(paragraphs),
        "byline": ("Generated content", "محتوى مولَّد")[which],
    }
