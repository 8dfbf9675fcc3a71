"""The words of a report: dates, counts, ratings, claimants, and the summary in sentences; shared by both faces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from ascertain.answer.phrasing import told_stance
from ascertain.faces.report.plaintext import language_tag, one_line
from ascertain.faces.report.verdicts import Entry, State
from ascertain.records import Attribution, Claim, Difference, Dossier, Figure, Match, NamedDate, Passage, Rating
from ascertain.text import language

NOTICE = (
    "Made by software. What it says are hints with their sources, not verdicts: a match can be about something else, "
    "and a missing source does not make a claim false. People decide."
)
"""What every report says about itself."""

QUOTES = tuple("“„«»‘‚\"'「『")
"""Marks with which a sentence brings its own quotation marks."""

LEGEND = {
    State.RATED: ("Rated", "a fact-checker has rated this or a closely similar claim"),
    State.EVIDENCE: ("Evidence, no rating", "the collection holds passages that bear on it; read them and judge"),
    State.LACKING: ("Not enough evidence", "this collection cannot say; that is no sign that it is false"),
    State.UNANSWERED: ("Not looked up", "worth checking, but not searched for"),
    State.OPINION: ("Opinion, question or prediction", "marked, not checked for truth"),
}
"""What each marker means, in the order of the legend."""

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_STANCES = {
    "supports": "speaks for the claim",
    "refutes": "speaks against the claim",
    "disputes part": "speaks against a part of the claim",
    "mentions": "mentions the subject, takes no side that we can tell",
    "unrelated": "is about something else",
}
_SIDES = frozenset({"supports", "refutes", "disputes part"})
_SURE = 0.8
"""Probability from which a side is told without “probably”."""

_STRENGTHS = {"close": "close match", "possible": "possible match", "weak": "weak match"}
_LIKELY = ((0.8, "very likely"), (0.6, "likely"), (0.4, "perhaps"), (0.0, "less likely"))


def count(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: ``1 claim``, ``1,204 claims``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(items: Sequence[str]) -> str:
    """Return the items as running text: ``a, b and c``."""
    return " and ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def day(when: date) -> str:
    """Return a day as ``3 September 2025`` (UTC for points in time)."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def moment(when: datetime) -> str:
    """Return a point in time as ``3 September 2025, 14:05 UTC``."""
    return f"{day(when)}, {when:%H:%M} UTC"


def gap(earlier: date, later: date) -> str:
    """Return how far apart two days are, in the unit a reader would choose: ``3 days``, ``8 months``, ``4 years``."""
    days = (later - earlier).days
    if days < 60:
        return count(days, "day")
    return count(round(days / 30.44), "month") if days < 730 else count(int(days / 365.25), "year")


def language_name(code: str) -> str:
    """Return the English name of a language tag, the tag itself when it has none, or an empty string."""
    tag = language_tag(code)
    return language.language_name(tag) if tag else ""


def other_language(code: str, article: str) -> str:
    """Return ``in German`` when a text's language is known and not the article's, else an empty string."""
    same = code.split("-")[0].lower() == article.split("-")[0].lower()
    return "" if not language_tag(code) or same else f"in {language_name(code)}"


def rating(value: Rating) -> str:
    """Return a rating on the common scale in words."""
    return {Rating.UNRATED: "no rating", Rating.OTHER: "rated outside the scale"}.get(value, value.value)


def strength(match: Match) -> str:
    """Return how far the signals agree that a fact-check is about the same claim: ``close match``."""
    return _STRENGTHS[match.strength]


def stance(passage: Passage) -> str:
    """Return what a passage says of the claim, in words: ``probably speaks against the claim``.

    A side that software is less sure of than even odds is not told as one.
    """
    told = told_stance(passage)
    guessed = passage.stance_by != "rating" and passage.stance_probability is not None
    probably = guessed and told in _SIDES and (passage.stance_probability or 0.0) < _SURE
    return f"probably {_STANCES[told]}" if probably else _STANCES[told]


def stance_class(passage: Passage) -> str:
    """Return the name that a passage's stance has in styles."""
    return told_stance(passage).replace(" ", "-")


def speaker(attribution: Attribution) -> str:
    """Return who makes a claim, in a few words."""
    if attribution.how == "own voice":
        return "The article’s own voice"
    name = one_line(attribution.claimant) or "an unnamed speaker"
    return name[0].upper() + name[1:]


def attribution(claim: Claim) -> str:
    """Return who makes the claim and how the text says so, in one sentence."""
    given = claim.attribution
    if given.how == "own voice":
        return "Said in the article’s own voice."
    name, office = one_line(given.claimant) or "an unnamed speaker", one_line(given.office)
    who = f"{name}, {office}" if office else name
    how = {
        "direct quotation": f"Direct quotation of {who}",
        "partial quotation": f"Partly in the words of {who}",
        "reported speech": f"Reported as said by {who}",
    }[given.how]
    return f"{how} (“{one_line(given.cue)}”)." if given.cue else f"{how}."


def worthiness(claim: Claim) -> str:
    """Return how likely a fact-checker is to want the sentence checked, as a number and in words."""
    likely = next(words for floor, words in _LIKELY if claim.check_worthiness >= floor)
    return f"{claim.check_worthiness:.2f}, a fact-checker would {likely} want this checked"


