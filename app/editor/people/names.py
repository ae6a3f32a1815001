"""Words for what the desk knows about users: their roles, their browsers."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from app.accounts.roles import ADMINISTRATOR, CONTRIBUTOR, EDITOR, TRANSLATOR
from app.i18n.bidi import isolate

ROLES: dict[str, LazyString] = {
    CONTRIBUTOR: lazy_gettext("Contributor"),
    TRANSLATOR: lazy_gettext("Translator"),
    EDITOR: lazy_gettext("Editor"),
    ADMINISTRATOR: lazy_gettext("Administrator"),
}
DUTIES: dict[str, LazyString] = {
    CONTRIBUTOR: lazy_gettext("Contributor: writes, and asks for review"),
    TRANSLATOR: lazy_gettext("Translator: writes in the languages below, and asks for review"),
    EDITOR: lazy_gettext("Editor: reviews and publishes"),
    ADMINISTRATOR: lazy_gettext("Administrator: all that, and users and settings"),
}

# The first that a browser says of itself counts: all say "Safari", and most say "Chrome".
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def browser(user_agent: str) -> str:
    """What a browser says of itself, in words that its user knows."""
    name, system = _first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)
    if name and system:
        said = _("%(browser)s on %(system)s", browser=isolate(name), system=isolate(system))
        return str(said)
    return name or system or str(_("A browser that does not say which"))


def _first(known: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for mark, name in known if mark in user_agent), "")
