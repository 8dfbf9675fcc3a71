"""A claim: a quoted sentence with its place, its claimant and what can be checked in it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ascertain.records.record import Probability, Record, Span


class Figure(Record):
    """A number with what it counts."""

    span: Span
    """Where it stands in the document's body."""

    text: str
    """The words as written: ``one-third of the 12,000 North Korean troops``."""

    value: float
    """The number: ``12000.0``, ``0.3333`` for a third; percentages as written (``3.5`` for 3.5 %)."""

    unit: str = ""
    """What is counted, normalised: ``%``, ``USD``, ``minute``, ``km``, or the noun (``troops``); empty when bare."""

    approximate: bool = False
    """Whether the text says about, nearly, more than, at least …"""


class NamedDate(Record):
    """A date named in the text, as the days it may mean."""

    span: Span
    """Where it stands in the document's body."""

    text: str
    """The words as written."""

    first: date | None = None
    """Earliest day it may mean; ``None`` for "Wednesday" in an undated document."""

    last: date | None = None
    """Latest day it may mean."""

    relative: bool = False
    """Whether it was resolved against the day of publication."""


class Entity(Record):
    """A person, organisation or place named in the text."""

    span: Span
    """Where it stands in the document's body."""

    text: str
    """The name as written."""

    kind: Literal["person", "organisation", "place", "name"]
    """What it is; ``name`` when only the capital letters say that it is a name."""

    key: str
    """What equal names share across languages: ``KP`` for a country, else the romanised name in lower case."""


class Attribution(Record):
    """Who makes the claim, and how the text says so."""

    how: Literal["own voice", "direct quotation", "partial quotation", "reported speech"]
    """In the article's own voice, in quotation marks with a speaker, partly in quotation marks, or reported."""

    claimant: str = ""
    """Full name or description of who says it; empty in the article's own voice."""

    office: str = ""
    """Their office or description as the text gives it: ``a professor of Korean Studies at Kookmin University``."""

    cue: str = ""
    """The words that attribute: ``said``, ``according to``, ``have estimated``."""

    span: Span | None = None
    """Where the claimant is named for this claim (may be the sentence before)."""


class Claim(Record):
    """One sentence, where it stands, who says it, and what in it can be checked."""

    id: str
    """Depends on document and span."""

    document_id: str
    """The document it stands in."""

    span: Span
    """Where it stands: ``quote == span.of(body)``."""

    quote: str
    """The exact words."""

    context: str = ""
    """The sentence with names in place of pronouns where the text makes them sure; empty when unchanged."""

    kind: Literal["assertion", "opinion", "question", "prediction"]
    """Only assertions are checked for truth; the other kinds are listed and marked."""

    kind_cue: str = ""
    """The words that decided a kind other than assertion."""

    attribution: Attribution
    """Who says it and how."""

    figures: tuple[Figure, ...] = ()
    """Numbers with units."""

    dates: tuple[NamedDate, ...] = ()
    """Named dates."""

    entities: tuple[Entity, ...] = ()
    """People, organisations and places."""

    check_worthiness: Probability
    """How likely a fact-checker is to want this sentence checked, from the trained probe."""

    worth_checking: bool
    """Whether the score passes the probe's threshold and the sentence is an assertion."""
