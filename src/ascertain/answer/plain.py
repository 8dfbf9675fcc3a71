"""What is plain prose in strangers' words and what is not: addresses, markup, hidden characters, codes; pure.

Answers are prose. A passage or a language model may hold a link to click, a picture whose address carries words away,
or characters that are not seen; nothing of that belongs into a sentence or into a quotation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from typing import Final

from ascertain.text.clean import clean

_ENDINGS: Final = (
    "com|org|net|edu|gov|mil|int|info|biz|app|dev|news|site|online|xyz|top|shop|club|link|click|page|example|test|invalid|"
    "localhost|onion|arpa|рф|(?-i:io|ai|me|tv|co|uk|de|fr|es|pt|it|nl|pl|ru|ua|eu|us|ca|au|br|in|cn|jp|kr|tr|ch|at|be|cz|"
    "se|no|dk|fi|gr|ro|hu|ir|il|za|mx|ar|ly|gl|gg|to|cc|ws|su)"
)
"""Ends of host names; two letters count in lower case only, as “today.It” lacks a space and is no address."""

READ: Final = 4_800
"""Characters of a passage that are read at all: passages have 400 and more only where one sentence is longer, and
patterns take time that grows with the square of a word of 200,000 letters."""

_DOT: Final = r"(?:\.|\[\.\]|\(\.\)|\s?[(\[]dot[)\]]\s?)"
_ADDRESS = re.compile(
    r"\b(?:https?|hxxps?|ftps?|wss?)\s?:\s?[/\\]\S*|\b(?:file|javascript|vbscript|data|mailto|tel|blob):[^\s.,;]\S*"
    r"|(?<![\w:])//[\w.-]+\.\w\S*|\bwww\d?\.\S+"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    rf"|(?<![\w.])[\w-]+(?:{_DOT}[\w-]+)*{_DOT}(?:{_ENDINGS})(?![\w-])(?!\.\w)(?::\d+)?(?:[/?#]\S*)?"
    r"|\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?:/\S*)?"
    r"|(?<![\w.])[\w-]+(?:\.[\w-]+)+/\S+",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"<[!/?a-zA-Z|][^<>]{0,400}>?|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});|!?\[[^\[\]]{0,200}\]\s?[(\[:]"
    r"|```|~~~|`|\*\*|__|\{\{|\}\}|\{%|\$\{|\[/?(?:INST|SYS|system|assistant|user)\]|<<|>>|^\s{0,3}(?:#{1,6}\s|>\s|[-*+]\s)"
    r"|\|\s*:?-{2,}|[{}\\]",
    re.IGNORECASE | re.MULTILINE,
)
_CODE = re.compile(
    r"(?<![\w+/=-])(?=[\w+/=-]*[\dA-Z])[A-Za-z0-9+/=_-]{32,}(?![\w+/=-])|(?:[0-9a-f]{2}[\s:]){8,}", re.IGNORECASE
)
_UNSEEN = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef\U000f0000-\U0010ffff\ue000-\uf8ff\u2800\x1b]")
_PAIRS: Final = {"”": "“", "»": "«", "“": "„"}


def seen(text: str) -> str:
    """Return ``text`` without what is not seen, in one line of single spaces."""
    return " ".join(_UNSEEN.sub("", clean(text)).split())


def trouble_in(text: str, known: Collection[str] = ()) -> str:
    """Return why ``text`` is no plain prose, empty where it is; ``known`` are publishers' names and sites, allowed."""
    for name in sorted(known, key=len, reverse=True):
        text = text.replace(name, " ") if _ADDRESS.fullmatch(name) and "/" not in name and "@" not in name else text
    if seen(text) != " ".join(text.split()):
        return "it holds characters that are not seen"
    if _ADDRESS.search(unicodedata.normalize("NFKC", text)):
        return "it holds an address"
    if _MARKUP.search(text):
        return "it holds markup"
    return "it holds a code" if _CODE.search(text) else ""


def defused(text: str, limit: int) -> str:
    """Return a stranger's text as one line of prose of at most ``limit`` characters, for a language model to read.

    Addresses and codes are replaced by what they are, marks that make links, tags or frames of a conversation by
    spaces. The words stay: they are evidence, and what they ask for is dealt with where the answer is checked.
    """
    text = seen(text[:READ])
    compatible = unicodedata.normalize("NFKC", text)
    if _ADDRESS.search(compatible) and not _ADDRESS.search(text):  # written in letters that only look like others
        text = compatible
    text = _CODE.sub("(code)", _ADDRESS.sub("(address)", text))
    return shortened(" ".join(_MARKUP.sub(" ", text).split()), limit)


def shortened(text: str, limit: int) -> str:
    """Return the beginning of ``text``, at most ``limit`` characters, cut between words where it has spaces."""
    if len(text) <= limit:
        return text
    cut = text.rfind(" ", limit // 2, limit + 1)
    return text[: cut if cut > 0 else limit].rstrip(" ,;:–—-")


def plain_stretch(sentence: str, limit: int, marks: tuple[str, str] = ("“", "”")) -> str:
    """Return the longest stretch of a sentence that is plain prose, verbatim; at most ``limit`` characters.

    It can stand between the quotation ``marks``: a mark in it that would end the quotation before its end, so that
    what follows seems somebody else's words, parts stretches too.
    """
    best = shortened(max(_stretches(sentence[:READ], marks), key=len, default=""), limit)
    return "" if trouble_in(best) else best


def _stretches(sentence: str, marks: tuple[str, str]) -> Iterator[str]:
    cuts = [match.span() for pattern in (_ADDRESS, _MARKUP, _CODE, _UNSEEN) for match in pattern.finditer(sentence)]
    cuts += [(i, i + 1) for i, mark in enumerate(sentence) if mark not in "\n\t" and clean(f"a{mark}a") == "aa"]
    cuts += [(i, i + 1) for i in _loose_ends(sentence, marks)]
    at = 0
    for start, end in [*sorted(cuts), (len(sentence), len(sentence))]:
        if start > at:
            yield sentence[at:start].strip()
        at = max(at, end)


def _loose_ends(sentence: str, marks: tuple[str, str]) -> Iterator[int]:
    """Give where a closing mark stands that nothing in the sentence opened, and an opening one that nothing closes."""
    opened: list[int] = []
    for i, character in enumerate(sentence):
        if character == marks[0]:
            opened.append(i)
        elif character == marks[1]:
            if opened:
                opened.pop()
            else:
                yield i
    yield from opened
