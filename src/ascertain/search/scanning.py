"""Exact vector search over a table too large for memory, read from its files by LanceDB."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ascertain.search.filters import listed, sql
from ascertain.search.memory import cosines, ranked, unit, vector_matrix
from ascertain.search.rows import Hit, Where


def nearest(table: Any, queries: NDArray[np.floating], k: int, where: Where | None) -> list[list[Hit]]:
    """Return for each query the ``k`` rows with the highest cosine, ties by identifier."""
    found = []
    for query in unit(queries):
        # LanceDB's distances are less precise: somewhat more rows are taken and scored again.
        search = table.search(query.astype(np.float32)).distance_type("cosine").bypass_vector_index()
        search = search.select(["id", "vector"]).limit(2 * k + 20)
        condition = sql(where)
        if condition:
            search = search.where(condition, prefilter=True)
        rows = search.to_arrow()
        if rows.num_rows:
            found.append(ranked(rows["id"].to_pylist(), cosines(query, vector_matrix(rows["vector"], np.float32)), k))
        else:
            found.append([])
    return found


def similarities(table: Any, queries: NDArray[np.floating], ids: Sequence[Sequence[str]]) -> list[dict[str, float]]:
    """Return for each query the cosine of each of its identifiers; unknown ones are left out."""
    wanted = {key for some in ids for key in some}
    if not wanted:
        return [{} for _ in queries]
    rows = table.search().where(f"id IN {listed(wanted)}").select(["id", "vector"]).to_arrow()
    if not rows.num_rows:
        return [{} for _ in queries]
    vectors = dict(zip(rows["id"].to_pylist(), vector_matrix(rows["vector"], np.float32), strict=True))
    found = []
    for query, some in zip(unit(queries), ids, strict=True):
        known = [key for key in some if key in vectors]
        values = cosines(query, np.stack([vectors[key] for key in known])).tolist() if known else []
        found.append(dict(zip(known, values, strict=True)))
    return found
