"""An article as other sites embed it: oEmbed 1.0, type ``rich``."""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import urlsplit

from ascertain.publish.naming import is_slug
from ascertain.publish.structured import address_of, social_image
from ascertain.publish.writing import picture_address
from ascertain.records import ArticleHead

_WIDTH, _HEIGHT = 600, 420
_LEAST = 240


def slug_in(url: str, base: str) -> str:
    """Return the slug of the article at an address of this site; empty for every other address."""
    try:
        parts, own = urlsplit(url), urlsplit(base)
    except ValueError:
        return ""
    name = parts.path.removeprefix("/articles/").rstrip("/")
    ours = parts.netloc == own.netloc and parts.scheme in ("http", "https") and parts.path.startswith("/articles/")
    return name if ours and is_slug(name) else ""


def oembed(article: ArticleHead, base: str, site: str, width: int | None = None, height: int | None = None) -> Any:
    """Return the oEmbed answer for an article, at most ``width`` by ``height`` pixels large."""
    wide, high = max(_LEAST, min(width or _WIDTH, _WIDTH)), max(_LEAST // 2, min(height or _HEIGHT, _HEIGHT))
    url = address_of(base, article.slug)
    said = f"<p>{escape(article.standfirst)}</p>" if article.standfirst else ""
    quoted = f'<blockquote cite="{escape(url)}"><p><a href="{escape(url)}">{escape(article.title)}</a></p>{said}'
    answer: dict[str, Any] = {
        "type": "rich",
        "version": "1.0",
        "title": article.title,
        "author_name": ", ".join(article.byline),
        "provider_name": site,
        "provider_url": f"{base}/",
        "cache_age": 3600,
        "html": f"{quoted}<footer>{escape(site)}</footer></blockquote>",
        "width": wide,
        "height": high,
    }
    if article.lead and article.lead.renditions:
        shown = social_image(article.lead)
        if (width is None or shown.width <= width) and (height is None or shown.height <= height):
            answer |= {
                "thumbnail_url": f"{base}{picture_address(shown.sha256, shown.type)}",
                "thumbnail_width": shown.width,
                "thumbnail_height": shown.height,
            }
    return {name: value for name, value in answer.items() if value != ""}
