"""Logs: readable by people and machines, and silent about readers."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
from flask import Flask

from app import logs
from app.config import Settings


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    """Leave the root logger as it was."""
    root = logging.getLogger()
    before = (list(root.handlers), root.level)
    yield
    root.handlers[:], _ = before
    root.setLevel(before[1])


def site(log_format: str, **values: str) -> Flask:
    app = Flask("tiny", static_folder=None)
    app.config["SETTINGS"] = Settings(log_format=log_format, **values)  # type: ignore[arg-type]  # any
    logs.init_app(app)

    @app.get("/say/<words>")
    def say(words: str) -> str:
        logging.getLogger("site").warning("Somebody said %s", words)
        return "said"

    @app.get("/break")
    def fail() -> str:
        raise RuntimeError("broken")

    return app


def lines(app: Flask, path: str) -> list[str]:
    errors = io.StringIO()
    app.test_client().get(
        path,
        errors_stream=errors,
        headers={"User-Agent": "me"},
        environ_base={"REMOTE_ADDR": "9.9.9.9"},
    )
    return errors.getvalue().splitlines()


def test_a_line_of_text_says_when_where_and_in_which_request() -> None:
    (line,) = lines(site("text"), "/say/hello")
    time, level, logger, number, *words = line.split()
    assert (level, logger, words) == ("WARNING", "site", ["Somebody", "said", "hello"])
    assert time.endswith("+00:00")
    assert len(number) == len("[]") + 12


def test_a_visitor_cannot_write_a_line_of_their_own() -> None:
    (line,) = lines(site("text"), "/say/a%0A2026-01-01%20ERROR%20forged%1b[2J")
    assert r"a\n2026" in line
    assert "\x1b" not in line


@pytest.mark.parametrize("log_format", ["text", "json"])
@pytest.mark.parametrize("door", ["link", "shared"])
def test_keys_in_addresses_are_not_in_the_log(log_format: str, door: str) -> None:
    app = site(log_format)
    app.add_url_rule("/editor/<door>/<key>", "door", lambda **_values: 1 / 0)
    said = "\n".join(lines(app, f"/editor/{door}/WzEs-Im.VuXQ"))
    assert f"Exception on /editor/{door}/" in said
    assert "WzEs" not in said


def test_json_lines_carry_the_traceback() -> None:
    written = [json.loads(line) for line in lines(site("json"), "/break")]
    assert written[0]["level"] == "ERROR"
    assert "RuntimeError: broken" in written[0]["exception"]
    assert set(written[0]) == {"time", "level", "logger", "request", "message", "exception"}


def test_the_reader_is_not_in_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "SLOW", 0.0)
    text = "\n".join(lines(site("text"), "/say/hello?q=secret"))
    assert "Slow: GET /say/hello 200 took" in text
    assert not any(word in text for word in ("secret", "9.9.9.9", "User-Agent"))


def test_only_a_failure_tells_its_number() -> None:
    client = site("text").test_client()
    assert "X-Request-Id" not in client.get("/say/hello").headers
    assert len(client.get("/break").headers["X-Request-Id"]) == 12


def test_levels_below_the_setting_are_silent() -> None:
    assert lines(site("text", log_level="ERROR"), "/say/hello") == []


def test_a_second_application_does_not_double_the_lines() -> None:
    site("text")
    assert len(lines(site("text"), "/say/hello")) == 1


def test_once_is_once(caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(3):
        logs.once(logging.getLogger("site"), "test_logs: a key", "Seen %s", "it")
    assert [record.getMessage() for record in caplog.records] == ["Seen it"]
