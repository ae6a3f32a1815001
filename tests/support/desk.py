"""A visit to the editors' desk: signed in without a password, and forms sent as a browser does."""

from secrets import token_hex
from typing import Any

from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from werkzeug.datastructures import MultiDict

from app.accounts import sessions
from app.editor import cookies
from app.extensions import db
from app.models import User
from tests.support.pages import Page, Site


def add_user(app: Flask, role: str = "editor", **values: Any) -> int:
    """A user with `role` and an address of that name; their id."""
    with app.app_context():
        email = values.pop("email", f"{role}@desk.example")
        user = User(email=email, name=values.pop("name", role.title()), role=role, **values)
        db.session.add(user)
        db.session.commit()
        return user.id


class Desk(Site):
    """A signed-in browser at the desk: `desk.get("/editor/")`, `desk.send("/editor/…", {…})`."""

    def __init__(self, app: Flask, role: str = "editor", **values: Any) -> None:
        super().__init__(app)
        self.client = app.test_client()
        self.user_id = add_user(app, role, **values)
        self.sign_in()

    def sign_in(self) -> None:
        """A new session of this browser's user, as signing in makes one."""
        with self.app.app_context():
            user = db.session.get(User, self.user_id)
            assert user is not None
            key = sessions.begin(user, "a test", "127.0.0.1")
            db.session.commit()
        self.client.set_cookie(cookies.KEY, key, path=cookies.ROOM)

    def token(self) -> str:
        """A token against forged forms, as each page of this browser holds one."""
        with self.client.session_transaction(cookies.ROOM) as session:
            secret = session.setdefault("csrf_token", token_hex(20))
        signer = URLSafeTimedSerializer(str(self.app.secret_key), salt="wtf-csrf-token")
        return str(signer.dumps(secret))

    def send(self, path: str, form: dict[str, Any], **options: Any) -> Page:
        """Send a form, with the token that its page would have held."""
        values = MultiDict(form)
        values.setdefault("csrf_token", self.token())
        return self.open(path, method="POST", data=values, **options)
