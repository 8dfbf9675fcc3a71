"""Sound as adapters hand it over, and text as engines take it."""

from __future__ import annotations

import io
import re
import wave
from typing import TYPE_CHECKING

import numpy as np

from ascertain.errors import Unavailable

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SPACE = re.compile(r"\s+")
_HEADER = 44
"""Bytes of a WAV header where nothing stands between format and samples."""


def speakable(text: str) -> str:
    """Return text as one line without control characters: some engines take a line for a sentence."""
    plain = "".join(one if one.isprintable() or one.isspace() else " " for one in text)
    return _SPACE.sub(" ", plain).strip()


def samples_of(data: bytes) -> tuple[int, NDArray[np.int16]]:
    """Return rate and samples of a WAV file with one channel of 16 bits.

    One that was written to a pipe gives no length, or one that is too large; then all that follows the header counts.
    Raises :class:`Unavailable` for anything else.
    """
    if len(data) < _HEADER or data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise Unavailable("The voice gave no sound.", "Try its program with a short text.")
    try:
        with wave.open(io.BytesIO(data)) as file:
            rate, channels, width = file.getframerate(), file.getnchannels(), file.getsampwidth()
    except (wave.Error, EOFError, RuntimeError) as error:  # the last for a chunk longer than the file
        raise Unavailable(f"The voice gave sound that cannot be read: {error}.") from error
    if (channels, width) != (1, 2):
        raise Unavailable(f"The voice gave {channels} channels of {8 * width} bits; one of 16 is expected.")
    begin = data.find(b"data", 12) + 8
    body = data[begin : begin + (len(data) - begin) // 2 * 2]
    return rate, np.frombuffer(body, dtype="<i2").astype(np.int16)
