"""Headline, authors, publisher, date and language, as an HTML page states them."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from itertools import islice
from typing import TYPE_CHECKING, Any

from ascertain.ingest import jsonld
from ascertain.ingest.dates import stated_time
from ascertain.ingest.markup import drop, is_short, marks, words_of
from ascertain.ingest.names import byline_names
from ascertain.ingest.reading import same_words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLE_SEPARATOR = re.compile(r"\s+(?:[|•·»›:]|[–—-]{1,2})\s+")
_PUBLISHED_METAS = [
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date.issued",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "dcterms.issued",
    "parsely-pub-date",
    "sailthru.date",
    "publication_date",
    "publish_date",
    "publishdate",
    "pubdate",
    "publish-date",
    "published_time",
    "published-date",
    "cxenseparse:recs:publishtime",
    "article_date_original",
    "originalpublicationdate",
    "citation_publication_date",
    "citation_date",
    "prism.publicationdate",
    "date",
    "rnews:datepublished",
]
_SITE_METAS = ("og:site_name", "application-name", "publisher", "dc.publisher", "citation_journal_title", "cre")
_AUTHOR_METAS = (
    "author",
    "parsely-author",
    "article:author",
    "sailthru.author",
    "dc.creator",
    "byl",
    "citation_author",
)
_BYLINE_MARK = re.compile(
    r"\b(?:byline|by-line|author|authors|author[-_]name|article[-_]author|post[-_]author|autor|auteur)\b|byline"
)
_DATE_MARK = re.compile(r"publi|posted|entry-date|post-date|article-date|date|timestamp|time")
_UPDATED_MARK = re.compile(r"updat|modif|comment|related|sidebar|footer|event")


@dataclass
class Header:
    """What a page says about its article."""

    title: str = ""
    byline: list[str] = field(default_factory=list)
    publisher: str = ""
    published: datetime | None = None
    language: str = ""
    image: str = ""
    """Address of the picture it is shared with."""


def header_of(tree: HtmlElement, found: list[dict[str, Any]], url: str) -> Header:
    """Return what the page says of its article; ``found`` are the objects of its JSON-LD.

    The date is the one of JSON-LD, else of the page's ``meta`` and ``time`` elements, else what htmldate finds in
    the page and its address (Barbaresi 2020, doi:10.21105/joss.02439); never the day on which it is read.
    """
    metas = _metas(tree)
    article = jsonld.article_of(found)
    site = _site(metas, article, found)
    return Header(
        title=_title(tree, metas, article, site),
        byline=_byline(tree, metas, article, found, site),
        publisher=site,
        published=_published(tree, metas, article, url),
        language=_language(tree, metas, article),
        image=metas.get("og:image:secure_url") or metas.get("og:image") or metas.get("twitter:image", ""),
    )


def _metas(tree: HtmlElement) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = " ".join((meta.get("content") or "")[:5000].split())
        if name and content and len(name) < 80:
            metas.setdefault(name, content)
    return metas


def _site(metas: dict[str, str], article: dict[str, Any], found: list[dict[str, Any]]) -> str:
    names = [metas.get("og:site_name", ""), *jsonld.names_in(article.get("publisher"), found)]
    names += [metas.get(name, "") for name in _SITE_METAS]
    return next((name for name in names if 1 < len(name) <= 100 and "://" not in name), "")


def _title(tree: HtmlElement, metas: dict[str, str], article: dict[str, Any], site: str) -> str:
    headings = [words for words in (words_of(h1) for h1 in tree.iter("h1")) if 2 < len(words) <= 400]
    headings = [words for words in headings if not same_words(words, site)]
    titles = [words_of(title) for title in tree.iter("title")]
    stated = [
        jsonld.words(article.get("headline")),
        metas.get("og:title", ""),
        metas.get("twitter:title", ""),
        *titles[:1],
    ]
    stated = [title for title in stated if title]
    # The heading that readers see, when what the page states elsewhere says that it is the headline.
    for heading in headings:
        if any(_letters(heading) in _letters(title) or _letters(title) in _letters(heading) for title in stated):
            return heading
    for title in stated:
        without = _without_site(title, site)
        if without:
            return without
    return headings[0] if headings else ""


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _without_site(title: str, site: str) -> str:
    """Return a title without the name of the site at either end."""
    parts = _TITLE_SEPARATOR.split(title)
    if len(parts) < 2:
        return "" if site and same_words(title, site) else title
    for end in (-1, 0):
        if site and (_letters(parts[end]) in _letters(site) or _letters(site) in _letters(parts[end])):
            cut = title.rfind(parts[-1]) if end else len(parts[0])
            return re.sub(r"^[\s|•·»›:–—-]+|[\s|•·»›:–—-]+$", "", title[:cut] if end else title[cut:])
    separators = [match.group().strip() for match in _TITLE_SEPARATOR.finditer(title)]
    if not site and len(parts[-1].split()) <= 4 and len(parts[0].split()) >= 4 and separators[-1] != ":":
        return title[: title.rfind(parts[-1])].rstrip(" |•·»›:–—-")
    return title


def _byline(
    tree: HtmlElement, metas: dict[str, str], article: dict[str, Any], found: list[dict[str, Any]], site: str
) -> list[str]:
    stated = jsonld.names_in(article.get("author") or article.get("creator"), found)
    names = [name for value in stated for name in (byline_names(value, spoken=False) or [value])]
    names = [name for name in names if len(name) <= 100 and "://" not in name]
    if names:
        return names
    for key in _AUTHOR_METAS:
        value = metas.get(key, "")
        names = [] if "://" in value or "@" in value else byline_names(value, spoken=False)
        if names and not same_words(value, site):
            return names
    return _visible_byline(tree)


def _visible_byline(tree: HtmlElement) -> list[str]:
    for element in islice(tree.iter("a", "span", "p", "div", "address", "strong", "em", "li"), 10_000):
        said = element.get("rel") == "author" or "author" in (element.get("itemprop") or "").split()
        if not (said or _BYLINE_MARK.search(marks(element))) or not is_short(element, 400) or _in_aside(element):
            continue
        words = words_of(element)
        if not 2 < len(words) <= 160:
            continue
        if names := byline_names(words) or byline_names(words, spoken=False):
            return names
    for element in islice(tree.iter("p", "span", "div"), 3000):
        if len(element) <= 3 and is_short(element, 400) and (names := byline_names(words_of(element)[:161])):
            return names
    return []


def _in_aside(element: HtmlElement) -> bool:
    return any(
        above.tag in ("aside", "footer", "nav") or re.search(r"comment|sidebar|related", marks(above))
        for above in element.iterancestors()
        if above.tag not in ("html", "body")
    )


def _published(tree: HtmlElement, metas: dict[str, str], article: dict[str, Any], url: str) -> datetime | None:
    for value in (article.get("datePublished"), article.get("dateCreated"), *(metas.get(m) for m in _PUBLISHED_METAS)):
        if isinstance(value, str) and (moment := stated_time(value)):
            return moment
    times = (element for element in tree.iter("time", "abbr", "span", "div", "p", "meta") if _may_date(element))
    for element in islice(times, 30):
        value = element.get("datetime") or element.get("content") or element.get("title") or words_of(element)[:80]
        if moment := stated_time(value):
            return moment
    return _found_date(tree, url)


def _may_date(element: HtmlElement) -> bool:
    said = "datePublished" in (element.get("itemprop") or "").split()
    mark = marks(element)
    if not said and (_UPDATED_MARK.search(mark) or _in_aside(element)):
        return False
    if element.tag == "time" or said:
        return element.get("itemprop") != "dateModified"
    return element.tag != "meta" and bool(_DATE_MARK.search(mark)) and len(element) <= 4 and is_short(element, 200)


def _found_date(tree: HtmlElement, url: str) -> datetime | None:
    """Return the date that htmldate finds, without the parts of the search that guess."""
    from htmldate import find_date

    twin = copy.deepcopy(tree)
    for element in list(twin.iter("aside", "nav", "footer", "div", "section", "ul")):
        if element.tag in ("aside", "nav", "footer") or _UPDATED_MARK.search(marks(element)):
            drop(element)
    today = datetime.now(UTC).date()
    found = find_date(
        twin,
        extensive_search=False,
        original_date=True,
        url=url or None,
        min_date=datetime(1995, 1, 1),
        max_date=datetime.combine(today, time()),
    )
    moment = stated_time(found) if found else None
    # A page that states today's date is believed only where it does so in markup, which was looked at above.
    return None if moment is None or moment.date() == today else moment


def _language(tree: HtmlElement, metas: dict[str, str], article: dict[str, Any]) -> str:
    root = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang")
    body = tree.find("body")
    stated = [root, body.get("lang") if body is not None else None, jsonld.words(article.get("inLanguage"))]
    stated += [metas.get("og:locale"), metas.get("dc.language"), metas.get("language"), metas.get("content-language")]
    return next((value for value in stated if value), "")
