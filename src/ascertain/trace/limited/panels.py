"""Finding pictures inside a picture: plain borders, and the panels of screenshots and collages."""

from __future__ import annotations

import itertools

import cv2
import numpy as np
from numpy.typing import NDArray

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels; right and bottom are behind the last ones."""

_PLAIN = 5.0  # standard deviation of a row that counts as plain, of 255; JPEG 20 leaves up to 4 in a white row
_GUTTER = 2  # plain rows that part two panels
_SMALLEST_SIDE = 56
_SMALLEST_SHARE = 0.03
_DEEPEST = 8
_MOST = 4
_EDGE_SHARE = 0.72  # of a line's pixels that must jump where two pictures touch without a gutter
_JUMP = 14.0


class _Sums:
    """Sums over any box in constant time (Crow's summed area tables)."""

    def __init__(self, grey: NDArray[np.uint8]) -> None:
        self._one, self._two = cv2.integral2(grey, sdepth=cv2.CV_64F, sqdepth=cv2.CV_64F)

    def spread(self, box: Box, axis: int) -> NDArray[np.float64]:
        """Return the standard deviation of each row (axis 0) or column (axis 1) of a box."""
        left, top, right, bottom = box
        one, two = (
            np.diff(t[top : bottom + 1, right] - t[top : bottom + 1, left])
            if axis == 0
            else np.diff(t[bottom, left : right + 1] - t[top, left : right + 1])
            for t in (self._one, self._two)
        )
        count = right - left if axis == 0 else bottom - top
        return np.sqrt(np.maximum(two / count - (one / count) ** 2, 0))


def find(grey: NDArray[np.uint8]) -> tuple[Box, list[Box]]:
    """Return what is left of a picture without plain edges, and up to four parts like pictures, largest first.

    There are no parts when it is all one, and all of it is left when nothing would be.

    A recursive XY-cut (Nagy and Seth, 1984): a part is cut at its plain rows or columns, and at straight lines along
    which nearly every pixel jumps. Parts that are small, or mostly plain such as text, are left out.
    """
    sums = _Sums(grey)
    whole = (0, 0, grey.shape[1], grey.shape[0])
    left = _trim(sums, whole)
    if min(left[2] - left[0], left[3] - left[1]) < _SMALLEST_SIDE:
        left = whole
    leaves: list[Box] = []
    _cut(grey, sums, whole, _DEEPEST, leaves)
    area = grey.size
    good = [
        box
        for box in leaves
        if min(box[2] - box[0], box[3] - box[1]) >= _SMALLEST_SIDE
        and (box[2] - box[0]) * (box[3] - box[1]) >= _SMALLEST_SHARE * area
        and (box[2] - box[0]) * (box[3] - box[1]) < 0.94 * area
        and _pictorial(grey[box[1] : box[3], box[0] : box[2]])
    ]
    return left, sorted(good, key=lambda b: ((b[0] - b[2]) * (b[3] - b[1]), b))[:_MOST]


def _trim(sums: _Sums, box: Box) -> Box:
    left, top, right, bottom = box
    for _ in range(2):  # what is plain across the whole width may be known only after the sides are gone
        rows = np.flatnonzero(sums.spread((left, top, right, bottom), 0) > _PLAIN)
        if not len(rows):
            return left, top, left, top
        top, bottom = top + int(rows[0]), top + int(rows[-1]) + 1
        columns = np.flatnonzero(sums.spread((left, top, right, bottom), 1) > _PLAIN)
        if not len(columns):
            return left, top, left, top
        left, right = left + int(columns[0]), left + int(columns[-1]) + 1
    return left, top, right, bottom


def _cut(grey: NDArray[np.uint8], sums: _Sums, box: Box, depth: int, leaves: list[Box]) -> None:
    box = _trim(sums, box)
    left, top, right, bottom = box
    if min(right - left, bottom - top) < _SMALLEST_SIDE:
        return
    if depth:
        for axis in (0, 1):
            pieces = _pieces(sums.spread(box, axis) <= _PLAIN, _GUTTER)
            if len(pieces) < 2:
                pieces = _between(_edges(grey[top:bottom, left:right], axis), (bottom - top, right - left)[axis])
            if len(pieces) > 1:
                for start, end in pieces:
                    part = (
                        (left, top + start, right, top + end) if axis == 0 else (left + start, top, left + end, bottom)
                    )
                    _cut(grey, sums, part, depth - 1, leaves)
                return
    leaves.append(box)


def _pieces(plain: NDArray[np.bool_], gutter: int) -> list[tuple[int, int]]:
    """Return the runs between runs of at least ``gutter`` plain lines."""
    change = np.flatnonzero(np.diff(np.concatenate(([0], plain.view(np.int8), [0]))))
    cuts = [(int(a), int(b)) for a, b in zip(change[::2], change[1::2], strict=True) if b - a >= gutter]
    ends = [0, *(x for cut in cuts for x in cut), len(plain)]
    return [(a, b) for a, b in zip(ends[::2], ends[1::2], strict=True) if b > a]


def _edges(part: NDArray[np.uint8], axis: int) -> list[int]:
    """Return the lines along which two pictures touch: nearly every pixel jumps there and not beside it."""
    values = part.astype(np.float32) if axis == 0 else part.T.astype(np.float32)
    if len(values) < 2 * _SMALLEST_SIDE:
        return []
    step = np.abs(np.diff(values, axis=0))
    beside = np.zeros_like(step)
    beside[2:-2] = np.maximum(step[:-4], step[4:])
    share = ((step > _JUMP) & (step > 2 * beside)).mean(axis=1)
    share[: _SMALLEST_SIDE - 1] = share[-_SMALLEST_SIDE:] = 0
    # JPEG's smoothing may put half of the jump on the line beside.
    return [
        int(line) + 1 for line in np.flatnonzero(share > _EDGE_SHARE) if share[line] == share[line - 2 : line + 3].max()
    ]


def _between(lines: list[int], length: int) -> list[tuple[int, int]]:
    ends = [0, *lines, length]
    return [(a, b) for a, b in itertools.pairwise(ends) if b - a > 1]


def _pictorial(part: NDArray[np.uint8]) -> bool:
    """Tell a picture from text, drawings of lines and plain surfaces: no one brightness fills most of it."""
    counts = np.bincount(part.ravel() >> 4, minlength=16)
    return bool(counts.max() <= 0.75 * part.size and part.std() > 12)
