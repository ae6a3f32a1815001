"""What a story or page is called, for the pages of the desk that are about one."""

from __future__ import annotations

from app.content import texts
from app.i18n import languages
from app.i18n.current import current_language
from app.i18n.languages import Language
from app.models import Item


def title_of(item: Item) -> tuple[Language, str]:
    """The title in the language of the desk, else in one that has it; "" where none has."""
    here = current_language()
    titles = {text.language: texts.latest_words(text).title for text in item.texts}
    for code in (here.code, item.source_language, *titles):
        if titles.get(code):
            return languages.get(code), titles[code]
    return here, ""
