"""One comment's words, author and time out of its element."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Collection
from datetime import datetime
from typing import TYPE_CHECKING

from ascertain.ingest.dates import stated_time
from ascertain.ingest.markup import lines_of, words_of
from ascertain.ingest.panel import is_comment_control, is_comments_heading, is_notice, word_count
from ascertain.records import Comment

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TEXT = re.compile(
    r"(?:comment|reply|response)?[-_]*(?:content|text|message|copy|paragraph|p)|(?:[a-z]+[-_]+)*comment[-_]*(?:content|text|message|copy)(?:[-_]\w+)?"
)
_AUTHOR = re.compile(
    r"(?:[a-z]+(?:-+|_+))*(?:author|authors?-?name|user-?name|user|name|fn|nickname|commenter|by|byline|poster)(?:[-_]+(?:name|link|info))?"
)
_TIME = re.compile(
    r"(?:[a-z]+(?:-+|_+))*(?:date|time|timestamp|datetime|posted|published|permalink|meta|metadata|when|ago)(?:[-_]+\w+)?"
)
_CONTROLS = re.compile(
    r"(?:[a-z]+(?:-+|_+))*(?:reply|actions?|controls?|buttons?|toolbar|tools|votes?|voting|likes?|share|report|flag|avatar|badge|awaiting-moderation|edit-link|"
    r"reply-link|form|respond)(?:[-_]+(?:link|button|btn|bar|wrap|count))*"
)
_SAYS = re.compile(
    r"\s*(?::|,|\b(?:says|said|wrote|writes|commented|posted|schreibt|sagt|dice|dit|a écrit|disse|scrive|пишет|"
    r"написал\w*)\s*:?)\s*$",
    re.I,
)


def remark_of(item: HtmlElement, others: Collection[HtmlElement], is_replies: Callable[[HtmlElement], bool]) -> Comment:
    """Return the comment an element holds, without the comments nested in it; its text is empty for a wrapper."""
    own = _own(item, others, is_replies)
    own_set = set(own)
    author = _author(own)
    posted = _posted(own)
    texts = _outermost([e for e in own if _is_text(e)])
    if not texts:
        texts = _outermost([e for e in own if e.tag in ("p", "blockquote") and not _is_beside(e, own_set)])
    if texts:
        lines = [line for e in texts for line in _lines(e, own_set)]
    else:
        lines = _lines(
            item,
            own_set,
            skip=lambda e: _is_beside(e, own_set) or e.tag in ("time", "button", "form", "header", "cite"),
        )
        if not author and len(lines) > 1 and word_count(lines[0]) <= 5 and not re.search(r"[.!?]$", lines[0]):
            author = lines.pop(0)
    lines = [line for line in lines if not (is_comment_control(line) or is_comments_heading(line) or is_notice(line))]
    lines = lines[1:] if len(lines) > 1 and author and lines[0].rstrip(":") == author else lines
    return Comment(text="\n".join(lines), author=_SAYS.sub("", author)[:100], posted=posted)


def _own(
    item: HtmlElement, others: Collection[HtmlElement], is_replies: Callable[[HtmlElement], bool]
) -> list[HtmlElement]:
    """Return the descendants that belong to this comment and not to one nested in it."""
    own: list[HtmlElement] = []
    waiting = list(reversed(item))
    while waiting:
        element = waiting.pop()
        if element in others or not isinstance(element.tag, str):
            continue
        if element.tag in ("ul", "ol", "div", "section") and (is_replies(element) or any(c in others for c in element)):
            waiting.extend(child for child in reversed(element) if child not in others and not is_replies(element))
            continue
        own.append(element)
        waiting.extend(reversed(element))
    return own


def _outermost(elements: list[HtmlElement]) -> list[HtmlElement]:
    known = set(elements)
    return [element for element in elements if not any(above in known for above in element.iterancestors())]


def _tokens(element: HtmlElement) -> list[str]:
    return (element.get("class") or "")[:500].lower().split()


def _is_text(element: HtmlElement) -> bool:
    if element.get("itemprop") in ("text", "commentText", "description", "reviewBody"):
        return True
    return element.tag in ("div", "p", "section", "blockquote", "span") and any(
        _TEXT.fullmatch(t) for t in _tokens(element)
    )


def _is_beside(element: HtmlElement, own: set[HtmlElement]) -> bool:
    for here in (element, *element.iterancestors()):
        if here is not element and here not in own:
            return False
        tokens = _tokens(here)
        if here.tag in ("form", "button", "footer", "cite") or any(
            p.fullmatch(t) for t in tokens for p in (_CONTROLS, _AUTHOR, _TIME)
        ):
            return True
    return False


def _author(own: list[HtmlElement]) -> str:
    named = [e for e in own if e.get("itemprop") in ("author", "creator", "name")]
    named += [e for e in own if e.tag == "cite" or any(_AUTHOR.fullmatch(token) for token in _tokens(e))]
    for element in sorted(named, key=lambda e: len(words_of(e))):
        words = _SAYS.sub("", words_of(element) or element.get("content") or "")
        if words and word_count(words) <= 8 and not is_comment_control(words):
            return re.sub(r"^(?:by|von|por|par|di)\s+", "", words, flags=re.I)
    return ""


def _posted(own: list[HtmlElement]) -> datetime | None:
    # What is marked up for machines before what is written for people.
    for element in sorted(own, key=lambda e: not e.get("datetime")):
        value = element.get("datetime") or ""
        if element.get("itemprop") in ("dateCreated", "datePublished", "commentTime"):
            value = value or element.get("content") or words_of(element)
        if not value and (element.tag == "time" or any(_TIME.fullmatch(token) for token in _tokens(element))):
            value = element.get("title") or words_of(element)[:80]
        if value and (moment := stated_time(value)):
            return moment
    return None


def _lines(
    element: HtmlElement, own: set[HtmlElement], skip: Callable[[HtmlElement], bool] = lambda _: False
) -> list[str]:
    dead = {place for place, e in enumerate(element.iter()) if e is not element and (e not in own or skip(e))}
    twin = copy.deepcopy(element)
    twin.tail = None
    for e in [e for place, e in enumerate(twin.iter()) if place in dead]:
        if e.getparent() is not None:
            e.drop_tree()
    return lines_of(twin)


def words_around(section: HtmlElement, items: set[HtmlElement]) -> list[str]:
    """Return the lines of a comment section outside its comments: headings, forms, buttons."""
    inside = {inner for item in items for inner in item.iter()}
    return _lines(section, {e for e in section.iter() if e not in inside})
