"""From the code to the translators: the template of all texts."""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import write_po

from app.config import ROOT
from app.i18n.languages import TRANSLATIONS

SOURCES = ROOT / "app"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
}


def extract(sources: Path = SOURCES, config: Path = TRANSLATIONS / "babel.cfg") -> bytes:
    """The template of all texts in `sources`: the same bytes for the same texts, so without a date.

    Raises SyntaxError or jinja2.TemplateSyntaxError where a file cannot be read.
    """
    with config.open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file, str(config))
    catalog = Catalog(charset="utf-8")
    for name, line, message, comments, context in extract_from_dir(
        sources, methods, options, keywords=KEYWORDS, comment_tags=("Translators:",)
    ):
        place = (f"{sources.name}/{Path(name).as_posix()}", line)
        catalog.add(message, None, [place], auto_comments=comments, context=context)
    text = io.BytesIO()
    write_po(text, catalog, width=-1, omit_header=True, sort_by_file=True, include_lineno=False)
    return text.getvalue()
