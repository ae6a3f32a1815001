"""Edits of real texts, each labelled by hand with what of the translation is older for it."""

import re
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask.ctx import AppContext

from app.content import texts
from app.content.lifecycle.wording import Words
from app.content.translation import state
from app.content.translation.identity import Paragraph
from app.content.translation.units import units
from app.extensions import db
from app.models import Story, Text

LABELLED = Path(__file__).parent / "labelled"
STORIES = Path("sample/stories")
OF = {"from_english": ("en", "ar"), "from_arabic": ("ar", "en")}
EVERY = "*"  # all that there was

Edit = dict[str, Any]
EDITS: list[tuple[str, Edit]] = [
    (path.stem, edit)
    for path in sorted(LABELLED.glob("*.toml"))
    for edit in tomllib.loads(path.read_text("utf-8"))["edit"]
]


@dataclass
class Score:
    """What was found over all edits: rightly, wrongly, and not at all."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    mistakes: list[str] = field(default_factory=list)

    def add(self, name: str, found: set[str], expected: set[str]) -> None:
        self.right += len(found & expected)
        self.wrong += len(found - expected)
        self.missed += len(expected - found)
        if found != expected:
            self.mistakes.append(f"{name}: found {sorted(found)}, expected {sorted(expected)}")

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)


def test_the_edits_that_are_labelled_make_stale_what_they_change(
    app_context: AppContext,  # noqa: ARG001  # a fixture that it needs
    capsys: pytest.CaptureFixture[str],
) -> None:
    score = Score()
    for stem, edit in EDITS:
        score.add(f"{stem}: {edit['name']}", *outcome(edit, *OF[stem]))
        db.session.rollback()
    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(EDITS)} edits, {score.right + score.missed} stale paragraphs:"
            f" precision {score.precision:.3f}, recall {score.recall:.3f}\n"
        )
    assert not score.mistakes, "\n".join(score.mistakes)


def test_there_are_enough_edits_of_either_language() -> None:
    names = [(stem, edit["name"]) for stem, edit in EDITS]
    assert len(names) >= 50
    assert len(set(names)) == len(names)
    assert min(sum(stem == each for stem, _name in names) for each in OF) >= 25


def outcome(edit: Edit, source: str, language: str) -> tuple[set[str], set[str]]:
    """The units that became stale or gone by an edit, and those that were labelled."""
    kept = tomllib.loads((STORIES / f"{edit['story']}.toml").read_text("utf-8"))
    original, translation = pair(kept, source, language, edit)
    before = units(texts.latest_words(original))
    assert translation.behind == 0
    words = edited(texts.latest_words(original), edit)
    texts.save(original, words)
    after = units(texts.latest_words(original))
    of = [one for one in state.beside(translation) if one.state != "fresh"]
    found = {f"gone {one.id}" if one.state == "gone" else one.id for one in of}
    assert translation.behind == len(found)
    stale = {unit_of(after.all, label) for label in edit.get("stale", ())}
    gone = {f"gone {id}" for label in edit.get("gone", ()) for id in gone_of(before, label)}
    return found, stale | gone


def pair(kept: dict[str, Any], source: str, language: str, edit: Edit) -> tuple[Text, Text]:
    """The story in both languages as it stood before the edit, its translation up to date."""
    story = Story(source_language=source)
    db.session.add(story)
    db.session.flush()
    found = []
    for code in (source, language):
        text = texts.text_of(story, code)
        words = dict(kept[code])
        if code == language:
            words["body"] = typed(words["body"], edit.get("translated", ()))
        texts.save(text, words)
        found.append(text)
    return found[0], found[1]


def edited(words: Words, edit: Edit) -> dict[str, Any]:
    """The words of the source after the edit, as an editor would leave them."""
    body = edit.get("body") or typed(words.body, edit.get("change", ()))
    for begins, anew in edit.get("rewrite", ()):
        block = block_at(body, begins)
        body = body.replace(block, f"<p>{anew}</p>\n")
    for begins, before in edit.get("move", ()):
        body = moved(body, begins, before)
    if edit.get("paste"):
        body = pasted(body)
    lines = {name: edit[name] for name in ("title", "standfirst") if name in edit}
    return {"body": body, **lines}


def typed(html: str, changes: Any) -> str:
    for old, new in changes:
        assert html.count(old) == 1, f"{html.count(old)} times: {old}"
        html = html.replace(old, new)
    return html


def block_at(html: str, begins: str) -> str:
    """The whole block that begins with these signs."""
    assert html.count(begins) == 1, begins
    start = html.index(begins)
    name = re.match(r"<(\w+)", begins)
    assert name is not None
    end = html.index(f"</{name[1]}>", start) + len(name[1]) + 3
    return html[start:end] + "\n" * html[end:].startswith("\n")


def moved(html: str, begins: str, before: str) -> str:
    block = block_at(html, begins)
    left = html.replace(block, "")
    at = left.index(before) if before else len(left)
    return f"{left[:at]}{block}{left[at:]}"


def pasted(html: str) -> str:
    """The same text as word processors put it on the clipboard."""
    html = re.sub("<p>(.*?)</p>", r'<p class="MsoNormal"><span>\1<o:p></o:p></span></p>', html)
    return re.sub(r"(\w) (\w+)</", "\\1\u00a0\\2</", html).replace("’", "'").replace(". ", ".  ")


def unit_of(found: tuple[Paragraph, ...], label: str) -> str:
    """The one unit that has these words, or that is the line of this name."""
    words, _, which = label.partition("@")
    named = [one.id for one in found if one.id == label]
    having = named or [one.id for one in found if words in one.text]
    assert which or len(having) == 1, f"{len(having)} units have: {words}"
    return having[int(which or 0)]


def gone_of(before: Any, label: str) -> list[str]:
    if label == EVERY:
        return [one.id for one in before.body]
    return [unit_of(before.all, label)]
