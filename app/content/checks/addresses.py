"""Links inside the site that do not answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from app.content.checks import links
from app.content.checks.findings import Finding, Words
from app.content.checks.plain import body

WEIGHT = 70
MOST_ASKED = 100  # addresses of one text
_PARAGRAPH = 4_000


def dead(words: Words, answers: Callable[[str], bool], site_url: str) -> Iterator[Finding]:
    """One finding for each address inside the site that does not answer; each is asked once."""
    paths = dict.fromkeys(links.inside(one, site_url) for one in links.hrefs(words.body))
    for path in islice(filter(None, paths), MOST_ASKED):
        if not answers(path):
            sentence = _sentence(words.body, path)
            yield Finding(
                "dead-link", words.language, "body", sentence, {"said": path}, weight=WEIGHT
            )


def _sentence(html: str, path: str) -> str:
    """The paragraph that links to `path`."""
    at = html.find(path.replace("&", "&amp;"))
    start = max(html.rfind(f"<{tag}", 0, at) for tag in ("p", "li", "td", "h2", "h3", "h4", "dd"))
    found = body(html[max(start, 0) : at + _PARAGRAPH]) if at >= 0 else []
    return found[0].text if found else path
