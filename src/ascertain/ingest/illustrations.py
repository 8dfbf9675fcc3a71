"""The pictures of an article in an HTML page, with their captions."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from ascertain.ingest.markup import marks, words_of
from ascertain.ingest.reading import MAX_PICTURES, web_url
from ascertain.records import Picture

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SOURCES = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-full-src",
    "data-hi-res-src",
    "data-image",
    "data-url",
)
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_PLACEHOLDER = re.compile(
    r"placeholder|spacer|blank\.|transparent|1x1|pixel\.|loading\.|lazy\.|grey\.|gray\.|clear\.gif", re.I
)
_FURNITURE = re.compile(
    r"\b(?:icons?|logos?|avatars?|gravatar|emojis?|sprite|badge|tracking|pixel|spacer|button|profile|author|byline|advert\w*|ads?|banner|share|"
    r"social|sidebar|related|recommend\w*|newsletter|promo|nav|navbar|menu|footer|widget|comments?|thumbs?|flag)\b"
)
_ICON_FILE = re.compile(
    r"(?:^|[/_.-])(?:icons?|logos?|avatars?|gravatar|emoji|sprites?|favicon|badge|pixel|spacer|button|share)(?:[/_.@-]|\d|$)",
    re.I,
)
_CAPTION_MARK = re.compile(r"caption|credit|legend|bildunterschrift|legende|photo-?info")
_SMALL = 100
_WIDEST = 2600
_DATA_BYTES = 400


def pictures_of(tree: HtmlElement, shared: str, base: str, online: bool, paragraphs: list[str]) -> list[Picture]:
    """Return the pictures of the article, lead picture first.

    ``shared`` is the picture the page is shared with (``og:image``), ``base`` the address that relative ones are
    resolved against; where the page was not read ``online``, paths that may lie beside it stay relative.
    ``paragraphs`` are the article's own, by which its place in the page is found. Icons, avatars, logos, tracking
    pixels and the pictures of other articles are left out.
    """
    region = _region(tree, paragraphs)
    found: dict[str, Picture] = {}
    for image in region.iter("img", "amp-img", "image"):
        if len(found) >= MAX_PICTURES:
            break
        url = _best(image, base, online)
        if (
            not url
            or _is_furniture(image, region)
            or _ICON_FILE.search(urlsplit(url).path if not url.startswith("data:") else "")
        ):
            continue
        picture = Picture(url=url, caption=_caption(image), alt=" ".join((image.get("alt") or "")[:1000].split()))
        key = _key(url)
        if key not in found or (picture.caption and not found[key].caption):
            found[key] = picture
    lead = _address(shared, base, online) if shared else ""
    if lead and not _ICON_FILE.search(urlsplit(lead).path) and not _PLACEHOLDER.search(lead):
        same = (
            _key(lead) if _key(lead) in found else next((key for key in found if _file(key) == _file(_key(lead))), "")
        )
        first = found.pop(same, None) or Picture(url=lead)
        return [first, *found.values()][:MAX_PICTURES]
    return list(found.values())


def _region(tree: HtmlElement, paragraphs: list[str]) -> HtmlElement:
    """Return the element that holds the article: the narrowest around most paragraphs, or the ``article``."""
    wanted = {_start(paragraph) for paragraph in paragraphs if len(paragraph) > 30}
    counts: dict[HtmlElement, int] = {}
    total = 0
    for element in tree.iter("p", "li", "blockquote", "h2", "h3", "div"):
        if (element.text or element.tag != "div") and _start(element.text_content()[:300]) in wanted:
            total += 1
            for above in element.iterancestors():
                counts[above] = counts.get(above, 0) + 1
    body = tree.find("body")
    around = [element for element, count in counts.items() if count >= 0.7 * total]
    if not around:
        return body if body is not None else tree
    region = max(around, key=lambda element: sum(1 for _ in element.iterancestors()))
    for above in (region, *region.iterancestors()):
        if above.tag in ("article", "main") or (above.get("itemtype") or "").endswith("Article"):
            return above
    # A lead picture often stands beside the text's own box, under the headline.
    parent = region.getparent()
    holds_title = parent is not None and any(True for _ in parent.iter("h1"))
    return parent if parent is not None and (holds_title or len(parent) <= 6) and parent.tag != "html" else region


def _start(text: str) -> str:
    return re.sub(r"\W+", "", text)[:40].casefold()


def _best(image: HtmlElement, base: str, online: bool) -> str:
    """Return the address of the largest sensible version of a picture; empty when it has none that is read."""
    sets = [image.get(name) or "" for name in _SETS]
    # The parser takes each source for the parent of what follows it, so the frame may be some levels up.
    frame = next((above for above in islice(image.iterancestors(), 8) if above.tag == "picture"), None)
    if frame is not None:
        sets += [source.get(name) or "" for source in frame.iter("source") for name in _SETS]
    sized = [entry for value in sets for entry in _entries(value[:100_000])]
    fitting = [entry for entry in sized if entry[0] <= _WIDEST] or sorted(sized)[:1]
    lazy = [image.get(name) or "" for name in _SOURCES]
    candidates = [
        *lazy,
        *(url for _, url in sorted(fitting, key=lambda entry: -entry[0])),
        image.get("src") or "",
        image.get("href") or "",
    ]
    for candidate in candidates:
        url = _address(candidate, base, online)
        if url and not (url.startswith("data:") and len(url) < _DATA_BYTES) and not _PLACEHOLDER.search(url[:2000]):
            return url
    return ""


def _entries(value: str) -> list[tuple[float, str]]:
    """Return width (or a thousand times the density) and address of each entry of a ``srcset``."""
    found = []
    for match in re.finditer(r"\s*([^\s,][^\s]*[^\s,]|data:\S+)(?:\s+(\d+(?:\.\d+)?)([wx]))?\s*(?:,|$)", value):
        size = float(match.group(2) or 1) * (1000 if match.group(3) != "w" else 1)
        found.append((size, match.group(1)))
    return found


def _address(value: str, base: str, online: bool) -> str:
    value = value.strip()
    if value.lower().startswith("data:"):
        kind = value[5:40].lower()
        return value if kind.startswith("image/") and not kind.startswith("image/svg") else ""
    if not value or value.startswith("#") or len(value) > 4000:
        return ""
    try:
        url = urljoin(base, value) if base and (online or value.startswith("/")) else value
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.path.lower().endswith((".svg", ".svgz")):
        return ""
    if parts.scheme or url.startswith("//"):
        return web_url(f"https:{url}" if url.startswith("//") else url)
    return url.split("#")[0].split("?")[0]


def _key(url: str) -> str:
    """Return what versions of one picture have in common: the file's name without sizes."""
    if url.startswith("data:"):
        return url
    parts = urlsplit(url)
    path = re.sub(
        r"[-_](?:\d{2,4}x\d{2,4}|scaled|\d{3,4}w?|large|medium|small|thumb\w*)(?=\.\w{3,5}$)", "", parts.path.lower()
    )
    return f"{parts.netloc.lower()}{path}" if re.search(r"\.\w{3,5}$", path) else url


