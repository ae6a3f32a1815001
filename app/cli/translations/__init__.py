"""`flask translations`: from the code to the translators and back."""

from __future__ import annotations

from app.cli.groups import DatabaseGroup
from app.cli.translations.catalogs import check_command, extract_command, update_command
from app.cli.translations.languages import add_command, publish_command
from app.cli.translations.running import compile_command, pseudo_command, watch_command
from app.cli.translations.status import status_command
from app.cli.translations.stories import export_stories_command, import_stories_command
from app.cli.translations.where import where_command

COMMANDS = (
    extract_command,
    update_command,
    check_command,
    status_command,
    where_command,
    export_stories_command,
    import_stories_command,
    compile_command,
    watch_command,
    pseudo_command,
    add_command,
    publish_command,
)

translations = DatabaseGroup("translations", help="Texts of the interface, and their languages.")
for command in COMMANDS:
    translations.add_command(command)
