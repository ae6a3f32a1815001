"""`flask search`: the index of words, made anew from the content."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from app.extensions import db
from app.search import rebuild
from app.search.sources import documents, total

search = AppGroup("search", help="The index of words that readers search.")


@search.command("rebuild")
def rebuild_index() -> None:
    """Make the search index anew from the content."""
    with click.progressbar(length=total(), label="Indexing") as bar:
        number = rebuild(documents(), bar.update)
    db.session.commit()
    click.echo(f"{number} documents are indexed.")
