"""Files from outside that mean harm, or are broken: a sentence for each, and nothing is written."""

import io
import stat
import struct
import time
import zipfile
from collections.abc import Callable

import polib
import pytest

from app.content import texts
from app.content.problems import ContentError
from app.content.translation.po import checking, unpacking
from app.content.translation.po.applying import apply
from app.content.translation.po.planning import Plan, plan
from app.content.translation.po.things import Entry
from app.extensions import db
from app.i18n import pofiles
from app.models import Handout, Revision, Suggestion, Text
from tests.content.conftest import MakeStory
from tests.content.translation.po.conftest import (
    Edit,
    came_back,
    edited,
    entry,
    given_out,
    said,
)

Pair = tuple[Text, Text]


def refused(planned: Plan, words: str = "") -> None:
    """Nothing of a plan is done, and somebody is told why."""
    assert planned.faults
    assert all(one.sentence.endswith((".", "\u2069")) for one in planned.faults)
    assert any(words in one.sentence for one in planned.faults), planned.faults
    assert not planned.acts
    kept = db.session.query(Revision).count()
    with pytest.raises(ContentError):
        apply(planned)
    assert db.session.query(Revision).count() == kept
    assert not db.session.query(Suggestion).count()


def header(name: str, value: str | None) -> Edit:
    """Says something else in the header."""

    def edit(file: polib.POFile) -> None:
        file.metadata.pop(name, None)
        if value is not None:
            file.metadata[name] = value

    return edit


HEADERS = {
    "no language": ("Language", None, "names no language"),
    "an unknown one": ("Language", "xx", "names no language"),
    "another": ("Language", "en", "and not in"),
    "broken plurals": ("Plural-Forms", "nplurals=6; plural=(n", "counts otherwise"),
    "plurals that run": (
        "Plural-Forms",
        "nplurals=2; plural=__import__('os').system('true');",
        "counts otherwise",
    ),
    "deep plurals": ("Plural-Forms", f"nplurals=6; plural={'(' * 9999}", "counts otherwise"),
    "an unknown source": ("X-Source-Language", "xx", "source language"),
    "latin": ("Content-Type", "text/plain; charset=ISO-8859-1", "not in UTF-8"),
}


@pytest.mark.parametrize("case", HEADERS)
def test_headers(pair: Pair, case: str) -> None:
    name, value, words = HEADERS[case]
    data = edited(given_out(pair[0].item), header(name, value))
    refused(came_back(data, language="ar"), words)


@pytest.mark.parametrize("language", ["ar_IQ", "ar-SY", "ar@latin"])
def test_a_country_may_stand_with_the_language(pair: Pair, language: str) -> None:
    data = edited(given_out(pair[0].item), header("Language", language))
    assert not came_back(data, language="ar").faults


TEXTS = {
    "a script": ("The Coalition", "اجتمع <script>alert(1)</script>", "tags"),
    "a handler": ("The Coalition", '<p onclick="x()">اجتمع</p>', "tags"),
    "an open tag": ("The Coalition", "اجتمع <img src=x onerror=x", "tags"),
    "another block": ("The Coalition", "اجتمع</p><h2>x</h2><p>", "tags"),
    "a comment": ("The Coalition", "اجتمع <!-- x -->", "tags"),
    "a lost tag": ("Schools", "أعيد فتح المدارس", "tags"),
    "tags not closed": ("Schools", "أعيد <strong>فتح<strong>", "tags"),
    "tags in disorder": ("Schools", "أعيد </strong>فتح<strong>", "tags"),
    "an attribute": ("Schools", '<strong lang="en">فتح</strong>', "tags"),
    "another address": ("Water", '<a href="https://evil.example/">تجري</a>', "tags"),
    "a script's address": ("Water", '<a href="javascript:alert(1)">تجري</a>', "tags"),
    "a hidden address": ("Water", '<a href="java&#115;cript:alert(1)">تجري</a>', "tags"),
    "an override": ("The Coalition", "اجتمع \u202eabc", "direction"),
    "an open isolate": ("The Coalition", "اجتمع \u2067abc", "direction"),
    "a control": ("The Coalition", "اجتمع \x07", "cannot be seen"),
    "nothing but signs": ("The Coalition", "…", "no words"),
    "a citation": ("The Coalition", "اجتمع [[members]]", "cite"),
    "an embedded file": ("The Coalition", "اجتمع [[file:1]]", "cite"),
    "too long": ("title", "ا" * 301, "too long"),
    "a tag in a title": ("title", "<b>مدارس</b>", "tags"),
}


@pytest.mark.parametrize("case", TEXTS)
def test_translations(pair: Pair, case: str) -> None:
    unit, text, words = TEXTS[case]
    data = edited(given_out(pair[0].item), said({unit: text}))
    refused(came_back(data), words)


