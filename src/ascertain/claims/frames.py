"""Frames: the words by which a text says whose words follow or went before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ascertain.claims.lexicon import Lexicon
from ascertain.claims.phrases import Phrase, phrase_after, phrase_before
from ascertain.claims.tokens import ABBREVIATION

_RECIPIENT = 6  # words that may stand between a verb and what it reports: "told reporters on Monday that"
_TERMINATOR = re.compile(r"[.!?…。！？]+[\"”»’)\]]*(?=\s+\S|$)|\n\s*\n")


@dataclass(frozen=True)
class Frame:
    """How a text attributes a quotation or a sentence."""

    speaker: Phrase | None
    """Who speaks; ``None`` when nobody is named."""

    cue: str
    """The attributing words."""

    start: int
    """Where the frame begins: the first of speaker and cue."""

    end: int
    """Where it ends."""

    adjacent: bool = True
    """Whether the quotation beside it is all that is said, not a part of reported speech."""


def frame_behind(text: str, start: int, limit: int, closes_sentence: bool, words: Lexicon) -> Frame | None:
    """Return the frame behind a quotation that ends at ``start``, such as ``,” said Ana Ruiz, a nurse``.

    ``closes_sentence`` says that the quotation ends with a full stop, behind which a capital letter
    begins a sentence of its own. ``text`` holds quotations masked.
    """
    end = _sentence_end(text, start, limit)
    lead = re.compile(r"[\s,.;–—-]*").match(text, start, end)
    begin = lead.end() if lead else start
    according = words.pattern("according").match(text, begin, end)
    if according is None and "," in text[max(0, start - 2) : begin]:
        according = words.pattern("according_behind").match(text, begin, end)
    if according:
        if according.group()[:1].isupper():
            return None  # a capital letter begins the next sentence, with a source of its own
        speaker = phrase_after(text, according.end(), end, words)
        if speaker is not None:
            return Frame(speaker, according.group(), according.start(), speaker.end)
    for cue in _cues(text, begin, end, words):
        between = text[begin : cue.start()].strip(" ,")
        if words.subject:
            # Korean and Hindi put the word for "that" between the quotation and the verb.
            between = words.pattern("that").sub("", between).strip(" ,")
        if len(between.split()) > 24 or (cue.start() > begin and _opens_clause(between, words)):
            return None
        if _only_aux(between, words):
            speaker = phrase_after(text, cue.end(), end, words)
            return Frame(speaker, cue.group(), cue.start(), speaker.end if speaker else cue.end())
        speaker = phrase_before(text, cue.start(), begin, words)
        if speaker is None or text[begin : speaker.start].strip(" ,–—-"):
            continue
        own_sentence = closes_sentence and text[begin : begin + 1].isupper()
        if own_sentence and text[cue.end() : end].strip(" .!?…"):
            return None
        return Frame(speaker, cue.group(), speaker.start, cue.end())
    return None


def frame_ahead(text: str, floor: int, quotation: int, words: Lexicon) -> Frame | None:
    """Return the frame in front of a quotation that begins at ``quotation``, such as ``Ana Ruiz told us: “``.

    ``text`` holds quotations masked; ``floor`` is as far back as the frame may reach.
    """
    begin = _sentence_start(text, floor, quotation)
    lead = text[begin:quotation]
    cues = [cue for cue in _cues(text, begin, quotation, words) if not _denied(text, begin, cue.start(), words)]
    colon = re.search(r"[:：]\s*[–—-]?\s*$", lead) is not None
    for cue in reversed(cues):
        gap = text[cue.end() : quotation]
        if "\ufffc" in gap:
            continue
        speaker = _speaker_of(text, cue.start(), cue.end(), begin, quotation, words)
        if speaker is None:
            continue
        behind = text[max(cue.end(), speaker.end) : quotation]
        count = len(re.findall(r"\w+", behind))
        reports = words.pattern("that").search(behind) is not None if words.that else False
        adjacent = not reports and (colon or count == 0 or (re.search(r",\s*$", behind) is not None and count <= 8))
        if adjacent or (reports and words.spaced):
            return Frame(speaker, cue.group(), min(speaker.start, cue.start()), quotation, adjacent)
    if colon and not cues:
        name = re.search(r"^\s*(\S[^\n:：,;]{1,60})[:：]\s*[–—-]?\s*$", lead)
        if name and _is_label(name.group(1), words):
            speaker = phrase_before(text, begin + name.end(1), begin, words)
            if speaker is not None:
                return Frame(speaker, ":", speaker.start, quotation)
    return None


def frame_around(text: str, start: int, end: int, words: Lexicon) -> Frame | None:
    """Return the frame of a sentence that reports somebody's words, or ``None`` in the text's own voice.

    Looked for in this order: a speaker with a verb of saying, "according to", a verb with its agent
    ("confirmed by"), a statement and what carries it, and words that report without naming anybody.
    ``text`` holds quotations masked.
    """
    for find in (_said, _according, _by_agent, _statement, _hearsay):
        for frame in find(text, start, end, words):
            return frame
    return None


def subject_of(text: str, start: int, end: int, words: Lexicon) -> Phrase | None:
    """Return the named subject in front of the first finite verb of a sentence: "State channel RTK has shown"."""
    verbs = words.pattern("finite").finditer(text, start, end)
    finite = next((verb for verb in verbs if not verb.group()[:1].isupper()), None)  # "May" is a month
    found = phrase_before(text, finite.start(), start, words) if finite is not None else None
    named = found is not None and any(
        part[:1].isupper() and part.casefold() not in words.articles for part in found.name.split()
    )
    return found if named else None


def _is_label(name: str, words: Lexicon) -> bool:
    """Whether the words before a colon are a name, as in an interview or a play: ``Ana Ruiz:``."""
    parts = name.casefold().split()
    small = {*words.articles, *words.joins}
    named = all(part[:1].isupper() or part.casefold() in small for part in name.split())
    return named and len(parts) <= 5 and name[:1].isupper() and parts[0] not in words.stop_words


def _cues(text: str, start: int, end: int, words: Lexicon) -> Iterator[re.Match[str]]:
    """Yield verbs of saying; a capital letter inside a sentence makes a name of the word: the United *States*."""
    for cue in words.pattern("say", "say_that").finditer(text, start, end):
        if not cue.group()[:1].isupper() or not any(map(str.isalnum, text[start : cue.start()])):
            yield cue


def _denied(text: str, start: int, verb: int, words: Lexicon) -> bool:
    """Whether a negation stands within three words before the verb."""
    lead = " ".join(text[start:verb].split()[-3:])
    return re.search(r"n[’']t(?!\w)", lead) is not None or words.pattern("denying").search(lead) is not None


def _said(text: str, start: int, end: int, words: Lexicon) -> Iterator[Frame]:
    for cue in _cues(text, start, end, words):
        if _denied(text, start, cue.start(), words):
            continue
        strong = cue.group().casefold() in words.say
        behind = text[cue.end() : end]
        if not (
            _reports(behind, words) or _parenthesis(text, cue, start, end, words) or _clause(cue, behind, strong, words)
        ):
            continue
        speaker = _speaker_of(text, cue.start(), cue.end(), start, end, words)
        passive = _passive_before(text, cue.start(), start, words)
        if passive is not None and not cue.group().casefold().endswith("ing"):
            if passive.group("it"):
                yield Frame(None, text[passive.start("be") : cue.end()], passive.start(), cue.end())
            continue
        if speaker is None or speaker.name.casefold() in (*words.first_person, *words.second_person):
            continue
        if not _agrees(text, cue, speaker, words):
            continue
        aux = _aux_before(text, speaker, cue.start(), words)
        yield Frame(
            speaker, text[aux : cue.end()], min(speaker.start, cue.start()), max(speaker.end, cue.end()), adjacent=False
        )


def _agrees(text: str, cue: re.Match[str], speaker: Phrase, words: Lexicon) -> bool:
    """Whether the word is a verb here: not "its reporting", "prompted fears", nor "the Times report" with one Times."""
    if speaker.start > cue.start():
        return True
    before = re.findall(r"[\w’']+", text[speaker.start : cue.start()])[-1:]
    last = before[0].casefold() if before else ""
    small = {*words.articles, *words.joins, *words.attaching} - {
        *words.plural_nouns,
        *words.pronouns,
        *words.conjunctions,
    }
    if last in small:
        return False
    heads = text[speaker.start : speaker.end].casefold().split()
    if heads[-1] in words.past or (words.language == "en" and heads[-1].endswith("ed") and cue.group().endswith("s")):
        return False
    if cue.group().casefold() not in words.plural_verbs:
        return True
    return any(head in words.conjunctions or head in words.plural_nouns or head.endswith("s") for head in heads)


def _reports(behind: str, words: Lexicon) -> bool:
    """Whether the verb is followed, after at most a few words, by what opens reported speech."""
    if not words.that:
        return False
    match = words.pattern("that").search(behind)
    return (
        match is not None
        and len(re.findall(r"\w+", behind[: match.start()])) <= _RECIPIENT
        and re.search(r"[;:.!?]", behind[: match.start()]) is None
        and bool(behind[match.end() :].strip(" .,"))
    )


def _parenthesis(text: str, cue: re.Match[str], start: int, end: int, words: Lexicon) -> bool:
    """Whether speaker and verb close the sentence behind a comma: ``…, the ministry said on Monday``."""
    before = text[start : cue.start()]
    behind = text[cue.end() : end].strip(' .!?…"”»')
    comma = before.rfind(",")
    if comma < 0 or len(before[:comma].split()) < 3:
        return False
    short = len(behind.split()) <= 8 and not re.search(r"[,;:]", behind)
    return short and len(before[comma + 1 :].split()) <= 8 and not _opens_clause(before[comma + 1 :], words)


def _clause(cue: re.Match[str], behind: str, strong: bool, words: Lexicon) -> bool:
    """Whether the verb is followed at once by what is said, without "that"."""
    if strong and cue.group().casefold() not in words.clause_verbs:
        # A verb of saying with at least a subject and a verb behind it.
        if words.language in {"hi", "tr", "ko", "ja"}:
            return True
        return len(re.findall(r"\w+", behind)) >= (3 if words.spaced else 1)
    if cue.group().casefold() not in words.clause_verbs:
        return False
    first = re.split(r"[,;:]", behind)[0].split()[:10]
    return words.pattern("finite").search(" ".join(first)) is not None or any(word[:1].isdigit() for word in first[:5])


def _passive_before(text: str, at: int, start: int, words: Lexicon) -> re.Match[str] | None:
    if words.language != "en":
        return None
    return re.compile(
        r"(?P<it>\bit\s+)?(?P<be>(?:has been|have been|is|was|were|are|been|being)\b\s*(?:\w+ly\s+|also\s+|not\s+)?)\Z",
        re.IGNORECASE,
    ).search(text, start, at)


def _speaker_of(text: str, verb: int, behind: int, floor: int, ceiling: int, words: Lexicon) -> Phrase | None:
    """Return who stands before the verb, or behind it where the verb comes first."""
    speaker = phrase_before(text, verb, floor, words)
    if speaker is None or (words.language in {"ar", "es", "pt", "it"} and not text[floor:verb].strip(" ,")):
        after = phrase_after(text, behind, ceiling, words) if words.language != "en" else None
        return after or speaker
    return speaker


def _aux_before(text: str, speaker: Phrase, verb: int, words: Lexicon) -> int:
    """Return where the auxiliary that belongs to the verb begins: "have estimated"."""
    if speaker.end > verb:
        return verb
    match = (
        re.search(r"\b(?:has|have|had)\s+(?:\w+\s+)?$", text[speaker.end : verb]) if words.language == "en" else None
    )
    return speaker.end + match.start() if match else verb


def _according(text: str, start: int, end: int, words: Lexicon) -> Iterator[Frame]:
    for cue in words.pattern("according").finditer(text, start, end):
        if words.language == "zh":
            yield from _according_unspaced(text, cue, end, words)
            continue
        speaker = phrase_after(text, cue.end(), end, words, opens=_opens(text[start : cue.start()], words))
        if speaker is not None and _names_source(speaker, words):
            yield Frame(speaker, cue.group(), cue.start(), speaker.end, adjacent=False)
    for cue in words.pattern("according_after").finditer(text, start, end):
        floor = max((start, *(start + m.end() for m in re.finditer(r"[,;:.\n،、。，]", text[start : cue.start()]))))
        name = text[floor : cue.start()].strip()
        if not name or len(name) > 90:
            continue
        begin = text.index(name, floor)
        if words.language == "tr":
            name = re.sub(r"[’'](?:y?[ae]|n[ae])$", "", name)
        yield Frame(Phrase(begin, begin + len(name), name), cue.group(), begin, cue.end(), adjacent=False)


def _opens(before: str, words: Lexicon) -> bool:
    """Whether a clause follows the source: nothing stands before it, or a conjunction."""
    tokens = re.findall(r"[\w’']+|[,;:]", before.casefold())
    return not tokens or tokens[-1] in words.stop_words


def _names_source(speaker: Phrase, words: Lexicon) -> bool:
    """Whether a source stands there, not "plan" or the clause that is reported."""
    return speaker.name.casefold() not in (*words.not_sources, *words.that)


def _according_unspaced(text: str, cue: re.Match[str], end: int, words: Lexicon) -> Iterator[Frame]:
    stop = re.compile(r"[，,。；]").search(text, cue.end(), end)
    edge = stop.start() if stop else end
    tail = words.pattern("according_ends").search(text, cue.end(), edge)
    name_end = tail.start() if tail else edge
    name = text[cue.end() : name_end].strip()
    if name and len(name) <= 30 and (tail or stop):
        yield Frame(Phrase(cue.end(), name_end, name), cue.group(), cue.start(), edge, adjacent=False)


def _by_agent(text: str, start: int, end: int, words: Lexicon) -> Iterator[Frame]:
    for cue in words.pattern("passive").finditer(text, start, end):
        behind = cue.end()
        both = re.compile(r"\s+both\b", re.IGNORECASE).match(text, behind, end)
        opens = not text[start : cue.start()].strip()
        speaker = phrase_after(text, both.end() if both else behind, end, words, opens=opens)
        if speaker is not None:
            yield Frame(speaker, cue.group(), cue.start(), speaker.end, adjacent=False)


def _statement(text: str, start: int, end: int, words: Lexicon) -> Iterator[Frame]:
    if not words.statement or not words.that:
        return
    that = words.pattern("that")
    for noun in words.pattern("statement").finditer(text, start, end):
        opening = that.search(text, noun.end(), end)
        if opening is None:
            continue
        between = text[noun.end() : opening.start()]
        if len(between.split()) > 7 or re.search(r"[,;:.\ufffc]", between):
            continue
        source = words.pattern("source_words").search(between)
        if source is not None and not between[: source.start()].strip():
            speaker = phrase_after(text, noun.end() + source.end(), opening.start(), words)
            if speaker is not None:
                yield Frame(speaker, noun.group(), noun.start(), opening.end(), adjacent=False)
            continue
        if between.strip():
            continue
        owner = re.search(r"([\w’'.\- ]{2,60}?)[’']s?\s+(?:\w+\s+){0,2}$", text[start : noun.start()])
        if owner is not None and re.search(r"[’']s?\s", owner.group()):
            speaker = phrase_before(text, start + owner.end(1), start, words)
            if speaker is not None:
                yield Frame(speaker, noun.group(), speaker.start, opening.end(), adjacent=False)
                continue
        carrier = list(words.pattern("statement_verbs").finditer(text, start, noun.start()))
        if carrier and len(text[carrier[-1].end() : noun.start()].split()) <= 3:
            speaker = phrase_before(text, carrier[-1].start(), start, words)
            if speaker is not None:
                yield Frame(
                    speaker, text[carrier[-1].start() : noun.end()], speaker.start, opening.end(), adjacent=False
                )


def _hearsay(text: str, start: int, end: int, words: Lexicon) -> Iterator[Frame]:
    for cue in words.pattern("hearsay").finditer(text, start, end):
        yield Frame(None, cue.group(), cue.start(), cue.end(), adjacent=False)


def _only_aux(between: str, words: Lexicon) -> bool:
    return all(word in words.aux for word in re.findall(r"[\w’']+", between.casefold()))


def _opens_clause(between: str, words: Lexicon) -> bool:
    """Whether the words before a verb begin with a conjunction: another clause, not the speaker."""
    tokens = re.findall(r"[\w’']+", between.casefold())
    return bool(tokens) and tokens[0] in words.stop_words and tokens[0] not in words.articles


def _sentence_end(text: str, start: int, limit: int) -> int:
    for match in _TERMINATOR.finditer(text, start, limit):
        if match.start() == start or (match.group() == "." and ABBREVIATION.search(text[start : match.end()])):
            continue
        return match.start()
    return limit


def _sentence_start(text: str, floor: int, limit: int) -> int:
    begin = floor
    for match in _TERMINATOR.finditer(text, floor, limit):
        if not (match.group() == "." and ABBREVIATION.search(text[floor : match.end()])):
            begin = match.end()
    return begin
