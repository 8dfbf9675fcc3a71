"""Words with capital letters, and the runs of them that may be names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ascertain.text.namewords import ORGANISATIONS, TITLES
from ascertain.text.wordsets import word_set

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_][^\W_]*(?:['’&-][^\W_]+)*\.?")
_OF = word_set("of for")
_ARTICLES = word_set("the and &")
_PARTICLES = word_set("""de del la las los da do dos das di della du des van von der den ter bin ibn al el bint zu""")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;…。\n•*|–—(\[]|[“\"«„‘])\s*[“\"«„‘'(\[]*$")
_ELIDING = frozenset({"fr", "it", "ca", "oc"})
_ELIDED = word_set("l d qu n s j dell nell all dall sull un")
_LINKS = _OF | _PARTICLES
# What a headline in capitals leaves in lower case.
_LITTLE = word_set(
    "a an the and but or nor for of in on at to from by with as vs via over into than de la el y del da do e"
)


@dataclass(frozen=True)
class Token:
    """One word with its place, and what its letters say."""

    start: int
    end: int
    text: str
    low: str
    capital: bool
    initial: bool
    """Whether it begins a sentence, where a capital letter says nothing."""


def tokens_of(text: str, tag: str) -> list[Token]:
    """Return the words of ``text``, without possessive endings and elided articles."""
    found = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        written = match.group()
        if (
            written.endswith(".")
            and written.count(".") == 1
            and not (len(written) == 2 or written[:-1].lower() in TITLES)
        ):
            written, end = written[:-1], end - 1
        start, end = _bare(text, start, end, tag)
        written = text[start:end]
        if not written:
            continue
        initial = _SENTENCE_START.search(text[max(0, start - 4) : start]) is not None
        found.append(Token(start, end, written, written.lower().replace("’", "'"), written[0].isupper(), initial))
    return found


def _bare(text: str, start: int, end: int, tag: str) -> tuple[int, int]:
    """Leave out a possessive ``'s``, an elided article (``l'Italie``) and Turkish endings (``Rusya'da``)."""
    written = text[start:end].replace("’", "'")
    head, mark, tail = written.partition("'")
    if not mark:
        return start, end
    if tail == "s" or (tag in {"tr", "az"} and tail.islower()):
        return start, start + len(head)
    if tail[:1].isupper() and (head.islower() or (tag in _ELIDING and len(head) <= 5 and head.lower() in _ELIDED)):
        return start + len(head) + 1, end
    return start, end


def lines_of(text: str, tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Give the tokens sentence by sentence, roughly: at line breaks and at capital letters behind an end."""
    line: list[Token] = []
    for token in tokens:
        if (
            line
            and (
                token.initial
                and text[line[-1].end : token.start].strip(" “\"«„‘'”’»)(") in {".", "!", "?", "\n", "…", ".\n"}
            )
        ) or (line and "\n" in text[line[-1].end : token.start]):
            yield line
            line = []
        line.append(token)
    if line:
        yield line


def is_headline(line: Sequence[Token]) -> bool:
    """Tell whether every word but little ones is capitalised, so that capital letters say nothing."""
    if sum(len(token.low) > 3 for token in line) < 3:
        return False
    return all(token.capital or token.low in _LITTLE for token in line)


def runs_of(text: str, line: Sequence[Token]) -> Iterator[list[Token]]:
    """Give the stretches of capitalised words, with the small words that may stand inside a name."""
    run: list[Token] = []
    index = 0
    while index < len(line):
        token = line[index]
        if token.capital:
            if run and not adjoin(text, run[-1], token):
                yield run
                run = []
            run.append(token)
            index += 1
            continue
        joined = _joined(text, run, line, index) if run else 0
        if joined:
            run += line[index : index + joined]
            index += joined
            continue
        if run:
            yield run
            run = []
        index += 1
    if run:
        yield run


def adjoin(text: str, one: Token, other: Token) -> bool:
    """Tell whether nothing but a space or a hyphen stands between two words."""
    between = text[one.end : other.start]
    return between in {" ", "\u00a0", "-"} or (between == "" and one.text.endswith("."))


def _joined(text: str, run: Sequence[Token], line: Sequence[Token], index: int) -> int:
    """Return how many small words from ``index`` on join the run with the capitalised word behind them."""
    small = []
    for token in line[index : index + 3]:
        if token.capital:
            break
        small.append(token)
    behind = line[index + len(small)] if index + len(small) < len(line) else None
    if not small or behind is None or not behind.capital:
        return 0
    chain = [run[-1], *small, behind]
    if not all(adjoin(text, a, b) for a, b in pairwise(chain)):
        return 0
    words = [token.low for token in small]
    organisation = any(token.low in ORGANISATIONS for token in run)
    if all(word in _PARTICLES for word in words) and (run[-1].low not in TITLES):
        return len(small)
    if words[0] in _OF and all(word in _ARTICLES for word in words[1:]) and organisation:
        return len(small)
    if (
        words[0] in {"and", "y", "e", "et", "und"}
        and len(words) == 1
        and organisation
        and any(token.low in _LINKS for token in run)
    ):
        return 1  # Ministry of Health and Welfare
    if words == ["and"] and behind.low in {"drug", "exchange"}:
        return 1
    return 0
