"""Settings: every environment variable that the site reads, with its type, default and help."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values
from flask import current_app

ROOT = Path(__file__).resolve().parent.parent
# What all addresses of the site begin with, so nothing may follow the port.
_SITE_URL = re.compile(r"https?://([\w.-]+|\[[0-9a-fA-F:.]+\])(:(?P<port>[0-9]{1,5}))?")
_LEAST = {  # the least value of each number
    "port": 1,
    "behind_proxy": 0,
    "web_concurrency": 1,
    "threads": 1,
    "page_cache_mb": 0,
    "max_body_kb": 1,
    "max_picture_mb": 1,
    "max_video_mb": 1,
    "session_idle_minutes": 1,
    "session_hours": 1,
    "smtp_port": 1,
}
_WORDS = {  # what each of these can be
    "log_format": ("text", "json"),
    "log_level": ("debug", "info", "warning", "error", "critical"),
    "smtp_security": ("starttls", "tls", "none"),
}
_YES, _NO = ("yes", "true", "on", "1"), ("no", "false", "off", "0")


class StartupError(Exception):
    """Something that keeps the site from starting; its text is one line that says the remedy."""


def _setting(help: str, default: object) -> Any:
    """A dataclass field that carries the help shown in the README."""
    return field(default=default, metadata={"help": help})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The site's settings; each is read from the environment variable of its name in capitals."""

    site_url: str = _setting(
        "Public address of the site, for canonicals, feeds and links made on the command line; "
        "empty means `http://127.0.0.1:` and PORT.",
        "",
    )
    database_url: str = _setting(
        "SQLAlchemy address of the database; empty means SQLite in the instance folder.", ""
    )
    secret_key: str = _setting(
        "Key for signed values; empty means one generated into the instance folder.", ""
    )
    instance_path: str = _setting(
        "Folder for the database, media and generated secrets.", str(ROOT / "instance")
    )
    port: int = _setting("Port on which gunicorn listens.", 8000)
    bind: str = _setting("Address on which gunicorn listens.", "127.0.0.1")
    timezone: str = _setting(
        "Time zone of the times on the pages; the database holds UTC.", "Asia/Baghdad"
    )
    default_language: str = _setting(
        "Language of `/` where the browser asks for none that the site has.", "en"
    )
    preview_languages: tuple[str, ...] = _setting(
        "Codes of languages still being translated that have their addresses here all the same, "
        "by commas, or `all`; readers are not led to them.",
        (),
    )
    trusted_hosts: tuple[str, ...] = _setting(
        "Host names answered, by commas; empty means SITE_URL's, localhost and 127.0.0.1.", ()
    )
    behind_proxy: int = _setting(
        "Number of reverse proxies whose X-Forwarded headers are believed.", 0
    )
    contact_email: str = _setting(
        "Address shown to readers who report a fault.", "webmaster@example.org"
    )
    security_contact: str = _setting(
        "Address or URL in /.well-known/security.txt.", "mailto:security@example.org"
    )
    log_level: str = _setting("Lowest level that is logged.", "INFO")
    log_format: str = _setting("`text` or `json`.", "text")
    web_concurrency: int = _setting("Worker processes of gunicorn.", 2)
    threads: int = _setting("Threads of each worker.", 4)
    page_cache_mb: int = _setting(
        "Memory for rendered pages in each worker, in megabytes; 0 switches the cache off.", 32
    )
    max_body_kb: int = _setting(
        "Largest request body accepted from readers, in kilobytes; editors' forms have their own.",
        512,
    )
    max_picture_mb: int = _setting("Largest picture or file that editors add, in megabytes.", 25)
    max_video_mb: int = _setting("Largest video that editors add, in megabytes.", 200)
    session_idle_minutes: int = _setting(
        "Minutes without a request after which an editor signs in again.", 120
    )
    session_hours: int = _setting(
        "Hours after which an editor signs in again, whatever they did meanwhile.", 12
    )
    require_second_factor: bool = _setting(
        "Whether every editor must set up a second factor: `yes` or `no`.", False
    )
    separate_approval: bool = _setting(
        "Whether a text is published only with the approval of somebody who did not write it: "
        "`yes` or `no`.",
        False,
    )
    smtp_host: str = _setting(
        "Mail server for invitations and short messages to editors; empty means no mail is sent.",
        "",
    )
    smtp_port: int = _setting("Port of the mail server.", 587)
    smtp_security: str = _setting(
        "How the connection to the mail server is protected: `starttls`, `tls` or `none`.",
        "starttls",
    )
    smtp_user: str = _setting("User name at the mail server; empty means none is needed.", "")
    smtp_password: str = _setting("Password at the mail server.", "")
    translations_path: str = _setting(
        "Folder of the languages, their catalogs and words; another one than the site's own is "
        "for trying languages out.",
        str(ROOT / "translations"),
    )
    watch_translations: bool = _setting(
        "Whether saved translations are checked, compiled and shown at once, which `make run` "
        "wants: `yes` or `no`.",
        False,
    )
    mail_from: str = _setting("Sender of the site's mail; empty means CONTACT_EMAIL.", "")

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Settings from `environ`, by default the process environment over the file `.env`.

        Raises StartupError where a value is not of its field's type or makes no sense.
        """
        environ = _environment() if environ is None else environ
        given = {
            f.name: _convert(f.name.upper(), environ[f.name.upper()], f.default)
            for f in fields(cls)
            if environ.get(f.name.upper())
        }
        return cls(**given).checked()  # type: ignore[arg-type]  # converted to the default's type

    def checked(self) -> Settings:
        """These settings, with what was left empty filled in; StartupError where one is wrong."""
        _check(self)
        return _filled(self)

    @property
    def host(self) -> str:
        """Host of the site's public address, without a port."""
        return urlsplit(self.site_url).hostname or ""

    @property
    def tls(self) -> bool:
        """Whether readers reach the site by https."""
        return self.site_url.startswith("https://")


