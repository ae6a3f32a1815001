"""A desk with something of every kind, and the addresses of all its pages."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flask import url_for
from werkzeug.datastructures import FileStorage

from app.accounts import links
from app.clock import utcnow
from app.content import texts
from app.content.store import files, media, videos
from app.editor.blueprint import URLS, Row
from app.extensions import db
from app.i18n.languages import public_languages
from app.models import Item, Passage, Revision, Suggestion
from tests.editor.stories import new_story, opened, write
from tests.support.desk import Desk
from tests.support.files import jpeg, pdf
from tests.support.newsroom import Newsroom
from tests.support.samples import SAMPLES, first

CODES = [language.code for language in public_languages()]
NOT_PAGES = {"media_choose", "file_older", "translate_earlier"}  # data and files
ELSEWHERE = {"sign_in", "sign_in_code", "link", "forgotten"}  # for those who are not signed in


def rows() -> list[Row]:
    """The rows of the desk's table that are pages for somebody who is signed in."""
    shown = [row for row in URLS if "GET" in row.methods]
    return [row for row in shown if row.endpoint not in NOT_PAGES | ELSEWHERE]


def furnish(room: Newsroom) -> dict[str, dict[str, Any]]:
    """What stands in the address of each page that names something."""
    desk = Desk(room.app, "administrator", email="furnisher@desk.example", name="Layla")
    doubtful, waiting = stories(desk)
    away = {"reason": "A person in danger.", "sure": "y"}
    gone = desk.send(new_story(desk).replace("stories", "take-down/story"), away, status=303)
    with room.app.app_context():
        made = {name: first(name) for name in SAMPLES}
        made |= {"story": doubtful, **kept(desk.user_id)}
        found = {row.endpoint: {"id": made.get(row.endpoint.split("_")[0])} for row in URLS}
        found["translate_text"] = {"id": doubtful, "code": "ar"}
        found["episode_new"] = {"id": made["series"]}
        found["consent_add"] = {"id": made["media"]}
        found["story_cancel_schedule"] = {"id": waiting}
        found["takedown_confirm"] = {"id": doubtful, "subject": "story"}
        found["passage_edit"] = {"key": db.session.query(Passage.key).scalar()}
        found["story_preview"]["code"] = "en"
        found |= {
            row.endpoint: {"code": "ar"} for row in URLS if "/translations/<code>" in row.rule
        }
        found["translate_text"] = {"id": doubtful, "code": "ar"}
        found["story_compare"]["revision"] = newest_revision(doubtful)
        translated = [row.endpoint for row in URLS if row.rule.startswith("/translations/<code>")]
        found |= {endpoint: {"code": "ar"} for endpoint in translated}
        found["suggestion_decide"] = {"id": suggestion()}
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


def suggestion() -> int:
    """What came back in a file about the title of a topic, while it was changed here as well."""
    about = {"subject": "topic", "subject_id": str(first("topic")), "language": "ar"}
    came = {"source_language": "en", "source": "Once", "file": "topic.ar.po"}
    row = Suggestion(**about, **came, unit="title", translation="عنوان من بعيد")
    db.session.add(row)
    db.session.flush()
    return row.id


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
