"""Markdown as lines of plain words, with its links and pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ascertain.ingest.reading import MAX_LINKS, MAX_PICTURES, joined, web_url
from ascertain.records import Link, Picture

LINK = re.compile(r"https?://[^\s<>\"'«»“”\])}]+[^\s<>\"'«»“”\])}.,;:!?]", re.I)
_IMAGE = re.compile(
    r"!\[(?P<alt>[^\[\]\n]{0,1000})\]\(\s*<?(?P<url>[^()\s<>]{1,2000}(?:\([^()\s]{0,200}\)[^()\s<>]{0,500})?)>?(?:\s+[\"'(](?P<title>[^\"')\n]{0,500})[\"')])?\s*\)"
)
_NAMED = re.compile(
    r"(?<!!)\[(?P<text>[^\[\]\n]{1,1000})\]\(\s*<?(?P<url>[^()\s<>]{1,2000}(?:\([^()\s]{0,200}\)[^()\s<>]{0,500})?)>?(?:\s+[\"'(][^\"')\n]{0,500}[\"')])?\s*\)"
)
_REFERENCE = re.compile(r"(?<!!)\[(?P<text>[^\[\]\n]{1,500})\]\[(?P<key>[^\[\]\n]{0,100})\]")
_DEFINITION = re.compile(r"^ {0,3}\[(?P<key>[^\]\n]{1,100})\]:\s*<?(?P<url>\S+?)>?(?:\s+[\"'(].*[\"')])?\s*$", re.M)
_AUTOLINK = re.compile(r"<(https?://[^>\s]+)>")
_TAG = re.compile(r"</?[a-zA-Z][^>\n]{0,500}>|<!--.*?-->", re.S)
_LEAD = re.compile(r"^(?P<indent>[ \t]*)(?P<quote>(?:>\s?)*)(?P<item>(?:[-*+]|\d{1,3}[.)])\s+)?")
_EMPHASIS = re.compile(r"(?<![\w\\])(\*\*\*|\*\*|\*|___|__|_|~~|`{1,3})(?=\S)(.{1,600}?)(?<=\S)\1(?!\w)")
_LONG = 20_000
_MAX_ROWS = 80_000
_CAPTION = re.compile(r"(?:\*|_)(?P<words>[^*_].{0,600}[^*_])(?:\*|_)")


@dataclass
class Marked:
    """What a Markdown text consists of."""

    lines: list[tuple[str, int, int]] = field(default_factory=list)
    """Words, level of a heading or 0, depth of quotation or list."""
    links: list[Link] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)


def marked_lines(text: str, url: str = "") -> Marked:
    """Return the paragraphs, headings and list items of Markdown without its marks.

    ``url`` resolves relative addresses. A line in italics directly under a picture is its caption.
    """
    marked = Marked()
    definitions = {m.group("key").casefold(): m.group("url") for m in _DEFINITION.finditer(text)}
    text = _DEFINITION.sub("", text)
    group: list[str] = []
    rows = text.split("\n")[:_MAX_ROWS]
    fenced = False
    for place, row in enumerate(rows):
        if row.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
            _close(group, marked, url, definitions)
            continue
        bare = row.strip()
        if re.fullmatch(r"=+|-{2,}", bare) and len(group) == 1 and not fenced:  # a heading underlined
            group[0] = ("# " if bare[0] == "=" else "## ") + group[0].strip()
            _close(group, marked, url, definitions)
        elif not bare or re.fullmatch(r"(?:[*_-]\s*){3,}", bare):
            _close(group, marked, url, definitions)
        elif re.match(r"#{1,6}\s", bare) or _IMAGE.fullmatch(bare):
            _close(group, marked, url, definitions)
            group.append(row)
            caption = _CAPTION.fullmatch(rows[place + 1].strip()) if place + 1 < len(rows) else None
            if not (_IMAGE.fullmatch(bare) and caption):
                _close(group, marked, url, definitions)
        elif group and (lead := _LEAD.match(row)) and lead.group("item"):
            _close(group, marked, url, definitions)
            group.append(row)
        else:
            group.append(row)
    _close(group, marked, url, definitions)
    return marked


def _close(group: list[str], marked: Marked, url: str, definitions: dict[str, str]) -> None:
    """Add the rows collected as one block, or as lines of their own when each is a sentence."""
    if not group:
        return
    rows, group[:] = list(group), []
    if len(rows) == 2 and _IMAGE.fullmatch(rows[0].strip()) and (caption := _CAPTION.fullmatch(rows[1].strip())):
        _words(rows[0], marked, url, definitions, caption=_words(caption.group("words"), marked, url, definitions))
        return
    wrapped = len(rows) > 1 and not all(re.search(r"[.!?…:][\"'”’»)\]*_]*\s*$|  $|\\$", row) for row in rows[:-1])
    for row in (
        [" ".join([rows[0].rstrip(), *(re.sub(r"^\s*(?:>\s?)*", "", r).rstrip() for r in rows[1:])])]
        if wrapped
        else rows
    ):
        lead = _LEAD.match(row)
        depth = (lead.group("quote").count(">") or len(lead.group("indent").expandtabs(4)) // 2) if lead else 0
        rest = row[lead.end() :] if lead else row
        heading = re.match(r"(#{1,6})\s+(.*?)\s*#*$", rest.strip())
        words = _words(heading.group(2) if heading else rest, marked, url, definitions)
        if words:
            marked.lines.append((words, len(heading.group(1)) if heading else 0, depth))


def _words(text: str, marked: Marked, url: str, definitions: dict[str, str], caption: str = "") -> str:
    """Return the words of a line; its links and pictures are added to ``marked``."""

    def picture(match: re.Match[str]) -> str:
        address = match.group("url")
        fits = address.lower().startswith(("http:", "https:", "data:image/")) or ":" not in address
        if fits and len(marked.pictures) < MAX_PICTURES:
            title = match.group("title") or ""
            absolute = joined(url, address) if url and not address.startswith("data:") else address
            marked.pictures.append(Picture(url=absolute, caption=caption or title, alt=_plain(match.group("alt"))))
        return ""

    def link(words: str, address: str) -> str:
        if len(marked.links) < MAX_LINKS and (absolute := web_url(joined(url, address))):
            marked.links.append(Link(url=absolute, text=_plain(words)))
        return words

    text = _IMAGE.sub(picture, text)
    text = _NAMED.sub(lambda m: link(m.group("text"), m.group("url")), text)
    text = _REFERENCE.sub(
        lambda m: link(m.group("text"), definitions.get((m.group("key") or m.group("text")).casefold(), "")), text
    )
    text = _AUTOLINK.sub(lambda m: link(m.group(1), m.group(1)), text)
    if "://" in text and len(marked.links) < MAX_LINKS:
        known = {found.url for found in marked.links}
        marked.links += [Link(url=found) for found in map(web_url, LINK.findall(text)) if found and found not in known]
    return _plain(text)


def _plain(text: str) -> str:
    text = _TAG.sub("", text)
    if len(text) > _LONG:  # no paragraph; pairing its marks could take forever
        return re.sub(r"[*_`~]{2,3}", "", text).strip()
    for _ in range(3):  # emphasis inside emphasis
        text = _EMPHASIS.sub(r"\2", text)
    return re.sub(r"\\([\\`*_{}\[\]()#+.!>~|-])", r"\1", text).strip()
