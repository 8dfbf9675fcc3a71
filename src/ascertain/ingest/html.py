"""Reading an article from an HTML page."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from ascertain.ingest import jsonld
from ascertain.ingest.body import Block, body_of
from ascertain.ingest.comments import Talk, take_comments
from ascertain.ingest.dates import published_line
from ascertain.ingest.header import header_of
from ascertain.ingest.illustrations import pictures_of
from ascertain.ingest.markup import MAX_ELEMENTS, cut, drop, is_short, lines_of, parse, remove_hidden, words_of
from ascertain.ingest.names import byline_names
from ascertain.ingest.panel import is_comments_heading, is_notice, is_panel_heading, is_prose, split_panels, word_count
from ascertain.ingest.plain import is_headline
from ascertain.ingest.plain_comments import comments_in
from ascertain.ingest.reading import MAX_LINKS, Reading, joined, same_words, web_url
from ascertain.records import Link

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PANEL_WORDS = 400
_PANEL_CHARS = 6000
_MAX_PANELS = 100
_MAX_ANCHORS = 20_000
_LINK_CHARS = 500_000
_TEXT_TAGS = frozenset(
    ["p", "li", "blockquote", "td", "dd", "h2", "h3", "h4", "h5", "div", "section", "article", "main", "body"]
)


def read_html(markup: str, url: str = "") -> Reading:
    """Return the parts of an article in an HTML page; ``url`` is where it was read, empty for a saved page."""
    reading = Reading()
    tree = parse(markup)
    found = jsonld.nodes(tree)
    remove_hidden(tree)
    if cut(tree):
        reading.set_aside.append(f"[The page goes on; it was read up to its {MAX_ELEMENTS:,}th element.]")
    header = header_of(tree, found, url)
    reading.title, reading.byline, reading.publisher = header.title, header.byline, header.publisher
    reading.published, reading.language = header.published, header.language
    talk = take_comments(tree, found)
    reading.set_aside += _take_panels(tree)
    blocks = body_of(tree, jsonld.article_of(found).get("articleBody") or "")
    blocks = _without_head(blocks, reading)
    blocks = _without_talk(blocks, talk)
    texts = [block.text for block in blocks]
    kept, aside = split_panels(texts, headings=frozenset(place for place, block in enumerate(blocks) if block.heading))
    reading.blocks = [texts[place] for place in kept]
    reading.set_aside += [texts[place] for place in aside] + talk.set_aside
    reading.comments = talk.comments
    base = _base(tree, url)
    reading.links = _links(tree, base, reading.blocks)
    reading.pictures = pictures_of(tree, header.image, base, bool(url), reading.blocks)
    return reading


def _take_panels(tree: HtmlElement) -> list[str]:
    """Remove the boxes that begin with the heading of a panel, and return their lines."""
    lines: list[str] = []
    tries = 0
    for element in list(tree.iter(*_HEADINGS, "p", "strong", "span", "div", "summary", "b")):
        if len(element) > 2 or not is_short(element, 400) or not is_panel_heading(element.text_content()):
            continue
        tries += 1
        if tries > _MAX_PANELS:
            break
        box = _box_of(element)
        # A box inside one that is already out of the tree has been read with it.
        if box is not None and tree in box.iterancestors():
            lines += lines_of(box)
            drop(box)
    return lines


def _box_of(heading: HtmlElement) -> HtmlElement | None:
    """Return the largest element that begins with this heading and holds no article; ``None`` when it has no box."""
    start = words_of(heading)
    box: HtmlElement | None = None
    for above in heading.iterancestors():
        if above.tag in ("body", "html", "main", "article") or any(True for _ in above.iter("h1", "article")):
            break
        if not is_short(above, _PANEL_CHARS):
            break
        words = words_of(above)
        if not words.startswith(start) or word_count(words) > _PANEL_WORDS:
            break
        prose = [line for line in lines_of(above) if is_prose(line) and word_count(line) > 25]
        if len(prose) > 2:
            break
        box = above
    return box if box is not None and words_of(box) != start else None


def _without_head(blocks: list[Block], reading: Reading) -> list[Block]:
    """Return the blocks without headline, author line and date line before the first paragraph."""
    kept: list[Block] = []
    while blocks and is_notice(blocks[0].text):
        reading.set_aside.append(blocks[0].text)
        blocks = blocks[1:]
    if not reading.title and blocks and is_headline(blocks[0].text, [block.text for block in blocks[1:]]):
        reading.title = blocks[0].text
    for place, block in enumerate(blocks):
        early = place < 6 and not any(is_prose(before.text) for before in kept)
        if early and reading.title and same_words(block.text, reading.title):
            continue
        if early and not is_prose(block.text) and (names := byline_names(block.text)):
            reading.byline = reading.byline or names
            continue
        if early and any(same_words(block.text, name) for name in reading.byline):
            continue
        if early and (date := published_line(block.text)):
            reading.published = reading.published or date
            continue
        kept.append(block)
    return kept or blocks


def _without_talk(blocks: list[Block], talk: Talk) -> list[Block]:
    """Return the blocks before a line such as ``10 Comments``; what follows it is read as comments."""
    for place, block in enumerate(blocks):
        if is_comments_heading(block.text) and any(is_prose(before.text) for before in blocks[:place]):
            comments, left = comments_in([(after.text, 0) for after in blocks[place + 1 :]])
            talk.set_aside += [block.text, *left]
            if not talk.comments:
                talk.comments = comments
            return blocks[:place]
    return blocks


def _base(tree: HtmlElement, url: str) -> str:
    """Return the address that the page's links are relative to."""
    for element in tree.iter("base"):
        if element.get("href"):
            return web_url(joined(url, element.get("href", "")[:4000])) or url
    if url:
        return url
    canonical = [link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    return next(filter(None, map(web_url, canonical)), "")


def _links(tree: HtmlElement, base: str, blocks: list[str]) -> list[Link]:
    """Return the links whose words stand in the body."""
    letters = _letters("".join(blocks)[:_LINK_CHARS])
    starts = {_letters(block)[:60] for block in blocks}
    in_text: dict[HtmlElement, bool] = {}
    links: list[Link] = []
    for anchor in islice(tree.iter("a"), _MAX_ANCHORS):
        href = (anchor.get("href") or "")[:4000]
        words = words_of(anchor)
        if not href or href.startswith("#") or not words or len(words) > 1000:
            continue
        # The words around it have to stand in the body too: a menu may use a word of the article.
        around = next((above for above in anchor.iterancestors() if above.tag in _TEXT_TAGS), None)
        if around is None:
            continue
        if around not in in_text:
            in_text[around] = _letters(words_of(around)[:400])[:60] in starts
        if not in_text[around] or _letters(words) not in letters:
            continue
        if address := web_url(joined(base, href)):
            links.append(Link(url=address, text=words))
        if len(links) >= MAX_LINKS:
            break
    return links


def _letters(text: str) -> str:
    return re.sub(r"\s+", "", text)
