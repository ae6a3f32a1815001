"""Mail: sent beside the request, and a server that fails breaks nothing."""

import logging
import smtplib
import socket
import time
from email.message import EmailMessage
from threading import Thread
from threading import enumerate as threads
from typing import Any

import pytest

from app import mail
from tests.conftest import MakeApp


class Server:
    """A mail server that keeps what it gets."""

    kept: list[EmailMessage]
    said: list[str]

    def __init__(self, host: str, port: int, **options: Any) -> None:
        self.said.append(f"{type(self).__name__} {host}:{port} {options['timeout']}")

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_failure: object) -> None:
        self.said.append("quit")

    def starttls(self, **_options: Any) -> None:
        self.said.append("starttls")

    def login(self, user: str, password: str) -> None:
        self.said.append(f"login {user} {password}")

    def send_message(self, message: EmailMessage) -> None:
        self.kept.append(message)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> type[Server]:
    Server.kept, Server.said = [], []
    monkeypatch.setattr(smtplib, "SMTP", Server)
    monkeypatch.setattr(smtplib, "SMTP_SSL", type("Secure", (Server,), {}))
    return Server


def wait() -> None:
    """Until nothing is being sent any more."""
    for thread in threads():
        if isinstance(thread, Thread) and thread.name == "mail":
            thread.join(timeout=10)


def test_without_a_server_nothing_is_sent(make_app: MakeApp, server: type[Server]) -> None:
    with make_app().app_context():
        assert not mail.available()
        mail.send("a@x.org", "Subject", "Body")
    wait()
    assert server.said == []


@pytest.mark.parametrize(
    ("security", "said"),
    [
        ("starttls", ["Server mail.invalid:587 15", "starttls", "login u p", "quit"]),
        ("tls", ["Secure mail.invalid:587 15", "login u p", "quit"]),
        ("none", ["Server mail.invalid:587 15", "login u p", "quit"]),
    ],
)
def test_how_the_server_is_spoken_to(
    make_app: MakeApp, server: type[Server], security: str, said: list[str]
) -> None:
    app = make_app(
        smtp_host="mail.invalid",
        smtp_user="u",
        smtp_password="p",  # noqa: S106  # of no server
        smtp_security=security,
    )
    with app.app_context():
        mail.send("a@x.org", "موضوع", "نص\nhttp://site.example/x\n")
    wait()
    assert server.said == said
    (message,) = server.kept
    assert (message["To"], message["Subject"]) == ("a@x.org", "موضوع")
    assert message.get_content() == "نص\nhttp://site.example/x\n"


@pytest.mark.parametrize("to", ["a@x.org\r\nBcc: b@x.org", "a@x.org\nX: y"])
def test_an_address_adds_no_header(make_app: MakeApp, server: type[Server], to: str) -> None:
    with make_app(smtp_host="mail.invalid").app_context():
        mail.send(to, "Subject", "Body")
    wait()
    assert server.kept == []


def test_a_server_that_is_away_is_logged_and_nobody_waits(
    make_app: MakeApp, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    app = make_app(smtp_host="127.0.0.1", smtp_port=port)
    begun = time.perf_counter()
    with app.app_context(), caplog.at_level(logging.WARNING):
        mail.send("secret@x.org", "Subject", "Body")
        assert time.perf_counter() - begun < 1
        wait()
    assert "could not be sent: ConnectionRefusedError" in caplog.text
    assert "secret@x.org" not in caplog.text
