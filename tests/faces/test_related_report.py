"""Related fact-checks on the terminal: a golden file for the words, widths, and hostile text."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest
from related_sample import FAR, NOTHING, RELATED
from report_hostile import hostile_text
from rich.cells import cell_len
from rich.console import Console

from ascertain.faces.report import print_related, relatedwords
from ascertain.records import Group, Rating, Related

GOLDEN = Path(__file__).parent / "golden" / "related.txt"


def printed(related: Related, width: int = 100, *, explain: bool = False) -> str:
    to = Console(file=io.StringIO(), width=width, no_color=True, _environ={})
    print_related(related, to, explain=explain)
    assert isinstance(to.file, io.StringIO)
    return to.file.getvalue()


def test_related_reads_as_agreed() -> None:
    text = printed(RELATED, explain=True)
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8"), "set UPDATE_GOLDEN=1 to accept the new text"


def test_the_explanation_is_left_out_unless_asked_for() -> None:
    assert "UNDERSTOOD" not in printed(RELATED)
    assert printed(RELATED, explain=True).endswith(printed(RELATED).split("\n", 1)[1])


@pytest.mark.parametrize("related", [NOTHING, FAR])
def test_no_match_is_no_verdict(related: Related) -> None:
    assert "says nothing about whether" in " ".join(printed(related).split())


def test_several_publishers_and_their_disagreement_are_named() -> None:
    text = " ".join(printed(RELATED).split())
    assert "2 publishers checked this claim." in text
    assert "The ratings differ slightly: false (Tessen Fact Desk) and mostly false (Contrôle Public)." in text
    assert "Tessen Fact Desk has two fact-checks of this claim." in text
    clear = RELATED.groups[0].model_copy(update={"ratings": (Rating.FALSE, Rating.TRUE), "disagreement": "clear"})
    assert relatedwords.disagreement(clear).startswith("The ratings disagree: ")


def test_the_words_of_the_rating_are_told_when_they_say_more() -> None:
    check = RELATED.groups[1].matches[0].fact_check
    assert relatedwords.own_rating(check) == "Falso: el vídeo es de 2021"
    assert relatedwords.own_rating(check.model_copy(update={"rating_words": "FALSE."})) == ""


def test_another_language_is_told() -> None:
    check = RELATED.groups[1].matches[0].fact_check
    assert relatedwords.tongue(check, "en") == "Spanish, another language than the claim’s"
    assert relatedwords.tongue(check, "es") == "Spanish"
    assert relatedwords.tongue(check, "") == "Spanish"
    assert relatedwords.tongue(check.model_copy(update={"language": ""}), "en") == "language not known"


@pytest.mark.parametrize(("width", "widest"), [(60, 60), (80, 80), (200, 120)])
def test_lines_fit_the_width(width: int, widest: int) -> None:
    lines = [line for line in printed(RELATED, width, explain=True).splitlines() if "https://" not in line]
    assert max(cell_len(line) for line in lines) <= widest
    assert not any(line != line.rstrip() for line in lines)


def poisoned(related: Related) -> Related:
    """Return the answer with something hostile in every foreign string."""
    match = related.groups[0].matches[0]
    check = match.fact_check.model_copy(
        update={name: hostile_text("x") for name in ("claim", "rating_words", "claimant", "title")}
        | {"source": match.fact_check.source.model_copy(update={"name": hostile_text("P")}), "url": "javascript:x"}
    )
    other = match.model_copy(update={"fact_check": check})
    group = Group(matches=(match, other), ratings=(Rating.FALSE,), disagreement="none")
    query = related.query.model_copy(update={"text": hostile_text("q"), "author": hostile_text("a")})
    return related.model_copy(update={"groups": (group,), "query": query, "notes": (hostile_text("n"),)})


def test_hostile_text_is_words_only() -> None:
    text = printed(poisoned(RELATED), explain=True)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b]", text)
    assert "[bold red]" in text
    assert "[31m" not in text


def test_addresses_are_not_broken() -> None:
    match = RELATED.groups[1].matches[0]
    url = "https://verificasur.example/" + "a" * 150
    check = match.fact_check.model_copy(update={"url": url})
    group = RELATED.groups[1].model_copy(update={"matches": (match.model_copy(update={"fact_check": check}),)})
    assert url in printed(RELATED.model_copy(update={"groups": (group,)}), 80)
