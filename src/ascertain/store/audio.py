"""Articles read aloud: the sound of the version that readers see."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from ascertain.records import Audio
from ascertain.store.audiotables import article_audio
from ascertain.store.database import Database
from ascertain.store.dialect import plain, upsert
from ascertain.store.reading import parse


class Audios:
    """Sound by article; a new version's takes the place of the one before."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, audio: Audio, digest: str) -> None:
        """Keep the sound of an article's version; ``digest`` says what was read by which voice."""
        row = {"slug": audio.slug, "sha256": audio.sha256, "digest": digest, "record": audio.model_dump_json()}
        with self._database.write() as connection:
            upsert(connection, article_audio, [row])

    def of(self, slugs: Sequence[str]) -> dict[str, tuple[Audio, str]]:
        """Return the sound of each article that has one, with its digest, by slug."""
        c = article_audio.c
        query = select(c.slug, c.digest, c.record).where(c.slug.in_([plain(slug) for slug in slugs]))
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return {slug: (parse(Audio, article_audio, slug, record), digest) for slug, digest, record in rows}

    def kept(self, sha256: str) -> bool:
        """Tell whether a SHA-256 is that of an article's sound."""
        query = select(article_audio.c.slug).where(article_audio.c.sha256 == plain(sha256)).limit(1)
        with self._database.read() as connection:
            return connection.execute(query).first() is not None
