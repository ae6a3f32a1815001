"""`flask static`: the files that pages link to and the styles that they carry."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from app import assets

static = AppGroup("static", help="Static files: styles, scripts, fonts.")


@static.command("build")
def build_command() -> None:
    """Build the static files under names that change with their bytes."""
    click.echo(f"Built {assets.build()} static files.")
    if not assets.rich_text_available():
        click.echo(
            "The desk uses its plain text fields: the libraries of its rich text could not be "
            "fetched (make rich-text tries again)."
        )
