"""A voice, and which one reads a language here."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from ascertain.errors import NotConfigured

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ascertain.settings import Settings

_GET = {
    "piper": "Install Piper, and set ASCERTAIN_PIPER_VOICES to a folder with a voice for the language",
    "hibari": "pip install 'ascertain[listen]' (English only)",
    "espeak": "Install eSpeak NG (Debian: apt-get install espeak-ng)",
}


class Voice(Protocol):
    """Reads sentences aloud."""

    @property
    def name(self) -> str:
        """Name and version or model, as records keep it: ``espeak-ng@1.51``."""

    @property
    def rate(self) -> int:
        """Samples in a second."""

    def speaks(self, language: str) -> bool:
        """Tell whether it reads texts in this BCP-47 language."""

    def read(self, sentences: Sequence[str], language: str) -> Iterator[NDArray[np.int16]]:
        """Yield the sound of each sentence in turn: one channel, 16 bits, :attr:`rate` samples a second.

        Raises :class:`ascertain.errors.Unavailable` when the engine fails or takes too long.
        """


def voices_here(settings: Settings) -> list[Voice]:
    """Return the voices that are installed, best first, or only the one that the settings name."""
    from ascertain.models.speech.espeak import EspeakVoice
    from ascertain.models.speech.hibari_voice import HibariVoice
    from ascertain.models.speech.piper import PiperVoice

    wanted, seconds = settings.voice, settings.voice_seconds
    found: list[Voice] = []
    piper, espeak = shutil.which(settings.piper), shutil.which("espeak-ng")
    if wanted in {"auto", "piper"} and piper and settings.piper_voices and settings.piper_voices.is_dir():
        found.append(PiperVoice(piper, settings.piper_voices, seconds))
    if wanted in {"auto", "hibari"} and importlib.util.find_spec("hibari"):
        found.append(HibariVoice(seconds))
    if wanted in {"auto", "espeak"} and espeak:
        found.append(EspeakVoice(espeak, seconds))
    return found


def open_voice(settings: Settings, language: str) -> Voice | None:
    """Return the best voice for a language, ``None`` when only the browser's own can read it.

    Raises :class:`NotConfigured` when the settings name a voice that is not installed.
    """
    voices = voices_here(settings)
    if not voices and settings.voice not in {"auto", "none"}:
        raise NotConfigured(f"The voice {settings.voice} is not installed.", f"{_GET[settings.voice]}.")
    return next((voice for voice in voices if voice.speaks(language)), None)
