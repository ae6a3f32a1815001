"""Members at the desk: names, regions, dates; their number is a fact of its own."""

from urllib.parse import quote

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import Member
from tests.editor.forms import fill
from tests.support.desk import Desk

NEW = "/editor/members/new"
MEMBER = {"name_en": "Atlantis", "name_ar": "أطلانطس", "region": "europe", "since": "٢٠٢١-١٢"}


def _row(desk: Desk) -> Member | None:
    with desk.app.app_context():
        wanted = select(Member).where(Member.code == "atlantis")
        return db.session.execute(wanted).scalar()


def test_a_member_is_added_changed_and_removed_and_the_fact_stays(desk: Desk) -> None:
    facts = desk.get("/en/facts.json").text
    assert fill(desk, NEW, **MEMBER).status == 303
    row = _row(desk)
    assert row is not None
    assert (row.since.isoformat(), row.since_precision) == ("2021-12-01", "month")
    assert "Atlantis" in desk.get("/en/members").text
    assert "أطلانطس" in desk.get(f"/ar/search?q={quote('أطلانطس')}").texts("main a")
    path = f"/editor/members/{row.id}"
    assert fill(desk, path, name_en="New Atlantis").status == 303
    assert "New Atlantis" in desk.get("/en/members").text
    assert desk.send(f"{path}/remove", {}).status == 303
    assert "New Atlantis" not in desk.get("/en/members").text
    assert desk.get("/en/facts.json").text == facts


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name_ar": ""}, "name_ar"),
        ({"region": "the moon"}, "region"),
        ({"kind": "club"}, "kind"),
        ({"since": "once"}, "since"),
        ({"since": "2090"}, "since"),
        ({"code": "ÄÖ"}, "code"),
        ({"code": "iq"}, "code"),  # taken
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    desk: Desk, typed: dict[str, str], field: str
) -> None:
    page = fill(desk, NEW, **MEMBER | typed)
    assert page.attributes(".errors a", "href") == [f"#{field}"]


def test_the_list_is_filtered(desk: Desk) -> None:
    found = desk.get("/editor/members?q=العراق").texts(".kept h2")
    assert found == ["Iraq"]
    institutions = desk.get("/editor/members?kind=institution").all(".kept > li")
    assert 0 < len(institutions) < 20
