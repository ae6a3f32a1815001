"""The index in PostgreSQL: tsvectors written from our terms, no text search configuration."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Boolean, Connection, Integer, TextualSelect, column, text
from sqlalchemy.orm import Session

from app.search.engine import FILLER, Entry
from app.search.query import Group, Phrase

_CREATE = text("CREATE TABLE search_index (id integer PRIMARY KEY, terms tsvector NOT NULL)")
# Without a list of what is still to be sorted in: searches are many, changes are few.
_CREATE_GIN = text(
    "CREATE INDEX search_index_terms ON search_index USING gin (terms) WITH (fastupdate = off)"
)
_DROP = text("DROP TABLE search_index")
_ADD = text("INSERT INTO search_index (id, terms) VALUES (:id, CAST(:terms AS tsvector))")
_REMOVE = text("DELETE FROM search_index WHERE id = :id")
_CLEAR = text("DELETE FROM search_index")
_COUNT = text("ANALYZE search_index, search_document")
_MATCHES = text(
    "SELECT id, terms @@ CAST(:titles AS tsquery) AS in_title"
    " FROM search_index WHERE terms @@ CAST(:all AS tsquery)"
)
TITLE = "A"  # the weight of a place in the title; one in the text has none


def vector(entry: Entry) -> str:
    """The terms as a tsvector: 'term':1A,7. A gap after the title lets no phrase cross its end."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for place, term in enumerate(entry.title, 1):
        places[term].append(f"{place}{TITLE}")
    for place, term in enumerate(entry.text, len(entry.title) + 2):
        places[term].append(str(place))
    places.pop(FILLER, None)
    return " ".join(f"'{term}':{','.join(where)}" for term, where in places.items())


def _phrase(phrase: Phrase, weight: str) -> str:
    """The terms one after another, each quoted; they hold no quotation mark."""
    return "(" + " <-> ".join(f"'{term}'{weight}" for term in phrase) + ")"


def expression(groups: Sequence[Group], weight: str = "") -> str:
    """The groups as a tsquery, for the places with `weight` alone if there is one."""
    alternatives = (" | ".join(_phrase(phrase, weight) for phrase in group) for group in groups)
    return " & ".join(f"({group})" for group in alternatives)


class PostgresEngine:
    """A tsvector for each document, with a GIN index."""

    def create(self, connection: Connection) -> None:
        """Create the table and its index."""
        connection.execute(_CREATE)
        connection.execute(_CREATE_GIN)

    def drop(self, connection: Connection) -> None:
        """Drop both."""
        connection.execute(_DROP)

    def add(self, session: Session, entries: Sequence[Entry]) -> None:
        """Insert the terms with their places."""
        session.execute(_ADD, [{"id": entry.id, "terms": vector(entry)} for entry in entries])

    def remove(self, session: Session, ids: Sequence[int]) -> None:
        """Delete the rows."""
        session.execute(_REMOVE, [{"id": id_} for id_ in ids])

    def clear(self, session: Session) -> None:
        """Delete all rows."""
        session.execute(_CLEAR)

    def settle(self, session: Session) -> None:
        """Count at once: until then it plans for few rows, and searches take seconds."""
        session.execute(_COUNT)

    def matches(self, groups: Sequence[Group]) -> TextualSelect:
        """See SearchEngine."""
        all_, titles = expression(groups), expression(groups, f":{TITLE}")
        statement = _MATCHES.bindparams(all=all_, titles=titles)
        return statement.columns(column("id", Integer), column("in_title", Boolean))
