"""Every voice keeps the same contract; those that are not installed are skipped with the reason."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from ascertain.errors import NotConfigured, Unavailable
from ascertain.models.speech import Voice, open_voice, voices_here
from ascertain.models.speech.espeak import EspeakVoice
from ascertain.models.speech.hibari_voice import HibariVoice
from ascertain.models.speech.piper import PiperVoice
from ascertain.models.speech.sound import samples_of, speakable
from ascertain.settings import Settings

PIPER = """#!{python}
# Behaves as Piper's command line is known to: a line is a sentence, and becomes a WAV file named by a rising clock.
import sys, time, wave
folder = sys.argv[sys.argv.index("--output_dir") + 1]
for line in sys.stdin:
    with wave.open(f"{{folder}}/{{time.monotonic_ns()}}.wav", "wb") as file:
        file.setnchannels(1); file.setsampwidth(2); file.setframerate(22050)
        file.writeframes(b"\\x10\\x20" * (1500 * len(line)))
"""


@pytest.fixture(params=["espeak", "hibari", "piper"])
def voice(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Voice]:
    if request.param == "espeak":
        program = shutil.which("espeak-ng") or pytest.skip("eSpeak NG is not installed: make system")
        yield EspeakVoice(str(program), 60)
    elif request.param == "hibari":
        pytest.importorskip("hibari")
        yield HibariVoice(60)
    else:
        stand_in = tmp_path / "piper"
        stand_in.write_text(PIPER.format(python=sys.executable))
        stand_in.chmod(0o755)
        for name in ("de_DE-thorsten-medium.onnx", "fr_FR-siwis-low.onnx"):
            (tmp_path / name).touch()
        yield PiperVoice(str(stand_in), tmp_path, 60)


def test_a_voice_reads_its_own_examples(voice: Voice) -> None:
    examples: tuple[tuple[str, str], ...] = voice.examples  # type: ignore[attr-defined]
    for language, text in examples:
        assert voice.speaks(language)
        [sound] = voice.read([text], language)
        assert sound.dtype == np.int16
        assert sound.ndim == 1
        # People speak 8 to 25 letters a second.
        assert len(text) / 30 < len(sound) / voice.rate < len(text) / 5
        assert np.abs(sound.astype(int)).max() > 1000


def test_a_voice_gives_one_sound_for_each_sentence_in_order(voice: Voice) -> None:
    examples: tuple[tuple[str, str], ...] = voice.examples  # type: ignore[attr-defined]
    language, text = examples[0]
    short, long = voice.read([text.split()[1], f"{text}\n{text}"], language)
    assert len(short) < len(long)
    assert voice.name.count("@") == 1


def test_a_voice_does_not_speak_what_is_no_language(voice: Voice) -> None:
    assert not voice.speaks("xx")
    assert not voice.speaks("")


def test_text_that_looks_like_options_or_phonemes_is_read_as_text() -> None:
    program = shutil.which("espeak-ng") or pytest.skip("eSpeak NG is not installed: make system")
    sounds = list(EspeakVoice(str(program), 60).read(["--version and [[h@l'oU]] again", "-f /etc/passwd"], "en"))
    assert all(len(sound) > 5000 for sound in sounds)


def test_a_voice_that_takes_too_long_is_stopped() -> None:
    program = shutil.which("espeak-ng") or pytest.skip("eSpeak NG is not installed: make system")
    with pytest.raises(Unavailable, match="too long"):
        list(EspeakVoice(str(program), 0.0).read(["One.", "Two."], "en"))


def test_the_settings_choose_the_voice() -> None:
    assert voices_here(Settings(voice="none")) == []
    assert open_voice(Settings(voice="none"), "en") is None
    with pytest.raises(NotConfigured, match="piper"):
        open_voice(Settings(voice="piper"), "en")


def test_sound_that_is_none_is_refused() -> None:
    for data in (b"", b"RIFF", b"RIFF....WAVE" + b"x" * 60):
        with pytest.raises(Unavailable):
            samples_of(data)
    assert speakable("one\ttwo\x00\n three ") == "one two three"