def figure(found: Figure) -> str:
    """Return a number as written, with its reading where that says more: ``one third of the villages = about 33%``."""
    text, unit = one_line(found.text), one_line(found.unit)
    if 0 < abs(found.value) < 1 and unit != "%":
        # The unit of a share is what it is a share of.
        number, unit = f"{100 * found.value:.{2 if found.approximate else 3}g}%", ""
    else:
        number = f"{found.value:,.6g}" if abs(found.value) < 10_000 else f"{found.value:,.0f}"
    if number in text and unit.casefold() in text.casefold():
        return text
    return f"{text} = {'about ' if found.approximate else ''}{f'{number} {unit}'.strip().replace(' %', '%')}"


def named_date(found: NamedDate) -> str:
    """Return a date as written, with the days it may mean where the words leave them open."""
    text = one_line(found.text)
    if found.first is None:
        return f"{text} (day not known)" if found.relative else text
    if found.last is None or found.last == found.first:
        meant = day(found.first)
    else:
        meant = f"{day(found.first)} to {day(found.last)}"
    return text if not found.relative and str(found.first.year) in text else f"{text} = {meant}"


def difference(found: Difference) -> str:
    """Return what a claim and a text disagree on, in words."""
    if found.words:
        return one_line(found.words)
    sides = [
        f"the claim says {one_line(found.ours)}" if found.ours else "",
        f"the other text says {one_line(found.theirs)}" if found.theirs else "",
    ]
    return f"{found.kind}: {', '.join(filter(None, sides)) or 'they disagree'}"


def chance(value: float) -> str:
    """Return the probability of a chance result, never as a bare zero."""
    return "less than 0.0001" if value < 0.0001 else f"{value:.4f}"


def ratings_of(matches: Iterable[Match]) -> str:
    """Return how often each rating occurs: ``2 false, 1 no rating``."""
    counted = Counter(rating(match.fact_check.rating) for match in matches)
    return ", ".join(f"{number} {words}" for words, number in counted.most_common())


def searched(dossier: Dossier) -> str:
    """Return what was searched, each collection once; empty when nothing was."""
    named = (checked.answer.searched for checked in dossier.claims if checked.answer)
    return listed([one_line(text) for text in dict.fromkeys(named)])


def summary(dossier: Dossier, found: Sequence[Entry]) -> tuple[str, ...]:
    """Return the dossier in a few sentences: what was read, what came out, and what was searched."""
    many = Counter(entry.state for entry in found)
    cards = sum(not entry.aside for entry in found)
    read = f"We read {count(len(found), 'sentence')}: {cards or 'none'} worth checking."
    outcomes = [
        f"{count(many[State.RATED], 'claim has', 'claims have')} been rated by fact-checkers"
        if many[State.RATED]
        else "",
        f"{count(many[State.EVIDENCE], 'has', 'have')} evidence but no rating" if many[State.EVIDENCE] else "",
        f"{count(many[State.LACKING], 'lacks', 'lack')} evidence in this collection" if many[State.LACKING] else "",
        f"{count(many[State.UNANSWERED], 'was', 'were')} not looked up" if many[State.UNANSWERED] else "",
    ]
    asides = [
        count(many[State.OPINION], "opinion") if many[State.OPINION] else "",
        count(many[State.QUESTION], "question") if many[State.QUESTION] else "",
        count(many[State.PREDICTION], "prediction") if many[State.PREDICTION] else "",
    ]
    marked = listed([words for words in asides if words])
    where = searched(dossier)
    sentences = [
        read,
        sentence(listed([words for words in outcomes if words])),
        f"{marked} {'is' if marked.startswith('1 ') and ' and ' not in marked else 'are'} marked, not checked."
        if marked
        else "",
        f"Searched: {where}." if where else "",
        sentence(_pictures(dossier)),
        sentence(_comments(dossier)),
    ]
    return tuple(one for one in sentences if one)


def _pictures(dossier: Dossier) -> str:
    if not dossier.pictures:
        return ""
    elsewhere = sum(bool(picture.sightings) for picture in dossier.pictures)
    unread = sum(picture.media is None for picture in dossier.pictures)
    parts = [_elsewhere(dossier, elsewhere) if elsewhere else "none seen elsewhere in this collection"]
    parts += [f"{unread} could not be read"] if unread else []
    return f"{count(len(dossier.pictures), 'picture')}: {'; '.join(parts)}"


def _elsewhere(dossier: Dossier, number: int) -> str:
    words = f"{number} seen elsewhere in this collection"
    dated = [s.sighting for p in dossier.pictures for s in p.sightings if s.sighting.date_source == "published"]
    first = min((sighting.date for sighting in dated), default=None)
    if first is None:
        return words
    published = dossier.document.published
    before = published is not None and first.date() < published.date()
    ago = f", {gap(first.date(), published.date())} before this article" if published and before else ""
    return f"{words}, first on {day(first)}{ago}"


def _comments(dossier: Dossier) -> str:
    if not dossier.document.comments:
        return ""
    hints = count(len(dossier.comment_findings), "hint") if dossier.comment_findings else "no hint"
    return f"{count(len(dossier.document.comments), 'comment')}: {hints} of coordination"


def sentence(words: str) -> str:
    """Return words as a sentence; nothing for nothing."""
    return f"{words[0].upper()}{words[1:]}." if words else ""
