"""The Markdown that comments know: emphasis, links, lists, quotations and code; everything else stays text.

Read by markdown-it-py (CommonMark) with only these rules on, then cleaned by nh3 (ammonia), so that a fault in one
of the two is not yet a hole: no HTML, pictures, headings or tables, links only to ``http`` and ``https`` and all with
``rel="ugc nofollow noopener"``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# No entities: they could bring back the direction overrides that were taken out of the text.
_RULES = [
    "paragraph", "emphasis", "link", "autolink", "list", "blockquote", "backticks", "fence", "newline", "escape",
    "balance_pairs", "fragments_join",
]  # fmt: skip
_TAGS = {"p", "br", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "pre"}
_BARE = re.compile(r"https?://[^\s<>\"'`]+[^\s<>\"'`.,;:!?)\]»”’]", re.IGNORECASE)
_BLOCKS = {"paragraph_close", "list_item_close", "blockquote_close", "fence"}


@lru_cache(maxsize=4096)
def comment_html(text: str) -> str:
    """Return a comment's words as sanitised HTML, safe to put into a page as it is."""
    import nh3

    markdown = _markdown()
    tokens = markdown.parse(text)
    return nh3.clean(
        markdown.renderer.render(tokens, markdown.options, {}),
        tags=_TAGS,
        attributes={"a": {"href"}, "*": set()},  # ammonia lets "title" and "lang" pass unless told
        url_schemes={"http", "https"},
        link_rel="ugc nofollow noopener",
        strip_comments=True,
    ).strip()


def comment_words(text: str, *, quotations: bool = True) -> str:
    """Return a comment's words as plain text: what a reader sees, without marks and addresses of links.

    Without ``quotations`` only what its author says: whoever quotes a comment does not repeat it.
    """
    parts: list[str] = []
    quoted = 0
    for token in _markdown().parse(text):
        quoted += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if quoted and not quotations:
            continue
        if token.type == "fence":
            parts.append(token.content)
        for inner in token.children or ():
            parts.append("\n" if inner.type in {"softbreak", "hardbreak"} else inner.content)
        if token.type in _BLOCKS:
            parts.append("\n")
    return re.sub(r"\n{2,}", "\n", "".join(parts)).strip()


def comment_links(text: str) -> tuple[str, ...]:
    """Return the addresses that a comment links to, also those written without marks, in order and each once."""
    found = [
        str(inner.attrGet("href"))
        for token in _markdown().parse(text)
        for inner in token.children or ()
        if inner.type == "link_open"
    ]
    return tuple(dict.fromkeys(found))


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("zero", {"breaks": True, "maxNesting": 8}).enable(_RULES)
    markdown.core.ruler.push("bare_addresses", lambda state: _link_bare(state.tokens))
    markdown.validateLink = lambda url: url.lower().startswith(("http://", "https://"))  # type: ignore[method-assign]
    return markdown


def _link_bare(tokens: list[Token]) -> None:
    """Make links of addresses that stand bare in the text."""
    for token in tokens:
        children, inside = [], 0
        for inner in token.children or ():
            inside += {"link_open": 1, "link_close": -1}.get(inner.type, 0)
            children += _split(inner) if inner.type == "text" and not inside else [inner]
        if token.children is not None:
            token.children = children


def _split(text: Token) -> list[Token]:
    from markdown_it.token import Token

    found, at = [], 0
    for address in _BARE.finditer(text.content):
        if address.start() > at:
            found.append(Token("text", "", 0, content=text.content[at : address.start()]))
        found.append(Token("link_open", "a", 1, attrs={"href": address[0]}))
        found.append(Token("text", "", 0, content=address[0]))
        found.append(Token("link_close", "a", -1))
        at = address.end()
    if not found:
        return [text]
    return [*found, Token("text", "", 0, content=text.content[at:])] if at < len(text.content) else found
