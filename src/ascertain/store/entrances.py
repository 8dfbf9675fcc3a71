"""Ways in: links that work once, sessions of browsers, tokens of programs; of each only a digest is kept."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Table, delete, select, update

from ascertain.records import Person, SessionNote, TokenNote
from ascertain.store.database import Database
from ascertain.store.dialect import plain
from ascertain.store.people import person_of
from ascertain.store.peopletables import api_tokens, people, sessions, sign_in_links

_FRESH = timedelta(minutes=5)
"""How old the time of last use may be: a write for every page read would cost more than the page."""

_SHOWN = 16
"""Hex digits of a digest that name a session to its owner; of 256 random bits, so that they give nothing away."""


@dataclass(frozen=True)
class Link:
    """What a link that works once is for."""

    purpose: str
    """``sign-in``, ``invitation``, ``address`` or ``oidc``."""
    email: str = ""
    """The address it was sent to."""
    person_id: str = ""
    """The account it is for; empty where redeeming it finds or makes one."""
    role: str = "reader"
    """The role of an account that it makes."""
    data: dict[str, str] = field(default_factory=dict)
    """Where to go afterwards (``next``), and what a provider's answer must hold."""


class Entrances:
    """Links, sessions and tokens by the SHA-256 of what proves them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_link(self, digest: str, link: Link, now: datetime, until: datetime) -> None:
        """Keep what a link is for until it ends; links that ended are forgotten."""
        row = {
            "digest": digest,
            "purpose": link.purpose,
            "email": plain(link.email),
            "person_id": link.person_id,
            "role": link.role,
            "data": json.dumps(link.data),
            "expires": until,
        }
        with self._database.write() as connection:
            connection.execute(delete(sign_in_links).where(sign_in_links.c.expires <= now))
            connection.execute(sign_in_links.insert(), [row])

    def link(self, digest: str, now: datetime) -> Link | None:
        """Return what a link is for, without using it up; ``None`` when it was used, ended or never was."""
        c = sign_in_links.c
        with self._database.read() as connection:
            row = connection.execute(select(sign_in_links).where(c.digest == digest, c.expires > now)).first()
        return None if row is None else _link(row)

    def use_link(self, digest: str, now: datetime) -> Link | None:
        """Return what a link is for and use it up, so that of two who come at once one gets it."""
        c = sign_in_links.c
        with self._database.write() as connection:
            gone = delete(sign_in_links).where(c.digest == digest, c.expires > now).returning(*c)
            row = connection.execute(gone).first()
        return None if row is None else _link(row)

    def end_links(self, email: str) -> None:
        """Forget every link that was sent to an address."""
        with self._database.write() as connection:
            connection.execute(delete(sign_in_links).where(sign_in_links.c.email == plain(email)))

    def add_session(self, digest: str, person_id: str, how: str, agent: str, now: datetime, until: datetime) -> None:
        """Keep a new session; sessions that ended are forgotten."""
        row = {
            "digest": digest,
            "person_id": person_id,
            "created": now,
            "seen": now,
            "expires": until,
            "how": how,
            "agent": plain(agent),
        }
        with self._database.write() as connection:
            connection.execute(delete(sessions).where(sessions.c.expires <= now))
            connection.execute(sessions.insert(), [row])

    def in_session(self, digest: str, now: datetime, idle: timedelta) -> Person | None:
        """Return whose session this is, ``None`` when it ended, was not used for ``idle`` or never was."""
        return self._owner(sessions, digest, sessions.c.seen, now, idle)

    def with_token(self, digest: str, now: datetime) -> Person | None:
        """Return for whom a program acts with this token, ``None`` when it ended or never was."""
        return self._owner(api_tokens, digest, api_tokens.c.used, now, None)

    def _owner(self, table: Table, digest: str, last: Any, now: datetime, idle: timedelta | None) -> Person | None:
        query = select(people, last.label("last")).join(people, people.c.id == table.c.person_id)
        with self._database.read() as connection:
            row = connection.execute(query.where(table.c.digest == digest, table.c.expires > now)).first()
        if row is None or row.blocked or (idle is not None and row.last <= now - idle):
            return None
        if row.last is None or row.last <= now - _FRESH:
            with self._database.write() as connection:
                connection.execute(update(table).where(table.c.digest == digest), {last.name: now})
        return person_of(row)

    def sessions_of(self, person_id: str, now: datetime) -> list[SessionNote]:
        """Return somebody's sessions, the one used last first."""
        query = select(sessions).where(sessions.c.person_id == person_id, sessions.c.expires > now)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(sessions.c.seen.desc(), sessions.c.digest)).all()
        return [
            SessionNote(
                id=row.digest[:_SHOWN],
                person_id=row.person_id,
                created=row.created,
                seen=row.seen,
                expires=row.expires,
                how=row.how,
                agent=row.agent,
            )
            for row in rows
        ]

    def end_session(self, digest: str) -> None:
        """End one session."""
        with self._database.write() as connection:
            connection.execute(delete(sessions).where(sessions.c.digest == digest))

    def end_sessions(self, person_id: str, *, only: str = "", but: str = "") -> int:
        """End somebody's sessions and return how many there were.

        ``only`` names one as in :class:`SessionNote`; ``but`` is the digest of one that goes on.
        """
        c = sessions.c
        query = delete(sessions).where(c.person_id == person_id, c.digest != but)
        if only:
            query = query.where(c.digest.startswith(only, autoescape=True))
        with self._database.write() as connection:
            return connection.execute(query).rowcount

    def add_token(self, digest: str, person_id: str, name: str, now: datetime, until: datetime) -> TokenNote:
        """Keep a new token of a program."""
        row = {
            "digest": digest,
            "person_id": person_id,
            "name": plain(name),
            "created": now,
            "expires": until,
            "used": None,
        }
        with self._database.write() as connection:
            connection.execute(delete(api_tokens).where(api_tokens.c.expires <= now))
            connection.execute(api_tokens.insert(), [row])
        return TokenNote(id=digest[:_SHOWN], person_id=person_id, name=plain(name), created=now, expires=until)

    def tokens_of(self, person_id: str, now: datetime) -> list[TokenNote]:
        """Return somebody's tokens, oldest first."""
        c = api_tokens.c
        query = select(api_tokens).where(c.person_id == person_id, c.expires > now).order_by(c.created, c.digest)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return [
            TokenNote(
                id=row.digest[:_SHOWN],
                person_id=row.person_id,
                name=row.name,
                created=row.created,
                expires=row.expires,
                used=row.used,
            )
            for row in rows
        ]

    def end_tokens(self, person_id: str, *, only: str = "") -> int:
        """End somebody's tokens, or the one that :class:`TokenNote` names; return how many."""
        query = delete(api_tokens).where(api_tokens.c.person_id == person_id)
        if only:
            query = query.where(api_tokens.c.digest.startswith(only, autoescape=True))
        with self._database.write() as connection:
            return connection.execute(query).rowcount


def _link(row: Row[Any]) -> Link:
    return Link(row.purpose, row.email, row.person_id, row.role, json.loads(row.data))
