"""Sample content says that it is sample content, on every page that shows some."""

import pytest

from tests.support.homes import command
from tests.support.pages import Site

PATHS = ("", "stories", "coalition", "members", "facts", "social", "topics", "topics/financing")
MORE = ("campaigns", "campaigns/deny-daesh-cash", "series/sixty-seconds", "about", "privacy")
LABELS = {"en": "This page shows sample content", "ar": "محتوى تجريبي"}


@pytest.mark.parametrize("path", PATHS + MORE)
@pytest.mark.parametrize("code", ["en", "ar"])
def test_the_page_says_so(read_only_site: Site, code: str, path: str) -> None:
    footer = read_only_site.get(f"/{code}/{path}", status=200).texts("footer.bottom")
    assert LABELS[code] in " ".join(footer)


def test_without_sample_content_no_page_says_so(site: Site) -> None:
    command(site.app, "content", "unload-sample")
    for path in ("", "stories", "members", "facts", "social"):
        assert LABELS["en"] not in site.get(f"/en/{path}").text
