"""Names beside a quotation where no known verb says who speaks: in brackets, behind a dash, beside an unknown verb."""

from __future__ import annotations

import re

from ascertain.claims.frames import Frame
from ascertain.claims.lexicon import Lexicon
from ascertain.claims.phrases import Phrase
from ascertain.claims.tokens import Word, breaks, words_of

_BRACKETS = re.compile(r"[ \t\u00a0]*\(([^()\n\ufffc]{3,80})\)")
_DASH = re.compile(r"[ \t\u00a0]*[–—][ \t\u00a0]*([^\n\ufffc.,;:!?()]{3,60})(?=,|[.!?]?\s*(?:\n|\Z))")
_LONGEST_VERB = 2


def name_behind(text: str, start: int, limit: int, comma: bool, words: Lexicon) -> Frame | None:
    """Return the frame of a bare name behind a quotation that ends at ``start``, or ``None``.

    ``comma`` says that the quotation closes with a comma and opens its sentence: then a verb no list
    knows may stand beside the name (``,” crowed Ana Ruiz``). A name has at least two capitalised words.
    """
    for pattern in (_BRACKETS, _DASH):
        match = pattern.match(text, start, limit)
        if match is None:
            continue
        tokens = words_of(text, match.start(1), match.end(1))
        count = _run(tokens, text)
        if count and text[tokens[count - 1].end : match.end(1)].strip()[:1] in {"", ","}:
            cue = text[start : match.start(1)].strip()
            return Frame(_phrase(text, tokens[:count]), cue, match.start(), match.end())
    if not comma:
        return None
    tokens = words_of(text, start, limit)
    for ahead in range(min(_LONGEST_VERB, len(tokens)) + 1):
        if ahead and not _verb_like(tokens[ahead - 1], words):
            return None
        count = _run(tokens[ahead:], text)
        if count:
            verb = tokens[:ahead] or _verb_behind(tokens[count:], text, words)
            if not verb or (ahead and breaks(text[tokens[ahead - 1].end : tokens[ahead].start])):
                return None
            name = tokens[ahead : ahead + count]
            cue = text[verb[0].start : verb[-1].end]
            return Frame(_phrase(text, name), cue, tokens[0].start, max(name[-1].end, verb[-1].end))
    return None


def name_ahead(text: str, begin: int, quotation: int, words: Lexicon) -> Frame | None:
    """Return the frame of a name with an unknown verb and a colon in front of a quotation: ``Ana Ruiz fumed: “``."""
    if not text[begin:quotation].rstrip().endswith((":", "：")):
        return None
    tokens = words_of(text, begin, quotation)
    count = _run(tokens, text)
    verb = tokens[count:]
    if not count or not 1 <= len(verb) <= _LONGEST_VERB or not all(_verb_like(word, words) for word in verb):
        return None
    if breaks(text[tokens[count - 1].end : verb[0].start]):
        return None
    return Frame(_phrase(text, tokens[:count]), text[verb[0].start : verb[-1].end], tokens[0].start, quotation)


def _run(tokens: list[Word], text: str) -> int:
    """Return how many words in front are one name of two to four capitalised words, or 0."""
    count = 0
    while count < len(tokens) and tokens[count].capital:
        if count and breaks(text[tokens[count - 1].end : tokens[count].start]):
            break
        count += 1
    last = tokens[count - 1].end if count else 0
    owns = re.search(r"[’']s?\Z", text[:last]) or re.match(r"[’']", text[last:])
    return count if 2 <= count <= 4 and not owns else 0


def _verb_behind(tokens: list[Word], text: str, words: Lexicon) -> list[Word]:
    chosen: list[Word] = []
    for word in tokens[:_LONGEST_VERB]:
        if not _verb_like(word, words) or (chosen and breaks(text[chosen[-1].end : word.start])):
            break
        chosen.append(word)
    return chosen


def _verb_like(word: Word, words: Lexicon) -> bool:
    known = (*words.articles, *words.stop_words, *words.joins, *words.attaching, *words.pronouns, *words.relative)
    return not word.capital and word.text[:1].isalpha() and word.low not in known


def _phrase(text: str, tokens: list[Word]) -> Phrase:
    return Phrase(tokens[0].start, tokens[-1].end, text[tokens[0].start : tokens[-1].end])
