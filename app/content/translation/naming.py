"""What a paragraph is called for people: by what it is, and which one of these."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

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


def names(html: str) -> list[str]:
    """A name for each segment of `html`, no two the same."""
    root = tree(html)
    tables = [one for one in _all(root) if one.name == "table"]
    seen: Counter[str] = Counter()
    found: dict[str, None] = {}
    for at in range(root.last):
        path = root.path(at)
        kind = next((_TELLING[one.name] for one in path[::-1] if one.name in _TELLING), "")
        seen[kind] += 1
        name = _cell(path, tables) if kind == "cell" else _name(kind, seen[kind])
        found[_other(name, found)] = None
    return list(found)


def paragraph(at: int) -> str:
    """What the paragraph in this place is called, from 1 on."""
    return _name("", at)


def _name(kind: str, at: int) -> str:
    place = number(at)
    names = {
        # Translators: noun: which heading of a text: "Heading 2".
        "heading": _("Heading %(number)s", number=place),
        # Translators: which item of the lists of a text: "List item 3".
        "item": _("List item %(number)s", number=place),
        # Translators: noun: which quotation of a text: "Quotation 2".
        "quotation": _("Quotation %(number)s", number=place),
        # Translators: what stands above a table: "Title of table 2".
        "title": _("Title of table %(number)s", number=place),
        # Translators: noun: what stands below a picture of a text: "Caption 2".
        "caption": _("Caption %(number)s", number=place),
    }
    # Translators: which paragraph of a text: "Paragraph 4".
    return names.get(kind) or _("Paragraph %(number)s", number=place)


def _cell(path: list[Block], tables: list[Block]) -> str:
    """A cell by its place in its table, which has a number where there are several."""
    by_name = {one.name: one for one in path}  # the innermost of each
    table, row = by_name.get("table", path[0]), by_name.get("tr", path[0])
    cell = by_name.get("td") or by_name["th"]
    rows = [one for one in _all(table) if one.name == "tr"]
    place = {
        "row": number(rows.index(row) + 1 if row in rows else 1),
        "column": number(row.children.index(cell) + 1 if cell in row.children else 1),
    }
    if len(tables) < 2 or table not in tables:
        # Translators: which part of a text: "Table cell, row 2, column 3".
        return _("Table cell, row %(row)s, column %(column)s", **place)
    # Translators: which part of a text that has several tables: "Table 2, row 2, column 3".
    which = number(tables.index(table) + 1)
    return _("Table %(table)s, row %(row)s, column %(column)s", table=which, **place)


def _other(name: str, taken: dict[str, None]) -> str:
    """The name, or, of what is the second in one cell, one that tells it from the first."""
    at, found = 2, name
    while found in taken:
        # Translators: of a cell with several paragraphs: "Table cell, row 2, column 3 (part 2)".
        found = _("%(name)s (part %(number)s)", name=name, number=number(at))
        at += 1
    return found


def _all(block: Block) -> Iterator[Block]:
    """A block and all that are in it, in their order."""
    yield block
    for child in block.children:
        yield from _all(child)
