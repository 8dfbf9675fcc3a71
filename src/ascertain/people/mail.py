"""Letters by SMTP: the links that sign people in."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit

from ascertain.errors import NotConfigured, Unavailable

_SECONDS = 20.0


def send_letter(url: str, sender: str, to: str, subject: str, body: str, *, seconds: float = _SECONDS) -> None:
    """Send a letter in plain text.

    ``url`` is ``smtp://host:587`` (STARTTLS where the server has it), ``smtps://host:465``, with ``name:password@``
    before the host where the server asks for it; a password is sent only over TLS. Raises :class:`NotConfigured`
    for an address of no server and :class:`Unavailable` when the server does not take the letter.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise NotConfigured(
            "ASCERTAIN_SMTP_URL is not the address of a mail server.",
            "Write smtp://name:password@mail.example:587 or smtps://….",
        )
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = sender, to, subject
    letter["Date"] = formatdate()
    letter["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].strip("> ") or "localhost")
    # Nobody shall answer by machine, and no list shall count it.
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(body)
    try:
        with _opened(parts.scheme, parts.hostname, parts.port, seconds) as server:
            encrypted = parts.scheme == "smtps"
            server.ehlo()
            if not encrypted and server.has_extn("starttls"):
                server.starttls(context=ssl.create_default_context())
                server.ehlo()
                encrypted = True
            if parts.username:
                if not encrypted:
                    raise NotConfigured(
                        f"The mail server {parts.hostname} offers no encryption; no password is sent to it.",
                        "Use smtps://, or leave the name and password out.",
                    )
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.send_message(letter)
    except (smtplib.SMTPException, OSError) as error:
        raise Unavailable(
            f"The mail server {parts.hostname} did not take a letter: {type(error).__name__}.",
            "Check ASCERTAIN_SMTP_URL and ASCERTAIN_MAIL_FROM, and the server's own log.",
        ) from error


def _opened(scheme: str, host: str, port: int | None, seconds: float) -> smtplib.SMTP:
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port or 465, timeout=seconds, context=ssl.create_default_context())
    return smtplib.SMTP(host, port or 587, timeout=seconds)
