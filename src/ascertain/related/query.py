"""What is looked for: a claim as it stands, or the claim inside a post, without what only posts have."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from ascertain.text import clean, content_words, detect_language, find_dates, find_entities, sentences

LONGEST = 5
"""Sentences of a post that are searched with."""

_EMOJI = (
    "\u20e3\u231a\u231b\u23e9-\u23fa\u25aa-\u25fe\u2600-\u27bf\u2934\u2935\u2b05-\u2b55\ufe0e\ufe0f"
    "\U0001f000-\U0001f02f\U0001f0a0-\U0001f0ff\U0001f170-\U0001f251\U0001f300-\U0001faff\U000e0020-\U000e007f"
)
_LINK = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/|\b(?:t\.co|bit\.ly|youtu\.be|t\.me)/)[^\s<>\"“”]+", re.I)
_SIGNED = re.compile(r"[—–-]\s*(?P<name>[^—\n@]{1,60}?)\s*\((?P<handle>@\w{1,30})\)\s*(?P<day>[^\n]{6,30})?\s*$", re.I)
_SHARED = re.compile(r"^\s*(?:RT|MT)\b(?::\s*|\s*@\w+:?\s*)|\bvia\s+@\w+\s*$", re.I)
_REPLY = re.compile(r"^(?:\s*\.?\s*@\w+)+(?=\s)")
_MENTIONS = re.compile(r"(?:(?<![\w@])@\w{2,30}[\s,]*){2,}")
_MENTION = re.compile(r"(?<![\w@])@(\w{2,30})")
_HASHTAG = re.compile(r"#([^\W_][\w-]{0,80}|_\w{1,80})")
_LAST_TAGS = re.compile(r"(?:\s*#[\w-]+)+\s*$")
_EMOJIS = re.compile(f"(?:[{_EMOJI}]\u200d?)+")
_HUMPS = re.compile(
    r"(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][^\W\d_A-Z])|(?<=[^\W\d_])(?=\d{2,})|(?<=\d)(?=[^\W\d_]{3})|_+"
)
_REPEATED = re.compile(r"([!?.…])[!?.…]+|([!?])+")
_HYPHENATED = re.compile(r"([^\W\d_])-\n([^\W\d_])")
_WRAPPED = re.compile(r"(?<=[^\s.!?:;…])\n(?=[^\W\d_A-Z])")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_CALL = re.compile(
    r"(?:please\s+)?(?:share|retweet|rt|watch|look|read|follow|subscribe|breaking|urgent|thread|wow|omg|unbelievable|"
    r"spread the word|pass (?:this|it) on|let that sink in|wake up|compartid?|comparte|difunde|teilen|bitte teilen|"
    r"partage[zr]?|condivid\w+|compartilh\w+|репост|распространите|поделитесь)\b",
    re.I,
)


@dataclass(frozen=True)
class Query:
    """A claim to look for: its words, their language, and the day it was published where known."""

    text: str
    language: str = ""
    published: date | None = None


@dataclass(frozen=True)
class Understood:
    """What is searched with, and how it came from what was asked."""

    asked: str
    """The text as it was given."""

    text: str
    """The text that is searched with."""

    language: str
    """BCP-47 tag, or empty."""

    published: date | None = None
    """The day of the query, or the day a post's signature states."""

    author: str = ""
    """Who a post's signature names."""

    tags: tuple[str, ...] = ()
    """Hashtags that stood outside the sentences, as words."""

    steps: tuple[str, ...] = ()
    """What was done, in words; empty when the text was taken as it stands."""

    @property
    def parts(self) -> tuple[str, ...]:
        """The sentences of the text when it has several, at most :data:`LONGEST`."""
        found = [span.of(self.text) for span in sentences(self.text, self.language)]
        return tuple(found[:LONGEST]) if len(found) > 1 else ()

    @property
    def words(self) -> str:
        """The text with the tags and the author's name, which are no part of a sentence."""
        return " ".join(part for part in (self.text, *self.tags, self.author) if part)


def understand(query: Query) -> Understood:
    """Return what to search with; a text that does not look like a post is only cleaned; pure.

    From posts go links, mentions, emoji, "RT", signatures and hashtag marks; hashtags and handles are
    split into words, capitals are brought to ordinary case, lines that a narrow column broke are joined,
    and sentences that claim nothing ("Share this!") are left out.
    """
    asked = unicodedata.normalize("NFKC", query.text) if _styled(query.text) else query.text
    asked = html.unescape(asked)
    text = clean(_EMOJIS.sub(" ", asked))
    steps: list[str] = []
    if text != clean(asked):
        steps.append("emoji left out")
    found = Understood(query.text, text, query.language, query.published)
    found, text = _without_signature(found, text, steps)
    text, tags = _without_marks(text, steps)
    text = _lines_joined(text, steps)
    language = query.language or detect_language(text)
    text = _ordinary_case(text, language, steps)
    if steps or len(text) > 400:
        text = _claiming(text, language, steps)
    return replace(found, text=text, language=language, tags=tuple(tags), steps=tuple(steps))


def _styled(text: str) -> bool:
    """Tell whether letters are dressed up as mathematical or full-width signs."""
    return sum("\U0001d400" <= c <= "\U0001d7ff" or "\uff21" <= c <= "\uff5a" for c in text) >= 3


