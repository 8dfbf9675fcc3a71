"""LanceDB tables: opened when first needed, tried again once, their errors in our words."""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from ascertain.errors import Invalid, Unavailable
from ascertain.search.folding import fold
from ascertain.search.loading import lancedb
from ascertain.search.locking import WriteLock
from ascertain.search.rows import Row, Table

T = TypeVar("T")

_HINT = "Run `ascertain reindex` to build search again from the store."
_TEXT_COLUMNS = ("id", "text", "corpus", "language", "publisher", "rating", "origin_id")
_MADE = b"made"
_ATTEMPTS_READING = 2
_ATTEMPTS = 12
"""Against other writers on an object store, who hold a table for a fraction of a second each."""

# What LanceDB and Arrow raise for files that are damaged, gone or written by others; Arrow's own are among these.
_FOREIGN = (RuntimeError, OSError, ValueError)


class Tables:
    """The tables below one URI. Reading a table that does not exist gives the empty answer."""

    def __init__(self, uri: str) -> None:
        self._uri = uri
        self._folder = _folder(uri)
        self._lock = threading.RLock()
        self._database: Any = None
        self._handles: dict[str, Any] = {}
        self._locks: dict[str, WriteLock] = {}

    def read(self, name: Table, act: Callable[[Any], T], missing: T) -> T:
        """Return what ``act`` makes of the latest state of the table, ``missing`` when there is no table."""
        return self._persist(name, lambda: self._latest(name, act, missing))

    def change(self, name: Table, act: Callable[[Any], None]) -> None:
        """Let ``act`` change a table that exists; no other writer of a folder is at work meanwhile."""
        if self._folder is None or self._path(name).is_dir():
            with self._alone(name):
                self._persist(name, lambda: self._latest(name, act, None))

    def put(self, name: Table, act: Callable[[Any], None], dimensions: int) -> None:
        """Let ``act`` change the table, which is made when missing; no other writer is at work meanwhile.

        Raises :class:`Invalid` when the table holds vectors of other dimensions.
        """
        with self._alone(name):
            self._persist(name, lambda: act(self._made(name, dimensions)))

    def drop(self, name: Table) -> None:
        """Remove the table, whole or damaged."""
        if self._folder is not None and not self._path(name).is_dir():
            return
        with self._alone(name), translated(name, self._uri):
            self._forget(name)
            self._connected().drop_table(name, ignore_missing=True)

    def _alone(self, name: Table) -> AbstractContextManager[None]:
        if self._folder is None:
            # An object store knows no locks: there LanceDB's own conflict detection has to do.
            return nullcontext()
        with self._lock:
            if name not in self._locks:
                self._locks[name] = WriteLock(self._folder / f".{name}.lock")
            return self._locks[name].held()

    def _latest(self, name: Table, act: Callable[[Any], T], missing: T) -> T:
        table = self._opened(name)
        if table is None:
            return missing
        table.checkout_latest()
        return act(table)

    def _persist(self, name: Table, attempt: Callable[[], T]) -> T:
        """Return what the attempt gives, trying again with a fresh handle when it fails.

        Another process may have rebuilt the table, or removed the files of the version this one looked at.
        """
        for number in range(1, _ATTEMPTS):
            try:
                return attempt()
            except _FOREIGN as error:
                self._forget(name)
                if _is_conflict(error):
                    time.sleep(random.uniform(0.02, 0.2))
                elif number == _ATTEMPTS_READING:
                    break
        with translated(name, self._uri):
            return attempt()

    def _opened(self, name: Table) -> Any:
        with self._lock:
            if name not in self._handles:
                # Known without loading LanceDB, which takes half a second.
                if self._folder is not None and not self._path(name).is_dir():
                    return None
                try:
                    self._handles[name] = self._connected().open_table(name)
                except ValueError as error:
                    # Also a folder without a table in it, from a process that was killed while it made one.
                    if "was not found" in str(error):
                        return None
                    raise
            return self._handles[name]

    def _made(self, name: Table, dimensions: int) -> Any:
        with self._lock:
            table = self._opened(name)
            if table is None:
                table = self._connected().create_table(name, schema=schema(dimensions), exist_ok=True)
                self._handles[name] = table
                if not table.list_indices():
                    # Before the first row, so that rows are always cut into words by this index's rules.
                    index_words(table)
        table.checkout_latest()
        check_dimensions(table, dimensions)
        return table

    def _path(self, name: Table) -> Path:
        return (self._folder or Path()) / f"{name}.lance"

    def _connected(self) -> Any:
        if self._database is None:
            with translated("", self._uri):
                self._database = lancedb().connect(self._folder or self._uri)
        return self._database

    def _forget(self, name: Table) -> None:
        with self._lock:
            self._handles.pop(name, None)


