"""What a check warns of, and what it leaves alone."""

import pytest

from app.i18n import catalogs
from app.i18n.checks import check
from app.i18n.languages import get
from tests.i18n.conftest import header

STORY = 'msgid "Story"\n'


def pair(source: str, said: str, above: str = "") -> str:
    """An entry as a file has it."""
    return f'{above}msgid "{source}"\nmsgstr "{said}"\n'


DOUBTFUL = {
    "space before": (pair("Story", " قصة"), "space.edge"),
    "space behind": (pair("Story", "قصة "), "space.edge"),
    "space lost": (pair("Story: ", "قصة:"), "space.edge"),
    "line end lost": (pair(r"Story\n", "قصة"), "space.edge"),
    "decomposed": (pair("Story", "ا\u0653"), "characters.decomposed"),
    "entity": (pair("Story", "قصة&nbsp;"), "characters.entity"),
    "unchanged": (pair("Save this", "Save this"), "unchanged"),
    "unchanged, with a value": (pair("Save %(n)s", "Save %(n)s"), "unchanged"),
    "comma": (pair("Story, news", "قصة, خبر"), "punctuation.latin"),
    "comma behind a value": (pair("%(a)s, %(b)s", "%(a)s, %(b)s"), "punctuation.latin"),
    "semicolon": (pair("Story; news", "قصة; خبر"), "punctuation.latin"),
    "question mark": (pair("Story?", "قصة?"), "punctuation.latin"),
    "question mark behind a quotation": (pair("“Story”?", "«قصة»?"), "punctuation.latin"),
    "quotation marks": (pair("The “story”", r"ال \"قصة\""), "punctuation.quotes"),
    "flag": (pair("Story", "قصة", "#, max-length:2\n"), "length"),
    "comment": (pair("Story", "قصة", "#. In a button, max-length: 2\n"), "length"),
}
GOOD = {
    "spaces as in the source": pair(r" Story\n", r" قصة\n"),
    "entity of the source": pair("Story&nbsp;", "قصة&nbsp;"),
    "a name": pair("YouTube", "YouTube"),
    "letters of a format": pair("CSV", "CSV"),
    "an address": pair("example.org/a", "example.org/a"),
    "an account": pair("@name", "@name"),
    "only a value": pair("%(name)s", "%(name)s"),
    "only tags and a value": pair("<strong>%(name)s</strong>", "<strong>%(name)s</strong>"),
    "comma in a number": pair("1,500 stories", "1,500 قصة"),
    "Latin words": pair("Write a, b; c?", "اكتب a, b; c?"),
    "address with marks": pair("See x.org/?a;b", "انظر x.org/?a;b"),
    "right marks": pair("“Story”, news; more?", "«قصة»، خبر؛ المزيد؟"),
    "attribute": pair(r"<a class=\"x\">Story</a>", r"<a class=\"x\">قصة</a>"),
    "short enough": pair("Story", "قصة", "#, max-length:3\n"),
    "values do not count": pair("Story %(n)s", "قصة %(n)s", "#, max-length:3\n"),
    "not shown yet": pair("Story", "Story ", "#, fuzzy\n").replace("#, fuzzy", "#, fuzzy, a"),
}


@pytest.fixture
def look(catalog_folder):
    """Checks a catalog of these entries: the levels and codes of what is found."""
    path = catalogs.catalog_path(get("ar"), catalog_folder)

    def found(entries: str) -> list[tuple[str, str]]:
        path.write_text(header() + entries, encoding="utf-8")
        return [(one.level, one.code) for one in check(path, get("ar"))]

    return found


@pytest.mark.parametrize(("entries", "code"), DOUBTFUL.values(), ids=DOUBTFUL)
def test_what_is_doubtful_is_a_warning(look, entries, code):
    assert look(entries) == [("warning", code)]


@pytest.mark.parametrize("entries", GOOD.values(), ids=GOOD)
def test_what_is_well_is_left_alone(look, entries):
    assert [level for level, _code in look(entries) if level != "missing"] == []


def test_lines_as_on_windows_are_a_warning(catalog_folder):
    path = catalogs.catalog_path(get("ar"), catalog_folder)
    path.write_bytes((header() + pair("Story", "قصة")).replace("\n", "\r\n").encode())
    [found] = check(path, get("ar"))
    assert (found.level, found.code) == ("warning", "file.lines")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (r"<b>قصة</i>", "tag.differs"),
        (r"</b>قصة<b>", "tag.open"),
        (r"<b onclick=\"x()\">قصة</b>", "tag.differs"),
        (r"<B>قصة</B>", "tag.differs"),
        (r"<b>قصة</b", "tag.stray"),
        (r"<b>ق\vصة</b>", "characters.control"),
        (r"<b>[[members|list]]</b>", "placeholder.unknown"),
    ],
)
def test_what_must_not_reach_readers_is_an_error(look, said, code):
    assert ("error", code) in look(pair("<b>Story</b>", said))
