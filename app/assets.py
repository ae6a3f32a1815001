"""Static files: built once, under names that change with their bytes, and what pages inline."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import brotli
from flask import Flask
from markupsafe import Markup

from app.config import StartupError

SOURCE = Path(__file__).parent / "static"
BUILT = Path(__file__).parent / "static_built"
LIBRARIES = Path(__file__).parents[1] / "node_modules"
MANIFEST = "manifest.json"
PREFIX = "/static/"

# One text a bundle, of the files in this order; readers' pages carry the CSS in themselves, the
# same bytes on every page, so that nothing stands between the first answer and the first paint.
BUNDLES: dict[str, tuple[str, ...]] = {
    "readers.css": ("css/tokens.css", "css/base.css", "css/components.css", "css/lists.css"),
    "early.js": ("js/early.js",),
}
# The desk's style is a file of its own, with a hash in its name.
FILES: dict[str, tuple[str, ...]] = {
    "desk.css": ("css/tokens.css", "css/base.css", "css/components.css", "css/desk/*.css"),
}
# The libraries of the desk's rich text, as their makers publish them, and the licence that does
# not stand in the file itself; without them the desk has its plain text fields.
VENDOR: dict[str, tuple[str, str]] = {
    "vendor/purify.js": ("dompurify/dist/purify.min.js", ""),
    "vendor/trix.js": ("trix/dist/trix.umd.min.js", "trix/LICENSE"),
}
INLINE = {"style": ("readers.css",), "script": ("early.js",)}
COPIED = (".woff2", ".png", ".svg", ".js", ".ico", ".webmanifest")
COMPRESSED = (".css", ".js", ".svg", ".webmanifest", ".ico")
_PARTS = frozenset(part for parts in BUNDLES.values() for part in parts)
_URL = re.compile(r"url\(([\w./-]+)\)")


def init_app(app: Flask) -> None:
    """Give templates `asset_url`, `rich_text_available`, `inline_css` and `inline_script`."""
    app.jinja_env.globals.update(
        asset_url=asset_url,
        rich_text_available=rich_text_available,
        inline_css=lambda: inline("readers.css"),
        inline_script=lambda: inline("early.js"),
    )


def asset_url(name: str) -> str:
    """The address of a static file by its plain name; KeyError for a file that there is not."""
    return PREFIX + _manifest()["files"][name]


def rich_text_available() -> bool:
    """Whether the libraries of the desk's rich text were there when the files were built."""
    return VENDOR.keys() <= _manifest()["files"].keys()


def inline(name: str) -> Markup:
    """The text of a bundle that pages carry in themselves."""
    return Markup(_manifest()["inline"][name])  # noqa: S704  # built from our own files


def csp_hashes() -> dict[str, list[str]]:
    """The sources by which a content security policy lets the inline bundles through."""
    return {kind: [_csp_hash(inline(name)) for name in names] for kind, names in INLINE.items()}


def require_built() -> None:
    """StartupError where the static files have not been built."""
    _manifest()


def build(source: Path = SOURCE, built: Path = BUILT, libraries: Path = LIBRARIES) -> int:
    """Build all static files of `source` into `built`; the number of files.

    Of the `libraries` it takes what is there.

    The list of names comes last and at once, so that a running site never meets half a build.
    """
    files = {name: _publish(name, data, built) for name, data in _plain_files(source)}
    files |= {name: _publish(name, data, built) for name, data in _vendor_files(libraries)}
    for name, parts in FILES.items():
        files[name] = _publish(name, _joined(parts, source, files).encode(), built)
    inline_texts = {name: _bundle(name, source, files) for name in BUNDLES}
    text = json.dumps({"files": files, "inline": inline_texts}, indent=1, sort_keys=True)
    _write(built / MANIFEST, text.encode())
    _remove_stale(built, set(files.values()))
    _read.cache_clear()
    return len(files) + len(inline_texts)


def minified_css(text: str) -> str:
    """CSS without comments and without the spaces that mean nothing."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s*([{};,>])\s*", r"\1", text)
    return re.sub(r": ", ":", text).replace(";}", "}").strip()


def minified_js(text: str) -> str:
    """JavaScript without indentation, empty lines and lines that are comments."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _manifest() -> Mapping[str, Mapping[str, str]]:
    return _read(BUILT / MANIFEST)


@cache
def _read(path: Path) -> dict[str, dict[str, str]]:
    try:
        read: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise StartupError("The static files are not built; run: flask static build") from None
    return read


def _plain_files(source: Path) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of every file that keeps an address of its own, in the order of names."""
    for path in sorted(source.rglob("*")):
        name = path.relative_to(source).as_posix()
        if path.suffix in COPIED and name not in _PARTS:
            data = path.read_bytes()
            yield name, minified_js(data.decode()).encode() if path.suffix == ".js" else data


def _vendor_files(libraries: Path) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of every library that was fetched."""
    for name, (path, licence) in VENDOR.items():
        if (libraries / path).is_file():
            head = f"/*\n{(libraries / licence).read_text()}*/\n" if licence else ""
            yield name, head.encode() + (libraries / path).read_bytes()


def _bundle(name: str, source: Path, files: Mapping[str, str]) -> str:
    if name.endswith(".js"):
        return minified_js(_text(BUNDLES[name], source))
    return _joined(BUNDLES[name], source, files)


def _joined(parts: tuple[str, ...], source: Path, files: Mapping[str, str]) -> str:
    """One style of several files, the addresses in it with their hashes."""
    text = minified_css(_text(parts, source))
    return _URL.sub(lambda match: f"url({PREFIX}{files[match[1]]})", text)


def _text(parts: tuple[str, ...], source: Path) -> str:
    """The files that `parts` name one after the other; those of a pattern by their names."""
    paths = (path for part in parts for path in sorted(source.glob(part)))
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def _publish(name: str, data: bytes, built: Path) -> str:
    """Write `data` and its compressed twins under a name that carries its hash; that name."""
    plain = Path(name)
    digest = hashlib.sha256(data).hexdigest()[:12]
    hashed = plain.with_name(f"{plain.stem}.{digest}{plain.suffix}").as_posix()
    if (built / hashed).exists():  # the same bytes, and with their twins: the plain file comes last
        return hashed
    if plain.suffix in COMPRESSED:
        _write(built / f"{hashed}.gz", gzip.compress(data, 9, mtime=0))
        _write(built / f"{hashed}.br", brotli.compress(data))
    _write(built / hashed, data)
    return hashed


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(data)
    draft.replace(path)


def _remove_stale(built: Path, names: set[str]) -> None:
    for path in built.rglob("*"):
        name = path.relative_to(built).as_posix().removesuffix(".gz").removesuffix(".br")
        draft = path.name.startswith(".")  # of another process that builds at this moment
        if path.is_file() and not draft and name not in names and name != MANIFEST:
            path.unlink(missing_ok=True)


def _csp_hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
