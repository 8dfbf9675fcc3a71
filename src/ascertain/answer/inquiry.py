"""What a claim asks to be shown: who, what, how many, where, when; and what to search for. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ascertain.answer.phrasing import listed
from ascertain.records import Inquiry, NamedDate
from ascertain.text.agreement import Facts, read_facts
from ascertain.text.stopwords import STOP_WORDS

LONGEST_QUERY = 300
"""Characters of a claim that are searched with as they stand: services take 400 or fewer."""

MOST_TERMS = 8
"""Terms of a keyword query: with more, search engines drop some of their own choice."""

MOST_LANGUAGES = 2
"""Languages searched in besides the claim's own."""

_TERM = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0002fa1f]")
_COUNTRY = re.compile(r"[A-Z]{2}")


def inquire(text: str, language: str, published: date | None = None, notes: Sequence[str] = ()) -> Inquiry:
    """Return how a claim is read: the names, places, days and figures in it, what would decide it, and the queries.

    ``text`` is the claim without what only posts have, ``published`` its day, against which "yesterday" is read, and
    ``notes`` what was already done to it. Queries come in the order in which they are asked.
    """
    facts = read_facts(text, language, published)
    queries = [(" ".join(text.split())[:LONGEST_QUERY], language)]
    keywords = keyword_query(facts)
    if keywords and _TERM.findall(keywords.casefold()) != _TERM.findall(queries[0][0].casefold()):
        queries.append((keywords, language))
    elsewhere = queries_elsewhere(facts)
    names = tuple(dict.fromkeys(e.text for e in facts.entities if e.kind != "place"))
    return Inquiry(
        who=names,
        where=tuple(dict.fromkeys(e.text for e in facts.entities if e.kind == "place")),
        when=tuple(dict.fromkeys(days_of(day) for day in facts.dates)),
        figures=tuple(dict.fromkeys(figure.text for figure in facts.figures)),
        would_support=would_support(facts),
        would_refute=would_refute(facts),
        queries=(*queries, *elsewhere),
        notes=(*notes, *_unsearched(language, elsewhere)),
    )


def days_of(day: NamedDate) -> str:
    """Return a date as the days it may mean: ``2024-05-01``, ``2024-05-01 to 2024-05-31``, or its words."""
    if not day.first or not day.last:
        return day.text
    return day.first.isoformat() if day.first == day.last else f"{day.first.isoformat()} to {day.last.isoformat()}"


def would_support(facts: Facts) -> str:
    """Return in words what would show the claim true."""
    named = [f"gives {listed([f.text for f in facts.figures])}"] if facts.figures else []
    about = listed([e.text for e in facts.entities])
    named += [f"speaks of {about}"] if about else []
    when = listed([day.text for day in facts.dates])
    named += [f"for {when}"] if when else []
    said = " and ".join(named[:2]) + (f" {named[2]}" if len(named) > 2 else "") if named else "says the same"
    return f"A source that does not rest on the claim itself and {said}."


def would_refute(facts: Facts) -> str:
    """Return in words what would show the claim false."""
    ways = []
    if facts.figures:
        ways.append(f"another number than {listed([f.text for f in facts.figures])}")
    places = [e.text for e in facts.entities if e.kind == "place"]
    others = [e.text for e in facts.entities if e.kind != "place"]
    if others:
        ways.append(f"another name than {listed(others)}")
    if places:
        ways.append(f"another place than {listed(places)}")
    if facts.dates:
        ways.append(f"another time than {listed([day.text for day in facts.dates])}")
    happened = "that it is so" if facts.negations else "that it is not so"
    return f"A source that says {happened}{', or names ' + _either(ways) if ways else ''}."


def keyword_query(facts: Facts) -> str:
    """Return names, figures and the claim's longest words, at most eight terms; empty where words have no spaces."""
    figures = [_number(figure.text) for figure in facts.figures][:2]
    years = [str(day.first.year) for day in facts.dates if day.first and day.last and day.first.year == day.last.year]
    terms = list(dict.fromkeys([e.text for e in facts.entities][:4] + figures + years[:1]))
    if _UNSPACED.search(facts.text):
        return " ".join(terms) if len(terms) > 1 else ""
    stop = STOP_WORDS.get(facts.language.partition("-")[0].lower(), STOP_WORDS["en"])
    taken = {word.casefold() for term in terms for word in _TERM.findall(term)}
    rest = [w for w in dict.fromkeys(_TERM.findall(facts.text)) if w.casefold() not in taken | stop and len(w) > 3]
    room = max(0, MOST_TERMS - len(terms))
    longest = set(sorted(rest, key=lambda word: (-len(word), word))[:room])
    terms += [word for word in rest if word in longest and not word.isdigit()]
    return " ".join(terms) if len(terms) > 1 else ""


def queries_elsewhere(facts: Facts) -> tuple[tuple[str, str], ...]:
    """Return queries in the languages of the countries that the claim names, at most two.

    No dictionary is needed: countries are called as CLDR calls them, other names and numbers stay as they are. A
    query needs a country and two more terms, or it finds everything and nothing.
    """
    from babel import Locale, UnknownLocaleError
    from babel.languages import get_official_languages

    own = facts.language.partition("-")[0].lower() or "en"
    countries = list(dict.fromkeys(e.key for e in facts.entities if e.kind == "place" and _COUNTRY.fullmatch(e.key)))
    others = [e.text for e in facts.entities if not (e.kind == "place" and _COUNTRY.fullmatch(e.key))]
    others += [_number(figure.text) for figure in facts.figures]
    others = [term for term in dict.fromkeys(others) if term][:4]
    if not countries or len(others) < 2:
        return ()
    tags = [tag for country in countries for tag in get_official_languages(country, regional=False, de_facto=True)]
    found = []
    for tag in [tag for tag in dict.fromkeys(tag.partition("_")[0] for tag in tags) if tag != own][:MOST_LANGUAGES]:
        try:
            names = Locale.parse(tag).territories
        except (UnknownLocaleError, ValueError):  # a language of which CLDR knows no names
            continue
        called = [names[country] for country in countries if country in names]
        if called:
            found.append((" ".join([*called[:2], *others]), tag))
    return tuple(found)


def _either(ways: Sequence[str]) -> str:
    return " or ".join([", ".join(ways[:-1]), ways[-1]]) if len(ways) > 1 else ways[0]


def _number(text: str) -> str:
    """Return the number of a figure with its unit sign, without the words around it: ``4,200`` of ``about 4,200 men``.

    Words for numbers stay as they are.
    """
    found = re.search(r"[$€£¥]?\d(?:[\d.,\u00a0\u202f]*\d)?(?:\s?%|[万亿億兆만억조]*)", text)
    return found.group().strip() if found else text


def _unsearched(language: str, elsewhere: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    if elsewhere:
        return ()
    return (f"Only queries in the claim's language{f' ({language})' if language else ''} were made.",)
