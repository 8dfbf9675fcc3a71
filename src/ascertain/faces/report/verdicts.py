"""What state each claim of a dossier is in, its number, and its numbered sources: the same on paper and screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ascertain.records import CheckedClaim, Dossier, Match, Passage, Rating, Verdict


class State(StrEnum):
    """What a reader may expect behind a sentence; the value names its style in the page."""

    RATED = "rated"
    EVIDENCE = "evidence"
    LACKING = "lacking"
    UNANSWERED = "unanswered"
    OPINION = "opinion"
    QUESTION = "question"
    PREDICTION = "prediction"
    PLAIN = "plain"


ASIDES = (State.OPINION, State.QUESTION, State.PREDICTION, State.PLAIN)
"""States of sentences that are listed but not looked up."""

_OUTCOMES = {"rated": State.RATED, "evidence": State.EVIDENCE, "not enough evidence": State.LACKING}
_UNRATED = "Evidence, no rating"
_EVIDENCE: dict[Verdict | None, str] = {
    "supported": "Evidence for it",
    "refuted": "Evidence against it",
    "conflicting": "Evidence is divided",
}
_KINDS = {"opinion": State.OPINION, "question": State.QUESTION, "prediction": State.PREDICTION}


@dataclass(frozen=True)
class Entry:
    """One sentence of a dossier with its state and its number or letter in the report."""

    checked: CheckedClaim
    state: State
    number: int
    """1, 2, 3 … among the claims with a card, and, counted apart, among the sentences set aside."""

    ratings: tuple[Rating, ...]
    """Distinct ratings of the fact-checks the answer rests on, best match first; empty unless ``rated``."""

    differs: tuple[str, ...]
    """On what the fact-checks the answer rests on disagree with the claim: ``number``, ``date`` …; usually empty."""

    @property
    def aside(self) -> bool:
        """Return whether the sentence was only listed, not looked up."""
        return self.state in ASIDES

    @property
    def anchor(self) -> str:
        """Return the fragment its card or list entry has in the page."""
        return f"{'aside' if self.aside else 'claim'}-{self.number}"

    @property
    def verdict(self) -> str:
        """Return the state in a few words: ``Rated mostly false``."""
        if self.state is State.RATED:
            return _rated(self.ratings, bool(self.differs))
        return {
            State.EVIDENCE: _EVIDENCE.get(self.checked.answer.verdict if self.checked.answer else None, _UNRATED),
            State.LACKING: "Not enough evidence",
            State.UNANSWERED: "Not looked up",
            State.PLAIN: "Not worth checking",
        }.get(self.state, self.state.value.capitalize())


@dataclass(frozen=True)
class Cited:
    """A source of an answer with its number among the claim's sources."""

    number: int
    passage: Passage | None
    """The passage, or ``None`` when the answer cites a related fact-check as a whole."""

    match: Match | None
    """The related fact-check the source belongs to, if any."""


def state_of(checked: CheckedClaim) -> State:
    """Return the state of a claim from its answer, else from its kind."""
    if checked.answer is not None:
        return _OUTCOMES[checked.answer.outcome]
    if checked.claim.kind in _KINDS:
        return _KINDS[checked.claim.kind]
    return State.UNANSWERED if checked.claim.worth_checking else State.PLAIN


def sources_of(checked: CheckedClaim) -> tuple[Cited, ...]:
    """Return the claim's sources numbered from 1: its evidence in order, then fact-checks cited as a whole."""
    cited = _citations(checked)
    left = {match.fact_check.id: match for match in checked.related}
    found = [
        # A fact-check is shown once, with its first passage; any further passage of it stands alone.
        Cited(number, passage, left.pop(passage.origin_id, None))
        for number, passage in enumerate(checked.evidence, 1)
    ]
    whole = [match for id_, match in left.items() if id_ in cited]
    return (*found, *(Cited(number, None, match) for number, match in enumerate(whole, len(found) + 1)))


def citation_numbers(sources: Sequence[Cited], citations: Sequence[str]) -> tuple[int, ...]:
    """Return the numbers of the cited sources, in order, each once; a citation that is not among them is left out."""
    numbers = {source.match.fact_check.id: source.number for source in sources if source.match is not None}
    numbers |= {source.passage.id: source.number for source in sources if source.passage is not None}
    return tuple(dict.fromkeys(numbers[id_] for id_ in citations if id_ in numbers))


def entries(dossier: Dossier) -> tuple[Entry, ...]:
    """Return every sentence of the dossier in reading order with its state and number."""
    made: list[Entry] = []
    counts = {True: 0, False: 0}
    for checked in dossier.claims:
        state = state_of(checked)
        counts[state in ASIDES] += 1
        behind = _behind(checked) if state is State.RATED else ()
        ratings = tuple(dict.fromkeys(match.fact_check.rating for match in behind))
        differs = tuple(dict.fromkeys(difference.kind for match in behind for difference in match.differences))
        made.append(Entry(checked, state, counts[state in ASIDES], ratings, differs))
    return tuple(made)


def _citations(checked: CheckedClaim) -> set[str]:
    if checked.answer is None:
        return set()
    return {id_ for statement in checked.answer.statements for id_ in statement.citations}


def _rated(ratings: Sequence[Rating], differs: bool) -> str:
    """Return the verdict for a rated claim; where the fact-checks differ from it, only a similar claim was rated."""
    told = sorted(
        (rating for rating in ratings if rating not in (Rating.UNRATED, Rating.OTHER)), key=list(Rating).index
    )
    sides = {"" if rating.step is None else "false" if rating.step < 3 else str(min(rating.step, 4)) for rating in told}
    if len(told) > 1 and (len(sides) > 1 or "" in sides):
        return "Ratings of similar claims differ" if differs else "Ratings differ"
    words = " or ".join(rating.value for rating in told)
    if not words:
        return "Similar claim fact-checked" if differs else "Fact-checked"
    return f"Similar claim rated {words}" if differs else f"Rated {words}"


def _behind(checked: CheckedClaim) -> tuple[Match, ...]:
    """Return the matches a "rated" answer rests on: close and rated ones it cites, else what comes nearest to that."""
    cited = _citations(checked)
    origins = cited | {passage.origin_id for passage in checked.evidence if passage.id in cited}
    named = tuple(match for match in checked.related if match.fact_check.id in origins)
    close = tuple(match for match in named or checked.related if match.strength == "close")
    rated = tuple(match for match in close if match.fact_check.rating is not Rating.UNRATED)
    return rated or close or named
