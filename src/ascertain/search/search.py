"""Searching by words and by vectors."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ascertain.errors import Invalid, Unavailable
from ascertain.search.lance import Tables, batch, check_dimensions, settle, state
from ascertain.search.rows import Hit, Row, Table, Where

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ascertain.search.coded import CodedVectors
    from ascertain.search.memory import Vectors

LONGEST_QUERY = 2000
"""Characters of a query that are looked at: 45 ms with 300 words, and no claim is longer."""

IN_MEMORY = 300_000
"""Rows up to which whole vectors are held in memory (460 MB of 384 dimensions)."""

IN_CODES = 2_000_000
"""Rows up to which their codes are held there, with vectors in half precision (2.3 GB); beyond, LanceDB scans its
files."""

SCANS = 8
"""Queries of a process that scan the files of a table with more than :data:`IN_MEMORY` rows before its codes are read
beside them, in as long as some 15 scans take: a single command is done sooner without."""


def open_search(uri: str) -> Search:
    """Return the search tables in a folder or at a LanceDB URI; nothing is read or made before the first use."""
    if uri.startswith("db://"):
        raise Invalid(f"{uri} is an address of LanceDB's own cloud.", "Give a folder or an object store's URI.")
    return Search(Tables(uri))


class Search:
    """The tables ``factchecks`` and ``passages``; any number of threads and processes may use them.

    Every method raises :class:`Unavailable` when a table is damaged or cannot be reached.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._lock = threading.Lock()
        self._held: dict[str, tuple[tuple[bytes, int], Vectors | CodedVectors]] = {}
        self._scanned: dict[str, int] = {}
        self._loading: set[str] = set()

    def upsert(self, table: Table, rows: Sequence[Row]) -> None:
        """Put rows in, in one step; a row whose identifier is known replaces it.

        They are found at once; :meth:`settle` after larger changes keeps searches fast and word scores exact.
        """
        if not rows:
            return
        dimensions = {row.vector.shape for row in rows}
        if len(dimensions) > 1 or len(min(dimensions)) != 1:
            raise Invalid(f"Vectors of one table need one length, not {sorted(dimensions)}.")
        size = min(dimensions)[0]
        data = batch(rows, size)

        def act(handle: Any) -> None:
            merge = handle.merge_insert("id").when_matched_update_all().when_not_matched_insert_all()
            merge.execute(data)

        self._tables.put(table, act, size)

    def remove(self, table: Table, ids: Sequence[str]) -> None:
        """Take rows out; unknown identifiers are ignored."""
        from ascertain.search.filters import listed

        if ids:
            self._tables.change(table, lambda handle: handle.delete(f"id IN {listed(ids)}"))

    def words(self, table: Table, query: str, k: int, where: Where | None = None) -> list[Hit]:
        """Return the ``k`` rows that share the rarest words with the query (BM25), best first.

        Any text may be asked; only its first 2,000 characters are looked at. Case, accents and the order of
        words make no difference, quotation marks and operators mean nothing.
        """
        from ascertain.search.words import best

        return self._tables.read(table, lambda handle: best(handle, query[:LONGEST_QUERY], k, where), [])

    def vectors(
        self, table: Table, queries: NDArray[np.floating], k: int, where: Where | None = None
    ) -> list[list[Hit]]:
        """Return for each query vector (a row of ``queries``) the ``k`` rows with the highest cosine, best first.

        Every row is compared, exactly up to 300,000 rows; beyond, in a process that asks often, by codes whose best
        rows are scored exactly. The length of the vectors does not matter.
        """
        _check_matrix(queries)

        def act(handle: Any) -> list[list[Hit]]:
            check_dimensions(handle, queries.shape[1])
            held = self._vectors(table, handle, len(queries))
            if held is None:
                from ascertain.search.scanning import nearest

                return nearest(handle, queries, k, where)
            return held.nearest(queries, k, where)

        if k < 1 or not len(queries):
            return [[] for _ in queries]
        return self._tables.read(table, act, [[] for _ in queries])

    def similarities(
        self, table: Table, queries: NDArray[np.floating], ids: Sequence[Sequence[str]]
    ) -> list[dict[str, float]]:
        """Return for each query vector the cosine of each of its own identifiers; unknown ones are left out."""
        _check_matrix(queries)

        def act(handle: Any) -> list[dict[str, float]]:
            check_dimensions(handle, queries.shape[1])
            held = self._vectors(table, handle, 0)
            if held is None:
                from ascertain.search.scanning import similarities

                return similarities(handle, queries, ids)
            return held.similarities(queries, ids)

        if not len(queries):
            return []
        return self._tables.read(table, act, [{} for _ in queries])

    def count(self, table: Table) -> int:
        """Return how many rows the table holds; 0 when there is no table."""
        return self._tables.read(table, lambda handle: int(handle.count_rows()), 0)

    def drop(self, table: Table) -> None:
        """Remove the table with everything in it, also when it is damaged."""
        self._tables.drop(table)

    def settle(self, table: Table) -> None:
        """Bring the indexes up to date, join small files and free the space of old versions.

        Afterwards the same rows give the same results and scores, in whatever order they came in.
        """
        self._tables.change(table, settle)

    def unsettled(self, table: Table) -> int:
        """Return how many rows came in since the last :meth:`settle`.

        They are found, but their word scores come from statistics of their own.
        """

        def act(handle: Any) -> int:
            stats = handle.index_stats("text_idx")
            return int(handle.count_rows()) if stats is None else int(stats.num_unindexed_rows)

        return self._tables.read(table, act, 0)

    def in_memory(self, table: Table) -> bool:
        """Tell whether the latest state of a table is held in memory, so that searches do not read its vectors."""

        def act(handle: Any) -> bool:
            held = self._held.get(table)
            return held is not None and held[0] == state(handle)

        return self._tables.read(table, act, False)

    def _vectors(self, table: Table, handle: Any, asked: int) -> Vectors | CodedVectors | None:
        """Return the vectors of a table from memory; ``None`` when its files have to be scanned."""
        from ascertain.search.memory import load

        rows = handle.count_rows()
        with self._lock:
            now = state(handle)
            held = self._held.get(table)
            if held is not None and held[0] == now:
                return held[1]
            self._held.pop(table, None)
            if rows <= IN_MEMORY:
                self._held[table] = (now, load(handle))
                return self._held[table][1]
            self._scanned[table] = self._scanned.get(table, 0) + asked
            if rows <= IN_CODES and self._scanned[table] > SCANS and table not in self._loading:
                self._loading.add(table)
                threading.Thread(target=self._load_codes, args=(table,), name="search-codes", daemon=True).start()
            return None

    def _load_codes(self, table: Table) -> None:
        from ascertain.search.coded import load_coded

        def act(handle: Any) -> tuple[tuple[bytes, int], CodedVectors]:
            return state(handle), load_coded(handle)

        try:
            found = self._tables.read(table, act, None)
        except Unavailable:
            found = None  # Whoever searches meets the same trouble, and is told.
        with self._lock:
            if found is not None:
                self._held[table] = found
            self._scanned[table] = 0
            self._loading.discard(table)


def _check_matrix(queries: NDArray[np.floating]) -> None:
    if queries.ndim != 2:
        raise Invalid(f"Query vectors are the rows of a matrix, not an array of {queries.ndim} dimensions.")
