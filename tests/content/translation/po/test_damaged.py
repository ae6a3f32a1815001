"""Some files damaged at random; many more in tests/faults/."""

from tests.support.damaged import damage
from tests.support.pages import Site

NUMBER = 50


def test_damaged_files_do_no_damage(site: Site) -> None:
    with site.app.app_context():
        assert 0 < damage(range(NUMBER)) < NUMBER
