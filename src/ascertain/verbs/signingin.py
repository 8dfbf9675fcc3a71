"""Signing in: links, passwords, OpenID."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from ascertain.errors import Invalid, NotConfigured, Refused
from ascertain.people.naming import mail_address, name_from, shown_name
from ascertain.people.tokens import LONGEST, digest_of, new_id, new_token
from ascertain.records import Person, Role
from ascertain.verbs.sessions import Sessions

if TYPE_CHECKING:
    from ascertain.people.oidc import Provider
    from ascertain.store.entrances import Link

LINK_MINUTES = 15
"""Minutes for which a link in a letter signs in."""

INVITATION_DAYS = 7
"""Days for which an invitation makes an account."""

_OIDC_MINUTES = 10
_LETTERS_PER_HOUR = 5
_WRONG_PER_HOUR = 10


@dataclass(frozen=True)
class SignedIn:
    """Somebody who just signed in."""

    token: str
    """What their browser shows from now on; kept nowhere here."""
    person: Person
    """Who they are."""
    next: str
    """Where they wanted to go; empty when nowhere."""


@dataclass(frozen=True)
class Offer:
    """What a link would do."""

    name: str
    """Whom it signs in; empty when it makes a new account."""
    email: str
    """The address it was sent to; empty for invitations."""
    role: str
    """The role of that account."""
    purpose: str
    """``sign-in``, ``invitation`` or ``address``."""


class SigningIn(Sessions):
    """Ways in, over the rooms of a desk."""

    # Links

    def send_link(
        self,
        email: str,
        next: str = "",
        *,
        base: str = "",
        after: str = "",
        later: Callable[[Callable[[], None]], object] | None = None,
    ) -> None:
        """Send a link that signs in, where the address may sign in; nothing shows whether it may.

        ``base`` is the address of the site, ``next`` where the link leads afterwards, ``after`` whose wish it is (an
        address of a network). ``later`` runs what is given to it after the answer was sent: the time that a letter
        takes would tell who has an account. Raises :class:`NotConfigured` without a mail server, :class:`Invalid` for
        what is no address and :class:`TooMany` when it was asked for too often, for every address alike.
        """
        settings, address = self._rooms.settings, mail_address(email)
        if not settings.smtp_url or not settings.mail_from:
            raise NotConfigured(
                "This site sends no letters.",
                f"Ask whoever runs it for a link; they make one with: ascertain people link {address}",
            )
        if after:
            self.limit("letters from", after, 4 * _LETTERS_PER_HOUR)
        self.limit("letters to", address, _LETTERS_PER_HOUR)
        person = self._rooms.store.people.at(address)
        if person.blocked if person else settings.signup != "open":
            return

        def send() -> None:
            self._send(address, base, self.link(address, next))

        (later or _now)(send)

    def _send(self, address: str, base: str, path: str) -> None:
        from ascertain.people.mail import send_letter

        settings = self._rooms.settings
        name = settings.site_name
        body = (
            f"Somebody, hopefully you, wants to sign in to {name} with this address.\n\n"
            f"Open this address to sign in. It works once, for {LINK_MINUTES} minutes:\n\n"
            f"{self.address(path, base)}\n\n"
            "If it was not you, do nothing: without this letter nobody gets in.\n"
        )
        send_letter(settings.smtp_url, settings.mail_from, address, f"Sign in to {name}", body)

    def address(self, path: str, base: str = "") -> str:
        """Return the whole address of a path of the site."""
        return (self._rooms.settings.site_url or base or "http://127.0.0.1:8765").rstrip("/") + path

    def link(self, email: str, next: str = "", *, minutes: int = LINK_MINUTES) -> str:
        """Return the path of a link that signs in once; an address without account gets one when it is used."""
        from ascertain.store.entrances import Link

        person = self._rooms.store.people.at(mail_address(email))
        made = Link("sign-in", mail_address(email), person.id if person else "", data={"next": next})
        return self._kept(made, timedelta(minutes=minutes))

    def invite_link(self, role: Role = "reader", *, by: Person | None = None, base: str = "", next: str = "") -> str:
        """Return the address of a link with which somebody gets an account of that role, once."""
        from ascertain.store.entrances import Link

        path = self._kept(Link("invitation", role=role, data={"next": next}), timedelta(days=INVITATION_DAYS))
        self.log("invite", "", by, role)
        return self.address(path, base)

    def _kept(self, link: Link, lasting: timedelta) -> str:
        token, now = new_token(), self.now()
        self._rooms.store.entrances.add_link(digest_of(token), link, now, now + lasting)
        return f"/signin/link?{urlencode({'token': token})}"

    def offer(self, token: str) -> Offer | None:
        """Return what a link would do, without using it; ``None`` when it did it already, ended or never was."""
        link = self._rooms.store.entrances.link(digest_of(token), self.now()) if len(token) <= LONGEST else None
        if link is None or link.purpose not in ("sign-in", "invitation"):
            return None
        person = self._of(link)
        return Offer(person.name if person else "", link.email, person.role if person else link.role, link.purpose)

    def redeem(self, token: str, *, name: str = "", agent: str = "", instead_of: str = "") -> SignedIn:
        """Use a link up and sign in; a new account is called ``name``, or after its address.

        Raises :class:`Refused` for a link that was used, ended or never was, and for people who are blocked.
        """
        wanted = shown_name(name) if name.strip() else ""
        if self.offer(token) is None:
            raise _no_link()
        link = self._rooms.store.entrances.use_link(digest_of(token), self.now())
        if link is None:
            raise _no_link()
        person = self._of(link) or self._made(link, wanted)
        return self._let_in(person, "link", agent, instead_of, link.data.get("next", ""))

    def _of(self, link: Link) -> Person | None:
        store = self._rooms.store.people
        return store.get(link.person_id) if link.person_id else store.at(link.email)

    def _made(self, link: Link, name: str) -> Person:
        role: Role = link.role  # type: ignore[assignment]  # written by invite_link
        called = name or (name_from(link.email) if link.email else role.capitalize())
        person = Person(id=new_id(), email=link.email, name=called, role=role, created=self.now())
        self._rooms.store.people.add(person)
        self.log("account", person.id, person, link.purpose)
        return person

    def _let_in(self, person: Person, how: str, agent: str, instead_of: str, next: str) -> SignedIn:
        if person.blocked:
            raise Refused("This account is blocked.", "Ask whoever runs the site.")
        if self._rooms.store.people.proof(person.id).failures:
            self._rooms.store.people.succeeded(person.id)
        return SignedIn(self.start_session(person.id, how, agent, instead_of=instead_of), person, next)

    # Passwords

    def set_password(self, person: Person, password: str | None) -> None:
        """Set somebody's password, or with ``None`` have none; raises :class:`Invalid` for one that is guessed."""
        from ascertain.people.passwords import check_password, hash_password

        settings = self._rooms.settings
        if password is None:
            self._rooms.store.people.set_password(person.id, None)
            self.log("password", person.id, person, "removed")
            return
        if not settings.passwords:
            raise NotConfigured("Passwords are not used on this site.", "Sign in by link.")
        if not person.email:
            raise Invalid("A password needs an e-mail address to go with it.", "Ask an administrator to add yours.")
        about = (person.email, person.name, settings.site_name, settings.site_url)
        normal = check_password(password, about=about)
        self._rooms.store.people.set_password(person.id, hash_password(normal))
        self.log("password", person.id, person, "set")

    def has_password(self, person: Person) -> bool:
        """Whether somebody can sign in with a password."""
        return self._rooms.store.people.proof(person.id).password is not None

    def sign_in_with_password(
        self, email: str, password: str, *, agent: str = "", instead_of: str = "", after: str = ""
    ) -> SignedIn:
        """Sign in with a password; one answer, after the same time, for every wrong pair.

        Wrong ones are limited for each account and for each network address (``after``), and after a hundred in a row
        only a link signs in. Raises :class:`Refused`.
        """
        from ascertain.people.passwords import MOST_FAILURES, hash_password, normalised, outdated, verify_password

        wrong = Refused("Address and password do not belong together.", "Try again, or ask for a link instead.")
        if not self._rooms.settings.passwords:
            raise NotConfigured("Passwords are not used on this site.", "Sign in by link.")
        try:
            address = mail_address(email)
        except Invalid:
            address = ""
        if after:
            self.limit("passwords from", after, 3 * _WRONG_PER_HOUR)
        self.limit("passwords for", address, _WRONG_PER_HOUR)
        store = self._rooms.store.people
        person = store.at(address)
        proof = store.proof(person.id) if person else None
        usable = proof.password if proof and proof.failures < MOST_FAILURES else None
        if not verify_password(usable, password) or person is None or proof is None or usable is None:
            if person is not None:
                store.failed(person.id)
            raise wrong
        if person.blocked:
            raise wrong
        if outdated(usable):
            store.set_password(person.id, hash_password(normalised(password)))
        self._rooms.store.rates.forget(digest_of(f"passwords for\0{address}"))
        return self._let_in(person, "password", agent, instead_of, "")

    # OpenID

    @cached_property
    def provider(self) -> Provider | None:
        """The OpenID provider of the settings, ``None`` when none is set."""
        from ascertain.people.oidc import Provider

        settings = self._rooms.settings
        if not settings.oidc_issuer or not settings.oidc_client_id:
            return None
        secret = settings.oidc_client_secret.get_secret_value()
        return Provider(settings.oidc_issuer, settings.oidc_client_id, secret, self._rooms.fetcher)

    def begin_oidc(self, next: str, base: str) -> tuple[str, str]:
        """Return where somebody signs in at the provider, and a token that their browser brings back with them."""
        from ascertain.store.entrances import Link

        if self.provider is None:
            raise NotConfigured("No OpenID provider is set.", "Sign in by link.")
        address, secrets = self.provider.begin(self.address("/signin/oidc/back", base))
        token, now = new_token(), self.now()
        until = now + timedelta(minutes=_OIDC_MINUTES)
        self._rooms.store.entrances.add_link(digest_of(token), Link("oidc", data={**secrets, "next": next}), now, until)
        return address, token

    def finish_oidc(self, token: str, answer: Mapping[str, str], *, agent: str = "", instead_of: str = "") -> SignedIn:
        """Sign in whom the provider names in ``answer``, by their subject there, else by their verified address."""
        link = self._rooms.store.entrances.use_link(digest_of(token[:LONGEST]), self.now())
        if link is None or link.purpose != "oidc" or self.provider is None:
            raise Refused("This sign-in was not begun here, or it took too long.", "Begin again at /signin.")
        found = self.provider.finish(answer, link.data)
        store = self._rooms.store.people
        person = store.of_subject(found.subject)
        email = mail_address(found.email) if found.email else ""
        if person is None and (person := store.at(email)) is not None:
            if store.proof(person.id).subject is not None:
                raise Refused("This address belongs to another sign-in there.", "Ask an administrator.")
            store.set_subject(person.id, found.subject)
            self.log("oidc", person.id, person, "connected")
        if person is None:
            if self._rooms.settings.signup != "open":
                raise Refused("You have no account here.", "Ask an administrator for an invitation.")
            name = _name_of(found.name) or (name_from(email) if email else "Reader")
            person = Person(id=new_id(), email=email, name=name, created=self.now())
            store.add(person, subject=found.subject)
            self.log("account", person.id, person, "oidc")
        return self._let_in(person, "oidc", agent, instead_of, link.data.get("next", ""))


def _now(send: Callable[[], None]) -> None:
    send()


def _no_link() -> Refused:
    return Refused("This link was used already, or it is too old.", "Ask for a new one at /signin.")


def _name_of(said: str) -> str:
    try:
        return shown_name(said[:60])
    except Invalid:
        return ""
