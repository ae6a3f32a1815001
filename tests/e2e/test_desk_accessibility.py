"""axe finds nothing on any kind of page of the desk; nothing is too wide; no script complains."""

from collections.abc import Iterator
from contextlib import ExitStack
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import url_for
from playwright.sync_api import Browser, Page
from werkzeug.datastructures import FileStorage

from app.accounts import links
from app.clock import utcnow
from app.content import texts
from app.content.store import files, media, videos
from app.editor.blueprint import URLS, Row
from app.extensions import db
from app.i18n.languages import public_languages
from app.models import (
    Item,
    Passage,
    Revision,
)
from tests.e2e.test_accessibility import RULES
from tests.editor.stories import new_story, opened, write
from tests.support.browser import watched_page
from tests.support.desk import Desk
from tests.support.files import jpeg, pdf
from tests.support.homes import Home
from tests.support.newsroom import Newsroom, newsroom
from tests.support.samples import SAMPLES, first

CODES = [language.code for language in public_languages()]
# For each language the looks in which its pages are measured; the last is that in which axe looks.
BOTH = [
    ("en", ((1280, "dark"), (360, "light"))),
    ("ar", ((360, "light"), (1280, "dark"))),
]
NOT_PAGES = {"media_choose", "file_older"}  # data and files
ELSEWHERE = {"sign_in", "sign_in_code", "link", "forgotten"}  # for those who are not signed in


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory, sample_home: Home) -> Iterator[Newsroom]:
    """A site with something of every kind."""
    home = sample_home.copy(tmp_path_factory.mktemp("every-page") / "instance")
    with newsroom(home) as running:
        yield running
    home.remove()


@pytest.fixture(scope="module")
def values(room: Newsroom) -> dict[str, dict[str, Any]]:
    """What stands in the address of each page that names something."""
    desk = Desk(room.app, "administrator", email="furnisher@desk.example", name="Layla")
    doubtful, waiting = stories(desk)
    away = {"reason": "A person in danger.", "sure": "y"}
    gone = desk.send(new_story(desk).replace("stories", "take-down/story"), away, status=303)
    with room.app.app_context():
        made = {name: first(name) for name in SAMPLES}
        made |= {"story": doubtful, **kept(desk.user_id)}
        found = {row.endpoint: {"id": made.get(row.endpoint.split("_")[0])} for row in URLS}
        found["episode_new"] = {"id": made["series"]}
        found["consent_add"] = {"id": made["media"]}
        found["story_cancel_schedule"] = {"id": waiting}
        found["takedown_confirm"] = {"id": doubtful, "subject": "story"}
        found["passage_edit"] = {"key": db.session.query(Passage.key).scalar()}
        found["story_preview"]["code"] = "en"
        found["story_compare"]["revision"] = newest_revision(doubtful)
        found["link"] = {"key": links.make("invite", by=None).rpartition("/")[2]}
        db.session.commit()
    found["takedown_done"] = {"ids": parse_qs(urlsplit(gone.location).query)["ids"]}
    shared = desk.send(f"/editor/stories/{doubtful}/share", opened_share(desk, doubtful))
    found["preview_shared"] = {"token": shared.attributes("#link", "value")[0].rpartition("/")[2]}
    return found


def opened_share(desk: Desk, id: int) -> dict[str, Any]:
    """The form that asks for a link to a preview."""
    fields = opened(desk, f"/editor/stories/{id}")
    return {"language": "en", "csrf_token": fields["csrf_token"]}


def stories(desk: Desk) -> tuple[int, int]:
    """A story with a picture, a doubt, a history, a review and a consent; and one that waits."""
    words = {
        "title_en": "Schools open",
        "body_en": "In Mosul 12 schools opened.\r\n\r\nThe Coalition has [[members|count]].",
        "title_ar": "مدارس تفتح",
        "body_ar": "افتتحت 14 مدرسة في الموصل.\r\n\r\nيضم التحالف [[members|count]].",
        "alt_en": "A gate",
        "alt_ar": "بوابة",
    }
    picture = FileStorage(BytesIO(jpeg()), "gate.jpg")
    made = [new_story(desk, **words, picture=picture), new_story(desk, **words)]
    numbers = [int(path.rpartition("/")[2]) for path in made]
    with desk.app.app_context():
        for id, far in zip(numbers, (None, 2999), strict=True):
            item = db.session.get_one(Item, id)
            both = [texts.text_of(item, code) for code in CODES]
            later = utcnow().replace(year=far) if far else None
            texts.publish_together(both, user_id=desk.user_id, at=later)
        db.session.commit()
    write(desk, made[0], title_en="Schools open again", consent_who="A. Student")
    review = f"{made[0]}/review"
    for step in ("ask", "return"):
        desk.send(review, {"language": "en", "step": step, "body": "Please look at the number."})
    return numbers[0], numbers[1]


