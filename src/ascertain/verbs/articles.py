"""The verbs over articles of the own site: ``desk.articles``."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from ascertain.errors import AscertainError, Invalid
from ascertain.records import Article, ArticleHead, Dossier, Person, Tombstone
from ascertain.rooms import Progress, Rooms

_RELATED = 4
_NEAR = 0.80
"""Likeness of meaning, from -1 to 1, from which an article counts as related without a topic in common."""

_TOPIC = 0.05
"""What a topic in common adds to the likeness of meaning."""


def _quiet(_stage: str, _done: int, _total: int | None) -> None:
    return None


class Articles:
    """Publish, read, list and withdraw articles."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms
        self.edition = 0
        """Counts what this process published and withdrew, so that pages kept in memory know when they are old."""

    def publish(
        self,
        text: str,
        *,
        folder: Path | None = None,
        by: Person | None = None,
        now: datetime | None = None,
        name: str = "The article",
        progress: Progress = _quiet,
    ) -> Article:
        """Publish Markdown with YAML front matter, as a new article or as a new version of one, and return it.

        Pictures are read from ``folder`` or by their SHA-256 from the stored bytes. ``now`` is when it is published,
        ``name`` what errors call the text. The same text with the same pictures changes nothing. Raises
        :class:`Invalid`, with the line, for what cannot be published.
        """
        from ascertain.verbs.listening import read_aloud
        from ascertain.verbs.publishing import publish, utc_now

        article = publish(self.rooms, text, folder, by, now or utc_now(), name, progress)
        # Published it is by now: without sound, the reader's browser reads it.
        with suppress(AscertainError):
            read_aloud(self.rooms, article, progress)
        self.edition += 1
        return article

    def preview(self, text: str) -> Article:
        """Return the article that a text would become, with its claims and without a dossier; nothing is kept."""
        from ascertain.verbs.publishing import preview, utc_now

        return preview(self.rooms, text, utc_now())

    def get(self, slug: str, version: int | None = None) -> Article:
        """Return an article, as it is now or in an earlier version; raises :class:`NotFound`."""
        return self.rooms.store.articles.get(slug, version)

    def versions(self, slug: str) -> list[Article]:
        """Return every version of an article, newest first; raises :class:`NotFound`."""
        return self.rooms.store.articles.versions(slug)

    def newest(
        self,
        limit: int = 20,
        behind: tuple[datetime, str] | None = None,
        *,
        topic: str = "",
        since: datetime | None = None,
    ) -> list[ArticleHead]:
        """Return up to ``limit`` articles, newest first; ``behind`` is date and slug of the last one seen."""
        return self.rooms.store.articles.newest(limit, behind, topic, since)

    def topics(self) -> dict[str, tuple[str, int]]:
        """Return each topic by its name in addresses: its own name and how many articles are on it."""
        return self.rooms.store.articles.topics()

    def related(self, article: ArticleHead, limit: int = _RELATED) -> list[ArticleHead]:
        """Return articles near in meaning or on the same topics, nearest first."""
        from ascertain.publish.likeness import nearest

        vectors = self.rooms.store.articles.vectors(self.rooms.embedder.name)
        heads = {head.slug: head for head in self.rooms.store.articles.heads(list(vectors))}
        topics = {slug: head.topics for slug, head in heads.items()}
        return [heads[slug] for slug in nearest(article.slug, vectors, topics, limit, near=_NEAR, bonus=_TOPIC)]

    def dossier(self, article: Article) -> Dossier | None:
        """Return what was found about an article when it was published; ``None`` for a preview."""
        return self.rooms.store.dossier(article.dossier_id) if article.dossier_id else None

    def picture(self, sha256: str) -> tuple[str, bytes]:
        """Return media type and bytes of a picture that a published article shows; raises :class:`NotFound`."""
        from ascertain.errors import NotFound

        kind = self.rooms.store.articles.picture_type(sha256)
        if not kind:
            raise NotFound("No published article shows such a picture.")
        return kind, self.rooms.blobs.get(sha256)

    def draft_picture(self, sha256: str) -> bytes:
        """Return a stored picture as a JPEG for those who write; raises :class:`NotFound` and what decoding raises."""
        from ascertain.publish.renditions import MASTER
        from ascertain.trace import thumbnail

        return thumbnail(self.rooms.blobs.get(sha256), self.rooms.settings, MASTER)

    def add_picture(self, data: bytes) -> str:
        """Keep a picture for articles and return its SHA-256, by which they name it; raises what decoding raises."""
        from ascertain.trace import fingerprint

        fingerprint(data, self.rooms.settings)
        return self.rooms.blobs.put(data)

    def withdraw(self, slug: str, *, reason: str, by: Person | None = None, now: datetime | None = None) -> Tombstone:
        """Withdraw an article: its address says so, with the reason, and its versions stay in the store."""
        from ascertain.verbs.publishing import utc_now

        if not reason.strip():
            raise Invalid("An article is not withdrawn without a reason.", "Say it in a sentence for its readers.")
        article = self.get(slug)
        stone = Tombstone(
            slug=slug,
            title=article.title,
            published=article.published,
            withdrawn=now or utc_now(),
            reason=reason.strip(),
            by=by.id if by else "",
        )
        self.rooms.store.articles.withdraw(stone)
        self.edition += 1
        return stone

    def tombstone(self, slug: str) -> Tombstone | None:
        """Return what stands where an article was, ``None`` where none was or one still is."""
        return self.rooms.store.articles.tombstone(slug)

    def publish_folder(self, folder: Path, *, progress: Progress = _quiet) -> Sequence[Article]:
        """Publish every Markdown file of a folder, by name."""
        return [
            self.publish(path.read_text("utf-8"), folder=folder, name=path.name, progress=progress)
            for path in sorted(folder.glob("*.md"))
        ]
