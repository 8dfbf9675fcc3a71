"""The newest articles as feeds: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from xml.etree import ElementTree as ET

from ascertain.publish.structured import address_of, social_image
from ascertain.publish.writing import picture_address
from ascertain.records import ArticleHead
from ascertain.text.clean import clean

_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"
_MEDIA = "http://search.yahoo.com/mrss/"
for _prefix, _uri in (("atom", _ATOM), ("dc", _DC), ("media", _MEDIA)):
    ET.register_namespace(_prefix, _uri)


@dataclass(frozen=True)
class Channel:
    """What a feed is about."""

    title: str
    base: str
    """Address of the site, without a slash at its end."""
    page: str
    """Path of the page that shows the same."""
    description: str
    language: str = "en"


def rss(articles: Sequence[ArticleHead], channel: Channel, address: str) -> bytes:
    """Return the articles as RSS 2.0; ``address`` is the feed's own."""
    root = ET.Element("rss", {"version": "2.0"})
    top = ET.SubElement(root, "channel")
    _add(top, "title", channel.title)
    _add(top, "link", f"{channel.base}{channel.page}")
    _add(top, "description", channel.description)
    _add(top, "language", channel.language)
    _add(top, "lastBuildDate", format_datetime(changed(articles), usegmt=True))
    ET.SubElement(top, f"{{{_ATOM}}}link", {"href": address, "rel": "self", "type": "application/rss+xml"})
    for article in articles:
        item = ET.SubElement(top, "item")
        url = address_of(channel.base, article.slug)
        _add(item, "title", article.title)
        _add(item, "link", url)
        _add(item, "guid", url, {"isPermaLink": "true"})
        _add(item, "pubDate", format_datetime(article.published, usegmt=True))
        if article.standfirst:
            _add(item, "description", article.standfirst)
        for name in article.byline:
            _add(item, f"{{{_DC}}}creator", name)
        for topic in article.topics:
            _add(item, "category", topic)
        _add(item, f"{{{_DC}}}language", article.language)
        picture = _picture(article, channel.base)
        if picture:
            shown = ET.SubElement(
                item,
                f"{{{_MEDIA}}}content",
                {
                    "url": picture["url"],
                    "type": picture["type"],
                    "medium": "image",
                    "width": str(picture["width"]),
                    "height": str(picture["height"]),
                },
            )
            if article.lead and article.lead.caption:
                _add(shown, f"{{{_MEDIA}}}description", article.lead.caption)
            if article.lead and article.lead.credit:
                _add(shown, f"{{{_MEDIA}}}credit", article.lead.credit)
    return _document(root)


def atom(articles: Sequence[ArticleHead], channel: Channel, address: str) -> bytes:
    """Return the articles as an Atom feed; ``address`` is the feed's own."""
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": channel.language})

    def add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
        return _add(parent, name, text, attributes)

    add(root, "id", f"{channel.base}{channel.page}")
    add(root, "title", channel.title)
    add(root, "subtitle", channel.description)
    add(root, "updated", changed(articles).isoformat())
    add(add(root, "author"), "name", channel.title)
    add(root, "link", href=address, rel="self", type="application/atom+xml")
    add(root, "link", href=f"{channel.base}{channel.page}", rel="alternate", type="text/html")
    for article in articles:
        entry = ET.SubElement(root, "entry", {"xml:lang": article.language})
        url = address_of(channel.base, article.slug)
        add(entry, "id", url)
        add(entry, "title", article.title)
        add(entry, "link", href=url, rel="alternate", type="text/html")
        add(entry, "published", article.published.isoformat())
        add(entry, "updated", (article.modified or article.published).isoformat())
        if article.standfirst:
            add(entry, "summary", article.standfirst)
        for name in article.byline:
            add(add(entry, "author"), "name", name)
        for topic in article.topics:
            add(entry, "category", term=topic)
    return _document(root)


def json_feed(articles: Sequence[ArticleHead], channel: Channel, address: str) -> bytes:
    """Return the articles as a JSON Feed; ``address`` is the feed's own."""
    items: list[dict[str, Any]] = []
    for article in articles:
        url = address_of(channel.base, article.slug)
        item: dict[str, Any] = {
            "id": url,
            "url": url,
            "title": article.title,
            "content_text": article.standfirst or article.title,
            "summary": article.standfirst,
            "date_published": article.published.isoformat(),
            "date_modified": (article.modified or article.published).isoformat(),
            "authors": [{"name": name} for name in article.byline],
            "tags": list(article.topics),
            "language": article.language,
        }
        picture = _picture(article, channel.base)
        if picture:
            item["image"] = picture["url"]
        items.append({name: value for name, value in item.items() if value})
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "description": channel.description,
        "home_page_url": f"{channel.base}{channel.page}",
        "feed_url": address,
        "language": channel.language,
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode()


def changed(articles: Sequence[ArticleHead]) -> datetime:
    """Return when the latest of the articles appeared or was changed; 1970 when there is none."""
    return max((each.modified or each.published for each in articles), default=datetime.fromtimestamp(0, UTC))


def _add(parent: ET.Element, name: str, text: str = "", attributes: dict[str, str] | None = None) -> ET.Element:
    made = ET.SubElement(parent, name, attributes or {})
    # Control characters cannot be written in XML at all.
    made.text = clean(text) if text else None
    return made


def _picture(article: ArticleHead, base: str) -> dict[str, Any] | None:
    if article.lead is None or not article.lead.renditions:
        return None
    shown = social_image(article.lead)
    url = f"{base}{picture_address(shown.sha256, shown.type)}"
    return {"url": url, "type": shown.type, "width": shown.width, "height": shown.height}


def _document(root: ET.Element) -> bytes:
    ET.indent(root)
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"
