"""``Where`` as SQL for LanceDB, and as a mask over rows held in memory: the two say the same."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ascertain.search.rows import Where


def sql(where: Where | None) -> str:
    """Return the condition as SQL, empty when everything may be found."""
    if where is None:
        return ""
    parts = []
    if where.corpus is not None:
        parts.append(f"corpus = {_quoted(where.corpus)}")
    for column, values in _choices(where).items():
        parts.append(f"{column} IN {listed(values)}")
    if where.first_day is not None or where.last_day is not None:
        parts.append(f"day >= {max(1, int(where.first_day or 0))}")
    if where.last_day is not None:
        parts.append(f"day <= {int(where.last_day)}")
    if where.exclude_origins:
        parts.append(f"origin_id NOT IN {listed(where.exclude_origins)}")
    return " AND ".join(parts)


def _choices(where: Where) -> dict[str, Collection[str]]:
    every = {"language": where.languages, "publisher": where.publishers, "rating": where.ratings}
    return {column: values for column, values in every.items() if values}


def listed(values: Collection[str]) -> str:
    """Return texts as a list in SQL, safe whatever they hold."""
    return "(" + ", ".join(_quoted(value) for value in sorted(values)) + ")"


def _quoted(value: str) -> str:
    # Lance's SQL knows no backslash escapes: doubling the quotation mark is all there is.
    # Halves of characters (from a command line's odd bytes) are in no row, and cannot be asked for.
    return "'" + value.encode("utf-8", "replace").decode("utf-8").replace("'", "''") + "'"


@dataclass(frozen=True)
class Codes:
    """A column of texts as numbers: ``names[codes[i]]`` is the text of row ``i``."""

    names: Mapping[str, int]
    codes: NDArray[np.integer]

    def among(self, values: Collection[str]) -> NDArray[np.bool_]:
        """Tell for each row whether its text is one of ``values``."""
        wanted = np.zeros(len(self.names), dtype=bool)
        wanted[[self.names[value] for value in values if value in self.names]] = True
        chosen: NDArray[np.bool_] = wanted[self.codes]
        return chosen


def mask(where: Where | None, texts: Mapping[str, Codes], days: NDArray[np.int32]) -> NDArray[np.bool_] | None:
    """Return for each row whether it may be found; ``None`` when all may."""
    if where is None:
        return None
    parts = []
    if where.corpus is not None:
        parts.append(texts["corpus"].among([where.corpus]))
    for column, values in _choices(where).items():
        parts.append(texts[column].among(values))
    if where.first_day is not None or where.last_day is not None:
        parts.append(days >= max(1, int(where.first_day or 0)))
    if where.last_day is not None:
        parts.append(days <= int(where.last_day))
    if where.exclude_origins:
        parts.append(~texts["origin_id"].among(where.exclude_origins))
    if not parts:
        return None
    allowed: NDArray[np.bool_] = np.logical_and.reduce(parts)
    return allowed
