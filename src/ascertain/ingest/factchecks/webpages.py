"""Saved web pages with ``ClaimReview`` in JSON-LD or microdata."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import urljoin

from ascertain.ingest.factchecks.claimreview import article_images, reviews_in
from ascertain.ingest.factchecks.draft import Draft
from ascertain.ingest.factchecks.mending import Unreadable, load
from ascertain.ingest.factchecks.reader import Located, Problem
from ascertain.ingest.factchecks.values import excerpt

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LARGEST = 20 * 1024 * 1024
_BEGINNING = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|script|meta|title|div|article|main)\b",
    re.I | re.S,
)


class WebPage:
    """An HTML page with one or more ``ClaimReview``, in any number of scripts or as microdata."""

    name = "html"
    examples = (
        b'<!doctype html><html lang="en"><head><title>Checked</title><link rel="canonical" href="https://checks.example/a">'
        b'<script type="application/ld+json">{"@context": "https://schema.org", "@type": "ClaimReview", '
        b'"claimReviewed": "The river runs uphill",\n"author": {"@type": "Organization", "name": "Checks"}, '
        b'"reviewRating": {"@type": "Rating", "alternateName": "Pants on Fire",},}</script></head><body></body></html>',
        b'<html><body><div itemscope itemtype="http://schema.org/ClaimReview"><h1 itemprop="name">Salt</h1>'
        b'<span itemprop="claimReviewed">Salt is sweet</span>'
        b'<span itemprop="author" itemscope itemtype="http://schema.org/Organization">'
        b'<span itemprop="name">Checks</span></span><span itemprop="reviewRating" itemscope '
        b'itemtype="http://schema.org/Rating"><span itemprop="alternateName">False</span></span></div></body></html>',
    )

    def sniff(self, head: bytes, path: Path) -> bool:
        """Tell whether the file begins as HTML does."""
        del path
        return _BEGINNING.match(head) is not None

    def drafts(self, stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Located | Problem]:
        """Yield the page's reviews, completed from the page."""
        del columns
        body = stream.read(_LARGEST + 1)
        if len(body) > _LARGEST:
            yield Problem(f"the page is larger than {_LARGEST:,} bytes", "", "the whole file")
            return
        found = reviews_on(body)
        yield from found
        if not found:
            yield Problem("the page has no ClaimReview", excerpt(_title(body)), "the whole file")


def reviews_on(body: bytes) -> list[Located | Problem]:
    """Return the reviews of a page in UTF-8, then those that cannot be read; empty when it has none at all.

    What the reviews leave out is taken from the page: address, language, headline, publisher.
    """
    tree = _tree(body)
    if tree is None:
        return []
    found, problems, shown = _from_scripts(tree)
    if b"itemscope" in body and b"ClaimReview" in body:
        known = {one.draft.claim for one in found}
        found += [one for one in _from_microdata(tree) if one.draft.claim not in known]
    for one in found:
        _complete(one.draft, tree, shown)
    return [*found, *problems]


def _title(body: bytes) -> str:
    tree = _tree(body)
    return "" if tree is None else _text(tree, ".//title")


def _tree(body: bytes) -> HtmlElement | None:
    from lxml import etree, html

    try:
        return html.document_fromstring(body, parser=html.HTMLParser(encoding="utf-8"))
    except etree.ParserError:  # nothing but blanks and comments
        return None


def _from_scripts(tree: HtmlElement) -> tuple[list[Located], list[Problem], list[str]]:
    """Return the reviews, those that cannot be read, and the pictures of the page's article."""
    found: list[Located] = []
    problems: list[Problem] = []
    shown: list[str] = []
    for number, script in enumerate(tree.iter("script"), start=1):
        if (script.get("type") or "").partition(";")[0].strip().lower() != "application/ld+json":
            continue
        text, place = script.text or "", f"script {number}"
        try:
            value, mended = load(text)
        except Unreadable as error:
            if "ClaimReview" in text:
                problems.append(Problem(f"a ClaimReview of the page cannot be read: {error}", excerpt(text), place))
            continue
        shown += article_images(value)
        for draft in reviews_in(value):
            if mended:
                draft.notes.append(mended)
            if not any(draft == one.draft for one in found):
                found.append(Located(draft, place))
    return found, problems, shown


def _from_microdata(tree: HtmlElement) -> list[Located]:
    from extruct.w3cmicrodata import MicrodataExtractor

    items = MicrodataExtractor(nested=True, strict=False, add_text_content=False).extract_items(tree, base_url=None)
    return [Located(draft, "microdata") for draft in reviews_in([_as_jsonld(item) for item in items])]


def _as_jsonld(value: Any) -> Any:
    """Return a microdata item in the shape of JSON-LD."""
    if isinstance(value, list):
        return [_as_jsonld(item) for item in value]
    if isinstance(value, dict) and "properties" in value:
        node = {key: _as_jsonld(inner) for key, inner in value["properties"].items()}
        return {"@type": value.get("type", []), **({"@id": value["id"]} if value.get("id") else {}), **node}
    return value


def _complete(draft: Draft, tree: HtmlElement, shown: list[str]) -> None:
    draft.url = draft.url or _attribute(tree, ".//link[@rel='canonical']", "href") or _property(tree, "og:url")
    draft.title = draft.title or _property(tree, "og:title") or _text(tree, ".//title")
    draft.language = draft.language or tree.get("lang", "")
    draft.publisher = draft.publisher or _property(tree, "og:site_name")
    pictures = draft.images or tuple(shown) or (_property(tree, "og:image"),)
    draft.images = tuple(_absolute(draft.url, picture) for picture in pictures if picture)


def _absolute(page: str, address: str) -> str:
    try:
        return urljoin(page, address)
    except ValueError:  # brackets that are no IPv6 address
        return ""


def _property(tree: HtmlElement, name: str) -> str:
    return _attribute(tree, f".//meta[@property='{name}']", "content")


def _attribute(tree: HtmlElement, path: str, name: str) -> str:
    element = tree.find(path)
    return "" if element is None else (element.get(name) or "").strip()


def _text(tree: HtmlElement, path: str) -> str:
    element = tree.find(path)
    return "" if element is None else " ".join(element.text_content().split())
