"""The addresses that a feed, a sitemap or a page lists."""

from __future__ import annotations

import calendar
import io
import math
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urljoin, urlsplit

from ascertain.errors import Invalid, Refused
from ascertain.ingest.encoding import decode
from ascertain.ingest.factchecks.dates import read_date

if TYPE_CHECKING:
    from lxml.etree import _Element

UNPACKED = 50 * 1024 * 1024
"""Bytes of an unpacked sitemap, the most that the protocol allows."""

_MOST = 50_000
"""Addresses of one list, the most that the protocol of sitemaps allows."""

_MOST_ELEMENTS = 1_000_000
_LONGEST_ADDRESS = 2048
_XML = re.compile(rb"\s*(?:<\?xml|<!--|<!doctype\s+(?!html)|<(?:\w+:)?(?:urlset|sitemapindex|rss|feed|rdf)\b)", re.I)
_ROOT = re.compile(rb"<(?:\w+:)?(urlset|sitemapindex|rss|feed|rdf|html)\b", re.I)
_FEEDS = "application/rss+xml", "application/atom+xml"


@dataclass(frozen=True)
class Listed:
    """An address that a list names."""

    url: str

    changed: datetime | None = None
    """When the page was published or last changed, as far as the list tells."""

    version: str = ""
    """What changes whenever the page does (a sitemap's ``lastmod``, a feed's ``updated``); empty when not given."""


@dataclass(frozen=True)
class Listing:
    """What a feed, sitemap or page lists, in its order."""

    pages: tuple[Listed, ...] = ()
    """Pages, each once."""

    lists: tuple[Listed, ...] = ()
    """Further sitemaps or feeds."""


def read_listing(body: bytes, url: str, charset: str = "") -> Listing:
    """Return what the feed (RSS, Atom), sitemap (or index, plain or gzipped) or HTML page at ``url`` lists.

    Entities are not resolved and nothing is fetched. Raises ``Refused`` for XML that declares entities and for data
    that unpack to more than 50 MiB, ``Invalid`` for damaged compressed data.
    """
    body = _unpacked(body, url)
    if not _XML.match(body[:2000].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"")):
        return _page(body, url, charset)
    head = body[: 256 * 1024].replace(b"\0", b"")
    if b"<!ENTITY" in head:
        raise Refused(
            f"The XML at {url} declares entities, with which a few bytes can stand for gigabytes.",
            "Sitemaps and feeds need none: give the address of another.",
        )
    root = _ROOT.search(head)
    match root[1].lower() if root else b"":
        case b"urlset" | b"sitemapindex":
            return _sitemap(body, url)
        case b"rss" | b"feed" | b"rdf":
            return _feed(body, url)
        case _:
            return _page(body, url, charset)


def _unpacked(body: bytes, url: str) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        undo = zlib.decompressobj(zlib.MAX_WBITS | 16)
        plain = undo.decompress(body, UNPACKED + 1)
    except zlib.error as error:
        raise Invalid(f"{url} is not sound gzip data: {error}.", "Give the address of another sitemap.") from error
    if len(plain) > UNPACKED:
        raise Refused(f"{url} unpacks to more than {UNPACKED:,} bytes.", "Give the address of a smaller sitemap.")
    return plain


def _sitemap(body: bytes, url: str) -> Listing:
    from lxml import etree

    pages: dict[str, Listed] = {}
    lists: dict[str, Listed] = {}
    events = etree.iterparse(
        io.BytesIO(body),
        events=("end",),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
    )
    try:
        for number, (_, element) in enumerate(events):
            if number > _MOST_ELEMENTS or len(pages) + len(lists) >= _MOST:
                break
            kind = _local(element)
            if kind not in ("url", "sitemap"):
                continue
            into = pages if kind == "url" else lists
            if (one := _sitemap_entry(element, url)) and one.url not in into:
                into[one.url] = one
            element.clear()  # a sitemap of 50 MiB as one tree would take ten times as much
            while element.getprevious() is not None and (parent := element.getparent()) is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        if not pages and not lists:
            raise Invalid(f"The XML at {url} cannot be read: {error.msg}.", "Give the address of another.") from error
    return Listing(tuple(pages.values()), tuple(lists.values()))


