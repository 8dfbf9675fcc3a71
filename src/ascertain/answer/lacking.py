"""What would be needed to say more about a claim of a page; a pure function."""

from __future__ import annotations

from collections.abc import Sequence

from ascertain.answer.phrasing import Collection, lacking, name_of
from ascertain.records import Claim, Match, Passage


def still_missing(claim: Claim, matches: Sequence[Match], evidence: Sequence[Passage], among: Collection) -> list[str]:
    """Return what would be needed to say more, most telling first: a fact-check, figures, names, the first-hand source.

    The nearest fact-check is named with what keeps it from being about this claim, so that nobody looks for it again.
    """
    if not among.fact_checks and not among.documents:
        return ["The collection is empty: import fact-checks or documents first."]
    lines = []
    nearest = matches[0] if matches else None
    if nearest is None or nearest.strength == "weak":
        lines.append("A fact-check of this claim.")
    elif nearest.strength == "possible" or nearest.differences:
        check, differs = nearest.fact_check, [d.words for d in nearest.differences]
        why = f"differs: {differs[0]}" if differs else "shares too little with this claim"
        lines.append(f"A fact-check of this claim: the nearest, “{check.claim}” ({name_of(check)}), {why}.")
    lines += lacking([f.text for f in claim.figures], [e.text for e in claim.entities], evidence)
    if claim.attribution.how != "own voice" and claim.attribution.claimant:
        lines.append(f"The original statement by {claim.attribution.claimant}.")
    return lines
