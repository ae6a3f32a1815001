"""How a text begins, for the card and the description of a story without a standfirst."""

import pytest

from app.content.plaintext import opening_of

HTML = [
    ("<p>One.</p><h2>What comes next</h2><p>Two.</p>", "One. Two."),
    ("<h2>First</h2><p>A <strong>bold</strong> word.</p>", "A bold word."),
    ("<p>One.</p><ul><li>a</li><li>b</li></ul><p>Two, cut", "One. Two, cut"),
    ("<pre>no</pre><p lang='ar'>نعم</p>", "نعم"),
    ("<ul><li>a</li><li>b</li></ul>", "a b"),
    ("<p></p><h2>Only a heading</h2>", "Only a heading"),
    ("", ""),
]


@pytest.mark.parametrize(("html", "begins"), HTML)
def test_headings_are_no_part_of_how_a_text_begins(html: str, begins: str) -> None:
    assert opening_of(html) == begins
