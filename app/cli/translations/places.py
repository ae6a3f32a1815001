"""Where a text of the interface can be seen: on which pages, and on what occasion."""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import click
import polib
from flask import Flask
from werkzeug.routing import Rule

from app.cli.translations.examples import address
from app.cli.translations.reach import Node, Reach, texts_of
from app.config import ROOT
from app.i18n.languages import Language

_NEARLY_ALL = 0.8  # of the pages of a room: then the text belongs to what is around them
_ROOMS = {"reader": "readers", "editor": "the desk"}
_FRAME = "base.html"
_TEMPLATES = "app/templates/"
_REFUSALS = ("error", "refuse", "refused", "problem", "problems", "invalid")


@dataclass(frozen=True, slots=True)
class _Root:
    """Something from which the site begins to do a thing."""

    said: str  # what it is called where it has no address
    reached: frozenset[Node]
    rule: Rule | None = None

    @property
    def room(self) -> str:
        """The name of the blueprint, if the root is a page of one."""
        return self.rule.endpoint.partition(".")[0] if self.rule else ""

    @property
    def opens(self) -> bool:
        """Whether its address can be opened; to others a form is sent."""
        return not self.rule or "GET" in (self.rule.methods or ())

    @property
    def is_page(self) -> bool:
        """Whether a page comes of it, with what is around every page."""
        return any(isinstance(one, str) and one.endswith(_FRAME) for one in self.reached)


class Places:
    """The places of an application at which its texts are seen."""

    def __init__(self, app: Flask, language: Language) -> None:
        self.language, self.reach = language, Reach(app)
        self.roots = list(chain(self._pages(app), self._hooks(app), self._commands(app)))

    def of(self, entry: polib.POEntry) -> list[str]:
        """The places of `entry`, each a sentence or an address."""
        found: dict[str, None] = {}
        for path, _line in entry.occurrences:
            occasion = "" if path.startswith(_TEMPLATES) else _occasion(path, entry.msgid)
            for place in self._places(self._nodes(path, entry)):
                found[f"{place}{occasion}"] = None
        # What can be opened as it stands comes first.
        return sorted(found, key=lambda place: "<" in place)

    def _nodes(self, path: str, entry: polib.POEntry) -> Callable[[_Root], bool]:
        """Whether a root comes to the text: to its template, its function, or else its module."""
        if path.startswith(_TEMPLATES):
            name = path.removeprefix(_TEMPLATES)
            return lambda root: name in root.reached
        module = _module_at(path)
        texts = {entry.msgid, entry.msgid_plural} - {""}
        ours = [one for root in self.roots for one in root.reached if _module(one) == module]
        exact = {one for one in ours if isinstance(one, FunctionType) and texts & texts_of(one)}
        wanted: set[Node] = {*exact} or {*ours}
        return lambda root: bool(wanted & root.reached)

    def _places(self, comes: Callable[[_Root], bool]) -> Iterator[str]:
        found = [root for root in self.roots if comes(root)]
        # What a form leads to is named only where no address shows the text by itself.
        found = [root for root in found if root.opens] or found
        for room, name in _ROOMS.items():
            pages = [root for root in found if root.room == room]
            if len(pages) > self._all_pages(room) * _NEARLY_ALL:
                found = [root for root in found if root.room != room]
                yield f"every page of {name}, such as {self._address(pages[0])}"
        yield from (self._address(root) for root in found)

    def _all_pages(self, room: str) -> int:
        """How many addresses of a room show a page of it, and not a feed or a picture."""
        return sum(root.room == room and root.is_page and root.opens for root in self.roots)

    def _address(self, root: _Root) -> str:
        if not root.rule:
            return root.said
        path = address(root.rule, self.language)
        return path if root.opens else f"after a form was sent to {path}"

    def _pages(self, app: Flask) -> Iterator[_Root]:
        for rule in app.url_map.iter_rules():
            if rule.endpoint.partition(".")[0] in _ROOMS:
                reached = self.reach.of(app.view_functions[rule.endpoint])
                yield _Root(rule.endpoint, reached, rule)

    def _hooks(self, app: Flask) -> Iterator[_Root]:
        errors = [
            handler
            for codes in app.error_handler_spec.values()
            for handlers in codes.values()
            for handler in handlers.values()
        ]
        for handler in errors:
            yield _Root("a page that says what went wrong", self.reach.of(handler))
        for hook in chain(*app.before_request_funcs.values(), *app.after_request_funcs.values()):
            yield _Root("in place of a page, when it cannot be shown", self.reach.of(hook))

    def _commands(self, app: Flask) -> Iterator[_Root]:
        for name, command in _leaves("flask", app.cli):
            if command.callback:
                yield _Root(f"the command line: {name}", self.reach.of(command.callback))


def _leaves(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        for part, inner in command.commands.items():
            yield from _leaves(f"{name} {part}", inner)
    else:
        yield name, command


def _module_at(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _module(node: Any) -> str:
    return "" if isinstance(node, str) else str(node.__module__)


def _occasion(path: str, text: str) -> str:
    """On what occasion the code says the text, in brackets; "" where it is simply shown."""
    names = {name.casefold() for name in _callers(path).get(text, ())}
    if any(name.endswith(_REFUSALS) for name in names):
        return " (when what was sent is refused)"
    if "flash" in names:
        return " (after something was done there)"
    module = sys.modules[_module_at(path)]
    mails = any(
        type(one) is ModuleType and one.__name__ == "app.mail" for one in vars(module).values()
    )
    return " (in a mail sent from there)" if mails else ""


@cache
def _callers(path: str) -> Mapping[str, frozenset[str]]:
    """By each text in a file, the names of what is called, or raised, with it as an argument."""
    source = Path(ROOT / path)
    found: defaultdict[str, set[str]] = defaultdict(set)
    tree = ast.parse(source.read_text(encoding="utf-8")) if source.exists() else ast.Module([], [])
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = str(getattr(node.func, "attr", "") or getattr(node.func, "id", ""))
            for part in ast.walk(node):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    found[part.value].add(name)
    return {text: frozenset(names) for text, names in found.items()}
