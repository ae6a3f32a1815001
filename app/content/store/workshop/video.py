"""video.py SOURCE FOLDER: packs a video anew as FOLDER/clean, picture and sound as they were.

Prints {"type", "seconds", "width", "height", "poster"}, or {"problem": "empty", "unreadable",
"kind", "coding", "no picture" or "full"}. Gone are who filmed it, where, when and with
what, and every other track in the file. A picture from near its beginning is kept as
FOLDER/poster.jpg, for whoever has no better one.
"""

from __future__ import annotations

import errno
import json
import sys
from pathlib import Path
from typing import Any, NamedTuple

import av
from av.container import InputContainer
from av.error import FFmpegError
from av.video.stream import VideoStream


class Kind(NamedTuple):
    """A kind of file: how it is read and written, and which codings every browser can show."""

    type: str
    reads: str
    writes: str
    pictures: frozenset[str]
    sounds: frozenset[str]


MP4 = Kind(
    *("video/mp4", "mov", "mp4"),
    frozenset({"h264", "av1", "vp9"}),
    frozenset({"aac", "mp3", "opus"}),
)
WEBM = Kind(
    *("video/webm", "matroska", "webm"),
    frozenset({"vp8", "vp9", "av1"}),
    frozenset({"opus", "vorbis"}),
)
LONGEST = 6 * 3600  # seconds
POSTER_AT = 2  # seconds from the beginning, where there are as many
# Nothing but this file is ever opened, whatever it names.
CLOSED = {"protocol_whitelist": "file"}


def made(source: Path, folder: Path) -> dict[str, Any]:
    """The video `source` packed anew, and what it is."""
    kind = kind_of(source)
    if kind is None:
        return {"problem": "kind" if source.stat().st_size else "empty"}
    with av.open(str(source), format=kind.reads, options=CLOSED) as given:
        problem = problem_of(given, kind)
        if problem:
            return {"problem": problem}
        repack(given, kind, folder / "clean")
    with av.open(str(folder / "clean"), format=kind.reads, options=CLOSED) as packed:
        picture = packed.streams.video[0]
        return {
            "type": kind.type,
            "seconds": round((packed.duration or 0) / av.time_base),
            "width": picture.codec_context.width,
            "height": picture.codec_context.height,
            "poster": poster(packed, picture, folder / "poster.jpg"),
        }


def kind_of(source: Path) -> Kind | None:
    """The kind of file, by its first bytes."""
    with source.open("rb") as file:
        head = file.read(64)
    if head[4:8] == b"ftyp":
        return MP4
    return WEBM if head[:4] == b"\x1a\x45\xdf\xa3" else None


def problem_of(given: InputContainer, kind: Kind) -> str:
    """Why the video cannot be kept; "" where it can."""
    pictures = [s for s in given.streams.video if not s.disposition & s.disposition.attached_pic]
    if not pictures or (given.duration or 0) > LONGEST * av.time_base:
        return "no picture" if not pictures else "kind"
    names = [pictures[0].codec_context.name], [s.codec_context.name for s in given.streams.audio]
    shown = _plain(names[0][0]) in kind.pictures
    heard = not names[1] or _plain(names[1][0]) in kind.sounds
    return "" if shown and heard else "coding"


def _plain(name: str) -> str:
    """A coding's name without that of the library that reads it: libdav1d is av1."""
    return {"libdav1d": "av1", "libopus": "opus", "libvpx-vp9": "vp9", "mp3float": "mp3"}.get(
        name, name
    )


def repack(given: InputContainer, kind: Kind, target: Path) -> None:
    """Copy the first picture and the first sound into a new file, and nothing else."""
    ways = {"fflags": "+bitexact", "movflags": "+faststart"} if kind is MP4 else {}
    with av.open(str(target), "w", format=kind.writes, options=ways) as packed:
        chosen = [given.streams.video[0], *given.streams.audio[:1]]
        tracks = {stream.index: packed.add_stream_from_template(stream) for stream in chosen}
        for packet in given.demux(chosen):
            if packet.dts is not None:
                packet.stream = tracks[packet.stream.index]
                packed.mux(packet)


def poster(packed: InputContainer, picture: VideoStream, target: Path) -> bool:
    """Whether a picture from near the beginning could be kept."""
    picture.codec_context.thread_count = 1
    try:
        seconds = min(POSTER_AT, (packed.duration or 0) / av.time_base / 2)
        packed.seek(int(seconds * av.time_base))
        frame = next(packed.decode(picture))
        image = frame.to_image()
        image.rotate(frame.rotation, expand=True).save(target, "JPEG", quality=90)
    except (FFmpegError, StopIteration, ValueError, OSError, MemoryError):
        return False
    return True


def main() -> dict[str, Any]:
    """What to print."""
    source, folder = sys.argv[1:]
    try:
        return made(Path(source), Path(folder))
    except (FFmpegError, ValueError, OSError, IndexError, MemoryError) as error:
        full = getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT)
        return {"problem": "full" if full else "unreadable"}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main()))
