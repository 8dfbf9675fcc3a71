"""Readers' comments in an HTML page: found by the page's own structure and taken out of the article."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

from ascertain.ingest import jsonld
from ascertain.ingest.comment_parts import remark_of, words_around
from ascertain.ingest.dates import stated_time
from ascertain.ingest.markup import drop, is_short, lines_of, words_of
from ascertain.ingest.panel import is_comment_control, is_comments_heading, is_prose, word_count
from ascertain.ingest.plain_comments import comments_in
from ascertain.ingest.reading import MAX_COMMENTS
from ascertain.ingest.wording import paired_by_wording
from ascertain.records import Comment

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NOUN = r"(?:comment|kommentar|comentario|comentário|commentaire|commento|reactie|komentarz|yorum)"
_ITEM = re.compile(
    rf"(?:[a-z0-9]+(?:-+|_+))*?{_NOUN}(?:[-_]*(?:item|entry|node|single|card|wrap|wrapper|container|thread|box|block|unit|reply|post|level|\d+))*|"
    r"(?:reply|response)(?:[-_]+(?:item|\d+))*|(?:thread)?comment[-_]?\d+"
)
_SECTION = re.compile(
    r"(?:[a-z0-9]+(?:-+|_+))*?(?:comments|commentlist|commentslist|commentarea|kommentare|comentarios|comentários|commentaires|commenti|"
    r"reacties|komentarze|yorumlar|discussion|responses|disqus_thread)(?:[-_]*(?:list|section|area|thread|container|wrap|wrapper|"
    r"block|box|inner|content|main|root|app|feed|items|panel|holder|widget|body))*|comment[-_]?(?:list|section|area|thread|feed)s?(?:[-_]\w+)?"
)
_REPLIES = re.compile(
    r"(?:[a-z0-9]+(?:-+|_+))*?(?:children|replies|reply-list|responses|nested|subcomments?|child|descendants)(?:[-_]\w+)?"
)
_NOT_ITEM = re.compile(
    r"form|respond|link|count|meta|author|avatar|footer|header|date|time|action|button|nav|login|notice|body|content|text"
)
_DEPTH = re.compile(r"\b(?:depth|level|indent|lvl)[-_]?(\d{1,2})\b")
_TRIES = 10
_ITEM_TAGS = frozenset({"li", "article", "div", "section", "tr", "dd", "details", "blockquote"})
_PARENT_KEYS = (
    "data-parent-id",
    "data-parent",
    "data-parent-comment-id",
    "data-parentid",
    "data-reply-to",
    "data-in-reply-to",
)
_OWN_KEYS = ("data-comment-id", "data-id", "data-commentid", "id")


@dataclass
class Talk:
    """The comments of a page, and what stood around them."""

    comments: list[Comment] = field(default_factory=list)
    set_aside: list[str] = field(default_factory=list)


def take_comments(tree: HtmlElement, found: list[dict[str, Any]]) -> Talk:
    """Return the comments of the page and remove them, with their headings and forms, from ``tree``.

    Looked for in this order: elements that say they are one comment (schema.org ``Comment``, WordPress and other
    class names); a section that says it holds comments, or a heading such as ``10 Comments``, with what follows;
    the JSON-LD objects ``found``. Nesting, reply classes, depth classes and parent attributes give
    ``pairing="structure"``; flat comments are paired by their wording.
    """
    talk = Talk()
    items = _items(tree)
    if items:
        talk.comments = _arranged(items)
    sections = _sections(tree)
    if not talk.comments:
        for section in sections:
            talk.comments += _comments_of(section, talk)
    headed = [] if talk.comments else _headed(tree)
    if headed:
        talk.comments = _comments_of_all(headed, talk)
    stated = _stated(found)
    if len(stated) > len(talk.comments):
        talk.comments = stated
    _remove(tree, items, [*sections, *headed], talk)
    talk.comments = talk.comments[:MAX_COMMENTS]
    return talk


def _tokens(element: HtmlElement) -> list[str]:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:1000]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", names).lower().split()


def _is_item(element: HtmlElement) -> bool:
    if "schema.org/Comment" in (element.get("itemtype") or "") or element.get("itemprop") == "comment":
        return True
    if element.tag not in _ITEM_TAGS:
        return False
    if element.get("data-comment-id") or element.get("role") == "comment":
        return True
    tokens = _tokens(element)
    if any(_ITEM.fullmatch(token) for token in tokens):
        # "comment" in company of "comment-form" is the form.
        return not any("comment" in token and _NOT_ITEM.search(token) for token in tokens if not token.startswith("by"))
    return False


def _items(tree: HtmlElement) -> list[HtmlElement]:
    """Return the elements that are one comment each, outer before inner, without mere wrappers of one."""
    items = [element for element in tree.iter() if isinstance(element.tag, str) and _is_item(element)]
    items = [item for item in items if not _holds_article(item)][: 2 * MAX_COMMENTS]
    known = set(items)
    return [item for item in items if remark_of(item, known, _is_replies).text]


def _holds_article(element: HtmlElement) -> bool:
    return any(True for _ in element.iter("h1", "main")) or any(
        a.get("itemprop") == "articleBody" for a in element.iter("div")
    )


def _is_replies(element: HtmlElement) -> bool:
    return any(_REPLIES.fullmatch(token) for token in _tokens(element))


def _arranged(items: list[HtmlElement]) -> list[Comment]:
    """Return the comments of the elements with the parents that the page's structure gives them."""
    known = set(items)
    place_of = {item: place for place, item in enumerate(items)}
    remarks = [remark_of(item, known, _is_replies) for item in items]
    by_name = {name: place for place, item in enumerate(items) for name in _own_names(item)}
    depths = [_depth(item) for item in items]
    use_depth = len({depth for depth in depths if depth is not None}) > 1
    comments: list[Comment] = []
    above: list[tuple[int, int]] = []
    for place, item in enumerate(items):
        parent = _parent(item, place, place_of, by_name)
        depth = depths[place]
        if parent is None and use_depth and depth is not None:
            while above and above[-1][0] >= depth:
                above.pop()
            parent = above[-1][1] if above else None
            above.append((depth, place))
        update = {"parent": parent, "pairing": "structure"} if parent is not None else {}
        comments.append(remarks[place].model_copy(update=update))
    return paired_by_wording(comments)