def _file(key: str) -> str:
    return key.rpartition("/")[2]


def _is_furniture(image: HtmlElement, region: HtmlElement) -> bool:
    for name in ("width", "height"):
        size = re.match(r"\s*(\d+)(?:px)?\s*$", image.get(name) or "")
        if size and int(size.group(1)) < _SMALL:
            return True
    if re.search(r"(?:^|[;\s])(?:max-)?(?:width|height)\s*:\s*\d{1,2}px", image.get("style") or ""):
        return True
    for here in (image, *image.iterancestors()):
        if here is region or here.tag in ("article", "main", "body"):
            return False
        if here.tag in ("nav", "footer", "aside", "button", "form") or (
            here.tag == "header" and region.tag != "header" and _is_site_header(here)
        ):
            return True
        if _FURNITURE.search(re.sub(r"[_-]+", " ", marks(here))):
            return True
    return False


def _is_site_header(header: HtmlElement) -> bool:
    return not any(True for _ in header.iter("h1"))


def _caption(image: HtmlElement) -> str:
    for above in image.iterancestors():
        if above.tag == "figure":
            captions = [words_of(caption) for caption in above.iter("figcaption")]
            return " ".join(caption for caption in captions if caption)[:2000]
        if above.tag in ("article", "main", "body", "section"):
            break
        marked = [e for e in above if e is not image and isinstance(e.tag, str) and _CAPTION_MARK.search(marks(e))]
        if marked and len(words_of(above)) <= 2000:
            return " ".join(words for words in map(words_of, marked) if words)[:2000]
    return " ".join((image.get("data-caption") or image.get("title") or "")[:2000].split())
