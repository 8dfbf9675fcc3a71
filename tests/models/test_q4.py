"""Numbers stored as 4-bit blocks."""

from __future__ import annotations

import numpy as np

from ascertain.models import q4


def test_a_block_holds_low_halves_then_high_halves() -> None:
    values = np.arange(32) % 16
    halves = (values[:16] | values[16:] << 4).astype(np.uint8)
    block = np.concatenate([np.array([0.5], np.float16).view(np.uint8), halves])
    rows = np.stack([np.concatenate([block, block]), np.concatenate([block, np.zeros(18, np.uint8)])])
    found = q4.expand(rows)
    assert found.shape == (2, 64)
    assert found.dtype == np.float32
    assert (found[0] == np.tile((values - 8) * 0.5, 2)).all()
    assert (found[1, 32:] == 0).all()


def test_no_rows() -> None:
    assert q4.expand(np.zeros((0, 36), np.uint8)).shape == (0, 64)
