"""Every form of what editors keep: bad input, strangers, ids that are none, saving unchanged."""

from collections.abc import Callable
from itertools import product

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import (
    AuditEntry,
    Campaign,
    Episode,
    Fact,
    Member,
    Notice,
    Series,
    SiteState,
    SocialAccount,
    SocialPost,
    Topic,
)
from tests.editor.forms import errors, fields, fill
from tests.support.desk import Desk
from tests.support.pages import Page

MODELS = {
    "/editor/facts/{id}": Fact,
    "/editor/members/{id}": Member,
    "/editor/topics/{id}": Topic,
    "/editor/campaigns/{id}": Campaign,
    "/editor/series/{id}": Series,
    "/editor/episodes/{id}": Episode,
    "/editor/notices/{id}": Notice,
    "/editor/social/{id}": SocialPost,
    "/editor/social/accounts/{id}": SocialAccount,
}
NEW = (
    "/editor/facts/new",
    "/editor/members/new",
    "/editor/topics/new",
    "/editor/campaigns/new",
    "/editor/series/new",
    "/editor/notices/new",
    "/editor/social/new",
    "/editor/social/accounts/new",
)
OF_ANOTHER = {
    "/editor/facts/{id}/figure": Fact,
    "/editor/series/{id}/episodes/new": Series,
}
LISTS = (
    "/editor/facts",
    "/editor/members",
    "/editor/topics",
    "/editor/campaigns",
    "/editor/series",
    "/editor/notices",
    "/editor/social",
    "/editor/social/accounts",
)
BAD = {
    "empty": "",
    "spaces": " \u00a0\t\u2003 ",
    "controls": "a\0b\ud800c\u202ed\u202de\u2067\u2067f",
    "zalgo": "Z" + "\u0301\u0327\u0316" * 200,
    "script": "<script>alert(1)</script><p onclick=x>[[nobody]]</p>",
    "long": "x" * 20_000,
    "digits": "٩" * 40,
}
QUERIES = (
    "q=%00%ff&page=x",
    "q=Mosul&page=99999999999",
    "page=0&_scheme=x&endpoint=y",
    "state=on&language=ar&region=europe&kind=country&account=1",
    "q=%25_%5C'",
)
HARMFUL = ("\0", "\u202e", "\u202d", "<script>alert", "<p onclick", "\u0301" * 40)

Fixed = Callable[[str], str]


@pytest.fixture
def path_of(desk: Desk) -> Fixed:
    """Fills the id of a row of the sample into a path."""

    def fixed(path: str) -> str:
        model = {**MODELS, **OF_ANOTHER}.get(path)
        if model is None:
            return path
        with desk.app.app_context():
            id = db.session.execute(select(model.id).order_by(model.id)).scalars().first()
        return path.format(id=id)

    return fixed


@pytest.mark.parametrize("path", [*MODELS, *OF_ANOTHER])
def test_bad_input_in_any_field_is_answered_in_words_and_never_with_a_failure(
    desk: Desk, path_of: Fixed, path: str
) -> None:
    path = path_of(path)
    hidden = set(desk.get(path).attributes("main form[method=post] input[type=hidden]", "name"))
    for kind in BAD:
        held = fields(desk.get(path))
        type_into_all(desk, path, kind, held, held.keys() - hidden)
        assert not harm_on(desk, path), kind
    for name, kind in product(sorted(hidden - {"csrf_token"}), BAD):
        type_into(desk, path, kind, fields(desk.get(path)), {name})
    for shown in (path, *LISTS):
        assert not harm_on(desk, shown), shown


def type_into_all(desk: Desk, path: str, kind: str, held: dict[str, str], names: set[str]) -> None:
    """Type it into every field at once, until those that are not refused have been saved."""
    while names:
        refused = type_into(desk, path, kind, held, names)
        if refused is None:
            return
        if not refused & names:  # what is refused is that they stand together
            for name in names:
                type_into(desk, path, kind, fields(desk.get(path)), {name})
            return
        names = names - refused


