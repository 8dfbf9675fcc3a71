"""Random tokens that prove something, and the digests that are kept of them."""

from __future__ import annotations

import hashlib
import secrets

LONGEST = 200
"""Characters of what may be a token at all; longer ones are not looked up."""


def new_token(prefix: str = "") -> str:
    """Return a token of 256 random bits in letters, digits, ``-`` and ``_``, behind ``prefix``."""
    return prefix + secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """Return what is kept of a token: its SHA-256, in hex digits.

    A token is random and long, so that a plain hash cannot be guessed backwards and needs no salt.
    """
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def new_id() -> str:
    """Return a new identifier of a person: 128 random bits in hex digits."""
    return secrets.token_hex(16)
