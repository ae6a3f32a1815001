"""What can be chosen at the desk says which language it is in, where it is another one."""

from app.content.store import files
from app.extensions import db
from tests.conftest import MakeDesk
from tests.editor.forms import fill
from tests.editor.test_facts import FIGURE
from tests.editor.writing import story
from tests.support.files import pdf
from tests.support.samples import first

ENGLISH = {"lang": "en", "dir": "ltr"}


def test_titles_among_which_the_lead_is_chosen(make_desk: MakeDesk) -> None:
    desk = make_desk(language="ar")
    story(desk, en="English alone")
    story(desk, ar="بالعربية")
    page = desk.get("/editor/lead")
    named = {each.to_text(): dict(each.attrs) for each in page.all("label bdi")}
    assert named["English alone"] == ENGLISH
    assert "بالعربية" in page.texts("label")
    assert "بالعربية" not in named


def test_titles_that_are_offered_by_name(make_desk: MakeDesk) -> None:
    desk = make_desk(language="ar")
    story(desk, en="English alone")
    options = desk.get("/editor/notices/new").all("#recent-stories option")
    found = {each.to_text(): each.attrs["lang"] for each in options}
    assert found["English alone"] == "en"
    assert set(found.values()) == {"en", "ar"}


def test_files_that_a_story_can_have(make_desk: MakeDesk) -> None:
    desk = make_desk(language="ar")
    with desk.app.app_context():
        files.add_file(pdf(), "en", {"en": "A report"}, user_id=desk.user_id)
        db.session.commit()
    label = desk.get("/editor/stories/new").one("#file_ids label bdi")
    assert (label.to_text(), dict(label.attrs)) == ("A report", ENGLISH)


def test_languages_named_in_themselves(make_desk: MakeDesk) -> None:
    options = make_desk().get("/editor/account").all("#language option")
    found = {each.to_text(): each.attrs.get("lang") for each in options}
    assert found == {"That of the browser": None, "English": None, "العربية": "ar"}


def test_the_home_page_is_called_as_the_desk_speaks(make_desk: MakeDesk) -> None:
    desk = make_desk(language="ar")
    with desk.app.app_context():
        path = f"/editor/facts/{first('fact')}/figure"
    page = fill(desk, path, **FIGURE, step="look")
    home = [link for link in page.all(".effects a") if link.attrs["href"] == "/en/"]
    assert [(link.to_text(), link.attrs.get("lang")) for link in home] == [
        ("الصفحة الرئيسية", None)
    ]
