"""Ways in, and who did what: sessions, tokens of programs, and the lines of the audit log."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ascertain.records.record import Record, UtcTime


class SessionNote(Record):
    """A session of a person, as its owner sees it; what proves it is in their browser alone."""

    id: str
    """Names the session to its owner; proves nothing."""

    person_id: str
    """Whose it is."""

    created: UtcTime
    """When they signed in."""

    seen: UtcTime
    """When it was last used, to within five minutes."""

    expires: UtcTime
    """When it ends by itself."""

    how: str
    """What they signed in with: ``link``, ``password`` or ``oidc``."""

    agent: str = ""
    """What the browser called itself."""


class TokenNote(Record):
    """A token with which a program acts for a person; the token itself is shown once and not kept."""

    id: str
    """Names the token to its owner; proves nothing."""

    person_id: str
    """Whose it is."""

    name: str
    """What its owner calls it."""

    created: UtcTime
    """When it was made."""

    expires: UtcTime
    """When it ends by itself."""

    used: UtcTime | None = None
    """When it was last used, to within five minutes; ``None`` when never."""


class AuditLine(Record):
    """One line of the audit log; its hash depends on every line before it."""

    number: Annotated[int, Field(ge=1)]
    """Counts the lines, from 1."""

    at: UtcTime
    """When it happened."""

    by: str
    """Identifier of the person who did it; empty for the command line."""

    action: str
    """What was done, such as ``role``, ``publish``, ``comment hidden``."""

    about: str
    """Identifier of what it was done to."""

    note: str = ""
    """Why, or how it was before."""

    previous: str
    """Hash of the line before; empty for the first."""

    hash: str
    """SHA-256 over everything above."""
