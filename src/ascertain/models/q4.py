"""Numbers stored as 4-bit blocks: 18 bytes for 32 values.

A block is a float16 scale and 16 bytes; byte ``j`` holds value ``j`` in its low and value ``j + 16`` in its
high half, each 0…15, and stands for ``(value - 8) * scale``. llama.cpp calls the layout Q4_0.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BLOCK_VALUES = 32
BLOCK_BYTES = 18


def expand(packed: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the values of packed rows: ``(rows, bytes)`` in, ``(rows, bytes / 18 * 32)`` out."""
    rows, count = packed.shape[0], packed.shape[1] // BLOCK_BYTES
    blocks = packed.reshape(rows, count, BLOCK_BYTES)
    scales = np.ascontiguousarray(blocks[:, :, :2]).view(np.float16).astype(np.float32)
    halves = blocks[:, :, 2:]
    values = np.empty((rows, count, BLOCK_VALUES), np.float32)
    values[:, :, :16] = halves & 15
    values[:, :, 16:] = halves >> 4
    values -= 8
    values *= scales
    return values.reshape(rows, count * BLOCK_VALUES)
