"""Fact-checks that came in after the claims they answer, as text for the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ascertain.faces.report import words
from ascertain.faces.report.plaintext import one_line, shortened
from ascertain.faces.report.relatedterminal import RATING_STYLES
from ascertain.faces.report.sheet import Sheet
from ascertain.records import LaterMatch, Rating

if TYPE_CHECKING:
    from rich.console import Console

    from ascertain.ingest.answered import Answered

MOST = 10
"""Matches that the report of an import lists; all of them are in its JSON."""


@dataclass(frozen=True)
class _Line:
    """One match as it is printed below its claim."""

    claim: str
    page: str
    dossier: str
    rating: Rating
    rating_words: str
    facts: tuple[str, ...]
    checked: str
    differences: tuple[str, ...]
    url: str


def print_answered(answered: Sequence[Answered], console: Console) -> None:
    """Print which claims collected earlier an import answers, most probable first, at most ten; nothing when none."""
    if not answered:
        return
    sheet = Sheet(console)
    claims = len({(one.claim, one.page_url, one.page_title) for one in answered})
    sheet.gap()
    sheet.text(
        f"{words.count(claims, 'claim')} collected earlier may be answered by what came in "
        f"({words.count(len(answered), 'match', 'matches')}, most probable first).",
        style="bold",
    )
    _print(sheet, [_of_import(one) for one in answered[:MOST]])
    sheet.gap()
    if len(answered) > MOST:
        sheet.text(f"and {len(answered) - MOST:,} more (all of them with --json)")
    _end(sheet)


def print_news(found: Sequence[LaterMatch], console: Console, *, of_one: bool) -> None:
    """Print what was found about claims later, of ``of_one`` dossier or of all pages, in the order given."""
    sheet = Sheet(console)
    if not found:
        nothing = "Nothing that answers its claims has" if of_one else "No fact-check that answers an earlier claim has"
        sheet.text(f"{nothing} come into the collection since.")
        return
    _print(sheet, [_of_news(one) for one in found], leading=not of_one)
    sheet.gap()
    _end(sheet)


def _end(sheet: Sheet) -> None:
    sheet.text("A match is a hint, never a verdict: read the fact-check, and mind the differences.", style="dim")


def _print(sheet: Sheet, lines: Sequence[_Line], *, leading: bool = True) -> None:
    """Print the matches below their claims, and these below their pages, each where its first match stands."""
    pages: dict[tuple[str, str], dict[str, list[_Line]]] = {}
    for line in lines:
        pages.setdefault((line.page, line.dossier), {}).setdefault(line.claim, []).append(line)
    for (page, dossier), claims in pages.items():
        sheet.gap()
        sheet.text(page, style="bold")
        if dossier and leading:
            sheet.text(f"all of this page: ascertain news {dossier}", style="dim")
        for claim, some in claims.items():
            sheet.gap()
            sheet.text(claim if claim[:1] in words.QUOTES else f"“{claim}”", indent=2)
            for line in some:
                _match(sheet, line)


def _match(sheet: Sheet, line: _Line) -> None:
    own = f" “{shortened(line.rating_words, 160)}”" if line.rating_words else ""
    facts = " · ".join(filter(None, line.facts))
    style = RATING_STYLES.get(line.rating, "")
    sheet.text(f"{words.rating(line.rating)}{own} · {facts}", indent=6, lead="    -", style=style)
    sheet.text(f"“{shortened(line.checked, 300)}”", indent=6)
    for difference in line.differences:
        sheet.text(one_line(difference), indent=8, lead="      ≠", style="bold")
    sheet.address(line.url, indent=6)


def _page(title: str, url: str) -> str:
    return " · ".join(filter(None, (shortened(title, 120), one_line(url)))) or "A page without title and address"


def _of_import(one: Answered) -> _Line:
    return _Line(
        claim=shortened(one.claim, 300),
        page=_page(one.page_title, one.page_url),
        dossier=one.dossier,
        rating=Rating(one.rating),
        rating_words=one.rating_words,
        facts=(one_line(one.publisher), f"{one.strength} match, {one.score:.2f}"),
        checked=one.checked,
        differences=one.differences,
        url=one.url,
    )


def _of_news(one: LaterMatch) -> _Line:
    check = one.match.fact_check
    return _Line(
        claim=shortened(one.claim.quote, 300),
        page=_page(one.title, one.url),
        dossier=one.dossier_id,
        rating=check.rating,
        rating_words=check.rating_words,
        facts=(
            one_line(check.source.name or check.source.site),
            words.day(check.date) if check.date else "undated",
            words.language_name(check.language),
            f"{words.strength(one.match)}, {one.match.score:.2f}",
            "changed since" if one.changed else "",
            f"found {words.day(one.found)}",
        ),
        checked=check.claim,
        differences=tuple(words.difference(difference) for difference in one.match.differences),
        url=check.url,
    )
