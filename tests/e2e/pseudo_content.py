"""The content of a site in the pseudo-languages: each English text, as an editor would add it."""

import re
from typing import Any

from sqlalchemy import inspect

from app.content import site
from app.extensions import db
from app.i18n.pseudo import PSEUDO, Pseudo
from app.models import Publication, Revision, Text, WorkingCopy
from app.models.types import Languages

SOURCE = "en"
_WORDS = ("title", "standfirst", "byline", "alt", "caption", "credit")
_RUN = re.compile(r"(?<=>)[^<]*[A-Za-z][^<]*(?=<)")
NOT_WORDS = {"captions"}  # paths of files


def translate() -> None:
    """Add every English text in each pseudo-language, live where it is live."""
    for mapper in db.Model.registry.mappers:
        for name, column in mapper.columns.items():
            if isinstance(column.type, Languages) and name not in NOT_WORDS:
                _add_to_column(mapper.class_, name)
    for text in db.session.query(Text).filter_by(language=SOURCE).all():
        for code, language in PSEUDO.items():
            _add_text(text, code, language)
    site.changed()
    db.session.commit()


def _add_to_column(model: Any, name: str) -> None:
    for row in db.session.query(model).all():
        value = getattr(row, name) or {}
        if isinstance(value.get(SOURCE), str):
            added = {code: in_html(value[SOURCE], language) for code, language in PSEUDO.items()}
            setattr(row, name, {**value, **added})


def _add_text(text: Text, code: str, language: Pseudo) -> None:
    made = _copy(text, language=code)
    db.session.flush()
    revisions = {}
    for revision in db.session.query(Revision).filter_by(text_id=text.id).all():
        revisions[revision.id] = _copy(revision, text_id=made.id, **_wording(revision, language))
    db.session.flush()
    for publication in db.session.query(Publication).filter_by(text_id=text.id).all():
        revision_id = revisions[publication.revision_id].id
        _copy(publication, text_id=made.id, language=code, revision_id=revision_id)
    if text.working_copy is not None:
        based = revisions.get(text.working_copy.based_on_id)
        changes = {"text_id": made.id, "based_on_id": based and based.id}
        _copy(text.working_copy, **changes, **_wording(text.working_copy, language))
    db.session.flush()


def _copy(row: Any, **changes: Any) -> Any:
    """A new row like `row` with some columns changed, and a key of its own."""
    columns = inspect(type(row)).column_attrs
    same = {one.key: getattr(row, one.key) for one in columns if one.key != "id"}
    made = type(row)(**(same | changes))
    db.session.add(made)
    return made


def _wording(row: Revision | WorkingCopy, language: Pseudo) -> dict[str, Any]:
    words: dict[str, Any] = {name: language.text(getattr(row, name)) for name in _WORDS}
    words["body"] = in_html(row.body, language)
    words["sources"] = [one | {"text": language.text(one["text"])} for one in row.sources or []]
    return words


def in_html(text: str, language: Pseudo) -> str:
    """`text` in a pseudo-language; in HTML, each run of words has brackets of its own."""
    if "<" not in text:
        return language.text(text)
    return _RUN.sub(lambda match: language.text(match[0]), text)
