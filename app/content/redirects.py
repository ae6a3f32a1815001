"""Old addresses: where they lead, or that they are gone."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, or_, select

from app.extensions import db
from app.models import Redirect, TakeDown


class SealedError(ValueError):
    """What was at this address was taken down: it answers 410 whatever anybody wishes."""


def find(path: str) -> tuple[bool, str | None]:
    """Whether `path` is an old address, and its target; found without a target means gone."""
    row = db.session.execute(select(Redirect.target).filter_by(path=trimmed(path))).first()
    return (True, row.target) if row else (False, None)


@dataclass(frozen=True, slots=True)
class OldAddress:
    """An old path, and where it leads; None: it is gone."""

    path: str
    target: str | None


def all_redirects(words: str = "", after: str = "", limit: int = 100) -> list[OldAddress]:
    """Old addresses by their paths, those after `after`, that hold `words` in path or target.

    Not those of what was taken down, which may tell what it was.
    """
    statement = select(Redirect.path, Redirect.target).order_by(Redirect.path).limit(limit)
    statement = statement.where(Redirect.path.not_in(taken_down()))
    if words:
        held = (
            column.contains(words, autoescape=True) for column in (Redirect.path, Redirect.target)
        )
        statement = statement.where(or_(*held))
    if after:
        statement = statement.where(Redirect.path > after)
    return [OldAddress(*row) for row in db.session.execute(statement)]


def taken_down() -> set[str]:
    """The addresses of what was taken down, which stay gone."""
    rows = db.session.execute(select(TakeDown.addresses)).scalars()
    return {trimmed(address) for addresses in rows for address in addresses}


def leading_to(target: str) -> list[str]:
    """The old paths that lead to a path."""
    rows = select(Redirect.path).filter_by(target=trimmed(target)).order_by(Redirect.path)
    return list(db.session.execute(rows).scalars())


def remove(path: str) -> bool:
    """Forget an old address; whether there was one. SealedError for what was taken down."""
    _refuse_sealed(path)
    gone = delete(Redirect).where(Redirect.path == path)
    return db.session.connection().execute(gone).rowcount > 0


def add(path: str, target: str | None, sample: bool = False) -> None:
    """Keep where an old path leads; ValueError for a target outside of the site.

    A target that is itself an old path is followed, so that readers need one hop. What was taken
    down stays gone: SealedError for any other target.
    """
    if target is not None and not inside(target):
        raise ValueError(f"a redirect leads to a path of this site, not to {target!r}")
    if target is not None:
        _refuse_sealed(path)
    known, further = find(target) if target else (False, None)
    end = further if known else target
    if end == trimmed(path):
        raise ValueError(f"{path!r} leads to itself")
    row = db.session.get(Redirect, trimmed(path)) or Redirect(path=trimmed(path))
    row.target, row.sample = end, sample
    db.session.add(row)
    for other in db.session.execute(select(Redirect).filter_by(target=row.path)).scalars():
        other.target = row.target
    db.session.flush()


def _refuse_sealed(path: str) -> None:
    if trimmed(path) in taken_down():
        raise SealedError(path)


def inside(target: str) -> bool:
    """Whether `target` is a path of this site to every browser: they drop tabs and line ends."""
    return (
        target.startswith("/")
        and not target.startswith("//")
        and "\\" not in target
        and target.isprintable()
    )


def trimmed(path: str) -> str:
    """A path as it is kept: without a slash at its end."""
    return path.rstrip("/")[:500] or "/"
