"""Texts that are one text: syndicated copies of an agency's report count once; pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from ascertain.text import words as words_of

SHINGLE = 5
"""Words of a shingle: five in a row are shared by chance in few pairs of reports, six or more break at small edits."""

COPIED = 0.4
"""Share of the shorter text's shingles that stand in the other one, from which it is a copy."""

SHORTEST = 12
"""Words that a text needs to be compared: shorter ones, such as a single plain sentence, may well be said twice."""

_REPEATED = 0.8


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Return the runs of five words in a text."""
    found = words_of(text)
    return frozenset(zip(*(found[place:] for place in range(SHINGLE)), strict=False))


def copied(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """Return the share, 0 to 1, of the shorter text's shingles that the other holds as well.

    Papers shorten agency reports from the end and put words of their own before them, so that what the shorter text
    takes from the longer counts, not what both have together (containment instead of resemblance: A. Broder, On the
    resemblance and containment of documents, 1997). With some dozen texts all shingles are compared; signatures by
    MinHash would estimate the same.
    """
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


def groups(texts: Sequence[str]) -> list[int]:
    """Return for each text the place of the first text that it is a copy of: its own when it is none.

    Copies of copies belong together.
    """
    parts = [shingles(text) for text in texts]
    leader = list(range(len(texts)))
    for place, part in enumerate(parts):
        if len(part) <= SHORTEST - SHINGLE:
            continue
        same = [
            leader[earlier]
            for earlier in range(place)
            if len(parts[earlier]) > SHORTEST - SHINGLE and copied(part, parts[earlier]) >= COPIED
        ]
        if same:
            first = min(same)
            leader = [first if one in same or at == place else one for at, one in enumerate(leader)]
    return leader


def repeats(text: str, claim: str) -> bool:
    """Tell whether a text says the claim again word for word, or nearly so when it is long: no evidence for it."""
    if words_of(text) == words_of(claim):
        return True
    mine = shingles(text)
    return len(mine) > SHORTEST - SHINGLE and len(mine & shingles(claim)) >= _REPEATED * len(mine)
