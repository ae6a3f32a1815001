"""The index in SQLite: an FTS5 table of terms, with their places for phrases."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Boolean, Connection, Integer, TextualSelect, column, text
from sqlalchemy.orm import Session

from app.search.engine import Entry
from app.search.query import Group, Phrase

# The tokenizer `ascii` takes other letters as they are, so terms end at our spaces alone.
_CREATE = text("CREATE VIRTUAL TABLE search_index USING fts5(title, text, tokenize = 'ascii')")
_DROP = text("DROP TABLE search_index")
_ADD = text("INSERT INTO search_index (rowid, title, text) VALUES (:id, :title, :text)")
_REMOVE = text("DELETE FROM search_index WHERE rowid = :id")
_CLEAR = text("DELETE FROM search_index")
_MATCHES = text(
    "SELECT rowid AS id, rowid IN (SELECT rowid FROM search_index"
    " WHERE search_index MATCH :titles) AS in_title"
    " FROM search_index WHERE search_index MATCH :all"
)


def _phrase(phrase: Phrase) -> str:
    """The terms as one quoted string; they hold no quotation mark."""
    return '"' + " ".join(phrase) + '"'


def expression(groups: Sequence[Group]) -> str:
    """The groups in FTS5's language."""
    return " AND ".join("(" + " OR ".join(map(_phrase, group)) + ")" for group in groups)


class SQLiteEngine:
    """FTS5."""

    def create(self, connection: Connection) -> None:
        """Create the table."""
        connection.execute(_CREATE)

    def drop(self, connection: Connection) -> None:
        """Drop the table, and with it those in which FTS5 keeps it."""
        connection.execute(_DROP)

    def add(self, session: Session, entries: Sequence[Entry]) -> None:
        """Insert the terms, separated by spaces."""
        rows = [{"id": e.id, "title": " ".join(e.title), "text": " ".join(e.text)} for e in entries]
        session.execute(_ADD, rows)

    def remove(self, session: Session, ids: Sequence[int]) -> None:
        """Delete the rows."""
        session.execute(_REMOVE, [{"id": id_} for id_ in ids])

    def clear(self, session: Session) -> None:
        """Delete all rows."""
        session.execute(_CLEAR)

    def settle(self, session: Session) -> None:
        """Its plans do not depend on that."""

    def matches(self, groups: Sequence[Group]) -> TextualSelect:
        """See SearchEngine."""
        all_ = expression(groups)
        statement = _MATCHES.bindparams(all=all_, titles="{title} : (" + all_ + ")")
        return statement.columns(column("id", Integer), column("in_title", Boolean))
