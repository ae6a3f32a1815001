"""Old addresses: where they lead, or that they are gone."""

from __future__ import annotations

from sqlalchemy import select

from app.extensions import db
from app.models import Redirect


def find(path: str) -> tuple[bool, str | None]:
    """Whether `path` is an old address, and its target; found without a target means gone."""
    row = db.session.execute(select(Redirect.target).filter_by(path=_trimmed(path))).first()
    return (True, row.target) if row else (False, None)


def add(path: str, target: str | None, sample: bool = False) -> None:
    """Keep where an old path leads; ValueError for a target outside of the site.

    A target that is itself an old path is followed, so that readers need one hop.
    """
    if target is not None and not _inside(target):
        raise ValueError(f"a redirect leads to a path of this site, not to {target!r}")
    known, further = find(target) if target else (False, None)
    row = db.session.get(Redirect, _trimmed(path)) or Redirect(path=_trimmed(path))
    row.target, row.sample = (further if known else target), sample
    if row.target == row.path:
        raise ValueError(f"{path!r} leads to itself")
    db.session.add(row)
    for other in db.session.execute(select(Redirect).filter_by(target=row.path)).scalars():
        other.target = row.target
    db.session.flush()


def _inside(target: str) -> bool:
    """Whether `target` is a path of this site to every browser: they drop tabs and line ends."""
    return (
        target.startswith("/")
        and not target.startswith("//")
        and "\\" not in target
        and target.isprintable()
    )


def _trimmed(path: str) -> str:
    return path.rstrip("/")[:500] or "/"
