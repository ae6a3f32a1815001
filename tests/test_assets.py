"""Static files: names that change with their bytes, styles in the page, and what they may weigh."""

import base64
import hashlib
import json
from pathlib import Path

import brotli
import pytest

from app import assets
from app.config import StartupError
from tests.support.pages import Site

KB = 1024


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder of static files as small as they can be."""
    folder = tmp_path / "static"
    for name, text in {
        "css/tokens.css": "@font-face { src: url(fonts/a.woff2) }",
        "css/base.css": "/* why */\nhtml:lang(ar) :not(:lang(ar)) { color: red; }",
        "js/early.js": "// why\n  early();\n",
        "js/site.js": "// why\nsite();\n",
        "fonts/a.woff2": "face",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def test_a_changed_file_gets_another_name_and_the_old_one_goes(
    source: Path, tmp_path: Path
) -> None:
    built = tmp_path / "built"
    assets.build(source, built)
    before = json.loads((built / assets.MANIFEST).read_text())["files"]["js/site.js"]
    assert (built / before).read_text() == "site();"
    assert brotli.decompress((built / f"{before}.br").read_bytes()) == b"site();"
    (source / "js/site.js").write_text("other();")
    assets.build(source, built)
    after = json.loads((built / assets.MANIFEST).read_text())["files"]["js/site.js"]
    assert after != before
    assert not (built / before).exists()
    assert not (built / f"{before}.br").exists()


def test_styles_name_the_built_fonts_and_keep_their_meaning(source: Path, tmp_path: Path) -> None:
    assets.build(source, tmp_path / "built")
    read = json.loads((tmp_path / "built" / assets.MANIFEST).read_text())
    face = read["files"]["fonts/a.woff2"]
    assert read["inline"]["readers.css"] == (
        f"@font-face{{src:url(/static/{face})}}html:lang(ar) :not(:lang(ar)){{color:red}}"
    )
    assert read["inline"]["early.js"] == "early();"


def test_the_libraries_of_the_rich_text_are_taken_where_they_are(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built, libraries = tmp_path / "built", tmp_path / "node_modules"
    monkeypatch.setattr(assets, "BUILT", built)
    assets.build(source, built, libraries)
    assert not assets.rich_text_available()
    for path, licence in assets.VENDOR.values():
        for name in filter(None, (path, licence)):
            (libraries / name).parent.mkdir(parents=True, exist_ok=True)
            (libraries / name).write_text(f"of {name}\n")
    assets.build(source, built, libraries)
    assert assets.rich_text_available()
    trix = (built / assets.asset_url("vendor/trix.js").removeprefix(assets.PREFIX)).read_text()
    assert trix == "/*\nof trix/LICENSE\n*/\nof trix/dist/trix.umd.min.js\n"


def test_what_is_not_built_says_how_to_build_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(assets, "BUILT", tmp_path)
    with pytest.raises(StartupError, match="flask static build"):
        assets.require_built()


def test_the_policy_knows_what_pages_carry(read_only_site: Site) -> None:
    page = read_only_site.get("/en/")
    style = page.one("style").to_text(separator="", strip=False)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert assets.csp_hashes()["style"] == [f"'sha256-{digest}'"]


def test_every_page_carries_the_same_styles(read_only_site: Site) -> None:
    paths = ("/en/", "/ar/", "/en/stories", "/ar/members", "/en/nowhere")
    assert len({read_only_site.get(path).texts("style")[0] for path in paths}) == 1


@pytest.mark.usefixtures("read_only_site")
def test_a_language_s_faces_and_the_styles_stay_light() -> None:
    fonts = assets.SOURCE / "fonts"
    for face in ("sans", "arabic"):
        assert sum(file.stat().st_size for file in fonts.glob(f"{face}-*.woff2")) < 26.5 * KB
    assert len(brotli.compress(assets.inline("readers.css").encode())) < 6.5 * KB
    script = (
        assets.BUILT / assets.asset_url("js/site.js").removeprefix(assets.PREFIX)
    ).read_bytes()
    assert len(brotli.compress(script)) < 5 * KB