def _own_names(item: HtmlElement) -> list[str]:
    values = [item.get(key) or "" for key in _OWN_KEYS]
    return [name for value in values if value for name in (value, re.sub(r"^\D+(?=\d+$)", "", value))]


def _parent(item: HtmlElement, place: int, place_of: dict[HtmlElement, int], by_name: dict[str, int]) -> int | None:
    for key in _PARENT_KEYS:
        named = by_name.get((item.get(key) or "").lstrip("#"))
        if named is not None and named < place:
            return named
    inner = item
    for above in item.iterancestors():
        if above in place_of:
            return place_of[above]
        if inner is not item and _is_replies(inner):
            # A box of replies stands behind what they answer, with at most a toolbar between them.
            for before in islice(inner.itersiblings(preceding=True), 3):
                places = [place_of[other] for other in before.iter() if other in place_of]
                if places:
                    return min(places)
        inner = above
    return None


def _depth(item: HtmlElement) -> int | None:
    for key in ("data-depth", "data-level", "aria-level", "data-indent"):
        if (item.get(key) or "").isdecimal():
            return int(item.get(key, "0"))
    match = _DEPTH.search(" ".join(_tokens(item)))
    if match:
        return int(match.group(1))
    margin = re.search(r"(?:margin|padding)-left\s*:\s*(\d{1,4})", item.get("style") or "")
    return int(margin.group(1)) if margin else None


def _sections(tree: HtmlElement) -> list[HtmlElement]:
    """Return the outermost elements that say they hold comments."""
    found: list[HtmlElement] = []
    known: set[HtmlElement] = set()
    for element in tree.iter("section", "div", "ol", "ul", "aside", "details", "article"):
        if any(above in known for above in element.iterancestors()):
            continue
        label = element.get("aria-label") or ""
        named = any(_SECTION.fullmatch(token) for token in _tokens(element)) or (label and is_comments_heading(label))
        if (named or _begins_with_heading(element)) and not _holds_article(element):
            found.append(element)
            known.add(element)
    return found


def _begins_with_heading(element: HtmlElement) -> bool:
    if element.tag not in ("section", "aside", "details"):
        return False
    first = next((inner for inner in element.iter() if inner is not element and (inner.text or "").strip()), None)
    return first is not None and is_comments_heading(words_of(first)[:200])


def _headed(tree: HtmlElement) -> list[HtmlElement]:
    """Return a heading that announces comments and the elements behind it, once prose has come before it."""
    prose = tries = 0
    for element in tree.iter("p", "h1", "h2", "h3", "h4", "h5", "h6", "div", "span", "strong"):
        if (element.tag == "p" or not len(element)) and is_prose(words_of(element)):
            prose += 1
            continue
        if not prose or len(element) > 3 or not is_short(element, 400) or not is_comments_heading(words_of(element)):
            continue
        tries += 1
        if tries > _TRIES:
            break
        first = element
        parent = first.getparent()
        while (
            parent is not None
            and parent.tag not in ("body", "article", "main", "html")
            and words_of(parent) == words_of(first)
        ):
            first, parent = parent, parent.getparent()
        found = [first]
        for sibling in first.itersiblings():
            if sibling.tag in ("footer", "nav", "aside") or (
                sibling.tag in ("h1", "h2", "h3") and str(sibling.tag) <= str(first.tag)
            ):
                break
            found.append(sibling)
        if any(word_count(words_of(sibling)) >= 3 for sibling in found[1:]):
            return found
    return []


