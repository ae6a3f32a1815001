"""What a translation accounts for after it was written: the source of now, where it was changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from app.content.translation.aligning import aligned
from app.content.translation.freshness import Former, Made, freshness
from app.content.translation.identity import MOST_SEARCHED, Paragraph, contains, holder

MOST_LOOSE = 200  # paragraphs of the source of which it is asked what they were cut off from
Links = dict[str, tuple[str, ...]]


def followed(
    made: Made,
    source: Sequence[Paragraph],
    before: Sequence[Paragraph],
    after: Sequence[Paragraph],
    settled: Collection[str] = (),
    links: Mapping[str, Sequence[str]] | None = None,
) -> Made:
    """What a translation is made from, now that its paragraphs `before` are these `after`.

    A paragraph that is new or says something else was made from the source of now. One that was
    left alone still accounts for what it did. `links` where it is known which was made from which.
    """
    known = {id: tuple(ids) for id, ids in (links or {}).items()}
    was = {one.id: one.key for one in before}
    written = {one.id for one in after if was.get(one.id) != one.key}
    links = _links(made, source, before, after, written) if links is None else known
    touched = {id for own in written for id in links.get(own, ())}
    return replace(
        made,
        paragraphs=_accounted(made, source, links, touched, settled),
        links=links,
        apart=made.apart - touched,
        extra=_extra(made, after, {own for own in written if links.get(own)}),
    )


def _extra(made: Made, after: Sequence[Paragraph], placed: Collection[str]) -> Former:
    """What still has nothing beside it in the source, since nobody wrote it anew from that."""
    ids = {one.id for one in after} - {*placed}
    return {id: text for id, text in made.extra.items() if id in ids}


def _accounted(
    made: Made,
    source: Sequence[Paragraph],
    links: Links,
    touched: set[str],
    settled: Collection[str],
) -> tuple[Paragraph, ...]:
    state = freshness(made.paragraphs, source, settled)
    row = {one.id: one.row for one in made.paragraphs}
    said = {id for ids in links.values() for id in ids}
    now = []
    for one in source:
        if one.id in touched or (one.id not in state.stale and one.id in said):
            now.append(one)
        elif state.stale.get(one.id):
            now.append(Paragraph(one.id, state.stale[one.id], row.get(one.id, "")))
    left = [Paragraph(id, was, row[id]) for id, was in state.gone.items() if id in said]
    return (*now, *left)


def _links(
    made: Made,
    source: Sequence[Paragraph],
    before: Sequence[Paragraph],
    after: Sequence[Paragraph],
    written: Collection[str],
) -> Links:
    """The ids of the source by those of the translation, in its order."""
    known = {one.id for one in (*source, *made.paragraphs)}
    links = {
        one.id: tuple(id for id in made.links[one.id] if id in known)
        for one in after
        if one.id in made.links
    }
    _parted(links, made.links, before, after)
    _joined(links, made.links, before, after, known)
    links = _at_home(made, source, spread(made, source, links))
    _inferred(
        links, source, [one for one in after if one.id in written or one.id not in made.extra]
    )
    return {one.id: links[one.id] for one in after if links.get(one.id)}


def _at_home(made: Made, source: Sequence[Paragraph], links: Links) -> Links:
    """`links`, where what was joined with another paragraph of the source is that one now.

    Once this is saved nobody knows the former paragraph any more.
    """
    here = {one.id for one in source}
    left = [one for one in made.paragraphs if one.key and one.id not in here]
    joined = {one.id: holder(source, one.key) for one in left}
    homes = {id: found.id for id, found in joined.items() if found is not None}
    return {
        own: tuple(dict.fromkeys(homes.get(id, id) for id in ids)) for own, ids in links.items()
    }


def spread(made: Made, source: Sequence[Paragraph], links: Mapping[str, Sequence[str]]) -> Links:
    """`links`, with what was cut off a paragraph of the source since, where that was linked."""
    was = {one.id: one.key for one in made.paragraphs}
    said = {id for ids in links.values() for id in ids}
    loose = [one for one in source if one.id not in said and len(one.key) > 1][:MOST_LOOSE]
    found: Links = {}
    for id, ids in links.items():
        wholes = [was[each] for each in ids if each in was]
        cut_off = [one.id for one in loose if any(contains(whole, one.key) for whole in wholes)]
        found[id] = (*ids, *cut_off)
        loose = [one for one in loose if one.id not in cut_off]
    return found


def _parted(
    links: Links,
    earlier: Mapping[str, Sequence[str]],
    before: Sequence[Paragraph],
    after: Sequence[Paragraph],
) -> None:
    """What was cut off a paragraph of the translation was made from the same."""
    for one in after:
        if one.id not in links and len(one.key) > 1:
            found = holder([old for old in before if old.id in earlier], one.key)
            if found is not None:
                links[one.id] = tuple(earlier[found.id])


def _joined(
    links: Links,
    earlier: Mapping[str, Sequence[str]],
    before: Sequence[Paragraph],
    after: Sequence[Paragraph],
    known: Collection[str],
) -> None:
    """What was joined to a paragraph of the translation brings what it was made from."""
    ids = {one.id for one in after}
    if sum(len(one.key) for one in after) > MOST_SEARCHED:
        return
    for old in before:
        if old.id in ids or old.id not in earlier or len(old.key) < 2:
            continue
        home = next((one for one in after if contains(one.key, old.key)), None)
        if home is not None:
            wanted = dict.fromkeys([*links.get(home.id, ()), *earlier[old.id]])
            links[home.id] = tuple(id for id in wanted if id in known)


def _inferred(links: Links, source: Sequence[Paragraph], after: Sequence[Paragraph]) -> None:
    """Between paragraphs whose source is known, the rest by their order and length."""
    place = {one.id: at for at, one in enumerate(source)}
    said = {id for ids in links.values() for id in ids}
    run: list[Paragraph] = []
    begin = 0
    for one in [*after, None]:
        if one is not None and one.id not in links:
            run.append(one)
            continue
        places = [place[id] for id in links.get(one.id, ()) if id in place] if one else []
        end = min(places) if places else len(source)
        if one is None or places:
            _fill(links, run, [each for each in source[begin:end] if each.id not in said])
            run, begin = [], max(begin, max(places) + 1 if places else end)


def _fill(links: Links, run: Sequence[Paragraph], free: Sequence[Paragraph]) -> None:
    if not run or not free:
        return
    found = aligned([one.text for one in free], [one.text for one in run])
    for one, places in zip(run, found, strict=True):
        if places:
            links[one.id] = tuple(free[at].id for at in places)
