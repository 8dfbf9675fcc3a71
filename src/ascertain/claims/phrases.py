"""Noun phrases beside a word: who stands before a verb, who stands behind it, and with which office."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from ascertain.claims.lexicon import Lexicon
from ascertain.claims.tokens import ABBREVIATION, Word, breaks, words_of
from ascertain.text import find_dates

_LONGEST_BEFORE = 9
_LONGEST_CLAUSE = 14
_LONGEST_AFTER = 16
_LONGEST_OFFICE = 30


@dataclass(frozen=True)
class Phrase:
    """A phrase that names somebody: offsets of the name or description, and the office beside it."""

    start: int
    end: int
    name: str
    office: str = ""


def phrase_before(text: str, end: int, floor: int, words: Lexicon) -> Phrase | None:
    """Return the phrase that ends in front of ``end`` and does not reach back beyond ``floor``.

    Auxiliaries and adverbs before ``end`` are passed over, and so are a relative pronoun with its comma
    and an apposition between commas, which becomes the office: in "Ana Ruiz, a nurse in Lima, has often
    said" the phrase before "said" is "Ana Ruiz". ``text`` holds quotations masked.
    """
    if not words.spaced or words.subject:
        return _marked_subject(text, end, floor, words)
    tokens = words_of(text, floor, end)
    while tokens and _passable(tokens[-1], words) and not breaks(text[tokens[-1].end : end]):
        end = tokens.pop().start
    if len(tokens) > 2 and tokens[-1].low in words.conjunctions and not tokens[-2].capital:
        # "Ruiz answered and said": the verb that is joined is passed over too.
        end = tokens[-2].start
        del tokens[-2:]
    if not tokens or tokens[-1].low.endswith(("n't", "n’t")):
        return None
    if tokens[-1].low in words.relative and not breaks(text[tokens[-1].end : end].strip()):
        relative = tokens.pop()
        return _teller(text, _ending_at(text, relative.start, floor, words, antecedent=True), words)
    if text[tokens[-1].end : end].strip() in {",", "–", "—"}:
        return _before_apposition(text, tokens[-1].end, floor, words)
    found = _ending_at(text, end, floor, words)
    if found is not None and _is_day(found.name, words):
        return _ending_at(text, found.start, floor, words)
    article = found is not None and found.name.split()[0].casefold() in words.articles
    if (
        found is not None
        and not article
        and found.name[:1].islower()
        and text[floor : found.start].rstrip().endswith(",")
    ):
        # "Ana Ruiz, secretary of the union said": the closing comma is missing.
        comma = text.rindex(",", floor, found.start)
        named = _ending_at(text, comma, floor, words)
        description = text[found.start : found.end]
        if named is not None and named.name[:1].isupper() and " " in named.name and _is_office(description, words):
            return Phrase(named.start, named.end, named.name, _joined(named.office, description))
    return found


def _teller(text: str, found: Phrase | None, words: Lexicon) -> Phrase | None:
    """Return who tells instead of what is told: "the account of local officials, who have estimated"."""
    if found is None or not words.tellings:
        return found
    parts = words_of(text, found.start, found.end)
    for telling, source in pairwise(parts[:-1]):
        if telling.low in words.tellings and source.low in words.source_words:
            return Phrase(source.end + 1, found.end, text[source.end + 1 : found.end], found.office)
    return found


def _is_day(name: str, words: Lexicon) -> bool:
    """Whether a phrase before a verb says when, not who: Italian "il 3 ottobre ha scritto"."""
    if not any(map(str.isdigit, name)):
        return False
    days = find_dates(name, words.language, None)
    return bool(days) and sum(day.span.end - day.span.start for day in days) + 4 >= len(name)


def _passable(word: Word, words: Lexicon) -> bool:
    low = word.low
    if word.capital:
        return low in words.aux and low.endswith("day")
    return low in words.aux or (low.endswith(words.adverb_endings or ("\0",)) and low not in words.not_adverbs)


def _clause(tokens: list[Word], text: str, end: int) -> list[Word]:
    """Return the last tokens with no punctuation between them or behind them."""
    first = len(tokens)
    edge = end
    while first and not breaks(text[tokens[first - 1].end : edge]):
        first -= 1
        edge = tokens[first].start
    return tokens[first:]


def _ending_at(text: str, end: int, floor: int, words: Lexicon, *, antecedent: bool = False) -> Phrase | None:
    tokens = words_of(text, floor, end)
    if antecedent and tokens:
        end = tokens[-1].end
    clause = _clause(tokens, text, end)
    if not clause:
        return None
    first = len(clause)
    while first and len(clause) - first < _LONGEST_BEFORE:
        word = clause[first - 1]
        if word.low in words.pronouns and first == len(clause):
            first -= 1
            break
        if word.low in words.articles:
            first -= 1
            break
        if word.low in words.joins and first < len(clause):
            if word.low in words.conjunctions and not (
                clause[first].capital and first > 1 and clause[first - 2].capital
            ):
                break
            first -= 1
            continue
        if word.low in words.stop_words or word.low in words.first_person:
            break
        first -= 1
    while first < len(clause) and clause[first].low in words.joins and clause[first].low not in words.articles:
        first += 1
    if first == len(clause):
        return None
    first = _extended(clause, first, words, antecedent=antecedent)
    chosen = clause[first:]
    if all(word.low in words.articles for word in chosen):
        return None
    return _split(text, chosen, words)


def _extended(clause: list[Word], first: int, words: Lexicon, *, antecedent: bool) -> int:
    """Take in "the head of" in front of "the agency" when the phrase opens its clause."""
    if antecedent or first == 0 or len(clause) > _LONGEST_CLAUSE:
        return first
    phrase = " ".join(word.low for word in clause[max(0, first - 2) : first])
    if not {clause[first - 1].low, phrase} & {*words.attaching, *words.attaching_phrases}:
        return first
    start = first - (2 if " " in phrase and phrase in words.attaching_phrases else 1)
    while start and (
        clause[start - 1].low not in words.stop_words
        or clause[start - 1].low in words.attaching_phrases
        or clause[start - 1].low in words.attaching
        or clause[start - 1].low in words.articles
    ):
        start -= 1
    if clause[start].low in (*words.attaching, *words.attaching_phrases, *words.conjunctions):
        # "In the city of Oslo police said": what opens with a preposition is no subject.
        return first
    for word, following in pairwise(clause[start : first + 1]):
        # "talks ended with officials saying": a verb before the preposition makes it no part of the subject.
        regular = words.language == "en" and word.low.endswith("ed") and not word.capital and following.low != "by"
        if regular or _verbal(word, words):
            return first
    return start


def _verbal(word: Word, words: Lexicon) -> bool:
    low = word.low
    return low in words.be or low in words.say or low in words.say_that or low in words.past


def _before_apposition(text: str, comma: int, floor: int, words: Lexicon) -> Phrase | None:
    """Return the phrase in front of ``, a description,`` whose closing comma stands at ``comma``."""
    commas = [match.start() for match in re.finditer(r"[,–—]", text[floor:comma])]
    for position in commas:
        at = floor + position
        description = text[at + 1 : comma].strip()
        found = _ending_at(text, at, floor, words)
        if found is not None and _is_name(description) and _is_office(text[found.start : found.end], words):
            # "The photographer, Ana Ruiz, said": the name is the apposition.
            begin = text.index(description, at)
            return Phrase(begin, begin + len(description), description, _without_article(found.name, words))
        if not _is_office(description, words):
            continue
        if found is not None and _capital_or_title(found, words):
            return Phrase(found.start, found.end, found.name, _joined(found.office, description))
    # No description: "Yes, he, said" and the like; a comma alone does not separate a subject from its verb.
    return None


def _is_name(description: str) -> bool:
    parts = description.split()
    return 2 <= len(parts) <= 4 and all(part[:1].isupper() for part in parts)


def _without_article(name: str, words: Lexicon) -> str:
    first, _, rest = name.partition(" ")
    return rest if rest and first.casefold() in words.articles else name


def _capital_or_title(found: Phrase, words: Lexicon) -> bool:
    first = found.name.split()[0]
    return first[:1].isupper() or first.casefold() in words.articles


def _joined(*offices: str) -> str:
    return ", ".join(office for office in offices if office)


def _is_office(description: str, words: Lexicon) -> bool:
    tokens = words_of(description, 0, len(description))
    if not tokens or len(tokens) > _LONGEST_OFFICE or re.search(r"[:\ufffc]", description):
        return False
    first = tokens[0]
    if first.low in words.pronouns:
        return False
    if first.low in words.articles:
        return len(tokens) > 1 and not any(_verbal(word, words) for word in tokens[1:4])
    if first.low in words.stop_words or first.low in words.first_person or first.low in words.aux:
        return False
    if any(description.casefold().startswith(aside) for aside in words.asides):
        return False
    if words.language == "en" and first.low.endswith("ing"):
        return False
    titled = any(word.low in words.titles or _compound_title(word.low, words) for word in tokens[:5])
    return titled and not any(_verbal(word, words) for word in tokens)


def phrase_after(text: str, start: int, ceiling: int, words: Lexicon, *, opens: bool = False) -> Phrase | None:
    """Return the phrase that begins behind ``start`` and ends before ``ceiling``, with its apposition as office.

    In "said Ana Ruiz, a nurse in Lima." the phrase behind "said" is "Ana Ruiz". With ``opens`` the phrase
    opens its sentence, and a description counts only when a comma closes it. ``text`` holds quotations
    masked.
    """
    if not words.spaced:
        return None
    tokens = words_of(text, start, ceiling)
    chosen: list[Word] = []
    edge = start
    named = False
    for number, word in enumerate(tokens):
        if breaks(text[edge : word.start]) or len(chosen) >= _LONGEST_AFTER:
            break
        if not chosen and word.low in words.pronouns:
            chosen.append(word)
            break
        joining = word.low in words.joins or (word.low in words.attaching and word.low not in words.loose)
        inside = word.low in words.articles or joining
        following = tokens[number + 1] if number + 1 < len(tokens) else None
        if not chosen and word.low in words.aux and word.low not in words.articles and not word.capital:
            edge = word.end
            continue
        if not inside and (word.low in words.stop_words or word.low in words.first_person):
            break
        on = (joining and _leads_on(following, words)) or (
            word.low in words.articles and bool(chosen) and chosen[-1].low in words.joins
        )
        if named and not word.capital and _cased(word) and not on:
            # Behind a name only "of the Agency" may follow; other words belong to the sentence.
            break
        if not chosen and joining and word.low not in words.articles:
            break
        if word.low in words.conjunctions and not (following is not None and following.capital and chosen[-1].capital):
            break
        chosen.append(word)
        edge = word.end
        named = named or (word.capital and (words.language == "de" or word.low not in words.titles))
    if (
        len(chosen) > 1
        and edge < ceiling
        and re.match(r"\s+by\b", text[edge:ceiling])
        and chosen[-1].low.endswith("ed")
    ):
        chosen.pop()  # "a study conducted by"
    while chosen and (
        chosen[-1].low in words.joins or chosen[-1].low in words.attaching or chosen[-1].low in words.articles
    ):
        if chosen[-1].low in words.pronouns:
            break
        chosen.pop()
    if not chosen:
        return None
    found = _split(text, chosen, words)
    office = _apposition_after(text, chosen[-1].end, ceiling, words, opens=opens)
    return Phrase(found.start, found.end, found.name, _joined(found.office, office))


def _cased(word: Word) -> bool:
    return word.text[:1].islower()


def _leads_on(following: Word | None, words: Lexicon) -> bool:
    return following is not None and (
        following.capital or following.low in words.articles or following.low in words.joins
    )


def _apposition_after(text: str, at: int, ceiling: int, words: Lexicon, *, opens: bool) -> str:
    """Return the description behind ``Name, `` up to the comma or full stop that closes it."""
    opening = re.compile(r"\s*,\s+").match(text, at, ceiling)
    if opening is None:
        return ""
    begin = opening.end()
    end = begin
    for match in re.finditer(r"[,;:–—\ufffc()]|[.!?…]+(?=\s|$)", text[begin:ceiling]):
        position = begin + match.start()
        end = position
        if match.group().startswith(".") and ABBREVIATION.search(text[begin : position + 1]):
            continue
        if match.group() != ",":
            break
        following = words_of(text, position + 1, min(ceiling, position + 40))
        # "a lawyer in Lima, Peru": a capital letter behind the comma goes on with the description.
        if not following or not following[0].capital or following[0].low in words.stop_words:
            break
    else:
        end = ceiling
    if opens and text[end : end + 1] != ",":
        return ""
    description = text[begin:end].strip().rstrip(".")
    if opens and not any(word.low in words.titles for word in words_of(description, 0, len(description))[:4]):
        return ""  # "According to the Times, the river, which …": the clause itself has begun
    return description if _is_office(description, words) else ""


def _compound_title(low: str, words: Lexicon) -> bool:
    """Whether a compound ends in a title: German ``Gesundheitsminister``."""
    return words.language in {"de", "nl"} and any(len(title) > 4 and low.endswith(title) for title in words.titles)


def _split(text: str, chosen: list[Word], words: Lexicon) -> Phrase:
    """Part the office in front of a name from the name: "Russian President" from "Vladimir Putin"."""
    begin = 0
    while begin < len(chosen) - 1 and (chosen[begin].low in words.honorifics):
        begin += 1
    whole = chosen[begin:]
    bare = whole[1:] if len(whole) > 1 and whole[0].low in words.articles else whole
    run = len(bare)
    while run and (
        bare[run - 1].capital
        or (bare[run - 1].low in words.joins and run < len(bare) and run > 1 and bare[run - 2].capital)
    ):
        run -= 1
    lower, name = bare[:run], bare[run:]
    title = max(
        (i for i, word in enumerate(name) if word.low in words.titles or _compound_title(word.low, words)), default=-1
    )
    if name and title + 1 < len(name) and title >= 0 and name[title + 1].low not in words.joins:
        lower, name = bare[: run + title + 1], name[title + 1 :]
    elif _office_length(name, words):
        cut = _office_length(name, words)
        lower, name = [*lower, *name[:cut]], name[cut:]
    elif lower and (
        lower[-1].low in words.joins or lower[-1].low in words.articles or lower[-1].low in words.attaching
    ):
        lower, name = [], whole
    elif lower and name and (lower[-1].low in words.titles or _compound_title(lower[-1].low, words)):
        pass
    else:
        lower, name = [], whole
    if not name:
        lower, name = [], whole
    for place in range(len(lower) - 1, -1, -1):
        word = lower[place]
        if _verbal(word, words) or (words.language == "en" and word.low.endswith("ed") and not word.capital):
            lower = lower[place + 1 :]  # "Berg criticised fellow Cardinal Lund": the office begins behind the verb
            break
    while lower and lower[0].low in words.articles:
        lower = lower[1:]
    while len(name) > 1 and name[0].low in words.honorifics:
        name = name[1:]
    if name[0].text.startswith("t-") and name[0].low in words.pronouns:
        # French puts a t between verb and pronoun: "explique-t-il".
        name = [Word(name[0].start + 2, name[0].end, name[0].text[2:])]
    office = text[lower[0].start : lower[-1].end] if lower else ""
    if office.casefold() in words.honorifics:
        office = ""
    return Phrase(name[0].start, name[-1].end, _unpossessed(text[name[0].start : name[-1].end]), office)


def _office_length(name: list[Word], words: Lexicon) -> int:
    """Return how many words in front of a name are an office of several words: "Secretary of State"."""
    lengths = [n for n in (4, 3, 2) if n < len(name) and " ".join(w.low for w in name[:n]) in words.titles]
    return lengths[0] if lengths else 0


def _unpossessed(name: str) -> str:
    return re.sub(r"[’']s$", "", name)


def _marked_subject(text: str, end: int, floor: int, words: Lexicon) -> Phrase | None:
    """Return the subject in a language that marks it by a particle, or by standing right before the verb (Chinese)."""
    clause = text[floor:end]
    if words.subject:
        pronoun = words.pattern("pronouns").search(clause)
        if pronoun is not None and not clause[: pronoun.start()].strip():
            begin = floor + pronoun.start()
            return Phrase(begin, floor + pronoun.end(), pronoun.group())
        particles = "|".join(sorted(map(re.escape, words.subject), key=len, reverse=True))
        edge = r"(?=[\s,、\ufffc]|$)" if words.spaced else ""
        match = re.search(
            rf"(?:^|[、。,.!?！？\n\ufffc])\s*([^、。,.!?！？\n\ufffc「」]{{1,40}}?)\s*(?:{particles}){edge}", clause
        )
        if match is None:
            return None
        begin, stop = floor + match.start(1), floor + match.end(1)
        return Phrase(begin, stop, text[begin:stop])
    run = re.search(r"([^\s，。、；：！？,.;:!?“”「」\ufffc]{1,24})[，,：:\s]*$", clause)
    if run is None:
        return None
    begin, stop = floor + run.start(1), floor + run.end(1)
    trimmed = True
    while trimmed:
        trimmed = False
        for word in words.aux:
            if text[begin:stop].endswith(word) and stop - len(word) > begin:
                stop -= len(word)
                trimmed = True
    return Phrase(begin, stop, text[begin:stop])
