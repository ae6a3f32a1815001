"""What a view may answer."""

from __future__ import annotations

from werkzeug.wrappers import Response

Page = Response | str
Answer = Page | tuple[Page, int] | tuple[Page, int, dict[str, str]]
