"""Whatever two writers do in whatever order, what each was last told is saved is still there."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.content import texts
from app.content.lifecycle import drafts
from app.extensions import db
from app.models import Revision, Story, Text

STEPS = ("look", "autosave", "save", "again", "publish", "schedule", "discard", "restore", "cancel")
FAR = datetime(2999, 1, 1, tzinfo=UTC)
Steps = list[tuple[int, str]]


@dataclass
class Writer:
    """A form in a browser: what it saw, and what it was last told is saved."""

    token: str
    version: int | None = None
    told: str = ""
    typed: int = field(default=0)

    def words(self) -> dict[str, str]:
        self.typed += 1
        return {"title": f"{self.token} {self.typed}", "body": f"<p>{self.token}{self.typed}</p>"}


def step(text: Text, writer: Writer, what: str) -> None:
    """One thing that a writer does; a refusal tells the writer nothing is saved."""
    if what in ("look", "again") or writer.version is None:
        writer.version = drafts.latest_words(text).version
    if what in ("save", "autosave", "again"):
        write(text, writer, autosave=what != "save")
    elif what in ("publish", "schedule"):
        at = FAR if what == "schedule" else None
        texts.publish(text, at=at, version=writer.version, replace_scheduled=True)
    elif what == "restore":
        first = db.session.query(Revision).filter_by(text_id=text.id).first()
        if first is not None:
            texts.restore(text, first)
    elif what != "look":
        {"discard": texts.discard, "cancel": texts.cancel_schedule}[what](text)


def write(text: Text, writer: Writer, autosave: bool) -> None:
    words = writer.words()
    copy = texts.save(text, words, version=writer.version, token=writer.token, autosave=autosave)
    writer.version, writer.told = copy.version, words["title"]


def held(text: Text) -> set[str]:
    db.session.expire_all()
    titles = {title for (title,) in db.session.query(Revision.title).filter_by(text_id=text.id)}
    return titles | ({text.working_copy.title} if text.working_copy else set())


@pytest.mark.usefixtures("app_context")
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.integers(0, 1), st.sampled_from(STEPS)), max_size=25))
def test_what_was_acknowledged_is_never_lost(steps: Steps) -> None:
    story = Story(source_language="en")
    db.session.add(story)
    db.session.flush()
    text = texts.text_of(story, "en")
    writers = [Writer("a"), Writer("b")]
    for who, what in steps:
        try:
            step(text, writers[who], what)
        except texts.ContentError:
            continue
        finally:
            found = held(text)
            assert {writer.told for writer in writers} - {""} <= found
