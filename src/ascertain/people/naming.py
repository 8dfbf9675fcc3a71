"""Addresses and names of people: what is taken as one, and how it is written."""

from __future__ import annotations

import re
import unicodedata

from ascertain.errors import Invalid

LONGEST_NAME = 60
_LONGEST_EMAIL = 254
"""RFC 5321, 4.5.3.1.3, less the two angle brackets."""

_LOCAL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


def mail_address(text: str) -> str:
    """Return an e-mail address in lower case with its domain in ASCII; raises :class:`Invalid` for what is none.

    Taken are the unquoted addresses of RFC 5321: no quotes, comments or line breaks, with which a form could add
    recipients.
    """
    wrong = Invalid("This is no e-mail address.", "Write it like name@example.org.")
    local, at, domain = unicodedata.normalize("NFC", text).strip().lower().rpartition("@")
    try:
        domain = domain.encode("idna").decode("ascii") if domain else ""
    except UnicodeError as error:
        raise wrong from error
    email = f"{local}@{domain}"
    if not at or len(email) > _LONGEST_EMAIL or len(local) > 64:
        raise wrong
    if not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        raise wrong
    return email


def shown_name(text: str) -> str:
    """Return a name as others see it, in one line; raises :class:`Invalid` for one that is long or shows nothing.

    Control and format characters go, with which one name could look like another or turn the text around it.
    """
    kept = "".join(
        " " if unicodedata.category(character) in ("Zl", "Zp", "Zs", "Cc") else character
        for character in unicodedata.normalize("NFC", text)
        if unicodedata.category(character) not in ("Cf", "Cs", "Co", "Cn")
    )
    name = " ".join(kept.split())
    if not any(unicodedata.category(character)[0] in "LN" for character in name):
        raise Invalid("A name needs a letter or a figure.", "Write the name that others shall see.")
    if len(name) > LONGEST_NAME:
        raise Invalid(f"The name is longer than {LONGEST_NAME} characters.", "Write a shorter one.")
    return name


def name_from(email: str) -> str:
    """Return a name to begin with for a new account: the part before the ``@`` without figures and signs."""
    words = [word for word in re.split(r"[^a-z]+", email.partition("@")[0].partition("+")[0]) if word]
    return shown_name(" ".join(words).title()[:LONGEST_NAME] or "Reader")
