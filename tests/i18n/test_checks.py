"""The gate of the catalogs: each thing that can be wrong is found, and a good catalog passes."""

import shutil
import subprocess

import pytest

from app.i18n import catalogs
from app.i18n.checks import check
from app.i18n.languages import get
from tests.i18n.conftest import LANGUAGES, header

PLAIN = 'msgid "Read %(title)s on <a href=\\"%(url)s\\">the site</a>"\n'
PLURAL = 'msgid "%(num)s member of %(name)s"\nmsgid_plural "%(num)s members of %(name)s"\n'
SIMPLE = 'msgid "Story"\n'


def plural(*forms: str) -> str:
    """An entry with these forms."""
    return PLURAL + "".join(f'msgstr[{n}] "{text}"\n' for n, text in enumerate(forms))


GOOD_FORMS = (
    "لا أعضاء في %(name)s",
    "عضو في %(name)s",
    "عضوان في %(name)s",
    "%(num)s أعضاء في %(name)s",
    "%(num)s عضوًا في %(name)s",
    "%(num)s عضو في %(name)s",
)
GOOD = {
    "plain": PLAIN + 'msgstr "اقرأ %(title)s في <a href=\\"%(url)s\\">الموقع</a>"\n',
    "plural": plural(*GOOD_FORMS),
    "isolates": SIMPLE + 'msgstr "\u2068قصة\u2069"\n',
    "context": f'msgctxt "a"\n{SIMPLE}msgstr "قصة"\n\n{SIMPLE}msgstr "خبر"\n',
    "citation": 'msgid "We are [[members|count]]."\nmsgstr "نحن [[members|count]]."\n',
    "obsolete": f'{SIMPLE}msgstr "قصة"\n\n#~ msgid "Story"\n#~ msgstr "%(x)s"\n',
}
BAD = {
    "unknown placeholder": (
        PLAIN + 'msgstr "%(titel)s %(title)s <a href=\\"%(url)s\\">الموقع</a>"\n',
        "%(titel)s is not in the English text",
    ),
    "lost placeholder": (
        PLAIN + 'msgstr "اقرأ في <a href=\\"%(url)s\\">الموقع</a>"\n',
        "%(title)s of the English text is missing",
    ),
    "other conversion": (
        PLAIN + 'msgstr "%(title)d <a href=\\"%(url)s\\">الموقع</a>"\n',
        "%(title)d is not in the English text",
    ),
    "mistyped citation": (
        'msgid "We are [[members|count]]."\nmsgstr "نحن [[member|count]]."\n',
        "[[member|count]] is not in the English text",
    ),
    "percent sign": (SIMPLE + 'msgstr "50% قصة"\n', "percent sign"),
    "broken placeholder": (SIMPLE + 'msgstr "%(name) قصة"\n', "percent sign"),
    "percent sign in the source": ('msgid "50% done"\nmsgstr ""\n', "percent sign"),
    "new tag": (SIMPLE + 'msgstr "<script>alert(1)</script>"\n', "other tags"),
    "other attribute": (
        PLAIN + 'msgstr "%(title)s <a href=\\"//x/%(url)s\\">الموقع</a>"\n',
        "other tags",
    ),
    "added attribute": (
        PLAIN + 'msgstr "%(title)s <a href=\\"%(url)s\\" onclick=\\"x()\\">الموقع</a>"\n',
        "other tags",
    ),
    "lost tag": (PLAIN + 'msgstr "%(title)s %(url)s <a>"\n', "other tags"),
    "open tag": (SIMPLE + 'msgstr "قصة <img src=x onerror=x"\n', "begins no tag"),
    "tag in a plural form": (plural("<b>لا</b>", *GOOD_FORMS[1:]), "other tags"),
    "unknown in a plural form": (
        plural("%(nam)s", *GOOD_FORMS[1:]),
        "%(nam)s is not in the English text",
    ),
    "general form without its value": (
        plural(*GOOD_FORMS[:5], "عضو في %(name)s"),
        "%(num)s of the English text is missing",
    ),
    "too few forms": (plural(*GOOD_FORMS[:2]), "needs 6 forms"),
    "an empty form": (plural(*GOOD_FORMS[:4], "", GOOD_FORMS[5]), "needs 6 forms"),
    "too many forms": (plural(*GOOD_FORMS, GOOD_FORMS[5]), "needs 6 forms"),
    "override": (SIMPLE + 'msgstr "\u202eقصة\u202c"\n', "overrides the direction"),
    "open isolate": (SIMPLE + 'msgstr "\u2068قصة"\n', "isolate"),
    "closed isolate": (SIMPLE + 'msgstr "قصة\u2069"\n', "isolate"),
    "twice": (f'{SIMPLE}msgstr "قصة"\n\n{SIMPLE}msgstr "خبر"\n', "stands in line"),
    "open quotation mark": (SIMPLE + 'msgstr "قصة\n', "cannot be read"),
    "quotation mark inside": (SIMPLE + 'msgstr "قصة "خبر""\n', "cannot be read"),
    "unknown keyword": (SIMPLE + 'msgtr "قصة"\n', "cannot be read"),
    "out of order": ('msgstr "قصة"\n\n' + SIMPLE, "cannot be read"),
    "syntax": (SIMPLE + "msgstr no quotes\n", "cannot be read"),
}
HEADERS = {
    "charset": {"Content_Type": "text/plain; charset=CP1256"},
    "language": {"Language": "fa"},
    "what pybabel writes": {
        "Plural_Forms": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && "
        "n%100<=10 ? 3 : n%100>=0 && n%100<=2 ? 4 : 5);"
    },
}


