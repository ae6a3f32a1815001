"""The guides: what they link to, show and name is there."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po
from flask import Flask

from app.config import ROOT, Settings

GUIDES = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "translations").glob("*.md")),
    *sorted((ROOT / "docs").glob("*.md")),
]
PICTURES = sorted((ROOT / "docs" / "images").glob("*.png"))
LARGEST = 60 * 1024  # bytes of a picture
# The guides that are written in each language of the desk.
PAIRS = {
    name: {"en": ROOT / f"{name}.md", "ar": ROOT / f"{name}.ar.md"}
    for name in ("docs/editors", "docs/translators", "translations/README")
}
LINK = re.compile(r"\]\(([^)\s]+)\)")
COMMAND = re.compile(r"(?:`|^)flask ([a-z][a-z -]*[a-z])", re.MULTILINE)
TARGET = re.compile(r"`make ([a-z-]+)`|`(?:[A-Z]+=\S+ )+make ([a-z-]+)`")
SETTING = re.compile(r"`([A-Z][A-Z_]*_[A-Z]+)[=`]")
BOLD = re.compile(r"\*\*(.+?)\*\*")
OF_OTHERS = {"UPGRADE", "PYTHON", "CHROMIUM"}  # variables that are no setting of the site
# In bold, and in the guide's own words.
OWN_WORDS = {
    "en": {
        "Do not repeat in it what must not be known.",
        "Title and text",
        "A figure that the site keeps",
        "To see it first",
        "In your browser",
        "As a file",
        "Out",
        "Back",
        "New and changed",
        "Left, and reported",
        "Changed on both sides",
        "Refused, as a whole",
    },
    "ar": {
        "لا تكرروا فيه ما يجب ألا يُعرف.",
        "العنوان والنص",
        "رقم يحتفظ به الموقع",
        "للاطلاع أولًا",
        "في المتصفح",
        "في ملف",
        "الإرسال",
        "الاستيراد",
        "الجديد والمعدّل",
        "يُترك ويُذكر",
        "تغيّر في الجانبين",
        "يُرفض كله",
    },
}


def text(guide: Path) -> str:
    """What a guide says."""
    return guide.read_text(encoding="utf-8")


def name_of(guide: Path) -> str:
    """Which guide it is, for the name of a test."""
    return str(guide.relative_to(ROOT))


def links() -> Iterator[tuple[Path, str]]:
    """Every link of every guide to a place of ours."""
    for guide in GUIDES:
        for target in LINK.findall(text(guide)):
            if not target.startswith(("http:", "https:", "mailto:")):
                yield guide, target


def anchors(guide: Path) -> set[str]:
    """The anchors that the headings of a guide have where it is shown."""
    headings = re.findall(r"^#+ (.+)$", text(guide), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


@pytest.mark.parametrize(("guide", "target"), links())
def test_every_link_leads_somewhere(guide: Path, target: str) -> None:
    path, _hash, anchor = target.partition("#")
    place = guide.parent / path if path else guide
    assert place.exists()
    assert not anchor or anchor in anchors(place)


def test_every_picture_is_small_and_shown() -> None:
    shown = {(guide.parent / target).resolve() for guide, target in links()}
    assert PICTURES
    assert [each.name for each in PICTURES if each not in shown] == []
    assert [each.name for each in PICTURES if each.stat().st_size > LARGEST] == []


def test_every_picture_is_described() -> None:
    for guide in GUIDES:
        assert "![](" not in text(guide)


@pytest.mark.parametrize("guide", GUIDES, ids=name_of)
def test_every_command_is_there(guide: Path, app: Flask) -> None:
    for words in COMMAND.findall(text(guide)):
        command: click.Command = app.cli
        for word in words.split():
            if not isinstance(command, click.Group) or word.startswith("-"):
                break
            command = command.commands.get(word) or pytest.fail(f"flask {words}")


@pytest.mark.parametrize("guide", GUIDES, ids=name_of)
def test_every_target_of_make_is_there(guide: Path) -> None:
    makefile = text(ROOT / "Makefile")
    for plain, with_value in TARGET.findall(text(guide)):
        assert re.search(rf"^{plain or with_value}:", makefile, re.MULTILINE)


@pytest.mark.parametrize("guide", GUIDES, ids=name_of)
def test_every_setting_is_there(guide: Path) -> None:
    known = {name.upper() for name in Settings.__slots__} | OF_OTHERS
    assert set(SETTING.findall(text(guide))) <= known


@pytest.mark.parametrize("name", PAIRS)
def test_the_guides_of_both_languages_have_the_same_parts(name: str) -> None:
    parts = [
        re.findall(r"^(#+|!\[|\d\.|-|\||```) ?", text(each), re.MULTILINE)
        for each in PAIRS[name].values()
    ]
    assert parts[0] == parts[1]


@cache
def labels(language: str) -> frozenset[str]:
    """What the desk says in a language, each form of what it counts."""
    with (ROOT / "translations/ar/LC_MESSAGES/messages.po").open("rb") as file:
        messages = read_po(file, locale="ar")
    said = (each.id if language == "en" else each.string for each in messages)
    return frozenset(
        form for one in said for form in ([one] if isinstance(one, str) else one) if form
    )


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", PAIRS)
def test_what_stands_in_bold_is_what_the_desk_says(name: str, language: str) -> None:
    said = labels(language)
    missing = [
        bold
        for bold in BOLD.findall(text(PAIRS[name][language]))
        if bold not in OWN_WORDS[language]
        and not any(each.startswith(bold.rstrip(".:")) for each in said)
    ]
    assert missing == []
