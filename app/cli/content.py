"""`flask content`: the sample content, bulk for trying the site at size, and a check of it all."""

from __future__ import annotations

import click

from app.cli.groups import DatabaseGroup
from app.content import recheck
from app.content.answering import answers
from app.content.samples import sample
from app.content.samples.generation import generate
from app.content.store import orphans
from app.content.worklists import due, looking
from app.extensions import db

BATCH = 100

content = DatabaseGroup("content", help="Sample content, bulk for trying things at size, a check.")


@content.command("load")
def load() -> None:
    """Load the sample content; what is already there stays as it is."""
    try:
        with click.progressbar(length=len(sample.steps()), label="Sample content") as bar:
            sample.load(lambda _step: bar.update(1))
    except sample.SampleError as error:
        raise click.ClickException(str(error)) from error
    db.session.commit()


@content.command("unload-sample")
def unload_sample() -> None:
    """Remove all sample content, and nothing else."""
    removed = sample.unload()
    db.session.commit()
    click.echo(f"{removed} things of the sample are removed.")


@content.command("generate")
@click.argument("number", type=click.IntRange(1, 1_000_000))
def generate_stories(number: int) -> None:
    """Write NUMBER stories in both languages, the same ones each time."""
    with click.progressbar(generate(number), length=number, label="Stories") as stories:
        for n in stories:
            if n % BATCH == 0:
                db.session.commit()
                db.session.expunge_all()
    db.session.commit()


@content.command("check")
def check() -> None:
    """Sanitise everything stored again, and report what would change; nothing is changed."""
    found = 0
    for one in recheck.unclean():
        found += 1
        click.echo(f"{one.table} {one.id}: {one.column}")
    if found:
        raise click.ClickException(f"{found} texts would change if they were written today.")
    click.echo("Everything stored is clean.")


@content.command("look-again")
def look_again() -> None:
    """Let the checks look at all live stories that are due: what the board counts as failing."""
    looked, found = 0, due.due()
    for first in range(0, len(found), looking.AT_ONCE):
        looked += looking.look(found[first : first + looking.AT_ONCE], answers)
        db.session.commit()
    click.echo(f"Looked at {looked} live stories.")


@content.command("orphans")
@click.option("--remove", is_flag=True, help="Delete them as well.")
def list_orphans(remove: bool) -> None:
    """List the stored files, older than a day, that nothing in the database names."""
    for name in orphans.orphans():
        gone = remove and orphans.remove(name)
        click.echo(f"{name} deleted" if gone else name)
