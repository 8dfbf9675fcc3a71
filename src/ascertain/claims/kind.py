"""Kinds of sentences: assertion, opinion, question or prediction, with the words that decide."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ascertain.claims.lexicon import Lexicon, lexicon

Kind = Literal["assertion", "opinion", "question", "prediction"]

_MARKS = "?？؟;"  # the last is the Greek question mark
_TRAILING = "\"'”’»“›」』)] \u00a0"
_RELATIVE_CLAUSE = re.compile(
    r",\s+(?:which|who|whose|where|que|qui|quien|che|die|der|das|który|которы\w+|який)\b[^,]*,", re.IGNORECASE
)
_TOKEN = re.compile(r"\w+(?:[’'-]\w+)*")


@dataclass(frozen=True)
class Decision:
    """A kind and the words that decided it; an assertion needs none."""

    kind: Kind
    cue: str = ""


def kind_of(sentence: str, language: str, *, reported: bool = False, voiced: str | None = None) -> Decision:
    """Return what kind of sentence this is.

    ``reported`` says that it reports somebody's words, where "would" speaks of the future.
    ``voiced`` is the sentence with all that is not its own statement blanked, character for character
    (the words that attribute it, scare quotes); marks and cues are looked for there.
    A question shows by its mark or an inverted verb; a prediction by a verb of the future outside
    subordinate clauses; an opinion by belief, obligation, hedges, or a judging word behind a form of *be*.
    The first of these that holds decides.
    """
    words = lexicon(language)
    text = sentence if voiced is None else voiced
    cue = _question(sentence, text, words)
    if cue:
        return Decision("question", cue)
    main = _main_clause(text, words)
    cue = _future(main, words, reported)
    if cue:
        return Decision("prediction", cue)
    cue = _opinion(main, words)
    if cue:
        return Decision("opinion", cue)
    return Decision("assertion")


def _question(sentence: str, text: str, words: Lexicon) -> str:
    ending = sentence.rstrip(_TRAILING + "!")
    # “Is it safe?” asked the mayor: with the words that attribute blanked, the mark comes last.
    spoken = text.rstrip(_TRAILING + ".!,")
    for end in (ending, spoken):
        if end and end[-1] in _MARKS and (end[-1] != ";" or words.language == "el"):
            return end[-1]
    if "؟" in text or "¿" in text:
        return "؟" if "؟" in text else "¿"
    match = words.asking.search(text.strip())
    if match is not None and _leads(text, match.start(), words):
        return match.group().strip(" 。！.")
    first = _TOKEN.search(text)
    bare = text.rstrip(_TRAILING)
    if first is not None and words.spaced and bare and bare[-1].isalnum():
        # A headline has no full stop: "Why the pier was closed".
        opening = words.pattern("question").match(text, first.start())
        if opening is not None:
            return opening.group()
    return ""


def _leads(text: str, at: int, words: Lexicon) -> bool:
    if not words.spaced or words.language == "ko":
        return True
    # The pattern was searched in the stripped text, so an opening question begins at 0 there.
    return not any(character.isalnum() for character in text.strip()[:at])


def _main_clause(text: str, words: Lexicon) -> str:
    """Return the text with an opening subordinate clause and clauses between commas blanked."""
    blanked = _RELATIVE_CLAUSE.sub(lambda match: " " * len(match.group()), text)
    first = _TOKEN.search(blanked)
    if first is not None and words.subordinators:
        opening = words.pattern("subordinators").search(blanked, first.start(), first.start() + 40)
        comma = blanked.find(",", first.start())
        ahead = len(_TOKEN.findall(blanked[first.start() : opening.start()])) if opening else 9
        if opening is not None and ahead <= 3 and opening.start() < comma and _TOKEN.search(blanked, comma):
            blanked = " " * comma + blanked[comma:]
    # "… days before the summit is due to begin": a clause at the end tells when, not what.
    return blanked


def _future(text: str, words: Lexicon, reported: bool) -> str:
    excluded = [match.span() for match in words.pattern("not_future").finditer(text)]
    names = ("future", "reported_future") if reported and words.reported_future else ("future",)
    for match in words.pattern(*names).finditer(text):
        if any(start <= match.start() < end for start, end in excluded):
            continue
        cue = match.group()
        behind = text[match.end() :].lstrip()
        if words.language == "en" and cue.casefold().endswith("going to") and not behind[:1].islower():
            continue
        if words.language == "en" and re.match(r"(?:the|a|an|his|her|their|our|my)\b", behind) and "going" in cue:
            continue
        if (
            words.language == "en"
            and cue.casefold() in {"plan to", "plans to"}
            and not _verb_plan(text, match.start(), words)
        ):
            continue
        if words.language == "en" and cue == "Will" and not re.match(r"[a-z]", behind):
            continue  # a first name
        if _subordinate(text, match.start(), words):
            continue
        if words.language == "de" and cue.casefold() in {"wird", "werden", "werde"} and _passive_german(behind):
            continue
        return cue
    return ""


def _verb_plan(text: str, at: int, words: Lexicon) -> bool:
    """Whether "plans to" is the verb, not the noun of "its five-year plan to"."""
    before = _TOKEN.findall(text[:at])[-1:]
    return bool(before) and (before[0][:1].isupper() or before[0] in words.pronouns or before[0] in words.first_person)


def _subordinate(text: str, at: int, words: Lexicon) -> bool:
    """Whether the cue stands in a clause of time or condition behind the main clause: "before it will…", "if…"."""
    clause = re.split(r"[,;:.–—]", text[:at])[-1]
    openers = [m for m in words.pattern("subordinators").finditer(clause) if m.group().casefold() not in {"as", "with"}]
    return bool(openers) and bool(_TOKEN.search(clause[: openers[0].start()]))


def _passive_german(behind: str) -> bool:
    """Whether "wird" with a participle and no infinitive at the end is the passive of the present."""
    last = re.split(r"[,;.!?]", behind)[0].split()[-1:]
    return bool(last) and re.fullmatch(r"(?:\w*ge\w+(?:t|en)|\w+iert|(?:be|ver|er|ent|zer)\w+t)", last[0]) is not None


def _opinion(text: str, words: Lexicon) -> str:
    """Return the first word that judges, hedges or obliges."""
    cues = [match for match in words.pattern("opinion").finditer(text) if _judges(text, match, words)]
    opening = words.pattern("exclamations").search(text)
    if opening is not None and not text[: opening.start()].strip(' ¡"“«„'):
        return opening.group()
    if words.evaluative and words.be:
        cues += [match for match in words.pattern("evaluative").finditer(text) if _behind_be(text, match, words)]
    return min(cues, key=lambda match: match.start()).group() if cues else ""


def _behind_be(text: str, match: re.Match[str], words: Lexicon) -> bool:
    """Whether a form of *be* stands at most two words before: "is a great shame", not "a great fire"."""
    lead = text[max(0, match.start() - 40) : match.start()]
    verbs = list(words.pattern("be").finditer(lead))
    between = lead[verbs[-1].end() :] if verbs else ""
    return bool(verbs) and len(_TOKEN.findall(between)) <= 2 and re.search(r"[,;.]", between) is None


def _judges(text: str, match: re.Match[str], words: Lexicon) -> bool:
    """Whether "have to" obliges or "appear" hedges: not "appeared in court", "did not have to"."""
    if words.language != "en" or match.group().casefold() not in {"have to", "need to", "appeared", "appear"}:
        return True
    behind = text[match.end() :].lstrip()
    if match.group().casefold().startswith("appear"):
        return re.match(r"(?:to|as if|as though|\w+(?:ed|ing|al|ous|ful|ic|ve|ble|nt))\b", behind) is not None
    return re.search(r"\b(?:did|not|n’t|n't)\s+$", text[: match.start()]) is None
