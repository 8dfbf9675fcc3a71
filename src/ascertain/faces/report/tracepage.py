"""A trace as a page: time line, contexts side by side, and each match to be laid over the picture asked about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ascertain.faces.report import overlay, tracewords
from ascertain.faces.report.page import asset, data_address, page_environment, policy, trusted
from ascertain.records import Trace

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
    security = policy(style, script, pictures="data:" if inside else "data: 'self'")
    return (
        page_environment()
        .get_template("trace.html.j2")
        .render(**trace_context(trace, address), style=trusted(style), script=trusted(script), policy=security)
    )


def trace_context(trace: Trace, address: Pictured) -> dict[str, Any]:
    """Return what the template of a trace shows, without style and script."""
    contexts = {context.sighting: context for context in trace.contexts}
    return {
        "trace": trace,
        "tracewords": tracewords,
        "summary": tracewords.summary(trace),
        "days": tracewords.days(trace.sightings),
        "overlays": [overlay.overlay(trace.media, found) for found in trace.sightings],
        "itself": address(trace.poster or trace.media.sha256, None),
        "found": [address(found.sighting.sha256, found.theirs_at) for found in trace.sightings],
        "side_by_side": [
            (number, found, contexts[found.sighting.id])
            for number, found in enumerate(trace.sightings, 1)
            if found.sighting.id in contexts
        ],
    }


def _inside(pictures: Mapping[tuple[str, float | None], bytes]) -> Pictured:
    def address(sha256: str, second: float | None) -> str:
        data = pictures.get((sha256, second))
        return data_address(data) if data else ""

    return address
