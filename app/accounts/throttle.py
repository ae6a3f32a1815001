"""How often somebody may guess, by account and by address, kept in the database.

A browser in which the user signed in before has an allowance of its own, so that a stranger who
guesses cannot lock an editor out.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from typing import NamedTuple

from sqlalchemy import ColumnElement, delete, select

from app.clock import utcnow
from app.extensions import db
from app.models import SignInAttempt

Where = tuple[ColumnElement[bool], ...]
A_QUARTER, AN_HOUR = timedelta(minutes=15), timedelta(hours=1)


class Limit(NamedTuple):
    """So many failures within so long."""

    failures: int
    within: timedelta


OF_PAIR = Limit(6, A_QUARTER)  # one account from one address
OF_ADDRESS = Limit(30, A_QUARTER)  # an office behind one address has several people
OF_ACCOUNT = Limit(20, AN_HOUR)  # one account from anywhere
OF_DEVICE = Limit(20, A_QUARTER)  # one account from a browser that it knows

Limits = list[tuple[Limit, Where]]


@dataclass(frozen=True, slots=True)
class Guess:
    """Who guesses: at which account (hashed, "" for none), from where, in which known browser."""

    account: str
    address: str
    device: str = ""


def guess(account: str, address: str | None, device: str = "") -> Guess:
    """A guess at `account`, any text that names it, from an IP address."""
    name = hashlib.sha256(account.encode()).hexdigest() if account else ""
    return Guess(name, _network(address or ""), device)


def _network(address: str) -> str:
    """The address, of IPv6 the /64 that one house has."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or ip_network((found, 64), strict=False))


def wait(guess: Guess) -> int:
    """Seconds until one may guess again; 0 where one may now."""
    return max(_wait(limit, *where) for limit, where in _limits(guess))


def _limits(guess: Guess) -> Limits:
    at_account = SignInAttempt.account == guess.account
    if guess.device:
        return [(OF_DEVICE, (at_account, SignInAttempt.device == guess.device))]
    unknown = SignInAttempt.device == ""
    from_address = (SignInAttempt.address == guess.address, unknown)
    limits: Limits = [(OF_ADDRESS, from_address)]
    if guess.account:
        limits += [(OF_PAIR, (at_account, *from_address)), (OF_ACCOUNT, (at_account, unknown))]
    return limits


def _wait(limit: Limit, *where: ColumnElement[bool]) -> int:
    now = utcnow()
    recent = select(SignInAttempt.at).where(*where, SignInAttempt.at > now - limit.within)
    latest = recent.order_by(SignInAttempt.at.desc()).limit(limit.failures)
    times = db.session.execute(latest).scalars().all()
    if len(times) < limit.failures:
        return 0
    return max(1, ceil((times[-1] + limit.within - now).total_seconds()))


def note(guess: Guess) -> None:
    """Count a guess. Before it is looked at, and committed: many at once are counted too."""
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.at < utcnow() - AN_HOUR))
    attempt = SignInAttempt(account=guess.account, address=guess.address, device=guess.device)
    db.session.add(attempt)
    db.session.flush()


def forgive(guess: Guess) -> None:
    """Forget the guesses at this account from here, since one was right."""
    db.session.execute(
        delete(SignInAttempt).filter_by(
            account=guess.account, address=guess.address, device=guess.device
        )
    )
