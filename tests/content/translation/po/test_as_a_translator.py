"""A translator's day: a story given out, worked on with gettext's own tools, published, changed."""

import shutil
import subprocess
from pathlib import Path

import polib
import pytest

from app.content import texts
from app.content.lifecycle import review
from app.content.translation.po.applying import apply
from app.content.translation.po.planning import plan
from app.extensions import db
from app.models import Publication, Text, User
from tests.content.conftest import MakeStory
from tests.content.translation.po.conftest import ENGLISH, body, given_out

GETTEXT = pytest.mark.skipif(not shutil.which("msgattrib"), reason="gettext is not installed")
ARABIC = {
    "Water and schools": "مياه ومدارس",
    ENGLISH[0]: "اجتمع التحالف في بغداد في 3 آذار 2022.",
    ENGLISH[1]: "أعيد فتح المدارس في <strong>الموصل</strong>.\n\nوعاد الأطفال إلى صفوفهم.",
    ENGLISH[2]: 'تجري المياه في <a href="/ar/stories/1/x">أربعين قرية</a>.',
}


def run(*words: object) -> None:
    """Run one of gettext's tools."""
    subprocess.run([str(word) for word in words], check=True, capture_output=True)


@GETTEXT
def test_a_story_from_one_language_to_the_readers_of_another(
    make_story: MakeStory, tmp_path: Path
) -> None:
    english = make_story("en", title="Water and schools", body=body(ENGLISH))
    first, worked = tmp_path / "story.po", tmp_path / "worked.po"
    first.write_bytes(given_out(english.item).data)
    run("msgfmt", "-c", "-o", "/dev/null", first)

    file = polib.pofile(str(first))
    for entry in file[:2]:
        entry.msgstr = ARABIC[entry.msgid]
    file.save()
    rest = tmp_path / "rest.po"
    run("msgattrib", "--untranslated", "-o", rest, first)
    part = polib.pofile(str(rest))
    for entry in part:
        entry.msgstr = ARABIC[entry.msgid]
    part.save()
    run("msgcat", "--use-first", "-o", worked, rest, first)
    run("msgfmt", "-c", "-o", "/dev/null", worked)

    apply(plan([("worked.po", worked.read_bytes())], "ar"))
    arabic = texts.text_of(english.item, "ar")
    assert arabic.review == "asked"
    assert not db.session.query(Publication).filter_by(text_id=arabic.id).all()
    reviewer = User(email="reviewer@example.org", name="A reviewer", role="editor")
    db.session.add(reviewer)
    db.session.flush()
    review.approve(arabic, reviewer.id, own_allowed=False)
    texts.publish(arabic)
    published = db.session.query(Publication).filter_by(text_id=arabic.id).one()
    assert published.revision.title == ARABIC["Water and schools"]
    assert published.revision.body.count("<p>") == 4

    _and_then_it_changes(english, tmp_path)
    assert arabic.behind == 0


def _and_then_it_changes(english: Text, tmp_path: Path) -> None:
    changed = ENGLISH[1].replace("again", "once more")
    texts.save(english, {"body": body([ENGLISH[0], changed, ENGLISH[2]])})
    texts.publish(english)
    second, merged = tmp_path / "second.po", tmp_path / "merged.po"
    second.write_bytes(given_out(english.item).data)
    (fuzzy,) = polib.pofile(str(second)).fuzzy_entries()
    assert (fuzzy.msgid, fuzzy.previous_msgid) == (changed, ENGLISH[1])
    assert fuzzy.msgstr == ARABIC[ENGLISH[1]]

    # A translator who merges by themselves comes to the same.
    run("msgmerge", "--previous", "-o", merged, tmp_path / "worked.po", second)
    (same,) = polib.pofile(str(merged)).fuzzy_entries()
    assert (same.msgctxt, same.previous_msgid) == (fuzzy.msgctxt, ENGLISH[1])
    cleared = tmp_path / "cleared.po"
    run("msgattrib", "--clear-fuzzy", "--clear-previous", "-o", cleared, merged)
    done = apply(plan([("cleared.po", cleared.read_bytes())], "ar"))
    assert done.things[0].counts == {"same": 3, "confirmed": 1}
