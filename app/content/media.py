"""Where pictures, videos and files are kept: one small storage interface over a local folder."""

from __future__ import annotations

import re
from pathlib import Path

from app.config import settings

NAME = re.compile(r"[a-z0-9][a-z0-9_-]*(?:/[a-z0-9][a-z0-9_.-]*)*\.[a-z0-9]{2,5}")
LONGEST = 200


def folder() -> Path:
    """The folder of the store."""
    return Path(settings().instance_path) / "media"


def path(name: str) -> Path:
    """The file kept under `name`; ValueError for a name that is none, or leads outside."""
    if len(name) > LONGEST or ".." in name or not NAME.fullmatch(name):
        raise ValueError(name)
    return folder() / name


def store(name: str, content: bytes) -> Path:
    """Keep `content` under `name`, whole or not at all."""
    target = path(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.part")
    draft.write_bytes(content)
    draft.replace(target)
    return target
