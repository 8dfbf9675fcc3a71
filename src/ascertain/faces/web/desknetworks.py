"""Networks at the desk: what was looked for, and a picture of who acts in step, with the numbers behind it."""

from __future__ import annotations

import math
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ascertain.faces.report.networkwords import chance_in_words, summary
from ascertain.faces.web.deskroom import PRIVATE, DeskRoute, desk_page
from ascertain.faces.web.visiting import allowed
from ascertain.records import Network

if TYPE_CHECKING:
    from ascertain.desk import Desk

DRAWN = 12
"""Groups in the picture; the table below has all of them."""

_CELL, _COLUMNS, _ROOM = 240, 4, 34
_SHOWN_TIES = 100


@dataclass(frozen=True)
class Dot:
    """An account in the picture, in units of its view box."""

    x: float
    y: float
    radius: float
    name: str
    group: int


@dataclass(frozen=True)
class Line:
    """A tie in the picture."""

    x1: float
    y1: float
    x2: float
    y2: float
    strong: bool
    """Whether it is among the stronger half of its group."""


@dataclass(frozen=True)
class Drawing:
    """Groups as rings, the strongest first."""

    width: int
    height: int
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    labels: tuple[tuple[float, float, int], ...]


def drawing(network: Network) -> Drawing:
    """Return the first :data:`DRAWN` groups, each a ring of its accounts; larger dots have more ties; pure."""
    groups = network.groups[:DRAWN]
    columns = max(1, min(_COLUMNS, len(groups)))
    rows = max(1, math.ceil(len(groups) / columns))
    dots: dict[str, Dot] = {}
    labels = []
    degree: dict[str, int] = {}
    for tie in network.ties:
        for name in (tie.first, tie.second):
            degree[name] = degree.get(name, 0) + 1
    for place, group in enumerate(groups):
        x, y = (place % columns + 0.5) * _CELL, (place // columns + 0.5) * _CELL
        ring = _CELL / 2 - _ROOM
        labels.append((x, y - _CELL / 2 + 18, group.number))
        for turn, name in enumerate(group.accounts):
            angle = 2 * math.pi * turn / len(group.accounts) - math.pi / 2
            size = 4 + min(7, math.sqrt(degree.get(name, 1)))
            dots[name] = Dot(
                round(x + ring * math.cos(angle), 1),
                round(y + 8 + ring * math.sin(angle), 1),
                round(size, 1),
                name,
                group.number,
            )
    inside = [tie for tie in network.ties if _together(dots.get(tie.first), dots.get(tie.second))]
    middle = sorted(tie.chance for tie in inside)[len(inside) // 2] if inside else 0.0
    lines = tuple(
        Line(dots[tie.first].x, dots[tie.first].y, dots[tie.second].x, dots[tie.second].y, tie.chance <= middle)
        for tie in inside
    )
    return Drawing(columns * _CELL, rows * _CELL, tuple(dots.values()), lines, tuple(labels))


def _together(one: Dot | None, other: Dot | None) -> bool:
    return one is not None and other is not None and one.group == other.group


def network_pages(desk: Desk) -> APIRouter:
    """Return the pages of networks."""
    routes = APIRouter(route_class=DeskRoute)

    @routes.get("/desk/networks")
    def networks(request: Request) -> Response:
        allowed(request, "reporter")
        return desk_page(desk, request, "desk-networks.html.j2", tab="networks", networks=desk.networks.newest())

    @routes.get("/desk/networks/{network_id}")
    def network(request: Request, network_id: str) -> Response:
        allowed(request, "reporter")
        found = desk.networks.get(network_id)
        return desk_page(
            desk,
            request,
            "desk-network.html.j2",
            tab="networks",
            network=found,
            summary=summary(found),
            drawing=drawing(found),
            ties=found.ties[:_SHOWN_TIES],
            chance=lambda group: chance_in_words(group.chance, found.parameters.copies),
        )

    @routes.get("/desk/networks/{network_id}/export.{shape}")
    def export(request: Request, network_id: str, shape: Literal["csv", "graphml"]) -> Response:
        allowed(request, "reporter")
        with tempfile.TemporaryDirectory(prefix="ascertain-") as folder:
            path = Path(folder) / f"network.{shape}"
            desk.networks.export(network_id, path)
            body = path.read_bytes()
        kind = {"csv": "text/csv; charset=utf-8", "graphml": "application/xml"}[shape]
        name = {"Content-Disposition": f'attachment; filename="network.{shape}"'}
        return Response(body, media_type=kind, headers={**PRIVATE, **name})

    return routes
