"""Reading an article from plain text or Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median

from ascertain.ingest.dates import published_line, stated_time
from ascertain.ingest.markdown import LINK, marked_lines
from ascertain.ingest.names import byline_names
from ascertain.ingest.panel import ends_sentence, is_comments_heading, is_notice, is_prose, split_panels, word_count
from ascertain.ingest.plain_comments import comments_in
from ascertain.ingest.reading import Reading, web_url
from ascertain.records import Link

_FIELD = re.compile(r"(?P<key>[A-Za-zÀ-ÿА-яёіїєґ][\w À-ÿ-]{1,24}?)\s*:\s+(?P<value>\S.*)$")
_FIELDS = {
    "title": "title headline titel título titulo titre titolo tytuł заголовок",
    "byline": "author authors byline by autor autora autoren autores auteur auteurs autore автор автори авторы",
    "published": "date published publication-date pubdate datum veröffentlicht fecha data дата publié",
    "publisher": "source publisher site sitename publication quelle fuente fonte источник джерело",
    "language": "language lang sprache idioma langue",
    "url": "url link address canonical",
}
_FIELD_OF = {word: field for field, words in _FIELDS.items() for word in words.split()}
_MAX_LINES = 40_000
_HEAD_LINES = 8
_TITLE_CHARS = 220


@dataclass(frozen=True)
class Line:
    """One paragraph, heading or list item of the text."""

    text: str
    heading: int = 0
    """Level of a heading the text marks as one, else 0."""
    depth: int = 0
    """How far it is indented or quoted, in steps."""


def read_plain(text: str, *, markdown: bool, url: str = "") -> Reading:
    """Return the parts of an article in plain text or Markdown.

    The headline is the first line that looks like one (or is marked, or named by a ``Title:`` line or front matter);
    author and date are looked for in the lines around it; panels and notices are set aside; what follows a line
    such as ``10 Comments`` is read as comments. ``url`` resolves relative links.
    """
    reading = Reading()
    text = _take_fields(text, reading)
    if markdown:
        marked = marked_lines(text, url)
        reading.links += marked.links
        reading.pictures += marked.pictures
        lines = [Line(*line) for line in marked.lines]
    else:
        lines = _paragraphs(text)
        reading.links += [Link(url=found) for found in map(web_url, LINK.findall(text)) if found]
    if len(lines) > _MAX_LINES:
        lines = lines[:_MAX_LINES]
        reading.set_aside.append(f"[The text goes on; it was read up to its {_MAX_LINES:,}th line.]")
    lines, talk = _split_talk(lines)
    lines = _take_head(lines, reading)
    headings = frozenset(place for place, line in enumerate(lines) if line.heading)
    kept, aside = split_panels([line.text for line in lines], headings=headings)
    reading.blocks = [lines[place].text for place in kept]
    reading.set_aside += [lines[place].text for place in aside]
    if talk:
        reading.comments, left = comments_in([(line.text, line.depth) for line in talk[1:]])
        reading.set_aside += [talk[0].text, *left]
    return reading


def _take_fields(text: str, reading: Reading) -> str:
    """Fill the reading from front matter or ``Title:`` lines, and return the text behind them."""
    text = text.lstrip("\ufeff\n ")
    lines = text.split("\n")
    fenced = lines[0].strip() in ("---", "+++")
    start = place = 1 if fenced else 0
    found: dict[str, list[str]] = {}
    field = ""
    while place < len(lines) and place - start < 60:
        line = lines[place].strip()
        match = re.match(r"([\w -]{2,30}?)\s*[:=]\s*(.*)$", line) if fenced else _FIELD.match(line)
        if fenced and line == lines[0].strip():
            break
        if fenced and line.startswith("- ") and field:
            found[field].append(line[2:])
        elif match and (
            name := _FIELD_OF.get(match.group(1).strip().lower().replace("_", "-"), "" if not fenced else "-")
        ):
            field = name
            found.setdefault(field, []).extend([match.group(2)] if match.group(2) else [])
        elif not fenced:
            break
        place += 1
    if fenced and (place >= len(lines) or lines[place].strip() != lines[0].strip()):
        return text  # a rule, not front matter
    if not fenced and not ({"title"} <= found.keys() or len(found) >= 2):
        return text
    values = {key: [value.strip("[]\"' ") for value in some if value.strip("[]\"' ")] for key, some in found.items()}
    reading.title = " ".join(values.get("title", [])[:1])
    reading.byline = [name for value in values.get("byline", []) for name in byline_names(value, spoken=False)]
    reading.publisher = " ".join(values.get("publisher", [])[:1])
    reading.language = " ".join(values.get("language", [])[:1])
    reading.published = next(filter(None, map(stated_time, values.get("published", []))), None)
    return "\n".join(lines[place + fenced :])


def _paragraphs(text: str) -> list[Line]:
    """Return the paragraphs of plain text, whether they stand on lines of their own or are wrapped at a width."""
    groups = [group.split("\n") for group in re.split(r"\n[ \t\f]*\n", text.strip("\n")) if group.strip()]
    wrapped = _is_wrapped(groups)
    lines: list[Line] = []
    for group in groups:
        rows = [row for row in group if row.strip()]
        if wrapped and not all(word_count(row) <= 6 for row in rows):
            lines.append(Line(" ".join(row.strip() for row in rows), depth=_depth(rows[0])))
        else:
            lines += [Line(row.strip(), depth=_depth(row)) for row in rows]
    return lines


def _is_wrapped(groups: list[list[str]]) -> bool:
    """Return whether lines break at a width: most inner lines are about equally long and end in mid-sentence."""
    inner = [row.rstrip() for group in groups for row in group[:-1] if len(group) > 1]
    if len(groups) < 2 or len(inner) < 2:
        return False
    width = median(len(row) for row in inner)
    return width <= 110 and sum(1 for row in inner if not ends_sentence(row)) > 0.6 * len(inner) and width >= 45


def _depth(row: str) -> int:
    lead = re.match(r"[ \t>↳└─-]*", row)
    mark = lead.group().expandtabs(4) if lead else ""
    return mark.count(">") + mark.count("↳") + mark.count("└") or len(mark.replace("-", "")) // 2


def _split_talk(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Return the article, and the comments with the heading over them (empty when there are none)."""
    for place, line in enumerate(lines):
        if place and is_comments_heading(line.text) and any(is_prose(before.text) for before in lines[:place]):
            return lines[:place], lines[place:]
    return lines, []


