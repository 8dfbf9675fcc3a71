"""Whether a sentence written by a language model is borne out by the passages it cites; pure but for a scorer given.

Every figure, day, name and quotation must stand in a cited passage, most words too, and none may say the contrary.
What cannot be found there is not called false: it is taken out, with the reason, because no passage shows it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Protocol

from ascertain.answer.plain import trouble_in
from ascertain.answer.pronouncing import polarity, pronounced, speaks_of_claim, speaks_of_itself
from ascertain.answer.stance_words import plain_answer, siding_words
from ascertain.answer.standing import (
    Said,
    date_stands,
    figure_stands,
    fold,
    name_stands,
    number_stands,
    quotation_stands,
    quotations,
    said_by,
)
from ascertain.records import Passage, Stance, Verdict
from ascertain.text import content_words, sentences
from ascertain.text import words as words_of
from ascertain.text.agreement import Facts, compare, one_stem, read_facts
from ascertain.text.dates import find_dates

if TYPE_CHECKING:
    from ascertain.answer.stance import StanceJudge
    from ascertain.models import Embedder

LONGEST: Final = 600
"""Characters of one sentence."""

GROUNDED: Final = 0.5
"""Share of a sentence's words that must stand in what it cites, or in the claim; only within one language."""

CITED: Final = 0.35
"""Share of them that must stand in what it cites, whatever the claim says."""

_FEWEST_WORDS: Final = 3
"""Words of which a sentence has at least, and content words from which that share says something."""

_CLOSE: Final = 0.6
"""Share of words from which two sentences are taken to speak of one thing."""

_RESTATES: Final = 0.7
"""Share of the claim's words from which a sentence says what it says."""

_SURE: Final = 0.8
"""Probability from which a stance scorer's word takes a sentence out."""

_CAPITALS = re.compile(r"\b[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄΑ-Ω][^\W\d_]+(?: [A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄΑ-Ω][^\W\d_]+)+")
_NUMBER = re.compile(r"\w*\d\w*(?:[.,:/]\d\w*)*")

_QUOTES: Final = 0.5
"""Share of a sentence from which a quotation in it is what it says."""

_LEAKED: Final = 6
"""Words in a row that are no accident."""


class Judge(Protocol):
    """What says how passages stand to a sentence: a trained scorer with its embedder."""

    def __call__(self, sentence: str, language: str, passages: Sequence[Passage]) -> Sequence[tuple[Stance, float]]:
        """Return for each passage what it says of the sentence, and how sure that is (0 to 1)."""


def judged_by(scorer: StanceJudge, embedder: Embedder) -> Judge:
    """Return what asks a stance scorer about sentences."""

    def judge(sentence: str, language: str, passages: Sequence[Passage]) -> list[tuple[Stance, float]]:
        judged = scorer.judge(sentence, language, passages, embedder)
        return [(one.stance, one.probability or 0.0) for one in judged]

    return judge


@dataclass(frozen=True)
class Asking:
    """What sentences are checked against besides their passages."""

    question: str
    language: str
    verdict: Verdict
    instructions: str = ""
    """What the language model was told; it must not come back."""

    judge: Judge | None = None


def objection(sentence: str, cited: Sequence[Passage], asking: Asking) -> str:
    """Return why a sentence must not stand as it is, empty where nothing speaks against it."""
    if not cited:
        return "it cites no passage"
    texts = [said_by(passage) for passage in cited]
    known = [word for passage in cited if passage.source for word in (passage.source.name, passage.source.site)]
    return (
        _as_prose(sentence, known, asking)
        or _as_verdict(sentence, cited, asking)
        or _as_told(sentence, asking)
        or _in_detail(sentence, texts, asking)
        or _in_words(sentence, texts, asking)
        or _in_sense(sentence, cited, texts, asking)
        or _in_stance(sentence, cited, texts, asking)
    )


def _as_prose(sentence: str, known: Sequence[str], asking: Asking) -> str:
    if len(words_of(sentence)) < _FEWEST_WORDS:
        return "it is no sentence"
    if len(sentence) > LONGEST:
        return f"it is longer than {LONGEST} characters"
    if trouble := trouble_in(sentence, [word for word in known if word]):
        return trouble
    if speaks_of_itself(sentence) and not speaks_of_itself(asking.question):
        return "it speaks of the writer, not of the claim"
    return ""


