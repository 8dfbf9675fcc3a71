"""What goes into search, what comes out, and what narrows it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Table = Literal["factchecks", "passages"]


@dataclass(frozen=True, eq=False)
class Row:
    """One searchable text with its vector and what it can be narrowed by."""

    id: str
    """Identifier of the record it stands for."""

    text: str
    """The words it is found by; never shown."""

    vector: NDArray[np.floating]
    """Embedding of the text, one dimension; kept as float16."""

    corpus: str = ""
    language: str = ""
    publisher: str = ""
    day: int = 0
    """Day of publication as ``20260131``; 0 when it is not known."""

    rating: str = ""
    origin_id: str = ""
    """The document a passage is taken from."""


@dataclass(frozen=True)
class Hit:
    """A row that was found."""

    id: str
    score: float
    """BM25 for words, cosine for vectors."""

    rank: int
    """1 is best; equal scores are ranked by identifier."""


@dataclass(frozen=True)
class Where:
    """Which rows may be found; an empty field narrows nothing."""

    corpus: str | None = None
    languages: Collection[str] = ()
    publishers: Collection[str] = ()
    first_day: int | None = None
    """Earliest day, as ``20260131``. Rows whose day is not known are left out as soon as a bound is given."""

    last_day: int | None = None
    """Latest day, that day included."""

    ratings: Collection[str] = ()
    exclude_origins: Collection[str] = ()
    """Documents whose passages must not be found."""
