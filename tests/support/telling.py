"""The site by a clock that can be moved, whose pages say at their end which templates they are of.

For gunicorn (`tests.support.telling:app`), where a test has to see every template at work. Errors
of every kind have an address, in each language and at the desk: `/en/failing/503`.
"""

import os
from collections.abc import Callable, Iterator, MutableMapping
from types import CodeType
from typing import Any, NoReturn

from flask import Flask, abort, g
from jinja2 import Environment, Template
from jinja2.nodes import Macro as MacroNode
from jinja2.runtime import Context, Macro

from app.config import ROOT

TEMPLATES = ROOT / "app" / "templates"
_invoke = Macro._invoke  # noqa: SLF001  # nothing public tells that a macro is called


class Telling(Template):
    """A template that is noted as soon as it says something: not when its macros are imported."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002  # as Template names it
        uptodate: Callable[[], bool] | None = None,
    ) -> "Telling":
        """As Template does, with a body that is listened to."""
        made = super().from_code(environment, code, globals, uptodate)
        assert isinstance(made, cls)
        made.root_render_func = _heard(str(made.name), made.root_render_func)
        return made

    def render(self, *given: Any, **named: Any) -> str:
        """As Template does; a whole page names all that was noted, behind its end."""
        page = super().render(*given, **named)
        if not page.endswith("</html>"):
            return page
        return f"{page}<!-- {' '.join(sorted(_noted()))} -->"


Body = Callable[[Context], Iterator[str]]


def _heard(name: str, body: Body) -> Body:
    def heard(context: Context) -> Iterator[str]:
        parts = body(context)
        for part in parts:
            yield part
            if part.strip():
                _noted().add(name)
                break
        yield from parts

    return heard


def _called(macro: Macro, arguments: list[Any], autoescape: bool) -> str:
    file = macro._func.__code__.co_filename  # noqa: SLF001  # see above
    name = os.path.relpath(file, TEMPLATES)
    _noted().update({name, f"{name}:{macro.name}"})
    return _invoke(macro, arguments, autoescape)


def _noted() -> set[str]:
    """The templates that have said something in this request, and `template:macro`."""
    noted: set[str] = g.setdefault("templates_noted", set())
    return noted


def _fail(code: int) -> NoReturn:
    abort(code)


def every(app: Flask, *but: str) -> set[str]:
    """What there is to be noted: the templates of pages, and their macros; `but` these folders."""
    found = set()
    for path in TEMPLATES.rglob("*.html"):
        name = path.relative_to(TEMPLATES).as_posix()
        if not name.startswith(but):
            found |= _of(app.jinja_env, name, path.read_text(encoding="utf-8"))
    return found


def _of(environment: Environment, name: str, source: str) -> set[str]:
    """A template and each of its macros, as they are noted."""
    macros = environment.parse(source).find_all(MacroNode)
    return {f"{name}:{macro.name}" for macro in macros} | {name}


if os.environ.get("MOVED_CLOCK"):  # set for the server alone: the tests import this file too
    from tests.support.moved_clock import app

    app.jinja_env.template_class = Telling
    for place in ("<language:language>", "editor"):
        app.add_url_rule(f"/{place}/failing/<int:code>", view_func=_fail, methods=["GET", "POST"])
    Macro._invoke = _called  # type: ignore[method-assign,assignment]  # noqa: SLF001  # see above

    __all__ = ["app"]
