"""Logs: text or JSON lines with a request's number, and nothing that tells who the reader was."""

from __future__ import annotations

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from secrets import token_hex
from time import perf_counter

from flask import Flask, Response, g, request
from flask.logging import wsgi_errors_stream

log = logging.getLogger(__name__)

SLOW = 1.0  # seconds; a page costs a few thousandths
TEXT = "%(asctime)s %(levelname)s %(name)s [%(request)s] %(message)s"
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# What stands behind these opens a door: to a password, or to what is not published yet.
_KEYS = re.compile(r"(/editor/(?:link|shared)/)[^\s\"']+")
_request: ContextVar[str] = ContextVar("request_number", default="-")
_seen: set[str] = set()


def init_app(app: Flask) -> None:
    """Write the logs of this process as the settings say, and give each request a number."""
    settings = app.config["SETTINGS"]
    handler = SiteHandler(wsgi_errors_stream)
    handler.setFormatter(JsonFormatter() if settings.log_format == "json" else TextFormatter(TEXT))
    root = logging.getLogger()
    for other in [other for other in root.handlers if isinstance(other, SiteHandler)]:
        root.removeHandler(other)
    root.addHandler(handler)
    root.setLevel(settings.log_level.upper())
    app.before_request(_begin)
    app.after_request(_end)


def once(logger: logging.Logger, key: str, message: str, *args: object) -> None:
    """Log a warning once in the life of a process, however often it is met."""
    if key not in _seen:
        _seen.add(key)
        logger.warning(message, *args)


class SiteHandler(logging.StreamHandler):
    """The one handler of this site, so that a second application can replace the first one's."""

    def __init__(self, stream: object) -> None:
        super().__init__(stream)
        self.addFilter(_number)


class TextFormatter(logging.Formatter):
    """A record as a line of text in UTC; what a visitor sent cannot begin a line of its own."""

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: ARG002, N802  # logging's name and arguments
        """The moment of the record."""
        return _moment(record)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # logging's name
        """The line, before a traceback if there is one."""
        said = _without_keys(super().formatMessage(record))
        return _CONTROLS.sub(lambda match: repr(match[0])[1:-1], said)


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line = {
            "time": _moment(record),
            "level": record.levelname,
            "logger": record.name,
            "request": getattr(record, "request", "-"),
            "message": _without_keys(record.getMessage()),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def _without_keys(said: str) -> str:
    return _KEYS.sub(r"\1…", said)


def _number(record: logging.LogRecord) -> bool:
    """Write the request's number into the record; every record passes."""
    record.request = _request.get()
    return True


def _moment(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _begin() -> None:
    _request.set(token_hex(6))
    g.began = perf_counter()


def _end(response: Response) -> Response:
    """Tell of a slow answer; of one that failed, give the reader its number in our log."""
    took = perf_counter() - g.get("began", perf_counter())
    if took >= SLOW:
        # The path without its query: what somebody searched for is nobody's business.
        log.warning(
            "Slow: %s %s %d took %.2f s",
            request.method,
            request.path,
            response.status_code,
            took,
        )
    if response.status_code >= 500:
        response.headers["X-Request-Id"] = _request.get()
    return response
