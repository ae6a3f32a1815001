"""The readers' room: what the public sees. It reads content, and writes nothing."""

from app.reader.blueprint import init_app

__all__ = ["init_app"]
