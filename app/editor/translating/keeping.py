"""What a form of a translation holds into the working copy, or a word on what is in the way."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import request

from app.content.lifecycle.holding import hold_all
from app.content.lifecycle.wording import Words
from app.content.problems import ConflictError, ContentError
from app.content.translation import entering
from app.content.translation.units import LINES
from app.editor.translating.fields import FIELD, UnitsForm
from app.editor.writing.wording import number
from app.models import Text, User


@dataclass
class Kept:
    """What became of a form: the version that it stands on now, or why it was not saved."""

    version: int = 0
    theirs: Words | None = None
    problems: dict[str, list[str]] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether it was saved, so that it may be committed."""
        return self.theirs is None and not self.problems


def keep(text: Text, form: UnitsForm, user: User, *, autosave: bool = False) -> Kept:
    """Save what was typed; the caller commits if it is whole."""
    hold_all(text)
    copy = text.working_copy
    own = copy is not None and copy.token == form.named()
    if form.untouched() and not own:
        return Kept(form.version())
    try:
        saved = entering.enter(
            text,
            form.typed(),
            user.id,
            version=_version(text.language, form, autosave=autosave),
            token=form.named(),
            autosave=autosave,
        )
    except ConflictError as clash:
        return Kept(theirs=clash.theirs)
    except ContentError as error:
        return Kept(problems=dict(_by_field(error)))
    return Kept(saved.version)


def put_aside(text: Text, form: UnitsForm, user: User) -> None:
    """Keep in the history what was to be saved and was not, for somebody else had saved."""
    hold_all(text)
    entering.put_aside(text, form.typed(), user.id)


def _version(code: str, form: UnitsForm, *, autosave: bool) -> int:
    """The version that is written over: the one begun with, or theirs once that was shown."""
    shown = number(request.form.get(f"theirs_version_{code}"))
    return shown if shown and not autosave else form.version()


def _by_field(error: ContentError) -> dict[str, list[str]]:
    """The sentences at the fields that have one, and those about the whole body at none."""
    return {
        FIELD + name if name in LINES else "": [str(sentence) for sentence in sentences]
        for name, sentences in error.problems.items()
    }