def kept(user_id: int) -> dict[str, int]:
    """A picture, a file and a video of the library."""
    picture = media.add_picture(jpeg("plum"), {"en": "A river"}, user_id=user_id)
    file = files.add_file(pdf(), "en", {"en": "A report"}, user_id=user_id)
    video = videos.add_link("https://www.youtube.com/watch?v=abcdefghijk", videos.Words())
    db.session.commit()
    return {"media": picture.id, "file": file.id, "video": video.id}


def newest_revision(story: int) -> int:
    """The number of the revision that a story's English text got last."""
    text = texts.text_of(db.session.get_one(Item, story), "en")
    rows = db.session.query(Revision.id).filter_by(text_id=text.id)
    return int(rows.order_by(Revision.id.desc()).limit(1).scalar())


def pages(room: Newsroom, values: dict[str, dict[str, Any]], rows: list[Row]) -> Iterator[str]:
    """The addresses of these rows of the desk's table."""
    with room.app.test_request_context():
        for row in rows:
            given = {n: value for n, value in values[row.endpoint].items() if value is not None}
            yield url_for(f"editor.{row.endpoint}", **given)


def faults(page: Page, looks: tuple[tuple[int, str], ...]) -> list[Any]:
    """What is wrong with the page that is open, in each of the looks."""
    found: list[Any] = []
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found.append((page.url, f"{wide} px wide in a window of {width}"))
    told = Axe().run(page, options=RULES).response["violations"]
    return [*found, *((page.url, one["id"], one["nodes"][0]["html"][:160]) for one in told)]


@pytest.mark.parametrize(("code", "looks"), BOTH, ids=CODES)
def test_axe_finds_nothing_on_any_page_of_the_desk(
    room: Newsroom, values: dict[str, Any], browser: Browser, code: str, looks: Any
) -> None:
    user = room.hire(f"visitor-{code}", "administrator", language=code)
    rows = [row for row in URLS if "GET" in row.methods]
    rows = [row for row in rows if row.endpoint not in NOT_PAGES | ELSEWHERE]
    found: list[Any] = []
    with watched_page(browser, room.address, locale=code) as page:
        page.context.add_cookies([room.cookie(user)])
        for path in pages(room, values, rows):
            answer = page.goto(path)
            assert answer is not None
            if answer.status != 200:
                found.append((path, answer.status))
                continue
            found += faults(page, looks)
    assert found == []


@pytest.mark.parametrize(("code", "looks"), BOTH, ids=CODES)
def test_axe_finds_nothing_at_the_door_and_where_something_was_refused(
    room: Newsroom, values: dict[str, Any], browser: Browser, code: str, looks: Any
) -> None:
    room.hire(f"guest-{code}", language=code)
    found: list[Any] = []
    with ExitStack() as stack:
        page = stack.enter_context(watched_page(browser, room.address, locale=code))
        for path in ("/editor/forgotten", f"/editor/link/{values['link']['key']}"):
            page.goto(f"{path}?language={code}")
            found += faults(page, looks)
        page.goto(f"/editor/sign-in?language={code}")
        for _time in range(2):  # as it is opened, and with an error
            found += faults(page, looks)
            page.fill("#email", f"guest-{code}@desk.example")
            page.fill("#password", "wrong")
            page.click("main form .actions button")
        page.fill("#password", "velvet otter paints seven harbours")
        page.click("main form .actions button")
        page.wait_for_selector("#code")
        found += faults(page, looks)
        page.fill("#code", room.code())
        page.click("main form .actions button")
        page.goto("/editor/stories/new")
        page.click(".story-actions button[value=save]")
        page.wait_for_selector(".errors")
        found += faults(page, looks)
        for path in ("/editor/nowhere", "/editor/users"):
            page.goto(path)
            found += faults(page, looks)
    assert found == []
