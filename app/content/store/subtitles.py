"""Captions of videos: WebVTT read strictly and written anew, with the few tags that it knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

from flask_babel import gettext as _

from app.content.sanitise import clean_text

LONGEST = 500_000  # characters, of which hours of speech have a tenth
_TIME = r"(?:(\d{2,3}):)?([0-5]\d):([0-5]\d)[.,](\d{3})"
_TIMES = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t]+([^\n]*))?")
_PLACED = re.compile(r"(?:align|line|position|size|vertical):[a-z0-9%.,-]+")
_TAG = re.compile(r"<(/?)([a-z]+)(?:\.[^\s>]*)?(?:[ \t]+([^<>]*))?>|<[^>]*>|<")
_PLAIN = {"b", "i", "u", "ruby", "rt"}
_ABOUT = {"v", "lang"}  # tags that say who speaks, or in which language
_NO_CUE = ("NOTE", "STYLE", "REGION")


class CaptionError(ValueError):
    """Captions that cannot be kept; its text is a sentence for whoever sent them."""


def webvtt(content: bytes) -> str:
    """Captions as WebVTT, read and written anew; CaptionError says in which line they break."""
    if len(content) > 4 * LONGEST:
        raise CaptionError(_("The captions are too long."))
    try:
        text = clean_text(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise CaptionError(_("The captions must be saved as UTF-8 text.")) from None
    if not text.startswith("WEBVTT"):
        raise CaptionError(_("The captions must be a WebVTT file, which begins with WEBVTT."))
    cues = list(_cues(text))
    if not cues:
        raise CaptionError(_("There is no caption in the file."))
    return "WEBVTT\n\n" + "\n".join(cues)


def _cues(text: str) -> Iterator[str]:
    """Each caption, written anew; notes, styles and regions are left out."""
    before = 0.0
    for first, lines in _blocks(text):
        at = next((i for i, line in enumerate(lines) if "-->" in line), None)
        if at is None:
            continue
        times = _TIMES.fullmatch(lines[at].strip())
        if times is None:
            raise _wrong(first + at)
        start, end = _seconds(times.groups()[:4]), _seconds(times.groups()[4:8])
        if end <= start or start < before:
            raise _wrong(first + at)
        before = start
        placed = "".join(" " + each for each in _PLACED.findall(times[9] or ""))
        said = "".join(_said(line) + "\n" for line in lines[at + 1 :])
        yield f"{_written(start)} --> {_written(end)}{placed}\n{said}"


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """(number of its first line, lines) of what empty lines part, the heading left out."""
    block: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.strip():
            block.append(line)
        elif block:
            first = number - len(block)
            if first > 1 and not block[0].startswith(_NO_CUE):
                yield first, block
            block = []


def _wrong(line: int) -> CaptionError:
    return CaptionError(
        _("Line %(line)s of the captions gives no times that can be read.", line=line)
    )


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000


def _written(seconds: float) -> str:
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{thousandths:03}"


def _said(line: str) -> str:
    """A line of a caption: its words escaped, and of its tags those that captions know."""
    parts, at = [], 0
    for match in _TAG.finditer(line):
        parts += [_words(line[at : match.start()]), _tag(match)]
        at = match.end()
    return "".join([*parts, _words(line[at:])])


def _words(text: str) -> str:
    return escape(unescape(text), quote=False)


def _tag(match: re.Match[str]) -> str:
    if match[0] == "<":
        return "&lt;"
    closing, name, about = match[1] or "", match[2] or "", _words(match[3] or "").strip()
    if name in _PLAIN:
        return f"<{closing}{name}>"
    if name in _ABOUT:
        return f"</{name}>" if closing else f"<{name} {about}>" if about else ""
    return ""
