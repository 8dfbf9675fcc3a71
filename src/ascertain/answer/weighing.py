"""From judged passages to a verdict, with every step in words; a pure rule.

Two sums are compared: what speaks for the claim and what against it. A passage weighs as much as its stance is
probable, less where its source is known to be unreliable or a state's, where it is older than the claim, and where it
only reports what others say; passages that are not independent count once. The thresholds were fitted on one half of a
collection and measured on the other (docs/decisions/0017-stance-and-verdict.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ascertain.answer.independence import independent, marks_of
from ascertain.records import Passage, Verdict


@dataclass(frozen=True)
class Rule:
    """How much is needed for a verdict."""

    for_it: float
    """Sum of independent weights that support, from which a claim is supported: two sources at the least. A passage
    about the same thing looks like support sooner than like refutation, so more of it is asked for."""

    against: float
    """Sum of independent weights that refute, from which a claim is refuted."""

    divided: float
    """Share of the heavier side from which the lighter one makes the evidence conflicting, each side measured by what
    it needs."""

    sure: float = 0.5
    """Probability below which a supporting passage counts nothing. On the half for fitting, verdicts “supported” are
    right in 8 of 10 cases with it and in 9 of 13 without."""

    rating: float = 1.5
    """Weight of a fact-checker's own rating of this claim: it decides alone."""

    known_good: float = 1.15
    """Factor for sources that a loaded list calls reliable, or names as fact-checkers."""

    known_bad: float = 0.3
    """Factor for sources that a loaded list calls unreliable or state-controlled: four of them do not decide."""

    earlier: float = 0.7
    """Factor for passages older than the claim: they cannot know of what the claim says happened."""

    repeated: float = 0.8
    """Factor for passages that only hand on what others say: allegedly, viral, posts."""

    unscored: float = 0.4
    """Weight of a stance that comes without a probability and is no rating."""


RULE: Final = Rule(for_it=1.0, against=0.5, divided=0.5)
"""The rule in use."""

_LEAST_SHOWN = 0.05


@dataclass(frozen=True)
class Weight:
    """What one passage counts, and why not more."""

    passage: Passage
    supports: float
    refutes: float
    less: tuple[str, ...]
    """Why it counts less or more than its stance is probable: ``on the list “State media” as state-controlled``."""


@dataclass(frozen=True)
class Weighed:
    """What passages say of a claim together."""

    verdict: Verdict
    """What the rule comes to."""

    reasons: tuple[str, ...]
    """Each step in words."""

    missing: tuple[str, ...]
    """What would be needed to say more."""

    decisive: tuple[str, ...]
    """Identifiers of the passages that the verdict rests on, heaviest first; of both sides when they conflict."""

    supports: float
    """Sum of the independent weights for the claim."""

    refutes: float
    """Sum of those against it."""

    margin: float
    """How far the heavier side is ahead, each side measured by what it needs: the less, the less sure."""


def weigh(passages: Sequence[Passage], day: date | None = None, rule: Rule = RULE) -> Weighed:
    """Return what judged passages say of a claim together.

    ``day`` is when the claim was made, ``None`` when unknown. Neither the order of the passages nor copies among them
    make a difference; one passage more that supports never makes a verdict ``refuted``, and the other way round.
    """
    ordered = sorted({passage.id: passage for passage in passages}.values(), key=lambda passage: passage.id)
    weights = [weight_of(passage, day, rule) for passage in ordered]
    marks = dict(zip((p.id for p in ordered), marks_of(ordered), strict=True))
    for_it = independent({w.passage.id: w.supports for w in weights}, marks)
    against = independent({w.passage.id: w.refutes for w in weights}, marks)
    by_id = {weight.passage.id: weight for weight in weights}
    supports = sum(by_id[key].supports for key in for_it)
    refutes = sum(by_id[key].refutes for key in against)
    verdict = decide(supports, refutes, rule)
    sides = {"supported": for_it, "refuted": against, "conflicting": (*for_it, *against)}
    decisive = sides.get(verdict, ())
    reasons = [*_side("support", for_it, by_id, "supports"), *_side("refute", against, by_id, "refutes")]
    reasons += _dependent("support", for_it, [w for w in weights if w.supports > 0], marks)
    reasons += _dependent("refute", against, [w for w in weights if w.refutes > 0], marks)
    reasons += [f"{_name(w.passage)} {'; '.join(w.less)}." for w in weights if w.less]
    reasons.append(_conclusion(verdict, supports, refutes, rule))
    return Weighed(
        verdict,
        tuple(reasons),
        tuple(_missing(verdict, weights, for_it, against, day)),
        decisive,
        round(supports, 4),
        round(refutes, 4),
        round(abs(supports / rule.for_it - refutes / rule.against), 4),
    )


def decide(supports: float, refutes: float, rule: Rule = RULE) -> Verdict:
    """Return the verdict of two sums of independent weights; pure."""
    heavy, light = sorted((supports / rule.for_it, refutes / rule.against), reverse=True)
    if heavy < 1:
        return "not enough evidence"
    if light >= rule.divided * heavy:
        return "conflicting"
    return "supported" if heavy == supports / rule.for_it else "refuted"


