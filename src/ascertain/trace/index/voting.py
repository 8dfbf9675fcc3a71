"""Local features vote for the pictures they may come from.

Descriptors are filed under the nearest word of a vocabulary; those of the asked picture look into the lists of the
nearest few words and compare 64 bits (Hamming embedding and weak geometric consistency: Jégou, Douze, Schmid, 2008).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ascertain.trace.features import LocalFeatures
from ascertain.trace.index import geometry
from ascertain.trace.index.segment import Segment
from ascertain.trace.index.words import Words

FARTHEST = 9
"""Bits of 64 in which two signatures of one point may differ; of copies they differ in 5.5 ± 2, of strangers in 32 ± 4.

With 14 there were 4 million hits a question among 100,000 pictures, and fewer originals first.
"""

MOST_HITS = 300
"""Hits of one feature that count, nearest first: a feature that is like thousands of others says nothing."""

_PROBES = 12
_LISTS = ((2500, 2), (1000, 3), (200, 4), (0, _PROBES))
"""From which mean length of a word's list how many lists are read: few long ones, or many short ones."""

_SHORT = 400
_FINALISTS = 500


@dataclass(frozen=True)
class Asked:
    """Local features of an asked picture, plain and mirrored, with the words they are near to."""

    words: NDArray[np.int64]
    """n × 12: nearest first."""

    signatures: NDArray[np.uint64]
    """n."""

    geometry: NDArray[np.uint16]
    """n."""

    mirrored: NDArray[np.bool_]
    """n."""


def ask(words: Words, plain: LocalFeatures, mirrored: LocalFeatures) -> Asked:
    """Return a picture's features as they are looked up."""
    descriptors = np.concatenate([plain.descriptors, mirrored.descriptors])
    packed = [geometry.pack(f.points, f.size, np.zeros(len(f), bool)) for f in (plain, mirrored)]
    return Asked(
        words.nearest(descriptors, _PROBES) if len(descriptors) else np.empty((0, _PROBES), np.int64),
        geometry.signatures(descriptors),
        np.concatenate(packed),
        np.arange(len(descriptors)) >= len(plain),
    )


@dataclass(frozen=True)
class Hits:
    """Pairs of an asked feature and a stored one that look alike."""

    asked: NDArray[np.int64]
    """Number of the asked feature, growing."""

    owner: NDArray[np.int64]
    """Number of the print that the stored one belongs to."""

    geometry: NDArray[np.uint16]
    """Of the stored one."""

    away: NDArray[np.uint8]
    """Bits in which their signatures differ."""


def hits(asked: Asked, segment: Segment) -> Hits:
    """Return the hits of a segment, by asked feature, with those of one feature and word by owner."""
    mean = len(segment.signature) / max(1, len(segment.word))
    probes = next(count for length, count in _LISTS if mean >= length)
    near = asked.words[:, :probes]
    row = np.searchsorted(segment.word, near.ravel())
    known = row < len(segment.word)
    known[known] = segment.word[row[known]] == near.ravel()[known]
    row = row[known]
    which = np.repeat(np.arange(len(near)), probes)[known]
    low, high = segment.start[row], segment.start[row + 1]
    read = _gathered if mean < _SHORT else _listed
    which, at, away = read(segment, asked, which, low, high)
    return Hits(which, segment.owner[at].astype(np.int64), segment.geometry[at], away)


_Found = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint8]]


def _listed(
    segment: Segment, asked: Asked, which: NDArray[np.int64], low: NDArray[np.int64], high: NDArray[np.int64]
) -> _Found:
    """Read list by list: for long lists."""
    places, away, counts = [], [], []
    for one, first, last in zip(which.tolist(), low.tolist(), high.tolist(), strict=True):
        bits = np.bitwise_count(segment.signature[first:last] ^ asked.signatures[one])
        near = np.flatnonzero(bits <= FARTHEST)
        if len(near) > MOST_HITS:
            bound = int(np.searchsorted(np.bincount(bits[near]).cumsum(), MOST_HITS))
            near = near[bits[near] < bound]
        places.append(near + first)
        away.append(bits[near])
        counts.append(len(near))
    return (
        np.repeat(which, counts),
        np.concatenate([*places, np.empty(0, np.int64)]).astype(np.int64),
        np.concatenate([*away, np.empty(0, np.uint8)]).astype(np.uint8),
    )


def _gathered(
    segment: Segment, asked: Asked, which: NDArray[np.int64], low: NDArray[np.int64], high: NDArray[np.int64]
) -> _Found:
    """Read all lists at once: for short lists, where the calls would cost more than the reading."""
    found: list[_Found] = []
    sizes = high - low
    pieces = np.searchsorted(np.cumsum(sizes), np.arange(1 << 20, int(sizes.sum()) + (1 << 20), 1 << 20)) + 1
    begin = 0
    for end in pieces.tolist():
        size = sizes[begin:end]
        at = np.arange(int(size.sum())) + np.repeat(low[begin:end] - np.cumsum(size) + size, size)
        one = np.repeat(which[begin:end], size)
        bits = np.bitwise_count(segment.signature[at] ^ asked.signatures[one])
        near = np.flatnonzero(bits <= FARTHEST)
        found.append((one[near], at[near], bits[near]))
        begin = end
    return _joined(found)


