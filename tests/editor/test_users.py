"""The users page: invitations, roles, and what ends at once."""

import re

import pytest
from flask import Flask

from app import audit, mail
from app.config import ROOT
from app.editor.people import deeds, particulars
from app.extensions import db
from app.i18n import languages
from app.i18n.bidi import FSI, PDI
from app.i18n.current import speaking
from app.models import AuditEntry, Topic
from tests.conftest import MakeApp
from tests.support.accounts import PASSWORD, SECRET, Door, done, user, with_password
from tests.support.desk import add_user
from tests.support.pages import Page

pytestmark = pytest.mark.usefixtures("cheap_passwords")

BOSS = "administrator@desk.example"
INVITED = {"email": "New@desk.example", "name": "Neda", "role": "translator", "languages": ["ar"]}
CHOICE = {"password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def boss(app: Flask) -> Door:
    with_password(app, "administrator", name="Boss")
    door = Door(app)
    door.sign_in(BOSS)
    return door


def press(door: Door, user_id: int, what: str) -> Page:
    return door.send(f"/editor/users/{user_id}/{what}", {}, page="/editor/account")


def link_in(page: Page) -> str:
    return page.texts(".hand-over code")[0].removeprefix("http://site.example")


def test_an_invitation_is_handed_over_and_works(app: Flask, boss: Door) -> None:
    page = boss.send("/editor/users/invite", INVITED)
    assert "Hand this link" in page.text
    guest = Door(app)
    guest.send(link_in(page), CHOICE)
    assert guest.sign_in("new@desk.example").status == 303
    made = user(app, 2)
    assert (made.role, made.languages, made.name) == ("translator", ["ar"], "Neda")
    assert boss.get("/editor/users", status=200).texts("tbody td")[-3:] == [
        "Translator (Arabic)", "Active", "No",
    ]  # fmt: skip
    assert "user.invite" in done(app)


def test_with_a_mail_server_it_is_sent(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[str, ...]] = []
    monkeypatch.setattr(mail, "send", lambda *message: sent.append(message))
    app = make_app(smtp_host="mail.invalid")
    with_password(app, "administrator")
    door = Door(app)
    door.sign_in(BOSS)
    page = door.send("/editor/users/invite", INVITED)
    assert "sent this link" in page.text
    ((to, subject, body),) = sent
    assert to == "new@desk.example"
    assert "invited" in subject
    assert link_in(page) in body


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email": "no address"}, "#email"),
        ({"email": ""}, "#email"),
        ({"email": BOSS.upper()}, "#email"),
        ({"name": " \0 "}, "#name"),
        ({"name": "x" * 201}, "#name"),
        ({"role": "king"}, "#role"),
        ({"role": ""}, "#role"),
        ({"languages": []}, "#languages"),
        ({"languages": ["xx"]}, "#languages"),
    ],
)
def test_a_refused_invitation_says_where(boss: Door, change: dict[str, object], field: str) -> None:
    page = boss.send("/editor/users/invite", INVITED | change)
    assert page.status == 200
    assert page.attributes(".errors a", "href") == [field]
    assert page.title.startswith("Error:")


def test_a_role_changes_at_once(app: Flask, boss: Door) -> None:
    user_id = with_password(app)
    door = Door(app)
    door.sign_in("editor@desk.example")
    assert door.get("/editor/users").status == 403
    boss.send(f"/editor/users/{user_id}", {"name": "Eda", "role": "administrator"})
    assert door.get("/editor/users").status == 200
    with app.app_context():
        (entry,) = db.session.query(AuditEntry).filter_by(action="user.role").all()
        assert (entry.user_name, entry.subject_id) == ("Boss", str(user_id))
        assert '"from": "editor"' in entry.detail
        assert '"to": "administrator"' in entry.detail


def test_nobody_changes_their_own_role(app: Flask, boss: Door) -> None:
    with_password(app, "administrator", email="second@desk.example")
    assert not boss.get("/editor/users/1").all("#role")
    boss.send("/editor/users/1", {"name": "Boss", "role": "contributor"})
    assert user(app, 1).role == "administrator"
    for what in ("disable", "enable", "reset-second-factor", "link"):
        assert press(boss, 1, what).status == 403


