"""New segments from the store's rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ascertain.errors import Invalid
from ascertain.store import Print
from ascertain.trace.features import LocalFeatures
from ascertain.trace.index import geometry
from ascertain.trace.index.words import Words
from ascertain.trace.prints import ENGINE, STORED_POINTS
from ascertain.trace.thresholds import GOOD_QUALITY


def arrays(prints: Sequence[Print], words: Words, *, rare: bool) -> dict[str, NDArray[Any]]:
    """Return the arrays of a segment that holds these prints, which come in the order of their positions.

    ``rare`` leaves out the features that only small indexes carry. Prints of another engine are found by their hashes
    only, until they are made again.
    """
    hashes = [(n, part.pdq) for n, p in enumerate(prints) for part in p.parts if part.quality >= GOOD_QUALITY]
    features = [_features(p) for p in prints]
    owner = np.repeat(np.arange(len(prints), dtype=np.uint32), [len(f) for f in features])
    shapes = np.concatenate([geometry.pack(f.points, f.size, _extra(len(f))) for f in features])
    descriptors = np.concatenate([f.descriptors for f in features])
    if rare:
        stays = (shapes & geometry.EXTRA) == 0
        owner, shapes, descriptors = owner[stays], shapes[stays], descriptors[stays]
    word = words.nearest(descriptors)[:, 0] if len(descriptors) else np.empty(0, np.int64)
    order = np.argsort(word, kind="stable")
    filed, start = np.unique(word[order], return_index=True)
    return {
        "position": np.array([p.position for p in prints], np.int64),
        "sha256": np.frombuffer(b"".join(bytes.fromhex(p.sha256) for p in prints), np.uint8),
        "frame": np.array([-1 if p.frame is None else round(p.frame * 1000) for p in prints], np.int64),
        "hash": np.frombuffer(b"".join(row for _, row in hashes), np.uint8),
        "hash_owner": np.array([n for n, _ in hashes], np.uint32),
        "word": filed,
        "start": np.append(start, len(word)),
        "signature": geometry.signatures(descriptors)[order],
        "owner": owner[order],
        "geometry": shapes[order],
    }


def _features(stored: Print) -> LocalFeatures:
    if stored.engine != ENGINE or not stored.features:
        return LocalFeatures.none()
    try:
        return LocalFeatures.from_bytes(stored.features)
    except Invalid:
        # What is damaged in the store is found by its hashes; the store's own check speaks of it.
        return LocalFeatures.none()


def _extra(count: int) -> NDArray[np.bool_]:
    """Return which features only small indexes carry: every second, and all beyond 1,000.

    They come strongest first, and the strongest are fine ones: with the stronger half alone 55 of 100 insets would
    still agree with their original in eight places, with every second one 97.
    """
    number = np.arange(count)
    extra: NDArray[np.bool_] = (number % 2 == 1) | (number >= 2 * STORED_POINTS)
    return extra
