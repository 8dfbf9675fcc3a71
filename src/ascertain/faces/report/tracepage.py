"""A trace as a page: time line, contexts side by side, and each match to be laid over the picture asked about."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ascertain.faces.report import overlay, tracewords
from ascertain.faces.report.page import asset, data_address, page_environment, policy, trusted
from ascertain.records import SightingMatch, Trace

Pictured = Callable[[str, float | None], str]
"""Gives the address of a picture by SHA-256, of a video's frame by SHA-256 and second; empty when there is none."""


def trace_page(trace: Trace, pictured: Mapping[tuple[str, float | None], bytes] | Pictured) -> str:
    """Return the trace as a page.

    ``pictured`` maps SHA-256 and second (``None`` for pictures) to small pictures that the page carries inside, or
    gives addresses on the own site. Foreign text is escaped, and links lead only to ``http`` and ``https``.
    """
    inside = not callable(pictured)
    address = _inside(pictured) if not callable(pictured) else pictured
    style, script = asset("dossier.css") + asset("trace.css"), asset("trace.js")
    contexts = {context.sighting: context for context in trace.contexts}
    return (
        page_environment()
        .get_template("trace.html.j2")
        .render(
            trace=trace,
            tracewords=tracewords,
            summary=tracewords.summary(trace),
            days=tracewords.days(trace.sightings),
            overlays=[overlay.overlay(trace.media, found) for found in trace.sightings],
            asked=[address(trace.media.sha256, found.ours_at) for found in trace.sightings],
            itself=address(trace.media.sha256, _first(trace)),
            found=[address(found.sighting.sha256, found.theirs_at) for found in trace.sightings],
            side_by_side=[
                (number, found, contexts[found.sighting.id])
                for number, found in enumerate(trace.sightings, 1)
                if found.sighting.id in contexts
            ],
            style=trusted(style),
            script=trusted(script),
            policy=policy(style, script, pictures="data:" if inside else "data: 'self'"),
        )
    )


def _first(trace: Trace) -> float | None:
    return 0.0 if trace.media.kind == "video" else None


def _inside(pictures: Mapping[tuple[str, float | None], bytes]) -> Pictured:
    def address(sha256: str, second: float | None) -> str:
        data = pictures.get((sha256, second))
        return data_address(data) if data else ""

    return address


def shown(trace: Trace) -> list[tuple[str, float | None]]:
    """Return the pictures and frames that the page shows, each once."""
    wanted: dict[tuple[str, float | None], None] = {(trace.media.sha256, _first(trace)): None}
    for found in trace.sightings:
        wanted[trace.media.sha256, found.ours_at] = None
        wanted.update(dict.fromkeys(_theirs(found)))
    return list(wanted)


def _theirs(found: SightingMatch) -> list[tuple[str, float | None]]:
    return [(found.sighting.sha256, found.theirs_at)] if found.sighting.sha256 else []
