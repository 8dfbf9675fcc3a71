"""An article as sound: its sentences, each spoken by itself so that it is known when, and the whole as MP3."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ascertain.records import Article, SpokenSentence
from ascertain.text import sentences

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BITS_A_SECOND = 64_000
"""Of the MP3: half a megabyte a minute; for one voice more cannot be heard."""

BETWEEN, BETWEEN_PARAGRAPHS = 0.35, 0.8
"""Seconds of silence behind a sentence, and behind a paragraph."""


def to_speak(article: Article) -> tuple[SpokenSentence, ...]:
    """Return the sentences of headline, standfirst and body in the order in which they are read, without times."""
    headline = SpokenSentence(part="headline", end=len(article.title))
    standfirst = (SpokenSentence(part="standfirst", end=len(article.standfirst)),) if article.standfirst else ()
    body = (SpokenSentence(start=span.start, end=span.end) for span in sentences(article.body, article.language))
    return headline, *standfirst, *(one for one in body if _has_words(article.body[one.start : one.end]))


def words_of(article: Article, sentence: SpokenSentence) -> str:
    """Return what a sentence says."""
    parts = {"headline": article.title, "standfirst": article.standfirst, "body": article.body}
    return parts[sentence.part][sentence.start : sentence.end]


def timed(
    article: Article, spoken: Sequence[SpokenSentence], sounds: Iterator[NDArray[np.int16]], rate: int
) -> Iterator[tuple[SpokenSentence, NDArray[np.int16]]]:
    """Yield each sentence with its times, and its sound with the silence behind it."""
    import numpy as np

    at = 0
    for number, (sentence, sound) in enumerate(zip(spoken, sounds, strict=True)):
        following = spoken[number + 1] if number + 1 < len(spoken) else None
        same = following is not None and following.part == sentence.part
        between = article.body[sentence.end : following.start] if same and following else "\n\n"
        silence = int(rate * (BETWEEN_PARAGRAPHS if "\n\n" in between else BETWEEN))
        until = at + len(sound)
        yield (
            sentence.model_copy(update={"at": round(at / rate, 3), "until": round(until / rate, 3)}),
            np.concatenate([sound, np.zeros(silence, dtype=np.int16)]),
        )
        at = until + silence


def mp3(samples: NDArray[np.int16], rate: int, *, title: str, artist: str) -> bytes:
    """Return sound of one channel as an MP3 file with a constant rate, in which any second can be found at once."""
    import av
    from av.audio.resampler import AudioResampler

    file = io.BytesIO()
    with av.open(file, "w", format="mp3") as container:
        container.metadata.update({"title": title, "artist": artist})
        stream = container.add_stream("libmp3lame", rate=rate, bit_rate=BITS_A_SECOND, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = rate
        for part in AudioResampler("s16p", "mono", rate).resample(frame):
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))
    return file.getvalue()


def _has_words(text: str) -> bool:
    return any(one.isalnum() for one in text)
