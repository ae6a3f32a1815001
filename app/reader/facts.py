"""The facts: each figure with its date, its source and its history, and as CSV and JSON."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from flask import Response, url_for
from flask_babel import gettext as _

from app.content import facts as figures
from app.i18n.current import current_language
from app.i18n.languages import public_languages
from app.reader import structured
from app.reader.downloads import csv_file, json_file, partial_iso
from app.reader.rendering import Head, everywhere, render

_DIRECTIONS = {"L": "ltr", "R": "rtl", "AL": "rtl"}  # of letters, by their bidirectional class
COLUMNS = ("key", "value", "as_of", "source", "source_url")


def facts() -> str:
    """Every fact, under its key."""
    found = figures.all_facts(current_language().code)
    return render(
        "reader/facts.html", head=_head(), facts=found, written_in=written_in,
        sample=any(fact.sample for fact in found),
    )  # fmt: skip


def facts_csv() -> Response:
    """One row a figure, oldest first."""
    return csv_file("facts", COLUMNS, ([row[name] for name in COLUMNS] for row in _records()))


def facts_json() -> Response:
    """Each fact with its words in the language of the address, else in another; its history."""
    records = list(_records())
    return json_file({"facts": [
        {
            "key": fact.key,
            "language": fact.language,
            "label": fact.label,
            "description": fact.description,
            "value": fact.current.value if fact.current else None,
            "history": [row for row in records if row["key"] == fact.key],
        }
        for fact in figures.all_facts(current_language().code)
    ]})  # fmt: skip


def written_in(text: str) -> str:
    """The code of the language in which a source is probably written, by its first letter.

    A source is kept as its publisher words it, in one language; a page in another one says so.
    """
    here = current_language()
    first = next((kind for c in text if (kind := unicodedata.bidirectional(c)) in _DIRECTIONS), "L")
    direction = _DIRECTIONS[first]
    others = (language for language in public_languages() if language.direction == direction)
    return here.code if here.direction == direction else next((o.code for o in others), here.code)


def _head() -> Head:
    title = _("Facts and figures")
    return Head(
        title=title,
        description=_(
            "The figures that this site cites, each with the date on which it held, "
            "its source and the figures before it."
        ),
        alternates=everywhere("reader.facts"),
        structured=[structured.breadcrumbs([(title, url_for("reader.facts"))])],
    )


def _records() -> Iterator[dict[str, str | int]]:
    """Every figure of every fact under the names of the columns."""
    for fact in figures.all_facts(current_language().code):
        for figure in fact.history:
            yield {
                "key": fact.key,
                "value": figure.value,
                "as_of": partial_iso(figure.as_of, figure.precision),
                "source": figure.source,
                "source_url": figure.source_url,
            }
