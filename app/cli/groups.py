"""Groups of commands that need the database, and say in one line when it cannot be used."""

from __future__ import annotations

from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy.exc import OperationalError, ProgrammingError


class DatabaseGroup(AppGroup):
    """Commands on the content; a database without its tables is the operator's to mend."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; ClickException where the database fails it."""
        try:
            return super().invoke(ctx)
        except (OperationalError, ProgrammingError) as error:
            cause = str(error.orig).strip().splitlines()[0]
            raise click.ClickException(
                f"The database cannot be used ({cause}). Try: flask db upgrade"
            ) from error
