"""Segments: immutable folders of sorted arrays that are mapped into memory, each holding a run of prints."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ascertain.errors import Invalid

FORMAT = 1
"""Version of the files; another one is made again from the store."""

_ARRAYS: dict[str, tuple[str, int]] = {
    "position": ("<i8", 1),
    "sha256": ("|u1", 32),
    "frame": ("<i8", 1),
    "hash": ("|u1", 32),
    "hash_owner": ("<u4", 1),
    "word": ("<u2", 1),
    "start": ("<i8", 1),
    "signature": ("<u8", 1),
    "owner": ("<u4", 1),
    "geometry": ("<u2", 1),
}


@dataclass(frozen=True, eq=False)
class Segment:
    """A run of prints: n of them, with h hashes and e local features, filed under w words."""

    position: NDArray[np.int64]
    """n: where each stands in the store, growing."""

    sha256: NDArray[np.uint8]
    """n × 32."""

    frame: NDArray[np.int64]
    """n: milliseconds; −1 for a picture."""

    hash: NDArray[np.uint8]
    """h × 32: PDQ hashes of good quality."""

    hash_owner: NDArray[np.uint32]
    """h: which print each belongs to."""

    word: NDArray[np.uint16]
    """w: words that have features, growing."""

    start: NDArray[np.int64]
    """w + 1: where the features of each word begin."""

    signature: NDArray[np.uint64]
    """e: 64 of the bits of each descriptor."""

    owner: NDArray[np.uint32]
    """e: which print each belongs to, growing within a word."""

    geometry: NDArray[np.uint16]
    """e: coarse angle, scale and place (``geometry.pack``)."""

    def __len__(self) -> int:
        return len(self.position)


def write(folder: Path, arrays: dict[str, NDArray[Any]]) -> None:
    """Write a segment all at once."""
    with Writing(folder) as out:
        for name, values in arrays.items():
            out.append(name, values)


class Writing:
    """A segment being written, array by array and piece by piece; it appears under its name when all is on disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._part = folder.with_name(folder.name + ".part")
        self._counts = dict.fromkeys(_ARRAYS, 0)
        self._files: dict[str, Any] = {}

    def __enter__(self) -> Writing:
        self._part.mkdir(parents=True)
        self._files = {name: (self._part / name).open("wb") for name in _ARRAYS}
        return self

    def append(self, name: str, values: NDArray[Any]) -> None:
        """Write more of one array."""
        kind, width = _ARRAYS[name]
        self._files[name].write(np.ascontiguousarray(values, dtype=kind).tobytes())
        self._counts[name] += values.size // width

    def __exit__(self, kind: object, *_: object) -> None:
        for file in self._files.values():
            if kind is None:
                file.flush()
                os.fsync(file.fileno())
            file.close()
        if kind is None:
            with (self._part / "counts.json").open("w") as file:
                json.dump({f"format {FORMAT}": self._counts}, file)
                file.flush()
                os.fsync(file.fileno())
            self._part.rename(self._folder)


def read(folder: Path) -> Segment:
    """Map a segment into memory; raise :class:`Invalid` when it is not whole or of another version."""
    try:
        counts = json.loads((folder / "counts.json").read_text())[f"format {FORMAT}"]
        arrays = {name: _map(folder / name, counts[name], *shape) for name, shape in _ARRAYS.items()}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Invalid(
            f"The segment {folder} of the picture index is damaged: {error}.", "Rebuild the index."
        ) from error
    return Segment(**arrays)


def _map(path: Path, count: int, kind: str, width: int) -> NDArray[Any]:
    size = np.dtype(kind).itemsize * count * width
    if path.stat().st_size != size:
        raise ValueError(f"{path.name} has not {size:,} bytes")
    shape = (count,) if width == 1 else (count, width)
    if not count:
        return np.empty(shape, kind)
    return np.asarray(np.memmap(path, dtype=kind, mode="r", shape=shape))


_CHUNK = 1 << 22  # features of one piece: 60 MB with what sorting them takes


def merge(folder: Path, segments: Sequence[Segment], keep: Sequence[NDArray[np.bool_]], *, rare: bool) -> None:
    """Write the prints of ``segments``, those that ``keep`` names, as one new segment; memory stays below 300 MB.

    ``rare`` leaves out the features that only small indexes carry (``geometry.EXTRA``).
    """
    from ascertain.trace.index.geometry import EXTRA

    maps: list[NDArray[np.uint32]] = []
    base = 0
    for kept in keep:
        new = np.cumsum(kept, dtype=np.int64) - 1 + base
        maps.append(new.astype(np.uint32))
        base += int(kept.sum())
    with Writing(folder) as out:
        for segment, kept, owners in zip(segments, keep, maps, strict=True):
            for name in ("position", "sha256", "frame"):
                out.append(name, getattr(segment, name)[kept])
            stays = kept[segment.hash_owner]
            out.append("hash", segment.hash[stays])
            out.append("hash_owner", owners[segment.hash_owner[stays]])
        counts = np.zeros(1 << 16, np.int64)
        for low, high in _pieces(segments):
            parts = [_features(*each, low, high) for each in zip(segments, keep, maps, strict=True)]
            word, signature, owner, geometry = (np.concatenate(column) for column in zip(*parts, strict=True))
            if rare:
                stays = (geometry & EXTRA) == 0
                word, signature, owner, geometry = word[stays], signature[stays], owner[stays], geometry[stays]
            order = np.argsort(word, kind="stable")
            counts += np.bincount(word, minlength=1 << 16)
            out.append("signature", signature[order])
            out.append("owner", owner[order])
            out.append("geometry", geometry[order])
        words = np.flatnonzero(counts)
        out.append("word", words)
        out.append("start", np.concatenate(([0], np.cumsum(counts[words]))))


def _pieces(segments: Sequence[Segment]) -> Iterator[tuple[int, int]]:
    """Yield ranges of words that together have about ``_CHUNK`` features."""
    counts = np.zeros(1 << 16, np.int64)
    for segment in segments:
        counts[segment.word] += np.diff(segment.start)
    sums, low = np.cumsum(counts), 0
    while low < len(counts):
        before = int(sums[low - 1]) if low else 0
        high = max(low + 1, int(np.searchsorted(sums, before + _CHUNK, side="right")))
        yield low, high
        low = high


def _features(
    segment: Segment, kept: NDArray[np.bool_], new: NDArray[np.uint32], low: int, high: int
) -> tuple[NDArray[Any], ...]:
    first, last = np.searchsorted(segment.word, [low, high])
    start = segment.start[first : last + 1]
    if first == last:
        return tuple(np.empty(0, kind) for kind in ("<u2", "<u8", "<u4", "<u2"))
    word = np.repeat(segment.word[first:last], np.diff(start))
    run = slice(int(start[0]), int(start[-1]))
    owner = segment.owner[run]
    stays = kept[owner]
    return word[stays], segment.signature[run][stays], new[owner[stays]], segment.geometry[run][stays]