HARMLESS = {
    "python": "%(x)s %n {0.__class__.__init__.__globals__} ${7*7} {{ 7*7 }} %",
    "an entity": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "an ampersand": "AT&T",
}


@pytest.mark.parametrize("case", HARMLESS)
def test_what_looks_like_a_command_is_only_words(pair: Pair, case: str) -> None:
    english, arabic = pair
    data = edited(given_out(english.item), said({"The Coalition": HARMLESS[case]}))
    apply(came_back(data))
    body = texts.latest_words(arabic).body
    assert HARMLESS[case].replace("&T", "&amp;T") in body
    assert "<script" not in body


def raw(data: bytes, edit: Callable[[bytes], bytes]) -> bytes:
    """The bytes of a file, changed."""
    return edit(data)


BYTES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a mark": (lambda data: b"\xef\xbb\xbf" + data, "UTF-8"),
    "utf-16": (lambda data: data.decode().encode("utf-16"), "UTF-8"),
    "windows-1256": (lambda data: data.decode().encode("cp1256", "replace"), "UTF-8"),
    "nothing": (lambda _data: b"", "empty"),
    "spaces": (lambda _data: b"\n\n  \n", "empty"),
    "broken off": (lambda data: data[: data.rindex(b'"')], "broke off"),
    "a NUL": (lambda data: data.replace(b"#.", b"#.\x00", 1), "cannot be seen"),
    "a picture": (lambda _data: b"\x89PNG\r\n\x1a\n" + bytes(200), "UTF-8"),
    "a page": (lambda _data: b"<html><script>alert(1)</script></html>", "broke off"),
    "a long entry": (
        lambda data: data.replace(b'msgstr "', b'msgstr "' + b"a" * 200_000, 2),
        "too large",
    ),
    "many lines": (lambda data: data + b'msgid "x"\n' + b'msgstr ""\n' + b'"x"\n' * 5000, "large"),
    "many entries": (
        lambda data: data + b"".join(b'\nmsgid "%d"\nmsgstr ""\n' % n for n in range(30_000)),
        "too large",
    ),
    "too many bytes": (lambda data: data + b"# x\n" * 3_000_000, "too large"),
    "twice": (lambda data: data + b"\n" + data[data.index(b"#. ") :], "already"),
}


@pytest.mark.parametrize("case", BYTES)
def test_files(pair: Pair, case: str) -> None:
    edit, words = BYTES[case]
    began = time.monotonic()
    refused(came_back(raw(given_out(pair[0].item).data, edit)), words)
    assert time.monotonic() - began < 10


def test_windows_line_ends_are_read(pair: Pair) -> None:
    data = edited(given_out(pair[0].item), said({"title": "مدارس"})).replace(b"\n", b"\r\n")
    assert came_back(data).acts


def test_of_two_files_that_differ_none_is_taken(pair: Pair, make_story: MakeStory) -> None:
    made = given_out(pair[0].item)
    files = [(f"{n}.po", edited(made, said({"title": f"مدارس {n}"}))) for n in range(2)]
    refused(plan(files), "differently")
    english = given_out(make_story("ar", title="مدارس").item, "en").data
    refused(plan([files[0], ("en.po", english)]), "another language")


