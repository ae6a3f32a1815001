"""Files that were damaged at random, the same way for the same number."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

SPLICES = (
    *(b'"', b"\\", b"\n", b"\r", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"msgid", b"msgstr[9] "),
    *(b"#~ ", b"#, fuzzy\n", b"#| ", b"msgctxt ", b"<script>alert(1)</script>", b"%(x)s", b"%n"),
    *("\u202e".encode(), "\u2067".encode(), b"<b onclick=x>", b"</p>", b"[[members]]", b"{0}"),
    *(b'<a href=\\"javascript:x\\">', b"nplurals=999; plural=(((", b"Language: xx", b"&lt;script"),
    *(b"&#0;", b"<!--", b"[[picture:1]]", b"\\x41", b"\\", b'\n"', b"a" * 3000),
)


def mutated(data: bytes, other: bytes, number: int) -> bytes:
    """`data` with one to six pieces of damage; some of it comes from another file."""
    # Chosen by its number alone, so that what fails can be tried again.
    chance = Random(number)  # noqa: S311  # as above
    for _time in range(chance.randint(1, 6)):
        data = chance.choice(DAMAGES)(data or b"\n", other, chance)
    return data


def _flip(data: bytes, _other: bytes, chance: Random) -> bytes:
    changed = bytearray(data)
    for _time in range(chance.randint(1, 20)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _splice(data: bytes, _other: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + chance.choice(SPLICES) + data[at + chance.choice((0, 0, 1, 40)) :]


def _into_text(data: bytes, _other: bytes, chance: Random) -> bytes:
    """Into the middle of a translation, where the file stays well-formed."""
    places = [at for at in range(len(data)) if data.startswith(b'msgstr "', at)]
    at = chance.choice(places) + len(b'msgstr "') if places else 0
    return data[:at] + chance.choice(SPLICES) + data[at:]


def _cut_off(data: bytes, _other: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _swap(data: bytes, _other: bytes, chance: Random) -> bytes:
    lines = data.split(b"\n")
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return b"\n".join(lines)


def _repeat(data: bytes, _other: bytes, chance: Random) -> bytes:
    lines = data.split(b"\n")
    begin = chance.randrange(len(lines))
    part = lines[begin : begin + chance.randint(1, 12)]
    at = chance.randrange(len(lines))
    return b"\n".join([*lines[:at], *part, *lines[at:]])


def _drop(data: bytes, _other: bytes, chance: Random) -> bytes:
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    return b"\n".join(lines[:at] + lines[at + chance.randint(1, 5) :])


def _mix(data: bytes, other: bytes, chance: Random) -> bytes:
    begin = chance.randrange(len(other))
    at = chance.randrange(len(data))
    return data[:at] + other[begin : begin + chance.randint(1, 2000)] + data[at:]


Damage = Callable[[bytes, bytes, Random], bytes]
DAMAGES: tuple[Damage, ...] = (
    *(_flip, _splice, _into_text, _into_text, _cut_off, _swap, _repeat, _drop, _mix),
)
