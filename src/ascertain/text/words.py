"""Words, for telling how much two texts share."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from ascertain.text.stopwords import STOP_WORDS
from ascertain.text.wordsets import word_set

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005\u3041-\u3096\u30a1-\u30fc"
    "\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0002fa1f"
)
_ELIDED = word_set("l d j m n s t c qu dell nell sull all dall un lorsqu puisqu jusqu")
_ARABIC_ARTICLE = re.compile("^(?:[وفبك]?ال|لل)(?=\\w{3})")


def _marks() -> str:
    """Return the combining marks of living scripts, for a character class: vowel signs are parts of words."""
    points = [p for p in range(0x300, 0x1D00) if unicodedata.category(chr(p))[0] == "M"]
    ranges: list[list[int]] = []
    for point in points:
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return "".join(f"{chr(a)}-{chr(b)}" for a, b in ranges)


MARKS = _marks()
"""Combining marks, ready to stand in a character class."""

_WORD = re.compile(
    rf"(?P<run>[{_UNSPACED}](?:[{_UNSPACED}{MARKS}])*)"
    rf"|(?:(?![{_UNSPACED}])[^\W_])(?:(?![{_UNSPACED}])[^\W_]|[{MARKS}\u200c\u200d]|['’](?=[^\W\d_]))*"
)


def words(text: str) -> list[str]:
    """Return the words of ``text`` in order, casefolded, without punctuation.

    Scripts written without spaces (and Hangul) give overlapping pairs of characters, a lone character
    itself. A possessive ``'s`` and an elided article (``l'``, ``dell'``) are taken off.
    """
    found: list[str] = []
    for match in _WORD.finditer(unicodedata.normalize("NFC", text)):
        token = match.group()
        if match.lastgroup == "run":
            pairs = [a + b for a, b in pairwise(token)] if len(token) > 1 else [token]
            found += [pair for pair in pairs if any(character.isalnum() for character in pair)]
        else:
            found += _parts(token.casefold())
    return found


def _parts(token: str) -> list[str]:
    if "'" not in token and "’" not in token:
        return [token]
    token = token.replace("’", "'")
    token = token.removesuffix("'s")
    head, mark, tail = token.partition("'")
    if mark and head in _ELIDED and tail:
        return [head, *_parts(tail)]
    return [token]


def content_words(text: str, language: str) -> set[str]:
    """Return the words of ``text`` that carry content: no stop words, romanised with anyascii, lower case.

    ``language`` is a BCP-47 tag; "" or a language without a stop list takes the English list.
    """
    tag = language.partition("-")[0].lower()
    stop = STOP_WORDS.get(tag, STOP_WORDS["en"])
    found: set[str] = set()
    for word in words(text):
        if word in stop:
            continue
        plain = word if word.isascii() else _romanised(word)
        if len(plain) > 1 or plain.isdigit():
            found.add(plain)
    return found


@lru_cache(maxsize=65536)
def _romanised(word: str) -> str:
    from anyascii import anyascii

    bare = _ARABIC_ARTICLE.sub("", word)
    return re.sub(r"[^a-z0-9]+", "", anyascii(bare).lower())
