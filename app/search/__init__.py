"""Search: one interface, two engines, and the same answers from both."""

from app.search.engine import is_search_table
from app.search.finding import MOST_COUNTED, Hit, Results, count, find
from app.search.highlighting import excerpt, spans
from app.search.index import Document, create_index, drop_index, put, rebuild, remove

__all__ = [
    "MOST_COUNTED",
    "Document",
    "Hit",
    "Results",
    "count",
    "create_index",
    "drop_index",
    "excerpt",
    "find",
    "is_search_table",
    "put",
    "rebuild",
    "remove",
    "spans",
]
