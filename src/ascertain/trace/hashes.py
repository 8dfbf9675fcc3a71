"""An exact index over PDQ hashes in memory: for lists of hashes, which are searched without pictures."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ascertain.errors import Invalid
from ascertain.trace.thresholds import PROBABLE_BITS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BITS = 256
"""Bits of a PDQ hash."""


def distance(one: str, other: str) -> int:
    """Return the number of bits, 0 to 256, in which two PDQ hashes of 64 hex digits differ."""
    return (int.from_bytes(_row(one), "big") ^ int.from_bytes(_row(other), "big")).bit_count()


def _row(pdq: str) -> bytes:
    try:
        row = bytes.fromhex(pdq)
    except ValueError as error:
        raise Invalid(f"{pdq!r} is not a PDQ hash: it has characters other than hex digits.") from error
    if len(row) != BITS // 8 or len(pdq) != BITS // 4:
        raise Invalid(f"A PDQ hash has 64 hex digits, not {len(pdq)}.")
    return row


class HashIndex:
    """An exact index of PDQ hashes in memory, 32 bytes a picture (faiss ``IndexBinaryFlat``).

    Give it only hashes of quality 50 or better: those of flat pictures are near to one another by chance.
    """

    def __init__(self, hashes: Iterable[tuple[str, str]] = ()) -> None:
        import faiss

        self._index: Any = faiss.IndexBinaryFlat(BITS)
        self._sha256s: list[str] = []
        self._known: set[str] = set()
        self._lock = threading.Lock()
        self.extend(hashes)

    def __len__(self) -> int:
        return len(self._sha256s)

    def add(self, sha256: str, pdq: str) -> None:
        """Add one picture; adding it again changes nothing. Raises ``Invalid`` for what is no PDQ hash."""
        self.extend([(sha256, pdq)])

    def extend(self, hashes: Iterable[tuple[str, str]]) -> None:
        """Add many pictures, as pairs of SHA-256 and PDQ; nothing is added when one of them is no PDQ hash."""
        new = dict(hashes)
        rows = {sha256: _row(pdq) for sha256, pdq in new.items()}
        with self._lock:
            fresh = [sha256 for sha256 in rows if sha256 not in self._known]
            if fresh:
                self._index.add(_matrix(b"".join(rows[sha256] for sha256 in fresh)))
                self._sha256s += fresh
                self._known.update(fresh)

    def near(self, pdq: str, bits: int = PROBABLE_BITS) -> list[tuple[str, int]]:
        """Return (SHA-256, bits of difference) of every picture within ``bits``, nearest first.

        Raises ``Invalid`` when ``pdq`` is not 64 hex digits.
        """
        import faiss

        query = _matrix(_row(pdq))
        # Holds for this thread only. One takes 5 ms for a million hashes; on a busy machine two waited 50 ms for each
        # other even at a thousand.
        faiss.omp_set_num_threads(1)
        with self._lock:
            # faiss returns what is strictly nearer than its radius.
            _, distances, rows = self._index.range_search(query, bits + 1)
            found = [(self._sha256s[row], int(away)) for row, away in zip(rows, distances, strict=True)]
        return sorted(found, key=lambda hit: (hit[1], hit[0]))


def _matrix(rows: bytes) -> NDArray[np.uint8]:
    import numpy as np

    return np.frombuffer(rows, dtype=np.uint8).reshape(-1, BITS // 8)
