"""A story in two languages, given out and taken in again."""

from collections.abc import Callable, Mapping, Sequence

import polib
import pytest

from app.content import texts
from app.content.translation.po import stories
from app.content.translation.po.applying import apply
from app.content.translation.po.exporting import Exported, export
from app.content.translation.po.planning import Plan, plan
from app.models import Item, Text
from tests.content.conftest import MakeStory

ENGLISH = [
    "The Coalition met in Baghdad on 3 March 2022.",
    "Schools opened again in <strong>Mosul</strong>. Children came back to class.",
    'Water runs again in <a href="/en/stories/1/water">forty villages</a>.',
]
ARABIC = [
    "اجتمع التحالف في بغداد في 3 آذار 2022.",
    "أعيد فتح المدارس في <strong>الموصل</strong>، وعاد الأطفال إلى صفوفهم.",
    'تجري المياه من جديد في <a href="/ar/stories/1/مياه">أربعين قرية</a>.',
]


def body(paragraphs: Sequence[str]) -> str:
    """As the rich editor stores them."""
    return "\n".join(f"<p>{one}</p>" for one in paragraphs)


@pytest.fixture
def pair(make_story: MakeStory) -> tuple[Text, Text]:
    """A story in English, and its translation into Arabic."""
    english = make_story("en", live=False)
    texts.save(english, {"title": "Rivers and schools", "body": body(ENGLISH)})
    arabic = make_story("ar", live=False, story=english.item)
    texts.save(arabic, {"title": "مياه ومدارس", "body": body(ARABIC)})
    return english, arabic


def given_out(item: Item, language: str = "ar") -> Exported:
    """The file of one item."""
    thing = stories.thing(item, language)
    assert thing is not None
    return export([thing], item.source_language, language)


Edit = Callable[[polib.POFile], None]


def edited(made: Exported, edit: Edit) -> bytes:
    """The file after a translator worked on it."""
    file = polib.pofile(made.data.decode(), wrapwidth=0)
    edit(file)
    return str(file).encode()


def entry(file: polib.POFile, unit: str) -> polib.POEntry:
    """The entry whose msgctxt ends like this, or whose source begins so."""
    return next(one for one in file if one.msgctxt.endswith(unit) or one.msgid.startswith(unit))


def said(texts: Mapping[str, str]) -> Edit:
    """Translates entries, by the end of their msgctxt or the beginning of their source."""

    def edit(file: polib.POFile) -> None:
        for unit, text in texts.items():
            one = entry(file, unit)
            one.msgstr = text
            one.flags = [flag for flag in one.flags if flag != "fuzzy"]

    return edit


def came_back(data: bytes, name: str = "story.po", language: str | None = None) -> Plan:
    """What a file would change."""
    return plan([(name, data)], language)


def taken_in(data: bytes) -> Plan:
    """The plan of a file, done."""
    planned = came_back(data)
    assert not planned.faults, planned.faults
    return apply(planned)
