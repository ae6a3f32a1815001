"""Facts at the desk: a new figure and what it changes, the words, the order."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import AuditEntry, Fact, Figure
from tests.editor.forms import errors, fields, fill
from tests.support.desk import Desk

FIGURE = {
    "value": "٨٧",
    "as_of": "2024-06",
    "source": "The Coalition’s own list",
    "source_url": "https://source.example/list",
}


@pytest.fixture
def figure_form(desk: Desk) -> str:
    """The address of the form for a new figure of [[members]]."""
    return f"/editor/facts/{_id(desk, 'members')}/figure"


def _id(desk: Desk, key: str) -> int:
    with desk.app.app_context():
        return db.session.execute(select(Fact.id).filter_by(key=key)).scalar_one()


def _figures(desk: Desk) -> list[int]:
    with desk.app.app_context():
        rows = select(Figure.value).join(Fact, Fact.id == Figure.fact_id).filter_by(key="members")
        return list(db.session.execute(rows.order_by(Figure.id)).scalars())


def test_what_a_new_figure_changes_is_shown_before_it_is_kept(desk: Desk, figure_form: str) -> None:
    before = _figures(desk)
    page = fill(desk, figure_form, **FIGURE, step="look")
    assert page.h1 == "What the new figure changes"
    assert _figures(desk) == before
    gone, come = page.texts(".effects del"), page.texts(".effects ins")
    assert len(gone) == len(come) > 0
    assert any("85" in old and "87" in new for old, new in zip(gone, come, strict=True))
    assert {"en", "ar"} <= set(page.attributes(".effects a", "hreflang"))
    for link in page.attributes(".effects a", "href"):
        assert desk.get(link).status == 200
    assert any("dated text" in heading for heading in page.texts("h2"))


def test_then_one_button_keeps_it_and_readers_see_it(desk: Desk, figure_form: str) -> None:
    story = next(link for link in desk.get("/en/stories").links if "/en/stories/" in link)
    dated = desk.get(story).text
    look = fill(desk, figure_form, **FIGURE, step="look")
    held = fields(look) | {"step": "save"}
    assert desk.send(figure_form, held).status == 303
    assert _figures(desk)[-1] == 87
    assert "87" in desk.get("/en/facts").text
    assert desk.get(story).text == dated
    desk.send(figure_form, held)  # a double click
    assert _figures(desk).count(87) == 1
    with desk.app.app_context():
        entries = db.session.execute(select(AuditEntry).filter_by(action="fact.figure")).scalars()
        assert {entry.subject_id for entry in entries} == {"members"}


def test_one_may_go_back_and_change_it(desk: Desk, figure_form: str) -> None:
    page = fill(desk, figure_form, **FIGURE, step="change")
    assert page.h1 == "New figure"
    assert fields(page)["source"] == FIGURE["source"]


def test_a_figure_for_an_earlier_day_completes_the_history(desk: Desk, figure_form: str) -> None:
    page = fill(desk, figure_form, **{**FIGURE, "as_of": "2017-01"}, step="look")
    assert "0 sentences will change" in page.texts("h2")
    assert any("completes the history" in text for text in page.texts(".message"))


def test_a_dated_story_that_the_figure_reaches_is_named(desk: Desk, figure_form: str) -> None:
    page = fill(desk, figure_form, **{**FIGURE, "as_of": "2022-09-01"}, step="look")
    assert any("in stories will change too" in text or "in a story" in text
               for text in page.texts("h2"))  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"value": ""}, "value"),
        ({"value": "eighty"}, "value"),
        ({"value": "-1"}, "value"),
        ({"value": "1.234"}, "value"),
        ({"value": "9" * 40}, "value"),
        ({"as_of": "June"}, "as_of"),
        ({"as_of": "2099"}, "as_of"),
        ({"as_of": "2024-02-31"}, "as_of"),
        ({"source": "\u202e"}, "source"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
    ],
)
def test_a_figure_that_cannot_be_right_is_refused_at_its_field(
    desk: Desk, figure_form: str, typed: dict[str, str], field: str
) -> None:
    page = fill(desk, figure_form, **(FIGURE | typed), step="save")
    assert page.status == 200
    assert page.attributes(".errors a", "href") == [f"#{field}"]
    assert fields(page)["source_url"] == (FIGURE | typed)["source_url"]


def test_the_forms_of_every_number_are_typed_as_examples(desk: Desk) -> None:
    path = f"/editor/facts/{_id(desk, 'members')}"
    held = fields(desk.get(path))
    assert held["counted_en_one"] == "1 member"
    assert held["counted_ar_two"] == "عضوان"
    assert held["counted_ar_many"] == "11 عضوًا"
    assert fill(desk, path, counted_ar_few="٣ أعضاء جدد").status == 303
    with desk.app.app_context():
        fact = db.session.execute(select(Fact).filter_by(key="members")).scalar_one()
        assert fact.counted["ar"]["few"] == "%(num)s أعضاء جدد"
        assert fact.counted["ar"]["two"] == "عضوان"


def test_a_form_without_its_number_or_left_out_is_refused(desk: Desk) -> None:
    path = f"/editor/facts/{_id(desk, 'members')}"
    page = fill(desk, path, counted_ar_many="أعضاء", counted_ar_few="", counted_en_other="2 of 2")
    assert page.attributes(".errors a", "href") == [
        "#counted_en_other",
        "#counted_ar_few",
        "#counted_ar_many",
    ]


def test_a_new_fact_is_cited_after_its_first_figure(desk: Desk) -> None:
    page = fill(desk, "/editor/facts/new", label_en="Schools rebuilt", label_ar="مدارس أعيد بناؤها")
    assert page.status == 303
    assert "schools-rebuilt" in desk.get("/editor/facts").text
    held = {"value": "1,200", "as_of": "2024", "source": "A ministry", "step": "save"}
    assert fill(desk, page.location, **held).status == 303
    assert "1,200" in desk.get("/en/facts").text
    again = fill(desk, "/editor/facts/new", label_en="Schools rebuilt", label_ar="مدارس")
    assert errors(again) == [
        "Its name in citations: This name is taken already. Choose another one."
    ]


def test_a_fact_needs_its_name_in_every_language(desk: Desk) -> None:
    page = fill(desk, "/editor/facts/new", label_en="Schools")
    assert page.attributes(".errors a", "href") == ["#label_ar"]


def test_the_order_is_that_of_readers(desk: Desk) -> None:
    keys = desk.get("/editor/facts").texts(".kept code")
    assert desk.send(f"/editor/facts/{_id(desk, 'members')}/move", {"way": "down"}).status == 303
    after = desk.get("/editor/facts").texts(".kept code")
    assert after[:2] == [keys[1], keys[0]]


def test_lists_are_searched_without_marks(desk: Desk) -> None:
    assert desk.get("/editor/facts?q=الأعضاء").texts(".kept code") == ["[[members]]"]
    assert desk.get("/editor/facts?q=nothing-like-it").texts(".kept code") == []


def test_the_form_shows_how_a_new_fact_will_be_cited(desk: Desk) -> None:
    """The example cites no fact that there is, and must not be taken for a citation."""
    assert "[[schools-rebuilt]]" in desk.get("/editor/facts/new").one("#key-hint").to_text()
