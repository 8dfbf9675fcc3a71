"""Sessions of browsers and tokens of programs, and what everything about people needs: the clock, the log, limits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ascertain.errors import Invalid, TooMany
from ascertain.people.naming import shown_name
from ascertain.people.tokens import LONGEST, digest_of, new_token
from ascertain.records import Person, SessionNote, TokenNote

if TYPE_CHECKING:
    from ascertain.rooms import Rooms

_HOUR = 3600
_PREFIX = "asc_"
"""What tokens of programs begin with, so that scanners for leaked secrets recognise them."""

_MOST_TOKENS = 20
_LONGEST_AGENT = 200


class Sessions:
    """Who a browser or a program is, over the rooms of a desk."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    def now(self) -> datetime:
        """Return what time it is."""
        return datetime.now(UTC)

    def log(self, action: str, about: str, by: Person | str | None, note: str = "") -> None:
        """Add a line to the audit log: what was done, to which record, by whom (empty: the command line), and why."""
        who = by.id if isinstance(by, Person) else by or ""
        self._rooms.store.audit.append(action, about, who, note, self.now())

    def limit(self, what: str, who: str, most: float, seconds: int = _HOUR) -> None:
        """Count that somebody did something; raise :class:`TooMany` beyond ``most`` within ``seconds``.

        ``who`` is kept as a digest, and for two windows only. Every process over this store counts together.
        """
        from ascertain.people.limits import used_up, wait

        now = self.now()
        current, before = self._rooms.store.rates.add(digest_of(f"{what}\0{who}"), seconds, now)
        if used_up(current, before, seconds, now) > most:
            after = wait(current, before, most, seconds, now)
            minutes = max(1, round(after / 60))
            raise TooMany(
                "That was too often from here.", f"Try again in {minutes} minute{'s'[: minutes > 1]}.", seconds=after
            )

    # Sessions

    def signed_in(self, token: str) -> Person | None:
        """Return whose session a browser shows, ``None`` when it ended, never was, or its owner is blocked."""
        if not token or len(token) > LONGEST:
            return None
        idle = timedelta(days=self._rooms.settings.session_days) / 4
        return self._rooms.store.entrances.in_session(digest_of(token), self.now(), idle)

    def start_session(self, person_id: str, how: str = "link", agent: str = "", *, instead_of: str = "") -> str:
        """Return the token of a new session; the one that the browser showed before ends."""
        now, token = self.now(), new_token()
        if instead_of:
            self.sign_out(instead_of)
        until = now + timedelta(days=self._rooms.settings.session_days)
        self._rooms.store.entrances.add_session(digest_of(token), person_id, how, agent[:_LONGEST_AGENT], now, until)
        self.log("sign in", person_id, person_id, how)
        return token

    def sign_out(self, token: str) -> None:
        """End a session."""
        self._rooms.store.entrances.end_session(digest_of(token[:LONGEST]))

    def sign_out_everywhere(self, person: Person, *, but: str = "") -> int:
        """End somebody's sessions, except that of the token ``but``; return how many."""
        ended = self._rooms.store.entrances.end_sessions(person.id, but=digest_of(but) if but else "")
        self.log("sign out everywhere", person.id, person)
        return ended

    def sessions(self, person: Person, token: str = "") -> tuple[list[SessionNote], str]:
        """Return somebody's sessions, and the identifier of the one with this token."""
        found = self._rooms.store.entrances.sessions_of(person.id, self.now())
        digest = digest_of(token) if token else ""
        return found, next((one.id for one in found if digest.startswith(one.id)), "")

    def end_session(self, person: Person, session_id: str) -> None:
        """End one of somebody's sessions."""
        if len(session_id) != 16 or not self._rooms.store.entrances.end_sessions(person.id, only=session_id):
            raise Invalid("There is no such session.", "It may have ended already.")

    # Tokens of programs

    def new_token(self, person: Person, name: str, days: int = 90) -> tuple[str, TokenNote]:
        """Return a token with which a program acts for somebody, and what is kept about it."""
        if not 1 <= days <= 366:
            raise Invalid("A token lasts between 1 and 366 days.", "Make a new one when it ends.")
        if len(self.tokens(person)) >= _MOST_TOKENS:
            raise Invalid(f"There are {_MOST_TOKENS} tokens already.", "End those that are not used.")
        token, now = new_token(_PREFIX), self.now()
        called = shown_name(name)
        note = self._rooms.store.entrances.add_token(
            digest_of(token), person.id, called, now, now + timedelta(days=days)
        )
        self.log("token", person.id, person, f"made {note.id}")
        return token, note

    def with_token(self, token: str) -> Person | None:
        """Return for whom a program acts, ``None`` when its token ended or never was."""
        if not token.startswith(_PREFIX) or len(token) > LONGEST:
            return None
        return self._rooms.store.entrances.with_token(digest_of(token), self.now())

    def tokens(self, person: Person) -> list[TokenNote]:
        """Return somebody's tokens, oldest first."""
        return self._rooms.store.entrances.tokens_of(person.id, self.now())

    def end_token(self, person: Person, token_id: str) -> None:
        """End one of somebody's tokens."""
        if len(token_id) != 16 or not self._rooms.store.entrances.end_tokens(person.id, only=token_id):
            raise Invalid("There is no such token.", "It may have ended already.")
        self.log("token", person.id, person, f"ended {token_id}")
