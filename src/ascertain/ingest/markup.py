"""HTML as a tree that is safe to walk: bounded depth, no scripts, nothing that readers do not see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# libxml2 stops reading at a depth of 256, and recursive code behind it has less patience than that.
_MAX_DEPTH = 150
_DEEP_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})((?:[^<>\"']|\"[^\"]{0,4000}\"|'[^']{0,4000}'){0,60})(/?)>")
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "dt",
        "dd",
        "td",
        "th",
        "tr",
        "option",
    ]
)
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?:\.0*)?(?:px|em|rem|pt|%)?\s*(?:;|!|$)|"
    r"(?:^|[;\s])opacity\s*:\s*0(?:\.0*)?\s*(?:;|!|$)|text-indent\s*:\s*-\d{3,}|"
    r"(?:left|top|right)\s*:\s*-\d{4,}(?:px)?|(?:^|[;\s])(?:max-)?(?:height|width)\s*:\s*0(?:px)?\s*;.{0,60}overflow\s*:\s*hidden",
    re.I | re.S,
)
_RULE = re.compile(r"([^{}@]{1,400})\{([^{}]{0,2000})\}")
_SIMPLE = re.compile(r"\s*(?:[a-z]{0,10})([.#])([\w-]{1,80})\s*")
_DROPPED = ("script", "style", "template", "svg", "object", "embed", "applet", "select", "textarea")
_LONG_ATTRIBUTE = 2000
MAX_ELEMENTS = 40_000
_LONG_ATTRIBUTES = frozenset({"src", "data-src", "srcset", "data-srcset", "content"})
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
# A page that hides half of itself shows it by script: that part is what readers see after all.
_MOST = 0.4


def parse(markup: str) -> HtmlElement:
    """Return the tree of a page, with ``html`` at its top and scripts still in it.

    Pages nested deeper than 150 levels keep their words but lose the tags below that level. Control characters
    that XML does not know are left out. Entities declared by the page are not expanded.
    """
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    markup = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", markup)
    markup = re.sub(r"^\s*<\?xml[^>]{0,300}\?>", "", markup)
    markup = re.sub(r"<!DOCTYPE[^>\[]{0,500}\[.*?\]\s*>", "", markup, count=1, flags=re.I | re.S)
    for attempt in (markup, None):
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
        text = flattened(markup) if attempt is None else attempt
        try:
            tree = document_fromstring(
                (text if text.strip() else "<p></p>").encode(), parser=parser, ensure_head_body=True
            )
        except etree.ParserError:
            tree = document_fromstring(b"<html><body></body></html>")
        if attempt is None or not any("depth" in entry.message.lower() for entry in parser.error_log):
            break
    for element in tree.iter():
        for name, value in element.items() if isinstance(element.tag, str) else []:
            if len(value) > _LONG_ATTRIBUTE and name not in _LONG_ATTRIBUTES:
                element.set(name, value[:_LONG_ATTRIBUTE])
    return tree


def flattened(markup: str) -> str:
    """Return the markup without the tags that stand deeper than 150 open elements."""
    open_tags: list[str] = []
    kept: list[str] = []
    end = 0
    for match in _DEEP_TAG.finditer(markup):
        closing, name, _, closed = match.groups()
        name = name.lower()
        if name in _VOID or closed:
            continue
        if closing:
            deep = len(open_tags) > _MAX_DEPTH
            if open_tags and open_tags[-1] == name:
                open_tags.pop()
            elif name in open_tags[-50:]:
                while open_tags.pop() != name:
                    pass
        else:
            open_tags.append(name)
            deep = len(open_tags) > _MAX_DEPTH
        if deep:
            kept.append(markup[end : match.start()] + " ")
            end = match.end()
    return "".join(kept) + markup[end:]


def cut(tree: HtmlElement) -> bool:
    """Take out everything behind the first 40,000 elements, and return whether there was anything."""
    here = next(islice(tree.iter(), MAX_ELEMENTS, None), None)
    if here is None:
        return False
    while (parent := here.getparent()) is not None:
        for later in list(here.itersiblings()):
            parent.remove(later)
        here = parent
    return True


def drop(element: HtmlElement) -> None:
    """Take an element out of its tree; the words behind it stay."""
    if element.getparent() is not None:
        element.drop_tree()


def remove_hidden(tree: HtmlElement) -> None:
    """Take out what readers do not see: scripts, templates, and elements hidden by attribute or style.

    An element that holds more than 40 % of the page's words stays: such pages show it by script.
    """
    hidden_names = _hidden_names(tree)
    total = max(1, len(tree.text_content()))
    doomed = []
    for element in tree.iter():
        if (
            not isinstance(element.tag, str)
            or (element.tag in _DROPPED and element.get("type", "").lower() != "application/ld+json")
            or (element.tag not in ("html", "body", "head") and _is_hidden(element, hidden_names))
        ):
            doomed.append(element)
    for element in doomed:
        seen = (
            not isinstance(element.tag, str) or element.tag in _DROPPED or len(element.text_content()) <= _MOST * total
        )
        if seen and element.tag is not tree.tag:
            drop(element)


def _is_hidden(element: HtmlElement, names: frozenset[str]) -> bool:
    get = element.get
    if get("hidden") is not None or get("aria-hidden", "").lower() == "true":
        return True
    if (style := get("style")) and _HIDDEN_STYLE.search(style[:4000]):
        return True
    if not names:
        return False
    ids = [f"#{get('id')}"] if get("id") else []
    return any(name in names for name in [*ids, *(f".{word}" for word in (get("class") or "")[:2000].split())])


def _hidden_names(tree: HtmlElement) -> frozenset[str]:
    """Return ``.class`` and ``#id`` names that the page's own simplest style rules hide."""
    names: set[str] = set()
    for style in tree.iter("style"):
        css = re.sub(r"/\*.*?\*/", "", (style.text or "")[:200_000], flags=re.S)
        css = re.sub(r"@[^{};]{0,300}\{(?:[^{}]|\{[^{}]*\}){0,2000}\}", "", css)
        for selectors, rules in _RULE.findall(css):
            if _HIDDEN_STYLE.search(rules):
                matches = [_SIMPLE.fullmatch(selector) for selector in selectors.split(",")]
                names.update(match.group(1) + match.group(2) for match in matches if match)
    return frozenset(names)


