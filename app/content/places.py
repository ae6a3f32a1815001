"""The place of a thing in a list that is newest first, as it stands in an address."""

from __future__ import annotations

from datetime import UTC, datetime

_MICROSECOND = 1_000_000
_LONGEST_STAMP, _LONGEST_ID = 18, 9  # digits; a longer one is none of ours, nor any database's


def key(moment: datetime, id: int) -> str:
    """The key of what was published or posted at `moment` (aware) under this id."""
    return f"{int(moment.timestamp()) * _MICROSECOND + moment.microsecond}-{id}"


def position(key: str) -> tuple[datetime, int]:
    """The moment (UTC) and the id that a key names; ValueError for what is no key."""
    stamp, _dash, id = key.partition("-")
    if not (_digits(stamp, _LONGEST_STAMP) and _digits(id, _LONGEST_ID)):
        raise ValueError(key)
    seconds, rest = divmod(int(stamp), _MICROSECOND)
    try:
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest), int(id)
    except (OverflowError, OSError) as error:
        raise ValueError(key) from error


def _digits(text: str, most: int) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= most