def _joined(found: Sequence[_Found]) -> _Found:
    if not found:
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.uint8)
    which, places, away = (np.concatenate(column) for column in zip(*found, strict=True))
    return which, places, away


def count(asked: Asked, found: Sequence[Hits], prints: int, limit: int) -> list[tuple[int, float]]:
    """Return up to ``limit`` prints of ``prints`` with their votes, most first; owners count over all segments.

    A hit weighs less the more there are of its feature; a feature votes once for a print; votes agree on turn and
    scale, and on whether the picture is mirrored.
    """
    which = np.concatenate([h.asked for h in found])
    owner = np.concatenate([h.owner for h in found])
    shape = np.concatenate([h.geometry for h in found])
    away = np.concatenate([h.away for h in found])
    if not len(which):
        return []
    which, owner, shape, weight = _capped(which, owner, shape, away, len(asked.signatures))
    votes: NDArray[np.float64] = np.bincount(owner, weight, minlength=prints).astype(np.float64)
    best = _most(votes)
    place = np.full(prints, -1, np.int32)
    place[best] = np.arange(len(best))
    stays = place[owner] >= 0
    agreed = _agreeing(
        asked, which[stays], place[owner[stays]].astype(np.int64), shape[stays], weight[stays], len(best)
    )
    order = np.lexsort((best, -agreed))[:limit]
    return [(int(best[n]), float(agreed[n])) for n in order]


def _most(votes: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the positions of about the ``_FINALISTS`` largest numbers that are not 0, those of equal steps with them.

    Counting steps takes 5 ms for a million, where a partial sort takes 100.
    """
    step = np.minimum(votes * 8, 4095).astype(np.int64)
    above = np.bincount(step, minlength=1)[::-1].cumsum()
    lowest = len(above) - 1 - int(np.searchsorted(above, min(_FINALISTS, len(votes))))
    best = np.flatnonzero(step >= max(lowest, 1))
    if len(best) > 4 * _FINALISTS:
        best = best[np.argsort(-votes[best], kind="stable")[:_FINALISTS]]
    return best


def _capped(
    which: NDArray[np.int64],
    owner: NDArray[np.int64],
    shape: NDArray[np.uint16],
    away: NDArray[np.uint8],
    features: int,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint16], NDArray[np.float64]]:
    """Return the nearest ``MOST_HITS`` hits of each feature with their weights."""
    bins = FARTHEST + 1
    counts = np.bincount(which * bins + away, minlength=features * bins).reshape(features, bins).cumsum(1)
    bound = (counts <= MOST_HITS).sum(1)
    stays = away < bound[which]
    which, owner, shape = which[stays], owner[stays], shape[stays]
    each = np.bincount(which, minlength=features)
    weight = np.log2(2 * MOST_HITS / np.maximum(each, 1)) / np.log2(2 * MOST_HITS)
    return which, owner, shape, weight[which]


def _agreeing(
    asked: Asked,
    which: NDArray[np.int64],
    finalist: NDArray[np.int64],
    shape: NDArray[np.uint16],
    weight: NDArray[np.float64],
    finalists: int,
) -> NDArray[np.float64]:
    """Return the most votes of each finalist that agree on turn, scale and mirroring."""
    # A feature votes once for a print: the first of its hits, which is of its nearest word.
    _, first = np.unique(which * finalists + finalist, return_index=True)
    which, finalist, shape, weight = which[first], finalist[first], shape[first], weight[first]
    our_angle, our_scale = geometry.unpack(asked.geometry[which])
    their_angle, their_scale = geometry.unpack(shape)
    turn = (our_angle - their_angle) % geometry.ANGLES
    zoom = our_scale - their_scale + geometry.SCALES - 1
    bins = (finalists, 2, geometry.ANGLES, 2 * geometry.SCALES - 1)
    cell = np.ravel_multi_index((finalist, asked.mirrored[which].astype(np.int64), turn, zoom), bins)
    votes = np.bincount(cell, weight, minlength=int(np.prod(bins))).reshape(bins).astype(np.float32)
    # Copies scatter by half a bin or more: three bins of angle and two of scale together.
    scales = votes[..., 1:] + votes[..., :-1]
    wide = np.concatenate([scales[:, :, -1:], scales, scales[:, :, :1]], axis=2)
    near = wide[:, :, :-2] + wide[:, :, 1:-1]
    near += wide[:, :, 2:]
    best: NDArray[np.float64] = near.reshape(finalists, -1).max(1).astype(np.float64)
    return best
