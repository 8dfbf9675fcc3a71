"""The terminal report: a golden file for the words, and what it does with widths and hostile text."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest
from report_hostile import hostile_dossier, hostile_text
from report_sample import sample_dossier
from rich.cells import cell_len
from rich.console import Console

from ascertain.faces.report import print_dossier

GOLDEN = Path(__file__).parent / "golden"


def console(width: int = 100, *, colour: bool = False) -> Console:
    return Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        color_system="truecolor" if colour else None,
        no_color=not colour,
        _environ={},
    )


def written(to: Console) -> str:
    assert isinstance(to.file, io.StringIO)
    return to.file.getvalue()


def check(golden: Path, text: str) -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8"), "set UPDATE_GOLDEN=1 to accept the new text"


def test_dossier_reads_as_agreed() -> None:
    to = console()
    print_dossier(sample_dossier(), to)
    check(GOLDEN / "dossier.txt", written(to))


@pytest.mark.parametrize(("width", "widest"), [(80, 80), (100, 100), (200, 120)])
def test_lines_fit_the_width(width: int, widest: int) -> None:
    to = console(width)
    print_dossier(sample_dossier(), to)
    lines = [line for line in written(to).splitlines() if "https://" not in line]
    assert max(cell_len(line) for line in lines) <= widest
    assert not any(line != line.rstrip() for line in lines)


def test_colour_only_adds() -> None:
    with_colour, without = console(colour=True), console()
    print_dossier(sample_dossier(), with_colour)
    print_dossier(sample_dossier(), without)
    assert "\x1b[" in written(with_colour)
    bare = re.sub(r"\x1b\]8;[^\x1b]*\x1b\\|\x1b\[[0-9;]*m", "", written(with_colour))
    assert bare == written(without)


def test_hostile_text_is_words_only() -> None:
    to = console()
    print_dossier(hostile_dossier(), to)
    text = written(to)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b]", text)
    # Rich markup is printed, not obeyed; whole terminal sequences are gone.
    assert "[bold red]" in text
    assert "[31m" not in text
    assert "]0;" not in text


def test_hostile_addresses_carry_no_link() -> None:
    to = console(colour=True)
    print_dossier(hostile_dossier(), to)
    assert "\x1b]8;" not in written(to)
    assert "javascript:" in written(to)


def test_hostile_sample_is_hostile() -> None:
    assert "\x1b" in hostile_text("x")
    assert "\u202e" in hostile_text("x")
