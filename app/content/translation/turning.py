"""Another language becomes the source of a story or page: its texts are turned round.

No word changes. What each of the others accounts for is worked out anew for the new source: for
the words of the desk, and for those that readers see or will see.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import delete, or_, select

from app.clock import utcnow
from app.content import site
from app.content.lifecycle.details import expect
from app.content.lifecycle.holding import hold, hold_details
from app.content.lifecycle.publications import refuse_gone
from app.content.lifecycle.wording import Words, of_revision
from app.content.lifecycle.working import latest_words, renew
from app.content.problems import ContentError
from app.content.translation import answers, freshness, marking, remembering, turned
from app.content.translation.freshness import Made
from app.content.translation.inverting import Doubt, Inverted, Turn, inverted
from app.content.translation.relation import Side
from app.content.translation.units import units
from app.extensions import db
from app.i18n.bidi import isolate
from app.i18n.formats import language_name
from app.i18n.languages import public_languages
from app.models import Answer, Item, Publication, Text

FIELD = "source_language"
_Said = dict[tuple[str, bool], Answer]  # by fingerprint, and whether an editor stands behind it


def turn(
    item: Item, language: str, *, version: int | None = None, user_id: int | None, publishes: bool
) -> bool:
    """Make `language` the source of an item; whether it was another one before.

    `version` is that of the item's details when the writer saw it: ConflictError where it is
    another by now. ContentError where the language cannot be the source, or where readers have the
    item already and whoever asks may not publish. The caller has read nothing that it still needs:
    all texts are held, and seen as they were left.
    """
    hold(item.texts)
    refuse_gone(item)
    if language == item.source_language:
        return False
    shown = _publications(item)
    _check(item, language, shown, publishes=publishes)
    if shown:
        site.changed()
    _expect(item, version)
    _turn(item, language, shown, user_id)
    return True


def _expect(item: Item, version: int | None) -> None:
    """As whoever saves the details waits for them, and sees them as they were left."""
    if version is None:
        hold_details(item)
    else:
        expect(item, version)


def _check(item: Item, language: str, shown: Sequence[Publication], *, publishes: bool) -> None:
    public = {one.code for one in public_languages()}
    begun = any(worded(item, one.language) for one in item.texts)
    said = ""
    if language not in public or (begun and not worded(item, language)):
        said = unwritten(language)
    elif shown and not publishes:
        said = _("Readers have this already. Please ask an editor to change what came first.")
    if said:
        raise ContentError({FIELD: [said]})


def unwritten(language: str) -> str:
    """Why nothing was written first in a language that has no words, or that readers never see."""
    if language not in {one.code for one in public_languages()}:
        return _("This cannot be written first in a language that is not open to readers.")
    return _(
        "Nothing is written in %(language)s yet. Write its title or its text first.",
        language=isolate(language_name(language)),
    )


def worded(item: Item, language: str) -> bool:
    """Whether anything is written of an item in a language."""
    text = _in(item, language)
    words = latest_words(text) if text else Words()
    return bool(words.title or words.body)


def _in(item: Item, language: str) -> Text | None:
    return next((text for text in item.texts if text.language == language), None)


def _publications(item: Item) -> list[Publication]:
    """What readers have or will have of an item."""
    wanted = select(Publication).where(
        Publication.item_id == item.id,
        or_(Publication.ends_at.is_(None), Publication.ends_at > utcnow()),
    )
    return list(db.session.execute(wanted.order_by(Publication.starts_at)).scalars())


@dataclass(frozen=True, slots=True)
class _State:
    """Words of a text as they stand somewhere, and what they account for in the old source."""

    text: Text
    words: Words
    made: Made
    settled: set[str]
    revision_id: int = 0
    readers: bool = False

    def side(self, source: str) -> Side:
        """As one side of what is turned round."""
        made = None if self.text.language == source else self.made
        return Side(units(self.words), made, self.settled)


def _turn(item: Item, language: str, shown: Sequence[Publication], user_id: int | None) -> None:
    before = item.source_language
    done = list(_inverted(item, language, shown))
    item.began_in = item.began_in or before
    item.source_language = language
    new = _in(item, language)
    for text in item.texts:
        if new is not None and text is not new:
            _answers(text, new, [one.found for one in done if one.state.text is text], user_id)
    for one in done:
        _keep(one, language)
    _raised(item)
    db.session.flush()
    if new is not None:
        renew(new)


def _raised(item: Item) -> None:
    """Another version of the details; what was approved was approved with all that readers see."""
    for text in item.texts:
        if text.review == "approved" and text.review_item_version == item.version:
            text.review_item_version += 1
    item.version += 1


@dataclass(frozen=True, slots=True)
class _Done:
    """A state of a text with what it accounts for in the new source as that stands beside it."""

    state: _State
    beside: _State
    found: Inverted


def _inverted(item: Item, language: str, shown: Sequence[Publication]) -> Iterator[_Done]:
    """Every state of the other texts that is seen somewhere, with what it accounts for now."""
    source, new = _in(item, item.source_language), _in(item, language)
    if new is None:
        return
    for text in item.texts:
        turn = Turn(item.source_language, language, text.language)
        for state in _states(text, shown) if text is not new else ():
            beside = _beside(new, state, shown)
            of = _beside(source, state, shown) if source is not None else None
            yield _Done(state, beside, _one(turn, of, beside, state))


def _one(turn: Turn, of: _State | None, new: _State, state: _State) -> Inverted:
    if of is None or not (of.words.title or of.words.body):  # nothing was made from it
        made = marking.aligned(units(new.words), units(state.words))
        return Inverted(made)
    sides = (one.side(turn.source) for one in (new, state))
    return inverted(turn, units(of.words), *sides)


def _states(text: Text, shown: Sequence[Publication]) -> Iterator[_State]:
    """The words of the desk, and all that readers have or will have."""
    words = latest_words(text)
    if words.title or words.body:
        yield _at_desk(text, words)
    yield from (_as_read(text, one) for one in shown if one.text_id == text.id)


def _at_desk(text: Text, words: Words) -> _State:
    made, settled = marking.made_of(text, words), answers.settled(text.id, confirmed=True)
    return _State(text, words, made, settled, max(0, -words.version))


def _as_read(text: Text, publication: Publication) -> _State:
    item, revision = text.item, publication.revision
    kept = turned.as_read(revision, item.source_language, item.began_in)
    words, settled = of_revision(revision), answers.settled(text.id, confirmed=True)
    made = freshness.from_json(kept[0]) if kept else marking.made_of(text, words)
    return _State(text, words, made, settled, revision.id, readers=True)


def _beside(text: Text, state: _State, shown: Sequence[Publication]) -> _State:
    """A text as it stands beside a state of another: what readers have with it, or the desk."""
    if text is state.text:
        return state
    its = [one for one in shown if one.text_id == text.id]
    mine = next((one for one in shown if one.revision_id == state.revision_id), None)
    if not state.readers or mine is None or not its:
        return _at_desk(text, latest_words(text))
    with_it = [one for one in its if one.starts_at <= max(mine.starts_at, utcnow())]
    return _as_read(text, (with_it or its)[-1])


def _keep(one: _Done, language: str) -> None:
    """In the working copy, or beside the revision, which never changes."""
    state, settled = one.state, answers.settled(one.state.text.id, confirmed=True)
    its = units(one.beside.words), units(state.words)
    made = remembering.with_open(one.found.made, *its, settled)
    copy = state.text.working_copy
    if state.readers or copy is None:
        turned.keep(state.revision_id, language, made, readers=state.readers)
    else:
        copy.made = made.as_json()


def _answers(text: Text, new: Text, results: Sequence[Inverted], user_id: int | None) -> None:
    """What was answered about the old source, said about the new one."""
    own, other = _said(text), _said(new)
    whole = any(found.whole for found in results)  # then what was said of it stands
    back = {print_ for found in results for print_ in found.back}
    dormant = whole or all(found.dormant for found in results)
    stays = {print_ for print_, _confirmed in own if dormant or print_ in back}
    said = [] if whole else list(_anew(results, back, (own, other), user_id))
    db.session.execute(
        delete(Answer).where(Answer.text_id == text.id, Answer.fingerprint.not_in(sorted(stays)))
    )
    for answer in said:
        if answer.fingerprint not in stays:
            answer.text_id = text.id
            db.session.add(answer)
    db.session.flush()


def _anew(
    results: Sequence[Inverted],
    back: Collection[str],
    said: tuple[_Said, _Said],
    user_id: int | None,
) -> Iterator[Answer]:
    """What is said of the new source, but for that of which it is known how it stood before."""
    doubts = {one.print: one for found in results for one in found.doubts}
    settled = {print_ for found in results for print_ in found.settled} - doubts.keys()
    for print_ in sorted(settled):
        yield Answer(fingerprint=print_, needed=False, confirmed=True, user_id=user_id)
    for one in doubts.values():
        if one.print not in back:
            yield from _carried(one, *said)


def _said(text: Text) -> _Said:
    rows = db.session.execute(select(Answer).filter_by(text_id=text.id)).scalars()
    return {(one.fingerprint, one.confirmed): one for one in rows}


def _carried(doubt: Doubt, own: _Said, new: _Said) -> Iterator[Answer]:
    """The answers that were given to all of what is at odds; none where any of it is open."""
    asked = [*((own, print_) for print_ in doubt.own), *((new, print_) for print_ in doubt.new)]
    for confirmed in (True, False):
        found = [said.get((print_, confirmed)) for said, print_ in asked]
        known = [one for one in found if one is not None]
        if known and len(known) == len(found):
            first = next((one for one in known if one.needed), known[0])
            yield Answer(
                fingerprint=doubt.print,
                needed=first.needed,
                confirmed=confirmed,
                user_id=first.user_id,
                at=first.at,
            )
