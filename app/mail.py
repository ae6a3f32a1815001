"""Mail: short messages to those who write, sent beside the request, if there is a mail server."""

from __future__ import annotations

import logging
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from threading import Thread

from app.config import Settings, settings

log = logging.getLogger(__name__)

PATIENCE = 15  # seconds for each word of the mail server


def available() -> bool:
    """Whether the settings name a mail server."""
    return bool(settings().smtp_host)


def send(to: str, subject: str, body: str) -> None:
    """Send a message, if there is a mail server.

    Returns at once: nobody waits for it, and how long it takes tells nobody whether it was sent.
    What goes wrong is logged.
    """
    if not available():
        return
    try:
        message = _message(to, subject, body)
    except ValueError:
        log.warning("A message cannot be sent: its address or subject is no single line of text.")
        return
    # Not a daemon: a command waits for it before it ends.
    Thread(target=_deliver, args=(settings(), message), name="mail").start()


def _message(to: str, subject: str, body: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = settings().mail_from or settings().contact_email
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=settings().host)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body)
    return message


def _deliver(chosen: Settings, message: EmailMessage) -> None:
    try:
        with _connection(chosen) as server:
            if chosen.smtp_user:
                server.login(chosen.smtp_user, chosen.smtp_password)
            server.send_message(message)
    except (OSError, smtplib.SMTPException) as failure:
        # The kind alone: what the server says may hold addresses.
        log.warning("A message could not be sent: %s", type(failure).__name__)


def _connection(chosen: Settings) -> smtplib.SMTP:
    secure = ssl.create_default_context()
    where = (chosen.smtp_host, chosen.smtp_port)
    if chosen.smtp_security.lower() == "tls":
        return smtplib.SMTP_SSL(*where, timeout=PATIENCE, context=secure)
    server = smtplib.SMTP(*where, timeout=PATIENCE)
    if chosen.smtp_security.lower() == "starttls":
        try:
            server.starttls(context=secure)
        except BaseException:
            server.close()
            raise
    return server
