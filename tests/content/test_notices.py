"""Notices: shown between their dates, on home or everywhere, in the languages that they have."""

from datetime import timedelta

import pytest

from app.clock import freeze
from app.content import notices
from app.extensions import db
from app.models import Notice
from tests.content.conftest import SEPTEMBER

END = SEPTEMBER + timedelta(days=2)


@pytest.fixture
def notice(app_context: object) -> Notice:  # noqa: ARG001  # needs the database
    """A notice in English alone, on the home page, for two days."""
    made = Notice(key="road", text={"en": "The road is closed."}, starts_at=SEPTEMBER, ends_at=END)
    db.session.add(made)
    db.session.flush()
    return made


@pytest.mark.usefixtures("notice")
def test_it_is_shown_from_its_first_second_until_its_last() -> None:
    for moment, shown in (
        (SEPTEMBER - timedelta(seconds=1), 0),
        (SEPTEMBER, 1),
        (END - timedelta(seconds=1), 1),
        (END, 0),
    ):
        with freeze(moment):
            assert len(notices.current("en", home=True)) == shown


def test_it_is_on_home_unless_it_is_for_every_page(notice: Notice) -> None:
    with freeze(SEPTEMBER):
        assert notices.current("en", home=False) == []
        notice.everywhere = True
        db.session.flush()
        assert len(notices.current("en", home=False)) == 1


@pytest.mark.usefixtures("notice")
def test_a_language_that_it_does_not_have_does_not_show_it() -> None:
    with freeze(SEPTEMBER):
        assert notices.current("ar", home=True) == []
