"""What the site holds, for search engines: sitemaps (sitemaps.org 0.9), the news sitemap, robots.txt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from xml.etree import ElementTree as ET

from ascertain.publish.structured import address_of
from ascertain.records import ArticleHead
from ascertain.text.clean import clean

PER_FILE = 1000
"""Articles in one sitemap, which is also how many a news sitemap may hold; sitemaps.org allows 50,000."""

NEWS = timedelta(hours=48)
"""Google takes articles of the last two days into a news sitemap."""

_MAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"

_PRIVATE = ("/desk", "/signin", "/account", "/api/")
"""Paths that are of no use to search engines."""


def sitemap_index(pages: Sequence[tuple[str, datetime | None]]) -> bytes:
    """Return the index of sitemaps, each with when it last changed."""
    root = ET.Element("sitemapindex", {"xmlns": _MAPS})
    for address, changed in pages:
        one = ET.SubElement(root, "sitemap")
        ET.SubElement(one, "loc").text = address
        if changed:
            ET.SubElement(one, "lastmod").text = changed.isoformat()
    return _document(root)


def sitemap(articles: Sequence[ArticleHead], base: str, others: Sequence[str] = ()) -> bytes:
    """Return a sitemap of articles, and of other pages by their paths."""
    root = ET.Element("urlset", {"xmlns": _MAPS})
    for path in others:
        ET.SubElement(ET.SubElement(root, "url"), "loc").text = f"{base}{path}"
    for article in articles:
        one = ET.SubElement(root, "url")
        ET.SubElement(one, "loc").text = address_of(base, article.slug)
        ET.SubElement(one, "lastmod").text = (article.modified or article.published).isoformat()
    return _document(root)


def news_sitemap(articles: Sequence[ArticleHead], base: str, site: str, now: datetime) -> bytes:
    """Return the news sitemap: those of the articles that appeared within the last 48 hours."""
    root = ET.Element("urlset", {"xmlns": _MAPS, "xmlns:news": _NEWS})
    for article in articles:
        if not now - NEWS <= article.published <= now:
            continue
        one = ET.SubElement(root, "url")
        ET.SubElement(one, "loc").text = address_of(base, article.slug)
        news = ET.SubElement(one, "news:news")
        publication = ET.SubElement(news, "news:publication")
        ET.SubElement(publication, "news:name").text = clean(site)
        ET.SubElement(publication, "news:language").text = article.language
        ET.SubElement(news, "news:publication_date").text = article.published.isoformat()
        ET.SubElement(news, "news:title").text = clean(article.title)
    return _document(root)


def robots(base: str) -> str:
    """Return what crawlers may read, and where the sitemaps are."""
    closed = "\n".join(f"Disallow: {path}" for path in _PRIVATE)
    maps = "\n".join(f"Sitemap: {base}/{name}.xml" for name in ("sitemap", "news-sitemap"))
    return f"User-agent: *\n{closed}\nAllow: /api/oembed\n\n{maps}\n"


def _document(root: ET.Element) -> bytes:
    ET.indent(root)
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"
