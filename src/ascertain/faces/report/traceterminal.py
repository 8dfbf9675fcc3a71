"""A trace as text for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ascertain.faces.report import tracewords, words
from ascertain.faces.report.plaintext import one_line, shortened
from ascertain.faces.report.sheet import Sheet
from ascertain.records import Context, SightingMatch, Trace

if TYPE_CHECKING:
    from rich.console import Console

_STYLES = {"same image": "bold green", "probable": "green", "same scene": "yellow", "look-alike": "dim"}


def print_trace(trace: Trace, console: Console) -> None:
    """Print where a picture or video appeared, earliest first, with the numbers behind each sighting."""
    sheet = Sheet(console)
    media = trace.media
    length = f", {tracewords.clock(media.seconds)}" if media.seconds else ""
    sheet.text(shortened(trace.name, 200), style="bold")
    sheet.text(f"{media.width} × {media.height} pixels, {media.type}{length}", style="dim")
    sheet.gap()
    for sentence in tracewords.summary(trace):
        sheet.text(sentence)
    if trace.contradictions:
        sheet.heading("Contexts that disagree")
        for contradiction in trace.contradictions:
            sheet.item(contradiction.words)
    contexts = {context.sighting: context for context in trace.contexts}
    if trace.sightings:
        sheet.heading("Sightings, earliest first")
    for number, found in enumerate(trace.sightings, 1):
        _sighting(sheet, number, found, contexts.get(found.sighting.id))
    if trace.links:
        sheet.heading("Look on the web yourself")
        for link in trace.links:
            sheet.text(f"{one_line(link.text)}:", indent=2)
            sheet.address(link.url, indent=2)
    if trace.notes:
        sheet.heading("What could not be read or asked")
        for note in trace.notes:
            sheet.item(note)
    sheet.gap()
    sheet.text(tracewords.NOTICE, style="dim")
    sheet.text(f"{words.moment(trace.at)}, by {', '.join(map(one_line, trace.made_by))}.", style="dim")


def _sighting(sheet: Sheet, number: int, found: SightingMatch, context: Context | None) -> None:
    seen = found.sighting
    sheet.gap()
    when = words.day(seen.date) + ("" if seen.date_source == "published" else " (first seen)")
    where = one_line(seen.publisher or seen.title or seen.page) or "no page known"
    sheet.text(f"{when} · {where}", indent=5, lead=f"{number:>3}.", style="bold")
    numbers = "; ".join(tracewords.numbers(found))
    by = f", reported by {one_line(seen.found_by)}" if seen.found_by else ""
    sheet.text(
        f"{found.tier.capitalize()}{by}: {numbers}." if numbers else f"{found.tier.capitalize()}{by}.",
        indent=5,
        style=_STYLES[found.tier],
    )
    done, times = tracewords.done(found), tracewords.times(found)
    if done:
        sheet.text(f"Between the two: {done}.", indent=5)
    if times:
        sheet.text(f"{times[0].upper()}{times[1:]}.", indent=5)
    if seen.title and seen.title != where:
        sheet.text(shortened(seen.title, 200), indent=5)
    if seen.caption:
        sheet.text(f"Caption there: {one_line(seen.caption)}", indent=5)
    if context is not None:
        named = [date.text for date in context.dates] + [name.text for name in (*context.places, *context.people)]
        if named:
            sheet.text(f"It names: {', '.join(dict.fromkeys(map(one_line, named)))}", indent=5, style="dim")
    sheet.address(seen.page, indent=5)
