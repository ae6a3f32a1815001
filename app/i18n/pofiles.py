"""Reading a .po file that anybody may have written: in bounded time, or told why not.

polib reads what is well-formed; this looks first whether it is, since polib takes unfinished lines
for whole ones, guesses encodings, and needs hours for an entry of a million lines.
"""

from __future__ import annotations

import re
from pathlib import Path

import polib

from app.i18n.findings import CatalogFinding, shortened

# Of a file. The largest catalog of the site has a twentieth of each.
MOST_BYTES = 8 * 1024 * 1024
MOST_ENTRIES = 20_000
# Of an entry with its comments. polib's time grows with the product of the two.
MOST_LINES = 1_000
MOST_CHARACTERS = 50_000

_KEYWORD = r"msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\]"
_GOOD_LINE = re.compile(rf'(?:(?:{_KEYWORD})[ \t]*)?"(?P<text>[^"\\]*(?:\\.[^"\\]*)*)"')
_BAD_ESCAPE = re.compile(r'\\[^bfnrtv"\\]')
_OBSOLETE = re.compile(r"#~[ \t]+(?=[m\"])")
_PREVIOUS = re.compile(r"#~?\|[ \t]+(?:(?:msgctxt|msgid|msgid_plural)[ \t]+)?(?=\")")
# What ends a line for Python and not for gettext, and what nobody can see.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
# A sign of a comment without the space behind it, which gettext allows and polib does not.
_TIGHT = re.compile(r"^[ \t]*(#[,.:|~]?)(?=[^\s#,.:|~])", re.MULTILINE)
# The former text of an obsolete entry, which polib would drop.
_RETIRED_PREVIOUS = re.compile(r"^#~\|", re.MULTILINE)
_POLIB_LINE = re.compile(r"\(line (\d+)\)(?:: )?(.*)", re.DOTALL)


class UnreadableError(Exception):
    """Why a file cannot be read: the line, and the code, message and remedy of a finding."""

    def __init__(self, line: int, code: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.line, self.code, self.message, self.remedy = line, code, message, remedy


def read(source: Path | bytes, name: str = "") -> polib.POFile | CatalogFinding:
    """The catalog in a file or in the bytes of one; or the error that keeps it from being read.

    `name` is what the finding calls it, by default its path. Never raises on any content; files
    with more than MOST_BYTES, MOST_ENTRIES, or MOST_LINES or MOST_CHARACTERS in an entry are
    refused. What the entries say is not looked at: that is for app/i18n/checks.py.
    """
    try:
        return parse(text_of(source))
    except UnreadableError as error:
        place = name or (str(source) if isinstance(source, Path) else "")
        return CatalogFinding(place, error.line, "error", error.code, error.message, error.remedy)


def text_of(source: Path | bytes) -> str:
    """The text of a catalog with "\\n" at the end of each line; UnreadableError where it has none.

    Decoded here: polib would take the encoding from the header.
    """
    content = _content(source) if isinstance(source, Path) else source
    if len(content) > MOST_BYTES:
        remedy = f"Send at most {MOST_BYTES // 1024 // 1024} MB, in several files if need be."
        raise UnreadableError(1, "file.size", "The file is too large.", remedy)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        remedy = "Save the file as UTF-8."
        raise UnreadableError(line, "file.charset", "This is not UTF-8.", remedy) from None
    if text.startswith("\ufeff"):
        remedy = "Save the file as UTF-8 without such a mark."
        raise UnreadableError(1, "file.charset", "The file begins with a byte order mark.", remedy)
    if not text.strip():
        raise UnreadableError(1, "file.empty", "The file is empty.", "Send the whole file.")
    return text.replace("\r\n", "\n")


def parse(text: str) -> polib.POFile:
    """The catalog that `text` is; UnreadableError where it is none."""
    _Scan().scan(text)
    try:
        return polib.pofile(_for_polib(text), wrapwidth=0)
    except (OSError, ValueError) as error:
        match = _POLIB_LINE.search(str(error))
        line = int(match[1]) if match else 1
        at_line = text.split("\n")[line - 1]
        raise _syntax(line, at_line, "this does not belong here") from None


def _for_polib(text: str) -> str:
    text = _RETIRED_PREVIOUS.sub("#|", text.rstrip("\n")) + "\n"
    return _TIGHT.sub(r"\1 ", text)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        why = error.strerror or "no reason is given"
        raise UnreadableError(
            1, "file.unreadable", f"The file cannot be read: {why}.", "Look whether it is there."
        ) from None


class _Scan:
    """A walk through the lines of a file, which counts what each entry takes."""

    def __init__(self) -> None:
        self.entries = self.lines = self.characters = 0
        self.translated = False  # the last keyword was msgstr: what follows is another entry

    def scan(self, text: str) -> None:
        """UnreadableError at the first line that cannot stand in a catalog."""
        for number, line in enumerate(text.split("\n"), 1):
            self._line(number, line.strip(" \t"))

    def _line(self, number: int, line: str) -> None:
        control = _CONTROL.search(line)
        if control:
            message = f"A character stands here that cannot be seen: U+{ord(control[0]):04X}."
            raise UnreadableError(number, "characters.control", message, "Take it out.")
        said = _OBSOLETE.sub("", line)
        self._count(number, said)
        said = _PREVIOUS.sub("", said)
        if said and not said.startswith("#"):
            _well_formed(number, said)

    def _count(self, number: int, line: str) -> None:
        if self.translated and line.startswith(("#", "msgctxt", "msgid")):
            self.lines = self.characters = 0
            self.translated = False
        self.translated = self.translated or line.startswith("msgstr")
        self.entries += line.startswith("msgid") and not line.startswith("msgid_plural")
        self.lines += 1
        self.characters += len(line)
        if self.entries > MOST_ENTRIES:
            message = f"The file has more than {MOST_ENTRIES} entries."
            raise UnreadableError(number, "file.size", message, "Send it in several files.")
        if self.lines > MOST_LINES or self.characters > MOST_CHARACTERS:
            message = "This entry is too long."
            remedy = f"Keep within {MOST_LINES} lines and {MOST_CHARACTERS} characters."
            raise UnreadableError(number, "file.size", message, remedy)


def _well_formed(number: int, line: str) -> None:
    match = _GOOD_LINE.fullmatch(line)
    if not match:
        raise _syntax(number, line, "it wants a keyword, and a text between quotation marks")
    escape = _BAD_ESCAPE.search(re.sub(r"\\\\", "", match["text"]))
    if escape:
        raise _syntax(number, line, f"{escape[0]} has no meaning")


def _syntax(line: int, text: str, why: str) -> UnreadableError:
    message = f"The file cannot be read at: {shortened(text, 40)} ({why})."
    remedy = 'Mend or undo what stands there; within a text, write " as \\" and \\ as \\\\.'
    return UnreadableError(line, "syntax", message, remedy)
