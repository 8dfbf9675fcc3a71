"""What a page says about itself in JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MAX_CHARS = 2_000_000
_MAX_NODES = 20_000
_ARTICLE = re.compile(
    r"Article|BlogPosting|Report$|Reportage|NewsStory|SocialMediaPosting|LiveBlogPosting|ClaimReview$"
)


def nodes(tree: HtmlElement) -> list[dict[str, Any]]:
    """Return every object in the page's JSON-LD, outer before inner; blocks that are not JSON are passed over."""
    found: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if script.get("type", "").split(";")[0].strip().lower() == "application/ld+json":
            found.extend(_walk(_loaded(script.text or "")))
            if len(found) > _MAX_NODES:
                break
    return found[:_MAX_NODES]


def article_of(found: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the object that describes the article; empty when there is none."""
    articles = [node for node in found if any(_ARTICLE.search(kind) for kind in types_of(node))]
    return next((node for node in articles if node.get("headline")), articles[0] if articles else {})


def types_of(node: dict[str, Any]) -> list[str]:
    """Return the schema.org types of an object without their address."""
    kinds = node.get("@type", [])
    return [str(kind).rpartition("/")[2] for kind in (kinds if isinstance(kinds, list) else [kinds])]


def names_in(value: Any, found: list[dict[str, Any]] | None = None) -> list[str]:
    """Return the names in an author or publisher field: text, an object, a reference to one, or a list of these."""
    if isinstance(value, str):
        return [words(value)] if words(value) else []
    if isinstance(value, list):
        return [name for item in value[:50] for name in names_in(item, found)]
    if isinstance(value, dict):
        if "name" in value:
            return names_in(value["name"], None)
        same = [node for node in found or [] if node.get("@id") == value.get("@id") and "name" in node]
        return names_in(same[0]["name"], None) if same and value.get("@id") else []
    return []


def words(value: Any) -> str:
    """Return a text field in one line without markup; empty when it is not text."""
    if not isinstance(value, str):
        return ""
    return " ".join(re.sub(r"<[^<>]{1,500}>", " ", unescape(value[:200_000])).split())


def _loaded(text: str) -> Any:
    text = text.strip()[:_MAX_CHARS]
    text = re.sub(
        r"^(?:<!--|//<!\[CDATA\[|/\*<!\[CDATA\[\*/|<!\[CDATA\[)|(?:-->|//\]\]>|/\*\]\]>\*/|\]\]>)$", "", text
    ).strip()
    for attempt in (
        text,
        re.sub(r"[\x00-\x1f]+", " ", text),
        re.sub(r",\s*([}\]])", r"\1", re.sub(r"[\x00-\x1f]+", " ", text)),
    ):
        try:
            return json.loads(attempt)
        except (ValueError, RecursionError):
            continue  # line breaks inside texts and stray commas are what most broken blocks suffer from
    return None


def _walk(value: Any) -> Iterator[dict[str, Any]]:
    waiting = [value]
    while waiting:
        here = waiting.pop(0) if len(waiting) < 100 else waiting.pop()
        if isinstance(here, dict):
            yield here
            waiting.extend(inner for inner in here.values() if isinstance(inner, dict | list))
        elif isinstance(here, list):
            waiting.extend(inner for inner in here[:5000] if isinstance(inner, dict | list))
