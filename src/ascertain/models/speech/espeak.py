"""eSpeak NG as a program of its own: plain to hear as a machine, for over a hundred languages."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ascertain.errors import Unavailable
from ascertain.models.speech.sound import samples_of, speakable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORDS_A_MINUTE = 160
"""Its own 175 is faster than newsreaders speak."""

_OTHER_NAMES = {"no": "nb", "zh": "cmn", "iw": "he", "tl": "fil"}


class EspeakVoice:
    """Reads with the rules that eSpeak NG has for a language.

    The program is under the GPL and only ever run, never linked. Text goes in by its standard input, so that nothing
    in it can be an option.
    """

    examples = (
        ("en", "The bridge at Merin was closed for nine days."),
        ("de", "Die Brücke war neun Tage lang gesperrt."),
        ("ar", "أغلق الجسر تسعة أيام."),
    )

    rate = 22050

    def __init__(self, program: str, seconds: float) -> None:
        self._program = program
        self._seconds = seconds

    @cached_property
    def name(self) -> str:
        """``espeak-ng@`` and its version."""
        said = self._run(["--version"], "", 10).decode("utf-8", "replace")
        _, _, version = said.partition("speech: ")
        return f"espeak-ng@{version.split()[0] if version else 'unknown'}"

    @cached_property
    def _languages(self) -> frozenset[str]:
        lines = self._run(["--voices"], "", 10).decode("utf-8", "replace").splitlines()[1:]
        return frozenset(line.split()[1].partition("-")[0] for line in lines if len(line.split()) > 1)

    def speaks(self, language: str) -> bool:
        """Tell whether eSpeak NG has rules for a language."""
        return _primary(language) in self._languages

    def read(self, sentences: Sequence[str], language: str) -> Iterator[NDArray[np.int16]]:
        """Yield the sound of each sentence; see :class:`ascertain.models.speech.Voice`."""
        until = time.monotonic() + self._seconds
        for sentence in sentences:
            # Double brackets would be read as phonemes.
            text = speakable(sentence).replace("[[", "[ [")
            options = ["-v", _primary(language), "-s", str(WORDS_A_MINUTE), "-b", "1", "--stdin", "--stdout"]
            rate, samples = samples_of(self._run(options, text, until - time.monotonic()))
            if rate != self.rate:
                raise Unavailable(f"eSpeak NG speaks at {rate} samples a second.", f"{self.rate} are expected.")
            yield samples

    def _run(self, options: list[str], text: str, seconds: float) -> bytes:
        if seconds <= 0:
            raise Unavailable("eSpeak NG took too long.", "Raise ASCERTAIN_VOICE_SECONDS.")
        try:
            done = subprocess.run(  # noqa: S603 - the program of the settings, and options of our own
                [self._program, *options],
                input=text.encode(),
                capture_output=True,
                timeout=seconds,
                check=True,
            )
        except subprocess.TimeoutExpired as error:
            raise Unavailable("eSpeak NG took too long.", "Raise ASCERTAIN_VOICE_SECONDS.") from error
        except (OSError, subprocess.CalledProcessError) as error:
            raise Unavailable(f"eSpeak NG cannot read this: {error}.", "Try: espeak-ng test") from error
        return done.stdout


def _primary(language: str) -> str:
    tag = language.partition("-")[0].lower()
    return _OTHER_NAMES.get(tag, tag)
