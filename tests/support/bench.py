"""The scripts of the story's form on a page of their own: the test says what becomes of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

from flask import Flask, Response, jsonify, redirect, render_template_string, request
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Response as AnyResponse

from app import assets, security

PAGE = Path(__file__).with_suffix(".html").read_text(encoding="utf-8")
DONE = """<!doctype html><html lang="en"><title>Done</title>
<link rel="icon" href="{{ asset_url('images/icon.svg') }}">
<script defer src="{{ asset_url('js/desk/leaving.js') }}"></script><h1>Done</h1>"""
FACTS = [
    {
        "key": "members",
        "label": "Members",
        "count": {"en": "85 members", "ar": "85 عضوًا"},
        "plain": {"en": "85"},
    },
    {
        "key": "countries",
        "label": "Countries",
        "count": {"en": "77 countries"},
        "plain": {"en": "77"},
    },
]


@dataclass
class Bench:
    """What the page shows, what it is answered, and what it has sent."""

    address: str = ""
    spoken: str = "en"
    csrf: str = "one"
    bodies: dict[str, str] = field(default_factory=dict)
    answers: list[tuple[int, dict[str, Any]]] = field(default_factory=list)  # used up in order
    saved: list[dict[str, str]] = field(default_factory=list)
    sent: list[dict[str, str]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    opened: int = 0
    version: int = 1

    def page(self) -> Response:
        """The form, each time with a name of its own."""
        self.opened += 1
        values = {"bodies": self.bodies, "csrf": self.csrf, "spoken": self.spoken}
        token = f"form-{self.opened}"
        response = Response(render_template_string(PAGE, token=token, facts=FACTS, **values))
        policy = security.desk_policy(assets.csp_hashes(), tls=False)
        response.headers["Content-Security-Policy"] = policy
        response.headers["Cache-Control"] = "no-store"
        return response

    def save(self) -> tuple[Response, int]:
        """Take an autosave, unless the test has another answer ready."""
        self.tokens.append(request.headers.get("X-CSRFToken", ""))
        if self.answers:
            status, answer = self.answers.pop(0)
            return jsonify(answer), status
        self.saved.append(request.form.to_dict())
        self.version += 1
        versions = {"en": self.version, "ar": self.version}
        return jsonify(saved=True, versions=versions, item_version=self.version, at="14:05"), 200

    def take(self) -> AnyResponse:
        """Take the form itself and lead on, as after every form of the desk."""
        self.sent.append(request.form.to_dict())
        return redirect("/bench/done", 303)


class Quiet(WSGIRequestHandler):
    """No line in the log for each request."""

    def log_request(self, *_args: object) -> None:
        """Nothing."""


@contextmanager
def bench(app: Flask) -> Iterator[Bench]:
    """The page on a free port, beside the pages of `app`."""
    made = Bench()
    app.add_url_rule("/bench", "bench", made.page)
    app.add_url_rule("/bench", "bench_take", made.take, methods=["POST"])
    app.add_url_rule("/bench/save", "bench_save", made.save, methods=["POST"])
    app.add_url_rule("/bench/done", "bench_done", lambda: render_template_string(DONE))
    app.add_url_rule(
        "/bench/sign-out", "bench_out", lambda: redirect("/bench/done", 303), methods=["POST"]
    )
    app.add_url_rule(
        "/bench/presence", "bench_presence", lambda: jsonify(presence=[]), methods=["POST"]
    )
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    made.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