def _folder(uri: str) -> Path | None:
    """Return the folder that a URI means, ``None`` for an object store."""
    if "://" not in uri:
        return Path(uri).expanduser()
    parts = urlsplit(uri)
    return Path(unquote(parts.path)) if parts.scheme == "file" else None


def state(table: Any) -> tuple[bytes, int]:
    """Return what changes whenever the table does, also when it was dropped and made again."""
    return (table.schema.metadata or {}).get(_MADE, b""), table.version


def schema(dimensions: int) -> Any:
    """Return the columns of a table with vectors of so many dimensions."""
    import pyarrow as pa

    texts = [pa.field(name, pa.string(), nullable=False) for name in _TEXT_COLUMNS]
    # Makes LanceDB notice that two writers insert one identifier, where no lock keeps them apart.
    texts[0] = texts[0].with_metadata({"lance-schema:unenforced-primary-key": "true"})
    rest = [pa.field("day", pa.int32(), nullable=False), pa.field("vector", pa.list_(pa.float16(), dimensions))]
    return pa.schema([*texts, *rest], metadata={_MADE: os.urandom(16).hex()})


def check_dimensions(table: Any, dimensions: int) -> None:
    """Raise :class:`Invalid` when the table's vectors have other dimensions."""
    held = table.schema.field("vector").type.list_size
    if held != dimensions:
        raise Invalid(
            f"Search holds vectors of {held} dimensions, and these have {dimensions}: they are of another model.",
            _HINT,
        )


def batch(rows: Sequence[Row], dimensions: int) -> Any:
    """Return rows as one Arrow batch, in the order of their identifiers; of two with one identifier the later."""
    import numpy as np
    import pyarrow as pa

    latest = {row.id: row for row in rows}
    ordered = [latest[key] for key in sorted(latest)]
    matrix = np.stack([row.vector for row in ordered]).astype(np.float16)
    if not np.isfinite(matrix).all():
        raise Invalid("A vector holds something that is not a finite number.", "The embedder is at fault.")
    columns = {name: pa.array([getattr(row, name) for row in ordered], pa.string()) for name in _TEXT_COLUMNS}
    columns["text"] = pa.array([fold(row.text) for row in ordered], pa.string())
    columns["day"] = pa.array([row.day for row in ordered], pa.int32())
    columns["vector"] = pa.FixedSizeListArray.from_arrays(pa.array(matrix.reshape(-1)), dimensions)
    kind = schema(dimensions)
    return pa.record_batch([columns[name] for name in kind.names], schema=kind.remove_metadata())


def index_words(table: Any) -> None:
    """Build the index for words from every row."""
    from lancedb.index import FTS

    # Dictionary segmentation finds the words of Chinese, Japanese and Thai; stems and stop words would help
    # one language and harm the others.
    config = FTS(base_tokenizer="icu", stem=False, remove_stop_words=False, lower_case=True, ascii_folding=True)
    table.create_index("text", config=config, replace=True)


def settle(table: Any) -> None:
    """Bring every index up to date, join small files and remove old versions."""
    from lancedb.index import Bitmap, BTree

    indexed = {column for index in table.list_indices() for column in index.columns}
    if "text" not in indexed:
        index_words(table)
    for column, config in {
        "corpus": Bitmap(),
        "language": Bitmap(),
        "rating": Bitmap(),
        "publisher": BTree(),
        "day": BTree(),
        "origin_id": BTree(),
    }.items():
        if column not in indexed:
            table.create_index(column, config=config)
    # Readers of other processes that still hold an old version open the latest and try again.
    table.optimize(cleanup_older_than=timedelta(milliseconds=1))


def _is_conflict(error: Exception) -> bool:
    return "conflict" in str(error)


@contextmanager
def translated(name: str, uri: str) -> Iterator[None]:
    """Turn LanceDB's errors into ours."""
    try:
        yield
    except _FOREIGN as error:
        words = " ".join(str(error).split()).split(", /")[0]
        what = f"The search table {name!r} in {uri}" if name else f"The folder of search, {uri},"
        hint = "Try again: other processes were writing to it." if _is_conflict(error) else _HINT
        raise Unavailable(f"{what} cannot be used: {words[:300]}.", hint) from error
