"""Stories as .po from the command line: given out, looked at, taken in."""

import json
import re
import zipfile
from pathlib import Path

import polib
import pytest
from click.testing import Result
from flask import Flask

from app.content import texts
from app.content.translation.po import stories
from app.content.translation.po.listing import SHOWN
from app.extensions import db
from app.models import AuditEntry, HandedOut, Handout, Item
from tests.conftest import MakeDesk
from tests.support.pages import Site

EXPORT = ("translations", "export-stories", "--from", "en", "--to", "ar")
IMPORT = ("translations", "import-stories")


def run(app: Flask, *words: object, answer: str = "") -> Result:
    """What a command did."""
    return app.test_cli_runner().invoke(args=[str(word) for word in words], input=answer)


@pytest.fixture
def number(site: Site) -> int:
    """The number of a story that is translated from English."""
    with site.app.app_context():
        return next(
            int(one.id)
            for one in stories.chosen("en", "ar")
            if one.subject == "story" and all(each.state == "fresh" for each in one.entries)
        )


def exported(site: Site, number: int, path: Path) -> polib.POFile:
    """The file of a story."""
    done = run(site.app, *EXPORT, "--story", number, "--out", path)
    assert done.exit_code == 0, done.output
    return polib.pofile(str(path), wrapwidth=0)


def test_a_story_goes_out_and_comes_back(site: Site, number: int, tmp_path: Path) -> None:
    path = tmp_path / "story.po"
    file = exported(site, number, path)
    assert f"{site.app.config['SETTINGS'].site_url}/en/stories/{number}" in file[0].comment
    file[0].msgstr = "عنوان آخر"
    file.save()
    refused = run(site.app, *IMPORT, path, answer="n\n")
    assert refused.exit_code == 1
    assert "changed 1" in refused.output
    done = run(site.app, *IMPORT, path, answer="y\n")
    assert done.exit_code == 0, done.output
    assert "Taken in, waiting for review: 1." in done.output
    with site.app.app_context():
        item = db.session.get_one(Item, number)
        text = texts.text_of(item, "ar")
        assert (texts.latest_words(text).title, text.review) == ("عنوان آخر", "asked")
        handout = db.session.query(Handout).one()
        assert handout.closed_at is not None
        assert db.session.query(HandedOut).one().returned_at is not None
        actions = {one.action for one in db.session.query(AuditEntry)}
        assert {"translation.export", "translation.import"} <= actions
    again = run(site.app, *IMPORT, path, "--yes")
    assert "nothing to take in" in again.output


def test_each_entry_is_told(site: Site, number: int, tmp_path: Path) -> None:
    path = tmp_path / "story.po"
    file = exported(site, number, path)
    before, file[0].msgstr = file[0].msgstr, "عنوان آخر"
    file[1].flags.append("fuzzy")
    file.save()
    told = run(site.app, *IMPORT, path, answer="n\n").output
    assert f'  title (Title): changed: "{before}" → "عنوان آخر"\n' in told
    assert f': left: marked as needing work: "{file[1].msgid[:40]}' in told
    for one in file:
        one.msgstr, one.flags = "", []
    file.save()
    told = run(site.app, *IMPORT, path).output
    counted = re.search(r"left: not translated (\d+)\.", told)
    number_of = int(counted[1]) if counted else 0
    assert told.count("left: not translated: ") == min(number_of, SHOWN) > 0
    assert ("  and " in told) == (number_of > SHOWN)


def test_what_would_be_done_as_data(site: Site, number: int, tmp_path: Path) -> None:
    path = tmp_path / "story.po"
    file = exported(site, number, path)
    file[0].msgstr = "عنوان آخر"
    file[1].flags.append("fuzzy")
    file.save()
    done = run(site.app, *IMPORT, path, "--yes", "--json")
    said = json.loads(done.stdout)
    (thing,) = said["things"]
    assert thing["entries"]["changed"] == ["title"]
    assert thing["counts"]["fuzzy"] == 1
    assert said["faults"] == []


def test_a_file_that_is_wrong_is_refused(site: Site, number: int, tmp_path: Path) -> None:
    path = tmp_path / "story.po"
    file = exported(site, number, path)
    file[0].msgstr = "<script>x</script>"
    file.save()
    done = run(site.app, *IMPORT, path, "--yes")
    assert done.exit_code == 1
    assert "story.po:" in done.output
    assert "  title: " not in done.output, "only what is wrong"
    assert "Nothing is written" in done.output