def marks(element: HtmlElement) -> str:
    """Return class, id, role and label of an element in lower case, to look for words in."""
    if not element.keys():
        return ""
    get = element.get
    parts = (get("class"), get("id"), get("role"), get("aria-label"), get("data-component"), get("data-testid"))
    return " ".join(part[:500] for part in parts if part).lower()


def lines_of(element: HtmlElement) -> list[str]:
    """Return the words of an element, one line for each block or line break in it."""
    return [line for line in (" ".join(line.split()) for line in "".join(_pieces(element)).split("\n")) if line]


def is_short(element: HtmlElement, chars: int) -> bool:
    """Return whether an element holds some words, but no more than ``chars`` characters of them."""
    left = chars
    for text in element.itertext():
        left -= len(text)
        if left < 0:
            return False
    return left < chars


def words_of(element: HtmlElement) -> str:
    """Return the words of an element in one line."""
    if not len(element):
        return " ".join((element.text or "").split())
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: HtmlElement) -> Iterator[str]:
    # An explicit stack: the tree may be as deep as the parser allows.
    stack: list[tuple[HtmlElement, bool]] = [(element, False)]
    while stack:
        here, leaving = stack.pop()
        block = here.tag in _BLOCKS
        if leaving:
            if block:
                yield "\n"
            if here is not element and here.tail:
                yield re.sub(r"\s+", " ", here.tail)
            continue
        if isinstance(here.tag, str) and here.tag not in ("script", "style", "noscript", "template"):
            if here.tag == "br" or block:
                yield "\n"
            if here.text:
                yield re.sub(r"\s+", " ", here.text)
            stack.append((here, True))
            stack.extend((child, False) for child in reversed(here))
        elif here is not element and here.tail:
            yield re.sub(r"\s+", " ", here.tail)
