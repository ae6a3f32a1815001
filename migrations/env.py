"""How migrations run: on the application's database, on either engine."""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection, text

from app import models  # noqa: F401  # the tables that autogenerate compares
from app.config import StartupError
from app.health import check_database
from app.models.types import Json, Languages, UTCDateTime

OURS = (Json, Languages, UTCDateTime)
migrate = current_app.extensions["migrate"]


def render_item(type_: str, item: Any, autogen_context: Any) -> str | bool:
    """Our column types by their names, or autogenerate writes scripts that cannot run."""
    if type_ == "type" and isinstance(item, OURS):
        autogen_context.imports.add("from app.models import types")
        return f"types.{type(item).__name__}()"
    return False


def run(connection: Connection) -> None:
    """Run the migrations on `connection`.

    SQLite rebuilds a table by copying and dropping it, and with foreign keys on, the drop deletes
    the rows that refer to it: the check is off meanwhile, and made afterwards.
    """
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        connection.execute(text("PRAGMA foreign_keys=OFF"))
        connection.commit()
    context.configure(
        connection=connection,
        target_metadata=migrate.db.metadata,
        render_item=render_item,
        **migrate.configure_args,
    )
    with context.begin_transaction():
        context.run_migrations()
    if sqlite:
        broken = connection.execute(text("PRAGMA foreign_key_check")).all()
        if broken:
            raise RuntimeError(f"rows without what they refer to: {broken[:5]}")
        connection.commit()
        connection.execute(text("PRAGMA foreign_keys=ON"))


if context.is_offline_mode():
    raise SystemExit("Migrations need the database: there is no --sql mode.")
try:
    check_database()
except StartupError as error:
    raise SystemExit(str(error)) from None
with migrate.db.engine.connect() as own_connection:
    run(own_connection)
