"""`flask translations where`: the addresses at which a text is really seen."""

import importlib
from functools import cache

import pytest

from app.cli.translations.places import Places
from app.i18n.languages import TRANSLATIONS, get
from app.i18n.pofiles import parse, text_of
from tests.support.homes import command
from tests.support.pages import Site

pytestmark = pytest.mark.one_engine  # what is read is code

READERS = {
    "in a component": ("Share", "/ar/stories/"),
    "in the footer": ("No cookies, no tracking", "every page of readers, such as /ar/"),
    "of one page": ("Load more", "/ar/stories"),
    "counted": ("Showing %(shown)s of %(total)s country or institution.", "/ar/members"),
    "a name": ("Stories (JSON Feed)", "/ar/stories"),
}
ELSEWHERE = {
    "everywhere on the desk": ("Sign out", "every page of the desk, such as /editor/"),
    "of one page of the desk": ("Save", "/editor/account"),
    "in a form": ("The PDF asks for a password. Please save it without one.", "/editor/files/add"),
    "only refused": ("This is not a number that can be kept.", "(when what was sent is refused)"),
    "only afterwards": ("You are signed out.", "(after something was done there)"),
    "in a mail": ("You are invited to the editors’ desk", "(in a mail sent from there)"),
    "on the command line too": ("You are invited to the editors’ desk", "flask users invite"),
    "where something went wrong": ("Three ways on", "a page that says what went wrong"),
    "of a form alone": ("Nothing was replaced.", "after a form was sent to /editor/replace/apply"),
    "in a log": ("Wrong second factor", "/editor/log"),
}

# The code that is read for each command is the same for all of them.
PLACES = cache(Places)


@pytest.fixture(autouse=True)
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the code of the site for the first command alone."""
    module = importlib.import_module("app.cli.translations.where")
    monkeypatch.setattr(module, "Places", PLACES)


def where(site: Site, *words: str) -> str:
    """What the command says."""
    return command(site.app, "translations", "where", *words)


@pytest.mark.parametrize(("text", "place"), [*READERS.values(), *ELSEWHERE.values()])
def test_a_text_is_found_where_it_is_seen(read_only_site, text, place):
    said = where(read_only_site, text)
    first = said.split('\n"')[0]
    assert text[:60] in first
    assert place in first


@pytest.mark.parametrize("text", ["Share", "Load more", "No cookies, no tracking"])
def test_the_address_shows_the_text(read_only_site, text):
    catalog = parse(text_of(TRANSLATIONS / "ar" / "LC_MESSAGES" / "messages.po"))
    [line] = [one for one in where(read_only_site, text).split("\n") if "/ar/" in one][:1]
    page = read_only_site.client.get("/" + line.split("/", 1)[1], follow_redirects=True)
    assert page.status_code == 200
    assert catalog.find(text).msgstr in page.text


def test_a_part_or_a_translation_finds_it_too(read_only_site):
    assert '"Load more"' in where(read_only_site, "oad mor")
    assert '"Load more"' in where(read_only_site, "عرض المزيد")


def test_the_addresses_are_of_the_language_asked_for(read_only_site):
    said = where(read_only_site, "Load more", "--language", "en")
    assert "/en/stories" in said
    assert "/ar/" not in said


def test_what_is_nowhere_is_said(read_only_site):
    runner = read_only_site.app.test_cli_runner()
    for words in (["no such text of all"], [""], ["Save", "--language", "xx"]):
        answer = runner.invoke(args=["translations", "where", *words])
        assert answer.exit_code == 1
        assert answer.output.startswith("Error: ")


def test_every_text_has_a_place(read_only_site):
    """A view that cannot be followed from its address to its template would show here."""
    app = read_only_site.app
    with app.app_context():
        places = PLACES(app, get("ar"))
        texts = parse(text_of(TRANSLATIONS / "messages.pot"))
        nowhere = [entry.msgid for entry in texts if not places.of(entry)]
    assert len(nowhere) < len(texts) / 100, nowhere
