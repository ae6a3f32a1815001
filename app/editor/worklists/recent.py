"""What was added last, by number and name, so that no number has to be known by heart."""

from __future__ import annotations

from app.content.store import library
from app.content.worklists import worklist
from app.content.worklists.worklist import Wanted
from app.i18n import fallbacks
from app.i18n.current import current_language
from app.models import Media, Video

MOST = 20


def stories() -> list[tuple[int, str, str]]:
    """(number, title, code of its language) of the newest stories that readers can see."""
    found, _more = worklist.stories(Wanted(state="live"), limit=MOST)
    titled = ((work.id, *work.title(current_language().code)) for work in found)
    return [(id, title, code) for id, code, title in titled if title]


def pictures() -> list[tuple[int, str, str]]:
    """(number, what it shows, else the name of its file, "") of the pictures added last."""
    code = current_language().code
    found = library.find(Media, most=MOST).items
    return [(one.id, one.alt.get(code) or one.original_name or str(one.id), "") for one in found]


def videos() -> list[tuple[int, str, str]]:
    """(number, title, code of its language; else file or address, "") of the newest videos."""
    code = current_language().code
    return [_video(one, code) for one in library.find(Video, most=MOST).items]


def _video(one: Video, code: str) -> tuple[int, str, str]:
    spoken = fallbacks.spoken_in(one.title, code)
    if one.title.get(spoken):
        return one.id, one.title[spoken], spoken
    return one.id, one.original_name or one.address or str(one.id), ""
