"""An answer without a language model: who says what of a claim, quoted word for word; pure functions.

Nothing is paraphrased, so nothing can be invented: each sentence holds a publisher, a day, a verbatim quotation or
two figures read from claim and passage, and names the passages it rests on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from ascertain.answer.phrasing import lacking, publisher_of, told_stance
from ascertain.answer.plain import READ, plain_stretch, seen, shortened, trouble_in
from ascertain.answer.wording import Wording, wording_for
from ascertain.records import Difference, Inquiry, Passage, Statement, Verdict
from ascertain.text import sentences
from ascertain.text.agreement import Facts, compare, read_facts
from ascertain.text.samefigures import comparable

MOST_QUOTED = 6
"""Passages quoted; all of them stand below the answer."""

MOST_UNSETTLED = 3
"""Passages quoted where none settles the claim."""

LONGEST_QUOTE = 320
"""Characters of one quotation: two long sentences."""

MOST_NAMED = 3
"""Publishers named in the first sentence."""

_SHORTEST_QUOTE: Final = 12
_LONGEST_RATING: Final = 60
_LONGEST_NAME: Final = 80
_MOST_SENTENCES: Final = 12
_COMPARED: Final = frozenset({"number", "date", "place", "name"})


class Decided(Protocol):
    """What the weighing of the passages came to."""

    @property
    def verdict(self) -> Verdict:
        """What the evidence says of the claim."""

    @property
    def missing(self) -> Sequence[str]:
        """What would be needed to say more."""

    @property
    def decisive(self) -> Sequence[str]:
        """Identifiers of the passages that decided it, weightiest first."""


def write(
    question: str, language: str, inquiry: Inquiry | None, weighed: Decided, passages: Sequence[Passage]
) -> tuple[tuple[Statement, ...], tuple[str, ...]]:
    """Return the statements of an answer, each with the passages it rests on, and what is missing.

    The first statement gives the verdict; then each decisive passage is quoted, weightiest first, with what its
    figures, dates, places and names say otherwise than the claim, and then those that dispute a part of it. Without
    any passage there is no statement, only what is missing. ``language`` is a BCP-47 tag: the fixed words are in it
    where :data:`~ascertain.answer.wording.WORDINGS` has it, quotations stay in their own.
    """
    wording = wording_for(language)
    ours = read_facts(question, language)
    first = verdict_statement(wording, weighed, passages)
    quoted = _quoted(weighed, passages)
    statements = [first] if first else []
    for passage in quoted:
        statements += _about(ours, passage, wording)
    return tuple(statements), missing(inquiry, weighed, passages)


def verdict_statement(wording: Wording, weighed: Decided, passages: Sequence[Passage]) -> Statement | None:
    """Return the sentence that gives the verdict, with the passages that decided it; ``None`` without passages."""
    shown = _decisive(weighed, passages)
    if not shown:
        return None
    if weighed.verdict == "conflicting":
        pro = [p for p in shown if p.stance == "supports"]
        con = [p for p in shown if p.stance != "supports"]
        if pro and con:
            text = wording.conflicting.format(pro=_all_of(pro, wording), con=_all_of(con, wording))
            return Statement(text=text, citations=tuple(p.id for p in shown))
    if weighed.verdict in {"supported", "refuted"}:
        shown = [p for p in shown if told_stance(p) != "mentions"] or shown
    templates = {"supported": wording.supported, "refuted": wording.refuted}
    text = templates.get(weighed.verdict, wording.unsettled).format(who=_all_of(shown, wording))
    return Statement(text=text, citations=tuple(p.id for p in shown))


def missing(inquiry: Inquiry | None, weighed: Decided, passages: Sequence[Passage]) -> tuple[str, ...]:
    """Return what would be needed to say more: what the weighing misses, and figures or names nobody speaks of."""
    lines = list(weighed.missing)
    if not passages:
        lines = ["No passage that bears on the claim was found."]  # the weighing asks for one in other words
    if inquiry and weighed.verdict == "not enough evidence":
        lines += lacking(inquiry.figures, (*inquiry.who, *inquiry.where), passages)
    return tuple(dict.fromkeys(lines))


def called(passage: Passage, wording: Wording) -> str:
    """Return who published a passage, as a sentence may name them: plain words, at most 80 characters."""
    name = seen(publisher_of(passage)[:500])
    site = passage.source.site if passage.source else ""
    if trouble_in(name, [site, name]):
        name = plain_stretch(name, _LONGEST_NAME, wording.marks)
        name = name if len(name) > 2 else site if not trouble_in(site, [site]) else ""
    return shortened(name, _LONGEST_NAME) or wording.somebody


def telling_sentence(ours: Facts, passage: Passage) -> str:
    """Return the passage's sentence that speaks most of what the claim speaks of, the first among equals.

    Words that both share count once, names and figures of one kind twice: between two languages they are all there is.
    """
    beginning = passage.text[:READ]
    texts = [span.of(beginning) for span in sentences(beginning, passage.language)][:_MOST_SENTENCES]
    if len(texts) < 2:
        return texts[0] if texts else beginning
    return max(texts, key=lambda text: _nearness(ours, text, passage))


def _nearness(ours: Facts, text: str, passage: Passage) -> tuple[bool, float]:
    theirs = read_facts(text, passage.language, passage.date.date() if passage.date else None)
    shared = next((f.value for f in compare(ours, theirs).features if f.name == "shared names"), 0.0)
    figures = sum(any(comparable(a, b) for b in theirs.figures) for a in ours.figures)
    # A sentence that is no prose (a link, a tag) is quoted only where there is nothing else.
    return not trouble_in(text), len(ours.words & theirs.words) + 2 * shared + 2 * figures


def _decisive(weighed: Decided, passages: Sequence[Passage]) -> list[Passage]:
    """Return what the verdict rests on; where nothing decided, what at least bears on the claim."""
    by_id = {passage.id: passage for passage in passages}
    found = [by_id[i] for i in dict.fromkeys(weighed.decisive) if i in by_id]
    return found or [p for p in passages if p.stance != "unrelated"]


def _quoted(weighed: Decided, passages: Sequence[Passage]) -> list[Passage]:
    shown = _decisive(weighed, passages)
    if weighed.verdict == "conflicting":
        shown = _by_turns(shown)
    most = MOST_UNSETTLED if weighed.verdict == "not enough evidence" else MOST_QUOTED
    parts = [p for p in passages if p.stance == "disputes part" and p not in shown]
    return [*shown[:most], *parts[:2]]


def _by_turns(passages: Sequence[Passage]) -> list[Passage]:
    """Return both sides in turn, so that neither is cut off."""
    pro = [p for p in passages if p.stance == "supports"]
    con = [p for p in passages if p.stance != "supports"]
    turns = [p for pair in zip(pro, con, strict=False) for p in pair]
    return [*turns, *pro[len(con) :], *con[len(pro) :]]


def _all_of(passages: Sequence[Passage], wording: Wording) -> str:
    """Return who published the passages, each with the day: ``Sarnik Courier (3 May 2024), 2 more``."""
    names = list(dict.fromkeys(_dated(p, wording) for p in passages))
    more = [wording.more.format(n=len(names) - MOST_NAMED)] if len(names) > MOST_NAMED else []
    return ", ".join([*names[:MOST_NAMED], *more])


def _dated(passage: Passage, wording: Wording) -> str:
    name = called(passage, wording)
    return f"{name} ({wording.day(passage.date)})" if passage.date else name


def _about(ours: Facts, passage: Passage, wording: Wording) -> Iterator[Statement]:
    """Give what one passage says: a sentence of it, and each figure, day or name it gives otherwise than the claim."""
    sentence = telling_sentence(ours, passage)
    if passage.origin == "fact-check" and len(passage.text) <= LONGEST_QUOTE:
        sentence = passage.text  # two or three sentences that belong together: what was done, and what was not
    stance = told_stance(passage)
    does = wording.does(stance)
    if passage.stance_by == "rating":
        does = wording.rated.format(does=does)
        rating = plain_stretch(passage.rating, _LONGEST_RATING, wording.marks)
        does += f" {wording.quoted(rating)}" if rating and not trouble_in(rating) else ""
    words = plain_stretch(sentence, LONGEST_QUOTE, wording.marks)
    said = f": {wording.quoted(words)}{'' if sentence.strip().endswith(words) else ' […]'}"
    head = f"{_dated(passage, wording)} {does}"
    if head.startswith(wording.somebody):  # a name keeps its letters: “theguardian.com”
        head = head[0].upper() + head[1:]
    yield Statement(text=f"{head}{said}" if len(words) >= _SHORTEST_QUOTE else f"{head}.", citations=(passage.id,))
    if stance in {"refutes", "disputes part"}:
        theirs = read_facts(words, passage.language, passage.date.date() if passage.date else None)
        for difference in compare(ours, theirs).differences:
            text = _compared(difference, passage, wording)
            if text:
                yield Statement(text=text, citations=(passage.id,))


def _compared(difference: Difference, passage: Passage, wording: Wording) -> str:
    """Return a difference as a sentence, empty where there are not two sides to name."""
    if difference.kind not in _COMPARED or not difference.ours or not difference.theirs or "…" in difference.ours:
        return ""
    template = wording.number if difference.kind == "number" else wording.other
    sides = {"ours": difference.ours, "theirs": difference.theirs, "who": called(passage, wording)}
    text = template.format(**sides)
    return "" if trouble_in(text, [sides["who"]]) else text
