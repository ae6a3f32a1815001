"""Social posts at the desk: pasted, recognised by their address, paired across languages."""

from io import BytesIO
from threading import Thread

import pytest
from PIL import Image
from sqlalchemy import select

from app.content import site
from app.content.keeping import networks
from app.content.store import media
from app.extensions import db
from app.models import SocialAccount, SocialPost
from tests.conftest import MakeDesk
from tests.editor.forms import fields, fill
from tests.support.desk import Desk
from tests.support.pages import Page

NEW = "/editor/social/new"
ACCOUNT = {"network": "X", "handle": "@Rivers_Notes", "name_en": "Rivers", "name_ar": "الرافدان"}
POST = {
    "text": "Water runs again in #Mosul, says @UNESCO.",
    "address": "https://x.com/rivers_notes/status/1",
    "language": "en",
}


def _posts(desk: Desk) -> list[SocialPost]:
    with desk.app.app_context():
        rows = select(SocialPost).where(SocialPost.text.contains("Water runs again"))
        return list(db.session.execute(rows.order_by(SocialPost.id)).scalars())


def test_the_address_names_the_account(desk: Desk) -> None:
    assert fill(desk, "/editor/social/accounts/new", **ACCOUNT).status == 303
    assert fill(desk, NEW, **POST).status == 303
    assert "Water runs again" in desk.get("/en/social").text
    page = fill(desk, NEW, **POST | {"address": "https://x.com/somebody/status/2"})
    assert page.attributes(".errors a", "href") == ["#account"]


def test_a_double_click_makes_one_post(desk: Desk) -> None:
    held = fields(desk.get(NEW)) | POST | {"account": _account(desk)}
    assert [desk.send(NEW, held).status for _ in range(2)] == [303, 303]
    assert len(_posts(desk)) == 1


def _account(desk: Desk) -> str:
    with desk.app.app_context():
        return str(db.session.execute(select(SocialAccount.id)).scalars().first())


def test_the_same_post_in_another_language_is_picked(desk: Desk) -> None:
    account = _account(desk)
    fill(desk, NEW, **POST, account=account)
    first = _posts(desk)[0]
    arabic = POST | {"text": "عاد الماء. Water runs again", "language": "ar", "address": ""}
    assert fill(desk, NEW, **arabic, account=account, same_as=str(first.id)).status == 303
    one, other = _posts(desk)
    assert one.group == other.group != ""
    assert "Water runs again in" not in desk.get("/ar/social").text
    page = fill(desk, NEW, **POST | {"text": "Again"}, account=account, same_as=str(first.id))
    assert page.attributes(".errors a", "href") == ["#same_as"]
    assert fill(desk, f"/editor/social/{other.id}", same_as="").status == 303
    assert _posts(desk)[1].group == ""


@pytest.mark.parametrize(("spoken", "begins"), [("en", "English, "), ("ar", "الإنجليزية، ")])
def test_a_post_to_choose_is_told_as_the_desk_speaks(
    make_desk: MakeDesk, spoken: str, begins: str
) -> None:
    desk = make_desk(language=spoken)
    fill(desk, NEW, **POST, account=_account(desk))
    (offered,) = [one for one in desk.get(NEW).texts("#same_as option") if "Water" in one]
    assert offered.startswith(begins)


def test_a_picture_comes_with_words_for_those_who_do_not_see_it(desk: Desk) -> None:
    data = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(data, "PNG")

    def send(alt: str) -> Page:
        held = fields(desk.get(NEW)) | POST | {"account": _account(desk), "alt_en": alt}
        picture = (BytesIO(data.getvalue()), "p.png")
        return desk.send(NEW, held | {"picture": [picture]}, content_type="multipart/form-data")

    refused = send("")
    assert refused.attributes(".errors a", "href") == ["#alt_en"]
    assert send("A teal square").status == 303
    assert _posts(desk)[0].media_id is not None
    assert "A teal square" in desk.get("/en/social").text


