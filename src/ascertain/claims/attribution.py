"""Attribution: who makes each claim of a document, and how the text says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ascertain.claims.beside import name_ahead, name_behind
from ascertain.claims.frames import Frame, frame_ahead, frame_around, frame_behind, subject_of
from ascertain.claims.lexicon import Lexicon, lexicon
from ascertain.claims.phrases import Phrase, phrase_before
from ascertain.claims.quotations import Quotation, find_quotations, masked
from ascertain.claims.speakers import Speakers
from ascertain.records import Attribution, Entity, Span

UNNAMED = "unnamed"
"""The claimant of what is reported or quoted without a name."""

_OWN_VOICE = Attribution(how="own voice")
_BREAK = re.compile(r"\n\s*\n")
_LINE_BREAK = re.compile(r"\n+")
_DASH_LINE = re.compile(r"\s*[–—―-]\s*(?=\S)")


@dataclass(frozen=True)
class Attributed:
    """A sentence's attribution, and which of its words belong to it."""

    attribution: Attribution
    """Who makes the claim, and how the text says so."""

    asides: tuple[Span, ...] = ()
    """Words that attribute, and single words the text only sets in quotation marks: no part of what is claimed."""


@dataclass(frozen=True)
class _Quoted:
    quotation: Quotation
    frame: Frame | None
    speaker: Phrase | None = None
    inherited: bool = False


def attribute(body: str, sentences: Sequence[Span], language: str, entities: Sequence[Entity] = ()) -> list[Attributed]:
    """Return how each sentence is attributed, in the order given.

    ``sentences`` are spans of ``body`` in reading order; ``entities`` (of the whole body) help to tell
    who is named. A claimant is the fullest name the body has for the speaker; a pronoun is resolved
    only when nobody else was named in between, and is else kept in the cue ("she said"); what is
    reported without a name has the claimant ``unnamed``, and the article's own voice has none.
    """
    words = lexicon(language)
    quotations = [q for q in [*find_quotations(body), *_dash_lines(body, words)] if q.depth == 0]
    quotations.sort(key=lambda q: q.span.start)
    text = masked(body, quotations)
    quoted = _with_frames(body, text, quotations, words)
    around = [frame_around(text, span.start, span.end, words) for span in sentences]
    speakers = Speakers(words, body)
    frames = [*(q.frame for q in quoted if q.frame and not q.inherited), *around]
    speakers.read(entities, [frame.speaker for frame in frames if frame is not None and frame.speaker is not None])
    return _decide(text, sentences, quoted, around, speakers)


def _decide(
    text: str, sentences: Sequence[Span], quoted: list[_Quoted], around: list[Frame | None], speakers: Speakers
) -> list[Attributed]:
    resolved: dict[int, Phrase] = {}  # by where a frame stands: each is resolved once, in reading order
    found = []
    for span, reported in zip(sentences, around, strict=True):
        here = [q for q in quoted if q.quotation.span.start < span.end and q.quotation.span.end > span.start]
        how, frame = _how(here, reported, span, text, speakers.body)
        if how == "own voice":
            found.append(Attributed(_OWN_VOICE, tuple(item.quotation.span for item in here)))
            continue
        speaker = None
        if frame is not None and frame.speaker is not None:
            if frame.start not in resolved:
                resolved[frame.start] = _resolve(frame.speaker, frame.start, span, text, speakers)
            speaker = resolved[frame.start]
            if speaker.name.casefold() in speakers.words.pronouns:
                # A pronoun that is not sure to mean anybody is no name: it stays beside the verb.
                parts = (speaker.name, frame.cue) if speaker.start == frame.start else (frame.cue, speaker.name)
                frame, speaker = replace(frame, cue=" ".join(parts)), None
            else:
                speaker = replace(speaker, name=_mid_sentence(speaker.name, speakers))
        asides = (
            _outside(here, span)
            if how == "direct quotation"
            else ((Span(start=frame.start, end=frame.end),) if frame else ())
        )
        found.append(Attributed(_attribution(how, frame, speaker), asides))
    return found


def _resolve(speaker: Phrase, at: int, span: Span, text: str, speakers: Speakers) -> Phrase:
    """Return whom the phrase means; "it" in "who, it says, rebuilt" is the subject of the sentence."""
    words = speakers.words
    low = speaker.name.casefold()
    if low in words.pronouns and low not in words.person_pronouns:
        relative = re.search(r"(\w+),\s*$", text[span.start : at]) if span.start < at else None
        if relative is not None and relative.group(1).casefold() in words.relative:
            subject = subject_of(text, span.start, at, words)
            return speakers.resolve(subject) if subject is not None else speaker
    return speakers.resolve(speaker)


def _mid_sentence(name: str, speakers: Speakers) -> str:
    """Return the name as it stands inside a sentence: "the ministry", but "The Hague Courier"."""
    first, _, rest = name.partition(" ")
    if not rest or not first[:1].isupper() or first.casefold() not in speakers.words.articles:
        return name
    lower = f"{first.casefold()} {rest}"
    return lower if rest[:1].islower() or lower in speakers.body else name


