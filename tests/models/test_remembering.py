from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ascertain.models.hashed import HashedEmbedder
from ascertain.models.remembering import Remembering


class Counting(HashedEmbedder):
    """The hashing embedder, which notes what it was asked."""

    asked: list[str]

    def queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked = [*getattr(self, "asked", []), *texts]
        return super().queries(texts)


def test_a_text_is_embedded_once_and_keeps_its_vector() -> None:
    behind = Counting()
    embedder = Remembering(behind)
    first = embedder.queries(["one claim", "another", "one claim"])
    again = embedder.queries(["another", "a third", "one claim"])
    assert behind.asked == ["one claim", "another", "a third"]
    assert np.array_equal(first, HashedEmbedder().queries(["one claim", "another", "one claim"]))
    assert np.array_equal(again[2], first[0])


def test_only_the_latest_are_kept() -> None:
    behind = Counting()
    embedder = Remembering(behind, most=2)
    for text in ("a", "b", "a", "c", "a", "b"):
        embedder.queries([text])
    assert behind.asked == ["a", "b", "c", "b"]


def test_nothing_asked_gives_no_rows() -> None:
    assert Remembering(HashedEmbedder()).queries([]).shape == (0, HashedEmbedder().dimensions)
