"""The body of an article: from Markdown to sanitised HTML, with its pictures and numbered references."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

import nh3

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

TAGS = {
    "p", "h2", "h3", "h4", "blockquote", "ul", "ol", "li", "a", "em", "strong", "code", "pre", "hr", "br", "s",
    "table", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "img", "sup", "span", "cite",
}  # fmt: skip
"""What the body of an article may consist of."""

_ATTRIBUTES = {
    "a": {"href", "id"},
    "img": {"src", "srcset", "sizes", "width", "height", "alt", "loading", "decoding"},
    "ol": {"start"},
    "sup": {"id"},
}
_CLASSES = {"figure": {"picture"}, "sup": {"ref"}, "span": {"credit", "missing"}}
_REFERENCE = re.compile(r"\[\^([\w-]{1,60})\]")

Referring = Callable[[str], int | None]
"""Gives the number of the source that a key stands for, ``None`` when there is none."""

Picturing = Callable[[str, str, str], str]
"""Gives the HTML of a picture from its name, the alternative text and the caption that the text gives it."""


def rendered(markdown: str, referring: Referring, picturing: Picturing) -> str:
    """Return the HTML of an article's Markdown (CommonMark, tables, strikethrough, ``[^key]`` for sources).

    Raw HTML in it is shown as the text it is; whatever the renderer makes passes nh3 all the same, which keeps only
    :data:`TAGS`, links to ``http``, ``https`` and ``mailto``, and addresses on the own site.
    """
    env: dict[str, Any] = {"referring": referring, "picturing": picturing, "seen": set()}
    made = _markdown().render(markdown, env)
    return sanitised(made)


def sanitised(html: str) -> str:
    """Return HTML with nothing in it but what the body of an article may consist of."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
        strip_comments=True,
    )


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable(["table", "strikethrough"])
    made.inline.ruler.before("link", "reference", _reference)
    made.core.ruler.push("headings", _lower_headings)
    made.add_render_rule("reference", _render_reference)
    made.add_render_rule("image", _render_image)
    made.add_render_rule("paragraph_open", _render_paragraph)
    made.add_render_rule("paragraph_close", _render_paragraph)
    made.add_render_rule("softbreak", lambda *_: " ")
    return made


def _reference(state: StateInline, silent: bool) -> bool:
    found = _REFERENCE.match(state.src, state.pos)
    if found is None or state.env["referring"](found[1]) is None:
        return False
    if not silent:
        token = state.push("reference", "", 0)
        token.meta = {"number": state.env["referring"](found[1])}
    state.pos = found.end()
    return True


def _lower_headings(state: Any) -> None:
    """Make the text's first level the page's second: the headline is the first."""
    for token in state.tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + 1, 4)}" if token.tag == "h1" else f"h{min(int(token.tag[1]), 4)}"


def _render_reference(_: RendererHTML, tokens: Sequence[Token], at: int, _options: Any, env: dict[str, Any]) -> str:
    number = tokens[at].meta["number"]
    first = number not in env["seen"]
    env["seen"].add(number)
    anchor = f' id="ref-{number}"' if first else ""
    return f'<sup class="ref"{anchor}><a href="#source-{number}">[{number}]</a></sup>'


def _render_image(renderer: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: dict[str, Any]) -> str:
    token = tokens[at]
    alt = renderer.renderInlineAsText(token.children or [], options, env)
    made: str = env["picturing"](str(token.attrGet("src") or ""), alt, str(token.attrGet("title") or ""))
    return made


def _render_paragraph(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: dict[str, Any]
) -> str:
    """Leave out the paragraph around pictures that stand alone: a figure is a block of its own."""
    inline = tokens[at + 1 if tokens[at].nesting > 0 else at - 1]
    parts = [child for child in inline.children or [] if child.type != "softbreak"]
    if parts and all(part.type == "image" for part in parts):
        return ""
    return renderer.renderToken(tokens, at, options, env)


def figure(address: str, srcset: str, size: tuple[int, int], alt: str, words: tuple[str, str], *, lazy: bool) -> str:
    """Return a picture with its caption and credit; ``size`` keeps its room, so that nothing moves when it comes."""
    caption, credit = words
    waits = ' loading="lazy"' if lazy else ""
    picture = (
        f'<img src="{escape(address)}" srcset="{escape(srcset)}" sizes="(min-width: 48rem) 44rem, 100vw" '
        f'width="{size[0]}" height="{size[1]}" alt="{escape(alt)}"{waits} decoding="async">'
    )
    told = escape(caption) + (f' <span class="credit">{escape(credit)}</span>' if credit else "")
    return f'<figure class="picture">{picture}' + (f"<figcaption>{told}</figcaption>" if told else "") + "</figure>"


def missing(name: str) -> str:
    """Return what stands in a preview in the place of a picture that is not there."""
    return f'<figure class="picture"><span class="missing">{escape(name)}</span></figure>'
