"""Files that anybody may have written: read in bounded time, or refused with a sentence."""

import time

import polib
import pytest

from app.i18n import pofiles
from app.i18n.checks import check
from app.i18n.findings import CatalogFinding
from app.i18n.languages import get
from tests.i18n.conftest import header

ENTRY = 'msgid "Story"\nmsgstr "قصة"\n'
SLOWEST = 5  # seconds, on a busy machine; most take none
PARENTHESES = "(" * 100_000 + "n" + ")" * 100_000


def entry(said: str) -> str:
    """An entry with this translation, as it is written in a file."""
    return f'msgid "Story"\nmsgstr "{said}"\n'


# What is refused: content, line, code.
REFUSED = {
    "too large": (b"#" * (pofiles.MOST_BYTES + 1), 1, "file.size"),
    "1,000 entries of 1 MB": ((entry("a" * 2**20) * 1000).encode(), 1, "file.size"),
    "an entry of 1 MB": (entry("a" * 2**20).encode(), 2, "file.size"),
    "an entry of a million lines": (
        b'msgid "Story"\nmsgstr ""\n' + b'"a"\n' * 2**20,
        pofiles.MOST_LINES + 1,
        "file.size",
    ),
    "a million comments": (b"#\n" * 2**20 + ENTRY.encode(), pofiles.MOST_LINES + 1, "file.size"),
    "comments of all sorts": (
        b'# a\n#. a\n#: a\n#, a\n#| msgid "a"\n' * 2**18,
        pofiles.MOST_LINES + 1,
        "file.size",
    ),
    "too many entries": (
        ENTRY.encode() * (pofiles.MOST_ENTRIES + 1),
        2 * pofiles.MOST_ENTRIES + 1,
        "file.size",
    ),
    "empty": (b"", 1, "file.empty"),
    "blank": (b" \n\t\n", 1, "file.empty"),
    "byte order mark": (b"\xef\xbb\xbf" + ENTRY.encode(), 1, "file.charset"),
    "UTF-16": (ENTRY.encode("utf-16"), 1, "file.charset"),
    "UTF-16 without a mark": (b'm\0s\0g\0i\0d\0 \0"\0a\0"\0', 1, "characters.control"),
    "Latin-1": (entry("caf\xe9").encode("latin-1"), 2, "file.charset"),
    "Windows-1256": (ENTRY.encode("cp1256"), 2, "file.charset"),
    "NUL": (entry("a\0b").encode(), 2, "characters.control"),
    "line separator": (entry("a\u2028b").encode(), 2, "characters.control"),
    "next line": (entry("a\x85b").encode(), 2, "characters.control"),
    "escape": (entry("\x1b[2J").encode(), 2, "characters.control"),
    "old Macintosh": (ENTRY.replace("\n", "\r").encode(), 1, "characters.control"),
    "unknown escape": (entry(r"a\xff").encode(), 2, "syntax"),
    "no closing quotation mark": (b'msgid "a"\nmsgstr "b\n', 2, "syntax"),
    "quotation mark inside": (entry('a"b').encode(), 2, "syntax"),
    "escaped at the end": (b'msgid "a"\nmsgstr "b\\"\n', 2, "syntax"),
    "unknown keyword": (b'msgid "a"\nmsgtr "b"\n', 2, "syntax"),
    "form of two digits": (b'msgid "a"\nmsgid_plural "b"\nmsgstr[10] "c"\n', 3, "syntax"),
    "no source": (b'\n\nmsgstr "a"\n', 3, "syntax"),
    "two sources": (b'msgid "a"\nmsgid "b"\n', 2, "syntax"),
    "continued nothing": (b'"a"\n', 1, "syntax"),
    "a path": (b"/etc/passwd", 1, "syntax"),
    "HTML": (b"<!doctype html>\n<p>No\n", 1, "syntax"),
    "a zip": (b"PK\x03\x04\x14\0", 1, "characters.control"),
    "former text of no sort": (b"#| nonsense\n" + ENTRY.encode(), 1, "syntax"),
    "former text without its mark": (b"#|\n" + ENTRY.encode(), 1, "syntax"),
}
READ = {
    "plain": ENTRY,
    "lines as on Windows": ENTRY.replace("\n", "\r\n"),
    "no line end at the end": ENTRY.rstrip("\n"),
    "comments without a space": "#remark\n#:app/x.py:1\n#,python-format\n#.note\n" + ENTRY,
    "obsolete with its former text": f'{ENTRY}\n#~| msgid "Old"\n#~ msgid "Gone"\n#~ msgstr "a"\n',
    "all escapes": entry(r"a\n\t\r\v\b\f\"\\"),
    "two backslashes before an x": entry(r"a\\x"),
    "many lines of text": 'msgid "Story"\nmsgstr ""\n' + '"قصة "\n' * 900,
    "a name like a file's": "# /etc/passwd\n" + ENTRY,
}