def type_into(
    desk: Desk, path: str, kind: str, held: dict[str, str], names: set[str]
) -> set[str] | None:
    """Type it into these fields and save; the fields that are refused, None where it was saved."""
    bad = dict.fromkeys(names, BAD[kind].encode("utf-8", "surrogatepass"))
    answer = Page(path, desk.client.open(path, method="POST", data=held | bad))
    assert answer.status in {200, 303}, f"{names}, {kind}: {answer.status}"
    if answer.status == 303:
        return None
    if answer.all(".errors"):
        assert answer.title.startswith("Error: "), f"{names}, {kind}"
    return {link.removeprefix("#") for link in answer.attributes(".errors a", "href")}


def harm_on(desk: Desk, path: str) -> list[str]:
    """What a page shows that must never be on one."""
    text = desk.get(path).text
    return [harm for harm in HARMFUL if harm in text]


@pytest.mark.parametrize("path", NEW)
@pytest.mark.parametrize("kind", BAD)
def test_bad_input_in_every_field_of_something_new_is_refused(
    desk: Desk, path: str, kind: str
) -> None:
    held = fields(desk.get(path))
    bad = BAD[kind].encode("utf-8", "surrogatepass")
    answer = desk.client.open(
        path, method="POST", data=dict.fromkeys(held, bad) | {"csrf_token": held["csrf_token"]}
    )
    assert answer.status_code == 200
    assert b"<title>Error: " in answer.data


@pytest.mark.parametrize("path", [*MODELS])
def test_saving_unchanged_changes_nothing_of_what_is_stored(
    desk: Desk, path_of: Fixed, path: str
) -> None:
    model = MODELS[path]
    before = _rows(desk, model)
    assert fill(desk, path_of(path)).status == 303
    assert _rows(desk, model) == before


def _rows(desk: Desk, model: type) -> list[dict[str, object]]:
    with desk.app.app_context():
        rows = db.session.execute(select(model.__table__)).mappings()
        return sorted((dict(row) for row in rows), key=lambda row: row["id"])


@pytest.mark.parametrize("path", [*MODELS])
def test_what_two_change_at_once_is_shown_to_the_second(
    desk: Desk, make_desk: Callable[..., Desk], path_of: Fixed, path: str
) -> None:
    path = path_of(path)
    other = make_desk("administrator")
    mine = fields(desk.get(path))
    name = next(name for name in mine if name.endswith("_en") or name == "text")
    assert fill(other, path, **{name: "Theirs"}).status == 303
    page = desk.send(path, mine | {name: "Mine"})
    assert page.status == 200
    assert "Somebody else has changed this" in errors(page)[0]
    assert any("Theirs" in text for text in page.texts(".theirs dd"))
    held = fields(page)
    assert held[name] == "Mine"
    assert desk.send(path, held).status == 303
    assert fields(desk.get(path))[name] in {"Mine", "<p>Mine</p>"}


@pytest.mark.parametrize("path", [*MODELS, *OF_ANOTHER])
def test_an_id_that_is_none_is_not_found(desk: Desk, path: str) -> None:
    for id in ("0", "987654", "99999999999999999999", "x"):
        assert desk.get(path.format(id=id)).status == 404
    assert desk.send(path.format(id="987654"), {}).status == 404


@pytest.mark.parametrize("path", LISTS)
def test_lists_stand_any_search(desk: Desk, path: str) -> None:
    for query in QUERIES:
        assert desk.get(f"{path}?{query}").status == 200


@pytest.mark.parametrize("path", [*LISTS, *NEW])
@pytest.mark.parametrize("role", ["contributor", "translator"])
def test_editors_alone_keep_these_things(
    make_desk: Callable[..., Desk], path: str, role: str
) -> None:
    assert make_desk(role).get(path).status == 403


@pytest.mark.parametrize("path", [*LISTS, *NEW])
def test_the_pages_speak_arabic(make_desk: Callable[..., Desk], path: str) -> None:
    page = make_desk("editor", language="ar").get(path)
    assert (page.lang, page.dir) == ("ar", "rtl")


@pytest.mark.parametrize("path", [*MODELS])
def test_each_change_is_in_the_log_and_a_new_state_of_the_site(
    desk: Desk, path_of: Fixed, path: str
) -> None:
    def state() -> tuple[int, int]:
        with desk.app.app_context():
            entries = db.session.query(AuditEntry).count()
            return entries, db.session.execute(select(SiteState.generation)).scalar_one()

    before = state()
    assert fill(desk, path_of(path)).status == 303
    after = state()
    assert after[0] == before[0] + 1
    assert after[1] > before[1]
