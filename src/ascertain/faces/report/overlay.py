"""How two pictures lie on each other: outlines and the transform that lays the found one over the asked one."""

from __future__ import annotations

from dataclasses import dataclass

from ascertain.records import Media, Region, SightingMatch

VIEW = 1000
"""Length of the longer side of the drawing, in its own units."""


@dataclass(frozen=True)
class Overlay:
    """A drawing of the asked picture with the found one laid over it."""

    width: int
    height: int
    ours: str
    """Outline of the match on the asked picture, as SVG points of the drawing."""
    theirs: str
    """Outline of the match on the found picture, as SVG points from 0 to 100."""
    matrix: str
    """SVG matrix that brings the found picture, one unit wide and high, to its place; empty when it has none."""


def overlay(asked: Media, found: SightingMatch) -> Overlay | None:
    """Return how a found picture lies over the asked one; ``None`` when the matched regions are not known."""
    if found.ours is None or found.theirs is None:
        return None
    longest = max(asked.width, asked.height, 1)
    width, height = (max(round(VIEW * side / longest), 1) for side in (asked.width, asked.height))
    matrix = _matrix(found.theirs, found.ours, width, height)
    return Overlay(width, height, _points(found.ours, width, height), _points(found.theirs, 100, 100), matrix)


def _points(region: Region, width: int, height: int) -> str:
    return " ".join(f"{x * width:.1f},{y * height:.1f}" for x, y in region.corners)


def _matrix(theirs: Region, ours: Region, width: int, height: int) -> str:
    """Return the affine transform, by least squares over the four corners, as the six numbers of an SVG matrix."""
    import numpy as np

    from_ = np.array([(x, y, 1.0) for x, y in theirs.corners])
    to = np.array([(x * width, y * height) for x, y in ours.corners])
    if abs(np.linalg.det(from_.T @ from_)) < 1e-9:
        return ""
    columns, *_ = np.linalg.lstsq(from_, to, rcond=None)
    return " ".join(f"{value:.3f}" for value in columns.ravel())
