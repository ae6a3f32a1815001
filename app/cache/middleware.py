"""The layer around Flask that answers from memory, and finishes every other answer."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple

from flask import Flask, Response, request
from sqlalchemy.exc import SQLAlchemyError

from app.cache.answers import Answer, Environ, StartResponse
from app.cache.asking import KEEP, Application, Stream, ask, for_page, whole
from app.cache.keys import Key, key_of
from app.cache.store import Store, Turns
from app.clock import utcnow

log = logging.getLogger(__name__)
Generation = Callable[[], int]
NextChange = Callable[[datetime], datetime | None]
Pin = Callable[[Environ], int]

# Every copy asks before it is used, which costs a 304 at most: what an editor publishes, or takes
# down, is seen at once in every browser and proxy.
ALWAYS_ASK = "public, no-cache"


def init_app(app: Flask) -> None:
    """Put the cache around `app`; it keeps nothing before it is configured."""
    cache = PageCache(app, app.config["SETTINGS"].page_cache_mb * 1024 * 1024)
    app.extensions["page_cache"] = cache
    app.wsgi_app = cache  # type: ignore[method-assign]  # as Flask's documentation wraps it
    app.after_request(_mark)


def configure(
    app: Flask, generation: Generation, next_change_at: NextChange, pin: Pin = lambda _environ: 0
) -> None:
    """Tell the cache of `app` how to ask for the content's generation and its next own change.

    `pin` holds a request to the words that the interface has now, and gives their number: a page
    is kept for these words alone. All are called in an application context.
    """
    cache: PageCache = app.extensions["page_cache"]
    cache.generation, cache.next_change_at, cache.pin = generation, next_change_at, pin


def _mark(response: Response) -> Response:
    """Note whether the answer may be kept: a readers' page that came out well, whole."""
    readers = request.blueprint == "reader"
    if readers or response.status_code >= 300:
        response.headers.setdefault("Cache-Control", ALWAYS_ASK)
    request.environ[KEEP] = (
        readers
        and response.status_code == 200
        and not (response.is_streamed or response.direct_passthrough)
        and not (response.cache_control.no_store or response.cache_control.private)
        and "Set-Cookie" not in response.headers
    )
    return response


class Horizon(NamedTuple):
    """From `since` to `until` (UTC) a generation of content and words shows the same."""

    generation: tuple[int, int]
    since: datetime
    until: datetime | None

    def holds(self, generation: tuple[int, int], now: datetime) -> bool:
        """Whether nothing has begun or ended since this was asked for."""
        ended = self.until is not None and self.until <= now
        return self.generation == generation and self.since <= now and not ended


class PageCache:
    """A WSGI application around that of Flask."""

    def __init__(self, app: Flask, limit: int) -> None:
        self.app = app
        self.inner: Application = app.wsgi_app
        self.store = Store(limit)
        self.turns = Turns()
        self.generation: Generation | None = None
        self.next_change_at: NextChange = lambda _now: None
        self.pin: Pin = lambda _environ: 0
        self._horizon: Horizon | None = None

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        key = key_of(environ)
        answer = self._page(key, environ) if key else ask(self.inner, whole(environ))
        return answer(environ, start_response)

    def _page(self, key: Key, environ: Environ) -> Answer | Stream:
        """The page of `key`: kept, or rendered while others who want the same wait."""
        horizon = self._look_ahead(environ)
        if horizon is None:
            return ask(self.inner, for_page(environ, key))
        full_key = (horizon.generation, key)
        found = self.store.get(full_key, utcnow())
        if found is not None:
            return found
        with self.turns.one(full_key):
            return self.store.get(full_key, utcnow()) or self._render(environ, key, horizon)

    def _render(self, environ: Environ, key: Key, horizon: Horizon) -> Answer | Stream:
        wanted = for_page(environ, key)
        answer = ask(self.inner, wanted)
        if isinstance(answer, Answer) and wanted.get(KEEP):
            self.store.put((horizon.generation, key), answer, horizon.until)
        return answer

    def _look_ahead(self, environ: Environ) -> Horizon | None:
        """The generation of all that is shown, and when it ends by itself; None where unknown.

        Asked before a page is rendered: should the content change meanwhile, the page is kept
        under a number that nobody asks for again.
        """
        if self.generation is None or not self.store.limit:
            return None
        now = utcnow()
        try:
            with self.app.app_context():
                return self._horizon_at((self.generation(), self.pin(environ)), now)
        except SQLAlchemyError as error:
            log.warning("No page is answered from memory, the database fails: %s", type(error))
            return None

    def _horizon_at(self, generation: tuple[int, int], now: datetime) -> Horizon:
        known = self._horizon
        if known is None or not known.holds(generation, now):
            known = self._horizon = Horizon(generation, now, self.next_change_at(now))
        return known
