"""Doubts about what a translation says: numbers, addresses, accounts, agreed words."""

import tomllib

import pytest

from app.config import ROOT
from app.content.checks import catalogs, entries, terms
from app.i18n import glossary
from app.i18n.catalogs import catalog_path
from app.i18n.findings import CatalogFinding
from app.i18n.languages import TRANSLATIONS, all_languages, get, source_language
from app.i18n.pofiles import parse

ROWS = """term,ar,note,check
story,قصة,Any item of news,
stories archive,أرشيف القصص,,
fact,حقيقة,plural حقائق,
member,عضو,,
correction,تصويب,Of a story,
captions,الترجمة المصاحبة,,
caption,شرح الصورة,,
post,منشور|مشاركة,,
search,بحث,,alone
you,أنتم,,never
coalition,التحالف,,
untranslated,,,
"""
DOUBTFUL = {
    "number": ("85 members", "80 عضوًا", "number.differs"),
    "number in words": ("eighty-five members", "80 عضوًا", "number.differs"),
    "number lost": ("In 30 days", "قريبًا", "number.differs"),
    "number added": ("Soon", "خلال 30 يومًا", "number.differs"),
    "address": ("See https://a.org/x", "انظر https://b.org/x", "address.differs"),
    "mail": ("Write to a@b.org", "اكتبوا إلى c@b.org", "address.differs"),
    "account": ("Follow @coalition", "تابعوا @other", "handle.differs"),
    "hashtag": ("About #Peace", "عن #War", "hashtag.differs"),
}
SAME = {
    "Arabic digits": ("85 members", "٨٥ عضوًا"),
    "Persian digits": ("85 members", "۸۵ عضوًا"),
    "words for digits": ("85 members", "خمسة وثمانون عضوًا"),
    "digits for words": ("three pages", "3 صفحات"),
    "dual": ("2 stories", "قصتان"),
    "values are filled in": ("%(count)s of 85", "%(count)s من 85"),
    "citation": ("[[members|count]] since 2014", "[[members|count]] منذ 2014"),
    "isolated address": ("See https://a.org/x", "انظر \u2066https://a.org/x\u2069"),
    "account in its own language": ("Follow @coalition_en", "تابعوا @coalition_ar"),
    "hashtag": ("About #Peace", "عن #peace"),
    "attributes": ('<a href="https://a.org/1">85</a>', '<a href="https://a.org/1">85</a>'),
}
IGNORED = {
    "another word": ("A new story", "خبر جديد"),
    "another word in the plural": ("All stories", "كل الأخبار"),
    "of two ways": ("A post", "خبر"),
    "the longer of two terms": ("The stories archive", "القصص"),
    "alone": ("Search", "ابدأ"),
}
USED = {
    "as it stands": ("A story", "قصة"),
    "with the article": ("The story", "القصة"),
    "with a preposition": ("With the story", "بالقصة"),
    "joined": ("And the story", "والقصة"),
    "broken plural": ("All stories", "كل القصص"),
    "broken plural of four letters": ("The facts", "الحقائق"),
    "plural": ("The members", "الأعضاء"),
    "sound plural": ("The posts", "المنشورات"),
    "the second way": ("A post", "مشاركة"),
    "the longer term": ("The stories archive", "أرشيف القصص"),
    "verb of the same stem": ("Correct the link", "أصلح الرابط"),
    "of two alike, the exact one": ("A caption", "شرح الصورة"),
    "not alone": ("Search for nothing", "لا شيء"),
    "never": ("You", "المستخدم"),
    "in an address": ("Such as /en/story or @story", "مثل هذا"),
    "in a value": ("%(story)s", "%(story)s"),
    "without a word of this language": ("An untranslated", "شيء"),
}


@pytest.fixture
def rows(tmp_path):
    """A small glossary."""
    (tmp_path / "glossary.csv").write_text(ROWS, encoding="utf-8")
    return glossary.glossary(tmp_path)


