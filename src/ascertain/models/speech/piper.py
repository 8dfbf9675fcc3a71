"""Piper as a program of its own: natural voices for some forty languages, each a file."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ascertain.errors import Unavailable
from ascertain.models.speech.sound import samples_of, speakable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class PiperVoice:
    """Reads with the voices in a folder, named as they are published: ``de_DE-thorsten-medium.onnx``.

    Lines go in by standard input and one WAV file a line comes out (``--output_dir``), named by a rising clock, so
    that a voice is loaded once for a whole article. Where a folder holds several voices for a language, the first by
    name reads it; all must have the same rate.
    """

    examples = (("de", "Die Brücke war neun Tage lang gesperrt."), ("fr", "Le pont est resté fermé neuf jours."))

    def __init__(self, program: str, folder: Path, seconds: float) -> None:
        self._program = program
        self._seconds = seconds
        self._voices: dict[str, Path] = {}
        for path in sorted(folder.glob("*.onnx")):
            self._voices.setdefault(path.name.partition("_")[0].lower(), path)

    @property
    def name(self) -> str:
        """``piper@`` and the names of its voices."""
        return f"piper@{'+'.join(path.stem for path in self._voices.values())}"

    @property
    def rate(self) -> int:
        """What the description beside the first voice says; 22,050 unless it says otherwise."""
        return next(map(_rate, self._voices.values()), 22050)

    def speaks(self, language: str) -> bool:
        """Tell whether the folder holds a voice for a language."""
        return language.partition("-")[0].lower() in self._voices

    def read(self, sentences: Sequence[str], language: str) -> Iterator[NDArray[np.int16]]:
        """Yield the sound of each sentence; see :class:`ascertain.models.speech.Voice`."""
        model = self._voices[language.partition("-")[0].lower()]
        with TemporaryDirectory(prefix="ascertain-") as folder:
            command = [self._program, "--model", str(model), "--output_dir", folder]
            text = "".join(f"{speakable(sentence)}\n" for sentence in sentences)
            try:
                subprocess.run(  # noqa: S603 - the program of the settings, and options of our own
                    command, input=text.encode(), capture_output=True, timeout=self._seconds, check=True
                )
            except subprocess.TimeoutExpired as error:
                raise Unavailable("Piper took too long.", "Raise ASCERTAIN_VOICE_SECONDS.") from error
            except (OSError, subprocess.CalledProcessError) as error:
                raise Unavailable(f"Piper cannot read this: {error}.", "Check ASCERTAIN_PIPER_VOICES.") from error
            made = sorted(Path(folder).glob("*.wav"))
            if len(made) != len(sentences):
                raise Unavailable(f"Piper read {len(made)} of {len(sentences)} sentences.", "Try another voice.")
            for path in made:
                rate, samples = samples_of(path.read_bytes())
                if rate != self.rate:
                    raise Unavailable(f"{model.name} speaks at {rate} samples a second, others at {self.rate}.")
                yield samples


def _rate(model: Path) -> int:
    try:
        told = json.loads(model.with_name(f"{model.name}.json").read_text("utf-8"))
        return int(told["audio"]["sample_rate"])
    except (OSError, ValueError, KeyError, TypeError):
        return 22050