def packed(*files: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    """A zip with these files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return held.getvalue()


def link(name: str) -> zipfile.ZipInfo:
    """A symbolic link."""
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


NAMES = ("../up.po", "/etc/x.po", "a/../../x.po", "..\\up.po", "C:\\x.po", "C:x.po", "a\nb.po")
ZIPS: dict[str, tuple[Callable[[], bytes], str]] = {
    **{name: (lambda name=name: packed((name, b"x")), "leads out") for name in NAMES},  # type: ignore[misc]  # the names are those of the loop
    "a link": (lambda: packed((link("x.po"), b"/etc/passwd")), "no plain file"),
    "a bomb": (lambda: packed(("x.po", b"#" * 200_000_000)), "too large"),
    "many small bombs": (
        lambda: packed(*((f"{n}.po", b"#" * 7_000_000) for n in range(12))),
        "too large",
    ),
    "a zip in it": (lambda: packed(("x.po", packed(("y.po", b"x")))), "zip in a zip"),
    "a zip by name": (lambda: packed(("x.zip", b"x")), "no .po file"),
    "a program": (lambda: packed(("x.exe", b"x")), "no .po file"),
    "too many": (lambda: packed(*((f"{n}.po", b"") for n in range(10_001))), "more than"),
    "nothing": (lambda: packed(), "no .po file"),
    "nothing but ours": (lambda: packed(("words.csv", b"x")), "no .po file"),
    "no zip": (lambda: b"PK\x03\x04" + bytes(100), "cannot be read"),
    "half a zip": (lambda: packed(("x.po", b"x" * 5000))[:-30], "cannot be read"),
    "bad sums": (lambda: packed(("x.po", b"abcd" * 99)).replace(b"abcd", b"abce"), ""),
}


@pytest.mark.parametrize("case", ZIPS)
@pytest.mark.usefixtures("app_context")
def test_zips(case: str) -> None:
    make, words = ZIPS[case]
    data = make()
    began = time.monotonic()
    refused(plan([("some.zip", data)]), words)
    assert time.monotonic() - began < 10


@pytest.mark.usefixtures("app_context")
def test_a_zip_that_lies_about_its_size_is_cut_short() -> None:
    data = bytearray(packed(("x.po", b"#" * 20_000_000)))
    for sign, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(sign) + offset
        data[at : at + 4] = struct.pack("<I", 100)
    refused(plan([("some.zip", bytes(data))]))


@pytest.mark.usefixtures("app_context")
def test_locked_and_strangely_packed_files_are_refused() -> None:
    locked = bytearray(packed(("x.po", b"x")))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    refused(plan([("some.zip", bytes(locked))]), "password")
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("x.po", b"x")
    refused(plan([("some.zip", held.getvalue())]), "packed in a way")


def test_what_goes_with_it_is_passed_over(pair: Pair) -> None:
    data = edited(given_out(pair[0].item), said({"title": "مدارس"}))
    besides = ("words.csv", "readme.txt", "story.mo", "__MACOSX/._story.po", ".DS_Store", "a/")
    plan_ = plan([("x.zip", packed(("a/story.po", data), *((name, b"x") for name in besides)))])
    assert plan_.things[0].counts["changed"] == 1


def test_limits_of_a_zip_are_above_what_is_given_out() -> None:
    assert unpacking.MOST_UNPACKED >= pofiles.MOST_BYTES


def test_contexts_of_nobody_are_told_and_left(pair: Pair) -> None:
    made = given_out(pair[0].item)
    contexts = ("story/0/title", "story/99999999999/title", "story/-1/x", "fact/none/label",
                "topic/1e3/title", "x" * 5000, "story/٣/title", "user/1/name")  # fmt: skip

    def edit(file: polib.POFile) -> None:
        file.extend(polib.POEntry(msgctxt=one, msgid="a", msgstr="b") for one in contexts)
        file.append(polib.POEntry(msgid="none", msgstr="b"))

    planned = came_back(edited(made, edit))
    assert planned.strangers == (*contexts, "none")
    assert not planned.acts
    assert entry(polib.pofile(made.data.decode()), "title")


def test_a_counted_entry_does_not_pass_for_a_plain_one(pair: Pair) -> None:
    def edit(file: polib.POFile) -> None:
        one = entry(file, "The Coalition")
        one.msgstr, one.msgstr_plural = "", {0: "<b>x</b>"}

    data = edited(given_out(pair[0].item), edit)
    planned = came_back(data)
    assert not planned.acts


def test_what_was_taken_down_is_left(pair: Pair) -> None:
    data = edited(given_out(pair[0].item), said({"title": "مدارس"}))
    pair[0].item.taken_down_at = texts.latest_words(pair[0]).saved_at
    db.session.flush()
    planned = came_back(data)
    assert not planned.faults
    assert len(planned.strangers) == 4


@pytest.mark.parametrize("text", ["<" * 40_000, "\n\n<b>x</b>" * 4_000, "\n\nx" * 10_000])
def test_what_takes_long_to_clean_is_refused_at_once(pair: Pair, text: str) -> None:
    def edit(file: polib.POFile) -> None:
        entry(file, "The Coalition").msgstr = text

    data = edited(given_out(pair[0].item), edit)
    begun = time.process_time()
    refused(came_back(data))
    assert time.process_time() - begun < 3


def test_a_file_in_another_language_than_it_was_given_out_for_is_refused(pair: Pair) -> None:
    item = pair[0].item
    arabic, other = given_out(item), given_out(item)
    for made, language in ((arabic, "ar"), (other, "fr")):
        handout = db.session.get_one(Handout, made.handout_id)
        handout.language = language
    db.session.flush()
    token = db.session.get_one(Handout, other.handout_id).token
    mine = db.session.get_one(Handout, arabic.handout_id).token

    def edit(file: polib.POFile) -> None:
        entry(file, "The Coalition").msgstr = "التحالف ينظم حملة في الموصل."

    data = edited(arabic, edit).replace(mine.encode(), token.encode())
    refused(came_back(data), "given out to be translated into")
    assert db.session.get_one(Handout, other.handout_id).closed_at is None


def test_no_long_text_is_remembered_once_it_was_judged() -> None:
    entry_ = Entry("body/x", "Schools", "missing", rich=True)
    checking.remembered.cache_clear()
    checking.safe(entry_, "ن" * (checking.REMEMBERED + 1))
    assert not checking.remembered.cache_info().currsize
    checking.safe(entry_, "ن")
    assert checking.remembered.cache_info().currsize == 1
