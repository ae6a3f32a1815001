"""A thousand files of translations damaged at random: `make test-faults`."""

import pytest

from tests.support.damaged import damage
from tests.support.pages import Site

pytestmark = pytest.mark.faults

NUMBER = 1000


def test_damaged_files_do_no_damage(site: Site) -> None:
    with site.app.app_context():
        assert 0 < damage(range(NUMBER)) < NUMBER
