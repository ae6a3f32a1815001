"""How gunicorn serves the site; read by gunicorn itself, values from the site's settings."""

import inspect
import os
import socket
import sys
from functools import wraps
from typing import Any

import click
from gunicorn.http.wsgi import Response

from app.config import Settings, StartupError
from app.i18n.languages import public_languages


def present_settings() -> Settings:
    """The settings; of the site made anew, or kept as it was, where this is read for a reload."""
    if "wsgi" in sys.modules:
        sys.modules["wsgi"].renew()
        return sys.modules["wsgi"].app.config["SETTINGS"]
    try:
        return Settings.from_environment()
    except StartupError as error:
        sys.exit(f"The site cannot start: {error}")


settings = present_settings()

bind = f"{settings.bind}:{settings.port}"
worker_class = "gthread"
workers = settings.web_concurrency
threads = settings.threads
# Loaded once before the workers part, so that a wrong setting ends the start with one line
# instead of a worker that dies again and again, and the workers share memory.
preload_app = True

timeout = 30
graceful_timeout = 20
keepalive = 5
# A worker that has grown is replaced; not all at the same moment.
max_requests = 20_000
max_requests_jitter = 2_000

# More than the site accepts, so that a long address gets our own page and not gunicorn's.
limit_request_line = 8190
limit_request_fields = 60
limit_request_field_size = 8190

# Forwarded headers are read by the site itself, and only behind the proxies it was told of.
forwarded_allow_ips = ""

control_socket_disable = True
loglevel = "warning"


# The first one, also where this is read again.
own_headers = inspect.unwrap(Response.default_headers)


@wraps(own_headers)
def nameless_headers(response: Response) -> list[str]:
    """Gunicorn's own headers without the line that tells the server's name."""
    return [line for line in own_headers(response) if not line.startswith("Server:")]


Response.default_headers = nameless_headers


def on_starting(_server: Any) -> None:
    """End with one line where the port is taken; gunicorn would try again five times."""
    if "GUNICORN_FD" in os.environ:  # a new version takes over the socket of the old one
        return
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.bind, settings.port))
        except OSError as error:
            sys.exit(f"The site cannot start: {bind}: {error.strerror}. Choose another PORT.")


def on_reload(server: Any) -> None:
    """Let the new workers serve the application that was made when this file was read again."""
    if server.app.callable is not sys.modules["wsgi"].app:
        server.app.callable = sys.modules["wsgi"].app
        when_ready(server)


def when_ready(_server: Any) -> None:
    """Tell where the site is, now that it listens."""
    addresses = [f"http://{bind}/{language.code}/" for language in public_languages()]
    click.echo("Ready: " + "  ".join(addresses))