def test_the_last_administrator_stays(app: Flask, boss: Door) -> None:
    second = with_password(app, "administrator", email="second@desk.example")
    other = Door(app)
    other.sign_in("second@desk.example")
    press(boss, second, "disable")
    assert user(app, second).disabled_at is not None
    assert not other.is_in()
    press(boss, second, "enable")
    boss.send(f"/editor/users/{second}", {"name": "S", "role": "editor"})
    assert user(app, second).role == "editor"
    assert user(app, 1).role == "administrator"


def test_whoever_is_shut_out_is_out_everywhere(app: Flask, boss: Door) -> None:
    user_id = with_password(app)
    door = Door(app)
    door.sign_in("editor@desk.example")
    press(boss, user_id, "disable")
    assert not door.is_in()
    assert door.sign_in("editor@desk.example").status == 200
    assert press(boss, user_id, "link").status == 303
    press(boss, user_id, "enable")
    assert door.sign_in("editor@desk.example").status == 303
    assert {"user.disable", "user.enable"} <= set(done(app))


def test_a_new_link_ends_what_was_before(app: Flask, boss: Door) -> None:
    user_id = with_password(app)
    door = Door(app)
    door.sign_in("editor@desk.example")
    first = link_in(press(boss, user_id, "link"))
    assert not door.is_in()
    second = link_in(press(boss, user_id, "link"))
    assert door.get(first).status == 404
    assert door.send(second, CHOICE).status == 303


def test_a_lost_second_factor_is_reset(app: Flask, boss: Door) -> None:
    user_id = with_password(app, totp_secret=SECRET)
    press(boss, user_id, "reset-second-factor")
    door = Door(app)
    door.sign_in("editor@desk.example")
    assert door.is_in()
    assert "second-factor.reset" in done(app)


@pytest.mark.parametrize("id", ["0", "99", "2147483647", "2147483648", "x", "-1"])
def test_users_that_do_not_exist(boss: Door, id: str) -> None:
    assert boss.get(f"/editor/users/{id}").status == 404
    assert press(boss, 99, "disable").status == 404


def test_the_languages_of_translators_are_named(app: Flask, boss: Door) -> None:
    add_user(app, "translator", languages=["ar", "en"])
    add_user(app, "editor", languages=["ar"])
    told = boss.get("/editor/users", status=200).texts("tbody td:nth-child(2)")
    assert "Translator (Arabic and English)" in told
    assert "Editor" in told


