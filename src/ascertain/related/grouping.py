"""Which of the fact-checks found are about one claim: several publishers check it, or one comes back to it.

The rule is strict, because two claims in one card would lend each other their ratings: a difference in figures,
negation, direction, names, places or dates always keeps two apart, however near they are in meaning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ascertain.records import Disagreement, FactCheck, Group, Match, Rating
from ascertain.related.features import facts_of, words_of
from ascertain.text import detect_language, words
from ascertain.text.agreement import Facts, compare

Embed = Callable[[Sequence[str]], NDArray[np.float32]]
"""Returns the vector of each text, a row each, of length 1."""

WITHIN: Final = 0.97
"""Cosine from which two claims in one language are the same. Of 64 written pairs that say the same, 48 reach it; of
799 pairs of different claims 2 do in which nothing differs that can be read (bought or paid, and sold)."""

ACROSS: Final = 0.91
"""The same across languages, where vectors lie further apart."""

ACROSS_SHARING: Final = 0.90
"""The same, when both claims have a name or a figure in common. Of 314 pairs that say the same in two languages, 207
reach their floor; of 2,779 pairs of different claims 3 do (roles reversed, paid and sold, arrested and resigned)."""

_FEWEST_WORDS = 2
"""Words with content that a claim needs; “Factcheck” alone is no claim."""

_NUMBER = re.compile(r"\d+(?:[.,   ]\d+)*")


def grouped(matches: Sequence[Match], embed: Embed) -> tuple[Group, ...]:
    """Return the matches in groups of one claim each, best first; pure but for ``embed``.

    A match joins the best group in which nothing keeps it apart from any member, and in which it is near enough in
    meaning to all members in its own language and to half of all or more. ``embed`` is called once, with the claims
    that could be the same; not at all when none could.
    """
    facts = [_facts(match.fact_check) for match in matches]
    floors = {
        (i, j): floor
        for i, j in combinations(range(len(matches)), 2)
        if (floor := _floor(matches[i].fact_check, matches[j].fact_check, facts[i], facts[j])) is not None
    }
    near = _near(matches, floors, embed)
    groups: list[list[int]] = []
    for place in range(len(matches)):
        home = next((group for group in groups if _belongs(place, group, floors, near)), None)
        if home is None:
            groups.append([place])
        else:
            home.append(place)
    return tuple(_group([matches[place] for place in group]) for group in groups)


Pair = tuple[int, int]


def _belongs(place: int, group: Sequence[int], floors: Mapping[Pair, float], near: set[Pair]) -> bool:
    pairs = [(other, place) for other in group]
    if not all(pair in floors for pair in pairs):
        return False
    within = [pair for pair in pairs if floors[pair] >= WITHIN]
    return near.issuperset(within) and 2 * sum(pair in near for pair in pairs) >= len(group)


def _near(matches: Sequence[Match], floors: Mapping[Pair, float], embed: Embed) -> set[Pair]:
    """Return the pairs whose claims reach their floor, or are the same to the letter."""
    places = sorted({place for pair in floors for place in pair})
    claims = list(dict.fromkeys(matches[place].fact_check.claim for place in places))
    if not claims:
        return set()
    vectors = embed(claims)
    rows = {claim: row for row, claim in enumerate(claims)}

    def is_near(one: str, other: str, floor: float) -> bool:
        return words(one) == words(other) or float(vectors[rows[one]] @ vectors[rows[other]]) >= floor

    return {
        (i, j)
        for (i, j), floor in floors.items()
        if is_near(matches[i].fact_check.claim, matches[j].fact_check.claim, floor)
    }


def _facts(check: FactCheck) -> Facts:
    day = check.claim_date or check.date
    return facts_of(check.claim, check.language, day.date() if day else None)


def _floor(one: FactCheck, other: FactCheck, ours: Facts, theirs: Facts) -> float | None:
    """Return the cosine from which two claims are the same, or ``None`` when something keeps them apart."""
    if min(len(words_of(check.claim, check.language).stems) for check in (one, other)) < _FEWEST_WORDS:
        return None
    agreement = compare(ours, theirs)
    if agreement.differences or compare(theirs, ours).differences:
        return None
    if bool(ours.figures) != bool(theirs.figures):  # "killed birds" says less than "killed 300 birds"
        return None
    if not _across(one, other):
        return None if _odd_ones(one, other) else WITHIN
    shares = any(feature.name in {"shared names", "same figures"} for feature in agreement.features)
    return ACROSS_SHARING if shares else ACROSS


def _across(one: FactCheck, other: FactCheck) -> bool:
    """Tell whether two claims are in different languages, by what they are labelled and by how they read.

    Feeds label every entry of a site with one language: 1 in 30 groups found by labels alone was of two different
    claims in Tamil, one labelled English.
    """
    return one.language != other.language and _tongue(one) != _tongue(other)


def _tongue(check: FactCheck) -> str:
    return detect_language(check.claim) or check.language


def _odd_ones(one: FactCheck, other: FactCheck) -> bool:
    """Tell whether each of two texts in one language has a number, or a capital word, that the other lacks.

    This catches what is not recognised as a name or figure: small towns, article numbers, ordinals.
    """
    numbers, theirs = set(_NUMBER.findall(one.claim)), set(_NUMBER.findall(other.claim))
    if numbers - theirs and theirs - numbers:
        return True
    mine, rival = _capitals(one), _capitals(other)
    stems, rival_stems = words_of(one.claim, one.language).stems, words_of(other.claim, other.language).stems
    return bool(mine - rival_stems and rival - stems)


def _capitals(check: FactCheck) -> frozenset[str]:
    """Return the stems of words with a capital letter that do not begin the text; none of a headline in capitals."""
    tokens = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", check.claim)[1:]
    capital = [token for token in tokens if token[0].isupper() and len(token) > 2]
    if len(capital) > len(tokens) / 2:
        return frozenset()
    return frozenset().union(*(words_of(token, check.language).stems for token in capital))


def _group(matches: Sequence[Match]) -> Group:
    ratings = tuple(dict.fromkeys(match.fact_check.rating for match in matches))
    given = tuple(rating for rating in ratings if rating not in {Rating.UNRATED, Rating.OTHER})
    return Group(matches=tuple(matches), ratings=given, disagreement=disagreement(given))


def disagreement(ratings: Sequence[Rating]) -> Disagreement:
    """Return how far ratings of one claim lie apart; pure."""
    steps = [rating.step for rating in ratings]
    if len(set(ratings)) < 2:
        return "none"
    known = [step for step in steps if step is not None]
    return "slight" if len(known) == len(steps) and max(known) - min(known) == 1 else "clear"
