"""The words of the site itself in a language: what is missing, in doubt or broken, and where."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.content.checks.progress import progress
from app.editor.rendering import render
from app.editor.translating import sentences
from app.editor.translating.wanted import language_or_404
from app.editor.worklists import typed
from app.i18n.bidi import isolate
from app.i18n.formats import language_name
from app.i18n.languages import source_language

AT_ONCE = 50
LACKS = {
    "failing": lazy_gettext("Failing: kept from readers until it is mended"),
    "missing": lazy_gettext("Not translated yet"),
    # Translators: entries that translators' tools mark as uncertain ("fuzzy").
    "fuzzy": lazy_gettext("In doubt: translated, and marked as uncertain"),
    # Translators: texts of which the checks warn; "settled": a translator noted that it is right.
    "doubtful": lazy_gettext("Warned of: to be mended, or settled"),
}


def translation_interface(code: str) -> str:
    """The open entries of a catalog, by the line at which they stand in it."""
    spoken = language_or_404(code)
    found = progress(spoken)
    lack = typed.choice("lack", LACKS)
    chosen = [one for one in found.open if not lack or one.lack == lack]
    after = typed.number("after") or 0
    return render(
        "editor/translation_interface.html",
        title=_("The site’s own words: %(language)s", language=isolate(language_name(code))),
        target=spoken,
        source=source_language(),
        progress=found,
        lacks=LACKS,
        lack=lack,
        entries=chosen[after : after + AT_ONCE],
        next=after + AT_ONCE if len(chosen) > after + AT_ONCE else 0,
        sentence=sentences.sentence,
    )
