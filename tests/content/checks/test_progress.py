"""How far a catalog is: what is missing, in doubt or broken, looked at anew once it is saved."""

import os
from pathlib import Path

import polib

from app.content.checks.progress import Progress, progress
from app.i18n.catalogs import catalog_path
from app.i18n.languages import get

ARABIC = get("ar")


def catalog(folder: Path, *entries: polib.POEntry) -> Path:
    """A catalog with these entries."""
    path = catalog_path(ARABIC, folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    made = polib.POFile()
    made.metadata = {
        "Language": "ar",
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": ARABIC.plural_header,
    }
    made.extend(entries)
    made.save(str(path))
    return path


def codes(found: Progress, lack: str) -> set[str]:
    """What is wrong in the first entry that is open for this reason."""
    return set(next(one.codes for one in found.open if one.lack == lack))


def test_what_is_open(tmp_path: Path) -> None:
    path = catalog(
        tmp_path,
        polib.POEntry(msgid="One", msgstr="واحد"),
        polib.POEntry(msgid="Two", msgstr=""),
        polib.POEntry(msgid="Three", msgstr="ثلاثة", flags=["fuzzy"]),
        polib.POEntry(msgid="%(name)s came", msgstr="جاء %(nom)s"),
        polib.POEntry(msgid="Why, and 7?", msgstr="لماذا, و8؟"),
        polib.POEntry(msgid="Where?", msgstr="أين?", tcomment="checked: punctuation.latin"),
    )
    template = polib.POFile()
    template.append(polib.POEntry(msgid="Four"))
    template.save(str(tmp_path / "messages.pot"))
    found = progress(ARABIC, tmp_path)
    open_ = {one.text: one.lack for one in found.open}
    assert open_ == {
        "Two": "missing",
        "Three": "fuzzy",
        "%(name)s came": "failing",
        "Why, and 7?": "doubtful",
        "Four": "missing",
    }
    assert (found.total, found.percent) == (7, 57)
    assert codes(found, "failing") == {"placeholder.missing", "placeholder.unknown"}
    assert codes(found, "doubtful") == {"punctuation.latin", "number.differs"}
    catalog(tmp_path, polib.POEntry(msgid="One", msgstr="واحد"))
    os.utime(path, (1, 1))
    assert progress(ARABIC, tmp_path).percent == 50


def test_what_is_wrong_with_the_file_and_not_with_an_entry(tmp_path: Path) -> None:
    path = catalog(tmp_path, polib.POEntry(msgid="One", msgstr="واحد"))
    path.write_bytes(path.read_bytes().replace(b"Language: ar", b"Language: fa"))
    (wrong,) = progress(ARABIC, tmp_path).open
    assert (wrong.lack, wrong.text, wrong.codes) == ("failing", "", ("header.language",))
    path.write_bytes(path.read_bytes().replace(b"Language: fa", b"Language: ar"))
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    (wrong,) = progress(ARABIC, tmp_path).open
    assert (wrong.lack, wrong.text, wrong.codes) == ("doubtful", "", ("file.lines",))


def test_what_cannot_be_read(tmp_path: Path) -> None:
    assert progress(ARABIC, tmp_path).unreadable
    path = catalog(tmp_path)
    path.write_bytes(b"\xff\xfe\x00")
    assert progress(ARABIC, tmp_path).unreadable
    assert progress(ARABIC, tmp_path).percent == 0
