"""An answer as text for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ascertain.faces.report import answerwords, words
from ascertain.faces.report.plaintext import one_line, shortened
from ascertain.faces.report.sheet import Sheet
from ascertain.records import Answer, Passage, Since

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from ascertain.store import AnswerSummary

_STYLES = {"supported": "bold green", "refuted": "bold red", "conflicting": "bold yellow"}
_STANCES = {"supports": "green", "refutes": "red", "disputes-part": "yellow"}
_COPIES = 3
"""Addresses of copies printed for a passage; the page has them all."""


def print_answer(answer: Answer, console: Console, since: Since | None = None) -> None:
    """Print verdict, cited sentences, reasons, what is missing, the passages, and what was searched.

    Foreign text is printed without control sequences and is never read as markup. ``since`` is how the answer differs
    from the one that it asks again.
    """
    sheet = Sheet(console)
    verdict, meaning = answerwords.VERDICTS[answer.verdict]
    sheet.gap()
    sheet.text(shortened(answer.question, 500), style="bold")
    sheet.gap()
    sheet.text(f"{verdict}.", style=_STYLES.get(answer.verdict or "", "bold"))
    sheet.text(meaning, style="dim")
    if since is not None:
        _since(sheet, since)
    if answer.statements:
        sheet.gap()
    for statement in answer.statements:
        numbers = "".join(f" [{number}]" for number in answerwords.cited(answer, statement.citations))
        sheet.text(f"{one_line(statement.text)}{numbers}", indent=2, lead=">")
    if answer.statements:
        sheet.text(answerwords.written(answer), style="dim")
    _items(sheet, "What is missing", answer.missing)
    _items(sheet, "Why this verdict", answer.reasons)
    front, back = answerwords.shown(answer)
    if front:
        sheet.heading("Passages, most telling first")
    for number, passage in front:
        _passage(sheet, number, passage, answer.language)
    if back:
        sheet.gap()
        sheet.text(f"{words.count(len(back), 'passage')} about something else not listed.", style="dim")
    if answer.removed:
        sheet.heading("Sentences taken out")
    for one in answer.removed:
        sheet.item(f"{one.text} ({one.why})")
    _searched(sheet, answer)
    sheet.gap()
    sheet.text(answerwords.NOTICE, style="dim")
    made = f"{words.moment(answer.at)}, by " if answer.at else "By "
    sheet.text(f"{made}{', '.join(map(one_line, answer.made_by))}.", style="dim")
    if answer.id:
        sheet.text(f"Kept as {answer.id}; ask again with: ascertain ask --again {answer.id}", style="dim")


def print_answers(kept: Sequence[AnswerSummary], console: Console) -> None:
    """Print a list of kept answers: when, what came out, the question, the identifier."""
    sheet = Sheet(console)
    if not kept:
        sheet.text("No answer has been kept yet. Ask with: ascertain ask TEXT")
    for one in kept:
        sheet.gap()
        sheet.text(shortened(one.question, 200), style="bold")
        sheet.text(f"{words.sentence(one.verdict or 'not weighed')} {words.moment(one.at)}.")
        sheet.text(one.id, style="dim")


def _items(sheet: Sheet, title: str, lines: tuple[str, ...]) -> None:
    if lines:
        sheet.heading(title)
    for line in lines:
        sheet.item(line)


def _since(sheet: Sheet, since: Since) -> None:
    day = f" of {words.moment(since.from_day)}" if since.from_day else ""
    sheet.heading(f"Since the answer{day}")
    for sentence in answerwords.since_words(since):
        sheet.text(sentence)
    for sign, passages in (("+", since.new), ("−", since.gone)):
        for passage in passages:
            sheet.text(_named(passage), indent=4, lead=f"  {sign}")
    for turned in since.turned:
        sheet.text(f"{_named(turned.passage)}; before: {turned.before}", indent=4, lead="  ↻")


def _named(passage: Passage) -> str:
    day = words.day(passage.date) if passage.date else "undated"
    title = shortened(passage.title or passage.text, 120)
    return f"{answerwords.publisher(passage)}, {day}: {title} ({words.stance(passage)})"


def _passage(sheet: Sheet, number: int, passage: Passage, language: str) -> None:
    sheet.gap()
    stance = words.stance(passage)
    line = f"{stance[0].upper()}{stance[1:]}, {answerwords.stance_by(passage)}"
    sheet.text(
        line,
        indent=5,
        lead=f"{f'[{number}]':>4}",
        style=_STANCES.get(words.stance_class(passage), ""),
        lead_style="bold",
    )
    facts = (
        answerwords.publisher(passage),
        words.day(passage.date) if passage.date else "undated",
        words.other_language(passage.language, language),
        shortened(passage.title, 120),
        answerwords.found_by(passage),
    )
    sheet.text(" · ".join(filter(None, facts)), indent=5)
    sheet.text(f"“{shortened(passage.text, 500)}”", indent=5)
    for note in passage.notes:
        sheet.text(answerwords.note(note), indent=7, lead="     !", style="bold")
    for difference in passage.differences:
        sheet.text(words.difference(difference), indent=7, lead="     ≠", style="bold")
    sheet.address(passage.url, indent=5)
    if passage.copies:
        sheet.text(f"{words.count(len(passage.copies), 'copy', 'copies')} of this text, counted once:", indent=5)
    for copy in passage.copies[:_COPIES]:
        sheet.address(copy, indent=7)


def _searched(sheet: Sheet, answer: Answer) -> None:
    sheet.heading("What was searched, and what was not")
    for sentence in answerwords.summary(answer):
        sheet.text(sentence)
    for one in sorted(answer.asked, key=answerwords.closed):
        query = f" “{shortened(one.query, 100)}”" if one.query else ""
        sheet.item(f"{one.searcher}{query}: {answerwords.result(one)}", style="dim" if answerwords.closed(one) else "")
    for line in (*answer.unfinished, *(answer.inquiry.notes if answer.inquiry else ())):
        sheet.item(line)
