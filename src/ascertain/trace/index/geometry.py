"""Angle, scale and place of a local feature in 16 bits, and what 64 bits stand for its descriptor."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

EXTRA = 1
"""Marks features that only small indexes carry."""

ANGLES = 32
"""Bins of the angle: 11.25 degrees each."""

SCALES = 16
"""Bins of the scale: half octaves from 2 pixels."""

PLACES = 8
"""Bins of the place, across and down."""

_SIGNATURE_BITS = np.random.default_rng(64).permutation(256)[:64]


def signatures(descriptors: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """Return 64 of the 256 bits of each descriptor, always the same ones."""
    bits = np.unpackbits(descriptors, axis=1)[:, _SIGNATURE_BITS]
    packed: NDArray[np.uint64] = np.ascontiguousarray(np.packbits(bits, axis=1)).view("<u8").reshape(-1)
    return packed


def pack(points: NDArray[np.float32], size: tuple[int, int], extra: NDArray[np.bool_]) -> NDArray[np.uint16]:
    """Return angle, scale, place across and down, and ``EXTRA`` of each point in 5 + 4 + 3 + 3 + 1 bits."""
    angle = np.floor(points[:, 3] * (ANGLES / 360)).astype(np.int64) % ANGLES
    scale = np.clip(np.floor((np.log2(np.maximum(points[:, 2], 1)) - 1) * 2), 0, SCALES - 1).astype(np.int64)
    across = np.clip(np.floor(points[:, 0] * (PLACES / size[0])), 0, PLACES - 1).astype(np.int64)
    down = np.clip(np.floor(points[:, 1] * (PLACES / size[1])), 0, PLACES - 1).astype(np.int64)
    packed: NDArray[np.uint16] = (angle << 11 | scale << 7 | across << 4 | down << 1 | extra).astype(np.uint16)
    return packed


def unpack(geometry: NDArray[np.uint16]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the bins of angle and scale."""
    wide = geometry.astype(np.int64)
    return wide >> 11, wide >> 7 & (SCALES - 1)


def places(geometry: NDArray[np.uint16]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the bins of the place, across and down."""
    wide = geometry.astype(np.int64)
    return wide >> 4 & (PLACES - 1), wide >> 1 & (PLACES - 1)
