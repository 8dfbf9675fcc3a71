"""The words of a trace: its summary, what was done to a picture, and where everything stands on the time line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ascertain.faces.report import words
from ascertain.faces.report.plaintext import one_line
from ascertain.records import SightingMatch, Tier, Trace

TIERS: dict[Tier, str] = {
    "same image": "the same picture, perhaps altered: its pixels agree once it is laid over the other",
    "probable": "very likely the same picture, but too little of it can be compared to be sure",
    "same scene": "another shot of the same scene or thing: not the same picture",
    "look-alike": "only alike; look yourself",
}
"""What each tier means, surest first."""

NOTICE = (
    "Made by software. A tier says how two pictures compare, not whether a caption is true. The earliest sighting here "
    "is the earliest this collection knows, not the first on the web. People decide."
)
"""What every trace says about itself."""

_SURE: frozenset[Tier] = frozenset({"same image", "probable"})


@dataclass(frozen=True)
class Dot:
    """A sighting on the time line; ``at`` in percent of its width."""

    at: float
    lane: int
    tier: Tier
    day: date
    label: str
    anchor: str


@dataclass(frozen=True)
class Days:
    """The time line of a trace."""

    dots: tuple[Dot, ...]
    first: date
    last: date
    years: tuple[tuple[int, float], ...]


def summary(trace: Trace) -> tuple[str, ...]:
    """Return the trace in a few sentences: how often seen, first where, what disagrees, what was searched."""
    thing = "video" if trace.media.kind == "video" else "picture"
    sure = [found for found in trace.sightings if found.tier in _SURE]
    many = Counter(found.tier for found in trace.sightings)
    sentences = []
    if not trace.sightings:
        sentences.append(
            f"This {thing} was not found in what was searched. That says nothing about the rest of the web."
        )
    elif not sure:
        sentences.append(f"This {thing} itself was not found.")
    else:
        first = min(sure, key=lambda found: found.sighting.date).sighting
        where = f" at {one_line(first.publisher)}" if first.publisher else ""
        known = (
            ""
            if first.date_source == "published"
            else f" (when {one_line(first.found_by) or 'this desk'} first saw it)"
        )
        sentences.append(f"Seen {words.count(len(sure), 'time')}, first on {words.day(first.date)}{where}{known}.")
    listed = words.listed([f"{many[tier]} {tier}" for tier in TIERS if many[tier]])
    if listed:
        sentences.append(f"Of {words.count(len(trace.sightings), 'sighting')}: {listed}.")
    if trace.contradictions:
        number = len(trace.contradictions)
        sentences.append(f"The words beside it disagree in {words.count(number, 'point')}: read them side by side.")
    sentences.append(f"Searched: {one_line(trace.searched)}.")
    return tuple(sentences)


def done(found: SightingMatch) -> str:
    """Return what was done to the picture, in words; empty when nothing is known."""
    return words.listed([one_line(alteration.words) for alteration in found.alterations])


def numbers(found: SightingMatch) -> tuple[str, ...]:
    """Return the numbers that decided the tier, in words."""
    if found.identical:
        return ("the same bytes",)
    return tuple(one_line(feature.words or f"{feature.name} {feature.value:g}") for feature in found.features)


def clock(seconds: float) -> str:
    """Return a place in a video: ``1:04:09`` or ``2:07``, with tenths below a minute (``3.2 s``)."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def times(found: SightingMatch) -> str:
    """Return at which times two videos, or a picture and a video, agree; empty for pictures."""
    if found.ours_at is None and found.theirs_at is None:
        return ""
    parts = []
    for name, start in (("here", found.ours_at), ("there", found.theirs_at)):
        if start is not None:
            end = f" to {clock(start + found.lasts)}" if found.lasts else ""
            parts.append(f"{name} from {clock(start)}{end}" if end else f"{name} at {clock(start)}")
    return ", ".join(parts)


def days(sightings: Sequence[SightingMatch]) -> Days | None:
    """Return the sightings on a time line; ``None`` when all are of one day."""
    all_days = [found.sighting.date.date() for found in sightings]
    if len(set(all_days)) < 2:
        return None
    first, last = min(all_days), max(all_days)

    def place(when: date) -> float:
        return round(2 + 96 * (when - first).days / (last - first).days, 2)

    lanes = list(TIERS)
    dots = tuple(
        Dot(
            place(when),
            lanes.index(found.tier),
            found.tier,
            when,
            one_line(found.sighting.publisher or found.sighting.title or found.sighting.page),
            f"sighting-{number}",
        )
        for number, (found, when) in enumerate(zip(sightings, all_days, strict=True), 1)
    )
    starts = [date(year, 1, 1) for year in range(first.year + 1, last.year + 1)]
    return Days(dots, first, last, tuple((start.year, place(start)) for start in starts[:: -(-len(starts) // 6) or 1]))
