"""What is kept beside the words of each save: ids of paragraphs, and what a translation follows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from app.content.lifecycle.wording import Words, of_revision
from app.content.translation import answers, following, freshness, turned
from app.content.translation.freshness import Freshness, Made
from app.content.translation.identity import Paragraph, carried
from app.content.translation.likeness import fingerprint, key
from app.content.translation.rebuilding import Rebuilt
from app.content.translation.segments import segments
from app.content.translation.units import Units, is_line, is_optional, paragraph_ids, units
from app.extensions import db
from app.models import Revision, Text

REMEMBERED = 20  # revisions in which a paragraph that comes back is looked for
# Languages of one form are saved one after another: what was saved with it is not newer.
SAME_SAVE = timedelta(seconds=10)


def marked(
    text: Text, before: Words, now: Words, source: Words | None, known: Rebuilt | None = None
) -> Words:
    """`now` with its marks, saved over `before`; `source` are the words it is translated from.

    `known` says which paragraph is which where it was put together from its units.
    """
    texts = segments(now.body)
    was = units(before)
    ids = [one.id for one in was.body]
    if known is not None and len(known.paragraphs) == len(texts):
        ids = list(known.paragraphs)
    elif [key(one) for one in texts] != [one.key for one in was.body]:
        ids = carried(was.body, texts, _retired(text, was))
    now = replace(now, paragraphs=tuple(ids), made={})
    if source is None:
        return now
    made = made_of(text, before)
    links = known.links if known is not None and ids == list(known.paragraphs) else None
    settled = answers.settled(text.id, confirmed=True)  # what is only said stays to be seen
    followed = _followed(made, units(source), was, units(now), settled, links)
    return replace(now, made=replace(followed, of=text.item.source_language).as_json())


def made_of(text: Text, words: Words) -> Made:
    """What these words of a text were made from.

    Where nobody kept it, from the source as it stood when they were saved.
    """
    kept = turned.kept(text.item, words)
    if kept or not (words.title or words.body):
        return freshness.from_json(kept)
    then = _source_then(text, words)
    return aligned(units(then), units(words)) if then else Made()


def aligned(source: Units, translation: Units) -> Made:
    """What a translation was made from of which nobody kept it, if that was all of this source."""
    return _followed(Made(), source, Units((), ()), translation, ())


def marks_of(text: Text, words: Words) -> Words:
    """`words` with what they were made from in the language that is the source now."""
    if not text.item.began_in or text.language == text.item.source_language:
        return words
    made = replace(made_of(text, words), of=text.item.source_language)
    return replace(words, made=made.as_json())


def behind(text: Text, words: Words, source: Words | None) -> tuple[int, int]:
    """How many units of these words do not follow `source`, and of how many it is only said and
    not confirmed that they need not, also against an editor; none for a text without words."""
    if source is None or not (words.title or words.body):
        return 0, 0
    made, of, said = made_of(text, words), units(source), answers.waiting(text.id).keys()
    count = _count(older(made, of, answers.settled(text.id)))
    if not said:
        return count, 0
    confirmed = answers.settled(text.id, confirmed=True)
    return count, _count(older(made, of, confirmed)) - _count(older(made, of, confirmed | said))


def _count(found: Freshness) -> int:
    return len(found.stale) + len(found.gone)


def older(made: Made, source: Units, settled: Collection[str] = ()) -> Freshness:
    """Which units of a source a translation does not follow, and which there are no more."""
    of_body = [one for one in made.paragraphs if not is_line(one.id)]
    body = freshness.freshness(of_body, source.body, settled)
    was = {one.id: one.text for one in made.paragraphs if is_line(one.id)}
    now = {one.id: one.text for one in source.lines if one.text}
    stale = {
        id: was.get(id, "")
        for id, text in now.items()
        if (id in was or not is_optional(id)) and key(was.get(id, "")) != key(text)
    }
    gone = {id: text for id, text in was.items() if id not in now and not is_optional(id)}
    changed = Freshness(
        {id: former for id, former in stale.items() if fingerprint(now[id]) not in settled}
        | body.stale,
        {id: former for id, former in gone.items() if fingerprint(former) not in settled}
        | body.gone,
    )
    return _at_odds(changed, made, source, settled)


def _at_odds(changed: Freshness, made: Made, source: Units, settled: Collection[str]) -> Freshness:
    """`changed`, with what did not say the same when the two changed places."""
    now = {one.id: one.text for one in source.all}
    odd = {id for id in made.apart if id in now and fingerprint(now[id]) not in settled}
    more = {
        id: text
        for id, text in made.extra.items()
        if id not in now and fingerprint(text) not in settled
    }
    return Freshness(
        dict.fromkeys(odd, "") | changed.stale,
        changed.gone | more,
        frozenset((odd - changed.stale.keys()) | more.keys()),
    )


def _followed(
    made: Made,
    source: Units,
    before: Units,
    after: Units,
    settled: Collection[str],
    links: Mapping[str, Sequence[str]] | None = None,
) -> Made:
    of_body = replace(
        made,
        paragraphs=tuple(one for one in made.paragraphs if not is_line(one.id)),
        links={id: ids for id, ids in made.links.items() if not is_line(id)},
        extra={id: text for id, text in made.extra.items() if not is_line(id)},
    )
    body = following.followed(of_body, source.body, before.body, after.body, settled, links)
    lines = tuple(_lines(made, source, before, after, settled))
    written = _written(before, after)
    return replace(
        body,
        paragraphs=(*lines, *body.paragraphs),
        apart=body.apart - written,
        extra={**_extra_lines(made, after), **body.extra},
    )


def _written(before: Units, after: Units) -> set[str]:
    """The lines that say something else."""
    earlier = {one.id: one.key for one in before.lines}
    return {line.id for line in after.lines if line.text and earlier.get(line.id, ()) != line.key}


def _extra_lines(made: Made, after: Units) -> dict[str, str]:
    there = {line.id for line in after.lines if line.text}
    return {id: text for id, text in made.extra.items() if is_line(id) and id in there}


def _lines(
    made: Made, source: Units, before: Units, after: Units, settled: Collection[str]
) -> Iterator[Paragraph]:
    """What the lines of a translation account for: of its own name in the source."""
    was = {one.id: one for one in made.paragraphs}
    earlier = {one.id: one.key for one in before.lines}
    now = {one.id: one for one in source.lines if one.text}
    for line in after.lines:
        if not line.text:
            continue
        known, wanted = was.get(line.id), now.get(line.id)
        touched = earlier.get(line.id, ()) != line.key or (known is None and wanted is not None)
        same = known is not None and wanted is not None and known.key == wanted.key
        answered = wanted is not None and fingerprint(wanted.text) in settled
        if wanted is not None and (touched or same or answered):
            yield wanted
        elif known is not None and not (touched and wanted is None):
            yield known


def _retired(text: Text, now: Units) -> Iterator[Paragraph]:
    """Paragraphs that the text had in its latest revisions and has no more; asked for if needed."""
    rows = db.session.execute(
        select(Revision.body, Revision.paragraphs)
        .where(Revision.text_id == text.id)
        .order_by(Revision.id.desc())
        .limit(REMEMBERED)
    ).all()
    found = {one.id: one for one in now.body}
    for body, kept in rows:
        texts = segments(body)
        for id, each in zip(paragraph_ids(kept, texts), texts, strict=True):
            found.setdefault(id, Paragraph(id, each))
    here = {one.id for one in now.body}
    yield from (one for id, one in found.items() if id not in here)


def _source_then(text: Text, words: Words) -> Words | None:
    """The words of the source when these were saved; its first ones where it was saved later."""
    source = select(Text.id).filter_by(item_id=text.item_id, language=text.item.source_language)
    rows = select(Revision).where(Revision.text_id.in_(source))
    if words.saved_at is not None:
        until = rows.where(Revision.created_at <= words.saved_at + SAME_SAVE)
        found = db.session.execute(until.order_by(Revision.id.desc()).limit(1)).scalar()
        if found is not None:
            return of_revision(found)
    first = db.session.execute(rows.order_by(Revision.id).limit(1)).scalar()
    return of_revision(first) if first else None
