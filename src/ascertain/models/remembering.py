"""An embedder that remembers the vectors of texts searched with lately: a claim is looked up several times."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ascertain.models.embedder import Embedder


@dataclass
class Remembering:
    """Passes everything on to ``embedder``, except queries whose vectors it still has."""

    embedder: Embedder
    """The embedder behind it."""

    most: int = 2000
    """Vectors kept, the latest used: 3 MB at 384 dimensions."""

    _kept: OrderedDict[str, NDArray[np.float32]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def name(self) -> str:
        """The name of the embedder behind it: its vectors are the same."""
        return self.embedder.name

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return self.embedder.dimensions

    def queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row for each text, embedding only those that were not asked for lately."""
        with self._lock:
            known = {text: self._kept[text] for text in texts if text in self._kept}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(new, self.embedder.queries(new), strict=True))
        with self._lock:
            for text in texts:
                self._kept[text] = known[text]
                self._kept.move_to_end(text)
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
        rows = np.empty((len(texts), self.dimensions), np.float32)
        for row, text in enumerate(texts):
            rows[row] = known[text]
        return rows

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row for each text; the store keeps these."""
        return self.embedder.passages(texts)
