"""Cited passages and the answer, or abstention, that rests on them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ascertain.records.document import Source
from ascertain.records.factcheck import Difference, Feature
from ascertain.records.record import Probability, Record, Span, UtcTime

Stance = Literal["supports", "refutes", "disputes part", "mentions", "unrelated"]
"""What a passage says of a claim."""

Verdict = Literal["supported", "refuted", "conflicting", "not enough evidence"]
"""What the evidence that was found says of a claim."""


class SourceNote(Record):
    """What a list that the user loaded says of a source."""

    list: str
    """Name of the list."""

    kind: Literal["state-controlled", "unreliable", "fact-checker", "reliable", "other"]
    """What being on it means."""

    words: str = ""
    """The list's own words about the source."""


class Passage(Record):
    """Some sentences of a document or fact-check, with where they come from."""

    id: str
    """Depends on origin and span."""

    origin: Literal["document", "fact-check"]
    """What it is a passage of."""

    origin_id: str
    """Identifier of that record."""

    span: Span
    """Where it stands in the record's text."""

    text: str
    """The exact words."""

    title: str = ""
    """Headline of the record."""

    url: str = ""
    """Address of the record."""

    source: Source | None = None
    """Who published it."""

    date: UtcTime | None = None
    """When it was published."""

    language: str = ""
    """BCP-47 primary language."""

    stance: Stance = "mentions"
    """What it says of the claim."""

    stance_by: str = ""
    """Who says so: ``name@version`` of a scorer, or ``rating`` for a publisher's own; empty when nobody looked."""

    stance_probability: Probability | None = None
    """How sure a scorer is of it; ``None`` for ratings."""

    found_by: tuple[str, ...] = ()
    """Searchers that found it; empty for the own collection."""

    notes: tuple[SourceNote, ...] = ()
    """What loaded lists say of its source."""

    copies: tuple[str, ...] = ()
    """Addresses of copies of the same text, which count once."""

    rating: str = ""
    """What the publisher of a fact-check rated its claim as, in own words where there are any."""

    features: tuple[Feature, ...] = ()
    """Why it was found."""

    differences: tuple[Difference, ...] = ()
    """Where it disagrees with the claim."""


class Statement(Record):
    """One sentence of an answer with the passages it rests on."""

    text: str
    """The sentence."""

    citations: tuple[str, ...]
    """Identifiers of passages; never empty."""


class Removed(Record):
    """A sentence that was written for an answer and taken out again."""

    text: str
    """The sentence."""

    why: str
    """What was wrong with it: ``the cited passage does not say 4,200``."""


class Inquiry(Record):
    """What a claim was understood to say, and what was searched for."""

    who: tuple[str, ...] = ()
    """People and organisations."""

    where: tuple[str, ...] = ()
    """Places."""

    when: tuple[str, ...] = ()
    """Dates, as the days they may mean."""

    figures: tuple[str, ...] = ()
    """Numbers with units."""

    would_support: str = ""
    """What would show it true."""

    would_refute: str = ""
    """What would show it false."""

    queries: tuple[tuple[str, str], ...] = ()
    """What was searched for, each with its BCP-47 language."""

    notes: tuple[str, ...] = ()
    """What was done to the text before, and in which languages no query was made."""


class Asked(Record):
    """One searcher that was asked, or why it was not."""

    searcher: str
    """Its name."""

    query: str = ""
    """What it was asked."""

    found: int = 0
    """Results it gave."""

    problem: str = ""
    """Why it gave none: ``no key is set``, ``did not answer in 5 s``; empty when all was well."""

    seconds: float = 0.0
    """How long it took."""


class Answer(Record):
    """What was found about a claim: cited statements, or an abstention that says what is missing."""

    id: str = ""
    """Depends on question and time; empty for answers inside a dossier."""

    question: str = ""
    """The claim as it was asked."""

    page: str = ""
    """Address on which the claim was read; that page is no evidence for itself."""

    published: date | None = None
    """The claim's own day, where it was given."""

    language: str = ""
    """BCP-47 language of the question or claim, in which the answer is written where it can be."""

    inquiry: Inquiry | None = None
    """How the question was read; ``None`` inside a dossier, where the claim says it."""

    outcome: Literal["rated", "evidence", "not enough evidence"]
    """``rated``: a fact-checker rated this claim; ``evidence``: passages but no rating; or an abstention."""

    verdict: Verdict | None = None
    """What the weighed evidence says; ``None`` where it was not weighed."""

    reasons: tuple[str, ...] = ()
    """Why the rule came to this verdict, step by step."""

    statements: tuple[Statement, ...] = ()
    """The answer, sentence by sentence."""

    written_by: str = ""
    """The language model, ``model@host``, that wrote what follows the first statement; empty for quotations."""

    removed: tuple[Removed, ...] = ()
    """Sentences a language model wrote that their passages do not support."""

    passages: tuple[Passage, ...] = ()
    """Every passage that was weighed, most telling first."""

    missing: tuple[str, ...] = ()
    """What would be needed to say more."""

    searched: str
    """What was searched: ``4 documents and 86,376 fact-checks``."""

    asked: tuple[Asked, ...] = ()
    """Searchers that were asked, and those that were not, with the reason."""

    unfinished: tuple[str, ...] = ()
    """What the time did not allow, and pages that could not be read, with the reason."""

    earlier: str = ""
    """Identifier of the answer that this one asks again."""

    made_by: tuple[str, ...] = ()
    """``name@version`` of each part and model that took part."""

    at: UtcTime | None = None
    """When it was made; ``None`` inside a dossier."""

    seconds: float = 0.0
    """How long it took."""
