"""Old addresses lead to this site alone, in one hop."""

import pytest

from app.content import redirects

pytestmark = pytest.mark.usefixtures("app_context")


@pytest.mark.parametrize(
    "target",
    [
        "https://other.example/",
        "other",
        "",
        "//other.example",
        "/\\other.example",
        "/\t/other.example",
        "/\n/other.example",
        "/en/\r\nSet-Cookie: a=b",
    ],
)
def test_a_target_outside_of_the_site_is_refused(target: str) -> None:
    with pytest.raises(ValueError, match="a path of this site"):
        redirects.add("/old", target)


def test_an_old_address_leads_on_in_one_hop() -> None:
    redirects.add("/older", "/old")
    redirects.add("/old", "/ar/stories/1/جسر-في-الموصل")
    assert redirects.find("/older") == (True, "/ar/stories/1/جسر-في-الموصل")
    assert redirects.find("/old/") == redirects.find("/old")
    redirects.add("/gone", None)
    assert redirects.find("/gone") == (True, None)
    assert redirects.find("/never") == (False, None)