@pytest.fixture
def look(catalog_folder):
    """Checks a catalog of these entries: a list of (level, text of the finding)."""
    path = catalogs.catalog_path(get("ar"), catalog_folder)

    def found(entries: str | bytes, **changes: str) -> list[tuple[str, str]]:
        body = entries if isinstance(entries, bytes) else entries.encode()
        path.write_bytes(header(**changes).encode() + body)
        return [(finding.level, str(finding)) for finding in check(path, get("ar"))]

    return found


@pytest.mark.parametrize("entries", GOOD.values(), ids=GOOD)
def test_a_good_entry_passes(look, entries):
    assert look(entries) == []


@pytest.mark.parametrize(("entries", "message"), BAD.values(), ids=BAD)
def test_an_error_is_found_and_keeps_the_catalog_from_being_compiled(
    look, catalog_folder, entries, message
):
    assert any(level == "error" and message in text for level, text in look(entries))
    with pytest.raises(catalogs.CatalogError, match="error:"):
        catalogs.compile_catalogs(catalog_folder)
    assert catalogs.missing(catalog_folder) == ["ar"]


@pytest.mark.parametrize("changes", HEADERS.values(), ids=HEADERS)
def test_a_wrong_header_is_an_error(look, changes):
    [(level, text)] = look(GOOD["plain"], **changes)
    assert level == "error"
    assert "The header says" in text


def test_a_form_of_many_numbers_should_name_the_number(look):
    forms = (*GOOD_FORMS[:3], "أعضاء في %(name)s", *GOOD_FORMS[4:])
    assert [level for level, _ in look(plural(*forms))] == ["warning"]


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        (SIMPLE + 'msgstr ""\n', "is not translated"),
        (plural("", "", "", "", "", ""), "is not translated"),
        ("#, fuzzy\n" + SIMPLE + 'msgstr "%(x)s"\n', "fuzzy"),
    ],
)
def test_what_readers_do_not_see_yet_is_missing_and_no_error(look, entries, message):
    [(level, text)] = look(entries)
    assert level == "missing"
    assert message in text


def test_decomposed_letters_are_a_warning(look):
    [(level, _)] = look(SIMPLE + 'msgstr "ا\u0653"\n')
    assert level == "warning"


def test_another_encoding_is_found_with_its_line(look):
    [(level, text)] = look((SIMPLE + 'msgstr "قصة"\n').encode("cp1256"))
    assert level == "error"
    lines = header().count("\n") + 2
    assert f"messages.po:{lines}: " in text
    assert "UTF-8" in text


@pytest.mark.parametrize("content", [b"", b" \n", b"\xef\xbb\xbfmsgid", b"\x00", b"nonsense"])
def test_what_is_no_catalog_is_an_error(tmp_path, content):
    path = tmp_path / "x.po"
    path.write_bytes(content)
    assert {finding.level for finding in check(path, get("ar"))} == {"error"}


def test_a_catalog_that_is_not_there_is_an_error(tmp_path):
    assert [finding.level for finding in check(tmp_path / "x.po", get("ar"))] == ["error"]


def test_findings_say_where_they_are(catalog_folder):
    path = catalogs.catalog_path(get("ar"), catalog_folder)
    path.write_text(header() + SIMPLE + 'msgstr "قصة"\n\n' + PLAIN + 'msgstr "x"\n', "utf-8")
    lines = {finding.line for finding in check(path, get("ar"))}
    assert lines == {header().count("\n") + 4}


def test_a_text_of_the_template_that_the_catalog_lacks_is_missing(catalog_folder, tmp_path):
    template = tmp_path / "messages.pot"
    template.write_text(SIMPLE + 'msgstr ""\n\nmsgid "News"\nmsgstr ""\n', "utf-8")
    path = catalogs.catalog_path(get("ar"), catalog_folder)
    path.write_text(header() + SIMPLE + 'msgstr "قصة"\n', "utf-8")
    [finding] = check(path, get("ar"), template)
    assert (finding.level, finding.message) == ("missing", '"News" is not in this catalog.')


@LANGUAGES
def test_the_catalogs_of_the_site_have_no_errors(language):
    path = catalogs.catalog_path(language)
    assert language.source or [one for one in check(path, language) if one.level == "error"] == []


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="needs gettext")
def test_gettext_finds_no_fault_in_the_catalogs_of_the_site(tmp_path):
    for path in catalogs.catalogs():
        command = ["msgfmt", "-c", "-o", str(tmp_path / "x.mo"), str(path)]
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
        assert answer.returncode == 0, answer.stderr
