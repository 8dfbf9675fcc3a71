"""One publisher's site, asked politely: robots.txt, a pause between requests, and no other site."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from ascertain.errors import NotFound, Refused, Unavailable
from ascertain.ingest.fetch import USER_AGENT, Failed, Fetched, checked_url
from ascertain.ingest.sources.listing import UNPACKED
from ascertain.ingest.sources.patience import PatientWeb
from ascertain.ingest.sources.robots import Robots, read_robots

AGENT = USER_AGENT.partition("/")[0]
"""The name by which robots.txt speaks of this crawler."""

_LONGEST_PAUSE = 60.0
_ROBOTS_LIMIT = 512 * 1024
"""Bytes of a robots.txt; RFC 9309 asks for 500 KiB at least."""

_TOO_MANY = 429


@dataclass(frozen=True)
class Site:
    """A site and what it allows."""

    web: PatientWeb
    start: Fetched
    """What the address that the crawl begins with answers."""

    robots: Robots
    pause: float
    """Seconds between two requests."""

    @classmethod
    def enter(cls, url: str, web: PatientWeb) -> Site:
        """Return the site that ``url`` is on or leads to, with its robots.txt and the answer of ``url`` read.

        Raises ``Refused`` when robots.txt forbids the address or wants more than a minute between requests,
        ``Unavailable`` when robots.txt cannot be read for a reason of the server's, and the errors of the client.
        """
        url = checked_url(url)
        robots = robots_of(url, web)
        site = cls(web, Fetched(url, b"", "", ""), robots, _pause(url, robots, web))
        start = site._allowed(url, (), UNPACKED)
        if not site.has(start.url):  # the site that an address leads to is the one that is meant
            robots = robots_of(start.url, web)
            if not robots.allows(start.url):
                raise forbidden(start.url)
        return cls(web, start, robots, _pause(start.url, robots, web))

    def has(self, url: str) -> bool:
        """Tell whether an address is on this site; ``www.`` makes no difference."""
        return _host(url) == _host(self.start.url)

    def get(self, url: str, accept: Collection[str] = (), limit: int | None = None) -> Fetched:
        """Return what an address of this site answers, after the pause; ``limit`` as for the client.

        Raises ``Refused`` for what robots.txt forbids and for addresses on, or leading to, another site, and the
        errors of the client.
        """
        if not self.has(url):
            raise Refused(f"{url} is not on this site.", "Crawl its own site.")
        answer = self._allowed(url, accept, limit)
        if not self.has(answer.url):
            raise Refused(
                f"{url} leads to another site, {_host(answer.url)}.", "Crawl that site, if you want its pages."
            )
        return answer

    def _allowed(self, url: str, accept: Collection[str], limit: int | None) -> Fetched:
        if not self.robots.allows(url):
            raise forbidden(url)
        return self.web.get(url, accept=accept, limit=limit, pause=self.pause)


def robots_of(url: str, web: PatientWeb) -> Robots:
    """Return the rules of a site: none where there is no robots.txt (4xx), by RFC 9309."""
    parts = urlsplit(url)
    address = f"{parts.scheme}://{parts.netloc}/robots.txt"
    try:
        answer = web.get(address, limit=_ROBOTS_LIMIT, pause=web.settings.crawl_delay)
    except NotFound:
        return Robots()
    except Failed as error:
        if 400 <= error.status < 500 and error.status != _TOO_MANY:
            return Robots()
        raise Unavailable(
            f"The site is left alone, because its robots.txt cannot be read: {error.message}", "Try again later."
        ) from error
    return read_robots(answer.body.decode("utf-8", "replace"), AGENT)


def _pause(url: str, robots: Robots, web: PatientWeb) -> float:
    if robots.delay > _LONGEST_PAUSE:
        raise Refused(
            f"The robots.txt of {_host(url)} wants {robots.delay:g} seconds between requests, more than a crawl waits.",
            "Ask the publisher for a feed of its fact-checks, and import that.",
        )
    return max(robots.delay, web.settings.crawl_delay)


def forbidden(url: str) -> Refused:
    """Return the error for an address that robots.txt forbids."""
    return Refused(
        f"The site's robots.txt forbids {AGENT} to fetch {url}.",
        "Ask the publisher, or save the page and import the file.",
    )


def _host(url: str) -> str:
    parts = urlsplit(url)
    standard = {"http": 80, "https": 443}.get(parts.scheme)
    port = "" if parts.port in (None, standard) else f":{parts.port}"
    return f"{(parts.hostname or '').removeprefix('www.')}{port}"
