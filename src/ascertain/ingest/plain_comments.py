"""Readers' comments in plain text, below a line such as ``10 Comments``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ascertain.ingest.dates import published_line
from ascertain.ingest.panel import is_comment_control, is_notice, is_panel_heading, word_count
from ascertain.ingest.reading import MAX_COMMENTS
from ascertain.ingest.wording import paired_by_wording
from ascertain.records import Comment

_AGO = (
    r"(?:\d+|an?|one|vor \d+|hace \d+|il y a \d+|há \d+)\s*(?:s|sec|m|min|h|hr|d|w|mo|y|second|minute|"
    r"hour|day|week|month|year|"
    r"minuten?|stunden?|tag(?:en)?|minutos?|horas?|días?|jours?|heures?|dias?)s?(?: ago)?"
)
_HEADER = re.compile(
    rf"(?P<name>[^\s:|•·,][^:|•·,]{{0,40}}?)(?:\s+(?:wrote|says|said|writes|posted))?"
    rf"(?:(?:\s*[|•·,–—]\s*|\s+-?\s*)(?P<when>{_AGO}|[^|•·]*\d{{4}}[^|•·]*))?\s*:?",
    re.I,
)
_INLINE = re.compile(r"(?P<name>@?[^\W\d_][\w .'’-]{0,30}):\s+(?P<text>\S.*)")


def comments_in(lines: Sequence[tuple[str, int]]) -> tuple[list[Comment], list[str]]:
    """Return the comments in lines of (words, indentation), and the lines that are buttons, forms or panels.

    Every line is a comment of its own unless lines with names stand between them. Indented comments answer the
    nearest less indented one before them; where nothing is indented, replies are paired by their opening words.
    """
    left: list[str] = []
    rows: list[tuple[str, int]] = []
    for place, (text, depth) in enumerate(lines):
        if is_panel_heading(text) and word_count(text) >= 2:
            left += [rest for rest, _ in lines[place:]]
            break
        if is_comment_control(text) or is_notice(text):
            left.append(text)
        else:
            rows.append((text.strip(" \t>↳└─"), depth))
    named = _with_headers(rows) or _with_inline_names(rows)
    remarks = named if named is not None else [(Comment(text=text), depth) for text, depth in rows if text]
    return _paired(remarks[:MAX_COMMENTS]), left


def _is_header(line: str) -> bool:
    """Return whether the line could be the name a comment was posted under, with or without a time."""
    if word_count(line) > 12 or len(line) > 80 or re.search(r"[.!?…][\"'”’]?$", line):
        return False
    match = _HEADER.fullmatch(line)
    if match is None:
        return False
    return bool(match.group("when")) or line.endswith(":") or word_count(match.group("name")) <= 4


def _with_headers(rows: Sequence[tuple[str, int]]) -> list[tuple[Comment, int]] | None:
    """Return comments when the lines alternate between names and words; ``None`` when they do not."""
    if len(rows) < 2 or not _is_header(rows[0][0]):
        return None
    remarks: list[tuple[Comment, int]] = []
    header = ""
    headers = 0
    for text, depth in rows:
        if _is_header(text) and (not header or headers == 0):
            header = text
            headers += 1
        elif header:
            remarks.append((_signed(header, text), depth))
            header = ""
        else:  # one more paragraph of the comment before
            last, at = remarks[-1]
            remarks[-1] = (last.model_copy(update={"text": f"{last.text}\n{text}"}), at)
    prose = sum(1 for text, _ in rows if not _is_header(text))
    return remarks if remarks and not header and headers >= 0.5 * prose else None


def _signed(header: str, text: str) -> Comment:
    match = _HEADER.fullmatch(header)
    name = match.group("name") if match else header
    when = match.group("when") if match else None
    return Comment(text=text, author=name.strip(" -–—,"), posted=published_line(when) if when else None)


def _with_inline_names(rows: Sequence[tuple[str, int]]) -> list[tuple[Comment, int]] | None:
    """Return comments when nearly every line is ``Name: words``; ``None`` when they are not."""
    matches = [_INLINE.fullmatch(text) for text, _ in rows]
    if len(rows) < 2 or sum(1 for m in matches if m and word_count(m.group("name")) <= 4) < 0.8 * len(rows):
        return None
    return [
        (Comment(text=m.group("text"), author=m.group("name").lstrip("@")) if m else Comment(text=text), depth)
        for m, (text, depth) in zip(matches, rows, strict=True)
    ]


def _paired(remarks: Sequence[tuple[Comment, int]]) -> list[Comment]:
    if len({depth for _, depth in remarks}) <= 1:
        return paired_by_wording([comment for comment, _ in remarks])
    comments: list[Comment] = []
    above: list[tuple[int, int]] = []  # depth and position of the comments this one could answer
    for place, (comment, depth) in enumerate(remarks):
        while above and above[-1][0] >= depth:
            above.pop()
        update = {"parent": above[-1][1], "pairing": "structure"} if above else {}
        comments.append(comment.model_copy(update=update))
        above.append((depth, place))
    return comments
