"""Passwords by NIST SP 800-63B (revision 4, section 3.1.1): long, no composition rules, none that is guessed first."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ascertain.errors import Invalid

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST = 15
"""Characters at least of a password that is all it takes to sign in."""

LONGEST = 256
"""Characters at most; 64 must be possible, and hashing what is sent must not become an attack."""

MOST_FAILURES = 100
"""Wrong passwords in a row after which no password is taken any more (section 3.2.2); a link still signs in."""

_LEET = str.maketrans("0134578@$!€", "oieastbasie")
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertzuiop",
    "yxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "1q2w3e4r5t6y7u8i9o0p",
    "йцукенгшщзхъ",
    "фывапролджэ",
    "ячсмитьбю",
    "абвгдежзиклмнопрст",
)
"""What fingers run along: the alphabets, and rows and columns of keyboards."""

_SHORTEST_RUN = 3
_HASHING = threading.BoundedSemaphore(2)
"""Two at a time: each takes 64 MiB, and nobody shall fill the memory by signing in."""


def check_password(password: str, *, about: Iterable[str] = ()) -> str:
    """Return the password as it is hashed (NFKC); raises :class:`Invalid` for one that is too short, long or common.

    ``about`` are words that a guesser tries for this account: its address, its name, the site's.
    """
    normal = normalised(password)
    if len(normal) < SHORTEST:
        raise Invalid(
            f"The password has fewer than {SHORTEST} characters.",
            "Four or five unrelated words make a good one; spaces count.",
        )
    if len(normal) > LONGEST:
        raise Invalid(f"The password has more than {LONGEST} characters.", "Use a shorter one.")
    if guessable(normal, about=about):
        raise Invalid(
            "The password is made of common parts only: well-known passwords, rows of keys, repetitions, or names of "
            "this account or site.",
            "Four or five unrelated words make a good one; a password manager makes a better one.",
        )
    return normal


def normalised(password: str) -> str:
    """Return the password in NFKC, so that keyboards that write a letter differently give the same hash."""
    return unicodedata.normalize("NFKC", password)


def guessable(password: str, *, about: Iterable[str] = ()) -> bool:
    """Whether a password consists of parts alone that are tried first, one behind the other.

    Parts are the commonest words of published password lists, words of ``about``, runs along a row of keys or an
    alphabet in either direction, repetitions, and figures; signs between them and usual replacements (``0`` for
    ``o``) do not help. A single uncommon word makes a password pass: what is refused is the whole of it.
    """
    words = common_words() | {word for text in about for word in _pieces(text)}
    folded = password.casefold()
    return any(_covered(text, words) for text in {folded, folded.translate(_LEET)})


@cache
def common_words() -> frozenset[str]:
    """Return the words that passwords are made of most often, in lower case."""
    lines = files(__package__).joinpath("common_passwords.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def hash_password(password: str) -> str:
    """Return the Argon2id hash of a password that was checked, with its salt and parameters inside."""
    with _HASHING:
        return _hasher().hash(password)


def verify_password(hashed: str | None, password: str) -> bool:
    """Whether a password is the one that was hashed; without a hash it takes as long and is wrong."""
    from argon2.exceptions import Argon2Error, InvalidHashError

    if len(password) > LONGEST:
        return False
    normal = normalised(password)
    with _HASHING:
        try:
            _hasher().verify(hashed or _nobodys(), normal)
        except (Argon2Error, InvalidHashError):
            return False
    return hashed is not None


def outdated(hashed: str) -> bool:
    """Whether a hash was made with other parameters than today's."""
    return _hasher().check_needs_rehash(hashed)


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher
    from argon2.profiles import RFC_9106_LOW_MEMORY

    # Argon2id, 3 passes over 64 MiB in 4 lanes: the second recommended choice of RFC 9106.
    return PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)


@cache
def _nobodys() -> str:
    from ascertain.people.tokens import new_token

    return _hasher().hash(new_token())


def _pieces(text: str) -> set[str]:
    return {word for word in re.split(r"[^\w]+|_", text.casefold()) if len(word) >= _SHORTEST_RUN}


def _covered(text: str, words: frozenset[str] | set[str]) -> bool:
    """Whether parts that are tried first cover the whole text, one behind the other."""
    longest = max(map(len, words), default=0)
    reached = [True] + [False] * len(text)
    for start in range(len(text)):
        if not reached[start]:
            continue
        for end in _ends(text, start, words, longest):
            reached[end] = True
    return reached[-1]


def _ends(text: str, start: int, words: frozenset[str] | set[str], longest: int) -> set[int]:
    """Return where a part that begins at ``start`` may end."""
    character = text[start]
    ends = {start + 1} if not character.isalpha() else set()
    ends |= {end for end in range(start + 1, min(len(text), start + longest) + 1) if text[start:end] in words}
    # A repetition of what stands before, or of one character.
    same = start + 1
    while same < len(text) and text[same] == character:
        same += 1
    if same - start >= _SHORTEST_RUN:
        ends.add(same)
    for length in range(1, start + 1):
        if text[start : start + length] == text[start - length : start]:
            ends.add(start + length)
    for row in _both_ways():
        at = row.find(text[start : start + _SHORTEST_RUN]) if start + _SHORTEST_RUN <= len(text) else -1
        if at >= 0:
            size = _SHORTEST_RUN
            while start + size < len(text) and at + size < len(row) and text[start + size] == row[at + size]:
                size += 1
            ends |= set(range(start + _SHORTEST_RUN, start + size + 1))
    return ends


@cache
def _both_ways() -> tuple[str, ...]:
    return _ROWS + tuple(row[::-1] for row in _ROWS)
