"""`flask facts`: new figures for what the site counts."""

from __future__ import annotations

import click

from app.cli.groups import DatabaseGroup
from app.content import facts as kept
from app.content.indexing import fact_changed
from app.content.rows import FigureRow
from app.extensions import db
from app.i18n import formats
from app.i18n.languages import public_languages

facts = DatabaseGroup("facts", help="What the site counts, as of when, and from which source.")


@facts.command("list")
def list_facts() -> None:
    """Show each fact with today's figure."""
    for fact in kept.known().values():
        figure = fact.on(kept.today())
        shown = f"{figure.value}\t{_as_of(figure)}\t{figure.source}" if figure else "no figure"
        click.echo(f"{fact.key}\t{shown}")


def _as_of(figure: FigureRow) -> str:
    parts = kept.PRECISIONS.index(figure.precision) + 1
    return "-".join(figure.as_of.isoformat().split("-")[:parts])


@facts.command("add")
@click.argument("key")
@click.argument("value", type=int)
@click.option("--as-of", required=True, help="2023, 2023-06 or 2023-06-30.")
@click.option("--source", required=True, help="Where the figure comes from, as readers see it.")
@click.option("--source-url", default="", help="Address of the source.")
def add(key: str, value: int, as_of: str, source: str, source_url: str) -> None:
    """Append a figure to the history of KEY: evergreen pages show it at once."""
    try:
        figure = kept.add_figure(key, value, formats.digits_to_latin(as_of), source, source_url)
    except kept.FactError as error:
        raise click.ClickException(str(error)) from error
    fact_changed(key, figure.effective_from)
    db.session.commit()
    for language in public_languages():
        row = kept.one(language.code, key)
        click.echo(f"{language.code}: {row.counted if row else ''}")
