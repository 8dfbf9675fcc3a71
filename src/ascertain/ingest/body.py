"""The article's own paragraphs out of an HTML page."""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ascertain.ingest.markup import lines_of, marks
from ascertain.ingest.panel import ends_sentence, is_prose

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_SHORT = 250
_FURNITURE = re.compile(
    r"\b(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|footer|cookie|consent|share|sharing|social|newsletter|subscribe|"
    r"related|recommend\w*|advert\w*|promo|popup|modal|banner|comments?|toolbar|skip-link|screen-reader-text|sr-only)\b"
)
# trafilatura takes seconds beyond this many elements.
_LARGE_TREE = 20_000
_CROWD = 1500
_INLINE = frozenset({"a", "abbr", "b", "br", "code", "em", "font", "i", "img", "small", "span", "strong", "sup", "u"})


@dataclass(frozen=True)
class Block:
    """One paragraph, heading, quotation or list item."""

    text: str
    heading: bool = False


def body_of(tree: HtmlElement, stated: str) -> list[Block]:
    """Return the blocks of the article in reading order.

    trafilatura (Barbaresi 2021, doi:10.18653/v1/2021.acl-demo.15) decides what belongs to the article, tuned for
    precision: a paragraph of navigation taken for a claim does more harm than a missing caption. When it finds
    next to nothing, its balanced mode is asked, then ``stated`` (the body in the page's own JSON-LD), then every
    paragraph outside the page's furniture. ``tree`` is not changed.
    """
    if sum(1 for _ in tree.iter()) > _LARGE_TREE or any(_is_crowded(element) for element in tree.iter()):
        return _plain_blocks(tree)
    blocks = _extracted(tree, precision=True)
    if _size(blocks) < _SHORT:
        candidates = [_extracted(tree, precision=False), _plain_blocks(tree)]
        blocks = max([blocks, candidates[0]], key=_size)
        if _size(blocks) < _SHORT:
            blocks = max([blocks, candidates[1]], key=_size)
        if _size(blocks) < _SHORT <= len(stated):
            blocks = [Block(line.strip()) for line in re.split(r"\n\s*\n|\n", stated) if line.strip()]
    return _with_siblings(tree, blocks)


def _is_crowded(element: HtmlElement) -> bool:
    """Return whether a paragraph holds so many links or marks that trafilatura, quadratic in them, takes seconds."""
    return len(element) > _CROWD and all(child.tag in _INLINE for child in element[:20])


def _with_siblings(tree: HtmlElement, blocks: list[Block]) -> list[Block]:
    """Return the blocks with the paragraphs of boxes that are made like the boxes the others stand in.

    Pages cut long articles into several equal boxes, with advertisements between them, and an extractor that looks
    for one box stops at the first cut.
    """
    place_of = {_key(block.text): place for place, block in enumerate(blocks) if len(block.text) > 40}
    paragraphs = [(p, " ".join(p.text_content().split())) for p in tree.iter("p", "h2", "h3", "blockquote")]
    boxes: Counter[tuple[str, str]] = Counter()
    for p, words in paragraphs:
        if p.tag == "p" and _key(words) in place_of and p.getparent() is not None:
            boxes[_make(p.getparent())] += 1
    made = {make for make, count in boxes.items() if count >= 3 and make[1]}
    # Inside a box that was read, what is missing was left out on purpose.
    read = {p.getparent() for p, words in paragraphs if _key(words) in place_of}
    prose = Counter(p.getparent() for p, words in paragraphs if p.tag == "p" and is_prose(words))
    if not made:
        return blocks
    added: dict[int, list[Block]] = {}
    last = -1
    for p, words in paragraphs:
        place = place_of.get(_key(words))
        if place is not None:
            last = max(last, place)
        elif last < 0 or p.tag != "p" or p.getparent() in read or prose[p.getparent()] < 2:
            continue
        elif _make(p.getparent()) in made and is_prose(words) and not _is_linked(p, words):
            place_of[_key(words)] = last
            added.setdefault(last, []).append(Block(words))
    return [item for place, block in enumerate(blocks) for item in (block, *added.get(place, []))]


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text)[:80].casefold()


