"""What the answer to a question says of a claim: a plain yes or no, turned where the question asks the contrary.

“Can they vote? No.” supports “they will not be allowed to vote”, so that question and answer are read together. All
functions are pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ascertain.answer.stance_words import plain_answer, siding_words
from ascertain.text import content_words
from ascertain.text.agreement import Facts
from ascertain.text.disputing import opposite_words
from ascertain.text.polarity import directions, negations

NAMES: Final = (
    "says yes to the claim",
    "says no to the claim",
    "asks the claim and says yes",
    "asks the claim and says no",
    "answer has words against",
)
"""What :func:`measure_answer` gives, in this order; all are 0 for a text without a question."""

_OPPOSITE: Final = {"up": "down", "down": "up", "double": "half", "half": "double"}


@dataclass(frozen=True)
class Exchange:
    """A question with what answers it."""

    question: str
    answer: str


def exchange_of(text: str) -> Exchange | None:
    """Return the question that ``text`` begins with and what follows its last question; ``None`` without both."""
    place = max(text.rfind(mark) for mark in "?？؟")
    answer = text[place + 1 :].strip(" \n\"'”’»)")
    return Exchange(text[: place + 1], answer) if place > 0 and answer else None


def answered(claim: Facts, exchange: Exchange, language: str) -> int:
    """Return 1 when the answer is a plain yes to the claim, -1 for a plain no, 0 otherwise; ``language`` is the text's.

    A question that asks the contrary (one of the two is negated, or they name opposites) turns the answer round.
    """
    plain = plain_answer(exchange.answer)
    if not plain:
        return 0
    turned = len(claim.negations) % 2 != len(negations(exchange.question, language)) % 2
    opposed = opposite_words(claim.text, exchange.question, language) if claim.language == language else None
    mine = {label for _, label in claim.directions}
    other = {label for _, label in directions(exchange.question, language)}
    against = bool(mine and other and not mine & other and {_OPPOSITE[label] for label in mine} & other)
    return -plain if turned != (against or opposed is not None) else plain


def measure_answer(claim: Facts, exchange: Exchange | None, language: str) -> tuple[float, ...]:
    """Return the numbers of :data:`NAMES`; ``language`` is that of question and answer."""
    if exchange is None:
        return (0.0,) * len(NAMES)
    asked = content_words(exchange.question, language)
    same = len(claim.words & asked) / max(len(asked), 1)
    side = answered(claim, exchange, language)
    against = siding_words(exchange.answer, language)[0]
    # How much of the claim the question holds is left out: no labelled collection has questions whose answers say
    # neither, so that a scorer learns from it that whatever answers a question takes a side.
    return float(side > 0), float(side < 0), same * (side > 0), same * (side < 0), float(min(len(against), 3))
