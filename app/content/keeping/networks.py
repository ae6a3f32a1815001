"""Social networks: told from the address of a post, which often names its account as well."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# The hosts of each network, without what stands before them: www., m., ar-ar. …
HOSTS = {
    "X": ("x.com", "twitter.com"),
    "Facebook": ("facebook.com", "fb.com", "fb.watch"),
    "Instagram": ("instagram.com",),
    "YouTube": ("youtube.com", "youtu.be"),
    "Telegram": ("t.me", "telegram.me"),
    "LinkedIn": ("linkedin.com",),
    "TikTok": ("tiktok.com",),
    "Threads": ("threads.net", "threads.com"),
    "Bluesky": ("bsky.app",),
    "Flickr": ("flickr.com",),
    "WhatsApp": ("whatsapp.com",),
}
NAMES = tuple(HOSTS)
# First segments of paths that name no account.
_NO_ACCOUNT = {"i", "watch", "p", "reel", "reels", "share", "posts", "photo", "shorts", "profile"}
_HANDLE = re.compile(r"@?([\w.-]{1,60})")


def network_of(address: str) -> str:
    """The name of the network to which an address leads; "" for any other host."""
    host = _host(address)
    for name, hosts in HOSTS.items():
        if any(host == own or host.endswith("." + own) for own in hosts):
            return name
    return ""


def handle_in(address: str) -> str:
    """The account that an address names, in small letters and without its sign; else ""."""
    for segment in _path(address).split("/"):
        if not segment or segment.lower() in {"profile", "s"}:
            continue
        match = _HANDLE.fullmatch(segment)
        named = match is not None and segment.lower() not in _NO_ACCOUNT
        return match[1].lower() if match and named else ""
    return ""


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:  # such as https://[x
        return ""


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""
