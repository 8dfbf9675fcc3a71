"""Related fact-checks as text for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ascertain.faces.report import relatedwords, words
from ascertain.faces.report.plaintext import one_line, shortened
from ascertain.faces.report.sheet import Sheet
from ascertain.records import Group, Match, Rating, Related

if TYPE_CHECKING:
    from rich.console import Console

RATING_STYLES = {
    Rating.FALSE: "red",
    Rating.MOSTLY_FALSE: "red",
    Rating.MIXED: "yellow",
    Rating.MOSTLY_TRUE: "green",
    Rating.TRUE: "green",
}
"""Colours of ratings; the words beside them say the same."""


def print_related(related: Related, console: Console, *, explain: bool = False) -> None:
    """Print what is related to a claim, best first; with ``explain`` also what the claim was understood as.

    A group is printed as its claim with a line for each publisher: rating, the publisher's own words, day, language,
    address, then why it matched and where it differs. Weak matches stand at the end, under a heading that says so.
    """
    sheet = Sheet(console)
    if explain:
        _understood(sheet, related)
    sheet.text(relatedwords.searched(related.searched), style="dim")
    for note in related.notes:
        sheet.text(one_line(note), style="bold")
    if related.picture is not None:
        _by_picture(sheet, related)
        if not related.query.asked:
            return
        sheet.heading("Fact-checks of similar claims")
    strong = [group for group in related.groups if not relatedwords.weak(group)]
    weak = [group for group in related.groups if relatedwords.weak(group)]
    if not related.groups:
        sheet.text(relatedwords.NOTHING)
        return
    if not strong:
        sheet.text(relatedwords.FAR)
    for number, group in enumerate(strong, 1):
        _group(sheet, number, group, related.query.language)
    if weak:
        sheet.heading("Weak: near in words or meaning, probably about something else")
    for number, group in enumerate(weak, len(strong) + 1):
        _group(sheet, number, group, related.query.language)
    sheet.gap()
    sheet.text(relatedwords.HINT, style="dim")


def _understood(sheet: Sheet, related: Related) -> None:
    sheet.heading("What the text was understood as")
    for name, said in relatedwords.understood(related.query):
        sheet.text(said, indent=15, lead=name)
    sheet.heading("What was found")


def _by_picture(sheet: Sheet, related: Related) -> None:
    if related.picture is not None and related.picture.text:
        sheet.text(f"“{shortened(one_line(related.picture.text), 500)}”", indent=15, lead="The picture says")
    if not related.by_picture:
        sheet.text(relatedwords.NO_PICTURE)
        return
    sheet.heading("Fact-checks that used this picture")
    for number, match in enumerate(related.by_picture, 1):
        check = match.fact_check
        sheet.gap()
        sheet.text(f"“{shortened(check.claim, 300)}”", indent=4, lead=f"{number}.", style="bold", lead_style="bold")
        own = f" “{shortened(said, 160)}”" if (said := relatedwords.own_rating(check)) else ""
        facts = f"{relatedwords.publisher(check)} · {words.day(check.date) if check.date else 'undated'}"
        style = RATING_STYLES.get(check.rating, "")
        sheet.text(f"{words.rating(check.rating)}{own} · {facts}", indent=6, lead="    -", style=style)
        sheet.address(check.url, indent=6)
        sheet.text(relatedwords.by_picture(match), indent=6, style="dim")
        if match.role == "appearance":
            sheet.address(match.sighting.sighting.page, indent=6)
    sheet.gap()
    sheet.text(relatedwords.PICTURE, style="dim")


def _group(sheet: Sheet, number: int, group: Group, asked: str) -> None:
    sheet.gap()
    claim = shortened(group.matches[0].fact_check.claim, 300)
    sheet.text(f"“{claim}”", indent=4, lead=f"{number}.", style="bold", lead_style="bold")
    if len(group.matches) > 1:
        sheet.text(f"{relatedwords.checked_by(group)}.", indent=4)
    if group.disagreement != "none":
        sheet.text(f"{relatedwords.disagreement(group)}.", indent=4, style="bold yellow")
    for match in group.matches:
        _match(sheet, match, group, asked)


def _match(sheet: Sheet, match: Match, group: Group, asked: str) -> None:
    check = match.fact_check
    own = f" “{shortened(said, 160)}”" if (said := relatedwords.own_rating(check)) else ""
    facts = (
        relatedwords.publisher(check),
        words.day(check.date) if check.date else "undated",
        relatedwords.tongue(check, asked),
        words.strength(match),
    )
    style = RATING_STYLES.get(check.rating, "")
    sheet.text(f"{words.rating(check.rating)}{own} · {' · '.join(facts)}", indent=6, lead="    -", style=style)
    if worded := relatedwords.own_claim(match, group):
        sheet.text(f"Its words: “{shortened(worded, 300)}”", indent=6)
    for difference in match.differences:
        sheet.text(words.difference(difference), indent=8, lead="      ≠", style="bold")
    sheet.address(check.url, indent=6)
    if match.features:
        why = "; ".join(one_line(feature.words or feature.name) for feature in match.features)
        sheet.text(f"Matched on {why}.", indent=6, style="dim")
