"""Which functions, classes and templates the site can come to from one of its views.

Read off the compiled code: the names that a function uses are looked up in its own module. So no
room has to know another, and a new view needs no entry in any list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cache, partial
from inspect import unwrap
from types import CodeType, FunctionType, ModuleType
from typing import Any

from flask import Flask
from jinja2 import meta
from werkzeug.local import LocalProxy

Node = Hashable  # a function, a class, or the name of a template

_TEMPLATE = re.compile(r"[\w/]+\.(?:html|xml|txt)")
_WORD = re.compile(r"\w+")
_PACKAGE = "app"


class Reach:
    """What each place of an application leads to."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.templates = frozenset(app.jinja_env.list_templates())
        helpers = {**app.jinja_env.filters, **app.jinja_env.globals, **app.jinja_env.tests}
        self.helpers = {name: nodes for name, what in helpers.items() if (nodes := _nodes(what))}
        self._next: dict[Node, frozenset[Node]] = {}

    def of(self, start: Callable[..., Any]) -> frozenset[Node]:
        """Everything that may run, or be shown, when `start` is called."""
        seen: set[Node] = set()
        left: list[Node] = list(_nodes(start))
        while left:
            node = left.pop()
            if node not in seen and (not isinstance(node, str) or node in self.templates):
                seen.add(node)
                left += self._after(node) - seen
        return frozenset(seen)

    def _after(self, node: Node) -> frozenset[Node]:
        if node not in self._next:
            follow = self._after_template if isinstance(node, str) else self._after_code
            self._next[node] = frozenset(follow(node))
        return self._next[node]

    def _after_template(self, name: Any) -> Iterator[Node]:
        source = self.app.jinja_env.loader.get_source(self.app.jinja_env, name)[0]  # type: ignore[union-attr]  # Flask's own
        named = meta.find_referenced_templates(self.app.jinja_env.parse(source))
        yield from (each for each in named if each in self.templates)
        for word in set(_WORD.findall(source)) & set(self.helpers):
            yield from self.helpers[word]

    def _after_code(self, node: Any) -> Iterator[Node]:
        for function in _functions(node):
            yield from (text for text in texts_of(function) if text in self.templates)
            yield from _used_by(function)


@cache
def texts_of(function: FunctionType) -> frozenset[str]:
    """The texts that stand in the code of `function`, with the functions inside it."""
    found = (const for code in _codes(function.__code__) for const in code.co_consts)
    return frozenset(text for const in found for text in _strings(const))


def _strings(const: object) -> Iterator[str]:
    if isinstance(const, str):
        yield const
    elif isinstance(const, tuple | frozenset):
        for one in const:
            yield from _strings(one)


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for const in code.co_consts:
        if isinstance(const, CodeType):
            yield from _codes(const)


def _functions(node: Any) -> Iterator[FunctionType]:
    """The function itself, or those of a class and of the classes that it is made from."""
    if isinstance(node, FunctionType):
        yield node
        return
    for base in node.__mro__:
        if _ours(base):
            for member in vars(base).values():
                inner = getattr(member, "fget", None) or getattr(member, "__func__", member)
                if isinstance(inner, FunctionType):
                    yield inner


def _used_by(function: FunctionType) -> Iterator[Node]:
    names = {name for code in _codes(function.__code__) for name in code.co_names}
    for name in names & set(function.__globals__):
        found = function.__globals__[name]
        if isinstance(found, ModuleType):
            if found.__name__.split(".")[0] == _PACKAGE:
                for attribute in names & set(vars(found)):
                    yield from _nodes(vars(found)[attribute])
        else:
            yield from _nodes(found)
    for cell in function.__closure__ or ():
        yield from _nodes(_content(cell))


def _content(cell: Any) -> object:
    try:
        return cell.cell_contents
    except ValueError:  # not filled yet
        return None


def _nodes(what: Any, depth: int = 3) -> frozenset[Node]:
    """The functions and classes of ours that `what` is, holds or is an instance of."""
    if type(what) is LocalProxy:  # stands for what only a request has
        return frozenset()
    if isinstance(what, partial):
        return _all((what.func, *what.args, *what.keywords.values()), depth)
    if isinstance(what, dict):
        return _all(what.values(), depth)
    if isinstance(what, list | tuple | set | frozenset):
        return _all(what, depth)
    if isinstance(what, type) or callable(what):
        plain = unwrap(getattr(what, "__func__", what))
        if isinstance(plain, FunctionType | type) and _ours(plain):
            return frozenset({plain})
    if isinstance(what, str):
        return frozenset({what}) if _TEMPLATE.fullmatch(what) else frozenset()
    kind = type(what)
    return _all((kind, *_fields(what)), depth) if _ours(kind) else frozenset()


def _fields(what: object) -> Iterable[object]:
    names = getattr(type(what), "__slots__", ())
    slots = [getattr(what, name, None) for name in ([names] if isinstance(names, str) else names)]
    return [*slots, *vars(what).values()] if hasattr(what, "__dict__") else slots


def _all(many: Iterable[object], depth: int) -> frozenset[Node]:
    return frozenset().union(*(_nodes(one, depth - 1) for one in many)) if depth else frozenset()


def _ours(what: Any) -> bool:
    return str(getattr(what, "__module__", "")).split(".")[0] == _PACKAGE
