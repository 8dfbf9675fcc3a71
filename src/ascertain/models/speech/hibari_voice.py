"""Hibari: a small English voice that runs on any processor, from a Python package that carries it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ascertain.errors import Unavailable
from ascertain.models.speech.sound import speakable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class HibariVoice:
    """Reads English with the voice inside the package ``hibari-tts``; nothing is downloaded."""

    examples = (
        ("en", "The bridge at Merin was closed for nine days."),
        ("en-GB", "Officials said on 3 May that 4,200 people had left."),
    )

    rate = 24000

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    @cached_property
    def name(self) -> str:
        """``hibari-heart@`` and the version of the package."""
        from importlib.metadata import version

        return f"hibari-heart@{version('hibari-tts')}"

    @cached_property
    def _engine(self) -> Any:
        from hibari import Hibari

        return Hibari()

    def speaks(self, language: str) -> bool:
        """Tell whether a language is English."""
        return language.partition("-")[0].lower() == "en"

    def read(self, sentences: Sequence[str], language: str) -> Iterator[NDArray[np.int16]]:  # noqa: ARG002 - English
        """Yield the sound of each sentence; see :class:`ascertain.models.speech.Voice`."""
        import numpy as np

        until = time.monotonic() + self._seconds
        for sentence in sentences:
            if time.monotonic() > until:
                raise Unavailable("Hibari took too long.", "Raise ASCERTAIN_VOICE_SECONDS.")
            try:
                # The same text gives the same sound.
                sound = self._engine(speakable(sentence), seed=0)
            except Exception as error:  # what its model or lexicon raises is not told
                raise Unavailable(f"Hibari cannot read this: {error}.", "Set ASCERTAIN_VOICE=espeak.") from error
            yield (np.clip(sound, -1, 1) * 32767).astype(np.int16)
