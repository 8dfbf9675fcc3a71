"""multilingual-e5-small on this machine's processor, from the files ``ascertain prepare`` writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ascertain.models import e5_weights, q4
from ascertain.models.onnx_runtime import open_session, usable_cores
from ascertain.models.unigram import Unigram

if TYPE_CHECKING:
    from ascertain.settings import Settings

TOKEN_LIMIT = 512
"""Tokens of a text that are read, the two at its ends included; the rest is left out."""

# Between 256 and 1024 the speed is the same; beyond, activations outgrow the processor's cache.
_BATCH_TOKENS = 512


class E5:
    """Wang et al., “Multilingual E5 Text Embeddings” (2024): 384 dimensions, about a hundred languages.

    A text is marked as query or passage, cut into Unigram pieces, encoded by a 12-layer BERT and averaged over
    its tokens. Only the first 512 tokens are read.
    """

    name = e5_weights.NAME
    dimensions = 384

    def __init__(self, folder: Path, threads: int = 0) -> None:
        """Load the model from ``folder``; ``threads`` of 0 means one for each core this process may use."""
        marks = e5_weights.read_manifest(folder)["tokens"]
        self._begin, self._end = marks["begin"], marks["end"]
        self._vocabulary = Unigram(
            (folder / e5_weights.VOCABULARY).read_text("utf-8").split("\n"),
            np.load(folder / e5_weights.SCORES, allow_pickle=False).tolist(),
            unknown=marks["unknown"],
        )
        row = self.dimensions // q4.BLOCK_VALUES * q4.BLOCK_BYTES
        self._words = np.memmap(folder / e5_weights.WORDS, np.uint8, "r").reshape(-1, row)
        # Batches side by side use every core; threads within one batch of this size wait for each other instead.
        self._session = open_session(folder / e5_weights.ENCODER, 1)
        self._workers = ThreadPoolExecutor(threads or usable_cores(), thread_name_prefix="embedder")

    def queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row of length 1 for each text that is searched with."""
        return self._embed([f"query: {text}" for text in texts])

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row of length 1 for each text that is searched among."""
        return self._embed([f"passage: {text}" for text in texts])

    def _embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        tokens = [self._tokens(text) for text in texts]
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        batches = list(_batches([len(found) for found in tokens]))
        encoded = self._workers.map(self._encode, ([tokens[index] for index in batch] for batch in batches))
        for batch, rows in zip(batches, encoded, strict=True):
            vectors[batch] = rows
        return vectors

    def _tokens(self, text: str) -> list[int]:
        return [self._begin, *self._vocabulary.tokens(text, TOKEN_LIMIT - 2), self._end]

    def _encode(self, tokens: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        longest = max(map(len, tokens))
        mask = np.zeros((len(tokens), longest), np.int32)
        ids = np.zeros((len(tokens), longest), np.int64)
        for row, found in enumerate(tokens):
            mask[row, : len(found)] = 1
            ids[row, : len(found)] = found
        words = q4.expand(self._words[ids.ravel()]).reshape(*ids.shape, self.dimensions)
        vectors: NDArray[np.float32] = self._session.run(None, {"tokens": words, "mask": mask})[0]
        return vectors


def open_e5(settings: Settings) -> E5:
    """Return the model prepared in ``settings.models``; raises NotConfigured when there is none."""
    return E5(e5_weights.prepared_model(settings), settings.threads)


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield the places of texts to encode together: of similar length, and within the token budget when padded."""
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[index] > _BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch
