"""What the tests of the desk's lists write: stories with a title and a text in some languages."""

from app.content import texts
from app.extensions import db
from app.models import Item, Story, WorkingCopy
from tests.support.desk import Desk


def story(desk: Desk, live: bool = True, body: str = "", **titles: str) -> int:
    """A story with a title in some languages; its number."""
    with desk.app.app_context():
        made = Story(source_language=next(iter(titles)))
        db.session.add(made)
        db.session.flush()
        for code, title in titles.items():
            text = texts.text_of(made, code)
            words = {"title": title, "body": body or f"<p>{title} body.</p>"}
            texts.save(text, words, desk.user_id)
            if live:
                texts.publish(text, user_id=desk.user_id)
        db.session.commit()
        return made.id


def rewrite(desk: Desk, id: int, code: str, publish: str = "", **words: str) -> None:
    """Other words for one language, published as `publish` says where it does."""
    with desk.app.app_context():
        text = texts.text_of(db.session.get_one(Item, id), code)
        texts.save(text, words, desk.user_id)
        if publish:
            texts.publish(text, change=publish, user_id=desk.user_id)
        db.session.commit()


def copy_of(desk: Desk, id: int, code: str) -> WorkingCopy | None:
    """The working copy of a text, to be read; None where there is none."""
    with desk.app.app_context():
        copy = texts.text_of(db.session.get_one(Item, id), code).working_copy
        if copy is not None:
            db.session.expunge(copy)
        return copy


def logged(desk: Desk, action: str) -> list[str]:
    """What the entries of the log with an action are about."""
    with desk.app.app_context():
        rows = db.session.execute(
            db.text("SELECT subject_id FROM audit_entry WHERE action = :action ORDER BY number"),
            {"action": action},
        )
        return [row.subject_id for row in rows]
