"""From which text of its source each line of what is kept was translated, noted at every change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import delete, event, inspect, select
from sqlalchemy.orm import Session

from app.content.translation.kept.fields import Field
from app.content.translation.kept.kinds import KINDS, Kind
from app.extensions import db
from app.i18n.languages import all_languages, source_language
from app.models import HandedOut, Origin, Suggestion


def origins(subject: str, id: str, source: str, language: str) -> dict[str, str]:
    """The text of the source that each field was translated from, where that is known."""
    wanted = select(Origin).filter_by(
        subject=subject, subject_id=id, language=language, source_language=source
    )
    return {one.unit: one.source for one in db.session.execute(wanted).scalars()}


def keep(subject: str, id: str, field: str, source: str, language: str, text: str) -> None:
    """Note that a field says in `language` what `text` says in the language `source`."""
    _keep(db.session(), (subject, id, field, language), source, text)


def _keep(session: Session, key: tuple[str, str, str, str], source: str, text: str) -> None:
    row = _row(session, key) or Origin(
        subject=key[0], subject_id=key[1], unit=key[2], language=key[3]
    )
    row.source_language, row.source = source, text
    session.add(row)


def _row(session: Session, key: tuple[str, str, str, str]) -> Origin | None:
    subject, id, unit, language = key
    wanted = select(Origin).filter_by(subject=subject, subject_id=id, unit=unit, language=language)
    with session.no_autoflush:
        return session.execute(wanted).scalar()


@event.listens_for(db.session, "before_flush")
def _note(session: Session, _context: object, _instances: object) -> None:
    """At every change of something kept, by whatever way it came."""
    for row in list(session.dirty):
        for kind in KINDS.values():
            if isinstance(row, kind.model):
                _changed(session, kind, row)
    for row in list(session.deleted):
        for kind in KINDS.values():
            if isinstance(row, kind.model):
                about = {"subject": kind.name, "subject_id": kind.id(row)}
                for table in (Origin, Suggestion, HandedOut):
                    session.execute(delete(table).filter_by(**about))


def _changed(session: Session, kind: Kind, row: Any) -> None:
    for field in kind.fields(row):
        history = inspect(row).attrs[field.column or field.name].history
        if not history.has_changes() or not history.deleted:
            continue
        before, after = history.deleted[0], field.raw(row)
        source = _source(field, after)
        for language in all_languages():
            if language != source and _differs(field, before, after, source, language):
                key = (kind.name, kind.id(row), field.name, language)
                _follow(session, key, field, (before, after), source)


def _source(field: Field, raw: Any) -> str:
    """The language that others are translated from: the site's own, if it is there at all."""
    own = source_language().code
    return next((code for code in (own, *all_languages()) if field.said(raw, code)), own)


def _differs(field: Field, before: Any, after: Any, *languages: str) -> bool:
    return any(field.said(before, code) != field.said(after, code) for code in languages)


def _follow(
    session: Session,
    key: tuple[str, str, str, str],
    field: Field,
    raws: tuple[Any, Any],
    source: str,
) -> None:
    (before, after), language = raws, key[3]
    if not field.said(after, language):
        subject, id, unit, _language = key
        about = {"subject": subject, "subject_id": id, "unit": unit, "language": language}
        session.execute(delete(Origin).filter_by(**about))
    elif _differs(field, before, after, language):
        _keep(session, key, source, field.said(after, source))
    elif _row(session, key) is None:  # what it was made from is known for the last time
        _keep(session, key, source, field.said(before, source))


def languages_of(field: Field, row: Any) -> Iterator[str]:
    """The languages in which a field says anything."""
    return (code for code in all_languages() if field.said(field.raw(row), code))