def _as_told(sentence: str, asking: Asking) -> str:
    return "it repeats what the language model was told" if _leaks(sentence, asking.instructions) else ""


def _leaks(sentence: str, instructions: str) -> bool:
    ours, told = words_of(sentence), f" {' '.join(words_of(instructions))} "
    run = min(_LEAKED, len(ours))  # a sentence that is shorter counts when all of it stands there
    return any(f" {' '.join(ours[i : i + run])} " in told for i in range(len(ours) - run + 1))


def _as_verdict(sentence: str, cited: Sequence[Passage], asking: Asking) -> str:
    """Object to a verdict of its own; who reports a publisher's must name the publisher and have the stance right."""
    side = pronounced(sentence, asking.language)
    if not side or (side, asking.verdict) in {(1, "supported"), (-1, "refuted")}:
        return ""
    stances = {"supports"} if side > 0 else {"refutes", "disputes part"}
    for passage in cited:
        names = [passage.source.name, passage.source.site] if passage.source else []
        if passage.stance in stances and any(name and name.casefold() in sentence.casefold() for name in names):
            return ""
    return f"it pronounces on the claim otherwise than the passages together: {asking.verdict}"


def _in_detail(sentence: str, texts: Sequence[Said], asking: Asking) -> str:
    """Object to the first figure, day, name or quotation that stands nowhere."""
    language = asking.language
    claimed = [Said(asking.question, language)] if speaks_of_claim(sentence, language) else []
    for words in quotations(sentence):
        if not any(quotation_stands(words, text) for text in (*texts, *claimed)):
            return f"the cited passage does not say “{words}”"
    # The publication day only resolves words like "on Monday", so each text reads the sentence anew.
    facts = read_facts(sentence, language)
    for figure in facts.figures:
        if not figure_stands(figure, [*texts, *claimed], len(texts)):
            return f"the cited passage does not say {figure.text}"
    for i, named in enumerate(facts.dates):
        for text in (*texts, *claimed):
            anew = find_dates(sentence, language, text.day)
            if date_stands(anew[i] if i < len(anew) else named, text, language):
                break
        else:
            return f"the cited passage does not say {named.text}"
    read_already = [*(figure.span for figure in facts.figures), *(named.span for named in facts.dates)]
    for match in _NUMBER.finditer(sentence):
        read = any(span.start < match.end() and match.start() < span.end for span in read_already)
        if not read and not number_stands(match.group(), [*texts, *claimed]):
            return f"the cited passage does not say {match.group()}"
    for name in facts.entities:
        if not any(name_stands(name, text, language) for text in (*texts, *claimed)):
            return f"the cited passage does not name {name.text}"
    there = set().union(*(text.words for text in (*texts, *claimed)))
    for match in _CAPITALS.finditer(sentence):
        # Names are found by rules that know few German ones: two capitals in a row of which neither stands there.
        parts = match.group().split()
        for pair in pairwise(parts):
            found = [content_words(part, language) for part in pair]
            if all(words and not any(_holds(word, there) for word in words) for words in found):
                return f"the cited passage does not name {' '.join(pair)}"
    return ""


def _in_words(sentence: str, texts: Sequence[Said], asking: Asking) -> str:
    """Object to a sentence of which neither passages nor claim hold most words, or that leaves the claim aside."""
    words = content_words(sentence, asking.language)
    claim = content_words(asking.question, asking.language)
    if any(text.language != asking.language for text in texts):
        return ""
    there = set().union(*(text.words for text in texts))
    if len(words) >= _FEWEST_WORDS:
        held = sum(_holds(word, there | claim) for word in words)
        cited = sum(_holds(word, there) for word in words)
        if held < GROUNDED * len(words) or cited < CITED * len(words):
            return f"the cited passage holds {cited} of its {len(words)} words"
    near = [text for text in texts for word in claim if _holds(word, text.words)]
    if words and not any(_holds(word, claim) for word in words) and not near:
        return "it says nothing of what was asked"
    return ""


