"""Articles read aloud: exact times, sound of the version that is shown, and nothing else handed out."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from ascertain.desk import Desk
from ascertain.errors import NotFound
from ascertain.publish.audio import BETWEEN, BETWEEN_PARAGRAPHS, mp3, timed, to_speak, words_of
from ascertain.publish.podcast import Show, podcast
from ascertain.records import Article, ArticleHead, Audio
from ascertain.settings import Settings

NOW = datetime(2026, 3, 1, tzinfo=UTC)
BODY = "The bridge was closed. It took nine days.\n\nNobody was hurt."
ARTICLE = Article(
    slug="bridge", title="A bridge", standfirst="What is known", published=NOW, language="en", body=BODY, html="",
    text="", at=NOW,
)  # fmt: skip


def test_every_sentence_is_spoken_once_and_in_order() -> None:
    said = [words_of(ARTICLE, one) for one in to_speak(ARTICLE)]
    assert said == [
        "A bridge",
        "What is known",
        "The bridge was closed.",
        "It took nine days.",
        "Nobody was hurt.",
    ]


def test_the_times_are_those_of_the_sound() -> None:
    rate = 1000
    spoken = to_speak(ARTICLE)
    sounds = [np.full(100 * number, number, dtype=np.int16) for number in range(1, 6)]
    made = list(timed(ARTICLE, spoken, iter(sounds), rate))
    whole = np.concatenate([sound for _, sound in made])
    for number, (sentence, _) in enumerate(made, 1):
        assert sentence.at is not None
        assert sentence.until is not None
        assert set(whole[round(sentence.at * rate) : round(sentence.until * rate)]) == {number}
    gaps = [after.at - before.until for (before, _), (after, _) in pairwise(made)]  # type: ignore[operator]
    assert gaps == pytest.approx([BETWEEN_PARAGRAPHS, BETWEEN_PARAGRAPHS, BETWEEN, BETWEEN_PARAGRAPHS])


def test_the_file_is_as_long_as_the_sound() -> None:
    import io

    import av

    rate = 24000
    tone = (8000 * np.sin(np.arange(rate * 3) * 2 * np.pi * 440 / rate)).astype(np.int16)
    with av.open(io.BytesIO(mp3(tone, rate, title="Tone", artist="Us")), "r") as file:
        samples = sum(int(frame.samples) for frame in file.decode(audio=0))
        assert samples / rate == pytest.approx(3, abs=0.1)
        assert file.metadata["title"] == "Tone"


def test_the_podcast_holds_what_directories_ask_for() -> None:
    from lxml import etree

    head = ArticleHead(**{name: getattr(ARTICLE, name) for name in ArticleHead.model_fields})
    audio = Audio(
        slug="bridge",
        version=1,
        language="en",
        voice="x@1",
        seconds=61.6,
        sha256="0" * 64,
        size=5,
        sentences=(),
        at=NOW,
    )
    tree = etree.fromstring(podcast(Show("A & B", "https://a.example", "Read\x0baloud", "en"), [(head, audio)]))
    itunes = {"i": "http://www.itunes.com/dtds/podcast-1.0.dtd"}
    assert tree.findtext("channel/title") == "A & B"
    for name in ("author", "explicit", "type"):
        assert tree.findtext(f"channel/i:{name}", namespaces=itunes)
    assert tree.findtext("channel/item/i:duration", namespaces=itunes) == "62"
    enclosure = tree.find("channel/item/enclosure")
    assert enclosure is not None
    assert dict(enclosure.attrib) == {
        "url": f"https://a.example/audio/{'0' * 64}.mp3",
        "length": "5",
        "type": "audio/mpeg",
    }


def test_only_sound_of_articles_is_handed_out(tmp_path: Path) -> None:
    with Desk(Settings(home=tmp_path)) as desk:
        secret = desk.blobs.put(b"a picture that nobody published")
        with pytest.raises(NotFound):
            desk.listening.sound(secret)
