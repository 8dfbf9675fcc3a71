"""The vocabulary: 65,536 descriptors of drawn pictures, by the nearest of which descriptors are filed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ascertain.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterator

BITS = 256
"""Bits of an ORB descriptor."""

COUNT = 65536
"""Words: their numbers fit 16 bits, and at a million pictures a word's list is 4,000 entries long."""

_CELLS = 512  # comparing with 512 cells and the 128 words of each of six costs 1.5 µs instead of 60 µs
_PROBED = 6
_PER_PICTURE = 2000
_SIDE = 640
_SHAPES = 1500
_SMALLEST_SHAPE = 3.0


class Words:
    """Finds the words nearest to descriptors; any number of threads may ask."""

    def __init__(self, words: NDArray[np.uint8]) -> None:
        import faiss

        cells = min(_CELLS, max(1, len(words) // 16))
        self._cells: Any = faiss.IndexBinaryFlat(BITS)
        self._cells.add(words[np.linspace(0, len(words) - 1, cells).astype(int)])
        self._index: Any = faiss.IndexBinaryIVF(self._cells, BITS, cells)
        self._index.own_fields = False
        self._index.is_trained = True
        self._index.nprobe = _PROBED
        faiss.omp_set_num_threads(1)
        self._index.add(words)
        self._count = len(words)

    def __len__(self) -> int:
        return self._count

    def nearest(self, descriptors: NDArray[np.uint8], count: int = 1) -> NDArray[np.int64]:
        """Return the numbers of about the ``count`` nearest words (n × count), nearest first, −1 where there are less.

        Two-level search as in faiss ``IndexBinaryIVF``: the words of the cells nearest to a descriptor.
        """
        import faiss

        faiss.omp_set_num_threads(1)
        found: NDArray[np.int64] = self._index.search(np.ascontiguousarray(descriptors), count)[1]
        return found


def open_words(path: Path, count: int = COUNT) -> NDArray[np.uint8]:
    """Return the words (count × 32) of a file, after drawing them into it when it is missing (three seconds)."""
    try:
        words = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError):
        words = draw_words(count)
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        with part.open("wb") as file:
            np.save(file, words)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    if words.dtype != np.uint8 or words.ndim != 2 or words.shape[1] * 8 != BITS:
        raise Invalid(f"{path} holds no words of the picture index.", "Remove the folder; it will be made again.")
    return np.ascontiguousarray(words)


def draw_words(count: int) -> NDArray[np.uint8]:
    """Return ``count`` different descriptors of drawn pictures, always the same ones with the same OpenCV.

    The pictures are dead leaves (Lee, Mumford, Huang, 2001): shapes with a power law of sizes cover each other, which
    has the statistics of edges and corners in photographs. Drawn words agree on a photograph and its copy as often as
    words taken from photographs do (docs/decisions/0014-picture-index.md).
    """
    from ascertain.trace.limited import points

    found: list[NDArray[np.uint8]] = []
    total, seed = 0, 0
    while total < count:
        descriptors, _ = points.find(_drawn(seed), _PER_PICTURE)
        found.append(descriptors)
        total += len(descriptors)
        seed += 1
    chosen = np.unique(np.concatenate(found), axis=0)
    order = np.random.default_rng(0).permutation(len(chosen))
    return chosen[order[:count]] if len(chosen) >= count else _more(chosen[order], count)


def _more(words: NDArray[np.uint8], count: int) -> NDArray[np.uint8]:
    """Fill up with words one bit away: two pictures have drawn the same descriptor, which is rare."""
    extra = words[: count - len(words)].copy()
    extra[:, 0] ^= 1
    return np.concatenate([words, extra])


def _drawn(seed: int) -> NDArray[np.uint8]:
    import cv2

    rng = np.random.default_rng(seed)
    picture = np.full((_SIDE, _SIDE), rng.integers(256), np.uint8)
    for kind, middle, radius, colour in _shapes(rng):
        if kind == 0:
            cv2.circle(picture, middle, radius, colour, -1, cv2.LINE_AA)
        elif kind == 1:
            corners = np.array(middle) + rng.normal(0, radius, (6, 2))
            cv2.fillConvexPoly(picture, cv2.convexHull(corners.astype(np.int32)), colour, cv2.LINE_AA)
        elif kind == 2:
            axes = (radius, max(1, int(radius * rng.uniform(0.1, 0.8))))
            cv2.ellipse(picture, middle, axes, float(rng.uniform(0, 180)), 0, 360, colour, -1, cv2.LINE_AA)
        else:
            end = np.array(middle) + rng.normal(0, radius * 2, 2)
            cv2.line(picture, middle, (int(end[0]), int(end[1])), colour, int(rng.integers(1, 6)), cv2.LINE_AA)
    shade = picture.astype(np.float32)
    for side in (8, 32, 128, 320):
        noise = rng.normal(0, rng.uniform(2, 20), (side, side)).astype(np.float32)
        shade += cv2.resize(noise, (_SIDE, _SIDE), interpolation=cv2.INTER_CUBIC)
    soft = cv2.GaussianBlur(np.clip(shade, 0, 255).astype(np.uint8), (0, 0), rng.uniform(0.6, 1.6))
    return np.asarray(soft, dtype=np.uint8)


def _shapes(rng: np.random.Generator) -> Iterator[tuple[int, tuple[int, int], int, int]]:
    for _ in range(_SHAPES):
        radius = int(_SMALLEST_SHAPE / (np.sqrt(rng.random()) + 0.012))
        across, down = rng.integers(0, _SIDE, 2)
        yield int(rng.integers(4)), (int(across), int(down)), radius, int(rng.integers(256))