def _holds(word: str, words: set[str] | frozenset[str]) -> bool:
    return word in words or any(one_stem(word, other) for other in words)


def _in_sense(sentence: str, cited: Sequence[Passage], texts: Sequence[Said], asking: Asking) -> str:
    """Object to a sentence whose nearest sentence in the passages says the contrary, or that turns the claim round."""
    language = asking.language
    facts = read_facts(sentence, language)
    claim = read_facts(asking.question, language)
    if not speaks_of_claim(sentence, language) and (turned := _turned(facts, claim, cited)):
        return turned
    close = [
        (share, contrary)
        for text in texts
        if text.language == language
        for share, contrary in _against(facts, text)
        if share >= _CLOSE
    ]
    if pronounced(sentence, language):  # it negates the claim, not the passage; dealt with as a verdict
        return ""
    if close and max(close, key=lambda pair: (pair[0], not pair[1]))[1]:
        return f"the cited passage says the contrary: “{max(close)[1]}”"
    return ""


def _turned(facts: Facts, claim: Facts, cited: Sequence[Passage]) -> str:
    """Object to the claim told as a fact by those who contradict it, and to its denial by those who support it."""
    shared = sum(_holds(word, facts.words) for word in claim.words)
    if not claim.words or shared < _RESTATES * len(claim.words):
        return ""
    against, _, doubting, _ = siding_words(facts.text, facts.language)
    if against or doubting or plain_answer(facts.text) < 0:  # it is not told as a fact
        return ""
    kinds = {difference.kind for difference in compare(claim, facts).differences}
    same = polarity(facts.text, facts.language) == polarity(claim.text, claim.language)
    stances = {passage.stance for passage in cited}
    if same and not kinds & {"number", "date", "direction", "place"} and stances == {"refutes"}:
        return "it tells as a fact what the cited passage contradicts"
    if not same and stances == {"supports"}:
        return "it denies what the cited passage supports"
    return ""


def _against(facts: Facts, text: Said) -> list[tuple[float, str]]:
    """Return for each sentence of a text the share of words common to both, and the word that turns it round."""
    found = []
    for span in sentences(text.text, text.language):
        theirs = read_facts(span.of(text.text), text.language, text.day)
        fewer = min(len(facts.words), len(theirs.words))
        if not fewer:
            continue
        share = sum(_holds(word, theirs.words) for word in facts.words) / fewer
        contrary = ""
        if share >= _CLOSE:
            for difference in compare(facts, theirs).differences:
                if difference.kind == "direction":
                    contrary = difference.theirs
            whole = fold(span.of(text.text)).startswith(fold(facts.text).rstrip(".!?。"))
            # A sentence that ends earlier than the passage's leaves a "not" behind that belongs to what follows.
            if not whole and polarity(facts.text, facts.language) != polarity(theirs.text, theirs.language):
                contrary = contrary or span.of(text.text)[:80]
        found.append((share, contrary))
    return found


def _in_stance(sentence: str, cited: Sequence[Passage], texts: Sequence[Said], asking: Asking) -> str:
    """Object where a scorer is sure that every cited passage contradicts the sentence.

    It is not asked about what stands there word for word, the whole or a long quotation: it takes the words “false”
    and “no” in a passage to be said of such a sentence, of which they are a part.
    """
    if asking.judge is None or speaks_of_claim(sentence, asking.language):
        return ""
    quoted = [words for words in quotations(sentence) if len(words) > _QUOTES * len(sentence)]
    if any(quotation_stands(words.rstrip(".!?。।"), text) for words in (sentence, *quoted) for text in texts):
        return ""
    judged = asking.judge(sentence, asking.language, [_unjudged(p) for p in cited])
    if judged and all(stance == "refutes" and sure >= _SURE for stance, sure in judged):
        return "the cited passage contradicts it"
    return ""


def _unjudged(passage: Passage) -> Passage:
    """Return a passage as if nobody had said what it says of the claim."""
    return passage.model_copy(update={"stance": "mentions", "stance_by": "", "stance_probability": None})
