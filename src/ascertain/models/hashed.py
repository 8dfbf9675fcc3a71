"""An embedder without a model, for tests and for trying Ascertain where the real one cannot be prepared."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class HashedEmbedder:
    """Places texts by the words and word beginnings they share: the hashing trick, with no language behind it.

    Each word, and each run of four letters in it, adds plus or minus one to a place that its hash gives
    (Weinberger et al., 2009). Texts that share words come near each other; the same statement in two languages
    does not, so that this is no substitute for a real model. The same text gives the same vector on any machine.
    """

    name = "hashed@1"

    def __init__(self, dimensions: int = 64) -> None:
        self.dimensions = dimensions

    def queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return a row of length 1 for each text."""
        return self.passages(texts)

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return a row of length 1 for each text."""
        import numpy as np

        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for piece in _pieces(text):
                digest = hashlib.blake2b(piece.encode("utf-8", "replace"), digest_size=8).digest()
                place = int.from_bytes(digest[:4], "big") % self.dimensions
                row[place] += 1.0 if digest[4] & 1 else -1.0
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        rows[lengths[:, 0] == 0, 0] = 1.0  # a text without words still needs a direction
        lengths[lengths == 0] = 1.0
        normalised: NDArray[np.float32] = (rows / lengths).astype(np.float32)
        return normalised


def _pieces(text: str) -> Iterator[str]:
    for word in re.findall(r"\w+", text.casefold()):
        yield word
        for start in range(len(word) - 3):
            yield word[start : start + 4]
