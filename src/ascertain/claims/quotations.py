"""Quotations: what stands between quotation marks, in the marks of many languages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ascertain.records import Span


@dataclass(frozen=True)
class Quotation:
    """A stretch of text between quotation marks."""

    span: Span
    """Where it stands, marks included."""

    inner: Span
    """The quoted words alone, without marks and without the space some languages put inside them."""

    depth: int
    """0 for a quotation in the text, 1 for a quotation inside it, and so on."""

    continues: bool = False
    """Whether the next paragraph goes on with it: no closing mark, and an opening mark there."""

    continued: bool = False
    """Whether it goes on from the paragraph before."""


# Each opening mark with the marks that may close it. A closing mark of one language opens in another
# (»Danish«, „German“, ”Swedish”), so the open marks decide what a mark means.
_CLOSERS = {
    "“": "”",
    "„": "“”‟",
    "‟": "”",
    "‘": "’",
    "‚": "‘’",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
    "”": "”",
    "「": "」",
    "『": "』",
    "〝": "〞〟",
    "＂": "＂",
    '"': '"',
    "'": "'",
}
_ALL_CLOSERS = frozenset("".join(_CLOSERS.values()))
_ONLY_OPEN = frozenset("„‚「『〝‟")
_BEFORE_OPENING = frozenset(" \n\t\u00a0\u202f([{—–-―/:,;…¿¡" + "“„‘‚«‹「『\"'")
_PARAGRAPH_BREAK = re.compile(r"\n\s*\n")
# Words that begin with an apostrophe: ’90s, ’tis, Dutch ’s avonds and ’t.
_ELISION = re.compile(r"\d0s|(?:tis|twas|em|til|cause|bout|n|t|s|k|m)(?!\w)", re.IGNORECASE)


def find_quotations(text: str) -> list[Quotation]:
    """Return every quotation in reading order, outer ones before those inside them.

    Spans are exact. A quotation that runs on into the next paragraph, which by custom opens with the
    mark again, gives one quotation for each paragraph, linked by ``continues`` and ``continued``. A
    mark without a partner makes no quotation; apostrophes and inch signs are told from marks by the
    letters around them.
    """
    found: list[Quotation] = []
    open_marks: list[tuple[str, int]] = []
    carried = False
    starts = [0, *(match.end() for match in _PARAGRAPH_BREAK.finditer(text))]
    ends = [*(match.start() for match in _PARAGRAPH_BREAK.finditer(text)), len(text)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        following = text[starts[number + 1] : ends[number + 1]].lstrip() if number + 1 < len(starts) else ""
        open_marks, in_paragraph = _scan(text, start, end, open_marks, carried)
        reopens_with = ""
        outer = open_marks[0] if open_marks else None
        if outer is not None and outer[0] != "'":
            # "Guillemets de suite": a French paragraph inside a quotation may also begin with the closing mark.
            marks = outer[0] + (_CLOSERS[outer[0]] if outer[0] == "«" else "")
            if following[:1] and following[0] in marks:
                reopens_with = following[0]
                in_paragraph.append(_quotation(text, outer[1], end, 0, closed=False))
            elif not _closes_later(outer[0], following):
                outer = None
        for quotation in sorted(in_paragraph, key=lambda q: (q.span.start, -q.span.end)):
            first = quotation.depth == 0 and carried and not text[start : quotation.span.start].strip()
            carried = carried and not first
            found.append(Quotation(quotation.span, quotation.inner, quotation.depth, quotation.continues, first))
        carried = bool(reopens_with)
        open_marks = [] if carried or outer is None else open_marks[:1]
    return sorted(found, key=lambda q: (q.span.start, -q.span.end))


def _scan(
    text: str, start: int, end: int, open_marks: list[tuple[str, int]], carried: bool
) -> tuple[list[tuple[str, int]], list[Quotation]]:
    """Read one paragraph; return the marks still open at its end and the quotations closed in it."""
    stack = list(open_marks)
    closed: list[Quotation] = []
    if carried and text[start] == "»" and not stack:
        stack.append(("«", start))
        start += 1
    for at in range(start, end):
        mark = text[at]
        if mark not in _CLOSERS and mark not in _ALL_CLOSERS:
            continue
        before = text[at - 1] if at > start else ""
        after = text[at + 1] if at + 1 < end else ""
        if mark in "’'" and _is_apostrophe(text, at, end, before, after, stack):
            continue
        level = _closing_level(mark, stack, before, after)
        if level is not None:
            closed.append(_quotation(text, stack[level][1], at + 1, level, closed=True))
            del stack[level:]
        elif _opens(mark, before, after, text, at, end):
            stack.append((mark, at))
    return stack, closed


def _closing_level(mark: str, stack: list[tuple[str, int]], before: str, after: str) -> int | None:
    """Return which open quotation the mark closes, innermost first, or ``None`` when it closes none."""
    if mark in _ONLY_OPEN:
        return None
    for level in range(len(stack) - 1, -1, -1):
        opener = stack[level][0]
        if mark not in _CLOSERS[opener]:
            continue
        # Where one mark both opens and closes, a space before it and a letter behind it open a quotation inside.
        if mark == opener and before in _BEFORE_OPENING and after.isalnum() and mark != "'":
            continue
        # ‘ and “ close only where the German „ and ‚ opened, and there never before a letter.
        if mark in "“‘" and after.isalnum():
            continue
        return level
    return None


def _opens(mark: str, before: str, after: str, text: str, at: int, end: int) -> bool:
    if mark not in _CLOSERS or not after or (after.isspace() and mark not in "«»"):
        return False
    placed = not before or before in _BEFORE_OPENING or _is_unspaced(before)
    if mark in _ONLY_OPEN or mark in "“«‹":
        return True
    if mark == "»" and after.isspace():
        return False
    if not placed:
        return False
    if mark == "'":
        return after.isalnum() and re.search(r"(?<=[\w.,!?…])'(?!\w)", text[at + 1 : end]) is not None
    return True


def _is_unspaced(character: str) -> bool:
    """Whether the character belongs to a script written without spaces, where a mark may follow a letter."""
    return "\u3000" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"


def _is_apostrophe(text: str, at: int, end: int, before: str, after: str, stack: list[tuple[str, int]]) -> bool:
    if before.isalnum() and after.isalnum():
        return True
    single = any(opener in "‘‚'" for opener, _ in stack)
    if not before.isalnum() and after.isalnum():
        return _ELISION.match(text, at + 1) is not None or (text[at] == "’" and not single)
    if not single:
        return text[at] == "’" or before.isalnum()
    # soldiers’ homes: a plural owner, if the mark that closes comes later.
    owner = before in "sxz" and re.match(r" \w", text[at + 1 : at + 3]) is not None
    return owner and re.search(r"(?<=[\w.,!?…])[’'](?!\w)", text[at + 1 : end]) is not None


def _quotation(text: str, start: int, end: int, depth: int, *, closed: bool) -> Quotation:
    inner_start, inner_end = start + 1, end - 1 if closed else end
    while inner_start < inner_end and text[inner_start].isspace():
        inner_start += 1
    while inner_end > inner_start and text[inner_end - 1].isspace():
        inner_end -= 1
    if not closed:
        end = inner_end
    inner = Span(start=inner_start, end=max(inner_start, inner_end))
    return Quotation(Span(start=start, end=max(end, inner_start)), inner, depth, continues=not closed)


def _closes_later(opener: str, following: str) -> bool:
    """Whether the next paragraph closes the mark before it opens another: the quotation runs across both."""
    if opener == '"':
        # A straight mark says nothing by its shape; only the place of the next one tells.
        position = following.find('"')
        return position > 0 and not following[position - 1].isspace()
    for character in following:
        if character in _CLOSERS[opener]:
            return True
        if character == opener:
            return False
    return False


def masked(text: str, quotations: list[Quotation]) -> str:
    """Return the text with every outer quotation replaced by ``\\ufffc``, character for character.

    Words inside quotation marks then cannot be taken for the words around them, and offsets stay valid.
    """
    characters = list(text)
    for quotation in quotations:
        if quotation.depth == 0:
            characters[quotation.span.start : quotation.span.end] = "\ufffc" * (
                quotation.span.end - quotation.span.start
            )
    return "".join(characters)
