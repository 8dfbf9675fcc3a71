"""The words that attribute, ask, predict and judge, in each language (``lexicon.json``)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

_UNSPACED = frozenset({"zh", "ja"})
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True)
class Lexicon:
    """The words of one language; every field is a list of words or phrases in lower case."""

    language: str
    """BCP-47 primary tag."""

    say: tuple[str, ...] = ()
    """Verbs that attribute by themselves: ``said``."""

    say_that: tuple[str, ...] = ()
    """Verbs that attribute beside quotation marks or before ``that``: ``reported``."""

    plural_verbs: tuple[str, ...] = ()
    """Forms that are verbs only behind a plural subject, else nouns: officials *report*, the Times *report*."""

    plural_nouns: tuple[str, ...] = ()
    """Plural subjects that do not end in s: ``police``."""

    clause_verbs: tuple[str, ...] = ()
    """Those of them that attribute without ``that`` when a clause follows."""

    finite: tuple[str, ...] = ()
    """Verb forms that show that a clause follows."""

    that: tuple[str, ...] = ()
    """What opens reported speech behind a verb."""

    according: tuple[str, ...] = ()
    """Phrases in front of the speaker: ``according to``."""

    according_behind: tuple[str, ...] = ()
    """Words in front of the speaker that count only behind a quotation and its comma: German ``so``."""

    according_after: tuple[str, ...] = ()
    """Phrases behind the speaker: German ``zufolge``, Korean ``에 따르면``."""

    according_ends: tuple[str, ...] = ()
    """Words that end a speaker named behind ``according`` where no space or comma does (Chinese)."""

    not_sources: tuple[str, ...] = ()
    """What may stand behind ``according`` and says nothing: according to *plan*."""

    passive: tuple[str, ...] = ()
    """Participles with the word for the agent: ``confirmed by``."""

    hearsay: tuple[str, ...] = ()
    """Words that report without naming who says it: ``reportedly``."""

    subject: tuple[str, ...] = ()
    """Particles behind a subject: Japanese は, Hindi ने."""

    statement: tuple[str, ...] = ()
    """Nouns for what is said: ``statement``."""

    tellings: tuple[str, ...] = ()
    """Nouns for what somebody tells, which do not speak themselves: the *account* of officials."""

    statement_verbs: tuple[str, ...] = ()
    """Verbs between a work and the statement it carries: ``begins with``."""

    source_words: tuple[str, ...] = ()
    """Words between such a noun and its source: ``from`` officials."""

    pronouns: tuple[str, ...] = ()
    """Pronouns for a speaker in the third person."""

    person_pronouns: tuple[str, ...] = ()
    """Those of the pronouns that mean one person."""

    articles: tuple[str, ...] = ()
    """Words that open a noun phrase."""

    stops: tuple[str, ...] = ()
    """Words a speaker's name or description never runs across."""

    joins: tuple[str, ...] = ()
    """Small words allowed inside a name: ``of``, ``van``."""

    conjunctions: tuple[str, ...] = ()
    """Words for *and*."""

    attaching: tuple[str, ...] = ()
    """Prepositions that attach to a speaker's description: head *of* the agency, officials *at* the port."""

    loose: tuple[str, ...] = ()
    """Those of them that behind a speaker rather begin the time or place of speaking: said Ruiz *in* Lima."""

    attaching_phrases: tuple[str, ...] = ()
    """Words that do the same inside a subject: a source *familiar with* the talks, a study *on* prices."""

    denying: tuple[str, ...] = ()
    """Negations before a verb of saying: what somebody did *not* say is not attributed."""

    relative: tuple[str, ...] = ()
    """Relative pronouns for a speaker."""

    aux: tuple[str, ...] = ()
    """Words that may stand between a speaker and the verb: ``has``, ``later``."""

    adverb_endings: tuple[str, ...] = ()
    """Endings of adverbs, which may stand there too: ``ly``."""

    not_adverbs: tuple[str, ...] = ()
    """Nouns with such an ending: ``family``."""

    titles: tuple[str, ...] = ()
    """Offices that stand before a name."""

    honorifics: tuple[str, ...] = ()
    """Forms of address that are no office: ``Mr``."""

    asides: tuple[str, ...] = ()
    """Phrases on the occasion, which are no part of a speaker's description."""

    question: tuple[str, ...] = ()
    """Interrogatives."""

    asks: tuple[str, ...] = ()
    """Regular expressions for questions without a question mark."""

    future: tuple[str, ...] = ()
    """Words that speak of what is to come."""

    reported_future: tuple[str, ...] = ()
    """Words that do so in reported speech only: ``would``."""

    not_future: tuple[str, ...] = ()
    """Phrases that hold such a word and do not speak of the future: ``would have``."""

    subordinators: tuple[str, ...] = ()
    """Words that open a subordinate clause."""

    opinion: tuple[str, ...] = ()
    """Belief, obligation and hedges: ``I think``, ``should``, ``probably``."""

    exclamations: tuple[str, ...] = ()
    """Openings of exclamations, which count only at the beginning: ``what a``."""

    evaluative: tuple[str, ...] = ()
    """Judgements, which count only behind a form of ``be``."""

    be: tuple[str, ...] = ()
    """Forms of *be*."""

    comparative: tuple[str, ...] = ()
    """Comparisons and absolutes."""

    past: tuple[str, ...] = ()
    """Frequent words in the past tense."""

    first_person: tuple[str, ...] = ()
    """I, we and their forms."""

    second_person: tuple[str, ...] = ()
    """You and its forms."""

    _patterns: dict[str, re.Pattern[str]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def spaced(self) -> bool:
        """Whether the language puts spaces between words."""
        return self.language not in _UNSPACED

    def pattern(self, *names: str) -> re.Pattern[str]:
        """Return an expression that finds the words of the named fields, longest first, whole words only."""
        key = "+".join(names)
        if key not in self._patterns:
            words = tuple(word for name in names for word in getattr(self, name))
            # Korean hangs endings on words, and postpositions on names; Chinese and Japanese do not part words.
            start = self.spaced and not (self.language == "ko" and names == ("according_after",))
            self._patterns[key] = _compiled(words, start=start, end=self.spaced and self.language != "ko")
        return self._patterns[key]

    @cached_property
    def asking(self) -> re.Pattern[str]:
        """The expression that finds a question without its mark."""
        return re.compile("|".join(self.asks), re.IGNORECASE) if self.asks else _NEVER

    @cached_property
    def stop_words(self) -> frozenset[str]:
        """The single words that end a noun phrase."""
        return frozenset(word for word in self.stops if " " not in word)


_LETTER = r"\w\u0300-\u036f\u064b-\u0652\u0900-\u0963"  # with the vowel signs of Arabic and Devanagari


def _compiled(words: tuple[str, ...], *, start: bool, end: bool) -> re.Pattern[str]:
    if not words:
        return _NEVER
    # A clitic such as ’ll hangs on the word before it; the Arabic preposition ل on the word behind it.
    groups: dict[tuple[bool, bool], list[str]] = {}
    for word in sorted(set(words), key=lambda w: (-len(w), w)):
        groups.setdefault((start and word[0].isalnum(), end and not word.endswith(" ل")), []).append(word)
    parts = []
    for (fenced_before, fenced_behind), members in groups.items():
        before = rf"(?<![{_LETTER}’'-])" if fenced_before else ""
        behind = rf"(?![{_LETTER}]|-(?!t?-?[ie]))" if fenced_behind else ""
        parts.append(f"{before}{_trie(members)}{behind}")
    return re.compile("|".join(parts), re.IGNORECASE)


def _trie(words: list[str]) -> str:
    """Return an expression for the words that shares their beginnings and prefers the longest.

    Hundreds of alternatives tried one by one at each character made a sentence cost a millisecond.
    """
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _expression(root)


def _expression(node: dict[str, Any]) -> str:
    branches = [
        (r"\s+" if character == " " else re.escape(character)) + _expression(below)
        for character, below in sorted(node.items())
        if character
    ]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{joined})?" if "" in node else joined


@cache
def lexicon(language: str) -> Lexicon:
    """Return the words of a language (a BCP-47 primary tag); a language without a list has empty fields."""
    words = _all().get(language, {})
    fields_given: dict[str, Any] = {name: tuple(items) for name, items in words.items()}
    return Lexicon(language, **fields_given)


def languages() -> tuple[str, ...]:
    """Return the languages that have a list, sorted."""
    return tuple(sorted(_all()))


@cache
def _all() -> dict[str, dict[str, list[str]]]:
    text = files("ascertain.claims").joinpath("lexicon.json").read_text(encoding="utf-8")
    content: dict[str, dict[str, list[str]]] = json.loads(text)
    known = {item.name for item in fields(Lexicon)}
    for language, words in content.items():
        unknown = set(words) - known
        if unknown:
            raise ValueError(f"lexicon.json: {language} has unknown lists {sorted(unknown)}")
    return content
