"""The languages: their list, their addresses, their formats and their catalogs."""

from __future__ import annotations

from app.i18n.editions import pin
from app.i18n.messages import configure
from app.i18n.routing import init_app

__all__ = ["configure", "init_app", "pin"]
