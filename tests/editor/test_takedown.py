"""A take-down: what held a unique word and a unique picture holds neither, and says it is gone."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from PIL import Image, UnidentifiedImageError
from werkzeug.datastructures import FileStorage

from app.clock import utcnow
from app.content import redirects, texts
from app.content.keeping import subjects
from app.content.lifecycle import details, drafts, review
from app.content.lifecycle.details import Details
from app.content.safety import consents
from app.content.safety.consents import Agreed
from app.content.store import files, media, videos
from app.content.store.videos import Words
from app.content.translation import state
from app.content.translation.kept import origins
from app.content.translation.po import memory, sources
from app.content.translation.po.exporting import export
from app.content.translation.po.sources import Wanted
from app.extensions import db
from app.models import (
    Answer,
    AuditEntry,
    File,
    HandedOut,
    Handout,
    Media,
    Notice,
    Origin,
    Page,
    SiteState,
    SocialAccount,
    SocialPost,
    Story,
    Suggestion,
    TakeDown,
    Topic,
    Video,
)
from tests.conftest import MakeApp, MakeHome
from tests.support.desk import Desk
from tests.support.files import jpeg, pdf, video
from tests.support.homes import Home, close
from tests.support.pages import Page as Visited
from tests.support.pages import Site

TOKEN, BESIDE = "qamarzz77", "findmezz"
COLOUR = (214, 12, 190)
HOST = "http://site.example"
LANGUAGES = ("en", "ar")
SAID = f"{BESIDE} {TOKEN}"
TITLES = dict.fromkeys(LANGUAGES, SAID)
MOST = 1500


@dataclass
class Held:
    """The story that holds them, and what belongs to it."""

    id: int
    picture: int
    file: int
    video: int


def write(desk: Desk, tmp_path: Path) -> Held:
    """A story in both languages with the word in every field, and the picture; live."""
    with desk.app.app_context():
        picture = media.add_picture(jpeg(COLOUR, (900, 600)), TITLES, TITLES, TITLES)
        file = files.add_file(pdf(), "en", TITLES, original_name=f"{TOKEN}.pdf")
        files.renew(file, pdf(3))
        captions = f"WEBVTT\n\n00:00.000 --> 00:02.000\n{SAID}\n".encode()
        moving = videos.add_video(
            video(tmp_path, colour="#d60cbe"),
            Words(TITLES, TITLES, dict.fromkeys(LANGUAGES, captions)),
            original_name=f"{TOKEN}.mp4",
        )
        wanted = Details(
            "video", None, None, None, picture.id, moving.id, TITLES, (TITLES,), (file.id,)
        )
        story = drafts.new_story(desk.user_id, "en", wanted)
        for code in LANGUAGES:
            _publish(story, code, picture.id, file.id, desk.user_id)
        _around(story, desk.user_id)
        db.session.commit()
        return Held(story.id, picture.id, file.id, moving.id)


def _wording(picture: int, file: int) -> dict[str, object]:
    return {
        **dict.fromkeys(("title", "standfirst", "byline", "alt", "caption", "credit"), SAID),
        "body": f"<p>{SAID}</p><p>[[picture:{picture}]]</p><p>[[file:{file}]]</p>",
        "slug": TOKEN,
        "sources": [{"text": SAID, "url": f"https://source.example/{TOKEN}"}],
    }


def _publish(story: Story, code: str, picture: int, file: int, user_id: int) -> None:
    """Live, corrected, scheduled to change, and being worked on, all with the word."""
    text = texts.text_of(story, code)
    words = _wording(picture, file)
    texts.save(text, words, user_id)
    texts.publish(text)
    texts.save(text, words | {"body": f"{words['body']}<p>{SAID} more</p>"}, user_id)
    texts.publish(text, change="correction", note=SAID)
    texts.save(text, words | {"title": f"{SAID} tomorrow", "slug": f"{TOKEN}-2"}, user_id)
    texts.publish(text, at=utcnow() + timedelta(days=1))
    texts.save(text, words | {"title": f"{SAID} at work"}, user_id, token="a" * 40, autosave=True)
    review.comment(text, user_id, SAID)


def _around(story: Story, user_id: int) -> None:
    """What leads to the story, and what readers never see of it."""
    now = utcnow()
    account = db.session.query(SocialAccount).first()
    assert account is not None
    link = f"{HOST}/en/stories/{story.id}"
    db.session.add(
        SocialPost(account_id=account.id, language="en", text=f"{SAID} {link}", posted_at=now)
    )
    db.session.add(
        Notice(
            key="about-it",
            text=TITLES,
            story_id=story.id,
            everywhere=True,
            starts_at=now - timedelta(hours=1),
            ends_at=now + timedelta(days=3),
        )
    )
    consents.add(story, Agreed(f"consent-{TOKEN}", f"consent-{TOKEN}", date(2020, 1, 1)), user_id)
    redirects.add(f"/old-{TOKEN}", f"/en/stories/{story.id}")
    db.session.query(SiteState).update({"lead_story_id": story.id})


# Everything on a page that names another address.
NAMED = re.compile(r"""(?:href|src|poster|content)="([^"]+)"|srcset="([^"]+)"|>(http://[^<]+)<""")
IN_DATA = re.compile(r"http://site\.example[^\"'<>\s\\]*")


def crawl(site: Site) -> dict[str, Visited]:
    """Whatever can be reached: pages, feeds, the sitemap, pictures, files, previews' images."""
    waiting = ["/sitemap.xml", "/robots.txt"]
    waiting += [f"/{code}/" for code in LANGUAGES]
    waiting += [f"/{code}/search?q={BESIDE}" for code in LANGUAGES]
    found: dict[str, Visited] = {}
    while waiting and len(found) < MOST:
        path = waiting.pop()
        if path in found:
            continue
        found[path] = page = site.get(path)
        page.response.get_data()
        page.response.close()
        if page.status == 200 and "charset" in page.headers["Content-Type"]:
            waiting += [one for one in _addresses(page) if one not in found]
    assert len(found) < MOST
    return found


def _addresses(page: Visited) -> set[str]:
    text = unescape(page.text)
    named = [part for match in NAMED.findall(text) for part in match if part]
    named += IN_DATA.findall(text)
    single = [piece.strip().split(" ")[0] for part in named for piece in part.split(", ")]
    return {
        unquote(urlsplit(one).path) + (f"?{urlsplit(one).query}" if urlsplit(one).query else "")
        for one in single
        if (one.startswith("/") and not one.startswith("//")) or one.startswith(HOST)
        if not urlsplit(one).path.startswith(("/static/", "/editor"))
    }


def tells(page: Visited, word: str = TOKEN) -> bool:
    """Whether an answer holds the word."""
    text = page.response.get_data().decode(errors="ignore")
    return word in unquote(unescape(text)).lower() or word in unquote(page.location)


def shows(content: Path) -> bool:
    """Whether a file is a picture that is mostly of the colour."""
    try:
        with Image.open(content) as image:
            seen = image.convert("RGB").resize((1, 1)).getpixel((0, 0))
    except UnidentifiedImageError:
        return False
    assert isinstance(seen, tuple)
    return all(abs(a - b) < 30 for a, b in zip(seen, COLOUR, strict=True))


def stored(desk: Desk) -> list[Path]:
    """All that lies in the store."""
    folder = Path(desk.app.config["SETTINGS"].instance_path) / "media"
    return [path for path in folder.rglob("*") if path.is_file() and path.name != "turn"]


def take_down(desk: Desk, held: Held) -> Visited:
    """Take the story down with all that goes with it, as the page offers."""
    path = f"/editor/take-down/story/{held.id}"
    page = desk.get(path, status=200)
    also = page.attributes("input[name=also][checked]", "value")
    wanted = {f"media-{held.picture}", f"file-{held.file}", f"video-{held.video}"}
    assert wanted <= set(also)
    done = desk.send(path, {"reason": "Her family asked.", "also": also, "sure": "y"}, status=303)
    return desk.get(done.location, status=200)


@pytest.fixture(scope="module")
def written(
    tmp_path_factory: pytest.TempPathFactory, sample_home: Home
) -> Iterator[tuple[Home, Held]]:
    """A home with the story, by somebody else; tests work on copies of it."""
    folder = tmp_path_factory.mktemp("written")
    home = sample_home.copy(folder / "instance")
    app = home.app()
    held = write(Desk(app, name="Writer", email="writer@desk.example"), folder)
    close(app)
    yield home, held
    home.remove()


@pytest.fixture
def desk(make_app: MakeApp, make_home: MakeHome, written: tuple[Home, Held]) -> Desk:
    """An editor, signed in, where the story is live."""
    return Desk(make_app(make_home(written[0])))


@pytest.fixture
def held(written: tuple[Home, Held]) -> Held:
    """The story, live."""
    return written[1]


def test_nothing_holds_what_was_taken_down(desk: Desk, held: Held) -> None:
    site = Site(desk.app)
    before = crawl(site)
    told = {path for path, page in before.items() if tells(page)}
    # A crawl that found nothing before would prove nothing afterwards.
    for part in ("/en/", "/ar/", "/en/feed.atom", "/ar/feed.json", f"/en/search?q={BESIDE}"):
        assert part in told
    assert f"/en/stories/{held.id}/{TOKEN}" in told
    assert f"/share/story/{held.id}.png" in before
    assert sum(shows(path) for path in stored(desk)) == 8  # three widths, a poster, two formats
    gone = {
        path
        for path in before
        if f"/stories/{held.id}" in path or path == f"/share/story/{held.id}.png"
    }
    gone |= {f"/{code}/stories/{held.id}" for code in LANGUAGES}
    gone |= {path for path in before if path.startswith("/media/")}
    assert len(gone) > 15
    shared = _shared(desk, held)
    assert tells(site.get(shared))

    done = take_down(desk, held)
    assert len(done.all(".addresses li")) > 15

    after = crawl(site)
    assert [path for path, page in after.items() if tells(page)] == []
    assert {path: site.get(path).status for path in gone} == dict.fromkeys(gone, 410)
    assert site.get(f"/en/stories/{held.id}/another-slug").status == 410
    assert site.get(f"/old-{TOKEN}").status == 410
    assert site.get(shared).status in (404, 410)
    assert not [path for path in after if path.startswith("/media/")]
    assert [
        path for path in stored(desk) if shows(path) or TOKEN.encode() in path.read_bytes()
    ] == []
    assert not [path for path in stored(desk) if path.suffix in (".pdf", ".mp4", ".vtt")]


def _shared(desk: Desk, held: Held) -> str:
    """A link for somebody without an account."""
    page = desk.send(f"/editor/stories/{held.id}/share", {"language": "en"}, status=200)
    found = re.search(r"http://site\.example(/editor/shared/[^\"<\s]+)", page.text)
    assert found is not None
    return found[1]


def test_the_desk_only_says_that_it_was(desk: Desk, held: Held) -> None:
    take_down(desk, held)
    story = f"/editor/stories/{held.id}"
    for path in (
        *(story, f"{story}/publish", f"{story}/history", f"{story}/review", f"{story}/share"),
        *(f"{story}/preview/en", f"{story}/preview/ar", f"{story}/stood", f"{story}/withdraw"),
        *("/editor/", "/editor/stories", f"/editor/stories?q={BESIDE}", "/editor/social"),
        *("/editor/notices", "/editor/media", "/editor/files", "/editor/videos"),
        *(f"/editor/media/{held.picture}", f"/editor/files/{held.file}"),
        *(f"/editor/videos/{held.video}", f"/editor/take-down/story/{held.id}"),
        *(f"/editor/files/{held.file}/versions/1", "/editor/media/choose.json"),
        "/editor/media/choose.json?kind=video",
        *("/editor/media/choose.json?kind=file", f"/editor/replace?find={BESIDE}"),
    ):
        assert not tells(desk.get(path)), path
    for path in (f"/editor/media/{held.picture}", f"/editor/take-down/story/{held.id}"):
        page = desk.get(path, status=200)
        assert "Her family asked." in page.text
        assert "Editor" in page.texts("main")[0]


@pytest.mark.parametrize("role", ["editor", "translator"])
def test_the_pages_of_a_story_say_that_it_was_taken_down(desk: Desk, held: Held, role: str) -> None:
    take_down(desk, held)
    asking = desk if role == "editor" else Desk(desk.app, role)
    page = asking.get(f"/editor/stories/{held.id}", status=410)
    assert page.h1 == "Taken down"
    assert "Her family asked." in page.text
    assert page.texts("nav.desk-menu")
    leads = any("/take-down/done" in link for link in page.links)
    assert leads == (role == "editor")


def test_strangers_are_not_told_why(desk: Desk, held: Held) -> None:
    shared = _shared(desk, held)
    take_down(desk, held)
    page = Site(desk.app).get(shared, status=410)
    assert "Her family asked." not in page.text


def test_it_is_noted_who_took_what_down(desk: Desk, held: Held) -> None:
    take_down(desk, held)
    with desk.app.app_context():
        noted = {entry.action for entry in db.session.query(AuditEntry)}
        assert {"story.take-down", "media.take-down", "file.take-down"} <= noted
        rows = db.session.query(TakeDown).filter_by(subject="story", subject_id=held.id).all()
        assert [(row.user_id, row.reason) for row in rows] == [(desk.user_id, "Her family asked.")]
        said = " ".join(entry.detail for entry in db.session.query(AuditEntry))
        assert TOKEN not in said


def test_consent_is_never_told_to_readers(desk: Desk, held: Held) -> None:
    with desk.app.app_context():
        picture = db.session.get(Media, held.picture)
        assert picture is not None
        consents.add(picture, Agreed(f"consent-{TOKEN}", f"consent-{TOKEN}"))
        expired = [note.who for note in consents.expired(date(2020, 1, 2))]
        assert expired == [f"consent-{TOKEN}"]
        db.session.commit()
    told = f"consent-{TOKEN}"
    assert [path for path, page in crawl(Site(desk.app)).items() if tells(page, told)] == []


def test_a_picture_alone_disappears_and_its_stories_stay(desk: Desk, held: Held) -> None:
    site = Site(desk.app)
    path = f"/editor/take-down/picture/{held.picture}"
    assert "readers see it" in desk.get(path).text
    names = [one for one in crawl(site) if one.startswith("/media/pictures/")]
    desk.send(path, {"reason": "He asked.", "sure": "y"}, status=303)
    page = site.get(f"/en/stories/{held.id}/{TOKEN}", status=200)
    assert not page.all("main figure img")
    with desk.app.app_context():
        poster = db.session.get(Video, held.video).poster_id  # type: ignore[union-attr]  # there
        left = db.session.get(Media, poster)
        kept = {f"/media/{v['name']}" for v in left.variants} if left else set()
        story = db.session.get(Story, held.id)
        assert story is not None
        assert details.of(story).media_id is None
    for name in set(names) - kept:
        assert site.get(name).status == 410
        assert site.get(name, headers={"Save-Data": "on"}).status == 410


def test_the_same_picture_is_not_added_again(desk: Desk, held: Held) -> None:
    desk.send(
        f"/editor/take-down/picture/{held.picture}",
        {"reason": "He asked.", "sure": "y"},
        status=303,
    )
    with desk.app.app_context(), pytest.raises(media.PictureError, match="taken down"):
        media.add_picture(jpeg(COLOUR, (900, 600)))


def test_a_take_down_needs_a_reason_and_a_second_thought(desk: Desk, held: Held) -> None:
    for form in ({}, {"sure": "y"}, {"reason": "\0 \u202e", "sure": "y"}, {"reason": "Why."}):
        page = desk.send(f"/editor/take-down/story/{held.id}", form, status=200)
        assert page.title.startswith("Error: ")
    assert Site(desk.app).get(f"/en/stories/{held.id}/{TOKEN}").status == 200
    with desk.app.app_context():
        assert db.session.query(TakeDown).count() == 0


def test_what_is_used_elsewhere_is_not_ticked(desk: Desk, held: Held) -> None:
    with desk.app.app_context():
        other = db.session.query(Story).filter(Story.item_id != held.id).first()
        assert other is not None
        other.media_id = held.picture
        db.session.commit()
    page = desk.get(f"/editor/take-down/story/{held.id}", status=200)
    assert f"media-{held.picture}" not in page.attributes("input[name=also][checked]", "value")
    assert f"media-{held.picture}" in page.attributes("input[name=also]", "value")


@pytest.mark.parametrize("path", ["story/999999", "nothing/1", "page/999999", "file/999999"])
def test_what_there_is_not_cannot_be_taken_down(desk: Desk, path: str) -> None:
    desk.get(f"/editor/take-down/{path}", status=404)


def test_a_file_alone_disappears_with_its_versions(desk: Desk, held: Held) -> None:
    desk.send(f"/editor/take-down/file/{held.file}", {"reason": "Old.", "sure": "y"}, status=303)
    with desk.app.app_context():
        file = db.session.get(File, held.file)
        assert file is not None
        assert Site(desk.app).get(f"/media/{file.name}").status == 410
    assert not [path for path in stored(desk) if path.suffix == ".pdf"]


def test_a_page_disappears_in_all_languages(desk: Desk) -> None:
    with desk.app.app_context():
        page = db.session.query(Page).filter(Page.footer_position.is_not(None)).first()
        assert page is not None
        id, key = page.id, page.key
    site = Site(desk.app)
    paths = [f"/{code}/{key}" for code in LANGUAGES]
    assert [site.get(path).status for path in paths] == [200, 200]
    desk.send(f"/editor/take-down/page/{id}", {"reason": "It names her.", "sure": "y"}, status=303)
    assert [site.get(path).status for path in paths] == [410, 410]
    for code in LANGUAGES:
        assert f"/{code}/{key}" not in site.get(f"/{code}/").links


def test_the_list_of_what_was_taken_down_tells_nothing_of_it(desk: Desk, held: Held) -> None:
    assert "Nothing here." in desk.get("/editor/take-down", status=200).text
    take_down(desk, held)
    page = desk.get("/editor/take-down", status=200)
    assert "Her family asked." in page.text
    assert f"Story {held.id}" in " ".join(page.texts("main")[0].split())
    assert not tells(page)
    assert "/editor/take-down" in desk.get("/editor/more").links


def test_all_take_downs_are_found_in_the_log_at_once(desk: Desk, held: Held) -> None:
    take_down(desk, held)
    page = Desk(desk.app, "administrator").get("/editor/log?action=.take-down", status=200)
    assert set(page.attributes("main td data", "value")) == {
        *("story.take-down", "media.take-down", "file.take-down", "video.take-down")
    }


def test_an_old_address_of_it_is_sealed_and_not_listed(desk: Desk, held: Held) -> None:
    assert tells(desk.get("/editor/redirects"))
    take_down(desk, held)
    assert not tells(desk.get("/editor/redirects"))
    desk.send("/editor/redirects/delete", {"path": f"/old-{TOKEN}"}, status=303)
    assert Site(desk.app).get(f"/old-{TOKEN}").status == 410


def test_the_title_of_a_file_leaves_the_search_of_what_names_it(desk: Desk, held: Held) -> None:
    site, named = Site(desk.app), "kharitazz"
    with desk.app.app_context():
        file = db.session.get_one(File, held.file)
        topic = db.session.query(Topic).first()
        assert topic is not None
        words = subjects.words_of(topic)
        body = {"en": f"<p>[[file:{file.id}]]</p>"}
        subjects.save("topic", topic, replace(words, body=body))
        files.describe(file, {"en": named}, "en")
        db.session.commit()
    found = site.get(f"/en/search?q={named}", status=200)
    assert len(found.all(".results li")) == 2
    desk.get(f"/editor/files/{held.file}", status=200)
    assert "Topic" in desk.get(f"/editor/take-down/file/{held.file}").text
    form = {"reason": "He asked.", "sure": "y"}
    desk.send(f"/editor/take-down/file/{held.file}", form, status=303)
    assert site.get(f"/en/search?q={named}", status=200).all(".results li") == []


def translate(desk: Desk, held: Held) -> bytes:
    """Let translators have all of it as a file, and let something of it have come back."""
    with desk.app.app_context():
        story = db.session.get_one(Story, held.id)
        wanted = Wanted(everything=True, kept=True)
        things = [
            one
            for one in sources.chosen("en", "ar", wanted)
            if TOKEN in str(one.entries) or one.key == ("story", str(held.id))
        ]
        assert {"story", "details", "notice", "media", "video"} <= {one.subject for one in things}
        data = export(things, "en", "ar", user_id=desk.user_id).data
        about = {"subject": "story", "subject_id": str(held.id), "language": "ar"}
        db.session.add(Suggestion(**about, unit="title", source=SAID, translation=SAID))
        about = {"subject": "media", "subject_id": str(held.picture), "language": "ar"}
        db.session.add(Suggestion(**about, unit="alt", source=SAID, translation=SAID))
        for subject, id in (("details", held.id), ("media", held.picture), ("video", held.video)):
            # The other way round than most: what it was made from stays where that is emptied.
            origins.keep(subject, str(id), "alt", "ar", "en", SAID)
        state.answer(texts.text_of(story, "ar"), [SAID], False, desk.user_id, confirmed=True)
        db.session.commit()
    return data


def kept_for_translators(desk: Desk) -> list[str]:
    """All that translating keeps which holds the word."""
    with desk.app.app_context():
        rows = [
            *((one.subject, str(one.units)) for one in db.session.query(HandedOut)),
            *((one.subject, one.source + one.translation) for one in db.session.query(Suggestion)),
            *((one.subject, one.source) for one in db.session.query(Origin)),
        ]
        return [subject for subject, words in rows if TOKEN in words]


def test_nothing_that_translators_had_of_it_is_kept(desk: Desk, held: Held) -> None:
    translate(desk, held)
    with desk.app.app_context():
        assert db.session.query(Answer).count() == 1
        earlier = memory.Memory("en", "ar")
        assert earlier.find(SAID) is not None
        assert len(kept_for_translators(desk)) >= 9
    take_down(desk, held)
    assert kept_for_translators(desk) == []
    with desk.app.app_context():
        assert db.session.query(Answer).count() == 0
        assert earlier.find(SAID) is None  # also by whoever read it before
        assert db.session.query(Handout).count() == 1
        things = sources.chosen("en", "ar", Wanted(everything=True, kept=True))
        assert not [one for one in things if TOKEN in str(one)]


def test_translators_pages_do_not_tell_it(desk: Desk, held: Held) -> None:
    translate(desk, held)
    take_down(desk, held)
    story = f"/editor/stories/{held.id}/translate/ar"
    for path in (story, f"{story}?earlier=1", f"{story}/earlier"):
        assert not tells(desk.get(path, status=410))
    numbers = ("/ar/out", "/ar/checks", "/ar/download?ids=1", "/ar/suggestions")
    for path in ("", "/ar", "/ar?state=stale", *numbers):
        assert not tells(desk.get(f"/editor/translations{path}", status=200)), path
    form = {"source": "en", "which": "all"}
    given = desk.send("/editor/translations/ar/download", form, status=200)
    with zipfile.ZipFile(io.BytesIO(given.response.data)) as archive:
        assert not [one for one in archive.namelist() if TOKEN.encode() in archive.read(one)]


def test_what_comes_back_of_it_is_left(desk: Desk, held: Held) -> None:
    data = translate(desk, held)
    take_down(desk, held)
    sent = FileStorage(io.BytesIO(data), filename="back.zip")
    page = desk.send("/editor/translations/ar/upload", {"file": sent}, status=200)
    assert not tells(page)
    assert not page.all('input[name="carried"]')
