"""The numbers that a paragraph states, in digits and in words, and those that it may imply."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.content.checks.lexicons import Lexicon
from app.content.checks.numerals import Number, Part, numbers

_TOKEN = re.compile(
    r"(?P<digits>\d{1,3}(?:[,.٬'\u00a0\u202f ]\d{3})+(?!\d)(?:[.,٫]\d+)?|\d+(?:[.,٫٬]\d+)?)"
    r"(?P<part>[½¼¾]?)(?P<suffix>[^\W\d_]*)|(?P<alone>[½¼¾])|(?P<word>[^\W\d_]+)"
)
_GROUPS = re.compile(r"[,.٬'\u00a0\u202f ]")
_FRACTIONS = {"": 0.0, "½": 0.5, "¼": 0.25, "¾": 0.75}
_PHONE = re.compile(r"(?:\+|(?<!\d)00)\d[\d \u00a0().-]{6,20}\d|(?<!\d)\d[\d \u00a0().-]{6,20}\d\+")
_FOLLOWING = re.compile(r"[\s-]+([^\W\d_]+)")
YEARS = (1900, 2099)
FIRST_FIRM = 3  # one and two are said in too many other ways: a noun, a dual, "both"
_ROUND = {100.0, 1e3, 1e6, 1e9, 1e12}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as it is said; `firm` where the other language cannot leave it unsaid."""

    values: frozenset[float]
    said: str
    start: int
    end: int
    firm: bool
    ordinal: bool = False
    year: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a number, or a word that none holds, with what it may imply."""

    start: int
    end: int
    part: Part | None
    joiner: bool = False
    maybe: tuple[float, ...] = ()


def phones(text: str) -> list[tuple[str, int, int]]:
    """The telephone numbers of folded `text`: digits, start, end."""
    found = []
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if 9 <= len(digits) <= 15:
            found.append((digits.removeprefix("00"), match.start(), match.end()))
    return found


def amounts(text: str, known: Lexicon) -> tuple[list[Amount], set[float]]:
    """The numbers that folded `text` states, and the values that it may imply."""
    tokens = list(_tokens(text, known))
    implied = {value for token in tokens for value in token.maybe}
    found = numbers(_runs(text, tokens), known.units_first)
    for number in found:
        implied.update(v for part in number.parts for v in part.values)
        implied.update(number.values())
    stated = [one for number in found for one in _amount(text, number)]
    also = {token.start: token.maybe for token in tokens if token.maybe}
    stated = [_meant(text, one, also.get(one.start, ()), known) for one in stated]
    implied.update(value for one in stated for value in one.values)
    return stated, implied | _derived(text, implied, known)


def _meant(text: str, one: Amount, also: tuple[float, ...], known: Lexicon) -> Amount:
    """An amount with what else it may mean: خمس is five or a fifth, three quarters are 75 %."""
    following = _FOLLOWING.match(text, one.end)
    parts = known.fractions.get(following[1]) if following else None
    if not parts:
        return replace(one, values=one.values | set(also)) if also else one
    share = max(one.values) / parts
    values = frozenset((round(share, 6), float(round(100 * share))))
    return replace(one, values=values, firm=False)


def _derived(text: str, implied: set[float], known: Lexicon) -> set[float]:
    """Values said by others: an hour and a half, half of 700, ألف يوم ويوم."""
    found: set[float] = set()
    if 0.5 in implied:
        found |= {changed for v in implied for changed in (v + 0.5, v / 2, v * 1.5)}
    if known.units_first and re.search(rf"(?<!\w)(\w{{2,}}) {known.joiner}\1ا?(?!\w)", text):
        found |= {value + 1 for value in implied if value >= 100}
    return found


def _amount(text: str, number: Number) -> Iterator[Amount]:
    parts, values = number.parts, number.values()
    start, end = parts[0].start, parts[-1].end
    value = max(values)
    digits, ordinal = parts[0].digits, any(part.ordinal for part in parts)
    if value < FIRST_FIRM:
        return
    alone = len(parts) == 1 and not digits and (value in _ROUND or parts[0].multiple)
    year = len(parts) == 1 and text[start:end].isdigit() and YEARS[0] <= value <= YEARS[1]
    yield Amount(values, text[start:end], start, end, not alone and not ordinal, ordinal, year)


def _runs(text: str, tokens: list[Token]) -> list[list[Part]]:
    """Parts in runs with nothing but spaces, hyphens and joiners between one and the next."""
    runs: list[list[Part]] = []
    end, joined = -1, False
    for token in tokens:
        touching = end >= 0 and re.fullmatch(r"[\s\u00a0-]*", text[end : token.start]) is not None
        if token.joiner:
            joined, end = touching, token.end if touching else -1
            continue
        if token.part is None:
            end, joined = -1, False
            continue
        part = _joined(token.part, joined or token.part.joined)
        if touching and runs:
            runs[-1].append(part)
        else:
            runs.append([_joined(part, False)])
        end, joined = token.end, False
    return runs


def _joined(part: Part, joined: bool) -> Part:
    if part.joined == joined:
        return part
    return Part(
        part.values, part.start, part.end, joined,
        part.ordinal, part.digits, part.plural, part.multiple, part.half,
    )  # fmt: skip


def _tokens(text: str, known: Lexicon) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        if match["word"]:
            yield _word(match, known)
        elif match["alone"]:
            value = _FRACTIONS[match["alone"]]
            yield Token(match.start(), match.end(), None, maybe=(value,))
        else:
            yield from _digits(text, match, known)


def _digits(text: str, match: re.Match[str], known: Lexicon) -> Iterator[Token]:
    start, end = match.start(), match.end() - len(match["suffix"])
    values = tuple(value + _FRACTIONS[match["part"]] for value in _read(match["digits"]))
    joined, named = _before(text, start, known)
    suffix = match["suffix"]
    multiples = known.suffixes.get(suffix)
    if named or (suffix and multiples is None):
        yield Token(start, match.end(), None, maybe=values)
        return
    ordinal = suffix in ("st", "nd", "rd", "th")
    values = tuple(value * by for by in multiples or (1.0,) for value in values)
    if suffix and not values:
        yield Token(start, match.end(), None)
        return
    yield Token(start, end, Part(values, start, end, joined, ordinal=ordinal, digits=True))
    if suffix:
        yield Token(end, match.end(), None)


def _before(text: str, start: int, known: Lexicon) -> tuple[bool, bool]:
    """Whether "and" is written together with digits, and whether they belong to a name (F-16)."""
    before = re.search(r"([^\W\d_]+)(-?)$", text[max(0, start - 20) : start])
    if before is None:
        return False, False
    if before[1] in known.prefixes:
        return before[1][0] == known.joiner, False
    year = text[start : start + 4].isdigit() and not text[start + 4 : start + 5].isdigit()
    return False, not (before[2] and year)


def _read(digits: str) -> tuple[float, ...]:
    """What digits with separators may be: 1.500 is fifteen hundred or one and a half."""
    if re.fullmatch(r"\d+", digits):
        return (float(digits),) if len(digits) < 16 else ()
    separators = _GROUPS.findall(digits) + re.findall("٫", digits)
    whole = float(re.sub(r"\D", "", digits))
    last = digits[max(digits.rfind(mark) for mark in separators) + 1 :]
    decimal = float(re.sub(r"\D", "", digits[: -len(last) - 1]) + "." + last)
    if len(last) != 3 or (len(set(separators)) > 1):
        return (decimal,)
    if len(separators) > 1 or separators[0] in ",٬' \u00a0\u202f":
        return (whole,)
    return (whole, decimal) if separators[0] == "." else (decimal, whole)


def _word(match: re.Match[str], known: Lexicon) -> Token:
    word, start, end = match["word"], match.start(), match.end()
    if word == known.joiner:
        return Token(start, end, None, joiner=True)
    found = _looked_up(word, known)
    if found is None:
        dual = (2.0,) if known.dual.search(word) else ()
        return Token(start, end, None, maybe=dual)
    stem, joined = found
    part = _part(stem, start, end, joined, known)
    return Token(start, end, part, maybe=known.maybe.get(word, known.maybe.get(stem, ())))


def _looked_up(word: str, known: Lexicon) -> tuple[str, bool] | None:
    """The word as the lexicon has it, without what is written together with it; whether و is."""
    for prefix in ("", *known.prefixes):
        rest = word.removeprefix(prefix)
        if prefix and rest == word:
            continue
        for stem in (rest, *(rest.removesuffix(ending) for ending in known.endings)):
            if _has(stem, known):
                return stem, prefix[:1] == known.joiner
    return None


def _has(word: str, known: Lexicon) -> bool:
    return any(
        word in words
        for words in (
            known.cardinals, known.ordinals, known.plurals, known.multiples, known.half, known.maybe
        )
    )  # fmt: skip


def _part(word: str, start: int, end: int, joined: bool, known: Lexicon) -> Part | None:
    if word in known.cardinals:
        return Part((known.cardinals[word],), start, end, joined)
    if word in known.ordinals:
        return Part((known.ordinals[word],), start, end, joined, ordinal=True)
    if word in known.plurals:
        return Part((known.plurals[word],), start, end, joined, plural=True)
    if word in known.multiples:
        return Part((known.multiples[word],), start, end, joined, multiple=True)
    if word in known.half:
        return Part((known.half[word],), start, end, joined, half=True)
    return None
