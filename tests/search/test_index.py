"""The index: the same answers from both databases, at every moment the right ones."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text
from sqlalchemy.dialects import postgresql, sqlite

from app.extensions import db
from app.search import (
    MOST_COUNTED,
    Document,
    Results,
    count,
    find,
    is_search_table,
    put,
    rebuild,
    remove,
)
from app.search.finding import shown, visible
from app.search.query import parse

NOW = datetime(2022, 9, 30, 12, tzinfo=UTC)
DAY = timedelta(days=1)

pytestmark = pytest.mark.usefixtures("app_context")


def document(
    ref: str, title: str, words: str = "", language: str = "en", **more: object
) -> Document:
    """A story, published on the first day of September 2022."""
    values: dict[str, object] = {"path": f"/{language}/stories/{ref}", "date": NOW - 29 * DAY}
    return Document("story", ref, language, title, words, **(values | more))  # type: ignore[arg-type]  # any field


def refs(query: str, language: str = "en", now: datetime = NOW) -> list[str]:
    """What is found, in order."""
    found = find(query, language, now)
    assert found.total == len(found.hits) == count(query, language, now)
    return [hit.ref for hit in found.hits]


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("افتتحت المدرسة في الموصل أبوابها", "مدرسه الموصل"),
        ("قرأ أحمد الكِتابَ", "احمد الكتاب"),
        ("إعادة إعمار المستشفى", "اعاده مستشفي"),
        ("هزيمة داعش", "ISIS"),
        ("مقاتلو تنظيم الدولة", "daesh"),
        ("قال مسؤولٌ في التحالف", "مسؤول تحالف"),
        ("في عام ٢٠٢٢", "2022"),
        ("عناصر الأمن للموصل", "الموصل"),
        ("دعمت اليونسكو الترميم", "unesco"),
        ("القوات الأمنية العراقية", "ISF"),
        ("85 عضوًا", "٨٥ عضوا"),
    ],
)
def test_arabic_is_found_as_readers_type_it(words: str, query: str) -> None:
    put(document("1", "عنوان", words, "ar"))
    assert refs(query, "ar") == ["1"]


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("Schools have reopened", "school reopen"),
        ("The Coalition’s 85 members", "coalition 85"),
        ("Daesh lost Mosul", "ISIL الموصل"),
        ("fighters of Islamic State", "داعش"),
        ("Iraqi Security Forces", "isf"),
    ],
)
def test_english_is_found_as_readers_type_it(words: str, query: str) -> None:
    put(document("1", "A title", words))
    assert refs(query) == ["1"]


def test_every_word_must_be_there_in_title_and_text_together() -> None:
    put(document("1", "Schools", "in Mosul"))
    put(document("2", "Schools", "in Raqqa"))
    assert refs("schools mosul") == ["1"]
    assert refs("schools mosul raqqa") == []


def test_titles_come_first_then_the_newest_then_the_last() -> None:
    put(document("text, newest", "News", "schools in Mosul", date=NOW))
    put(document("title, old", "Schools in Mosul", date=NOW - 9 * DAY))
    put(document("half a title", "Schools", "Mosul", date=NOW - 2 * DAY))
    put(document("title, new", "Mosul: schools", date=NOW - 3 * DAY))
    put(document("title, new, too", "Mosul schools", date=NOW - 3 * DAY))
    assert refs("mosul schools") == [
        "title, new, too",
        "title, new",
        "title, old",
        "text, newest",
        "half a title",
    ]


def test_a_phrase_stands_together_and_not_across_the_end_of_a_title() -> None:
    put(document("1", "Islamic", "state of things"))
    put(document("2", "News", "the Islamic State has lost"))
    assert refs("ISIS") == ["2"]
    assert refs('"islamic state"') == ["2"]
    assert refs("islamic state") == ["2"]
    assert refs("state") == ["2", "1"]


def test_languages_are_searched_apart() -> None:
    put(document("1", "Mosul"))
    put(document("2", "الموصل", language="ar"))
    assert refs("Mosul") == ["1"]
    assert refs("Mosul", "ar") == ["2"]


def test_what_is_scheduled_is_found_in_its_time_alone() -> None:
    put(document("1", "Old words", starts_at=NOW - DAY, ends_at=NOW + DAY))
    put(document("1", "New words", starts_at=NOW + DAY))
    assert refs("words", now=NOW - 2 * DAY) == []
    assert refs("old") == refs("words") == ["1"]
    assert refs("new") == []
    assert refs("new", now=NOW + DAY) == refs("words", now=NOW + DAY) == ["1"]


def test_what_is_put_again_replaces_what_was_there() -> None:
    put(document("1", "Bridges"))
    put(document("1", "Schools"))
    assert refs("bridges") == []
    assert refs("schools") == ["1"]


def test_what_is_removed_is_notmatching() -> None:
    put(document("1", "Mosul"))
    put(document("1", "الموصل", language="ar"))
    put(document("2", "Mosul"))
    remove("story", "1", "en")
    assert refs("Mosul") == ["2"]
    assert refs("Mosul", "ar") == ["1"]
    remove("story", "1")
    remove("story", "never there")
    assert refs("Mosul", "ar") == []


def test_nothing_is_indexed_by_what_is_rolled_back() -> None:
    put(document("1", "Mosul"))
    db.session.rollback()
    assert refs("Mosul") == []


def test_a_rebuild_leaves_what_it_was_given() -> None:
    put(document("old", "Mosul"))
    done: list[int] = []
    assert rebuild((document(str(n), "Mosul", f"n{n}") for n in range(450)), done.append) == 450
    assert sum(done) == 450
    assert refs("n449") == ["449"]
    assert refs("Mosul n17") == ["17"]
    page = find("Mosul", "en", NOW, limit=3, offset=20)
    assert page.total == MOST_COUNTED
    assert [hit.ref for hit in page.hits] == ["429", "428", "427"]


def test_a_text_that_is_very_long_is_indexed() -> None:
    put(document("1", "Long", "ب" * 5_000 + " mosul" * 20_000))
    assert refs("long mosul") == ["1"]


@pytest.mark.parametrize(
    "query",
    [
        "",
        " \t\n",
        "…!?؟،",
        '"*(OR',
        '"',
        "AND OR NOT",
        "title:",
        "NEAR(",
        "a*",
        "-",
        "^",
        "\0",
        "mosul\0",
        "\ud800\udfff",
        "\u202eMosul\u202c",
        "'; DROP TABLE search_document; --",
        "' | ':*' & !",
        "\\",
        "$$%s%(x)s:all{}",
        "x" * 10_000,
        "داعش " * 2_000,
        '"' * 10_000,
        "😀",
    ],
)
def test_hostile_queries_are_queries(query: str) -> None:
    put(document("1", "Nothing of the kind"))
    assert find(query, "en", NOW) == Results(0, [])


@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_any_text_can_be_searched_and_its_words_arematching(words: str) -> None:
    clean = words.encode(errors="ignore").decode().replace("\0", "")
    put(document("1", "Any", clean))
    assert find(words, "en", NOW).total <= 1
    assert count(clean, "en", NOW) == bool(parse(clean))
    db.session.rollback()


def plan(connection: Connection, query: str) -> str:
    """How the database would answer `query`."""
    found = shown(query, "en")
    assert found is not None
    on_postgresql = connection.dialect.name == "postgresql"
    dialect = (postgresql if on_postgresql else sqlite).dialect()
    statement = visible(found, "en", NOW).compile(
        dialect=dialect, compile_kwargs={"literal_binds": True}
    )
    explain = "EXPLAIN " if on_postgresql else "EXPLAIN QUERY PLAN "
    rows = connection.exec_driver_sql(explain + str(statement).replace("%", "%%"))
    return "\n".join(str(row) for row in rows)


def test_a_query_asks_the_index_and_reads_no_other_documents() -> None:
    rebuild(
        (document(str(n), "Title", f"n{n}" + " word" * 50) for n in range(1_000)), lambda _: None
    )
    connection = db.session.connection()
    if connection.dialect.name == "postgresql":
        known = text(
            "SELECT reltuples FROM pg_class WHERE relname LIKE 'search_%' AND relkind = 'r'"
        )
        assert set(connection.execute(known).scalars()) == {1_000}, "else it plans for few"
    steps = plan(connection, "n17")
    assert "search_index_terms" in steps or "VIRTUAL TABLE INDEX" in steps
    assert "Seq Scan on search_" not in steps
    assert "SCAN search_document" not in steps


def test_migrations_ignore_the_index_and_know_the_documents() -> None:
    assert is_search_table("search_index")
    assert is_search_table("search_index_data")
    assert not is_search_table("search_document")
    assert not is_search_table(None)


def test_a_member_is_found_by_its_names_in_other_languages_that_readers_have() -> None:
    names = {"en": "Iraq", "ar": "العراق", "zz": "Notforreaders"}
    for code, name in names.items():
        put(replace(document("IQ", name, language=code), kind="member"))
    put(document("1", "العراق", language="ar"))
    for query in ("Iraq", "العراق"):
        assert [(hit.kind, hit.language) for hit in find(query, "en", NOW).hits] == [
            ("member", "en")
        ]
        assert count(query, "en", NOW) == 1
    assert count("العراق", "ar", NOW) == 2
    assert count("Notforreaders", "en", NOW) == 0
    assert count("Notforreaders", "zz", NOW) == 1
