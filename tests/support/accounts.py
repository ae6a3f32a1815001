"""A browser at the door of the desk, which signs in as people do."""

from typing import Any

import pyotp
from flask import Flask
from werkzeug.datastructures import MultiDict

from app.accounts import passwords
from app.clock import utcnow
from app.editor import cookies
from app.extensions import db
from app.models import AuditEntry, User
from tests.support.desk import add_user
from tests.support.pages import Page, Site

PASSWORD = "velvet otter paints seven harbours"  # noqa: S105  # of users that tests make
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105  # of their authenticator apps


class Door(Site):
    """A browser with cookies, in which nobody has signed in yet."""

    def __init__(self, app: Flask, address: str = "127.0.0.1") -> None:
        super().__init__(app)
        self.client = app.test_client()
        self.address = address

    def open(self, path: str, *, status: int | None = None, **options: Any) -> Page:
        """Any request, from this browser's address."""
        options.setdefault("environ_base", {"REMOTE_ADDR": self.address})
        return super().open(path, status=status, **options)

    def send(self, path: str, form: dict[str, Any], page: str = "", **options: Any) -> Page:
        """Send a form with the hidden fields that `page`, by default its own, holds."""
        held = self.get(page or path)
        values = MultiDict(form)
        for name in ("csrf_token", "writer"):
            for value in held.attributes(f"main input[name={name}]", "value")[:1]:
                values.setdefault(name, value)
        return self.open(path, method="POST", data=values, **options)

    def sign_in(self, email: str, password: str = PASSWORD, **form: Any) -> Page:
        """The first step, and what came back."""
        return self.send("/editor/sign-in", {"email": email, "password": password, **form})

    def code(self, secret: str = SECRET, **form: Any) -> Page:
        """The second step, with the code of this moment."""
        return self.send("/editor/sign-in/code", {"code": now(secret), **form})

    def is_in(self) -> bool:
        """Whether this browser is signed in."""
        return self.get("/editor/account").status == 200

    def cookie(self, name: str) -> str:
        """The value of one of the desk's cookies; "" where it is not set."""
        found = self.client.get_cookie(name, path=cookies.ROOM)
        return found.value if found else ""


def now(secret: str = SECRET) -> str:
    """The code that an app shows at this moment."""
    return pyotp.TOTP(secret).generate_otp(int(utcnow().timestamp()) // 30)


def with_password(app: Flask, role: str = "editor", **values: Any) -> int:
    """A user who can sign in with PASSWORD; their id."""
    password = values.pop("password", PASSWORD)
    user_id = add_user(app, role, **values)
    with app.app_context():
        user = db.session.get(User, user_id)
        assert user is not None
        passwords.keep(user, password)
        db.session.commit()
    return user_id


def user(app: Flask, user_id: int) -> User:
    """The user as the database has it now."""
    with app.app_context():
        found = db.session.get(User, user_id)
        assert found is not None
        db.session.refresh(found)
        db.session.expunge(found)
        return found


def done(app: Flask) -> list[str]:
    """The actions in the log, in their order."""
    with app.app_context():
        rows = db.session.query(AuditEntry).order_by(AuditEntry.number).all()
        return [row.action for row in rows]