def weight_of(passage: Passage, day: date | None = None, rule: Rule = RULE) -> Weight:
    """Return what a passage counts by itself; pure."""
    if passage.stance not in {"supports", "refutes", "disputes part"}:
        return Weight(passage, 0.0, 0.0, ())
    if passage.stance_by == "rating":
        if passage.differences:
            return Weight(passage, 0.0, 0.0, ())
        weight = rule.rating
    else:
        sure = passage.stance_probability
        if passage.stance == "supports" and sure is not None and sure < rule.sure:
            return Weight(passage, 0.0, 0.0, (f"does not count: that it supports is not sure enough ({sure:.2f})",))
        weight = rule.unscored if sure is None else sure
    factor, less = factor_of(passage, day, rule)
    weight *= factor
    if passage.stance == "disputes part":
        return Weight(passage, weight / 2, weight / 2, ("confirms a part and disputes another", *less))
    return Weight(
        passage,
        weight if passage.stance == "supports" else 0.0,
        weight if passage.stance == "refutes" else 0.0,
        tuple(less),
    )


def factor_of(passage: Passage, day: date | None = None, rule: Rule = RULE) -> tuple[float, tuple[str, ...]]:
    """Return by how much a passage counts more or less than its stance is probable, and why; pure."""
    factor, less = 1.0, []
    if passage.stance_by == "rating":
        less.append("counts fully: it is a fact-checker's own rating of this claim")
    else:
        if any(feature.name == "reports" for feature in passage.features):
            factor *= rule.repeated
            less.append("counts less: it hands on what others say")
        if day and passage.date and passage.date.date() < day:
            factor *= rule.earlier
            less.append(f"counts less: it is older than the claim ({_day(passage)})")
    bad = [note for note in passage.notes if note.kind in {"state-controlled", "unreliable"}]
    good = [note for note in passage.notes if note.kind in {"reliable", "fact-checker"}]
    if bad:
        factor *= rule.known_bad
        less.append(f"counts less: the list “{bad[0].list}” calls it {bad[0].kind}")
    elif good:
        words = "a fact-checker" if good[0].kind == "fact-checker" else good[0].kind
        factor *= rule.known_good
        less.append(f"counts more: the list “{good[0].list}” calls it {words}")
    return factor, tuple(less)


# In words


def _name(passage: Passage) -> str:
    who = (passage.source.name or passage.source.site) if passage.source else ""
    title = f"“{passage.title}”" if passage.title else ""
    return who or title or "A passage without a source"


def _day(passage: Passage) -> str:
    return f"{passage.date.day} {passage.date:%B %Y}" if passage.date else ""


def _side(verb: str, chosen: Sequence[str], by_id: dict[str, Weight], side: str) -> list[str]:
    if not chosen:
        return [f"No passage {verb}s it."]
    named = [f"{_name(by_id[key].passage)} ({getattr(by_id[key], side):.2f})" for key in chosen]
    count = f"{len(chosen)} independent source{'s' if len(chosen) != 1 else ''}"
    return [f"{count} {verb}{'s' if len(chosen) == 1 else ''} it: {_list(named)}."]


def _dependent(
    verb: str, chosen: Sequence[str], weights: Sequence[Weight], marks: dict[str, frozenset[str]]
) -> list[str]:
    lines = []
    for weight in weights:
        key = weight.passage.id
        if key in chosen:
            continue
        shared = next((sorted(marks[key] & marks[other])[0] for other in chosen if marks[key] & marks[other]), "")
        if shared:
            lines.append(
                f"{_name(weight.passage)} is not counted again to {verb} it: {_WHY[shared.partition(' ')[0]]}."
            )
    return list(dict.fromkeys(lines))


_WHY = {
    "agency": "it goes back to the same news agency",
    "id": "it is the same passage",
    "name": "it is the same source",
    "page": "it is a copy of the same page",
    "record": "it is the same record",
    "site": "it is the same source",
    "state": "media of one state are one source",
    "text": "it carries the same text",
}


def _conclusion(verdict: Verdict, supports: float, refutes: float, rule: Rule) -> str:
    sums = f"Together they weigh {supports:.2f} for it and {refutes:.2f} against it"
    needs = f"{rule.for_it:.2f} for it or {rule.against:.2f} against it are needed"
    if verdict == "not enough evidence":
        return f"{sums}; {needs}, so there is not enough evidence."
    if verdict == "conflicting":
        return f"{sums}; {needs}, and neither side is far enough ahead, so the evidence conflicts."
    return f"{sums}; {needs}, and the other side is far behind, so it is {verdict}."


def _missing(
    verdict: Verdict, weights: Sequence[Weight], for_it: Sequence[str], against: Sequence[str], day: date | None
) -> list[str]:
    telling = [w.passage for w in weights if w.supports >= _LEAST_SHOWN or w.refutes >= _LEAST_SHOWN]
    if verdict in {"supported", "refuted"}:
        return []
    if not telling and any(w.less for w in weights):
        return ["A passage that says it plainly: those found are not sure enough."]
    if not telling:
        return ["A passage that says whether it is so: those found only speak of the subject." if weights else
                "Any passage that speaks of it."]  # fmt: skip
    lines = []
    if verdict == "conflicting":
        lines.append("A source that decides between those that support it and those that refute it.")
    elif len(for_it) + len(against) == 1:
        lines.append(f"A second source that does not depend on {_name(telling[0])}.")
    else:
        lines.append("A source that says it plainly: the passages found are not sure enough.")
    if all(any(n.kind in {"state-controlled", "unreliable"} for n in p.notes) for p in telling):
        lines.append("A source that no list calls unreliable or state-controlled.")
    if day and all(p.date and p.date.date() < day for p in telling):
        lines.append(f"A source from {day.day} {day:%B %Y} or later: all that was found is older than the claim.")
    if all(any(f.name == "reports" for f in p.features) for p in telling):
        lines.append("A first-hand source: all passages found hand on what others say.")
    return lines


def _list(items: Sequence[str]) -> str:
    shown = [*items[:5], *([f"{len(items) - 5} more"] if len(items) > 5 else [])]
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]