@pytest.mark.parametrize(("source", "said", "code"), DOUBTFUL.values(), ids=DOUBTFUL)
def test_what_differs_is_a_warning(source, said, code):
    for one, other, languages in ((source, said, ("en", "ar")), (said, source, ("ar", "en"))):
        [found] = entries.doubts(one, other, *languages)
        assert (found.level, found.code) == ("warning", code)


@pytest.mark.parametrize(("source", "said"), SAME.values(), ids=SAME)
def test_the_same_said_otherwise_is_none(source, said):
    assert list(entries.doubts(source, said, "en", "ar")) == []


@pytest.mark.parametrize(("source", "said"), IGNORED.values(), ids=IGNORED)
def test_a_term_ignored_is_a_warning(rows, source, said):
    [found] = terms.ignored(source, said, "en", "ar", rows)
    assert (found.level, found.code) == ("warning", "glossary")


@pytest.mark.parametrize(("source", "said"), USED.values(), ids=USED)
def test_a_term_in_any_of_its_forms_is_none(rows, source, said):
    assert list(terms.ignored(source, said, "en", "ar", rows)) == []


def test_the_glossary_serves_the_other_way_round_too(rows):
    assert list(terms.ignored("القصة", "The stories", "ar", "en", rows)) == []
    [found] = terms.ignored("القصة", "The news", "ar", "en", rows)
    assert found.code == "glossary"


@pytest.mark.parametrize("row", [",قصة,,\n", "story,قصة,,sometimes\n"])
def test_a_row_without_a_term_or_with_an_unknown_check_is_named(tmp_path, row):
    (tmp_path / "glossary.csv").write_text("term,ar,note,check\n" + row, encoding="utf-8")
    with pytest.raises(ValueError, match=r"glossary\.csv:2"):
        glossary.glossary(tmp_path)


def test_the_glossary_of_the_site_has_columns_for_languages_only():
    languages = {name for term in glossary.glossary() for name in term.said}
    assert languages <= set(all_languages())
    assert len(glossary.glossary()) > 50


@pytest.mark.parametrize("path", sorted((ROOT / "sample" / "stories").glob("*.toml")), ids=str)
def test_people_and_places_are_spelt_as_agreed_in_the_sample_stories(path):
    names = [one for one in glossary.glossary() if one.note.startswith(("A place", "A person"))]
    assert len(names) > 15
    kept = tomllib.loads(path.read_text(encoding="utf-8"))
    if {"en", "ar"} <= kept.keys():
        english, arabic = (" ".join([kept[c]["title"], kept[c]["body"]]) for c in ("en", "ar"))
        assert list(terms.ignored(english, arabic, "en", "ar", names)) == []


def _words(comment: str) -> list[CatalogFinding]:
    po = f'{comment}msgid "A story of 85"\nmsgstr "خبر"\n'
    header = '# x\nmsgid ""\nmsgstr ""\n"Language: ar\\n"\n\n'
    catalog = parse(header + po)
    return list(catalogs.words(catalog, get("ar"), source_language(), "x.po"))


def test_a_translator_can_settle_a_warning():
    assert sorted(one.code for one in _words("")) == ["glossary", "number.differs"]
    assert [one.code for one in _words("# checked: glossary\n")] == ["number.differs"]
    assert _words("# A remark.\n# checked: glossary, number.differs\n") == []
    assert _words("#, fuzzy\n") == []


@pytest.mark.parametrize("code", [code for code, one in all_languages().items() if not one.source])
def test_the_catalogs_of_the_site_are_clean(code):
    """Each warning was looked at: mended, or settled with a comment."""
    path = catalog_path(get(code))
    if not path.is_relative_to(TRANSLATIONS) or not path.exists():
        pytest.skip("not begun")
    found = [one for one in catalogs.check(path, get(code)) if one.level != "missing"]
    assert [str(one) for one in found] == []