def _make(box: HtmlElement | None) -> tuple[str, str]:
    return ("", "") if box is None else (str(box.tag), " ".join(sorted((box.get("class") or "").split())))


def _is_linked(paragraph: HtmlElement, words: str) -> bool:
    return sum(len(a.text_content()) for a in paragraph.iter("a")) > 0.5 * len(words)


def _size(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _extracted(tree: HtmlElement, *, precision: bool) -> list[Block]:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(
        copy.deepcopy(tree), favor_precision=precision, include_comments=False, include_tables=True, with_metadata=False
    )
    if found is None or found.body is None:
        return []
    return list(_blocks(found.body))


def _blocks(body: _Element) -> Iterator[Block]:
    """Yield the blocks of trafilatura's tree: paragraphs, headings, quotations, lists and tables."""
    if body.text and body.text.strip():
        yield from _paragraphs(body.text)
    for child in body:
        yield from _block(child)
        if child.tail and child.tail.strip():
            yield from _paragraphs(child.tail)


def _block(element: _Element) -> Iterator[Block]:
    tag = element.tag
    if tag == "head":
        yield from (Block(block.text, heading=True) for block in _paragraphs(_words(element)))
    elif tag == "table":
        for row in element.iter("row"):
            cells = [" ".join(_words(cell).split()) for cell in row.iter("cell")]
            if words := " | ".join(cell for cell in cells if cell):
                yield Block(words)
    elif tag == "graphic":
        return
    elif any(child.tag in ("p", "head", "list", "quote", "table", "item", "div") for child in element):
        yield from _blocks(element)
    else:
        yield from _paragraphs(_words(element))


def _words(element: _Element) -> str:
    parts = [re.sub(r"\s+", " ", element.text or "")]
    for child in element:
        if child.tag in ("lb", "br"):
            parts.append("\n")
        elif child.tag != "graphic":
            parts.append(_words(child))
        if child.tag in ("p", "item", "row", "head", "cell"):
            parts.append("\n\n")
        parts.append(re.sub(r"\s+", " ", child.tail or ""))
    return "".join(parts)


def _paragraphs(text: str) -> Iterator[Block]:
    """Yield the paragraphs of a text in which line breaks may stand for paragraphs."""
    for part in re.split(r"\n[ \t]*\n\s*", text):
        row = ""
        lines = [" ".join(line.split()) for line in part.split("\n")]
        # Where many lines end like sentences the breaks stand for paragraphs; elsewhere (an address, a verse) not.
        apart = sum(1 for line in lines if ends_sentence(line)) >= 0.3 * len(lines)
        for line in lines:
            if (row and apart) or (row and re.search(r"[.!?…:][\"”’»)]*$", row)):
                yield Block(row)
                row = line
            else:
                row = f"{row} {line}".strip()
        if row:
            yield Block(row)


def _plain_blocks(tree: HtmlElement) -> list[Block]:
    """Return the text of the page outside navigation, forms and other furniture, block by block."""
    tree = copy.deepcopy(tree)
    body = tree.find("body")
    top = body if body is not None else tree
    articles = [element for element in top.iter("article", "main") if len(element.text_content().strip()) > 40]
    top = articles[0] if articles else top
    for element in list(top.iter()):
        if element is top or not isinstance(element.tag, str):
            continue
        furniture = element.tag in (
            "nav",
            "footer",
            "aside",
            "form",
            "button",
            "script",
            "style",
            "noscript",
            "figcaption",
            "label",
        )
        if (furniture or _FURNITURE.search(marks(element))) and element.getparent() is not None:
            element.drop_tree()
    headings = {" ".join(heading.text_content().split()) for heading in top.iter("h1", "h2", "h3", "h4", "h5", "h6")}
    return [Block(line, heading=line in headings) for line in lines_of(top)]
