"""Reading a page: from its bytes to a document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from ascertain.errors import Invalid, Refused
from ascertain.ingest.encoding import decode
from ascertain.ingest.kinds import PageKind, check_bytes, check_text, is_whole_html, kind_of
from ascertain.ingest.reading import Reading, finished
from ascertain.records import Document
from ascertain.settings import Settings


@dataclass(frozen=True)
class RawPage:
    """A page as it was handed over or fetched."""

    body: bytes
    """The bytes."""
    type: Literal["html", "text", "markdown", ""] = ""
    """What it is said to be; empty: told from the text."""
    url: str = ""
    """Where it was read; empty for a file or text handed over."""
    folder: Path | None = None
    """Folder of a saved page, in which its pictures are looked for."""
    charset: str = ""
    """Encoding the server named, or empty."""
    name: str = ""
    """What to call it in messages: the path; empty: its address."""

    @property
    def called(self) -> str:
        """Return what messages call it."""
        return self.name or self.url or "The page"


def text_of(raw: RawPage) -> tuple[str, PageKind]:
    """Return the decoded text of a page and what it is.

    Raises ``Invalid`` when it is empty, binary, a feed or other data that is no page.
    """
    check_bytes(raw.body, raw.called)
    text = decode(raw.body, raw.charset)
    check_text(text, raw.called)
    kind = raw.type or kind_of(text)
    return text, "html" if kind != "html" and is_whole_html(text) else kind


_SHORTEST = 12
"""Characters: what is shorter is a menu entry or a button, in any script."""


def read_page(raw: RawPage, settings: Settings, *, seen: datetime | None = None) -> Document:
    """Return the article of a page: headline, authors, date, body, links, pictures and readers' comments.

    ``seen`` is when the page was read, now by default; nothing else in the document depends on the clock.
    The date of publication is only ever one that the page or its address states. Raises ``Invalid`` when the
    page has no text, or is no page at all, and ``Refused`` when it is larger than ``settings.page_limit``.
    """
    if len(raw.body) > settings.page_limit:
        raise too_large(raw.called, settings)
    text, kind = text_of(raw)
    reading = _read(text, kind, raw)
    document = finished(reading, raw.url, seen or datetime.now(UTC))
    if len(document.body) < _SHORTEST:
        raise Invalid(
            f"{raw.called} has no text that could be read as an article.",
            "If the page is put together by scripts, copy the text into a file and give that.",
        )
    return document


def _read(text: str, kind: PageKind, raw: RawPage) -> Reading:
    if kind == "html":
        from ascertain.ingest.html import read_html

        return read_html(text, raw.url)
    from ascertain.ingest.plain import read_plain

    return read_plain(text, markdown=kind == "markdown", url=raw.url)


def too_large(name: str, settings: Settings) -> Refused:
    """Return the error for a page over the size limit."""
    return Refused(
        f"{name} is larger than {settings.page_limit:,} bytes, the most that is read.",
        "Give the part you need as a file, or raise ASCERTAIN_PAGE_LIMIT.",
    )
