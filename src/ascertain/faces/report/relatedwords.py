"""The words about related fact-checks: who checked a claim, whether they agree, and how the claim was understood."""

from __future__ import annotations

from collections.abc import Iterable

from ascertain.faces.report import words
from ascertain.faces.report.plaintext import one_line
from ascertain.records import FactCheck, Group, Match, PictureMatch, Rating, Scope, Understanding

NOTHING = "No related fact-check found in this collection. That says nothing about whether the claim is true."
"""What is said when there is no match at all."""

FAR = "None is close to this claim. That says nothing about whether it is true."
"""What is said when every match is weak."""

PICTURE = "The same picture says nothing about whether the claim is the same: one picture illustrates many claims."
"""What is said above fact-checks that were found by a picture."""

NO_PICTURE = "No fact-check of this collection whose pictures are known shows it. That says nothing about the picture."
"""What is said when none was found by a picture."""

HINT = "A match is a hint, never a verdict: read the fact-check, and mind the differences."
"""What stands below every list of matches."""


def publisher(check: FactCheck) -> str:
    """Return the name of who published a fact-check, on one line."""
    return one_line(check.source.name or check.source.site) or "an unnamed publisher"


def checked_by(group: Group) -> str:
    """Return who checked the claim of a group, in a few words; empty for a single fact-check."""
    many = len(group.matches)
    names = list(dict.fromkeys(publisher(match.fact_check) for match in group.matches))
    if many == 1:
        return ""
    if len(names) == 1:
        return f"{names[0]} has {'two' if many == 2 else many} fact-checks of this claim"
    more = f", in {many} fact-checks" if many > len(names) else ""
    return f"{len(names)} publishers checked this claim{more}"


def disagreement(group: Group) -> str:
    """Return how the ratings of a group differ, and who gave which; empty when they do not."""
    if group.disagreement == "none":
        return ""
    given = []
    for rating in sorted(group.ratings, key=list(Rating).index):
        names = dict.fromkeys(publisher(m.fact_check) for m in group.matches if m.fact_check.rating is rating)
        given.append(f"{words.rating(rating)} ({', '.join(names)})")
    how = "The ratings differ slightly" if group.disagreement == "slight" else "The ratings disagree"
    return f"{how}: {words.listed(given)}"


def tongue(check: FactCheck, asked: str) -> str:
    """Return the language of a fact-check in words, and that it is another than the claim's where it is."""
    name = words.language_name(check.language)
    if not name or not asked:
        return name or "language not known"
    return f"{name}, another language than the claim’s" if words.other_language(check.language, asked) else name


def own_rating(check: FactCheck) -> str:
    """Return the publisher's own words for its rating, unless they are those of the common scale."""
    own = one_line(check.rating_words)
    return "" if own.rstrip(".!").casefold() == check.rating.value else own


def own_claim(match: Match, group: Group) -> str:
    """Return how a fact-check words the claim, unless the group's first one words it the same."""
    mine, first = (one_line(one.fact_check.claim) for one in (match, group.matches[0]))
    return "" if match is group.matches[0] or mine.casefold() == first.casefold() else mine


def by_picture(match: PictureMatch) -> str:
    """Return how a fact-check was found by a picture, in one sentence, and whether its words were found as well."""
    said = one_line(match.words)
    also = f" Its words were found as well, as number {match.rank}." if match.rank is not None else ""
    return f"{said[:1].upper()}{said[1:]}.{also}"


def weak(group: Group) -> bool:
    """Tell whether no match of a group is more than weak."""
    return all(match.strength == "weak" for match in group.matches)


def searched(scope: Scope) -> str:
    """Return what was searched, in one sentence."""
    sentence = f"Searched {words.count(scope.fact_checks, 'fact-check')} of the collection “{one_line(scope.corpus)}”"
    only = [
        f"in {_either(words.language_name(tag) for tag in scope.languages)}" if scope.languages else "",
        f"by {_either(map(one_line, scope.publishers))}" if scope.publishers else "",
        f"rated {_either(map(words.rating, scope.ratings))}" if scope.ratings else "",
        f"from {words.day(scope.since)}" if scope.since else "",
        f"up to {words.day(scope.until)}" if scope.until else "",
    ]
    narrowed = ", ".join(filter(None, only))
    return f"{sentence}, only {narrowed}." if narrowed else f"{sentence}."


def _either(items: Iterable[str]) -> str:
    *most, last = items
    return f"{', '.join(most)} or {last}" if most else last


def understood(query: Understanding) -> list[tuple[str, str]]:
    """Return what a claim was understood as: names of its parts and what they are, in words."""
    places = [entity.text for entity in query.entities if entity.kind == "place"]
    names = [entity.text for entity in query.entities if entity.kind != "place"]
    rows = [
        ("Searched with", one_line(query.text)),
        ("What was done", "; ".join(map(one_line, query.steps)) or "nothing: the text was taken as it stands"),
        ("Language", words.language_name(query.language) or "not recognised"),
        ("Day", words.day(query.published) if query.published else "not known"),
        ("Author", one_line(query.author)),
        ("Hashtags", _listed(query.tags)),
        ("Numbers", _listed(map(words.figure, query.figures))),
        ("Dates", _listed(map(words.named_date, query.dates))),
        ("Places", _listed(places)),
        ("Names", _listed(names)),
    ]
    return [(name, said) for name, said in rows if said]


def _listed(items: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(map(one_line, items)))
