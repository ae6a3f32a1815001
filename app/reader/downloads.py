"""Tables that readers take away: CSV that spreadsheets open rightly and safely, and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from datetime import date

from flask import Response

# A cell that begins with one of these is a formula to a spreadsheet; an apostrophe makes it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_file(name: str, columns: Iterable[str], rows: Iterable[Iterable[object]]) -> Response:
    """A CSV file to save: UTF-8 with a byte order mark, without which Excel misreads Arabic."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    response = Response("\ufeff" + text.getvalue(), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def json_file(data: Mapping[str, object]) -> Response:
    """`data` as readable JSON, in UTF-8."""
    return Response(
        json.dumps(data, ensure_ascii=False, indent=1) + "\n", mimetype="application/json"
    )


def partial_iso(day: date | None, precision: str | None) -> str:
    """A date as exactly as it is known: 2022, 2022-09 or 2022-09-28; "" where there is none."""
    return day.isoformat()[: {"year": 4, "month": 7}.get(precision or "", 10)] if day else ""


def _cell(value: object) -> object:
    """A value that no spreadsheet takes for a formula; numbers stay what they are."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
