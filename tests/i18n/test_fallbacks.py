"""Words that a language does not have are said in another."""

import pytest

from app.i18n import fallbacks


@pytest.mark.parametrize(
    ("words", "language", "said"),
    [
        ({"ar": "الأعضاء", "en": "Members"}, "ar", "الأعضاء"),
        ({"ar": "الأعضاء", "en": "Members"}, "ckb", "Members"),
        ({"ar": "الأعضاء", "en": ""}, "ckb", "الأعضاء"),
        ({}, "ckb", "members"),
        ({"pl": "Członkowie", "ar": "الأعضاء"}, "ckb", "الأعضاء"),  # no reader has Polish
        ({"pl": "Członkowie"}, "ckb", "Członkowie"),
    ],
)
def test_what_is_not_there_is_said_in_another_language(
    words: dict[str, str], language: str, said: str
) -> None:
    assert fallbacks.said(words, language, "members") == said
    assert words.get(fallbacks.spoken_in(words, language), "members") == said
