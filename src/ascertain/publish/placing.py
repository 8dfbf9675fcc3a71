"""The same text twice: as HTML with its marks, and as plain text in which places are counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree, html

_BLOCKS = {"p", "h2", "h3", "h4", "li", "blockquote", "pre", "td", "th", "ul", "ol", "table", "thead", "tbody", "tr"}
_ASIDE = {"figure", "sup"}
"""Elements whose text is not the article's own words."""


@dataclass
class _Piece:
    """A text node, and where its first character stands in the body."""

    element: etree._Element
    tail: bool
    """Whether it is the text behind the element rather than the one inside."""
    at: int
    """Offset in the body of the first of its characters that is there."""
    skip: int
    """How many of its first characters are not in the body."""
    length: int
    """How many characters are."""


def placed(markup: str) -> tuple[str, str]:
    """Return sanitised HTML with ``data-at`` on every block that holds text, and the plain text of it all.

    Blocks are separated by one blank line; ``data-at`` is the offset of a block's text. What stands in ``sup`` and
    ``figure`` is left out.
    """
    root = _root(markup)
    body, _ = _read(root, stamp=True)
    return _inner(root), body


@dataclass(frozen=True)
class Mark:
    """A stretch of the plain text that the page marks, with a link behind it."""

    start: int
    end: int
    kind: str
    """Class of the marked words, beside ``mark``."""
    anchor: str
    """Fragment that the link leads to; the words carry ``text-`` and it as their own."""
    label: str
    """What the link shows: the number."""
    spoken: str
    """What the link is called for those who do not see it."""


def marked(markup: str, marks: Sequence[Mark]) -> str:
    """Return the HTML of :func:`placed` with stretches of its text marked and a numbered link behind each.

    Marks do not overlap. A stretch that runs over other elements is marked in parts.
    """
    root = _root(markup)
    _, pieces = _read(root, stamp=False)
    for mark in sorted(marks, key=lambda mark: mark.start, reverse=True):
        touched = [piece for piece in pieces if piece.at < mark.end and piece.at + piece.length > mark.start]
        touched = [piece for piece in touched if _has_words(piece, mark.start, mark.end)]
        for position, piece in reversed(list(enumerate(touched))):
            start, end = max(mark.start, piece.at) - piece.at, min(mark.end, piece.at + piece.length) - piece.at
            made = _wrap(piece, start, end, {"class": f"mark {mark.kind}"})
            if position == 0:
                made.set("id", f"text-{mark.anchor}")
            if position == len(touched) - 1:
                _add_link(made, mark)
    return _inner(root)


def _add_link(words: etree._Element, mark: Mark) -> None:
    link = etree.Element("a", {"href": f"#{mark.anchor}", "class": mark.kind, "data-claim": mark.anchor})
    link.set("aria-label", mark.spoken)
    link.text = mark.label
    number = etree.Element("sup", {"class": "claim"})
    number.append(link)
    number.tail, words.tail = words.tail, None
    parent = words.getparent()
    if parent is not None:
        parent.insert(parent.index(words) + 1, number)


def _root(markup: str) -> html.HtmlElement:
    return html.fragment_fromstring(markup, create_parent="div")


def _inner(root: html.HtmlElement) -> str:
    made: str = etree.tostring(root, encoding="unicode", method="html")
    return made[made.index(">") + 1 : made.rindex("<")].strip()


def _read(root: html.HtmlElement, *, stamp: bool) -> tuple[str, list[_Piece]]:
    """Return the plain text of the blocks, and every text node with its place in it."""
    body, pieces = "", []
    for block, nodes in _runs(root):
        whole = "".join(_text(node) for node in nodes)
        kept = whole.strip()
        if not kept:
            continue
        if body:
            body += "\n\n"
        start = len(body)
        if stamp and "data-at" not in block.attrib:
            block.set("data-at", str(start))
        first = len(whole) - len(whole.lstrip())
        last, passed = first + len(kept), 0
        for element, tail in nodes:
            size = len(_text((element, tail)))
            begin, stop = max(first, passed), min(last, passed + size)
            if begin < stop:
                pieces.append(_Piece(element, tail, start + begin - first, begin - passed, stop - begin))
            passed += size
        body += kept
    return body, pieces


_Node = tuple[etree._Element, bool]


def _text(node: _Node) -> str:
    return (node[0].tail if node[1] else node[0].text) or ""


def _runs(root: etree._Element) -> Iterator[tuple[etree._Element, list[_Node]]]:
    """Yield runs of text nodes that no block's border divides, each with the block that holds it."""
    run: list[_Node] = []
    holder: list[etree._Element] = [root]

    def flush() -> Iterator[tuple[etree._Element, list[_Node]]]:
        nonlocal run
        if run:
            yield holder[-1], run
        run = []

    def visit(element: etree._Element) -> Iterator[tuple[etree._Element, list[_Node]]]:
        nonlocal run
        block = element.tag in _BLOCKS
        if block:
            yield from flush()
            holder.append(element)
        if element.tag not in _ASIDE:
            run.append((element, False))
            for child in element:
                yield from visit(child)
        if block:
            yield from flush()
            holder.pop()
        if element is not root:
            run.append((element, True))

    yield from visit(root)
    yield from flush()


def _has_words(piece: _Piece, start: int, end: int) -> bool:
    text = _text((piece.element, piece.tail))
    first, last = (
        max(start, piece.at) - piece.at + piece.skip,
        min(end, piece.at + piece.length) - piece.at + piece.skip,
    )
    return bool(text[first:last].strip())


def _wrap(piece: _Piece, start: int, end: int, attributes: Mapping[str, str]) -> etree._Element:
    """Put an element around characters ``start`` to ``end`` of the piece and return it; the piece ends before it."""
    text = _text((piece.element, piece.tail))
    first, last = piece.skip + start, piece.skip + end
    made = etree.Element("span", dict(attributes))
    made.text, made.tail = text[first:last], text[last:]
    parent = piece.element.getparent() if piece.tail else piece.element
    if piece.tail and parent is not None:
        piece.element.tail = text[:first]
        parent.insert(parent.index(piece.element) + 1, made)
    else:
        piece.element.text = text[:first]
        piece.element.insert(0, made)
    piece.length = start
    return made
