"""Where things stand on the page: paragraphs with their claims, the reading-order bar, the time line, threads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ascertain.faces.report.verdicts import Entry, State
from ascertain.records import Comment, Dossier

DEEPEST = 3
"""Replies nested deeper than this are shown on the level of what they answer, so that a phone can show them."""

_BLANK_LINES = re.compile(r"\r?\n[ \t]*\r?\n\s*")


@dataclass(frozen=True)
class Segment:
    """A stretch of a paragraph, and the claim it belongs to, if any."""

    text: str
    entry: Entry | None = None
    first: bool = False
    """Whether the claim begins here (a claim may run over a paragraph break)."""
    last: bool = False
    """Whether the claim ends here."""


@dataclass(frozen=True)
class Row:
    """A paragraph and the claims whose cards stand beside it."""

    segments: tuple[Segment, ...]
    cards: tuple[Entry, ...]


@dataclass(frozen=True)
class Tick:
    """A claim in the reading-order bar; offsets in percent of its width."""

    entry: Entry
    start: float
    width: float

    @property
    def middle(self) -> float:
        """Return where the claim's number stands, in percent."""
        return self.start + self.width / 2


@dataclass(frozen=True)
class Point:
    """Something dated that was found; ``at`` in percent of the time line."""

    lane: str
    """``fact-check``, ``passage`` or ``picture``."""
    at: float
    day: date
    label: str
    anchor: str


@dataclass(frozen=True)
class TimeLine:
    """Dated finds between the first and the last day, and the article's own day."""

    points: tuple[Point, ...]
    first: date
    last: date
    article: float | None
    """Where the article's day stands, in percent; ``None`` when the page states no date."""
    years: tuple[tuple[int, float], ...]
    """At most six first days of years, as year and percent."""


@dataclass
class Thread:
    """A comment with the replies to it."""

    comment: Comment
    number: int
    parent: int
    """Number of the comment it answers, 0 when it answers none."""
    replies: list[Thread] = field(default_factory=list)


def rows(body: str, found: Sequence[Entry]) -> tuple[tuple[Row, ...], tuple[Entry, ...]]:
    """Return the paragraphs with their claims, and the claims whose place in the text cannot be told.

    A claim is placed when its span is inside the body and covers its quote. Where claims overlap, the one that
    begins first is marked; the other keeps its card.
    """
    placed = sorted((entry for entry in found if _is_placed(body, entry)), key=lambda entry: _span(entry))
    lost = tuple(entry for entry in found if not entry.aside and not _is_placed(body, entry))
    marked: list[Entry] = []
    for entry in placed:
        if entry.state is not State.PLAIN and (not marked or _span(marked[-1])[1] <= _span(entry)[0]):
            marked.append(entry)
    made = []
    for start, end in _paragraphs(body):
        cards = tuple(entry for entry in placed if not entry.aside and start <= _span(entry)[0] < end)
        made.append(Row(_segments(body, start, end, marked), cards))
    return tuple(made), lost


def ticks(body: str, found: Sequence[Entry]) -> tuple[Tick, ...]:
    """Return the claims in reading order with their place and length in percent of the text."""
    made = []
    for entry in found:
        if entry.state is State.PLAIN or not _is_placed(body, entry):
            continue
        start, end = _span(entry)
        # At least half a percent wide, less a sliver that keeps neighbours apart.
        made.append(Tick(entry, 100 * start / len(body), max(0.5, 100 * (end - start) / len(body) - 0.3)))
    return tuple(made)


def time_line(dossier: Dossier, found: Sequence[Entry]) -> TimeLine | None:
    """Return the dated fact-checks, passages and appearances of pictures; ``None`` for fewer than two days."""
    dated: dict[tuple[str, str], tuple[date, str, str]] = {}
    for entry in found:
        if entry.aside:
            continue
        for match in entry.checked.related:
            check = match.fact_check
            if match.strength != "weak" and check.date:
                dated.setdefault(("fact-check", check.id), (check.date.date(), check.source.name, entry.anchor))
        for passage in entry.checked.evidence:
            if passage.origin == "document" and passage.date:
                name = passage.source.name if passage.source else passage.title
                dated.setdefault(("passage", passage.origin_id), (passage.date.date(), name, entry.anchor))
    for number, picture in enumerate(dossier.pictures, 1):
        for seen in picture.sightings:
            label = seen.sighting.publisher or seen.sighting.title
            dated.setdefault(("picture", seen.sighting.id), (seen.sighting.date.date(), label, f"picture-{number}"))
    days = {when for when, _, _ in dated.values()}
    published = dossier.document.published.date() if dossier.document.published else None
    if len(days | ({published} if published else set())) < 2:
        return None
    first, last = min(days | {published or min(days)}), max(days | {published or max(days)})

    def place(when: date) -> float:
        return round(2 + 96 * (when - first).days / (last - first).days, 2)

    points = tuple(
        Point(lane, place(when), when, label, anchor)
        for (lane, _), (when, label, anchor) in sorted(dated.items(), key=lambda item: item[1])
    )
    starts = [date(year, 1, 1) for year in range(first.year + 1, last.year + 1)]
    years = tuple((start.year, place(start)) for start in starts[:: -(-len(starts) // 6) or 1])
    return TimeLine(points, first, last, place(published) if published else None, years)


def threads(comments: Sequence[Comment]) -> tuple[Thread, ...]:
    """Return the comments with their replies under them, in page order.

    A parent that does not exist, is the comment itself, or leads in a circle counts as none.
    """
    nodes = [Thread(comment, number, 0) for number, comment in enumerate(comments, 1)]
    roots: list[Thread] = []
    for node in nodes:
        ancestors = _ancestors(comments, node.number - 1)
        node.parent = ancestors[0] + 1 if ancestors else 0
        # The ancestor on the deepest level that is still indented takes the reply.
        under = ancestors[-min(len(ancestors), DEEPEST)] if ancestors else None
        (roots if under is None else nodes[under].replies).append(node)
    return tuple(roots)


def _ancestors(comments: Sequence[Comment], index: int) -> list[int]:
    """Return the positions a comment answers, nearest first; empty when they lead in a circle."""
    chain: list[int] = []
    seen = {index}
    parent = comments[index].parent
    while parent is not None and 0 <= parent < len(comments):
        if parent in seen:
            return []
        seen.add(parent)
        chain.append(parent)
        parent = comments[parent].parent
    return chain


def _span(entry: Entry) -> tuple[int, int]:
    return entry.checked.claim.span.start, entry.checked.claim.span.end


def _is_placed(body: str, entry: Entry) -> bool:
    claim = entry.checked.claim
    return claim.span.start < claim.span.end <= len(body) and claim.span.of(body) == claim.quote


def _paragraphs(body: str) -> list[tuple[int, int]]:
    breaks = [(found.start(), found.end()) for found in _BLANK_LINES.finditer(body)]
    starts = [0, *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), len(body)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if body[start:end].strip()]


def _segments(body: str, start: int, end: int, marked: Sequence[Entry]) -> tuple[Segment, ...]:
    made: list[Segment] = []
    at = start
    for entry in marked:
        first, last = _span(entry)
        if last <= start or first >= end:
            continue
        if first > at:
            made.append(Segment(body[at:first]))
        made.append(Segment(body[max(first, start) : min(last, end)], entry, first >= start, last <= end))
        at = min(last, end)
    if at < end:
        made.append(Segment(body[at:end]))
    return tuple(made)
