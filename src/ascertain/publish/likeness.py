"""Which articles are about the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray


def nearest(
    slug: str,
    vectors: Mapping[str, NDArray[np.float32]],
    topics: Mapping[str, Sequence[str]],
    limit: int,
    *,
    near: float,
    bonus: float,
) -> list[str]:
    """Return up to ``limit`` other articles that are near in meaning or share a topic, nearest first.

    ``vectors`` are of length one. An article counts from a likeness of ``near``, or with a topic in common; each
    topic in common adds ``bonus`` to its place in the order.
    """
    own = vectors.get(slug)
    others = [name for name in vectors if name != slug]
    if own is None or not others:
        return []
    likeness = np.stack([vectors[name] for name in others]) @ own
    mine = set(topics.get(slug, ()))
    shared = {name: len(mine & set(topics.get(name, ()))) for name in others}
    scored = [
        (float(score) + bonus * shared[name], name)
        for name, score in zip(others, likeness, strict=True)
        if score >= near or shared[name]
    ]
    return [name for _, name in sorted(scored, key=lambda pair: (-pair[0], pair[1]))[:limit]]
