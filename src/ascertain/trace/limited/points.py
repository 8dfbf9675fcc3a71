"""Local features of a grey picture: ORB, spread over the picture."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Box = tuple[int, int, int, int]

cv2.setNumThreads(1)  # the parent decides how many pictures are read at a time

_LEVELS, _FACTOR = 8, 1.2
_CELLS = 6
_CORNER = 8  # FAST's threshold; at its usual 20 soft photographs have too few corners to choose from
_MARGIN = 16  # half of ORB's 31-pixel patch; the usual 31 loses a third of the picture at the smallest level


Found = tuple[NDArray[np.uint8], NDArray[np.float32]]
"""Descriptors (n × 32) and points (n × 4: across, down, size, angle in degrees)."""


def find(grey: NDArray[np.uint8], count: int) -> Found:
    """Return at most ``count`` descriptors and points.

    ORB: Rublee, Rabaud, Konolige, Bradski, 2011. Words laid over a picture would take every point, so no cell of a
    6 × 6 grid takes more than its share while others have points left: with four times its share, words hid 13 of 14
    pictures that they were written on.
    """
    return _described(grey, _chosen(grey, count), count)


def find_both(grey: NDArray[np.uint8], count: int) -> tuple[Found, Found]:
    """Return what ``find`` does, and the same of the mirror image, in pixels of that.

    Corners of a mirror image are the mirrored corners, so they are looked for once: a third less time.
    """
    keys = _chosen(grey, count)
    wide = grey.shape[1]
    turned = [
        cv2.KeyPoint(wide - 1 - k.pt[0], k.pt[1], k.size, (180 - k.angle) % 360, k.response, k.octave, k.class_id)
        for k in keys
    ]
    return _described(grey, keys, count), _described(np.ascontiguousarray(grey[:, ::-1]), turned, count)


def _chosen(grey: NDArray[np.uint8], count: int) -> list[Any]:
    return _spread(_detector(4 * count).detect(grey, None), count, grey.shape[1], grey.shape[0])


def _described(grey: NDArray[np.uint8], keys: list[Any], count: int) -> Found:
    keys, descriptors = _detector(4 * count).compute(grey, keys)
    if descriptors is None:
        return np.empty((0, 32), np.uint8), np.empty((0, 4), np.float32)
    points = np.array([(*k.pt, k.size, k.angle) for k in keys], dtype=np.float32).reshape(-1, 4)
    points[:, 3] %= 360
    return descriptors, points


_detectors: dict[int, Any] = {}


def _detector(count: int) -> Any:
    if count not in _detectors:
        _detectors[count] = cv2.ORB.create(
            nfeatures=count, scaleFactor=_FACTOR, nlevels=_LEVELS, edgeThreshold=_MARGIN, fastThreshold=_CORNER
        )
    return _detectors[count]


def _spread(keys: Any, count: int, width: int, height: int) -> list[Any]:
    if len(keys) <= count:
        return list(keys)
    places = np.array([k.pt for k in keys])
    across = np.minimum(places[:, 0] * _CELLS / width, _CELLS - 1).astype(int)
    down = np.minimum(places[:, 1] * _CELLS / height, _CELLS - 1).astype(int)
    cell = down * _CELLS + across
    strongest = np.argsort([-k.response for k in keys], kind="stable")
    # The rank of each key within its cell, strongest first.
    order = strongest[np.argsort(cell[strongest], kind="stable")]
    starts = np.concatenate(([0], np.flatnonzero(np.diff(cell[order])) + 1))
    rank = np.empty(len(keys), dtype=int)
    rank[order] = np.arange(len(keys)) - np.repeat(starts, np.diff(np.append(starts, len(keys))))
    share = -(-count // _CELLS**2)
    fair = strongest[rank[strongest] < share][:count]
    rest = strongest[rank[strongest] >= share][: count - len(fair)]
    return [keys[at] for at in (*fair, *rest)]
