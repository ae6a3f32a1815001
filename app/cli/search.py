"""`flask search`: the index of words, made anew from the content."""

from __future__ import annotations

import click

from app.cli.groups import DatabaseGroup
from app.content import indexing
from app.extensions import db
from app.search import rebuild

search = DatabaseGroup("search", help="The index of words that readers search.")


@search.command("rebuild")
def rebuild_index() -> None:
    """Make the search index anew from the content."""
    with click.progressbar(length=indexing.total(), label="Indexing") as bar:
        number = rebuild(indexing.documents(), bar.update)
    db.session.commit()
    click.echo(f"{number} documents are indexed.")