@pytest.mark.parametrize(("content", "line", "code"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_one_finding_with_its_line(content, line, code):
    began = time.monotonic()
    found = pofiles.read(content, "sent.po")
    assert time.monotonic() - began < SLOWEST
    assert isinstance(found, CatalogFinding)
    assert (found.file, found.line, found.level, found.code) == ("sent.po", line, "error", code)
    assert str(found).isprintable()
    assert len(str(found)) < 400


@pytest.mark.parametrize("content", READ.values(), ids=READ)
def test_what_tools_write_is_read(content):
    read = pofiles.read(content.encode())
    assert isinstance(read, polib.POFile)
    assert read.find("Story").msgstr


def test_a_comment_keeps_its_words_without_a_space():
    read = pofiles.read(READ["comments without a space"].encode())
    assert isinstance(read, polib.POFile)
    [story] = read
    assert (story.tcomment, story.flags, story.comment) in [
        ("remark", ["python-format"], "note"),
        ("", ["python-format"], "note"),  # the first comment of a file is the file's
    ]


def test_a_file_that_is_not_there_or_is_a_folder_is_a_finding(tmp_path):
    for path in (tmp_path / "x.po", tmp_path):
        found = pofiles.read(path)
        assert isinstance(found, CatalogFinding)
        assert (found.file, found.code) == (str(path), "file.unreadable")


@pytest.mark.parametrize(
    "rule",
    [
        "nplurals=6; plural=n/0;",
        "nplurals=999999999999; plural=n;",
        f"nplurals=2; plural={PARENTHESES[:10_000]}n;",
        "nplurals=2; plural=9**9**9**9;",
        "nplurals=2; plural=__import__('os').system('true');",
        "",
    ],
)
def test_a_plural_rule_that_is_not_ours_is_named_and_never_run(tmp_path, rule):
    path = tmp_path / "messages.po"
    path.write_text(header(Plural_Forms=rule) + ENTRY, encoding="utf-8")
    began = time.monotonic()
    [found] = check(path, get("ar"))
    assert time.monotonic() - began < SLOWEST
    assert (found.level, found.code) == ("error", "header.plural-forms")
    assert path.read_text(encoding="utf-8").split("\n")[found.line - 1].startswith('"Plural-Forms:')


def test_a_plural_rule_may_be_written_with_other_spaces_and_brackets(tmp_path):
    path = tmp_path / "messages.po"
    rule = get("ar").plural_rule.removeprefix("(").removesuffix(")").replace("&&", " &&  ")
    path.write_text(header(Plural_Forms=f"nplurals=6; plural={rule}") + ENTRY, encoding="utf-8")
    assert check(path, get("ar")) == []


HOSTILE = {
    "brackets": "<" * 40_000,
    "half a value": "%(" * 20_000,
    "half a citation": "[[" * 20_000,
    "half an entity": "&" * 40_000,
    "isolates": "\u2068" * 40_000,
    "spaces": "a" + " " * 40_000 + "a",
    "marks": "ا»" * 20_000,
}


@pytest.mark.parametrize("said", HOSTILE.values(), ids=HOSTILE)
def test_no_text_takes_long_to_check(tmp_path, said):
    path = tmp_path / "messages.po"
    path.write_text(header() + entry(said), encoding="utf-8")
    began = time.monotonic()
    found = check(path, get("ar"))
    assert time.monotonic() - began < SLOWEST
    assert all(len(str(one)) < 600 for one in found)
