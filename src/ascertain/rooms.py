"""The rooms behind the verbs: store, search, blobs, embedder and web client, each opened when first needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Self

from ascertain.settings import Settings

if TYPE_CHECKING:
    from ascertain.blobs import Blobs
    from ascertain.ingest import Fetcher
    from ascertain.models.ocr import TextReader
    from ascertain.models.remembering import Remembering
    from ascertain.search import Search
    from ascertain.store import Store
    from ascertain.trace.index import PictureIndex

Progress = Callable[[str, int, int | None], None]
"""Called with what is being done, how much is done, and of how much (``None`` when unknown)."""


class Rooms:
    """What one collection consists of; opening is cheap, and each part opens on first use.

    Use it as a context manager, or call :meth:`close`.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.pictures_printed = False
        """Whether it was looked for pictures without prints."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close what was opened; using a room again opens it anew."""
        self.__dict__.pop("pictures", None)
        for room in ("fetcher", "store"):
            opened = self.__dict__.pop(room, None)
            if opened is not None:
                opened.close()

    @cached_property
    def store(self) -> Store:
        """The store of records."""
        from ascertain.store import open_store

        return open_store(self.settings.store_url or f"sqlite:///{self.settings.home / 'ascertain.db'}")

    @cached_property
    def search(self) -> Search:
        """The search tables."""
        from ascertain.search import open_search

        return open_search(self.settings.search_uri or str(self.settings.home / "search"))

    @cached_property
    def blobs(self) -> Blobs:
        """The stored bytes."""
        from ascertain.blobs import open_blobs

        return open_blobs(self.settings.blobs_url or str(self.settings.home / "blobs"))

    @cached_property
    def embedder(self) -> Remembering:
        """The sentence embedder."""
        from ascertain.models import open_embedder
        from ascertain.models.remembering import Remembering

        return Remembering(open_embedder(self.settings))

    @cached_property
    def pictures(self) -> PictureIndex:
        """The index of pictures."""
        from ascertain.trace.index import open_picture_index

        return open_picture_index(self.settings.home / "pictures", self.store)

    @cached_property
    def text_reader(self) -> TextReader:
        """What reads the text in pictures; raises :class:`NotConfigured` when nothing does here."""
        from ascertain.models.ocr import open_text_reader

        return open_text_reader(self.settings)

    @cached_property
    def fetcher(self) -> Fetcher:
        """The guarded client for everything from the web."""
        from ascertain.ingest import Fetcher

        return Fetcher(self.settings)
