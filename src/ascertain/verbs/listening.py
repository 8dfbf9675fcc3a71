"""The verbs over articles read aloud: ``desk.listening``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from ascertain.errors import NotFound
from ascertain.records import Article, ArticleHead, Audio, SpokenSentence, content_id
from ascertain.rooms import Progress, Rooms


def _quiet(_stage: str, _done: int, _total: int | None) -> None:
    return None


class Listening:
    """Make the sound of articles, and hand it out."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms

    def make(self, article: Article, *, progress: Progress = _quiet) -> Audio | None:
        """Read an article aloud and keep the sound; ``None`` when no voice here reads its language."""
        return read_aloud(self.rooms, article, progress)

    def of(self, head: ArticleHead) -> Audio | None:
        """Return the sound of an article as readers see it now; ``None`` when there is none."""
        return self.episodes([head])[0][1] if self.episodes([head]) else None

    def episodes(self, heads: Sequence[ArticleHead]) -> list[tuple[ArticleHead, Audio]]:
        """Return the articles that have sound of their latest version, with it, in the order given."""
        kept = self.rooms.store.audio.of([head.slug for head in heads])
        found = [(head, kept[head.slug][0]) for head in heads if head.slug in kept]
        return [(head, audio) for head, audio in found if audio.version == head.version]

    def sentences(self, article: Article) -> tuple[SpokenSentence, ...]:
        """Return what is spoken, in order; with times when there is sound of this version."""
        from ascertain.publish.audio import to_speak

        audio = self.of(article)
        return audio.sentences if audio else to_speak(article)

    def sound(self, sha256: str) -> bytes:
        """Return the bytes of an article's sound; raises :class:`NotFound` for everything else that is kept."""
        if not self.rooms.store.audio.kept(sha256):
            raise NotFound("There is no such sound.", "The page of the article leads to it.")
        return self.rooms.blobs.get(sha256)


def read_aloud(rooms: Rooms, article: Article, progress: Progress) -> Audio | None:
    """Read an article aloud and keep the sound; the same text by the same voice is not read again."""
    from ascertain.models.speech import open_voice
    from ascertain.publish.audio import mp3, timed, to_speak, words_of

    voice = open_voice(rooms.settings, article.language)
    if voice is None:
        return None
    said = to_speak(article)
    texts = [words_of(article, one) for one in said]
    digest = content_id("audio", voice.name, article.language, *texts)
    kept, before = rooms.store.audio.of([article.slug]).get(article.slug, (None, ""))
    if kept and before == digest and rooms.blobs.has(kept.sha256):
        audio = kept.model_copy(update={"version": article.version})
        rooms.store.audio.keep(audio, digest)
        return audio
    import numpy as np

    spoken: list[SpokenSentence] = []
    sounds = []
    for sentence, sound in timed(article, said, voice.read(texts, article.language), voice.rate):
        progress("Reading aloud", len(spoken), len(said))
        spoken.append(sentence)
        sounds.append(sound)
    samples = np.concatenate(sounds)
    data = mp3(samples, voice.rate, title=article.title, artist=rooms.settings.site_name)
    audio = Audio(
        slug=article.slug,
        version=article.version,
        language=article.language,
        voice=voice.name,
        seconds=round(len(samples) / voice.rate, 3),
        sha256=rooms.blobs.put(data),
        size=len(data),
        sentences=tuple(spoken),
        at=datetime.now(UTC),
    )
    rooms.store.audio.keep(audio, digest)
    return audio
