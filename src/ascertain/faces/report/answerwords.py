"""The words of an answer: its verdict, who says what a passage says, what was searched, what changed since."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ascertain.answer.phrasing import told_stance
from ascertain.faces.report import words
from ascertain.faces.report.plaintext import one_line, shortened
from ascertain.records import Answer, Asked, Inquiry, Passage, Since, SourceNote, Verdict

if TYPE_CHECKING:
    from ascertain.verbs.asking import Event

NOTICE = (
    "Made by software. The verdict sums up the passages that were found by a fixed rule; it says nothing about what "
    "was not found. Whether a passage supports or refutes the claim is a program’s guess with its probability, unless "
    "its publisher rated the claim. Open the passages and judge. People decide."
)
"""What every answer says about itself."""

VERDICTS: dict[Verdict | None, tuple[str, str]] = {
    "supported": ("Supported by what was found", "The passages found say that it is so."),
    "refuted": ("Refuted by what was found", "The passages found say that it is not so."),
    "conflicting": ("The evidence is divided", "Some passages found support the claim, others refute it."),
    "not enough evidence": (
        "Not enough evidence",
        "Nothing found settles it. That is no sign that the claim is false.",
    ),
    None: ("Not weighed", "The passages were found, and not weighed against each other."),
}
"""Each verdict as a heading, and what it means."""


def verdict_class(verdict: Verdict | None) -> str:
    """Return the name that a verdict has in styles."""
    return (verdict or "open").replace(" ", "-")


def cited(answer: Answer, citations: Sequence[str]) -> tuple[int, ...]:
    """Return the numbers of the cited passages, each once; what is not among the passages is left out."""
    numbers = {passage.id: number for number, passage in enumerate(answer.passages, 1)}
    return tuple(dict.fromkeys(numbers[key] for key in citations if key in numbers))


def shown(answer: Answer) -> tuple[list[tuple[int, Passage]], list[tuple[int, Passage]]]:
    """Return the numbered passages to show, and those that are about something else and that nothing cites."""
    used = {number for statement in answer.statements for number in cited(answer, statement.citations)}
    front: list[tuple[int, Passage]] = []
    back: list[tuple[int, Passage]] = []
    for number, passage in enumerate(answer.passages, 1):
        (front if passage.stance != "unrelated" or number in used else back).append((number, passage))
    return front, back


def publisher(passage: Passage) -> str:
    """Return who published a passage, or that nobody is named."""
    named = (passage.source.name or passage.source.site) if passage.source else ""
    return one_line(named) or "publisher not known"


def stance_by(passage: Passage) -> str:
    """Return who says what a passage says of the claim, and how sure."""
    if passage.stance_by == "rating":
        return "by its publisher’s own rating" + (f" “{shortened(passage.rating, 60)}”" if passage.rating else "")
    if not passage.stance_by:
        return "nobody has judged it"
    if passage.stance_probability is None:
        return f"judged by {one_line(passage.stance_by)}"
    if told_stance(passage) != passage.stance:
        return f"judged by software ({one_line(passage.stance_by)}), which is not sure enough to say more"
    return f"judged by software ({one_line(passage.stance_by)}), {passage.stance_probability:.0%} sure"


def found_by(passage: Passage) -> str:
    """Return where a passage comes from."""
    kind = "fact-check" if passage.origin == "fact-check" else "page"
    if not passage.found_by:
        return f"{kind} in the own collection"
    return f"{kind} found by {words.listed([one_line(name) for name in passage.found_by])}"


def note(found: SourceNote) -> str:
    """Return what a loaded list says of a source."""
    own = f" (“{shortened(found.words, 200)}”)" if found.words else ""
    return f"Its source is on your list “{one_line(found.list)}” as {found.kind}{own}."


def closed(asked: Asked) -> bool:
    """Tell whether a searcher was not asked at all."""
    return not asked.query and bool(asked.problem)


def result(asked: Asked) -> str:
    """Return what came of asking a searcher."""
    if closed(asked):
        return one_line(asked.problem)
    took = f" in {asked.seconds:.1f} s" if asked.seconds else ""
    came = f"{words.count(asked.found, 'result')}{took}" if asked.found or not asked.problem else ""
    return "; ".join(filter(None, (came, one_line(asked.problem))))


def summary(answer: Answer) -> tuple[str, ...]:
    """Return in short what was searched and how long it took."""
    many = len(answer.passages)
    asked = [one for one in answer.asked if not closed(one)]
    names = words.listed(list(dict.fromkeys(one_line(one.searcher) for one in asked)))
    took = f" in {answer.seconds:.1f} seconds" if answer.seconds else ""
    found = f"{words.count(many, 'passage')} found{took}." if many else f"No passage was found{took}."
    where = f"Searched: {one_line(answer.searched)}" + (f" ({names})." if names else ".")
    return found, where


def written(answer: Answer) -> str:
    """Return who wrote the sentences of the answer; empty when it has none."""
    if not answer.statements:
        return ""
    if not answer.written_by:
        return "Put together by rule from the passages; no language model wrote it."
    model = one_line(answer.written_by)
    return f"Written by a language model ({model}); each sentence was compared by software with what it cites."


def since_words(since: Since) -> tuple[str, ...]:
    """Return what has changed since the earlier answer, in sentences."""
    before, now = (VERDICTS[v][0].lower() for v in (since.verdict_before, since.verdict))
    first = f"The verdict is the same: {now}." if before == now else f"The verdict was: {before}. Now: {now}."
    counts = [
        f"{words.count(len(since.new), 'passage is', 'passages are')} new" if since.new else "",
        f"{words.count(len(since.gone), 'was', 'were')} found before and not this time" if since.gone else "",
        f"{words.count(len(since.turned), 'is', 'are')} judged otherwise" if since.turned else "",
        f"{words.count(since.same, 'is', 'are')} as before" if since.same else "",
    ]
    changed = words.listed([part for part in counts if part])
    if not since.new and not since.gone and not since.turned:
        changed = "No evidence came or went since"
    parts = words.listed([one_line(part) for part in since.parts])
    software = f"Other software took part this time ({parts}): a difference may be its doing." if parts else ""
    searched = ""
    if since.searched_before != since.searched:
        searched = f"Searched then: {one_line(since.searched_before)}; now: {one_line(since.searched)}."
    return tuple(filter(None, (first, f"{changed}.", searched, software)))


def told(event: Event) -> str:
    """Return what a reader is told of a step, on one line."""
    data = event.data
    if isinstance(data, Inquiry):
        queries = "; ".join(f"“{shortened(query, 80)}”" for query, _ in data.queries)
        return f"Searching for {queries}" if queries else one_line(event.words)
    if isinstance(data, Asked):
        return f"{one_line(data.searcher)}: {result(data)}"
    if isinstance(data, Passage):
        when = words.day(data.date) if data.date else "undated"
        head = f"{publisher(data)}, {when}"
        if event.step == "judge":
            sentence = event.words.partition(": ")[2] or data.text
            return f"{head}, {words.stance(data)}: “{shortened(sentence, 160)}”"
        return f"{head}: {shortened(data.title or data.text, 160)}"
    if isinstance(data, Answer):
        return f"{VERDICTS[data.verdict][0]}: {words.count(len(data.passages), 'passage')}"
    return shortened(event.words, 200)
