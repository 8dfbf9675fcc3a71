"""Who is asking: the person behind a request, and what only some may do."""

from __future__ import annotations

from fastapi import Request

from ascertain.errors import Refused
from ascertain.records import Person, Role

_RANK: dict[Role, int] = {"reader": 0, "reporter": 1, "editor": 2, "admin": 3}


class SignedOut(Refused):
    """Somebody has to sign in first."""


def visitor(request: Request) -> Person | None:
    """Return the person who is signed in, ``None`` for everybody else."""
    found = getattr(request.state, "person", None)
    return found if isinstance(found, Person) else None


def allowed(request: Request, role: Role = "reader") -> Person:
    """Return the person who is signed in with this role or a higher one; raises :class:`Refused` otherwise."""
    person = visitor(request)
    if person is None:
        raise SignedOut("Nobody is signed in.", "Sign in at /signin, then do this again.")
    if _RANK[person.role] < _RANK[role]:
        raise Refused(f"This takes the role of {role}; yours is {person.role}.", "Ask an administrator for it.")
    return person


def permitted(request: Request, role: Role) -> None:
    """Let those pass who have the role, and somebody at this machine while the site is served to it alone.

    For what the command line does as well and what bears nobody's name: imports. Raises :class:`Refused` otherwise.
    """
    if visitor(request) is None and getattr(request.state, "operator", False) is True:
        return
    allowed(request, role)
