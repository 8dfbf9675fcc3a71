"""How fast each voice reads, on sentences of our own sample articles.

    python bench/listen.py

Prints for each voice that is installed: seconds of work for a second of sound (real-time factor), the same with
encoding as MP3, and bytes a minute. How well it is understood would take a transcriber; none is installed with the
project, so no word error rate is given.
"""

from __future__ import annotations

import time
from importlib.resources import files

import numpy as np

from ascertain.models.speech import voices_here
from ascertain.publish.audio import mp3
from ascertain.settings import Settings
from ascertain.text import sentences

ARTICLES = {"en": "merin-square-count.md", "de": "pumpen-ohne-anschluss.md", "ar": "shark-montage-ar.md"}


def main() -> None:
    """Read each article with each voice that speaks its language, and print what it took."""
    print(
        f"{'voice':24} {'text':5} {'sentences':>9} {'sound s':>8} {'reading s':>9} "
        f"{'factor':>7} {'with MP3':>8} {'kB/min':>7}"
    )
    folder = files("ascertain") / "samples" / "articles"
    for voice in voices_here(Settings()):
        for language, name in ARTICLES.items():
            if not voice.speaks(language):
                continue
            text = (folder / name).read_text("utf-8").split("---", 2)[2]
            said = [text[span.start : span.end] for span in sentences(text, language)]
            list(voice.read(said[:1], language))  # a model is loaded once, whatever is read
            begun = time.perf_counter()
            sound = np.concatenate(list(voice.read(said, language)))
            read = time.perf_counter() - begun
            data = mp3(sound, voice.rate, title=name, artist="bench")
            whole = time.perf_counter() - begun
            seconds = len(sound) / voice.rate
            print(
                f"{voice.name:24} {language:5} {len(said):9} {seconds:8.1f} {read:9.2f} {read / seconds:7.4f} "
                f"{whole / seconds:8.4f} {len(data) / 1000 / seconds * 60:7.0f}"
            )


if __name__ == "__main__":
    main()
