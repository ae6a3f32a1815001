"""What counts of a paragraph is found in time that grows with its length."""

import time

import pytest

from app.content.translation import likeness
from app.content.translation.likeness import key


@pytest.mark.parametrize("piece", ['<a href="', "<a ", "<br ", "[[", "</", "1.", "a'", "!)"])
def test_any_text_is_read_in_bounded_time(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    begun = time.process_time()
    key(text)
    likeness.sentence_ends(text)
    assert time.process_time() - begun < 3


def test_what_counts_of_tags() -> None:
    assert key('See <a class="x" HREF="/en/?a&amp;b">it</a>') == ("see", "\0/en/?a&b\0", "it")
    assert key("one<br>two<b>three</b>") == ("one", "twothree")
    assert key("<abbr href='x'>one</abbr>") == ("one",)


def test_long_paragraphs_are_not_kept_in_memory() -> None:
    likeness._remembered.cache_clear()  # noqa: SLF001  # how much is kept is no one else's matter
    key("word " * 10_000)
    key("word")
    assert likeness._remembered.cache_info().currsize == 1  # noqa: SLF001  # as above
