"""What a search found, as text for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ascertain.faces.report import searchwords, words
from ascertain.faces.report.plaintext import shortened
from ascertain.faces.report.sheet import Sheet
from ascertain.records import SearchResult

if TYPE_CHECKING:
    from rich.console import Console


def print_hits(found: SearchResult, console: Console) -> None:
    """Print each hit with its words, where they stand, and who published them."""
    sheet = Sheet(console)
    sheet.gap()
    sheet.text(searchwords.summary(found), style="bold")
    for number, hit in enumerate(found.hits, 1):
        sheet.gap()
        sheet.text(shortened(hit.text, 400), indent=5, lead=f"{number:>3}", lead_style="bold")
        facts = searchwords.facts(hit)
        sheet.text(" · ".join((searchwords.KINDS[hit.kind], *facts)), indent=5, style="dim")
        if hit.title and hit.title != hit.text:
            sheet.text(shortened(hit.title, 160), indent=5)
        sheet.address(hit.url, indent=5)
    sheet.gap()
    sheet.text(words.sentence(f"searched: {found.searched}"), style="dim")
