"""Lines that are tools, panels and navigation rather than an article's own words.

Two kinds are told apart. A *notice* is one line that is never body wherever it stands ("Listen to the article",
"Advertisement"). A *panel* begins with a heading ("Verify This Yourself", "Related articles") and goes on as long
as the lines look like labels, not like prose. Sentences of the article that merely begin in a similar way are safe
because every pattern has to fit the whole line, or its beginning and a small number of words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ascertain.ingest.phrases import (
    COMMENT_CONTROL,
    COMMENTS_HEADING,
    NOTICE,
    NOTICE_OPENING,
    PANEL_HEADING,
    SHARE_WORDS,
    TOOL_WORDS,
)

_END = re.compile(r"[.!?…。！？।؟۔:;][\"'”’»)\]]*\s*(?:\[\d+\])?$")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
# Longer than any label or notice, and than any line whose words need to be counted.
_LONG = 400
_MANY_WORDS = 25
_PROSE_WORDS = 12
_NOTICE_WORDS = 22
_HEADING_WORDS = 12


def word_count(line: str) -> int:
    """Return the number of words; two characters of Chinese, Japanese or Korean count as one."""
    if line.isascii():
        return len(_WORD.findall(line))
    cjk = len(_CJK.findall(line))
    return len(_WORD.findall(_CJK.sub(" ", line) if cjk else line)) + (cjk + 1) // 2


def ends_sentence(line: str) -> bool:
    """Return whether the line ends like a sentence."""
    return bool(_END.search(line))


def is_prose(line: str) -> bool:
    """Return whether the line reads like a paragraph: long, or a finished sentence of some length."""
    if len(line) > _LONG:
        return True
    words = word_count(line)
    return words > _MANY_WORDS or (words >= _PROSE_WORDS and ends_sentence(line))


def is_notice(line: str) -> bool:
    """Return whether the line is, by itself, an interface element: a share bar, a cookie notice, an advertisement."""
    if len(line) > _LONG:
        return False
    bare = line.strip(" \t*_#>|•·–—-»«›‹→▶►▸🔊🎧📢")
    if not bare:
        return bool(line.strip())
    words = word_count(bare)
    if words <= _HEADING_WORDS and NOTICE.fullmatch(bare):
        return True
    if words <= 8 and all(word in SHARE_WORDS for word in re.findall(r"[^\W_]+", bare.casefold())):
        return True
    return words <= _NOTICE_WORDS and bool(NOTICE_OPENING.match(bare))


def is_comments_heading(line: str) -> bool:
    """Return whether the line announces readers' comments: ``10 Comments``, ``Kommentare (3)``."""
    bare = line.strip(" \t*_#>|•·–—-:")
    return len(bare) <= 90 and bool(COMMENTS_HEADING.fullmatch(bare))


def is_comment_control(line: str) -> bool:
    """Return whether a line in a comment section is a button or form label: ``Reply``, ``12 likes``."""
    return (
        len(line) <= _LONG and word_count(line) <= 20 and bool(COMMENT_CONTROL.fullmatch(line.strip(" \t*_#|•·–—-:")))
    )


def is_panel_heading(line: str) -> bool:
    """Return whether the line is the heading of a panel."""
    bare = " ".join(line.split()).strip(" *_#>|•·–—-:")
    return 2 < len(bare) <= 160 and word_count(bare) <= _HEADING_WORDS and bool(PANEL_HEADING.fullmatch(bare))


def split_panels(lines: Sequence[str], *, headings: frozenset[int] = frozenset()) -> tuple[list[int], list[int]]:
    """Return the positions of ``lines`` that are body, and of those that are notices and panels.

    ``headings`` are positions that the page itself marks as headings: one that prose follows ends a panel.
    """
    last_prose = next((place for place in reversed(range(len(lines))) if _is_body_prose(lines[place])), -1)
    aside: set[int] = set()
    place = 0
    while place < len(lines):
        if is_panel_heading(lines[place]) and not _heads_prose(lines, place):
            end = _panel_end(lines, place, last_prose, headings)
            aside.update(range(place, end))
            place = end
            continue
        if is_notice(lines[place]):
            aside.add(place)
        place += 1
    aside |= _unnamed_panel(lines, last_prose)
    return [p for p in range(len(lines)) if p not in aside], sorted(aside)


def _is_body_prose(line: str) -> bool:
    return is_prose(line) and not is_notice(line) and not _is_tool_line(line)


def _is_tool_line(line: str) -> bool:
    return len(line) <= _LONG and word_count(line) <= _MANY_WORDS and bool(TOOL_WORDS.search(line))


def _heads_prose(lines: Sequence[str], place: int) -> bool:
    """Return whether a heading stands directly over several paragraphs: then it is a section of the article."""
    following = lines[place + 1 : place + 3]
    return len(following) == 2 and all(_is_body_prose(line) for line in following)


def _panel_end(lines: Sequence[str], start: int, last_prose: int, headings: frozenset[int]) -> int:
    if start > last_prose:
        return len(lines)
    place = start + 1
    while place < len(lines) and not _is_body_prose(lines[place]):
        line = lines[place]
        if ends_sentence(line) and not (_is_tool_line(line) or is_panel_heading(line) or is_notice(line)):
            break
        if place in headings and not is_panel_heading(line) and _is_body_prose(lines[min(place + 1, len(lines) - 1)]):
            break
        place += 1
    return place


def _unnamed_panel(lines: Sequence[str], last_prose: int) -> set[int]:
    """Return a panel with an unknown heading: three or more labels behind the last paragraph, two about tools."""
    start = len(lines)
    while start - 1 > last_prose and (not ends_sentence(lines[start - 1]) or _is_tool_line(lines[start - 1])):
        start -= 1
    tail = range(start, len(lines))
    tools = sum(1 for place in tail if _is_tool_line(lines[place]))
    return set(tail) if last_prose >= 0 and len(tail) >= 3 and tools >= 2 else set()
