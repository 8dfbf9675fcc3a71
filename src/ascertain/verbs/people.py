"""The verbs of people: accounts, roles, what is kept of somebody, and the audit log."""

from __future__ import annotations

from typing import Any

from ascertain.errors import Invalid, Refused
from ascertain.people.naming import mail_address, name_from, shown_name
from ascertain.people.tokens import new_id
from ascertain.records import AuditLine, Person, Role
from ascertain.verbs.signingin import Offer, SignedIn, SigningIn

__all__ = ["Offer", "People", "SignedIn"]

_NOBODY = "Removed account"


class People(SigningIn):
    """Accounts, ways in, limits and the audit log. ``by`` is who does it; ``None`` stands for the command line."""

    def get(self, person_id: str) -> Person:
        """Return a person by identifier; raises :class:`NotFound`."""
        return self._rooms.store.people.get(person_id)

    def find(self, text: str) -> Person:
        """Return the person with this address or identifier; raises :class:`NotFound`."""
        if "@" in text and (found := self._rooms.store.people.at(mail_address(text))) is not None:
            return found
        return self.get(text)

    def found_id(self, email: str) -> str:
        """Return the identifier of the account with this address, empty without one."""
        found = self._rooms.store.people.at(mail_address(email))
        return found.id if found else ""

    def everybody(self) -> list[Person]:
        """Return every account, oldest first."""
        return self._rooms.store.people.everybody()

    def add(self, email: str, *, name: str = "", role: Role = "reader", by: Person | None = None) -> Person:
        """Make an account; raises :class:`Invalid` when the address has one or is none."""
        address = mail_address(email)
        called = shown_name(name) if name else name_from(address)
        person = Person(id=new_id(), email=address, name=called, role=role, created=self.now())
        self._rooms.store.people.add(person)
        self.log("account", person.id, by, f"added as {role}")
        return person

    def set_role(self, person_id: str, role: Role, *, by: Person | None = None) -> Person:
        """Give somebody a role; the last administrator can be changed only at the command line."""
        before = self.get(person_id)
        if before.role == role:
            return before
        self._not_the_last(before, by)
        self._rooms.store.people.put(after := before.model_copy(update={"role": role}))
        self.log("role", person_id, by, f"{before.role} to {role}")
        return after

    def block(self, person_id: str, blocked: bool = True, *, by: Person | None = None, note: str = "") -> Person:
        """Keep somebody from signing in and writing, or let them again; their sessions and tokens end."""
        before = self.get(person_id)
        if not before.email and before.blocked and not blocked:
            raise Invalid("This account was removed.", "Somebody who comes back makes a new one.")
        if blocked:
            self._not_the_last(before, by)
        self._rooms.store.people.put(after := before.model_copy(update={"blocked": blocked}))
        if blocked:
            self._rooms.store.entrances.end_sessions(person_id)
            self._rooms.store.entrances.end_tokens(person_id)
        self.log("block" if blocked else "unblock", person_id, by, note)
        return after

    def rename(self, person: Person, name: str) -> Person:
        """Let somebody be called otherwise."""
        after = person.model_copy(update={"name": shown_name(name)})
        self._rooms.store.people.put(after)
        self.log("name", person.id, person)
        return after

    def set_email(self, person_id: str, email: str, *, by: Person | None = None) -> Person:
        """Give an account another address; links that were sent to the old one no longer work."""
        before = self.get(person_id)
        self._rooms.store.people.put(after := before.model_copy(update={"email": mail_address(email)}))
        if before.email:
            self._rooms.store.entrances.end_links(before.email)
        self.log("address", person_id, by)
        return after

    def export(self, person: Person) -> dict[str, Any]:
        """Return everything that accounts, sessions, tokens and the audit log hold about somebody, as JSON values."""
        lines = self._rooms.store.audit.newest(10_000, by=person.id)
        lines += [line for line in self._rooms.store.audit.newest(10_000, about=person.id) if line.by != person.id]
        return {
            "person": person.model_dump(mode="json"),
            "password": self.has_password(person),
            "sessions": [one.model_dump(mode="json") for one in self.sessions(person)[0]],
            "tokens": [one.model_dump(mode="json") for one in self.tokens(person)],
            "log": [line.model_dump(mode="json") for line in sorted(lines, key=lambda line: line.number)],
        }

    def remove(self, person: Person, *, by: Person | None = None) -> None:
        """Remove an account: address, name, password, sessions and tokens go; an empty account stays as author.

        What they wrote is removed by its own verbs (:meth:`ascertain.verbs.commenting.Commenting.forget`). Lines of
        the audit log stay; they hold identifiers and no names.
        """
        self._not_the_last(person, by)
        self._rooms.store.people.remove(person.id, _NOBODY, self.now())
        self.log("account", person.id, by, "removed")

    def lines(self, limit: int = 100, *, about: str = "", by: str = "") -> list[AuditLine]:
        """Return the latest lines of the audit log, newest first."""
        return self._rooms.store.audit.newest(limit, about=about, by=by)

    def check_log(self) -> list[str]:
        """Return what is wrong with the audit log, a sentence for each; nothing when no line was changed or removed."""
        return self._rooms.store.audit.check()

    def may_be_removed(self, person: Person, *, by: Person | None = None) -> None:
        """Raise :class:`Refused` for the last administrator, whose account goes only at the command line."""
        self._not_the_last(person, by)

    def _not_the_last(self, person: Person, by: Person | None) -> None:
        if by is not None and person.role == "admin" and self._rooms.store.people.count("admin") <= 1:
            raise Refused("This is the last administrator.", "Make somebody else administrator first.")
