"""Given out and taken in again without a change, every text of the site is the same bytes."""

import io
import zipfile

import polib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.content import texts
from app.content.translation.po import sources
from app.content.translation.po.applying import apply
from app.content.translation.po.exporting import export
from app.content.translation.po.planning import plan
from app.content.translation.po.sources import Wanted
from app.extensions import db
from app.i18n import pofiles
from app.i18n.findings import CatalogFinding
from app.models import Item, Revision, SiteState, Text
from tests.content.conftest import MakeStory
from tests.content.translation.po.conftest import body, given_out
from tests.support.pages import Site

EVERYTHING = Wanted(everything=True, kept=True)


def test_nothing_of_the_sample_content_changes(site: Site) -> None:
    with site.app.app_context():
        before = {
            (text.item_id, text.language): texts.latest_words(text)
            for item in db.session.query(Item)
            for text in item.texts
        }
        revisions = db.session.query(Revision).count()
        generation = db.session.query(SiteState.generation).scalar()
        for source, language in (("en", "ar"), ("ar", "en")):
            made = export(sources.chosen(source, language, EVERYTHING), source, language)
            done = apply(plan([(made.name, made.data)], language, kept=True))
            assert not done.faults
            assert not done.strangers
            assert not done.acts
        db.session.commit()
        after = {
            (text.item_id, text.language): texts.latest_words(text)
            for text in db.session.query(Text)
            if texts.latest_words(text).version
        }
        assert after == before
        assert db.session.query(Revision).count() == revisions
        assert db.session.query(SiteState.generation).scalar() == generation


def test_the_same_state_is_the_same_bytes(site: Site) -> None:
    with site.app.app_context():
        made = [export(sources.chosen("en", "ar", EVERYTHING), "en", "ar") for _number in range(2)]
        contents = [
            {
                name: archive.read(name)
                for archive in [zipfile.ZipFile(io.BytesIO(one.data))]
                for name in archive.namelist()
            }
            for one in made
        ]
        dates = [b"PO-Revision-Date", b"X-Handout"]
        for files in contents:
            for name, content in files.items():
                lines = content.split(b"\n")
                files[name] = b"\n".join(
                    line for line in lines if not any(date in line for date in dates)
                )
        assert contents[0] == contents[1]


TABLE = (
    "<table><thead><tr><th>A</th><th></th></tr></thead>"
    "<tbody><tr><td></td><td>c &amp; d</td></tr><tr><td>1</td></tr></tbody></table>"
)
NASTY = (
    TABLE,
    "<ul>\n<li>One\n<ul>\n<li>Two</li>\n</ul>\n</li>\n<li>Three</li>\n</ul>",
    "<blockquote>\n<p>One</p>\n<p>Two</p>\n<p><cite>Who</cite></p>\n</blockquote>",
    "<p>[[picture:3]]</p>\n<p>[[file:5]]</p>\n<p>Read [[file:5]] now.</p>",
    '<p>a<br>b<br>\nc</p>\n<p>&lt;b&gt; &amp; &quot; \\n \\\\ "x"</p>',
    '<p>See <span lang="en" dir="ltr">AT&amp;T</span> and <bdi>x</bdi>.</p>',
    "<p>one\ttab</p>\n\n<p>two\u2028lines\u2029here</p>",
    "Loose words<hr>and more",
    "<dl><dt>Term</dt><dd>Said</dd></dl><h2>Head</h2><p>100&nbsp;%</p>",
    "<p>%s {0.__class__} %(x)d {}</p>",
    '<p><a href="https://example.org/?a=1&amp;b=2">x</a></p>',
)
SOURCE = st.lists(st.sampled_from(NASTY), min_size=1, max_size=4)
TRANSLATION = st.lists(st.sampled_from(NASTY), max_size=4)


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(SOURCE, TRANSLATION)
def test_nothing_of_nasty_bodies_changes(
    make_story: MakeStory, source: list[str], translation: list[str]
) -> None:
    english = make_story("en", live=False, body="\n".join(source))
    arabic = make_story("ar", live=False, story=english.item, body="\n".join(translation))
    before = texts.latest_words(arabic)
    made = given_out(english.item)
    assert not isinstance(pofiles.read(made.data), CatalogFinding)
    done = apply(plan([(made.name, made.data)], "ar"))
    assert not done.faults
    assert not done.acts
    assert texts.latest_words(arabic) == before
    db.session.rollback()


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(SOURCE)
def test_a_translation_that_says_the_same_is_the_same_body(
    make_story: MakeStory, source: list[str]
) -> None:
    english = make_story("en", live=False, body="\n".join(source))
    file = polib.pofile(given_out(english.item).data.decode(), wrapwidth=0)
    for entry in file:
        entry.msgstr = entry.msgid
        entry.flags = []
    plain = str(file).encode()
    done = apply(plan([("all.po", plain)], "ar"))
    assert not done.faults, done.faults
    arabic = texts.text_of(english.item, "ar")
    wanted = texts.latest_words(english).body
    if "\u2028" not in wanted:
        assert texts.latest_words(arabic).body == wanted
    assert arabic.behind == 0
    db.session.rollback()


@pytest.mark.parametrize("order", [1, -1])
def test_part_after_part_comes_to_the_same(make_story: MakeStory, order: int) -> None:
    english = make_story("en", live=False, body="\n".join(NASTY[1:4]))
    count = len(polib.pofile(given_out(english.item).data.decode()))
    for at in list(range(count))[::order]:
        file = polib.pofile(given_out(english.item).data.decode(), wrapwidth=0)
        file[at].msgstr = file[at].msgid
        file[at].flags = []
        done = apply(plan([("part.po", str(file).encode())], "ar"))
        assert not done.faults, done.faults
    arabic = texts.text_of(english.item, "ar")
    assert arabic.behind == 0
    said = polib.pofile(given_out(english.item).data.decode())
    assert [one.msgstr for one in said] == [one.msgid for one in said]


def test_what_is_too_long_for_a_file_is_named_in_its_first_lines(pair: tuple[Text, Text]) -> None:
    english, _arabic = pair
    texts.save(english, {"body": body(["Short.", "word " * 11_000])})
    file = polib.pofile(given_out(english.item).data.decode())
    assert "word word" in file.header
    assert any(one.msgid == "Short." for one in file)
    assert not any(one.msgid.startswith("word") for one in file)