def _local(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _sitemap_entry(element: _Element, base: str) -> Listed | None:
    found = {_local(child): (child.text or "").strip() for child in reversed(element)}
    address = _address(found.get("loc", ""), base)
    version = found.get("lastmod", "")[:100]
    news = next((inner.text or "" for inner in element.iter() if _local(inner) == "publication_date"), "")
    changed = read_date(version) or read_date(news.strip()[:100])
    return Listed(address, changed, version) if address else None


def _feed(body: bytes, url: str) -> Listing:
    import feedparser

    # A stream, because feedparser opens text as an address or a file name. Nothing of the markup is used.
    feed = feedparser.parse(io.BytesIO(body), response_headers={"content-location": url}, sanitize_html=False)
    pages: dict[str, Listed] = {}
    for entry in feed.entries[:_MOST]:
        address = _address(str(entry.get("link") or ""), url)
        # Asked for by name only where it is there: feedparser would warn, and give the day of publishing instead.
        version = str(entry["updated"])[:100] if "updated" in entry else ""
        changed = _moment(entry.get("updated_parsed" if "updated_parsed" in entry else "published_parsed"))
        if address and address not in pages:
            pages[address] = Listed(address, changed, version)
    if not pages and feed.bozo:
        raise Invalid(f"The feed at {url} cannot be read: {str(feed.bozo_exception)[:200]}.", "Give another address.")
    return Listing(tuple(pages.values()))


def _moment(parsed: Any) -> datetime | None:
    """Return the time that feedparser read, which is in UTC."""
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None  # a year that no calendar has


def _page(body: bytes, url: str, charset: str) -> Listing:
    """Return the page itself, the feeds it names, and its links; those that look like articles first."""
    from lxml import etree, html

    try:
        tree = html.document_fromstring(decode(body, charset).encode(), parser=html.HTMLParser(encoding="utf-8"))
    except etree.ParserError as error:  # nothing but blanks and comments
        raise Invalid(f"{url} is empty.", "Give the address of a feed, a sitemap or a page with links.") from error
    base_tag = tree.find(".//base")
    base = urljoin(url, (base_tag.get("href") or "").strip()) if base_tag is not None else url
    feeds = [
        Listed(address)
        for link in tree.iter("link")
        if "alternate" in (link.get("rel") or "").lower() and (link.get("type") or "").lower() in _FEEDS
        if (address := _address(link.get("href") or "", base))
    ]
    links = dict.fromkeys(address for link in tree.iter("a") if (address := _address(link.get("href") or "", base)))
    ordered = sorted(links, key=lambda link: not _looks_like_an_article(link))
    pages = dict.fromkeys([urldefrag(url)[0], *ordered])
    return Listing(tuple(Listed(page) for page in list(pages)[:_MOST]), tuple(feeds[:3]))


def _looks_like_an_article(url: str) -> bool:
    """Tell whether an address ends in a headline or a number, as articles do and sections do not."""
    last = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    return last.count("-") + last.count("_") >= 3 or re.search(r"\d{4}", last) is not None


def _address(text: str, base: str) -> str:
    """Return an absolute ``http`` or ``https`` address without fragment, empty for anything else."""
    text = "".join(text.split())
    if not text or len(text) > _LONGEST_ADDRESS:
        return ""
    try:
        address = urldefrag(urljoin(base, text))[0]
        parts = urlsplit(address)
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # brackets that are no IPv6 address, or a port that is no number
        return ""
    return address if sound else ""


def newest_first(listed: Iterable[Listed]) -> list[Listed]:
    """Return the addresses with the newest first, those without a date last; otherwise in their order."""
    return sorted(listed, key=lambda one: -one.changed.timestamp() if one.changed else math.inf)
