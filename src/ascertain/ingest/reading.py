"""What a reader of one format hands over, and how it becomes a document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from ascertain.records import Comment, Document, Link, Picture, Source, content_id

MAX_COMMENTS = 5000
MAX_LINKS = 2000
MAX_PICTURES = 200


@dataclass
class Reading:
    """The parts of a page while it is read; texts are still as the page has them."""

    title: str = ""
    byline: list[str] = field(default_factory=list)
    publisher: str = ""
    published: datetime | None = None
    language: str = ""
    """What the page says its language is."""
    blocks: list[str] = field(default_factory=list)
    """Paragraphs, headings, quotations and list items of the body."""
    links: list[Link] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    set_aside: list[str] = field(default_factory=list)


def finished(reading: Reading, url: str, seen: datetime) -> Document:
    """Return the document of a reading: texts cleaned, the headline not repeated, language told from the body."""
    from ascertain.text import clean, detect_language

    title = " ".join(clean(reading.title).split())
    blocks = [block for block in (clean(block).strip() for block in reading.blocks) if block]
    while blocks and title and same_words(blocks[0], title):
        blocks = blocks[1:]
    body = "\n\n".join(re.sub(r"\n{2,}", "\n", block) for block in blocks)
    return Document(
        id=content_id(url, title, body),
        url=url,
        title=title,
        byline=tuple(dict.fromkeys(name for name in (" ".join(clean(n).split()) for n in reading.byline) if name)),
        source=source_of(" ".join(clean(reading.publisher).split()), url),
        published=reading.published,
        language=_language(detect_language(body), reading.language, body),
        body=body,
        links=tuple(_unique(reading.links))[:MAX_LINKS],
        pictures=tuple(reading.pictures)[:MAX_PICTURES],
        comments=tuple(reading.comments),
        set_aside=tuple(line for line in (" ".join(clean(line).split()) for line in reading.set_aside) if line),
        seen=seen,
    )


def same_words(first: str, second: str) -> bool:
    """Return whether two lines consist of the same letters and digits."""
    return re.sub(r"\W+", "", first).casefold() == re.sub(r"\W+", "", second).casefold()


def site_of(url: str) -> str:
    """Return the domain of an address without ``www.``, lower case; empty when it has none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def source_of(name: str, url: str) -> Source | None:
    """Return the publisher by its own name, or by the domain of ``url``; ``None`` when neither is known."""
    site = site_of(url)
    return Source(name=name or site, site=site) if name or site else None


def web_url(url: str) -> str:
    """Return an absolute ``http`` or ``https`` address, or nothing when ``url`` is something else."""
    url = re.sub(r"[\s\x00-\x1f\x7f]+", "%20", url.strip())
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme.lower() in ("http", "https") and parts.hostname and len(url) <= 4000 else ""


def joined(base: str, url: str) -> str:
    """Return ``url`` as an absolute address relative to ``base``; empty when no parser makes sense of it."""
    try:
        return urljoin(base, url.strip())
    except ValueError:
        return ""


def _language(detected: str, declared: str, body: str) -> str:
    """Return the language of the body: what its words say, unless they are too few to tell."""
    declared = re.split(r"[-_]", declared.strip().lower())[0]
    if not re.fullmatch(r"[a-z]{2,3}", declared):
        return detected
    return detected if detected and len(body) >= 200 else declared


def _unique(links: Iterable[Link]) -> list[Link]:
    return list(dict.fromkeys(links))
