"""A person who signs in, and what they may do."""

from __future__ import annotations

from typing import Literal

from ascertain.records.record import Record, UtcTime

Role = Literal["reader", "reporter", "editor", "admin"]
"""Each may do what those before it may: comment; work at the desk; publish and moderate; run the site."""


class Person(Record):
    """Somebody with an account; what proves who they are is kept apart and never leaves the store."""

    id: str
    """Random; says nothing about the person."""

    email: str
    """Where sign-in links go, lower case; empty once the account was removed."""

    name: str
    """The name that others see."""

    role: Role = "reader"
    """What they may do."""

    created: UtcTime
    """When the account was made."""

    blocked: bool = False
    """Whether signing in and writing are forbidden."""
