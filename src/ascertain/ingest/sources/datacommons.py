"""The Data Commons feed, or any file of fact-checks at an address."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

from ascertain.errors import Unavailable
from ascertain.ingest.factchecks import FactCheckFile, open_fact_checks
from ascertain.ingest.sources.patience import PatientWeb
from ascertain.ingest.sources.source import Page

_BATCH = 1000


@dataclass(frozen=True)
class DataCommons:
    """A feed of many fact-checks in one file, as Data Commons publishes it: a ``DataFeed`` of ``ClaimReview``.

    It is streamed to a temporary file of at most ``Settings.import_limit`` bytes and read as any other file, so CSV,
    JSON lines and gzip are understood as well.
    """

    url: str
    """Address of the feed."""

    name: ClassVar[str] = "datacommons"
    examples: ClassVar[tuple[bytes, ...]] = (
        b'{"@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", '
        b'"item": [{"@type": "ClaimReview", "claimReviewed": "The market opens at night", '
        b'"url": "https://market.example/night", "author": {"name": "Market Checks", "url": "https://market.example"}, '
        b'"reviewRating": {"alternateName": "Mostly false"}, "inLanguage": "en"}]}]}',
    )

    @property
    def title(self) -> str:
        """What a report calls this pull."""
        return self.url

    @property
    def parameters(self) -> Mapping[str, str]:
        """The address."""
        return {"url": self.url}

    def pages(self, web: PatientWeb, cursor: str) -> Iterator[Page]:
        """Yield the feed's entries, 1,000 at a time; the cursor names the content and how much of it is dealt with.

        The feed is downloaded again by each run; a run that was interrupted goes on behind its last batch when the
        content is still the same. Raises the errors of the download and of :func:`open_fact_checks`.
        """
        with tempfile.TemporaryDirectory(prefix="ascertain-") as folder:
            path = Path(folder) / (Path(urlsplit(self.url).path).name[:100] or "feed")
            try:
                web.save(self.url, path, limit=web.settings.import_limit, seconds=web.settings.feed_timeout)
            except OSError as error:
                raise Unavailable(
                    f"The feed could not be written to {folder}: {error.strerror}.", "Free some space, or set TMPDIR."
                ) from error
            file = open_fact_checks(path)
            yield from _batches(file, _position(cursor, file.digest))


def _batches(file: FactCheckFile, position: int) -> Iterator[Page]:
    found = islice(file.found(), position, None)
    while some := list(islice(found, _BATCH)):
        position += len(some)
        yield Page(some, f"{file.digest} {position}", file.consumed, file.size)
    yield Page((), "", file.size, file.size)


def _position(cursor: str, digest: str) -> int:
    """Return how many entries of this content an interrupted run dealt with."""
    known, _, position = cursor.partition(" ")
    return int(position) if known == digest and position.isdecimal() else 0