def _comments_of(section: HtmlElement, talk: Talk) -> list[Comment]:
    return _comments_of_all(list(section), talk) if len(section) else []


def _comments_of_all(elements: list[HtmlElement], talk: Talk) -> list[Comment]:
    """Return the comments among elements that do not say where one begins: list items, equal boxes, paragraphs."""
    items = [
        li
        for element in elements
        for li in element.iter("li")
        if word_count(words_of(li)) >= 2 and not is_comment_control(words_of(li))
    ]
    if items:
        return _arranged(items)
    while len(elements) == 1 and len(elements[0]):
        elements = list(elements[0])
    boxes = [
        e for e in elements if e.tag in ("article", "div", "section", "blockquote") and e.tag != "form" and words_of(e)
    ]
    boxes = [box for box in boxes if not (is_comments_heading(words_of(box)) or is_comment_control(words_of(box)))]
    if len(boxes) == 1 and len(boxes[0]) > 1 and len(elements) <= 3:
        return _comments_of_all(list(boxes[0]), talk)
    if len(boxes) > 1 or (boxes and not any(e.tag == "p" for e in elements)):
        return _arranged(boxes)
    lines = [line for element in elements if element.tag != "form" for line in lines_of(element)]
    comments, left = comments_in([(line, 0) for line in lines if not is_comments_heading(line)])
    talk.set_aside += left
    return comments


def _stated(found: list[dict[str, Any]]) -> list[Comment]:
    """Return the comments in the page's JSON-LD."""
    nodes = [node for node in found if "Comment" in jsonld.types_of(node) and isinstance(node.get("text"), str)]
    comments: list[Comment] = []
    place_of = {id(node): place for place, node in enumerate(nodes)}
    parent_of: dict[int, int] = {}
    by_name = {str(node.get("@id") or node.get("url") or ""): place for place, node in enumerate(nodes)}
    for place, node in enumerate(nodes):
        inner = node.get("comment", [])
        for reply in inner if isinstance(inner, list) else [inner]:
            if id(reply) in place_of:
                parent_of[place_of[id(reply)]] = place
        above = node.get("parentItem")
        name = str(above.get("@id") or above.get("url") or "") if isinstance(above, dict) else str(above or "")
        if name and by_name.get(name, place) != place and "Comment" in jsonld.types_of(nodes[by_name[name]]):
            parent_of[place] = by_name[name]
    order = _threads(len(nodes), parent_of)
    moved = {old: new for new, old in enumerate(order)}
    for old in order:
        node = nodes[old]
        posted = next(
            (m for key in ("dateCreated", "datePublished") if (m := stated_time(jsonld.words(node.get(key))))), None
        )
        parent = moved[parent_of[old]] if old in parent_of else None
        author = next(iter(jsonld.names_in(node.get("author"), found)), "")
        pairing: Literal["structure", ""] = "structure" if parent is not None else ""
        comments.append(
            Comment(text=jsonld.words(node["text"]), author=author, posted=posted, parent=parent, pairing=pairing)
        )
    return paired_by_wording([comment for comment in comments if comment.text]) if all(c.text for c in comments) else []


def _threads(count: int, parent_of: dict[int, int]) -> list[int]:
    """Return positions so that every reply stands behind what it answers."""
    order: list[int] = []
    children: dict[int, list[int]] = {}
    for child, parent in parent_of.items():
        children.setdefault(parent, []).append(child)
    stack = [place for place in reversed(range(count)) if place not in parent_of]
    while stack:
        place = stack.pop()
        order.append(place)
        stack.extend(sorted(children.get(place, []), reverse=True))
    threaded = set(order)
    for place in range(count):
        if place not in threaded:  # objects that name each other as parents stand in no thread
            parent_of.pop(place, None)
            order.append(place)
    return order


def _remove(tree: HtmlElement, items: list[HtmlElement], sections: list[HtmlElement], talk: Talk) -> None:
    total = max(1, len(words_of(tree)))
    known = set(items)
    for section in sections:
        around = words_around(section, known)
        if len(" ".join(around)) <= 0.5 * total or (talk.comments and section.tag in ("ol", "ul")):
            talk.set_aside += [line for line in around if is_comments_heading(line) or is_comment_control(line)]
            drop(section)
    for item in items:
        drop(item)
    for element in list(tree.iter("h1", "h2", "h3", "h4", "h5", "h6", "p", "a", "span", "div", "button")):
        words = element.text_content() if len(element) <= 3 and is_short(element, 400) else ""
        if words and is_comments_heading(" ".join(words.split())):
            talk.set_aside.append(words)
            drop(element)
