"""ClaimReview crawled from a publisher's own pages, found by its feed, its sitemap, or the links of a page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar
from urllib.parse import urljoin

from ascertain.errors import AscertainError, Invalid, Unavailable
from ascertain.ingest.encoding import decode
from ascertain.ingest.factchecks.reader import Located, Problem
from ascertain.ingest.factchecks.webpages import reviews_on
from ascertain.ingest.fetch import Failed, Fetched
from ascertain.ingest.importing import Failure
from ascertain.ingest.sources.listing import UNPACKED, Listed, newest_first, read_listing
from ascertain.ingest.sources.patience import PatientWeb
from ascertain.ingest.sources.site import Site
from ascertain.ingest.sources.source import Page
from ascertain.records import content_id

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_MOST_LISTS = 50
"""Sitemaps and feeds of one site that are read in one run."""

_GIVES_UP = 5
"""Pages in a row that fail for a reason that may pass, after which the site is left alone until the next run."""

_TOO_MANY = 429
_REMEMBERED = 2000
"""Pages of which a site's memory keeps the version."""


@dataclass(frozen=True)
class ClaimReviewCrawl:
    """Reads the pages of one site that a feed, sitemap or page lists, newest first, and takes their ``ClaimReview``.

    It is polite: robots.txt is obeyed with its ``Crawl-delay``, requests come one after the other with
    ``Settings.crawl_delay`` between them, a page that its list says has not changed is not fetched again, and a site
    that is in trouble is left alone until the next run.
    """

    url: str
    """Address of an RSS or Atom feed, a sitemap or sitemap index (also gzipped), or a page with links."""

    limit: int = 100
    """How many of the newest pages are looked at."""

    name: ClassVar[str] = "crawl"
    examples: ClassVar[tuple[bytes, ...]] = (
        b'<!doctype html><html lang="en"><head><title>Is the fountain dry?</title><script type="application/ld+json">'
        b'{"@context": "https://schema.org", "@type": "ClaimReview", "claimReviewed": "The fountain has run dry", '
        b'"author": {"@type": "Organization", "name": "Fountain Checks"}, "datePublished": "2024-06-02", '
        b'"reviewRating": {"@type": "Rating", "alternateName": "False"}}</script></head><body></body></html>',
    )

    @property
    def title(self) -> str:
        """What a report calls this pull."""
        return self.url

    @property
    def parameters(self) -> Mapping[str, str]:
        """The address; with another limit the crawl goes on all the same."""
        return {"url": self.url}

    def pages(self, web: PatientWeb, cursor: str) -> Iterator[Page]:
        """Yield each page's fact-checks; the cursor holds the pages that are left over, and those that are known.

        Raises ``Invalid`` when the start lists no page of its own site, and the errors of :meth:`Site.enter`.
        """
        memory = _Memory.read(cursor)
        site = Site.enter(self.url, web)
        listed, failures = _discover(site, self.limit)
        if not listed and not memory.left:
            raise _nothing(self.url, failures)
        left = _waiting(memory, listed)
        tried_before = {one.url for one in memory.left}
        again: list[Listed] = []
        in_a_row = 0
        yield Page((), memory.leaving(left), 0, len(left), failures)
        for done, one in enumerate(left, start=1):
            page, error = _read(site, one)
            passing = isinstance(error, Unavailable) and (not isinstance(error, Failed) or error.may_pass)
            in_a_row = in_a_row + 1 if passing else 0
            gives_up = in_a_row == _GIVES_UP or (isinstance(error, Failed) and error.status == _TOO_MANY)
            # A page gets a second chance in the next run, and further ones only when the whole site is in trouble.
            if passing and (gives_up or one.url not in tried_before):
                again.append(one)
            elif not passing:
                memory = memory.knowing(one)
            yield replace(
                page, cursor=memory.leaving([*left[done:], *again]), done=done, total=len(left), stopped=gives_up
            )
            if gives_up:
                return


