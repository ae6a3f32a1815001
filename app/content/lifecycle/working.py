"""Working copies: what is being written, which readers never see and of which nothing is lost.

Each save raises the version of the copy. Whoever saves over a version that they have not seen is
refused, unless it was their own form that wrote it; words that are written over and are in no
revision yet are first kept as one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from sqlalchemy import select

from app.clock import utcnow
from app.content.lifecycle import details, wording
from app.content.lifecycle.holding import hold_all
from app.content.lifecycle.publications import last, last_before, last_of, refuse_gone
from app.content.lifecycle.wording import Words
from app.content.problems import ConflictError
from app.content.translation import marking, turned
from app.content.translation.rebuilding import Rebuilt
from app.extensions import db
from app.models import Item, Publication, Revision, Text, WorkingCopy

Kind = Literal["save", "publish", "restore", "import", "kept"]


def latest_words(text: Text) -> Words:
    """The words to go on writing from: the working copy, else what was published last, else none.

    What is scheduled counts as published last. GoneError where the item was taken down.
    """
    refuse_gone(text.item)
    if text.working_copy is not None:
        return wording.of_copy(text.working_copy)
    publication = last(text)
    return wording.of_revision(publication.revision) if publication else Words()


def read_ahead(items: Sequence[Item]) -> dict[int, Words]:
    """The latest words of all texts of these items, by the numbers of the texts, read at once.

    An item that was taken down has none.
    """
    wanted = [text for item in items if item.taken_down_at is None for text in item.texts]
    published = last_of([text.id for text in wanted if text.working_copy is None])
    items_of = {published[one.id].revision_id: one.item for one in wanted if one.id in published}
    beside = turned.ahead(items_of)
    return {one.id: _read(one, published.get(one.id), beside) for one in wanted}


def _read(text: Text, published: Publication | None, beside: Mapping[int, turned.Beside]) -> Words:
    if text.working_copy is not None:
        return wording.of_copy(text.working_copy)
    if published is None:
        return Words()
    words = wording.of_revision(published.revision)
    return replace(words, beside=beside.get(published.revision_id))


def version_of(text: Text) -> int:
    """The version of the words to go on writing from; see `Words`."""
    if text.working_copy is not None:
        return text.working_copy.version
    publication = last(text)
    return -publication.revision_id if publication else 0


def save(
    text: Text,
    given: Mapping[str, Any],
    user_id: int | None = None,
    *,
    version: int | None = None,
    token: str = "",
    autosave: bool = False,
    kind: Kind = "save",
    known: Rebuilt | None = None,
) -> WorkingCopy:
    """Write the working copy, sanitised; words that are the same change nothing.

    `version` is that of the words which the writer saw (`latest_words`); ConflictError where they
    are others by now, unless the form of the same `token` wrote them. Without `autosave` the words
    also become a revision. TextError where they are too long. Where nothing differs from what is
    published, the copy that comes back is none of the database's. `kind` is the revision's;
    `known` says which paragraph is which where the words were put together from units.
    """
    cleaned = wording.cleaned(given)
    hold_all(text)
    before = latest_words(text)
    copy = text.working_copy
    seen = version == before.version
    own = copy is not None and bool(token) and copy.token == token
    if version is not None and not seen and not own:
        raise ConflictError(before)
    changes = _changes(cleaned, before)
    if changes:
        copy = _written(text, before, changes, user_id, keep_former=not (seen and own), known=known)
        copy.token = token
    if copy is None:
        return WorkingCopy(text_id=text.id, **{**before.values(), "version": before.version})
    if not autosave:
        keep(text, kind, user_id)
    return copy


def _changes(cleaned: Mapping[str, Any], before: Words) -> dict[str, Any]:
    former = before.values()
    return {name: value for name, value in cleaned.items() if value != former[name]}


def _written(
    text: Text,
    before: Words,
    changes: Mapping[str, Any],
    user_id: int | None,
    keep_former: bool,
    known: Rebuilt | None = None,
) -> WorkingCopy:
    """The working copy with `changes` written over `before`."""
    if keep_former:
        keep(text, "kept")
    copy = text.working_copy or start(text, before)
    for name, value in changes.items():
        setattr(copy, name, value)
    _mark(text, copy, before, known)
    copy.version += 1
    copy.kept = False
    copy.saved_at = utcnow()
    copy.user_id = user_id
    db.session.flush()
    renew(text)
    return copy


def _mark(text: Text, copy: WorkingCopy, before: Words, known: Rebuilt | None) -> None:
    """Keep which paragraph is which, and of a translation what it is made from now."""
    marked = marking.marked(text, before, wording.of_copy(copy), source_words(text), known)
    for name, value in marked.marks().items():
        setattr(copy, name, value)


def source_words(text: Text) -> Words | None:
    """The latest words of the language that this text is translated from; None for that itself."""
    of = text.item.source_language
    source = next((one for one in text.item.texts if one.language == of), None)
    return latest_words(source) if source is not None and source is not text else None


def renew(text: Text) -> None:
    """Count again how far behind the source this text is, or of a source all its translations."""
    for one in [text] if text.language != text.item.source_language else text.item.texts:
        one.behind, said = marking.behind(one, latest_words(one), source_words(one))
        one.unconfirmed = said if said and last(one) else 0  # of what no reader had all is new
    db.session.flush()


def start(text: Text, words: Words) -> WorkingCopy:
    """A new working copy with these words, of a version that no copy of this text ever had."""
    copy = WorkingCopy(
        of=text,
        **words.values(),
        **marking.marks_of(text, words).marks(),
        based_on_id=-words.version if words.version < 0 else None,
        version=counter(text),
        token="",
        kept=True,  # nothing in it is new yet
        saved_at=utcnow(),
        user_id=words.user_id,
    )
    db.session.add(copy)
    return copy


def counter(text: Text) -> int:
    """The highest version that any working copy of this text had so far."""
    if text.working_copy is not None:
        return text.working_copy.version
    newest = select(Revision.details).filter_by(text_id=text.id).order_by(Revision.id.desc())
    return int((db.session.execute(newest.limit(1)).scalar() or {}).get("counter", 0))


def keep(text: Text, kind: Kind, user_id: int | None = None, note: str = "") -> Revision | None:
    """Keep the working copy as a revision, unless one has these very words; None where so.

    Without `user_id`, as a revision of whoever wrote them.
    """
    copy = text.working_copy
    if copy is None or copy.kept:
        return None
    revision = revise(text, wording.of_copy(copy), kind, user_id or copy.user_id, note)
    copy.kept = True
    db.session.flush()
    return revision


def revise(
    text: Text,
    words: Words,
    kind: Kind,
    user_id: int | None,
    note: str = "",
    about: Mapping[str, object] | None = None,
) -> Revision:
    """Append a revision with these words and the details of now; `about` is kept beside them."""
    kept = {"version": words.version, "counter": counter(text), **(about or {})}
    story = details.of(text.item).as_json() if text.item.type == "story" else {}
    revision = Revision(
        text_id=text.id,
        user_id=user_id,
        kind=kind,
        note=note,
        details={**story, **kept},
        created_at=utcnow(),
        **words.values(),
        **marking.marks_of(text, words).marks(),
    )
    db.session.add(revision)
    db.session.flush()
    return revision


def discard(text: Text, user_id: int | None = None) -> None:  # noqa: ARG001  # every change takes who it is by
    """Leave the working copy and go back to what is published last; its words stay a revision.

    Links that showed them to somebody without an account end.
    """
    hold_all(text)
    keep(text, "kept")
    text.working_copy = None
    text.shared += 1
    _end_review(text)
    db.session.flush()
    renew(text)


def restore(text: Text, revision: Revision, user_id: int | None = None) -> WorkingCopy:
    """Make the words of a revision the working copy, as a new revision."""
    if revision.text_id != text.id:
        raise ValueError(f"revision {revision.id} is of another text")
    hold_all(text)
    return _replaced(text, wording.of_revision(revision), user_id)


def start_from_live(text: Text, user_id: int | None = None) -> WorkingCopy:
    """Start again from what readers see now, or saw last, whatever is scheduled."""
    hold_all(text)
    seen: Publication | None = last_before(text, utcnow())
    return _replaced(text, wording.of_revision(seen.revision) if seen else Words(), user_id)


def _replaced(text: Text, words: Words, user_id: int | None) -> WorkingCopy:
    before = latest_words(text)
    copy = _written(text, before, words.values(), user_id, keep_former=True)
    copy.based_on_id, copy.token = -words.version or None, ""
    if words.paragraphs:
        for name, value in marking.marks_of(text, words).marks().items():
            setattr(copy, name, value)
    renew(text)
    keep(text, "restore", user_id)
    return copy


def _end_review(text: Text) -> None:
    text.review, text.review_version = "", 0
