"""Changes to the list of languages: a table more, or a state; every other byte stays as it is."""

from __future__ import annotations

import json
import os
import re
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

from app.i18n import languages
from app.i18n.languages import Language

COMMENT = "# From CLDR. What to_confirm names, somebody who speaks the language must look at."
_WIDTH = 100
_TABLE = r"(?m)^\[{code}\][^\S\n]*(?:#.*)?$"
_NEXT = re.compile(r"(?m)^\[")
_STATE = re.compile(r"""(?m)^(state\s*=\s*)(["'])preview\2""")


def append(language: Language, path: Path | None = None) -> None:
    """Write the language's table below the others."""
    path = path or languages.listed_in()
    text = _read(path)
    end = "\r\n" if "\r\n" in text else "\n"
    start = text if text.endswith("\n") or not text else text + end
    _write(path, start + f"\n{COMMENT}\n{table(language)}".replace("\n", end))


def make_public(code: str, path: Path | None = None) -> None:
    """Set the state of a language to public."""
    path = path or languages.listed_in()
    text = _read(path)
    table = re.search(_TABLE.format(code=re.escape(code)), text)
    after = table.end() if table else len(text)
    below = _NEXT.search(text, after)
    state = _STATE.search(text, after, below.start() if below else len(text))
    if state is None:
        raise ValueError(f'languages.toml: [{code}] has no line: state = "preview"')
    _write(path, text[: state.start()] + f'{state[1]}"public"' + text[state.end() :])


def table(language: Language) -> str:
    """The language as a table of TOML; what is not so, or empty, is left out."""
    given = {field.name: getattr(language, field.name) for field in fields(Language)}
    said = {name: value for name, value in given.items() if value not in (False, ())}
    lines = [f"{name} = {_toml(name, value)}\n" for name, value in said.items() if name != "code"]
    return f"[{language.code}]\n" + "".join(lines)


def _toml(name: str, value: Any) -> str:
    """A text or a list of texts; JSON's strings are TOML's. A long list has a line for each six."""
    if not isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    texts = [json.dumps(text, ensure_ascii=False) for text in value]
    if len(name) + len(" = []") + len(", ".join(texts)) <= _WIDTH:
        return f"[{', '.join(texts)}]"
    rows = [f"  {', '.join(texts[at : at + 6])}," for at in range(0, len(texts), 6)]
    return "\n".join(["[", *rows, "]"])


def _read(path: Path) -> str:
    """The list's text with the ends of its lines."""
    return path.read_bytes().decode("utf-8")


def _write(path: Path, text: str) -> None:
    """Write whole or not at all, and nothing that is no TOML; the list is read anew."""
    tomllib.loads(text)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(text.encode("utf-8"))
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    languages.renew()
