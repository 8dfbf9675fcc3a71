"""Lines into paragraphs, in the order in which people read them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from statistics import median

from ascertain.models.ocr.reader import Line

_FAR = 0.9
"""Of a line's height: a wider gap between two lines parts paragraphs (lines of one stand 0.1 to 0.6 apart)."""

_GUTTER = 1.5
"""Of a line's height: a gap this wide, along the whole height of a block, parts columns."""

_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_RIGHT_TO_LEFT = frozenset({"Arabic", "Hebrew"})


def in_reading_order(lines: Sequence[Line], aspect: float, script: str = "") -> list[list[Line]]:
    """Return the lines as paragraphs in reading order; pure.

    ``aspect`` is the picture's width by its height. Blocks are cut at wide gaps across and along, again and again
    (the recursive X-Y cut of Nagy and Seth, 1984); columns go from right to left in Arabic and Hebrew script.
    """
    if not lines:
        return []
    tall = median(line.box.height for line in lines)
    return _cut(list(lines), tall, tall / aspect, script in _RIGHT_TO_LEFT)


def joined(paragraphs: Sequence[Sequence[Line]]) -> str:
    """Return paragraphs as text: lines of one joined by blanks, words broken at hyphens made whole; pure.

    Lines without any letter, such as the counts below a post, are left out.
    """
    texts = []
    for paragraph in paragraphs:
        text = ""
        for line in paragraph:
            if any(char.isalpha() for char in line.text):
                text = _appended(text, line.text)
        if text:
            texts.append(text)
    return "\n\n".join(texts)


def _appended(text: str, line: str) -> str:
    if not text:
        return line
    if re.search(r"[^\W\d_]-$", text) and line[0].islower():
        return text[:-1] + line
    if _UNSPACED.match(text[-1]) and _UNSPACED.match(line[0]):
        return text + line
    return f"{text} {line}"


def _cut(lines: list[Line], tall: float, wide: float, from_right: bool) -> list[list[Line]]:
    rows = _parted(lines, lambda line: (line.box.top, line.box.bottom), 0.0)
    if len(rows) > 1:
        # Columns first: a gutter along several rows says more than the gaps between rows.
        columns = _parted(lines, lambda line: (line.box.left, line.box.right), _GUTTER * wide)
        if len(columns) > 1 and min(len(column) for column in columns) > 1:
            ordered = reversed(columns) if from_right else columns
            return [paragraph for column in ordered for paragraph in _cut(column, tall, wide, from_right)]
        blocks = _parted(lines, lambda line: (line.box.top, line.box.bottom), _FAR * tall)
        if len(blocks) > 1:
            return [paragraph for block in blocks for paragraph in _cut(block, tall, wide, from_right)]
    found: list[Line] = []
    for row in rows:
        found += sorted(row, key=lambda line: -line.box.right if from_right else line.box.left)
    return [found]


def _parted(lines: Sequence[Line], extent: Callable[[Line], tuple[float, float]], gap: float) -> list[list[Line]]:
    """Part the lines wherever, along one direction, more than ``gap`` is empty; lines that overlap stay together.

    With a gap of 0 these are rows: lines count as overlapping when their middles lie within each other.
    """
    parts: list[list[Line]] = []
    end = float("-inf")
    for line in sorted(lines, key=lambda one: extent(one)):
        start, stop = extent(line)
        edge = (start + stop) / 2 if gap == 0.0 else start
        if not parts or edge > end + gap:
            parts.append([line])
            end = stop
        else:
            parts[-1].append(line)
            end = max(end, stop) if gap else min(end, stop)
    return parts
