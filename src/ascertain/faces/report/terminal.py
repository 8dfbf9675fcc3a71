"""A dossier as text for the terminal; colour only adds to what the words say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ascertain.faces.report import layout, words
from ascertain.faces.report.plaintext import one_line, shortened
from ascertain.faces.report.relatedterminal import RATING_STYLES
from ascertain.faces.report.sheet import Sheet
from ascertain.faces.report.verdicts import Cited, Entry, State, citation_numbers, entries, sources_of
from ascertain.records import Dossier, Finding, Match, Passage, PictureFindings

if TYPE_CHECKING:
    from rich.console import Console

    from ascertain.doctor import Check

_STYLES = {State.RATED: "magenta", State.EVIDENCE: "blue", State.LACKING: "yellow"}
_POSSIBLE = 3
"""Possible matches printed for a claim; the page has them all."""
_NUMBERS = 3
"""Numbers printed behind a hint; the page has them all."""
_ASIDES = 10
"""Opinions, questions and predictions printed; the page has them all."""


def print_dossier(dossier: Dossier, console: Console) -> None:
    """Print the dossier: headline, summary, claims worth checking, pictures, comments, the rest.

    Foreign text is printed without control sequences and is never read as markup. Weak matches and the sentences
    set aside are counted, not listed in full. Addresses are never broken, so that they can be opened and copied.
    """
    sheet = Sheet(console)
    found = entries(dossier)
    _head(sheet, dossier)
    for sentence in words.summary(dossier, found):
        sheet.text(sentence)
    cards = [entry for entry in found if not entry.aside]
    if cards:
        sheet.heading("Claims worth checking")
    for entry in cards:
        _claim(sheet, entry, dossier.document.language)
    if dossier.pictures:
        sheet.heading("Pictures")
    for number, picture in enumerate(dossier.pictures, 1):
        _picture(sheet, number, picture, dossier)
    if dossier.document.comments or dossier.comment_findings:
        sheet.heading("Comments")
        _comments(sheet, dossier)
    _aside(sheet, found)
    if dossier.notes:
        sheet.heading("What could not be read or done")
        for note in dossier.notes:
            sheet.item(note)
    sheet.heading("How this was made")
    sheet.text(words.NOTICE)
    sheet.text(f"{words.moment(dossier.at)}, by {', '.join(map(one_line, dossier.made_by))}.", style="dim")


def print_checks(checks: Sequence[Check], console: Console) -> None:
    """Print what the doctor found, one line for each part; what is broken stands out in words, not only in colour."""
    sheet = Sheet(console)
    marks = {"ok": ("ok", "green"), "optional": ("optional", "yellow"), "broken": ("BROKEN", "bold red")}
    for check in checks:
        mark, style = marks[check.state]
        sheet.text(f"{check.name}: {check.words}", indent=10, lead=mark, lead_style=style)


def _head(sheet: Sheet, dossier: Dossier) -> None:
    document = dossier.document
    sheet.gap()
    sheet.text(one_line(document.title) or "Untitled page", style="bold")
    publisher = one_line(document.source.name or document.source.site) if document.source else ""
    by = f"by {', '.join(map(one_line, document.byline))}" if document.byline else ""
    date = words.day(document.published) if document.published else "the page states no date"
    language = words.language_name(document.language) or "language not known"
    sheet.text(" · ".join(filter(None, (publisher, by, date, language))))
    sheet.address(document.url, indent=0)
    sheet.gap()


def _claim(sheet: Sheet, entry: Entry, language: str) -> None:
    claim, given = entry.checked.claim, entry.checked.answer
    sheet.gap()
    verdict = entry.verdict + (f", differs in {words.listed(entry.differs)}" if entry.differs else "")
    style = f"bold {_STYLES.get(entry.state, '')}".strip()
    sheet.text(verdict, indent=5, lead=f"{entry.number:>3}.", style=style, lead_style="bold")
    quote = one_line(claim.quote)
    sheet.text(quote if quote[:1] in words.QUOTES else f"“{quote}”", indent=5)
    sheet.text(f"{words.attribution(claim)} Check-worthiness {claim.check_worthiness:.2f}.", indent=5, style="dim")
    sources = sources_of(entry.checked)
    if given is not None:
        for statement in given.statements:
            numbers = "".join(f" [{number}]" for number in citation_numbers(sources, statement.citations))
            sheet.text(f"{one_line(statement.text)}{numbers}", indent=7, lead="     >")
        if given.missing:
            sheet.text("To note:" if given.outcome == "rated" else "What is missing:", indent=5)
            for line in given.missing:
                sheet.item(line, indent=7)
    _sources(sheet, entry, sources, language)


def _sources(sheet: Sheet, entry: Entry, sources: Sequence[Cited], language: str) -> None:
    numbers = {source.match.fact_check.id: source.number for source in sources if source.match is not None}
    said = " ".join(statement.text for statement in given.statements) if (given := entry.checked.answer) else ""
    possible, weak = 0, []
    for match in entry.checked.related:
        number = numbers.get(match.fact_check.id)
        if match.strength == "weak":
            weak.append(match)
            continue
        possible += match.strength == "possible"
        if match.strength == "close" or possible <= _POSSIBLE:
            lead = f"[{number}]" if number else "-"
            _match(sheet, match, lead, article_language=language, indent=5, told=match.fact_check.claim in said)
    for source in sources:
        if source.match is None and source.passage is not None:
            _passage(sheet, source.passage, source.number, language)
    if possible > _POSSIBLE:
        sheet.text(f"{words.count(possible - _POSSIBLE, 'more possible match', 'more possible matches')}.", indent=5)
    if weak:
        many = words.count(len(weak), "weak match", "weak matches")
        sheet.text(f"{many} not listed ({words.ratings_of(weak)}).", indent=5, style="dim")


def _match(sheet: Sheet, match: Match, lead: str, *, article_language: str, indent: int, told: bool = False) -> None:
    """Print a match behind ``lead``; without the claim it checked where the answer has just ``told`` it."""
    check = match.fact_check
    own = f" “{shortened(check.rating_words, 160)}”" if check.rating_words else ""
    facts = (
        one_line(check.source.name or check.source.site),
        words.day(check.date) if check.date else "undated",
        words.other_language(check.language, article_language),
        words.strength(match),
    )
    line = f"{words.rating(check.rating)}{own} · {' · '.join(filter(None, facts))}"
    sheet.text(
        line, indent=indent + 4, lead=" " * indent + lead, lead_style="bold", style=RATING_STYLES.get(check.rating, "")
    )
    if not told:
        sheet.text(f"“{shortened(check.claim, 300)}”", indent=indent + 4)
    for difference in match.differences:
        sheet.text(words.difference(difference), indent=indent + 6, lead=" " * (indent + 4) + "≠", style="bold")
    sheet.address(check.url, indent=indent + 4)


def _passage(sheet: Sheet, passage: Passage, number: int, language: str) -> None:
    facts = (
        one_line(passage.source.name or passage.source.site) if passage.source else "",
        words.day(passage.date) if passage.date else "undated",
        words.other_language(passage.language, language),
        words.stance(passage) if words.stance_class(passage) != "mentions" else "",
    )
    title = shortened(passage.title, 120)
    line = " · ".join(filter(None, (title, *facts)))
    sheet.text(line, indent=9, lead=f"     [{number}]", lead_style="bold")
    for difference in passage.differences:
        sheet.text(words.difference(difference), indent=11, lead=" " * 9 + "≠", style="bold")
    sheet.address(passage.url, indent=9)


def _picture(sheet: Sheet, number: int, picture: PictureFindings, dossier: Dossier) -> None:
    sheet.gap()
    name = shortened(picture.caption or picture.alt, 200) or "No caption on the page"
    sheet.text(name, indent=5, lead=f"{number:>3}.", style="bold")
    if picture.problem or picture.media is None:
        sheet.text(f"Could not be read: {one_line(picture.problem) or 'no reason was given'}", indent=5)
        return
    if not picture.sightings:
        sheet.text("Not seen anywhere else in this collection.", indent=5)
        return
    sheet.text("Seen elsewhere, earliest first:", indent=5)
    published = dossier.document.published
    for found in picture.sightings:
        seen = found.sighting
        day = words.day(seen.date) + ("" if seen.date_source == "published" else " (first read here)")
        before = ""
        if published and seen.date_source == "published" and seen.date.date() < published.date():
            before = f"{words.gap(seen.date.date(), published.date())} before this article"
        near = "the same bytes" if found.identical else f"{found.distance} of 256 bits differ"
        facts = (day, before, one_line(seen.publisher), one_line(seen.title), f"{found.tier}, {near}")
        sheet.item(" · ".join(filter(None, facts)), indent=7)
        if seen.caption:
            sheet.text(f"Caption there: {one_line(seen.caption)}", indent=7)
        sheet.address(seen.page, indent=7)


def _comments(sheet: Sheet, dossier: Dossier) -> None:
    comments = dossier.document.comments
    replies = [comment for comment in comments if comment.parent is not None]
    inferred = sum(comment.pairing == "wording" for comment in replies)
    told = f", {inferred} of them paired only by their wording" if inferred else ""
    sheet.text(
        f"{words.count(len(comments), 'comment')} in {words.count(len(layout.threads(comments)), 'thread')}, "
        f"{words.count(len(replies), 'reply', 'replies')}{told}."
    )
    for finding in dossier.comment_findings:
        _finding(sheet, finding)
    if not dossier.comment_findings:
        sheet.text("No sign of coordination found by the checks that were run. That is no proof that there is none.")


def _finding(sheet: Sheet, finding: Finding) -> None:
    sheet.gap()
    sheet.text(f"{one_line(finding.label)} (a hint, not proof)", indent=2, lead="-", style="bold")
    chance = "no chance baseline" if finding.chance is None else f"by chance: {words.chance(finding.chance)}"
    sheet.text(f"Score {finding.score:.2f}; {chance}.", indent=2)
    sheet.text(one_line(finding.explanation), indent=2)
    for feature in finding.features[:_NUMBERS]:
        sheet.item(feature.words or feature.name, indent=4)
    if len(finding.features) > _NUMBERS:
        sheet.text(f"and {words.count(len(finding.features) - _NUMBERS, 'more number')}.", indent=4, style="dim")


def _aside(sheet: Sheet, found: Sequence[Entry]) -> None:
    aside = [entry for entry in found if entry.aside]
    if not aside:
        return
    sheet.heading("Set aside")
    marked = [entry for entry in aside if entry.state is not State.PLAIN]
    for entry in marked[:_ASIDES]:
        sheet.item(f"{entry.state.value.capitalize()}: {shortened(entry.checked.claim.quote, 160)}")
    if len(marked) > _ASIDES:
        sheet.text(f"{len(marked) - _ASIDES:,} more opinions, questions and predictions.", style="dim")
    others = len(aside) - len(marked)
    if others:
        sheet.text(f"{words.count(others, 'other sentence')} that a fact-checker would hardly pick.", style="dim")
