"""Whether a page of the site answers: asked as a reader's browser would ask."""

from __future__ import annotations

from flask import current_app, has_request_context, request
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.test import Client

from app.config import settings
from app.content.missed import QUIET


def answers(path: str) -> bool:
    """Whether there is a page at `path`, an address of the site without its host, right now."""
    client = Client(current_app, use_cookies=False)
    try:
        response = client.get(
            path,
            base_url=request.host_url if has_request_context() else settings().site_url,
            environ_overrides={QUIET: True},
            follow_redirects=True,
        )
    except (SQLAlchemyError, RuntimeError, ValueError):  # a redirect out of the site among them
        return False
    with response:
        return response.status_code < 400
