"""Comments whose wording is nearly the same, and the words that comparisons of comments rest on.

The words here are deliberately not those of the search index: the base rates were measured with exactly these, and
a change of a stop-word list elsewhere must not move them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from ascertain.monitor.baseline import Baseline
from ascertain.monitor.chance import poisson_tail, sections
from ascertain.monitor.hint import Hint, feature, quoted
from ascertain.records import Comment

LABEL = "near-duplicate wording"

_MOST = 600  # comments compared with each other: 180,000 pairs take about a second
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_LINK = re.compile(r"(?:https?://|www\.)\S+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]{2,}")
_SHORTEST = 6  # "love this song so much" is said by many people who never met
_LONG_WORD, _STEM = 5, 6
_SHARED_TRIGRAMS, _SHARED_WORDS, _FEWEST_SHARED, _SAME_STRING = 0.3, 0.7, 4, 85.0


def plain(text: str) -> str:
    """Return lower-case text without accents, links and invisible characters, with straight apostrophes."""
    text = _LINK.sub(" ", text.replace("’", "'").replace("ʼ", "'")).casefold()
    letters = unicodedata.normalize("NFKD", text)
    return "".join(c for c in letters if unicodedata.category(c) not in {"Mn", "Cf"})


def spoken_words(text: str) -> list[str]:
    """Return the words of a text in order; pairs of characters where a script puts no spaces between words."""
    found: list[str] = []
    for word in _WORD.findall(plain(text)):
        if _UNSPACED.fullmatch(word):
            found += [word[i : i + 2] for i in range(len(word) - 1)]
        else:
            found.append(word.removesuffix("'s"))
    return found


def long_words(words: Sequence[str]) -> dict[str, str]:
    """Return the words of five letters or more (and pairs of unspaced characters), by their first six letters.

    These are mostly words with content, and their first letters mostly their stems ("concerns", "concerning"), in
    every language alike and without lists of stop words or endings.
    """
    return {w[:_STEM]: w for w in words if len(w) >= _LONG_WORD or _UNSPACED.fullmatch(w)}


@dataclass(frozen=True)
class Wording:
    """A comment prepared for comparison."""

    words: tuple[str, ...]
    trigrams: frozenset[tuple[str, ...]]
    long: dict[str, str]

    @property
    def enough(self) -> bool:
        """Whether it is long enough that chance does not repeat it."""
        return len(self.words) >= _SHORTEST


def wording_of(text: str) -> Wording:
    """Return a comment's words, word triples and long words."""
    words = tuple(spoken_words(text))
    return Wording(words, frozenset(zip(words, words[1:], words[2:], strict=False)), long_words(words))


def alike(one: Wording, other: Wording) -> bool:
    """Tell whether two comments have nearly the same wording.

    True when they share 30 % of their word triples (Jaccard), or at least four long words that are 70 % of the
    shorter comment's, or when their sorted words are 85 % the same string (rapidfuzz ``token_sort_ratio``).
    """
    if not one.enough or not other.enough:
        return False
    shared = len(one.trigrams & other.trigrams)
    if shared and shared >= _SHARED_TRIGRAMS * (len(one.trigrams) + len(other.trigrams) - shared):
        return True
    common = len(one.long.keys() & other.long.keys())
    if common >= _FEWEST_SHARED and common >= _SHARED_WORDS * min(len(one.long), len(other.long)):
        return True
    if not 0.5 <= len(one.words) / len(other.words) <= 2.0 or not (common or shared):
        return False
    from rapidfuzz import fuzz

    return fuzz.token_sort_ratio(" ".join(one.words), " ".join(other.words)) >= _SAME_STRING


def alike_pairs(comments: Sequence[Comment]) -> tuple[list[tuple[int, int]], int]:
    """Return the positions of near-duplicate pairs by different or unnamed authors, and how many pairs were compared.

    Only comments of six words or more take part, and only the first 600 of them.
    """
    prepared = [(at, wording_of(comment.text)) for at, comment in enumerate(comments)]
    longer = [(at, wording) for at, wording in prepared if wording.enough][:_MOST]
    found, compared = [], 0
    for (one, mine), (other, theirs) in combinations(longer, 2):
        author = comments[one].author
        if author and author == comments[other].author:
            continue
        compared += 1
        if alike(mine, theirs):
            found.append((one, other))
    return found, compared


def near_duplicates(comments: Sequence[Comment], baseline: Baseline) -> Hint | None:
    """Return how many pairs of comments say nearly the same, with the pairs; ``None`` when there is none.

    The chance is a Poisson tail: pairs compared, times the rate of such pairs under one video of the baseline.
    """
    pairs, compared = alike_pairs(comments)
    if not pairs:
        return None
    expected = compared * baseline.near_duplicates.high
    chance = poisson_tail(len(pairs), expected)
    features = [
        feature("near-duplicate pairs", len(pairs), f"{len(pairs)} of {compared:,} pairs have nearly the same wording"),
        feature("expected pairs", expected, f"{expected:.2g} such pairs would be ordinary among as many comments"),
    ]
    for one, other in pairs[:5]:
        mine, theirs = wording_of(comments[one].text), wording_of(comments[other].text)
        same = longest_shared(mine.words, theirs.words)
        words = f"comments {one + 1} and {other + 1} share {quoted(same)}: {quoted(comments[one].text)}"
        features.append(feature("pair", len(same.split()), f"{words} and {quoted(comments[other].text)}"))
    many = f"{len(pairs)} pairs of comments have" if len(pairs) > 1 else "1 pair of comments has"
    rate = baseline.near_duplicates
    explanation = (
        f"{many} nearly the same wording under different or no names, of {compared:,} pairs compared. "
        f"Among {baseline.data}, {rate.count:,} of {rate.of:,} pairs under one video were that similar; "
        f"by chance, so many would be seen in {sections(chance)}. "
        "People also repeat slogans and quotations: a hint, not proof."
    )
    return Hint(LABEL, float(len(pairs)), chance, explanation, tuple(features))


def longest_shared(one: Sequence[str], other: Sequence[str]) -> str:
    """Return the longest run of words that two comments share, as text."""
    best, end = 0, 0
    row = [0] * (len(other) + 1)
    for i, word in enumerate(one, 1):
        above = row[:]
        for j, rival in enumerate(other, 1):
            row[j] = above[j - 1] + 1 if word == rival else 0
            if row[j] > best:
                best, end = row[j], i
    return " ".join(one[end - best : end])
