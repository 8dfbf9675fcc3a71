"""Speakers: the fullest name a document gives somebody, and whom a pronoun means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ascertain.claims.lexicon import Lexicon
from ascertain.claims.phrases import Phrase
from ascertain.records import Entity

_CASE_ENDINGS = frozenset({"ru", "uk", "pl"})
_CAPITALISED = re.compile(
    r"(?<![\w’'])(?!\d)[^\W\d_a-zß-öø-ÿа-яё][\w’'-]*(?:[ \u00a0]+[^\W\d_a-zß-öø-ÿа-яё][\w’'.-]*)*"
)
_ACRONYM = re.compile(
    r"((?:[A-Z][\w’'-]+\s+(?:(?:of|for|the|and|de|la|del|des|du|der|für|et|y|e)\s+)*){1,7}[A-Z]?[\w’'-]*?)\s*\(([A-Z]{2,8})\)"
)


@dataclass
class Speakers:
    """Whom a document names, filled while it is read from beginning to end."""

    words: Lexicon
    body: str
    people: list[tuple[int, str]] = field(default_factory=list)
    """Where each person is named, and how."""

    offices: dict[str, str] = field(default_factory=dict)
    """Office of each full name, as the text gave it first."""

    last: Phrase | None = None
    """The last named speaker."""

    _full: dict[str, set[str]] = field(default_factory=dict)
    _acronyms: dict[str, str] = field(default_factory=dict)

    def read(self, entities: Iterable[Entity], phrases: Iterable[Phrase]) -> None:
        """Take in the people and organisations named in the document."""
        names = [(e.span.start, e.text) for e in entities if e.kind in {"person", "name"}]
        self.people = sorted((e.span.start, e.text) for e in entities if e.kind == "person")
        for phrase in phrases:
            if phrase.name[:1].isupper() and len(phrase.name.split()) > 1:
                names.append((phrase.start, phrase.name))
                if phrase.office:
                    self.offices.setdefault(phrase.name, phrase.office)
        for start, name in sorted(names):
            if len(name.split()) > 2 and self.body[:start].endswith(" of "):
                name = name.partition(" ")[2]  # "Secretary of State Ana Ruiz" is not called State
            parts = [part for part in name.split() if part.casefold().rstrip(".") not in self.words.honorifics]
            while len(parts) > 1 and parts[0].casefold() in self.words.titles:
                parts = parts[1:]
            if 2 <= len(parts) <= 5 and all(part[:1].isupper() for part in (parts[0], parts[-1])):
                full = re.sub(r"[’']s$", "", " ".join(parts))
                for part in {parts[0], re.sub(r"[’']s$", "", parts[-1])}:
                    self._full.setdefault(part.casefold(), set()).add(full)
        for match in _ACRONYM.finditer(self.body):
            name = re.sub(r"^The\s+", "", match.group(1).strip())
            if "".join(word[0] for word in name.split() if word[0].isupper()) == match.group(2):
                self._acronyms.setdefault(match.group(2), name)

    def resolve(self, phrase: Phrase) -> Phrase:
        """Return the phrase with the fullest name the document has for it, and the office it gave.

        A pronoun becomes the last named speaker when nobody else was named since; otherwise it stays.
        """
        if phrase.name.casefold() in self.words.pronouns:
            return self._pronoun(phrase)
        name = re.sub(r"[’']s$", "", phrase.name.strip())
        name = self._acronyms.get(name, self._fullest(name))
        if name == phrase.name and phrase.name.split()[0].casefold() in self.words.articles:
            name = self._by_office(phrase) or name
        office = phrase.office or self.offices.get(name, "")
        if phrase.office:
            self.offices.setdefault(name, phrase.office)
        resolved = Phrase(phrase.start, phrase.end, name, office)
        self.last = resolved
        return resolved

    def _fullest(self, name: str) -> str:
        if " " in name or not name[:1].isupper():
            if self.words.language in _CASE_ENDINGS and " " in name:
                return self._nominative(name)
            return name
        candidates = self._full.get(name.casefold(), set())
        if not candidates and self.words.language in _CASE_ENDINGS:
            candidates = {
                full for key, fulls in self._full.items() if _same_stem(key, name.casefold()) for full in fulls
            }
        return self._one(candidates) or name

    def _nominative(self, name: str) -> str:
        """Return the form of a declined name that stands first in the document: Ивана Петрова, Иван Петров."""
        parts = name.split()
        candidates = {full for fulls in self._full.values() for full in fulls}
        same = [
            full
            for full in candidates
            if len(full.split()) == len(parts)
            and all(_same_stem(a.casefold(), b.casefold()) for a, b in zip(full.split(), parts, strict=True))
        ]
        return min(same, key=lambda full: (self.body.find(full), full)) if same else name

    def _one(self, candidates: set[str]) -> str:
        """Return the longest of several names when the others are parts of it, else nothing."""
        if not candidates:
            return ""
        longest = max(candidates, key=lambda full: (len(full), full))
        fits = all(set(other.split()) <= set(longest.split()) for other in candidates)
        if fits:
            return longest
        if self.words.language in _CASE_ENDINGS:
            first = min(candidates, key=lambda full: (self.body.find(full), full))
            if all(
                len(o.split()) == len(first.split())
                and all(_same_stem(a.casefold(), b.casefold()) for a, b in zip(o.split(), first.split(), strict=True))
                for o in candidates
            ):
                return first
        return ""

    def _by_office(self, phrase: Phrase) -> str:
        """Return the only person whose office ends with the title: "the minister"."""
        title = phrase.name.split()[-1].casefold()
        if title not in self.words.titles or len(phrase.name.split()) > 2:
            return ""
        holders = {
            name
            for name, office in self.offices.items()
            if title in re.findall(r"\w+", office.casefold()) and self.body.find(name) < phrase.start
        }
        return holders.pop() if len(holders) == 1 else ""

    def _pronoun(self, phrase: Phrase) -> Phrase:
        before = self.last
        if before is None or before.start > phrase.start or not before.name[:1].isupper():
            return phrase
        if self.body.count("\n\n", before.start, phrase.start) > 1:
            return phrase
        parts = set(before.name.split())
        others = {name for at, name in self.people if before.end <= at < phrase.start and not set(name.split()) & parts}
        if others or self._named_between(before, phrase.start):
            return phrase
        if phrase.name.casefold() == "it" and before.name in {name for _, name in self.people}:
            return phrase
        return Phrase(phrase.start, phrase.end, before.name, before.office)

    def _named_between(self, before: Phrase, end: int) -> bool:
        """Whether any other name stands between: two capitalised words, or one word of a name the document has."""
        begin = before.end
        if before.office and self.body[begin:].lstrip(", ").startswith(before.office):
            begin = self.body.index(before.office, begin) + len(before.office)
        own = {part.casefold() for part in before.name.split()}
        for match in _CAPITALISED.finditer(self.body, begin, end):
            parts = [re.sub(r"[’']s$", "", part).casefold() for part in match.group().split()]
            while parts and parts[0] in (*self.words.stop_words, *self.words.articles):
                parts = parts[1:]
            if own & set(parts) or not match.group()[:1].isupper():
                continue
            if (len(parts) > 1 and all(part[:1].isupper() for part in match.group().split())) or any(
                part in self._full for part in parts
            ):
                return True
        return False


def _same_stem(a: str, b: str) -> bool:
    """Whether two declined forms may be one name: they differ in at most three last letters."""
    shared = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        shared += 1
    return shared >= 3 and max(len(a), len(b)) - shared <= 3
