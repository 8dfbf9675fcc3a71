"""Embeddings that were computed once, by model and text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select

from ascertain.store.database import Database
from ascertain.store.dialect import chunks, upsert
from ascertain.store.tables import embeddings


class Embeddings:
    """Vectors by model name and SHA-256 of the text's UTF-8 bytes (32 bytes), kept as little-endian float16."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, model: str, hashes: Sequence[bytes]) -> dict[bytes, NDArray[np.float32]]:
        """Return the vectors that are known, as float32."""
        found: dict[bytes, NDArray[np.float32]] = {}
        with self._database.read() as connection:
            for some in chunks(sorted(set(hashes))):
                query = select(embeddings.c.sha256, embeddings.c.vector).where(
                    embeddings.c.model == model, embeddings.c.sha256.in_(some)
                )
                for key, vector in connection.execute(query):
                    found[bytes(key)] = np.frombuffer(vector, dtype="<f2").astype(np.float32)
        return found

    def add(self, model: str, vectors: Mapping[bytes, NDArray[np.floating]]) -> None:
        """Keep vectors, rounded to float16; one that is known stays as it is."""
        rows = [
            {"model": model, "sha256": key, "vector": np.asarray(vector, dtype="<f2").tobytes()}
            for key, vector in vectors.items()
        ]
        if rows:
            with self._database.write() as connection:
                upsert(connection, embeddings, rows, keep=True)
