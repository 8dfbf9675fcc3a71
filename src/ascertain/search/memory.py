"""Exact vector search over a table held in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from ascertain.search.filters import Codes, mask
from ascertain.search.rows import Hit, Where

Floating = TypeVar("Floating", np.float16, np.float32)

_CODED = ("corpus", "language", "publisher", "rating", "origin_id")
COLUMNS = ("id", "vector", "day", *_CODED)
_SLACK = 1e-5
"""Single precision is off by about 1e-6 for 384 dimensions: rows this near to the last place are scored again."""
_BLOCK = 64
"""Queries multiplied at once; keeps the scores of 86,000 rows at 22 MB."""


class Vectors:
    """The vectors of one version of a table, with the columns that narrow a search."""

    def __init__(
        self, ids: list[str], matrix: NDArray[np.float32], days: NDArray[np.int32], texts: Mapping[str, Codes]
    ) -> None:
        self._ids = ids
        self._matrix = matrix
        self._days = days
        self._texts = texts
        lengths = np.sqrt(np.einsum("ij,ij->i", matrix, matrix))
        self._inverse_lengths = 1.0 / np.maximum(lengths, np.float32(1e-12))

    def nearest(self, queries: NDArray[np.floating], k: int, where: Where | None) -> list[list[Hit]]:
        """Return for each query (a row) the ``k`` rows with the highest cosine, ties by identifier."""
        allowed = mask(where, self._texts, self._days)
        places, matrix, factors, penalties = None, self._matrix, self._inverse_lengths, None
        if allowed is not None and not allowed.all():
            if np.count_nonzero(allowed) * 4 < len(allowed):
                # Copying a few rows costs less than comparing all of them.
                places = np.flatnonzero(allowed)
                matrix, factors = matrix[places], factors[places]
            else:
                penalties = np.where(allowed, np.float32(0), np.float32(-np.inf))
        found: list[list[Hit]] = []
        for start in range(0, len(queries), _BLOCK):
            block = unit(queries[start : start + _BLOCK])
            scores = block.astype(np.float32) @ matrix.T
            scores *= factors
            if penalties is not None:
                scores += penalties
            for query, line in zip(block, scores, strict=True):
                best = _candidates(line, k)
                best = best if places is None else places[best]
                found.append(ranked([self._ids[place] for place in best], cosines(query, self._matrix[best]), k))
        return found

    def similarities(self, queries: NDArray[np.floating], ids: Sequence[Sequence[str]]) -> list[dict[str, float]]:
        """Return for each query the cosine of each of its identifiers; unknown ones are left out."""
        found = []
        for query, wanted in zip(unit(queries), ids, strict=True):
            known = [key for key in wanted if key in self._places]
            places = np.array([self._places[key] for key in known], dtype=np.intp)
            found.append(dict(zip(known, cosines(query, self._matrix[places]).tolist(), strict=True)))
        return found

    @cached_property
    def _places(self) -> dict[str, int]:
        return {key: place for place, key in enumerate(self._ids)}


def _candidates(scores: NDArray[np.float32], k: int) -> NDArray[np.intp]:
    """Return the places of all scores that may be among the ``k`` highest; never those of minus infinity."""
    last = np.partition(scores, len(scores) - k)[len(scores) - k] if k < len(scores) else -np.inf
    return np.flatnonzero(scores >= max(last - _SLACK, -2.0))


def load(table: Any) -> Vectors:
    """Read a LanceDB table into memory: 1.5 kB a row of 384 dimensions, half a second per 86,000 rows."""
    return Vectors(*columns(table, np.float32))


def columns(
    table: Any, kind: type[Floating]
) -> tuple[list[str], NDArray[Floating], NDArray[np.int32], dict[str, Codes]]:
    """Return a table's identifiers, vectors, days, and the other columns that narrow a search."""
    data = table.search().select(list(COLUMNS)).to_arrow()
    texts = {}
    for name in _CODED:
        column = data[name].combine_chunks().dictionary_encode()
        names = {text: code for code, text in enumerate(column.dictionary.to_pylist())}
        texts[name] = Codes(names, column.indices.to_numpy())
    return data["id"].to_pylist(), vector_matrix(data["vector"], kind), data["day"].to_numpy(), texts


def vector_matrix(column: Any, kind: type[Floating]) -> NDArray[Floating]:
    """Return a column of vectors as a matrix, one row each."""
    matrix = np.empty((len(column), column.type.list_size), dtype=kind)
    start = 0
    for chunk in column.chunks:
        matrix[start : start + len(chunk)] = chunk.flatten().to_numpy().reshape(len(chunk), -1)
        start += len(chunk)
    return matrix


def unit(vectors: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return the rows at length one; rows of zeros stay."""
    wide = vectors.astype(np.float64)
    lengths = np.sqrt((wide * wide).sum(axis=1, keepdims=True))
    unit_rows: NDArray[np.float64] = wide / np.maximum(lengths, 1e-12)
    return unit_rows


def cosines(query: NDArray[np.float64], rows: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the cosine of each row with the query (length one).

    Summed row by row in double precision: the result does not depend on which rows or queries stand beside
    it, as that of a matrix product does in the last digits.
    """
    wide = rows.astype(np.float64)
    lengths = np.sqrt((wide * wide).sum(axis=1))
    similar: NDArray[np.float64] = (wide * query).sum(axis=1) / np.maximum(lengths, 1e-12)
    return similar


def ranked(ids: Sequence[str], scores: NDArray[np.floating], k: int) -> list[Hit]:
    """Return the ``k`` best as hits, equal scores by identifier."""
    order = sorted(zip((-scores).tolist(), ids, strict=True))[:k]
    return [Hit(key, -score, rank) for rank, (score, key) in enumerate(order, start=1)]