def _without_signature(found: Understood, text: str, steps: list[str]) -> tuple[Understood, str]:
    """Take off the line an embedded post ends with: “— Name (@handle) March 3, 2026”."""
    signed = _SIGNED.search(text)
    if signed is None:
        return found, text
    name = signed["name"].strip()
    day = next((d for d in find_dates(signed["day"] or "", "en", None) if d.first and d.first == d.last), None)
    steps.append(f"signature of {name} taken off" + (f", posted on {day.first}" if day else ""))
    published = found.published or (day.first if day else None)
    return replace(found, author=name, published=published), text[: signed.start()].rstrip()


def _without_marks(text: str, steps: list[str]) -> tuple[str, list[str]]:
    for pattern, to, said in (
        (_LINK, " ", "links left out"),
        (_SHARED, " ", "“RT” or “via” left out"),
        (_REPLY, " ", "names replied to left out"),
    ):
        text = _stepped(pattern, to, text, said, steps)
    tags: list[str] = []
    last = _LAST_TAGS.search(text)
    if last is not None and _outside(text, last):
        tags = [split_words(tag) for tag in _HASHTAG.findall(last.group())]
        text = text[: last.start()]
        steps.append("hashtags at the end read as words: " + ", ".join(tags))
    text = _stepped(_HASHTAG, lambda m: split_words(m[1]), text, "hashtags read as words", steps)
    text = _stepped(_MENTIONS, lambda m: _names(m.group()), text, "lists of mentions left out", steps)
    text = _stepped(_MENTION, lambda m: split_words(m[1]), text, "mentions read as names", steps)
    text = _REPEATED.sub(lambda m: m[1] or m[2], text)
    return clean(text), tags


def _stepped(
    pattern: re.Pattern[str], to: str | Callable[[re.Match[str]], str], text: str, said: str, steps: list[str]
) -> str:
    text, times = pattern.subn(to, text)
    if times:
        steps.append(said)
    return text


def split_words(joined: str) -> str:
    """Return the words of a hashtag or handle: ``DefundTheBBC`` is ``Defund The BBC``; pure."""
    return " ".join(_HUMPS.sub(" ", joined.replace("-", " ")).split())


def _outside(text: str, last: re.Match[str]) -> bool:
    """Tell whether the hashtags at the end are no part of the last sentence, as the one in “flood in #Oklahoma” is."""
    before = text[: last.start()].rstrip()
    return bool(_LETTERS.search(before)) and (last.group().count("#") > 1 or before[-1] in '.!?…:;)”"\n')


def _names(mentions: str) -> str:
    """Return the handles that are names of several words (``JaneDoe``, ``jane_doe``); of a list, others say nothing."""
    names = [split_words(handle) for handle in _MENTION.findall(mentions)]
    return " " + ", ".join(name for name in names if " " in name) + " "


def _lines_joined(text: str, steps: list[str]) -> str:
    """Join the lines of recognised or wrapped text: at hyphens, and where the next line goes on in lower case."""
    joined = _WRAPPED.sub(" ", _HYPHENATED.sub(r"\1\2", text))
    if joined != text:
        steps.append("broken lines joined")
    return joined


def _ordinary_case(text: str, language: str, steps: list[str]) -> str:
    """Bring sentences in capitals to lower case; known names keep their first letters."""
    out, end, changed = [], 0, False
    for span in sentences(text, language):
        sentence = span.of(text)
        out.append(text[end : span.start])
        end = span.end
        if _shouted(sentence):
            sentence, changed = _lowered(sentence, language), True
        out.append(sentence)
    if changed:
        steps.append("capitals brought to ordinary case")
        return "".join(out) + text[end:]
    return text


def _shouted(sentence: str) -> bool:
    found = [word for word in _LETTERS.findall(sentence) if word.lower() != word.upper()]
    return len(found) >= 4 and sum(word.isupper() for word in found) >= 0.7 * len(found)


def _lowered(sentence: str, language: str) -> str:
    names = find_entities(sentence, language)
    low = sentence.lower()
    if len(low) != len(sentence):
        return low
    letters = list(low)
    for name in names:
        start, end = name.span.start, name.span.end
        letters[start:end] = sentence[start:end] if end - start <= 3 else low[start:end].title()
    first = next((i for i, letter in enumerate(letters) if letter.isalpha()), None)
    if first is not None:
        letters[first] = letters[first].upper()
    return "".join(letters)


def _claiming(text: str, language: str, steps: list[str]) -> str:
    """Leave out sentences that claim nothing; of many, keep those that say most, in their order."""
    found = [span.of(text) for span in sentences(text, language)]
    if len(found) < 2:
        return text
    weights = [_says(sentence, language) for sentence in found]
    kept = sorted(sorted(range(len(found)), key=lambda i: (-weights[i], i))[:LONGEST])
    kept = [i for i in kept if weights[i] > 0]
    if not kept or len(kept) == len(found):
        return text
    steps.append(f"{len(kept)} of {len(found)} sentences searched with")
    return " ".join(found[i] for i in kept)


def _says(sentence: str, language: str) -> float:
    """Return how much a sentence says: content words, names and figures; 0 for calls and very short ones."""
    count = len(content_words(sentence, language))
    if count < 2 or (_CALL.match(sentence.lstrip(" “\"'")) and count < 5):
        return 0.0
    figures = len(re.findall(r"\d+", sentence))
    names = len(find_entities(sentence, language))
    weight = min(count, 15) + 2.0 * min(names, 4) + 1.5 * min(figures, 3)
    return weight * (0.6 if sentence.rstrip().endswith("?") else 1.0)
