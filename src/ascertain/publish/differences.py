"""What was changed between two versions of an article, word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from ascertain.records import Article

Part = tuple[Literal["same", "out", "in"], str]
"""Words that both versions have, that only the earlier has, or only the later."""

_WORDS = re.compile(r"\s+|[^\W_]+|.", re.DOTALL)
_LIKE = 0.4
"""Share of words in common from which two paragraphs count as the same paragraph, changed."""


@dataclass(frozen=True)
class Change:
    """A changed paragraph, or a number of unchanged ones."""

    parts: tuple[Part, ...] = ()
    skipped: int = 0
    """How many unchanged paragraphs stand here; 0 for a changed one."""


def changes(earlier: Article, later: Article) -> list[Change]:
    """Return headline, standfirst and paragraphs that differ, in order; empty when every word is the same."""
    before, after = _paragraphs(earlier), _paragraphs(later)
    if before == after:
        return []
    made: list[Change] = []
    for kind, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            made.append(Change(skipped=end - start))
        else:
            made += _rewritten(before[start:end], after[first:last])
    return made


def _paragraphs(article: Article) -> list[str]:
    return [part for part in (article.title, article.standfirst, *article.body.split("\n\n")) if part]


def _rewritten(before: Sequence[str], after: Sequence[str]) -> list[Change]:
    """Pair paragraphs in order where they are alike; the others are taken out or put in as a whole."""
    made: list[Change] = []
    left = list(before)
    for paragraph in after:
        match = next((old for old in left if _alike(old, paragraph) >= _LIKE), None)
        if match is None:
            made.append(Change((("in", paragraph),)))
            continue
        place = left.index(match)
        made += [Change((("out", gone),)) for gone in left[:place]]
        left = left[place + 1 :]
        made.append(Change(tuple(word_changes(match, paragraph))))
    return [*made, *(Change((("out", gone),)) for gone in left)]


def _alike(first: str, second: str) -> float:
    return SequenceMatcher(None, _WORDS.findall(first), _WORDS.findall(second), autojunk=False).ratio()


def word_changes(before: str, after: str) -> list[Part]:
    """Return the words of two texts as those that stayed, those that went and those that came, in order."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    made: list[Part] = []
    for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            made.append(("same", "".join(old[start:end])))
            continue
        if start < end:
            made.append(("out", "".join(old[start:end])))
        if first < last:
            made.append(("in", "".join(new[first:last])))
    return made
