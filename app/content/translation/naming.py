"""What a paragraph is called for people: by what it is, and which one of these."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from flask_babel import gettext as _

from app.content.translation.blocks import Block, tree
from app.i18n.formats import number

_TELLING = {
    **dict.fromkeys(("h2", "h3", "h4"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    **dict.fromkeys(("th", "td"), "cell"),
    "blockquote": "quotation",
    "caption": "title",
    "figcaption": "caption",
}


@dataclass(frozen=True, slots=True)
class _Place:
    """What something stands in, None for the text, and which one there it is, from 1 on."""

    within: Block | None
    at: int


_Places = dict[Block, _Place]  # of tables in the text, rows in their table and cells in their row


def names(html: str) -> list[str]:
    """A name for each segment of `html`, no two the same."""
    root = tree(html)
    places: _Places = {}
    _find(root, root, places, Counter())
    tables = sum(one.name == "table" for one in places)
    seen: Counter[str] = Counter()
    same: Counter[str] = Counter()
    found = []
    for at in range(root.last):
        path = root.path(at)
        kind = next((_TELLING[one.name] for one in path[::-1] if one.name in _TELLING), "")
        seen[kind] += 1
        name = _cell(path, places, tables) if kind == "cell" else _name(kind, seen[kind])
        same[name] += 1
        found.append(_told_apart(name, same[name]))
    return found


def _find(block: Block, table: Block, places: _Places, begun: Counter[Block | None]) -> None:
    """Where the tables, rows and cells are that stand somewhere in `block`, in one walk.

    `begun` are the rows of each table so far, and under None the tables of the text.
    """
    for at, one in enumerate(block.children, 1):
        if one.name in ("table", "tr"):
            of = table if one.name == "tr" else None
            begun[of] += 1
            places[one] = _Place(of, begun[of])
        elif block.name == "tr":
            places[one] = _Place(block, at)
        _find(one, one if one.name == "table" else table, places, begun)


def paragraph(at: int) -> str:
    """What the paragraph in this place is called, from 1 on."""
    return _name("", at)


def _name(kind: str, at: int) -> str:
    place = number(at)
    names = {
        # Translators: noun: which heading of a text: "Heading 2".
        "heading": lambda: _("Heading %(number)s", number=place),
        # Translators: which item of the lists of a text: "List item 3".
        "item": lambda: _("List item %(number)s", number=place),
        # Translators: noun: which quotation of a text: "Quotation 2".
        "quotation": lambda: _("Quotation %(number)s", number=place),
        # Translators: what stands above a table: "Title of table 2".
        "title": lambda: _("Title of table %(number)s", number=place),
        # Translators: noun: what stands below a picture of a text: "Caption 2".
        "caption": lambda: _("Caption %(number)s", number=place),
        # Translators: which paragraph of a text: "Paragraph 4".
        "": lambda: _("Paragraph %(number)s", number=place),
    }
    return names[kind]()


def _cell(path: list[Block], places: _Places, tables: int) -> str:
    """A cell by its place in its table, which has a number where there are several."""
    by_name = {one.name: one for one in path}  # the innermost of each
    table, row = by_name.get("table", path[0]), by_name.get("tr", path[0])
    cell = by_name.get("td") or by_name["th"]
    place = {
        "row": number(_at(row, table, places)),
        "column": number(_at(cell, row, places)),
    }
    if tables < 2 or table not in places:
        # Translators: which part of a text: "Table cell, row 2, column 3".
        return _("Table cell, row %(row)s, column %(column)s", **place)
    # Translators: which part of a text that has several tables: "Table 2, row 2, column 3".
    which = number(places[table].at)
    return _("Table %(table)s, row %(row)s, column %(column)s", table=which, **place)


def _at(block: Block, within: Block, places: _Places) -> int:
    """Which one it is of those in `within`; the first where it stands elsewhere."""
    place = places.get(block)
    return place.at if place is not None and place.within is within else 1


def _told_apart(name: str, at: int) -> str:
    """The name, or, of what is the second in one cell, one that tells it from the first."""
    if at < 2:
        return name
    # Translators: of a cell with several paragraphs: "Table cell, row 2, column 3 (part 2)".
    return _("%(name)s (part %(number)s)", name=name, number=number(at))