class TestLog:
    """The log, to read and filter."""

    @pytest.mark.usefixtures("app_context")
    def test_it_has_words_for_all_that_is_done(self) -> None:
        recorded = re.compile(r'(?:record|done|_failed|_print_link)\(\s*(?:user, )?"([a-z.-]+)"')
        sources = [path.read_text(encoding="utf-8") for path in (ROOT / "app").rglob("*.py")]
        actions = {action for source in sources for action in recorded.findall(source)}
        assert len(actions) > 40
        assert {action for action in actions if deeds.deed(action) == action} == set()

    @pytest.mark.usefixtures("app_context")
    def test_one_of_a_sort_has_no_article_in_arabic(self) -> None:
        with speaking(languages.get("ar")):
            told = [deeds.subject(name) for name in (*deeds.SUBJECTS, *deeds.PARTS)]
        assert [word for word in told if word.startswith("ال")] == ["الموقع"]

    def test_it_shows_who_did_what(self, app: Flask, boss: Door) -> None:
        boss.send("/editor/users/invite", INVITED)
        Door(app).sign_in(BOSS, "wrong")
        assert boss.get("/editor/log", status=200).attributes("tbody data", "value") == [
            "sign-in.fail", "user.invite", "sign-in",
        ]  # fmt: skip
        times = boss.get("/editor/log").attributes("tbody time", "datetime")
        assert times == sorted(times, reverse=True) != []
        chosen = boss.get("/editor/log?user=1&action=user")
        assert chosen.texts("tbody data") == ["User invited"]
        assert chosen.attributes("option[selected]", "value") == ["1", "user"]

    def test_names_to_choose_keep_their_own_direction(self, app: Flask, boss: Door) -> None:
        add_user(app, "editor", name="ليلى (Baghdad)")
        assert f"{FSI}ليلى (Baghdad){PDI}</option>" in boss.get("/editor/log", status=200).text

    def test_a_topic_without_a_title_in_the_language_of_the_desk_says_another(
        self, app: Flask, boss: Door
    ) -> None:
        with app.app_context():
            db.session.add(Topic(key="aid", title={"ar": "المساعدة"}, position=1))
            db.session.flush()
            audit.record("story.topic", "story", 1, {"from": None, "to": 1})
            db.session.commit()
        told = boss.get("/editor/log", status=200).texts("tbody td:last-child")
        assert "Now: المساعدة" in told[0]

    DETAILS = (
        ("text.publish", {"language": "ar", "from": "2026-11-22 21:30:00+00:00", "change": "fix"}),
        ("user.invite", {"role": "translator", "languages": ["ar", "en"]}),
        ("user.role", {"from": "editor", "to": "administrator", "languages": []}),
        ("consent.add", {"until": "2027-01-02"}),
        ("preview.share", {"language": "en", "until": "2026-11-29 21:30:00.123456+00:00"}),
        ("story.replace", {"language": "xx", "places": 2}),
        ("story.topic", {"from": 999_999, "to": None}),
        ("user.create", {"by": "command", "role": "retired", "until": "some day", "odd": [1, "b"]}),
    )

    def _told(self, app: Flask, boss: Door) -> str:
        with app.app_context():
            for action, detail in self.DETAILS:
                audit.record(action, "user", 1, detail)
            db.session.commit()
        return "\n".join(boss.get("/editor/log", status=200).texts("tbody td:last-child"))

    def test_its_details_are_in_words(self, app: Flask, boss: Door) -> None:
        told = self._told(app, boss)
        for words in (
            *("Language: Arabic", "To appear on: 23 November 2026, 00:30"),
            *("Published as: a small fix", "Role: Translator", "Languages: Arabic and English"),
            *("Before: Editor", "Now: Administrator", "Until: 2 January 2027"),
            *("Until: 30 November 2026, 00:30", "Places: 2", "By way of: a command on the server"),
        ):
            assert words in told, words

    def test_a_detail_without_words_is_shown_as_it_is(self, app: Flask, boss: Door) -> None:
        told = self._told(app, boss)
        for words in (
            *("Language: xx", "Before: 999999", "Role: retired", "Until: some day"),
            "Detail odd: 1 and b",
        ):
            assert words in told, words

    def test_its_details_speak_the_language_of_the_desk(self, app: Flask, boss: Door) -> None:
        boss.send("/editor/account", {"name": "Boss", "language": "ar"})
        told = self._told(app, boss)
        assert "العربية" in told
        assert "23 تشرين الثاني" in told
        assert "Arabic" not in told

    @pytest.mark.usefixtures("app_context")
    def test_its_details_have_labels(self) -> None:
        told = r"(?:audit\.record\([^{}()]*|\b(?:detail|published|was)\b[^=\n]* = )\{([^}]*)\}"
        keys = re.compile(told)
        sources = [path.read_text(encoding="utf-8") for path in (ROOT / "app").rglob("*.py")]
        found = {
            key
            for source in sources
            for held in keys.findall(source)
            for key in re.findall(r'"([a-z]+)":', held)
        }
        assert len(found) > 8
        assert found - set(particulars.LABELS) == set()

    @pytest.mark.usefixtures("app_context")
    def test_its_subjects_stand_alone(self) -> None:
        catalog = (ROOT / "app/editor/people/deeds.py").read_text(encoding="utf-8")
        for shared in ("Campaign", "Text", "Topic"):
            assert f'lazy_pgettext("in the log", "{shared}")' in catalog

    def test_it_turns_pages(self, boss: Door) -> None:
        for _time in range(60):
            boss.send("/editor/account", {"name": "Boss", "language": ""})
        first = boss.get("/editor/log")
        assert len(first.texts("tbody tr")) == 50
        (older,) = [link for link in first.links if "before=" in link]
        assert len(boss.get(older).texts("tbody tr")) == 11

    @pytest.mark.parametrize(
        "query", ["user=x", "user=99999999999999999999", "before=-1", "before=0", "action=%00%25",
                  "action=" + "x" * 500, "user=%D9%A1"],
    )  # fmt: skip
    def test_odd_questions_find_nothing_and_break_nothing(self, boss: Door, query: str) -> None:
        assert boss.get(f"/editor/log?{query}").status == 200
