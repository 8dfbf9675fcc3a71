"""Reading pages of the web for an answer, politely and within a time, and keeping what is cited."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ascertain.errors import AscertainError
from ascertain.records import Document, FactCheck, Finding, Source, content_id
from ascertain.rooms import Rooms

if TYPE_CHECKING:
    from ascertain.answer.searchers import Found
    from ascertain.ingest import Fetched, RawPage
    from ascertain.ingest.sources import PatientWeb
    from ascertain.ingest.sources.robots import Robots

LIMIT = 4 * 1024 * 1024
"""Bytes of a page read for an answer: articles have some 200 kB, and the reader waits."""

ASKED = "asked"
"""Collection in which cited fact-checks from elsewhere are kept: apart, because nobody imported them."""

CAPTURED = "capture@1"
"""What the finding is called by that leads from a document to the bytes it was read from."""


@dataclass(frozen=True)
class ReadPage:
    """A page that was read for an answer."""

    document: Document
    data: bytes
    """The bytes it was read from."""
    date: datetime | None
    """When it was published: as the page says, or else as the searcher says."""
    found_by: tuple[str, ...]
    """Searchers that found it."""
    checks: tuple[FactCheck, ...] = ()
    """Fact-checks that the page itself carries as ``ClaimReview``."""


@dataclass
class PageReader:
    """Reads pages as robots.txt allows, with a pause before a second page of one host; shared between threads."""

    web: PatientWeb
    may_parse: threading.Event = field(default_factory=threading.Event)
    """Set when the processor is free for reading: fetching goes on before, but the first evidence comes first."""
    _robots: dict[str, Robots | AscertainError] = field(default_factory=dict)
    _hosts: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def read(self, found: Found, found_by: tuple[str, ...]) -> ReadPage:
        """Return the page of a result; where the searcher gave the text itself, nothing is fetched.

        Raises the errors of the guarded client and of :func:`ascertain.ingest.read_page`, and ``Refused`` for what
        robots.txt forbids.
        """
        from ascertain.ingest import page_from, read_page

        if found.text:
            document = given(found)
            return ReadPage(document, found.text.encode("utf-8", "replace"), found.date, found_by)
        self._check(found.url)
        raw = page_from(found.url, self, LIMIT)
        if _host(raw.url) != _host(found.url):
            self._check(raw.url)  # the page belongs to the site it leads to
        self.may_parse.wait()
        document = read_page(raw, self.web.settings)
        return ReadPage(document, raw.body, document.published or found.date, found_by, checks_on(raw))

    def get(self, url: str, *, accept: Collection[str] = (), limit: int | None = None) -> Fetched:
        """Fetch a page; the second of a host waits for its turn."""
        with self._lock:
            self._hosts[_host(url)] += 1
            pause = self.web.settings.crawl_delay if self._hosts[_host(url)] > 1 else 0.0
        return self.web.get(url, accept=accept, limit=limit, pause=pause)

    def _check(self, url: str) -> None:
        from ascertain.ingest.sources.site import forbidden, robots_of

        host = _host(url)
        rules = self._robots.get(host)
        if rules is None:
            try:
                rules = robots_of(url, self.web)
            except AscertainError as error:
                rules = error
            self._robots[host] = rules
        if isinstance(rules, AscertainError):
            raise rules
        if not rules.allows(url):
            raise forbidden(url)


def checks_on(raw: RawPage) -> tuple[FactCheck, ...]:
    """Return the fact-checks that a page carries as ``ClaimReview`` and that stand at its own site; pure.

    A page may say what it likes about itself, but not speak for another site.
    """
    if b"ClaimReview" not in raw.body:
        return ()
    from ascertain.ingest.encoding import decode
    from ascertain.ingest.factchecks.draft import finish
    from ascertain.ingest.factchecks.reader import Located
    from ascertain.ingest.factchecks.webpages import reviews_on

    found = []
    for one in reviews_on(decode(raw.body, raw.charset).encode("utf-8", "replace")):
        if isinstance(one, Located):
            one.draft.url = one.draft.url or raw.url
            check, _ = finish(one.draft, ASKED)
            if isinstance(check, FactCheck) and site_of(check.url) == site_of(raw.url):
                found.append(check)
    return tuple(found)


def given(found: Found) -> Document:
    """Return the document of a text that a service itself handed out, such as an encyclopedia's; pure but for now."""
    lines = [line.strip() for line in found.text.splitlines()]
    body = "\n\n".join(line for line in lines if line and not line.startswith("=="))
    site = site_of(found.url)
    return Document(
        id=content_id(found.url, found.title, body),
        url=found.url,
        title=found.title,
        source=Source(name=found.by or site, site=site),
        published=found.date,
        language=found.language,
        body=body,
        seen=datetime.now(UTC),
    )


def capture(rooms: Rooms, page: ReadPage) -> None:
    """Keep a cited page: its text as a document, and the bytes it was read from.

    The document gets no passages, so that it does not become evidence for other claims: what the web said once was
    not chosen by anybody. A finding leads from the document to the bytes.
    """
    sha256 = rooms.blobs.put(page.data)
    now = datetime.now(UTC)
    finding = Finding(
        id=content_id("finding", page.document.id, CAPTURED, sha256),
        about=page.document.id,
        by=CAPTURED,
        label="captured bytes",
        score=1.0,
        explanation=f"Read from {page.document.url} for an answer; {len(page.data):,} bytes are kept as {sha256}.",
        rests_on=(sha256,),
        at=now,
    )
    rooms.store.add_document(page.document, findings=[finding])


def site_of(url: str) -> str:
    """Return the host of an address without ``www.``, lower case."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()
