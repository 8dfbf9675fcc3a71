"""Which passages bear on a claim, wherever they were found: near in meaning and sharing what is named; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ascertain.answer.copies import repeats
from ascertain.answer.evidence import NEAR, bears_on, decisive_sentence
from ascertain.records import Feature, Passage
from ascertain.search.fusion import reciprocal_rank_fusion
from ascertain.text.agreement import compare, read_facts

PER_ORIGIN = 2
"""Passages of one document: the second often holds the figure or the denial that the first only announces."""

COMPARED = 48
"""Passages whose figures, names and dates are read, 2 ms each."""


TELLING = 4
"""Content words of a passage that can say something about a claim: “Aurelia is a ferry.” shares all it has."""


@dataclass(frozen=True)
class Candidate:
    """A passage that may bear on a claim, with the cosine of its vector and the claim's."""

    passage: Passage
    cosine: float


def rank(claim: str, language: str, candidates: Sequence[Candidate], limit: int) -> tuple[Passage, ...]:
    """Return up to ``limit`` passages that bear on the claim, best first, each with why and where it differs.

    The order joins two: by nearness in meaning, and by the words shared. A passage that only repeats the claim is
    none, and one document has :data:`PER_ORIGIN` at most.
    """
    ours = read_facts(claim, language)
    near = sorted((c for c in candidates if c.cosine >= NEAR), key=lambda c: (-c.cosine, c.passage.id))[:COMPARED]
    found: dict[str, tuple[Passage, float]] = {}
    for candidate in near:
        passage = candidate.passage
        day = passage.date.date() if passage.date else None
        theirs = read_facts(passage.text, passage.language, day)
        agreement = compare(ours, theirs)
        sentence = decisive_sentence(claim, language, passage)
        if (
            len(theirs.words) < TELLING
            or not bears_on(candidate.cosine, agreement.features)
            or repeats(sentence, claim)
        ):
            continue
        words = f"similarity of meaning {candidate.cosine:.2f} (cosine)"
        meaning = Feature(name="meaning", value=round(candidate.cosine, 3), words=words)
        # A "not" three sentences further says nothing about the sentence that speaks of the claim.
        differences = compare(ours, read_facts(sentence, passage.language, day)).differences
        update = {"features": (meaning, *agreement.features), "differences": differences}
        share = next((f.value for f in agreement.features if f.name == "shared words"), 0.0)
        found.setdefault(passage.id, (passage.model_copy(update=update), share))
    by_words = sorted(found, key=lambda key: -found[key][1])  # stable: equal shares stay in the order of meaning
    ordered = [key for key, _ in reciprocal_rank_fusion([list(found), by_words])]
    chosen: list[Passage] = []
    taken: dict[str, int] = {}
    for passage in (found[key][0] for key in ordered):
        if taken.get(passage.origin_id, 0) < PER_ORIGIN and len(chosen) < limit:
            taken[passage.origin_id] = taken.get(passage.origin_id, 0) + 1
            chosen.append(passage)
    return tuple(chosen)
