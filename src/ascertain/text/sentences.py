"""Sentences, at exact offsets.

The cuts are those of sentencex (Wikimedia's segmenter, rules and abbreviations for many languages) with
corrections: a quotation of several sentences is cut inside as well; a quotation and the words that attribute
it stay together; some words are more, others no abbreviations; and the line breaks of headlines end a
sentence, those of wrapped text do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ascertain.records import Span
from ascertain.text.wordsets import word_set

_BLANK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_QUOTED = re.compile(
    "“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|»[^«»]*«|「[^「」]*」|『[^『』]*』|\"[^\"]*\"|‹[^‹›]*›"
)  # fmt: skip
_INSIDE_END = re.compile("[.!?…。！？؟।](?=[^\\S\n]*\\S)")
_CLOSING = "”»’\"')]）」』›“"
_ENDS_QUOTED = re.compile(rf"[.!?…,،。！？؟।—–-][{re.escape(_CLOSING)}]+\s*$")
_STARTS_LOW = re.compile(r"[\s–—-]*[^\W\d_]")
_ONLY_MARKS = re.compile(r"[\W_]*")
_LAST_TOKEN = re.compile(r"(?:^|[\s(\[“„«\"'’])((?:[^\W\d_]+\.)*[^\W\d_]+)\.\s*$")
_ORDINAL_DAY = re.compile(r"(?:^|\s)\d{1,2}\.\s*$")
# Words sentencex takes for abbreviations although they end sentences far more often: "in May. Then", "said no. Ten".
_ORDINARY = {
    tag: re.compile(rf"(?<!\w)(?:{words})\.\s+(?=[“\"«¿¡]?[A-ZÀ-Þ])")
    for tag, words in {
        "en": "May|no|art|ill|ore|miss|me|id|con|etc",
        "es": "no|mar|art|etc",
        "pt": "no|mar|art|etc",
        "it": "no|art|etc",
        "fr": "art|vol|etc",
        "de": "Art|ok|etc|usw",
    }.items()
}
# No name begins with these, so that an abbreviation before them ends its sentence: "in the U.S. They left".
_STARTER = re.compile(r"(?<=\w)\.\s+(?=(?:The|It|They|But|We|This|That|There|However|These|Those|She|His|Her|And)\s)")
_QUOTES_RUN_ON = frozenset({"ja", "ko", "zh"})
# What follows a quotation and says who spoke: "…？」と彼は尋ねた", "…？”他问".
_SAYS_ON = re.compile("(?:と|って|라고|이라고|고 )|[^。！？“「]{0,12}(?:说|問|问|表示|称|稱|道|述べ|語っ|話し|尋ね)")
_NEAR = 200
_LONGEST = 4000
_WRAPPED = range(45, 101)
_MARKS_ORDINALS = word_set("cs da de et fi hr hu is lv nb nn no pl sk sl sr tr")
# Never the last word of a sentence when a capital or a digit follows.
_ABBREVIATIONS = word_set(
    """mr mrs ms dr prof sen rep gov gen lt col sgt capt cpl cmdr adm rev hon st pres supt insp maj brig fr sr
    jr nos no vs cf e.g i.e viz approx art fig vol pp ed eds u.s u.k nr hr bzw z.b d.h u.a ca mio mrd tel
    abs dipl ing sra srta dra ud uds d.ª av núm pág mme mlle mm sig dott avv on ing geom arch г-н г-жа им ул
    просп тыс млн млрд руб т.е т.н акад проф ред см ст св гр dhr mevr drs ir mw bv nv sn doç bkz p.ej vgl
    usw"""
)  # fmt: skip
_MAY_END = word_set("no fr u.s u.k etc usw jr sr p.m a.m")
_AFTER_COUNTRY = re.compile(
    r"\s*(?:President|Senat|Congress|Army|Navy|Air|Marine|Department|Secretary|Supreme|House|Capitol|Treasury|"
    r"State|Attorney|District|Embass|Ambassador|Representative|Rep\.|Sen\.|Vice|Coast|Customs|Immigration|"
    r"Justice|Federal|Central|Food|Geological|Agency|Bureau|Census|Court|Forces|Special|Defen[cs]e|Foreign|Energy)"
)


def sentences(text: str, language: str) -> list[Span]:
    """Return the sentences of ``text`` in reading order: trimmed, never empty, never overlapping.

    ``language`` is a BCP-47 tag or "" (English rules). Blank lines always separate; a single line break
    separates unless the lines look wrapped. Nothing but white space lies between the spans.
    """
    tag = language.partition("-")[0].lower() or "en"
    found: list[Span] = []
    for start, end in _blocks(text):
        found += _in_block(text, start, end, tag)
    return found


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in [*_BLANK.finditer(text), None]:
        end = gap.start() if gap else len(text)
        yield from _lines(text, start, end)
        start = gap.end() if gap else end


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    for line in text[start:end].splitlines(keepends=True):
        lines.append((start, start + len(line)))
        start += len(line)
    if len(lines) > 1 and all(last - first in _WRAPPED for first, last in lines[:-1]):
        yield lines[0][0], lines[-1][1]
    else:
        yield from lines


def _in_block(text: str, start: int, end: int, tag: str) -> Iterator[Span]:
    block = text[start:end]
    if not block.strip():
        return
    cuts = _joined(block, _cuts(block, tag), tag)
    for first, last in zip([0, *cuts], [*cuts, len(block)], strict=True):
        piece = block[first:last]
        bare = piece.strip()
        if bare:
            at = start + first + len(piece) - len(piece.lstrip())
            yield Span(start=at, end=at + len(bare))


def _cuts(block: str, tag: str) -> list[int]:
    """Return where a new piece begins, without 0."""
    cuts = set(_segmented(block, tag))
    cuts |= {
        match.end()
        for pattern in (_ORDINARY.get(tag), _STARTER if tag == "en" else None)
        if pattern
        for match in pattern.finditer(block)
    }
    for quoted in _QUOTED.finditer(block):
        inner = quoted.group()[1:-1]
        if not _INSIDE_END.search(inner):
            continue
        offset = quoted.start() + 1
        for cut in _segmented(inner, tag):
            if inner[cut:].strip():
                cuts.add(offset + cut)
    return sorted(cuts)


def _segmented(text: str, tag: str) -> list[int]:
    from sentencex import get_sentence_boundaries  # type: ignore[import-untyped]

    cuts, at = [], 0
    while at < len(text):
        end = _stretch_end(text, at)
        pieces = [len(piece["text"]) for piece in get_sentence_boundaries(tag, text[at:end])]
        for length in pieces[:-1]:
            at += length
            cuts.append(at)
        at = end
    return cuts


def _stretch_end(text: str, at: int) -> int:
    """Return where to stop reading: sentencex takes quadratic time on long runs of quotation marks."""
    if len(text) - at <= _LONGEST:
        return len(text)
    space = max(text.rfind(" ", at, at + _LONGEST), text.rfind("\n", at, at + _LONGEST))
    return space if space > at + _LONGEST // 2 else at + _LONGEST


def _joined(block: str, cuts: list[int], tag: str) -> list[int]:
    """Leave out the cuts that would part what belongs together."""
    kept: list[int] = []
    for cut, following in zip(cuts, [*cuts[1:], len(block)][: len(cuts)], strict=True):
        # Only what stands near a cut decides, or a page of marks would take quadratic time.
        before = block[max(kept[-1] if kept else 0, cut - _NEAR) : cut]
        after = block[cut : min(following, cut + _NEAR)]
        if not _belongs(before, after, block[cut : cut + _NEAR], tag):
            kept.append(cut)
    return kept


def _belongs(before: str, after: str, rest: str, tag: str) -> bool:
    if _ONLY_MARKS.fullmatch(after) or _ONLY_MARKS.fullmatch(before):
        return True
    if after.lstrip()[:1] in "”»’)]）」』›":
        return True
    if tag in _QUOTES_RUN_ON and _ENDS_QUOTED.search(before) and _SAYS_ON.match(after):
        return True
    first = _STARTS_LOW.match(after)
    low = first is not None and first.group()[-1].islower()
    if low and (_ENDS_QUOTED.search(before) or before.rstrip().endswith(("...", "…"))):
        return True
    if tag in _MARKS_ORDINALS and low and _ORDINAL_DAY.search(before):
        return True
    last = _LAST_TOKEN.search(before)
    if last is None:
        return False
    word = last.group(1).lower()
    if word in {"u.s", "u.k"}:
        return _AFTER_COUNTRY.match(rest) is not None
    if word in {"no", "art", "vol"}:  # "No. 10" is a number, "He said no. Ten left." is not
        return re.match(r"\s*\d", after) is not None
    if tag == "fr" and word == "m":
        return True
    return word in _ABBREVIATIONS and word not in _MAY_END
