"""The answer to a claim: what fact-checkers rated, what passages say, or what is missing; a pure function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ascertain.answer.evidence import decisive_sentence, passage_of
from ascertain.answer.phrasing import counted, day_of, lacking, name_of, publisher_of
from ascertain.records import Answer, Claim, Difference, FactCheck, Match, Passage, Rating, Statement


@dataclass(frozen=True)
class Collection:
    """How much was searched."""

    fact_checks: int
    documents: int

    def __str__(self) -> str:
        return f"{counted(self.fact_checks, 'fact-check')} and {counted(self.documents, 'document')}"


def answer_claim(
    claim: Claim, matches: Sequence[Match], evidence: Sequence[Passage], collection: Collection, language: str
) -> Answer:
    """Return the cited answer, or an abstention that says what is missing.

    Only a publisher's rating of a close match without any difference makes the outcome ``rated``; passages that
    bear on the claim make it ``evidence``, quoted and left for the reader to weigh; otherwise it abstains.
    """
    close = [m for m in matches if m.strength == "close"]
    rated = [m for m in close if m.fact_check.rating is not Rating.UNRATED and not m.differences]
    statements = [_rating_statement(m) for m in rated]
    others = [m for m in close if m not in rated]
    statements += [
        _examined_statement(m) if m.fact_check.rating is Rating.UNRATED else _rating_statement(m) for m in others
    ]
    cited = {c for s in statements for c in s.citations}
    statements += [_quote_statement(claim, p, language) for p in evidence if p.id not in cited]
    outcome = "rated" if rated else "evidence" if statements else "not enough evidence"
    missing = [] if rated else _missing(claim, matches, evidence, collection)
    if len({_side(m.fact_check.rating) for m in rated}) > 1:
        missing = ["The publishers' ratings differ: read both before relying on either."]
    return Answer.model_validate(
        {"outcome": outcome, "statements": statements, "missing": missing, "searched": str(collection)}
    )


def _side(rating: Rating) -> str:
    return "none" if rating.step is None else "false" if rating.step < 3 else "mixed" if rating.step == 3 else "true"


def _publisher(check: FactCheck) -> str:
    day = f" on {day_of(check.date)}" if check.date else ""
    return f"{name_of(check)}{day}"


def _rating_statement(match: Match) -> Statement:
    check = match.fact_check
    words = f" (“{check.rating_words}”)" if check.rating_words else ""
    text = f"{_publisher(check)} rated the claim “{check.claim}” as {check.rating.value}{words}."
    return Statement(text=text + _except(match.differences), citations=(passage_of(match).id,))


def _examined_statement(match: Match) -> Statement:
    check = match.fact_check
    text = f"{_publisher(check)} examined the claim “{check.claim}”; the collection holds no rating for it."
    return Statement(text=text + _except(match.differences), citations=(passage_of(match).id,))


def _quote_statement(claim: Claim, passage: Passage, language: str) -> Statement:
    sentence = decisive_sentence(claim.quote, language, passage)
    day = f", {day_of(passage.date)}" if passage.date else ""
    text = f"{publisher_of(passage) or 'A document'}{day}: “{sentence}”"
    return Statement(text=text + _except(passage.differences), citations=(passage.id,))


def _except(differences: Sequence[Difference]) -> str:
    return f" Note: {'; '.join(d.words for d in differences)}." if differences else ""


def _missing(claim: Claim, matches: Sequence[Match], evidence: Sequence[Passage], collection: Collection) -> list[str]:
    """Return what would be needed to say more, most telling first."""
    if not collection.fact_checks and not collection.documents:
        return ["The collection is empty: import fact-checks or documents first."]
    lines = []
    nearest = matches[0] if matches else None
    if nearest is None or nearest.strength == "weak":
        lines.append(f"No fact-check of this claim among {counted(collection.fact_checks, 'fact-check')}.")
    else:
        check, differs = nearest.fact_check, [d.words for d in nearest.differences]
        why = f"differs: {differs[0]}" if differs else "shares too little with this claim"
        lines.append(f"No fact-check of this claim: the nearest, “{check.claim}” ({name_of(check)}), {why}.")
    if not evidence:
        lines.append(f"No passage among {counted(collection.documents, 'document')} bears on it.")
    lines += lacking([f.text for f in claim.figures], [e.text for e in claim.entities], evidence)
    if claim.attribution.how != "own voice" and claim.attribution.claimant:
        lines.append(f"The original statement by {claim.attribution.claimant}.")
    return lines