def test_all_of_it_is_a_zip_with_a_list(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    words = ("--all", "--kept", "--due", "2026-12-31", "--contact", "desk@example.org")
    assert run(site.app, *EXPORT, *words, "--out", path).exit_code == 0
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        table = archive.read("words.csv").decode("utf-8-sig").splitlines()
    assert all(name.isascii() for name in names)
    assert {"topic.ar.po", "fact.ar.po", "readme.txt"} <= set(names)
    assert table[0] == "file,title,words,due,contact"
    assert table[1].endswith(",2026-12-31,desk@example.org")
    assert len(table) == len(names) - 1
    assert "nothing to take in" in run(site.app, *IMPORT, path, "--kept", "--yes").output


def test_only_what_is_stale(site: Site, number: int, tmp_path: Path) -> None:
    done = run(site.app, *EXPORT, "--stale", "--kept", "--out", tmp_path / "none.po")
    before = done.output
    with site.app.app_context():
        text = texts.text_of(db.session.get_one(Item, number), "en")
        texts.save(text, {"title": "Another title altogether"})
        db.session.commit()
    path = tmp_path / "stale.zip"
    run(site.app, *EXPORT, "--stale", "--kept", "--out", path)
    assert f"story/{number}/title".encode() in _all(path)
    assert "nothing to translate" in before or f"story/{number}/" not in before


def _all(path: Path) -> bytes:
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return b"".join(map(archive.read, archive.namelist()))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((*EXPORT,), "Say which"),
        ((*EXPORT, "--story", "999999"), "nothing to translate"),
        (("translations", "export-stories", "--from", "en", "--to", "xx", "--all"), "none of"),
        (("translations", "export-stories", "--from", "en", "--to", "en", "--all"), "into itself"),
        ((*EXPORT, "--all", "--due", "tomorrow"), "tomorrow"),
        ((*IMPORT, "/nowhere.po"), "nowhere"),
    ],
)
def test_what_cannot_be_done_is_said(read_only_site: Site, words: list[str], said: str) -> None:
    done = run(read_only_site.app, *words)
    assert done.exit_code
    assert said in done.output


def test_what_is_not_live_has_a_link_that_shows_its_preview(
    make_desk: MakeDesk, tmp_path: Path
) -> None:
    desk = make_desk()
    with desk.app.app_context():
        found = next(one for one in stories.chosen("en", "ar") if one.subject == "story")
        item = db.session.get_one(Item, int(found.id))
        texts.save(texts.text_of(item, "en"), {"title": "Not for readers yet"})
        db.session.commit()
    path = tmp_path / "story.po"
    assert run(desk.app, *EXPORT, "--story", found.id, "--out", path).exit_code == 0
    link = polib.pofile(str(path))[0].comment.splitlines()[-1]
    shown = Site(desk.app).get(link.removeprefix("http://site.example"))
    assert "Not for readers yet" in shown.text


def test_what_was_only_found_to_be_right_waits_for_no_review(
    site: Site, number: int, tmp_path: Path
) -> None:
    with site.app.app_context():
        text = texts.text_of(db.session.get_one(Item, number), "en")
        texts.save(text, {"title": "Another title altogether"})
        db.session.commit()
    path = tmp_path / "story.po"
    file = exported(site, number, path)
    file[0].flags.remove("fuzzy")
    file.save()
    told = run(site.app, *IMPORT, path, "--yes").output
    assert "Found to be right still, for an editor to agree: 1." in told
    assert "review" not in told
    with site.app.app_context():
        text = texts.text_of(db.session.get_one(Item, number), "ar")
        assert (text.review, text.unconfirmed) == ("", 1)


def test_what_is_kept_has_no_review(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "kept.zip"
    assert run(site.app, *EXPORT, "--kept", "--out", path).exit_code == 0
    with zipfile.ZipFile(path) as archive:
        file = polib.pofile(archive.read("topic.ar.po").decode(), wrapwidth=0)
    one = next(one for one in file if one.msgctxt.endswith("/title"))
    one.msgstr = "عنوان آخر"
    file.save(str(tmp_path / "topic.ar.po"))
    told = run(site.app, *IMPORT, tmp_path / "topic.ar.po", "--kept", "--yes").output
    assert told.splitlines()[-1] == "Changed, which has no review: 1."


def test_what_is_left_is_named_however_much_is_taken(
    site: Site, number: int, tmp_path: Path
) -> None:
    path = tmp_path / "story.po"
    with site.app.app_context():
        body = "\n".join(f"<p>Paragraph of the number {at}.</p>" for at in range(50))
        texts.save(texts.text_of(db.session.get_one(Item, number), "en"), {"body": body})
        db.session.commit()
    file = exported(site, number, path)
    for at, one in enumerate(file):
        one.msgstr = "فقرة جديدة." if at % 2 else ""
        one.flags = []
    file.save()
    told = run(site.app, *IMPORT, path, answer="n\n").output
    left = re.findall(r"\((Paragraph \d+|[A-Z].*)\): left: not translated: \"", told)
    assert len(left) == SHOWN
    assert told.count(": new: ") == SHOWN
    assert re.search(r"  and \d+ more", told)