def _how(here: list[_Quoted], reported: Frame | None, span: Span, text: str, body: str) -> tuple[str, Frame | None]:
    main = _main(here, span)
    frame = main.frame if main is not None else None
    if main is not None and frame is not None and frame.adjacent:
        return "direct quotation", frame
    if main is not None and _fills(span, text) and (frame is None or main.inherited):
        return "direct quotation", frame
    frame = reported or frame
    if frame is None:
        return ("direct quotation" if any(_set_off(q.quotation, span, text, body) for q in here) else "own voice"), None
    return "partial quotation" if here else "reported speech", frame


def _set_off(quotation: Quotation, span: Span, text: str, body: str) -> bool:
    """Whether somebody speaks although nobody is named: behind a colon, or first in the sentence and before a comma."""
    start = quotation.span.start
    if start >= span.start and text[span.start : start].rstrip().endswith((":", "：")):
        return True
    return _opens_with_comma(quotation, text[span.start : start], text, body)


def _opens_with_comma(quotation: Quotation, lead: str, text: str, body: str) -> bool:
    """Whether the quotation opens its sentence and closes with a comma; one or two words may be a title."""
    comma = quotation.inner.of(body).endswith((",", "，")) or text[quotation.span.end :].lstrip()[:1] in {",", "，"}
    long = len(re.findall(r"\w+", quotation.inner.of(body))) > 2
    return comma and long and not any(character.isalnum() or character == "\ufffc" for character in lead)