def test_a_file_that_is_no_picture_is_refused_in_words(desk: Desk) -> None:
    held = fields(desk.get(NEW)) | POST | {"account": _account(desk), "alt_en": "x"}
    sent = held | {"picture": [(BytesIO(b"<svg/>"), "p.png")]}
    page = desk.send(NEW, sent, content_type="multipart/form-data")
    assert page.attributes(".errors a", "href") == ["#picture"]
    assert fields(page)["text"] == POST["text"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"address": "javascript:alert(1)"}, "address"),
        ({"language": "xx"}, "language"),
        ({"account": "98765"}, "account"),
        ({"media_id": "98765"}, "media_id"),
        ({"media_id": "the red one"}, "media_id"),
        ({"posted_day": "2090-01-01", "posted_time": "10:00"}, "posted_day"),
        ({"posted_day": "", "posted_time": "10:00"}, "posted_day"),
        ({"same_as": "98765"}, "same_as"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    desk: Desk, typed: dict[str, str], field: str
) -> None:
    page = fill(desk, NEW, **POST | {"account": _account(desk)} | typed)
    assert page.attributes(".errors a", "href") == [f"#{field}"]


def test_a_post_is_taken_from_the_wall(desk: Desk) -> None:
    fill(desk, NEW, **POST, account=_account(desk))
    id = _posts(desk)[0].id
    assert desk.send(f"/editor/social/{id}/delete", {}).status == 303
    assert "Water runs again" not in desk.get("/en/social").text
    assert desk.get(f"/editor/social/{id}").status == 404


def test_an_account_with_posts_stays(desk: Desk) -> None:
    path = f"/editor/social/accounts/{_account(desk)}"
    page = desk.send(f"{path}/remove", {})
    assert page.location.endswith(path)
    assert "because it is used" in desk.get(path).text
    fill(desk, "/editor/social/accounts/new", **ACCOUNT)
    with desk.app.app_context():
        newest = select(SocialAccount.id).order_by(SocialAccount.id.desc())
        id = db.session.execute(newest).scalars().first()
    assert desk.send(f"/editor/social/accounts/{id}/remove", {}).status == 303
    assert "Rivers_Notes" not in desk.get("/editor/social/accounts").text


def test_an_account_is_kept_once(desk: Desk) -> None:
    fill(desk, "/editor/social/accounts/new", **ACCOUNT)
    again = fill(desk, "/editor/social/accounts/new", **ACCOUNT | {"handle": "@rivers_notes"})
    assert again.attributes(".errors a", "href") == ["#handle"]


@pytest.mark.parametrize(
    ("address", "network", "handle"),
    [
        ("https://twitter.com/CoalitionAR/status/1", "X", "coalitionar"),
        ("https://x.com/i/status/1", "X", ""),
        ("https://www.facebook.com/some.page/posts/1", "Facebook", "some.page"),
        ("https://m.facebook.com/watch?v=1", "Facebook", ""),
        ("https://t.me/s/channel/12", "Telegram", "channel"),
        ("https://www.youtube.com/@name/shorts", "YouTube", "name"),
        ("https://bsky.app/profile/name.example/post/3", "Bluesky", "name.example"),
        ("https://notx.com/a", "", "a"),
        ("https://x.com.evil.example/a", "", "a"),
        ("https://[x", "", ""),
    ],
)
def test_networks_are_told_from_addresses(address: str, network: str, handle: str) -> None:
    assert networks.network_of(address) == network
    assert networks.handle_in(address) == handle


def test_the_list_is_searched(desk: Desk) -> None:
    fill(desk, NEW, **POST, account=_account(desk))
    assert len(desk.get("/editor/social?q=water runs&language=en").all(".kept > li")) == 1
    assert len(desk.get("/editor/social?q=water runs&language=ar").all(".kept > li")) == 0


def test_nobody_waits_while_a_picture_of_a_post_is_drawn(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(desk, NEW, **POST, account=_account(desk))
    path = f"/editor/social/{_posts(desk)[0].id}"
    waiting: list[bool] = []

    def other() -> None:
        with desk.app.app_context():
            site.changed()
            db.session.commit()

    def slow(*_sent: object, **_words: object) -> None:
        writer = Thread(target=other)
        writer.start()
        writer.join(2)
        waiting.append(writer.is_alive())
        raise media.PictureError("No picture.")

    monkeypatch.setattr(media, "add_picture", slow)
    held = fields(desk.get(path)) | {"alt_en": "x", "picture": [(BytesIO(b"x"), "p.png")]}
    page = desk.send(path, held, content_type="multipart/form-data")
    assert page.attributes(".errors a", "href") == ["#picture"]
    assert waiting == [False]


def test_the_number_of_a_picture_can_be_chosen_by_a_script(desk: Desk) -> None:
    page = desk.get("/editor/social/new", status=200)
    assert page.one("[name=media_id]").attrs["data-choose"] == "picture"
    assert any("/choose." in src for src in page.attributes("script", "src"))
