"""`flask translations export-stories` and `import-stories`: the words of the site as .po files."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from app import audit
from app.cli.translations.telling import as_data, tell, tell_done
from app.content.problems import ContentError
from app.content.translation.po import sources
from app.content.translation.po.applying import apply
from app.content.translation.po.exporting import export
from app.content.translation.po.links import seen_at
from app.content.translation.po.planning import plan
from app.extensions import db
from app.i18n.languages import translatable


@click.command("export-stories")
@click.option("--from", "source", required=True, help="The language that it is written in.")
@click.option("--to", "language", required=True, help="The language to translate into.")
@click.option("--story", "ids", type=int, multiple=True, help="The number of a story or page.")
@click.option("--stale", is_flag=True, help="Translations that are behind their source.")
@click.option("--all", "everything", is_flag=True, help="All that is written in that language.")
@click.option("--kept", is_flag=True, help="Topics, facts, alt texts and the like as well.")
@click.option("--out", type=click.Path(dir_okay=False, allow_dash=True), help="A file; - to print.")
@click.option("--due", type=click.DateTime(["%Y-%m-%d"]), help="When it is awaited: 2026-05-31.")
@click.option("--contact", default="", help="Whom translators may ask.")
@with_appcontext
def export_stories_command(
    source: str,
    language: str,
    ids: tuple[int, ...],
    stale: bool,
    everything: bool,
    kept: bool,
    out: str | None,
    due: datetime | None,
    contact: str,
) -> None:
    """Write stories as .po, or several as a zip, for translators."""
    _known(source, language)
    if not (ids or stale or everything or kept):
        raise click.UsageError("Say which: --story NUMBER, --stale, --all or --kept.")
    until = due.date() if due else None
    wanted = sources.Wanted(ids, stale=stale, everything=everything, kept=kept)
    found = sources.chosen(source, language, wanted, link=seen_at(_preview, until))
    if not found:
        raise click.ClickException("There is nothing to translate.")
    made = export(found, source, language, due_on=until, contact=contact[:200])
    audit.record("translation.export", "handout", made.handout_id, {"language": language})
    db.session.commit()
    _write(Path(out) if out and out != "-" else None if out else Path(made.name), made.data)
    click.echo(f"{made.name}: texts {len(found)}, words to translate {made.words}.", err=True)


def _known(*codes: str) -> None:
    known = [one.code for one in translatable()]
    for code in codes:
        if code not in known:
            raise click.UsageError(f"{code} is none of the languages: {', '.join(known)}.")
    if len(set(codes)) < len(codes):
        raise click.UsageError("A language is not translated into itself.")


def _preview(key: str) -> str:
    """The path of the preview to which a key opens."""
    return current_app.url_map.bind("").build("editor.preview_shared", {"token": key})


def _write(path: Path | None, data: bytes) -> None:
    if path is None:
        sys.stdout.buffer.write(data)
    else:
        path.write_bytes(data)


@click.command("import-stories")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--to", "language", help="The language that the files must be in.")
@click.option("--kept", is_flag=True, help="Also what readers see at once: topics, facts, …")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "as_json", is_flag=True, help="Print what is done as JSON.")
@with_appcontext
def import_stories_command(
    files: tuple[Path, ...], language: str | None, kept: bool, yes: bool, as_json: bool
) -> None:
    """Take .po FILES, or zips of them, in: as working copies for review."""
    planned = plan([(path.name, path.read_bytes()) for path in files], language, kept=kept)
    if as_json:
        click.echo(json.dumps(as_data(planned), ensure_ascii=False, indent=2))
    else:
        tell(planned)
    if planned.faults:
        raise click.ClickException("Nothing is written.")
    if not planned.acts:
        return
    db.session.rollback()  # so that nobody waits for the answer
    if not yes:
        click.confirm("Take this in?", abort=True, err=as_json)
    try:
        done = apply(planned)
    except ContentError as error:
        raise click.ClickException(f"Nothing is written. {error}") from None
    db.session.commit()
    if not as_json:
        tell_done(done)
