"""Fact-checks of one claim in two languages, mined from the multilingual collection, as judged queries.

Two fact-checks are taken for one claim when each is nearest to the other in meaning among all of its language that were
published within a fortnight, at a cosine of at least :data:`NEAR`, when they share a name or a figure, and when the
stated languages are what the claims are written in. Of 60 pairs drawn by chance and read by one person, 53 check the
same claim, 3 do not (round-ups, another photograph of the same person), and for 4 the headlines alone do not tell.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from judged import Judged
from numpy.typing import NDArray

from ascertain.records import FactCheck
from ascertain.text import detect_language
from ascertain.text.agreement import compare, read_facts

NEAR: Final = 0.9
"""Cosine of claim, headline and summary together; at .88 there would be 855 pairs in place of 538."""

DAYS: Final = 14
Numbers = NDArray[np.float32]


@dataclass(frozen=True)
class Mined:
    """A fact-check as a query, with those in other languages that check its claim."""

    query: Judged
    """Its text is the claim; answers are identifiers in the imported file."""

    language: str
    """The stated language, which answers must not have."""

    group: str
    """The same for all fact-checks of one claim."""


def kept_out(one: Mined) -> bool:
    """Tell whether a query is kept for measuring: a fifth, by claim; nothing is trained on these."""
    return hashlib.sha256(one.group.encode()).digest()[0] % 5 == 0


def mine(checks: Sequence[FactCheck], vectors: Numbers) -> list[Mined]:
    """Return both sides of every pair as queries; ``vectors`` has a row of length one for each fact-check."""
    groups = _groups(_pairs(checks, vectors), len(checks))
    found = []
    for group in groups:
        for one in group:
            others = [checks[place] for place in group if checks[place].language != checks[one].language]
            check = checks[one]
            if others and check.date is not None:
                relevant = frozenset(other.identifier for other in others)
                judged = Judged(check.identifier, check.claim, relevant, check.date.date())
                found.append(Mined(judged, check.language, checks[group[0]].identifier))
    return found


def _pairs(checks: Sequence[FactCheck], vectors: Numbers) -> Iterator[tuple[int, int]]:
    languages = np.array([_language(check) for check in checks])
    days = np.array([check.date.toordinal() if check.date else 0 for check in checks])
    known = np.flatnonzero((languages != "") & (days > 0))
    order = known[np.argsort(days[known], kind="stable")]
    ordered = days[order]

    def nearest(place: int, language: str) -> tuple[int, float]:
        """Return what is nearest of one language (of all others when empty) within a fortnight."""
        first, last = np.searchsorted(ordered, [days[place] - DAYS, days[place] + DAYS + 1])
        some = order[first:last]
        some = some[languages[some] == language] if language else some[languages[some] != languages[place]]
        if not len(some):
            return place, 0.0
        cosines = vectors[some] @ vectors[place]
        best = int(cosines.argmax())
        return int(some[best]), float(cosines[best])

    for place in known[languages[known] != "en"].tolist():
        other, cosine = nearest(place, "")
        if cosine >= NEAR and nearest(other, languages[place])[0] == place and _one_story(checks[place], checks[other]):
            yield place, other


def _language(check: FactCheck) -> str:
    stated = check.language.partition("-")[0]
    return stated if stated and detect_language(check.claim) == stated else ""


def _one_story(one: FactCheck, other: FactCheck) -> bool:
    facts = (read_facts(f"{check.claim}. {check.summary}", check.language) for check in (one, other))
    return bool({"shared names", "same figures"} & {feature.name for feature in compare(*facts).features})


def _groups(pairs: Iterator[tuple[int, int]], size: int) -> list[list[int]]:
    """Return the places that pairs join, in order."""
    parents = list(range(size))

    def root(place: int) -> int:
        while parents[place] != place:
            place = parents[place]
        return place

    joined = set()
    for one, other in pairs:
        first, second = sorted((root(one), root(other)))
        parents[second] = first
        joined |= {one, other}
    found: dict[int, list[int]] = {}
    for place in sorted(joined):
        found.setdefault(root(place), []).append(place)
    return list(found.values())