def _convert(name: str, text: str, default: object) -> object:
    if not text.strip().isprintable():
        raise StartupError(f"{name} must be one line without control characters.")
    if isinstance(default, bool):
        return _yes_or_no(name, text)
    if isinstance(default, int):
        try:
            return int(text)
        except ValueError:
            raise StartupError(f"{name} must be a whole number, not {text!r}.") from None
    if isinstance(default, tuple):
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return text.strip()


def _yes_or_no(name: str, text: str) -> bool:
    answer = text.strip().lower()
    if answer not in _YES + _NO:
        raise StartupError(f"{name} must be yes or no, not {text!r}.")
    return answer in _YES


def _check(settings: Settings) -> None:
    try:
        ZoneInfo(settings.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # the name of a folder is an OSError
        raise StartupError(f"TIMEZONE is not a known time zone: {settings.timezone!r}.") from None
    for name, words in _WORDS.items():
        given = getattr(settings, name)
        if given.lower() not in words:
            raise StartupError(f"{name.upper()} must be one of {', '.join(words)}, not {given!r}.")
    for name, least in _LEAST.items():
        if getattr(settings, name) < least:
            raise StartupError(f"{name.upper()} must be {least} or more.")
    if settings.port > 65535:
        raise StartupError("PORT must be 65535 or less.")
    match = _SITE_URL.fullmatch(_address(settings))
    if match is None or int(match["port"] or 1) > 65535:
        raise StartupError(
            "SITE_URL must be http:// or https:// and a host, without a path: "
            f"{settings.site_url!r}."
        )


def _filled(settings: Settings) -> Settings:
    from_fields = {f.name: getattr(settings, f.name) for f in fields(settings)}
    folder = _made(Path(settings.instance_path).expanduser().resolve())
    from_fields["instance_path"] = str(folder)
    from_fields["site_url"] = _address(settings)
    from_fields["database_url"] = settings.database_url or f"sqlite:///{folder / 'site.sqlite'}"
    from_fields["secret_key"] = settings.secret_key or _generated_secret(folder)
    from_fields["trusted_hosts"] = settings.trusted_hosts or tuple(
        dict.fromkeys((urlsplit(_address(settings)).hostname or "", "localhost", "127.0.0.1"))
    )
    return Settings(**from_fields)


def _address(settings: Settings) -> str:
    return settings.site_url.rstrip("/") or f"http://127.0.0.1:{settings.port}"


def _made(folder: Path) -> Path:
    """`folder`, made where it is missing; StartupError where it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StartupError(f"INSTANCE_PATH cannot be used: {error}.") from None
    return folder


def _generated_secret(folder: Path) -> str:
    """The secret kept in `folder`, made there once, readable by its owner alone."""
    path = folder / "secret_key"
    try:
        if not path.exists():
            _write_private(path, secrets.token_hex(32))
        return path.read_text().strip()
    except OSError as error:
        raise StartupError(f"INSTANCE_PATH cannot be used: {error}.") from None


def _write_private(path: Path, text: str) -> None:
    """Write `text` once, whole or not at all, also where several workers start together."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # another worker was first, and its secret is as good
    finally:
        draft.unlink()


def translations_path() -> Path:
    """TRANSLATIONS_PATH as the process has it: the languages are read before there is a site."""
    given = _environment().get("TRANSLATIONS_PATH") or str(ROOT / "translations")
    return Path(given).expanduser().resolve()


def _environment() -> dict[str, str]:
    """The process environment over the file `.env`."""
    file = {k: v for k, v in dotenv_values(ROOT / ".env").items() if v is not None}
    return {**file, **os.environ}


def settings() -> Settings:
    """The running application's settings."""
    found: Settings = current_app.config["SETTINGS"]
    return found
