"""Closed by default: headers of every answer, hosts answered, requests refused early."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Flask, Request, Response, abort, current_app, request
from flask.sessions import SessionInterface
from werkzeug.routing import IntegerConverter

from app import assets
from app.config import Settings, settings

MEGABYTE = 1024 * 1024
TEXT_LIMIT = 4  # megabytes of what is typed into one form
LONGEST_ADDRESS = 4096  # characters; a long Arabic one, percent-encoded, has about 600

CLOSED = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "keyboard-map",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "sync-xhr",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
OPEN_TO_US = ("clipboard-write", "fullscreen", "picture-in-picture")
PERMISSIONS = ", ".join([*(f"{n}=()" for n in CLOSED), *(f"{n}=(self)" for n in OPEN_TO_US)])

# What is no page: feeds, data, pictures, a video opened by itself.
DATA_POLICY = (
    "default-src 'none'; img-src 'self'; media-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
DESK = "/editor/"  # the address of the desk, whose errors have its frame too
TWO_YEARS = "max-age=63072000; includeSubDomains"


class ShortNumber(IntegerConverter):
    """`<int:…>` in a rule: a number that the databases can hold, written in one way only."""

    regex = "(?:0|[1-9][0-9]{0,8})"


class NoSession(SessionInterface):
    """Readers have no session: nothing to read, nothing to set, no cookie."""

    def open_session(self, app: Flask, request: Request) -> None:
        """No session, which Flask takes as one that cannot be written."""

    def save_session(self, app: Flask, session: object, response: Response) -> None:
        """Nothing."""


def init_app(app: Flask) -> None:
    """Close `app`; before the rooms are added, whose addresses use the converter."""
    chosen: Settings = app.config["SETTINGS"]
    app.config["TRUSTED_HOSTS"] = list(chosen.trusted_hosts)
    app.session_interface = NoSession()
    app.url_map.converters["int"] = ShortNumber
    app.before_request(refuse)
    app.after_request(protect)


def refuse() -> None:
    """End a request that no page can answer: too long, too large, or with a NUL in its path."""
    if len(request.environ.get("RAW_URI") or request.path) > LONGEST_ADDRESS:
        abort(414)
    limits: dict[str, int] = current_app.extensions.get("body_limits", {})
    own = limits.get(request.endpoint or "")
    if own is not None:  # of the desk's addresses, known before the body is read
        request.max_content_length = own * MEGABYTE
        request.max_form_memory_size = min(own, TEXT_LIMIT) * MEGABYTE
    limit = request.max_content_length
    if limit is not None and (request.content_length or 0) > limit:
        abort(413)
    if "\0" in request.path:
        abort(400)


def protect(response: Response) -> Response:
    """Add the headers; a view that needs another value has set it already."""
    for name, value in headers(response).items():
        response.headers.setdefault(name, value)
    return response


def headers(response: Response) -> dict[str, str]:
    """The protecting headers of an answer, by what it is."""
    page = response.mimetype == "text/html"
    public = request.blueprint == "reader" and not page
    chosen = {
        "X-Content-Type-Options": "nosniff",
        # No site that a reader goes on to learns that they were here.
        "Referrer-Policy": "no-referrer",
        # Feeds, pictures and data may be shown elsewhere; pages may not be taken apart.
        "Cross-Origin-Resource-Policy": "cross-origin" if public else "same-origin",
    }
    if response.mimetype != "application/pdf":  # whose viewers the policy would break
        chosen["Content-Security-Policy"] = _policy_of_page() if page else DATA_POLICY
    if page:
        chosen["Cross-Origin-Opener-Policy"] = "same-origin"
        chosen["Permissions-Policy"] = PERMISSIONS
        chosen["X-Frame-Options"] = "DENY"
    if settings().tls:
        chosen["Strict-Transport-Security"] = TWO_YEARS
    return chosen


def _policy_of_page() -> str:
    if f"{request.path}/".startswith(DESK):
        return desk_policy(assets.csp_hashes(), tls=settings().tls)
    return page_policy()


def page_policy() -> str:
    """The policy of a page: our own files, and the inline code that we know by its hash."""
    return policy(assets.csp_hashes(), tls=settings().tls)


def policy(hashes: Mapping[str, Sequence[str]], *, tls: bool) -> str:
    """A content security policy that lets "script" and "style" of these hashes through.

    Pages are kept as bytes for everyone, so they cannot carry a number used once.
    """
    rules = _rules(hashes, tls=tls)
    return "; ".join(f"{name} {value}".strip() for name, value in rules.items())


def desk_policy(hashes: Mapping[str, Sequence[str]], *, tls: bool) -> str:
    """The same for the desk, whose style is a file and whose rich text needs one named policy.

    Pictures that are being added show from the browser's own memory.
    """
    own = {
        "style-src": " ".join(["'self'", *hashes["style"]]),  # inline on pages of errors
        "img-src": "'self' blob:",
        "trusted-types": "default",
    }
    rules = _rules(hashes, tls=tls) | own
    return "; ".join(f"{name} {value}".strip() for name, value in rules.items())


def _rules(hashes: Mapping[str, Sequence[str]], *, tls: bool) -> dict[str, str]:
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *hashes["script"]]),
        "style-src": " ".join(hashes["style"]),
        "img-src": "'self'",
        "font-src": "'self'",
        "media-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "object-src": "'none'",
        "frame-ancestors": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    if tls:
        rules["upgrade-insecure-requests"] = ""
    return rules