def _outside(here: list[_Quoted], span: Span) -> tuple[Span, ...]:
    """Return what of a sentence stands outside its quotations."""
    edges = [span.start]
    for item in here:
        edges += [max(span.start, item.quotation.span.start), min(span.end, item.quotation.span.end)]
    edges.append(span.end)
    return tuple(Span(start=a, end=b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b)


def _attribution(how: str, frame: Frame | None, speaker: Phrase | None) -> Attribution:
    return Attribution.model_validate(
        {
            "how": how,
            "claimant": speaker.name if speaker is not None else UNNAMED,
            "office": speaker.office if speaker is not None else "",
            "cue": " ".join(frame.cue.split()) if frame is not None else "",
            "span": Span(start=speaker.start, end=speaker.end) if speaker is not None else None,
        }
    )


def _main(here: list[_Quoted], span: Span) -> _Quoted | None:
    """Return the quotation that takes up most of the sentence, one with a frame before one without."""
    if not here:
        return None

    def overlap(item: _Quoted) -> int:
        inner = item.quotation.span
        return min(inner.end, span.end) - max(inner.start, span.start)

    direct = [item for item in here if item.frame is not None and item.frame.adjacent]
    return max(direct or here, key=overlap)


def _fills(span: Span, text: str) -> bool:
    """Whether nothing but quotations stands in the sentence."""
    return not any(character.isalnum() for character in text[span.start : span.end].replace("\ufffc", ""))


def _with_frames(body: str, text: str, quotations: list[Quotation], words: Lexicon) -> list[_Quoted]:
    """Return each quotation with the frame beside it, or the one it shares with its neighbours."""
    found: list[_Quoted] = []
    for number, quotation in enumerate(quotations):
        before = quotations[number - 1].span.end if number else 0
        after = quotations[number + 1].span.start if number + 1 < len(quotations) else len(text)
        floor = max(before, _paragraph_start(body, quotation.span.start))
        limit = min(after, _paragraph_end(body, quotation.span.end))
        found.append(_Quoted(quotation, _frame(text, quotation, floor, limit, body, words)))
    return _shared(text, body, found)


def _frame(text: str, quotation: Quotation, floor: int, limit: int, body: str, words: Lexicon) -> Frame | None:
    inner = quotation.inner.of(body)
    closes = inner.rstrip("’”\"'»").endswith(".") or text[quotation.span.end : quotation.span.end + 1] == "."
    behind = frame_behind(text, quotation.span.end, limit, closes, words)
    ahead = frame_ahead(text, floor, quotation.span.start, words)
    if behind is not None and behind.speaker is None and ahead is None and not words.spaced:
        # Japanese: the speaker opens the sentence and the verb closes it.
        from_start = _subject_ahead(text, floor, quotation.span.start, words)
        return replace(behind, speaker=from_start) if from_start is not None else behind
    if behind is not None and behind.speaker is None:
        subject = _subject_ahead(text, floor, quotation.span.start, words)
        if subject is not None:
            return replace(behind, speaker=subject)
        return ahead or behind
    if ahead is not None and ahead.adjacent:
        return ahead
    if behind is None and ahead is None and words.spaced:
        lead = re.split(r"[.!?…]\s+|\n", text[floor : quotation.span.start])[-1]
        comma = _opens_with_comma(quotation, lead, text, body)
        ahead = name_ahead(text, quotation.span.start - len(lead), quotation.span.start, words)
        behind = name_behind(text, quotation.span.end, limit, comma, words) if ahead is None else None
    if behind is not None and _words_ahead(text, floor, quotation.span.start) > 1:
        # "The plan is “almost finished”, said Ana Ruiz.": only a part of what she said is quoted.
        return replace(behind, adjacent=False)
    return behind or ahead


def _words_ahead(text: str, floor: int, start: int) -> int:
    """Return how many words of the quotation's sentence stand in front of it."""
    sentence = re.split(r"[.!?…:]\s+|\n\s*\n", text[floor:start])[-1]
    return len(re.findall(r"\w+", sentence))


def _subject_ahead(text: str, floor: int, start: int, words: Lexicon) -> Phrase | None:
    end = start
    while end > floor and text[end - 1] in " ,:：，、":
        end -= 1
    return phrase_before(text, start if words.subject else end, floor, words)


def _shared(text: str, body: str, found: list[_Quoted]) -> list[_Quoted]:
    """Give a quotation without a frame the frame of the quotation it goes on from."""
    result = list(found)
    for number, item in enumerate(result):
        if item.frame is not None or number == 0:
            continue
        previous = result[number - 1]
        if previous.frame is None:
            continue
        between = text[previous.quotation.span.end : item.quotation.span.start]
        paragraphs = len(_BREAK.findall(between))
        rest = between[max(0, previous.frame.end - previous.quotation.span.end) :]
        goes_on = item.quotation.continued or _alone(text, body, item.quotation)
        if (paragraphs == 0 and goes_on and not _another_sentence(rest)) or (
            paragraphs == 1 and goes_on and not _another_sentence(_BREAK.split(rest)[0]) and previous.frame.adjacent
        ):
            result[number] = replace(item, frame=previous.frame, inherited=True)
    for number in range(len(result) - 2, -1, -1):
        item, following = result[number], result[number + 1]
        if item.frame is None and following.frame is not None and following.frame.adjacent and not following.inherited:
            between = text[item.quotation.span.end : following.quotation.span.start]
            alone = _alone(text, body, item.quotation) and not between.strip() and not _BREAK.search(between)
            if item.quotation.continues or alone:
                result[number] = replace(item, frame=following.frame, inherited=True)
    return result


def _alone(text: str, body: str, quotation: Quotation) -> bool:
    """Whether the quotation stands as a sentence, with no words of the text before or behind it."""
    ahead = text[: quotation.span.start].rstrip(" \t\u00a0")
    after = text[quotation.span.end :]
    behind = after.lstrip(" \t\u00a0.!?…。")
    closed = quotation.inner.of(body).rstrip("’”\"'»").endswith((".", "!", "?", "…")) or after[:1] in {
        ".",
        "!",
        "?",
        "…",
    }
    starts = not ahead or ahead[-1] in ".!?…\n\ufffc"
    return starts and (not behind or behind[0] in "\n\ufffc" or (closed and behind[0].isupper()))


def _another_sentence(between: str) -> bool:
    """Whether words of a further sentence stand between: the speaker may have changed."""
    return re.search(r"[.!?…]\s+\w", between) is not None


def _paragraph_start(body: str, at: int) -> int:
    return max((match.end() for match in _BREAK.finditer(body, 0, at)), default=0)


def _paragraph_end(body: str, at: int) -> int:
    match = _BREAK.search(body, at)
    return match.start() if match else len(body)


def _dash_lines(body: str, words: Lexicon) -> list[Quotation]:
    """Return what is spoken in lines that open with a dash: Polish, Russian and French dialogue.

    Only lines with a further dash and a verb of saying count; "– text – said X. – text".
    """
    cue = words.pattern("say", "say_that")
    found = []
    start = 0
    for edge in [*(match.span() for match in _LINE_BREAK.finditer(body)), (len(body), len(body))]:
        opening = _DASH_LINE.match(body, start, edge[0])
        if opening is not None:
            dashes = [match.start() for match in re.finditer(r"(?<=\s)[–—―-](?=\s?\S)", body[start : edge[0]])]
            begin = opening.end()
            for dash in (start + position for position in dashes):
                if dash < begin:
                    continue
                if begin >= 0 and cue.match(body, dash + 1 + (body[dash + 1] == " "), edge[0]):
                    end = len(body[:dash].rstrip())
                    found.append(Quotation(Span(start=begin, end=end), Span(start=begin, end=end), 0))
                    begin = edge[0] + 1
                elif begin > edge[0] and re.match(r"[–—―-]\s*[^\W\d_]", body[dash : dash + 4]):
                    begin = dash + 1 + (body[dash + 1] == " ")
            if found and found[-1].span.start >= start and begin < edge[0]:
                end = len(body[: edge[0]].rstrip())
                found.append(Quotation(Span(start=begin, end=end), Span(start=begin, end=end), 0))
        start = edge[1]
    return found