@dataclass(frozen=True)
class _Memory:
    """What one run leaves to the next."""

    left: tuple[Listed, ...] = ()
    """Pages not yet read, and pages to be tried again."""

    known: tuple[str, ...] = ()
    """Marks of pages that were read in the version that their list names, the latest last."""

    @classmethod
    def read(cls, cursor: str) -> _Memory:
        if not cursor:
            return cls()
        kept = json.loads(cursor)
        return cls(tuple(Listed(url, None, version) for url, version in kept["left"]), tuple(kept["known"]))

    def leaving(self, left: Sequence[Listed]) -> str:
        """Return the memory with the pages that are left, as the cursor holds it."""
        kept = {"left": [[one.url, one.version] for one in left], "known": self.known}
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))

    def knowing(self, one: Listed) -> _Memory:
        """Return the memory with a page that was read; one without a version is read each time."""
        if not one.version:
            return self
        mark = _mark(one)
        return replace(self, known=(*(other for other in self.known if other != mark), mark)[-_REMEMBERED:])


def _mark(one: Listed) -> str:
    return content_id(one.url, one.version)[:16]


def _waiting(memory: _Memory, listed: Sequence[Listed]) -> list[Listed]:
    """Return what is to be read: what an earlier run left, then what is new or changed; each page once."""
    known = set(memory.known)
    fresh = [one for one in listed if not one.version or _mark(one) not in known]
    return list({one.url: one for one in (*memory.left, *fresh)}.values())


def _discover(site: Site, limit: int) -> tuple[list[Listed], tuple[Failure, ...]]:
    """Return the site's newest pages that the start lists, also by way of further lists, and the lists that failed."""
    pages: dict[str, Listed] = {}
    failures: list[Failure] = []
    waiting: list[Listed] = []
    seen = {site.start.url}

    def take(answer: Fetched) -> None:
        listing = read_listing(answer.body, answer.url, answer.charset)
        for page in listing.pages:
            # The same page may stand undated among links and dated in a feed.
            if site.has(page.url) and (page.changed or page.url not in pages):
                pages[page.url] = page
        waiting.extend(newest_first(listing.lists))

    take(site.start)
    while waiting and len(seen) <= _MOST_LISTS:
        one = waiting.pop(0)
        # Dated lists come newest first, so the rest is older; an undated one may hold the newest page.
        if one.url in seen or not site.has(one.url) or (one.changed and len(pages) >= limit):
            continue
        seen.add(one.url)
        try:
            take(site.get(one.url, limit=UNPACKED))
        except AscertainError as error:
            failures.append(Failure(one.url, error.message))
    return newest_first(pages.values())[:limit], tuple(failures)


def _nothing(url: str, failures: Sequence[Failure]) -> AscertainError:
    if failures:
        return Unavailable(
            f"None of the lists that {url} names could be read; the first: {failures[0].reason}", "Try again later."
        )
    return Invalid(
        f"{url} lists no page of its own site.",
        "Give the address of the site's feed or sitemap (often /feed or /sitemap.xml), or of a page with links.",
    )


def _read(site: Site, one: Listed) -> tuple[Page, AscertainError | None]:
    """Return what a page holds, and the error when it could not be fetched."""
    try:
        # A crawl that starts at a page with links has it already.
        answer = site.start if one.url == site.start.url else site.get(one.url, _PAGES)
    except Invalid:
        return Page(skipped=1), None  # a picture or document among the links
    except AscertainError as error:
        return Page(failures=(Failure(one.url, error.message),)), error
    found = reviews_on(decode(answer.body, answer.charset).encode("utf-8", "replace"))
    return Page([_placed(review, answer.url) for review in found], skipped=not found), None


def _placed(found: Located | Problem, url: str) -> Located | Problem:
    """Return a review with its page as place, and as address where it gives none or only a path."""
    if isinstance(found, Problem):
        return replace(found, place=f"{url}, {found.place}")
    try:
        found.draft.url = urljoin(url, found.draft.url)
    except ValueError:  # brackets that are no IPv6 address
        found.draft.url = url
    return replace(found, place=f"{url}, {found.place}")
