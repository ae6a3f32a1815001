"""`flask users`: who writes, from the command line; passwords are chosen by one-time links."""

from __future__ import annotations

import click

from app import audit, mail
from app.accounts import links, messages, users
from app.cli.groups import DatabaseGroup
from app.extensions import db
from app.i18n.current import default_language, speaking
from app.models import User
from app.models.people import ROLES

group = DatabaseGroup("users", help="Those who write for the site.")

EMAIL = click.argument("email")
ROLE = click.option("--role", type=click.Choice(ROLES), default="contributor", show_default=True)
LANGUAGES = click.option(
    "--language", "languages", multiple=True, help="A translator's; repeat it."
)
NAME = click.option("--name", default="", help="As colleagues see it.")


@group.command("create")
@EMAIL
@NAME
@ROLE
@LANGUAGES
def create(email: str, name: str, role: str, languages: tuple[str, ...]) -> None:
    """Make a user, and print the link by which they choose a password."""
    user = _added(email, name, role, languages)
    _print_link(user, links.INVITE, "user.create", role)


@group.command("invite")
@EMAIL
@NAME
@ROLE
@LANGUAGES
def invite(email: str, name: str, role: str, languages: tuple[str, ...]) -> None:
    """Make a user, mail them a link where there is a mail server, and print it."""
    user = users.by_email(email) or _added(email, name, role, languages)
    address = _print_link(user, links.INVITE, "user.invite", user.role)
    messages.invite(user, address)
    if not mail.available():
        click.echo("No mail server is set (SMTP_HOST): hand the link over.", err=True)


@group.command("list")
def list_users() -> None:
    """List the users: address, role, state, second factor, name."""
    for user in users.every():
        factor = "second factor" if user.totp_secret else "password alone"
        role = " ".join([user.role, *user.languages])
        click.echo("\t".join([user.email, role, _state(user), factor, user.name]))


@group.command("password")
@EMAIL
def password(email: str) -> None:
    """Print a link by which a user chooses a new password; their sessions end."""
    user = _found(email)
    users.shut_out(user)
    _print_link(user, links.RESET, "user.link", user.role)


@group.command("disable")
@EMAIL
def disable(email: str) -> None:
    """Let a user in no more, and end their sessions."""
    user = _found(email)
    try:
        users.disable(user)
    except users.UserError as error:
        raise click.ClickException(str(error)) from error
    _done(user, "user.disable", "cannot sign in any more")


@group.command("enable")
@EMAIL
def enable(email: str) -> None:
    """Let a user in again."""
    user = _found(email)
    users.enable(user)
    _done(user, "user.enable", "can sign in again")


@group.command("reset-second-factor")
@EMAIL
def reset_second_factor(email: str) -> None:
    """Let a user in with the password alone, who lost phone and codes."""
    user = _found(email)
    users.reset_second_factor(user)
    _done(user, "second-factor.reset", "signs in with the password alone")


def _added(email: str, name: str, role: str, languages: tuple[str, ...]) -> User:
    try:
        with speaking(default_language()):
            return users.add(email, name, role, languages)
    except users.UserError as error:
        raise click.ClickException(str(error)) from error


def _found(email: str) -> User:
    user = users.by_email(email)
    if user is None:
        raise click.ClickException(f"There is no user with the address {email}.")
    return user


def _print_link(user: User, purpose: str, action: str, role: str) -> str:
    """Print a link for `user`, commit, and return it."""
    address = links.make(purpose, user)
    audit.record(action, "user", user.id, {"by": "command", "role": role})
    db.session.commit()
    click.echo(address)
    return address


def _done(user: User, action: str, sentence: str) -> None:
    audit.record(action, "user", user.id, {"by": "command"})
    db.session.commit()
    click.echo(f"{user.email} {sentence}.")


def _state(user: User) -> str:
    if user.disabled_at:
        return "disabled"
    return "active" if user.password_hash else "invited"
