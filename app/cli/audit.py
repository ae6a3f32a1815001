"""`flask audit`: whether the log of what was done is still whole."""

from __future__ import annotations

import click

from app import audit as kept
from app.cli.groups import DatabaseGroup

audit = DatabaseGroup("audit", help="The log of what editors did.")


@audit.command("verify")
@click.option("--head", default="", help="A hash that the server once printed to its log.")
def verify(head: str) -> None:
    """Say whether the chain is whole, or where it breaks; the exit status says so too."""
    verdict = kept.verify(head.strip().lower())
    click.echo(f"{verdict.number} entries are sound; the last has the hash {verdict.head}")
    if verdict.fault:
        raise click.ClickException(
            f"The chain breaks after entry {verdict.number}: {verdict.fault}."
        )
