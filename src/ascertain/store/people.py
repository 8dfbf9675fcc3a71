"""Accounts: who there is, what they may do, and what proves who they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, select, update

from ascertain.errors import Invalid, NotFound
from ascertain.records import Person, Role
from ascertain.store.database import Database
from ascertain.store.dialect import plain
from ascertain.store.peopletables import api_tokens, people, sessions, sign_in_links


@dataclass(frozen=True)
class Proof:
    """What an account is entered with besides links."""

    password: str | None
    """Argon2id hash of the password; ``None`` without one."""
    failures: int
    """Wrong passwords in a row."""
    subject: str | None
    """Issuer and subject at an OpenID provider; ``None`` when not connected."""


class People:
    """People by identifier; an address belongs to one account at most."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, person: Person, *, subject: str | None = None) -> None:
        """Keep a new account; raise :class:`Invalid` when its address or subject belongs to another."""
        with self._database.write() as connection:
            if person.email and connection.execute(select(people.c.id).where(_at(person.email))).first():
                raise Invalid(f"{person.email} already has an account.", "See them with: ascertain people list")
            if subject and connection.execute(select(people.c.id).where(people.c.subject == subject)).first():
                raise Invalid("This sign-in already belongs to an account.", "Sign in with it.")
            row = _row(person) | {"removed": None, "password": None, "failures": 0, "subject": subject}
            connection.execute(people.insert(), [row])

    def get(self, person_id: str) -> Person:
        """Return a person, also one whose account was removed; raise :class:`NotFound`."""
        with self._database.read() as connection:
            row = connection.execute(select(people).where(people.c.id == plain(person_id))).first()
        if row is None:
            raise NotFound("There is no such account.", "See them with: ascertain people list")
        return person_of(row)

    def named(self, person_ids: list[str]) -> dict[str, str]:
        """Return the names of people by identifier; unknown identifiers are left out."""
        query = select(people.c.id, people.c.name).where(people.c.id.in_([plain(one) for one in person_ids]))
        with self._database.read() as connection:
            return {row.id: row.name for row in connection.execute(query)}

    def at(self, email: str) -> Person | None:
        """Return whose address this is (lower case), ``None`` when nobody's."""
        with self._database.read() as connection:
            row = connection.execute(select(people).where(_at(email))).first() if email else None
        return None if row is None else person_of(row)

    def of_subject(self, subject: str) -> Person | None:
        """Return whose sign-in at an OpenID provider this is, ``None`` when nobody's."""
        with self._database.read() as connection:
            row = connection.execute(select(people).where(people.c.subject == plain(subject))).first()
        return None if row is None else person_of(row)

    def everybody(self) -> list[Person]:
        """Return every account that was not removed, oldest first."""
        query = select(people).where(people.c.removed.is_(None)).order_by(people.c.created, people.c.id)
        with self._database.read() as connection:
            return [person_of(row) for row in connection.execute(query)]

    def count(self, role: Role) -> int:
        """Return how many people that are not blocked have a role."""
        query = select(func.count()).where(
            people.c.role == role, people.c.blocked.is_(False), people.c.removed.is_(None)
        )
        with self._database.read() as connection:
            return connection.execute(query).scalar() or 0

    def put(self, person: Person) -> None:
        """Write name, address, role and whether somebody is blocked; raise :class:`Invalid` for a taken address."""
        with self._database.write() as connection:
            taken = select(people.c.id).where(_at(person.email), people.c.id != person.id)
            if person.email and connection.execute(taken).first():
                raise Invalid(f"{person.email} belongs to another account.", "Use another address.")
            connection.execute(update(people).where(people.c.id == person.id), _row(person))

    def remove(self, person_id: str, name: str, now: datetime) -> None:
        """Take everything that says who somebody was out of an account, and every way into it.

        The empty account stays, named ``name``, so that what they wrote has an author.
        """
        gone: dict[str, Any] = {
            "email": None,
            "name": name,
            "role": "reader",
            "blocked": True,
            "removed": now,
            "password": None,
            "subject": None,
        }
        with self._database.write() as connection:
            row = connection.execute(select(people.c.email).where(people.c.id == person_id)).first()
            connection.execute(update(people).where(people.c.id == person_id), gone)
            for table in (sessions, api_tokens, sign_in_links):
                connection.execute(delete(table).where(table.c.person_id == person_id))
            if row is not None and row.email:
                connection.execute(delete(sign_in_links).where(sign_in_links.c.email == row.email))

    def proof(self, person_id: str) -> Proof:
        """Return what an account is entered with; raise :class:`NotFound`."""
        query = select(people.c.password, people.c.failures, people.c.subject).where(people.c.id == person_id)
        with self._database.read() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise NotFound("There is no such account.")
        return Proof(row.password, row.failures, row.subject)

    def set_password(self, person_id: str, hashed: str | None) -> None:
        """Keep the hash of a password, or that there is none; wrong ones are counted from zero again."""
        self._change(person_id, {"password": hashed, "failures": 0})

    def set_subject(self, person_id: str, subject: str | None) -> None:
        """Connect an account with an OpenID provider's."""
        self._change(person_id, {"subject": subject})

    def failed(self, person_id: str) -> None:
        """Count a wrong password."""
        with self._database.write() as connection:
            mine = update(people).where(people.c.id == person_id)
            connection.execute(mine.values(failures=people.c.failures + 1))

    def succeeded(self, person_id: str) -> None:
        """Count wrong passwords from zero again."""
        self._change(person_id, {"failures": 0})

    def _change(self, person_id: str, values: dict[str, Any]) -> None:
        with self._database.write() as connection:
            connection.execute(update(people).where(people.c.id == person_id), values)


def _at(email: str) -> Any:
    return people.c.email == plain(email)


def _row(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "email": plain(person.email) or None,
        "name": plain(person.name),
        "role": person.role,
        "created": person.created,
        "blocked": person.blocked,
    }


def person_of(row: Row[Any]) -> Person:
    """Return the person of a row of the table."""
    return Person(
        id=row.id, email=row.email or "", name=row.name, role=row.role, created=row.created, blocked=row.blocked
    )
