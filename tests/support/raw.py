"""Bytes to a server as they are, and what it answers: for requests that no library would send."""

import socket
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Raw:
    """The first answer on a connection; `rest` is what came after its body."""

    status: int  # 0 where nothing came
    headers: dict[str, str]
    body: bytes
    rest: bytes


def talk(port: int, request: bytes, patience: float = 2.0) -> Raw:
    """Send `request` to 127.0.0.1; its answer, as far as it came within `patience` seconds."""
    received = b""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(request)
        connection.settimeout(patience)
        try:
            while not _whole(received) and (part := connection.recv(65536)):
                received += part
            connection.settimeout(0.3)
            while part := connection.recv(65536):
                received += part
        except (TimeoutError, ConnectionError):
            pass  # what has come until now is the answer
    return _read(received)


def _whole(received: bytes) -> bool:
    head, found, rest = received.partition(b"\r\n\r\n")
    return bool(found) and len(rest) >= _length(_headers(head))


def _read(received: bytes) -> Raw:
    head, _, rest = received.partition(b"\r\n\r\n")
    headers = _headers(head)
    length = _length(headers)
    status = int(head.split(b" ", 2)[1]) if head.startswith(b"HTTP/") else 0
    return Raw(status, headers, rest[:length], rest[length:])


def _headers(head: bytes) -> dict[str, str]:
    lines = head.decode("latin-1").split("\r\n")[1:]
    pairs = (line.partition(":") for line in lines)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _length(headers: dict[str, str]) -> int:
    return int(headers.get("content-length", "0"))
