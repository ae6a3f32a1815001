"""The content of a site in the pseudo-languages: each English text, as an editor would add it."""

import re
from datetime import timedelta
from typing import Any

from sqlalchemy import inspect

from app import audit
from app.clock import utcnow
from app.content import site, texts
from app.content.lifecycle import drafts
from app.content.lifecycle.details import Details
from app.extensions import db
from app.i18n.pseudo import PSEUDO, Pseudo
from app.models import Publication, Revision, Story, Text, User, WorkingCopy
from app.models.types import Languages

SOURCE, TARGET = "en", "ar"
TWO = "<p>Two roads.</p><p>One bridge.</p>"
TWO_IN_ARABIC = "<p>طريقان.</p><p>جسر واحد.</p>"
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


def followed_late(user_id: int, file: int, video: int) -> int:
    """A story that its Arabic does not follow any more, and that was to change; its number."""
    made = drafts.new_story(user_id, SOURCE, Details(file_ids=(file,), video_id=video))
    source, target = (texts.text_of(made, code) for code in (SOURCE, TARGET))
    embedded = f"<p>[[file:{file}]]</p>"
    texts.save(source, {"title": "A road", "body": f"{TWO}{embedded}"}, user_id)
    texts.save(target, {"title": "طريق", "body": f"{TWO_IN_ARABIC}{embedded}"}, user_id)
    texts.publish_together([source, target], user_id=user_id)
    texts.save(source, {"body": f"<p>Three roads.</p>{embedded}"}, user_id)
    texts.publish(source, user_id=user_id)
    _call_off(source, user_id)
    db.session.commit()
    return int(made.id)


def _call_off(text: Text, user_id: int) -> None:
    """Let `text` wait for tomorrow, and call that off, as the desk notes both."""
    tomorrow, user = utcnow() + timedelta(days=1), db.session.get_one(User, user_id)
    about: dict[str, Any] = {"language": text.language}
    texts.save(text, {"title": "A road that waits"}, user_id)
    texts.publish(text, at=tomorrow, user_id=user_id)
    due = about | {"from": tomorrow.isoformat()}
    audit.record("text.publish", "story", text.item_id, due, user=user)
    texts.cancel_schedule(text, user_id)
    audit.record("text.cancel-schedule", "story", text.item_id, about, user=user)


def only_english() -> int:
    """A story that readers have in English alone; its number."""
    made = Story(source_language=SOURCE)
    db.session.add(made)
    db.session.flush()
    text = texts.text_of(made, SOURCE)
    texts.save(text, {"title": "In English alone", "body": "<p>One.</p>"})
    texts.publish(text)
    db.session.commit()
    return int(made.id)


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
    beside = {"made": _made(text)}
    for revision in db.session.query(Revision).filter_by(text_id=text.id).all():
        words = _wording(revision, language)
        revisions[revision.id] = _copy(revision, text_id=made.id, **beside, **words)
    db.session.flush()
    for publication in db.session.query(Publication).filter_by(text_id=text.id).all():
        revision_id = revisions[publication.revision_id].id
        _copy(publication, text_id=made.id, language=code, revision_id=revision_id)
    if text.working_copy is not None:
        based = revisions.get(text.working_copy.based_on_id)
        changes = {"text_id": made.id, "based_on_id": based and based.id}
        _copy(text.working_copy, **changes, **_wording(text.working_copy, language))
    db.session.flush()


def _made(text: Text) -> Any:
    """From what the translation of `text` was made that is there already; None without one."""
    others = [one for one in text.item.texts if one.language == TARGET]
    found = db.session.query(Revision).filter(Revision.text_id.in_([one.id for one in others]))
    newest = found.order_by(Revision.id.desc()).first()
    return newest and newest.made


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