def _take_head(lines: list[Line], reading: Reading) -> list[Line]:
    """Take headline, author and date out of the first lines, and return the others."""
    lines = list(lines)
    aside = reading.set_aside
    while lines and is_notice(lines[0].text):
        aside.append(lines.pop(0).text)
    if not reading.title:
        _take_title(lines, reading)
    place = 0
    while place < min(len(lines), _HEAD_LINES) and not (
        is_prose(lines[place].text) and word_count(lines[place].text) > 20
    ):
        line = lines[place].text
        if is_notice(line):
            aside.append(line)
        elif names := [] if reading.byline else byline_names(line):
            reading.byline = names
            reading.published = reading.published or published_line(line)
        elif reading.published is None and (date := published_line(line)):
            reading.published = date
        else:
            place += 1
            continue
        lines.pop(place)
    return lines


def _take_title(lines: list[Line], reading: Reading) -> None:
    marked = next((place for place, line in enumerate(lines[:6]) if line.heading == 1), None)
    if marked is not None:
        reading.title = lines.pop(marked).text
        return
    # An author or date may stand over the headline.
    for place, line in enumerate(lines[:4]):
        if byline_names(line.text) or published_line(line.text) or is_notice(line.text):
            continue
        if line.heading or is_headline(line.text, [other.text for other in lines[place + 1 : place + 6]]):
            reading.title = lines.pop(place).text
        return


def is_headline(text: str, following: list[str]) -> bool:
    """Return whether a first line looks like a headline over the lines ``following`` it."""
    if len(text) > _TITLE_CHARS or word_count(text) > 35 or not following:
        return False
    if re.search(r"[.。;:,]$", text) and not text.endswith("..."):
        return False
    return any(word_count(other) > 8 for other in following[:5])
