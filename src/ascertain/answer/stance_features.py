"""The named signals of what a passage says of a claim, as numbers.

All are read from the two texts and their vectors; none depends on the other passages, so that what a passage is found
to say does not change with what was found beside it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ascertain.answer.stance_questions import NAMES, Exchange, answered, exchange_of, measure_answer
from ascertain.answer.stance_words import circulating_words, plain_answer, siding_words
from ascertain.models import Embedder
from ascertain.records import Difference, Feature, Passage
from ascertain.text import content_words, sentences
from ascertain.text.agreement import Agreement, Facts, bearing_negations, compare, read_facts
from ascertain.text.disputing import disputing_words

FEATURE_NAMES: Final = (
    "meaning",
    "meaning of the sentence",
    "near in meaning",
    "claim's words",
    "claim's words in the sentence",
    "sentence's words",
    "shared names",
    "names it lacks",
    "other names",
    "other places",
    "same figures",
    "other figures",
    "figures it lacks",
    "other dates",
    "negation differs",
    "negated",
    "direction differs",
    "same direction",
    "qualified",
    "calls it false",
    "words against",
    "words for",
    "doubts",
    "reports",
    "asks",
    "answers yes",
    "answers no",
    "length of the claim",
    "length of the sentence",
    "near and negation differs",
    "near and calls it false",
    "near and against",
    "near and for",
    "near and figures differ",
    "near and figures agree",
    "near and direction differs",
    "near and answers yes",
    "near and answers no",
    "near and nothing differs",
    "same words and nothing differs",
    "same words and something differs",
    *NAMES,
)
"""What :func:`measure` gives, in the order of its columns."""

ACROSS: Final = 0.025
"""How much lower multilingual-e5-small's cosine of one statement is in two languages than in one
(docs/decisions/0009-related-fact-checks.md)."""

NEAR, REACH = 0.80, 0.12
"""Cosines from which a passage begins to be near, and how far above it is as near as counts."""

MOST_SENTENCES = 8
"""Sentences of one passage that are looked at; a passage has three on average."""


@dataclass(frozen=True)
class Stated:
    """A claim with what can be compared in it."""

    text: str
    language: str
    facts: Facts
    vector: NDArray[np.float32]


@dataclass(frozen=True)
class Read:
    """A passage read beside a claim."""

    passage: Passage
    sentence: str
    """The sentence that speaks most of what the claim speaks of."""

    cosine: float
    """Of claim and passage, the mean of its sentences' vectors."""

    sentence_cosine: float
    """Of claim and sentence."""

    vector: NDArray[np.float32]
    """The sentence's."""

    whole: Agreement
    """What the claim shares with the passage."""

    close: Agreement
    """What the claim shares with the sentence, and where they differ."""

    facts: Facts
    """Of the sentence."""

    across: bool
    """Whether claim and passage are in different languages."""

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Where the sentence differs from the claim."""
        return self.close.differences


def state(claim: str, language: str, embedder: Embedder, day: date | None = None) -> Stated:
    """Return a claim with what can be compared in it; ``day`` is when it was made."""
    return Stated(claim, language, read_facts(claim, language, day), embedder.queries([claim])[0])


def read_beside(stated: Stated, passages: Sequence[Passage], embedder: Embedder) -> list[Read]:
    """Return each passage with its nearest sentence and what it shares with the claim, in the order given."""
    parts = [_sentences(passage) for passage in passages]
    # Embedding is nine tenths of the time, so the passage itself is not embedded: its sentences stand for it.
    texts = list(dict.fromkeys(text for some in parts for text in some))
    rows = {t: i for i, t in enumerate(texts)}
    vectors = embedder.passages(texts) if texts else np.zeros((0, len(stated.vector)), np.float32)
    cosines = vectors @ stated.vector
    found = []
    for passage, some in zip(passages, parts, strict=True):
        places = [rows[text] for text in some]
        sentence = max(some, key=lambda text: float(cosines[rows[text]]))
        middle = vectors[places].mean(axis=0)
        cosine = float(middle @ stated.vector) / max(float(np.linalg.norm(middle)), 1e-9)
        found.append(_read(stated, passage, sentence, vectors[rows[sentence]], cosine))
    return found


def _sentences(passage: Passage) -> list[str]:
    """Return what a passage states, sentence by sentence; a question goes with the sentence that answers it."""
    stated: list[str] = []
    asked = ""
    for span in sentences(passage.text, passage.language)[:MOST_SENTENCES]:
        text = span.of(passage.text).strip()
        if is_question(text):
            asked = text
        elif text:
            stated.append(f"{asked} {text}".strip())
            asked = ""
    return stated or [passage.text]


def is_question(text: str) -> bool:
    """Tell whether a text ends in a question: it asks and states nothing; pure."""
    return text.rstrip(" \n\"'”’»)").endswith(("?", "？", "؟"))


def _read(stated: Stated, passage: Passage, sentence: str, vector: NDArray[np.float32], cosine: float) -> Read:
    day = passage.date.date() if passage.date else None
    facts = read_facts(sentence, passage.language, day)
    close = compare(stated.facts, facts)
    whole = (
        close if sentence == passage.text else compare(stated.facts, read_facts(passage.text, passage.language, day))
    )
    across = bool(stated.language and passage.language and stated.language != passage.language)
    return Read(passage, sentence, cosine, float(vector @ stated.vector), vector, whole, close, facts, across)


def measure(stated: Stated, read: Read) -> NDArray[np.float64]:
    """Return the numbers of :data:`FEATURE_NAMES` for one passage; pure."""
    passage = read.passage
    cosine, sentence_cosine = read.cosine + ACROSS * read.across, read.sentence_cosine + ACROSS * read.across
    near = min(max(max(cosine, sentence_cosine) - NEAR, 0.0) / REACH, 1.0)
    whole = _shared(read.whole)
    kinds = {difference.kind for difference in read.close.differences}
    beside = {difference.kind for difference in read.whole.differences}
    ours = stated.facts.words
    theirs, every = read.facts.words, content_words(passage.text, passage.language)
    names, figures = len(stated.facts.entities), len(stated.facts.figures)
    against, confirming, doubting, reporting = (
        min(len(mine), 3) for mine in siding_words(read.sentence, passage.language)
    )
    false = min(len(disputing_words(read.sentence, passage.language)), 2)
    false -= min(len(disputing_words(stated.text, stated.language)), 2)
    mine_not, its_not = (
        bearing_negations(stated.facts, read.facts),
        bearing_negations(read.facts, stated.facts),
    )
    negation = float(len(mine_not) % 2 != len(its_not) % 2)
    mine, its = ({label for _, label in facts.directions} for facts in (stated.facts, read.facts))
    exchange = _exchange(read)
    answer = (
        answered(stated.facts, exchange, passage.language)
        if exchange
        else plain_answer(read.sentence) or plain_answer(passage.text)
    )
    same, other = min(whole.get("same figures", 0.0), 3.0), float("number" in kinds and "number" in beside)
    direction = float("direction" in kinds)
    alike = 2 * len(ours & theirs) / max(len(ours) + len(theirs), 1)
    differs = bool(kinds - {"date"}) or false > 0 or against > 0 or answer < 0
    return np.array(
        (
            cosine,
            sentence_cosine,
            near,
            len(ours & every) / max(len(ours), 1),
            len(ours & theirs) / max(len(ours), 1),
            len(ours & theirs) / max(len(theirs), 1),
            min(whole.get("shared names", 0.0), 4.0),
            max(names - whole.get("shared names", 0.0), 0.0) / names if names else 0.0,
            float("name" in kinds),
            float("place" in kinds),
            same,
            other,
            max(figures - whole.get("same figures", 0.0), 0.0) / figures if figures else 0.0,
            float("date" in kinds),
            negation,
            float(bool(its_not)),
            direction,
            float(bool(mine & its)),
            float("qualifier" in kinds),
            float(false),
            against,
            confirming,
            doubting,
            reporting,
            float(is_question(read.sentence)),
            float(answer > 0),
            float(answer < 0),
            math.log1p(len(ours)),
            math.log1p(len(theirs)),
            near * negation,
            near * false,
            near * against,
            near * confirming,
            near * other,
            near * same,
            near * direction,
            near * (answer > 0),
            near * (answer < 0),
            near * (not differs),
            alike * (not differs),
            alike * differs,
            *measure_answer(stated.facts, exchange, passage.language),
        ),
        np.float64,
    )


def _exchange(read: Read) -> Exchange | None:
    """Return question and answer: the whole passage where it begins with a question, else what is in the sentence."""
    spans = sentences(read.passage.text, read.passage.language)[:1]
    first = spans[0].of(read.passage.text) if spans else ""
    return exchange_of(read.passage.text if is_question(first) else read.sentence)


def _shared(agreement: Agreement) -> dict[str, float]:
    return {feature.name: feature.value for feature in agreement.features}


def explain(read: Read) -> tuple[Feature, ...]:
    """Return what a stance rests on, in words."""
    meaning = Feature(
        name="meaning",
        value=round(read.sentence_cosine, 3),
        words=f"similarity of meaning {read.sentence_cosine:.2f} (cosine)",
    )
    against, confirming, doubting, _ = siding_words(read.sentence, read.passage.language)
    reporting = circulating_words(read.sentence, read.passage.language)
    false = tuple(disputing_words(read.sentence, read.passage.language))
    said = (
        ("calls it false", (*false, *against), "words that speak against something"),
        ("confirms", confirming, "words that confirm"),
        ("doubts", doubting, "words that leave it open"),
        ("reports", reporting, "words that hand on what others say"),
    )
    words = [
        Feature(name=name, value=float(len(found)), words=f"{what}: {', '.join(dict.fromkeys(found[:4]))}")
        for name, found, what in said
        if found
    ]
    return (meaning, *read.whole.features, *words)
