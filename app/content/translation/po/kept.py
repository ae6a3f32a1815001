"""What is kept besides stories, as translators get it and as it comes back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.content.keeping import counted
from app.content.problems import ContentError
from app.content.store.subtitles import CaptionError, webvtt
from app.content.translation.kept import cues
from app.content.translation.kept.bodies import Body
from app.content.translation.kept.fields import PARTED, Field
from app.content.translation.kept.kinds import KINDS, Kind
from app.content.translation.kept.origins import keep, origins
from app.content.translation.kept.saving import Given, examples
from app.content.translation.likeness import key
from app.content.translation.po.judging import TAKEN, Change, Judged
from app.content.translation.po.things import Entry, Thing
from app.content.translation.state import State
from app.i18n.languages import get


def chosen(source: str, language: str) -> Iterator[Thing]:
    """All that is kept and has words in `source`."""
    for kind in KINDS.values():
        for row in kind.rows():
            found = thing_of(kind, row, source, language)
            if found is not None:
                yield found


def thing(subject: str, id: str, source: str, language: str) -> Thing | None:
    """What a msgctxt names; None where there is nothing, or nothing to translate."""
    kind = KINDS.get(subject)
    row = kind.find(id) if kind else None
    return thing_of(kind, row, source, language) if kind and row is not None else None


def thing_of(kind: Kind, row: Any, source: str, language: str) -> Thing | None:
    """Something kept, from one language into another."""
    if source == language:
        return None
    former = origins(kind.name, kind.id(row), source, language)
    fields = [one for one in kind.fields(row) if one.said(one.raw(row), source)]
    entries = tuple(
        entry
        for field in fields
        for entry in _entries(field, row, source, language, former.get(field.name))
    )
    if not entries:
        return None
    title = entries[0].source
    return Thing(
        kind.name, kind.id(row), title, source, language, entries, kept=True, at_once=kind.at_once
    )


def _entries(
    field: Field, row: Any, source: str, language: str, former: str | None
) -> Iterator[Entry]:
    of, said = (field.said(field.raw(row), code) for code in (source, language))
    if field.form == "html":
        yield from _paragraphs(field, Body(of, said, former))
    elif field.form == "cues":
        yield from _cues(field, of, said, former)
    elif field.form == "counted":
        yield from _counted(field, of, said, former, language)
    else:
        state = _state(of, said, former)
        yield Entry(
            field.name,
            of,
            state,
            said,
            former or "",
            lines=field.form == "text",
            most=field.most,
            what=str(field.what),
        )


def _state(source: str, translation: str, former: str | None) -> State:
    if not translation:
        return "missing"
    return "stale" if former is not None and key(former) != key(source) else "fresh"


def _paragraphs(field: Field, body: Body) -> Iterator[Entry]:
    for unit in body.beside():
        yield Entry(
            f"{field.name}/{unit.id}",
            unit.source,
            unit.state,
            unit.translation,
            unit.former,
            within=unit.within and f"{field.name}/{unit.within}",
            rich=True,
            what=str(field.what),
        )


def _cues(field: Field, of: str, said: str, former: str | None) -> Iterator[Entry]:
    here = {one.id: one.text for one in cues.cues(said)}
    was = {one.id: one.text for one in cues.cues(former or "")}
    for one in cues.cues(of):
        before, text = was.get(one.id), here.get(one.id, "")
        yield Entry(
            f"{field.name}/{one.id}",
            one.text,
            _state(one.text, text, before),
            text,
            before or "",
            lines=True,
            what=str(field.what),
        )


def _counted(
    field: Field, of: str, said: str, former: str | None, language: str
) -> Iterator[Entry]:
    """Its first and its last form, as gettext has them; nothing where it is not counted."""
    forms = of.split(PARTED)
    if not all((forms[0], forms[-1])):
        return
    yield Entry(
        field.name,
        forms[0],
        _state(of, said, former),
        former=(former or "").split(PARTED)[0],
        most=field.most,
        what=str(field.what),
        plural=forms[-1],
        forms=tuple(said.split(PARTED)) if said else ("",) * len(get(language).plural_categories),
    )


def unfit(one: Judged) -> Iterator[str]:
    """Why what came back cannot be kept, where only the whole of it tells."""
    given, _sources = _given(one)
    if "captions" in given:
        try:
            webvtt(given["captions"].encode())
        except CaptionError as error:
            yield str(error)
    if "counted" in given:
        language = get(one.thing.language)
        _forms, wrong = counted.read(examples(given["counted"], language.code), language)
        yield from (say for sentences in wrong.values() for say in sentences)


def take(one: Judged, user_id: int | None) -> None:
    """Save what came back, and note what it was translated from; ContentError."""
    kind, row = _found(one)
    given, sources = _given(one)
    kind.save(row, given, one.thing.language, user_id)
    for field, text in sources.items():
        thing = one.thing
        keep(thing.subject, thing.id, field, thing.source_language, thing.language, text)


def _found(one: Judged) -> tuple[Kind, Any]:
    kind = KINDS[one.thing.subject]
    row = kind.find(one.thing.id)
    if row is None:
        raise ContentError({"": [one.thing.title]})
    return kind, row


def _given(one: Judged) -> tuple[Given, Given]:
    """The new texts of its fields, and the texts of the source that they then follow."""
    kind, row = _found(one)
    by_field: dict[str, list[Change]] = {}
    for each in one.of(*TAKEN):
        by_field.setdefault(each.unit.partition("/")[0], []).append(each)
    given: dict[str, str] = {}
    sources: dict[str, str] = {}
    for field in kind.fields(row):
        if field.name in by_field:
            changed, source = _changed(field, row, one.thing, by_field[field.name])
            given[field.name], sources[field.name] = changed, source
    return given, sources


def _changed(field: Field, row: Any, thing: Thing, changes: list[Change]) -> tuple[str, str]:
    raw = field.raw(row)
    of, said = field.said(raw, thing.source_language), field.said(raw, thing.language)
    texts = {one.unit.partition("/")[2]: one.after[0] for one in changes}
    former = origins(thing.subject, thing.id, thing.source_language, thing.language)
    if field.form == "html":
        return Body(of, said, former.get(field.name)).given(texts)
    if field.form == "cues":
        follows = former.get(field.name, of if said else "")
        sources = {one.id: one.text for one in cues.cues(of) if one.id in texts}
        return cues.given(of, said, texts), cues.given(of, follows, sources)
    if field.form == "counted":
        return PARTED.join(changes[0].after), of
    return changes[0].after[0], of
