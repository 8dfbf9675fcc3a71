"""The terminal as a sheet of paper: wrapped, indented, and safe for foreign text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ascertain.faces.report.plaintext import one_line, plain, web_address

if TYPE_CHECKING:
    from rich.console import Console

WIDEST = 120
"""Columns: longer lines are hard to read, however wide the window is."""


class Sheet:
    """Wraps text to the console's width, with an indent and a hanging first line."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._width = min(console.width, WIDEST)

    def gap(self) -> None:
        """Leave a line empty."""
        self._console.print()

    def heading(self, title: str) -> None:
        """Begin a part of the report."""
        self.gap()
        self.text(title.upper(), style="bold")
        self.text("─" * min(len(title), self._width), style="dim")

    def text(self, line: str, *, indent: int = 0, lead: str = "", style: str = "", lead_style: str = "") -> None:
        """Print text wrapped behind ``lead``, which stands in the indent of the first line."""
        from rich.cells import cell_len
        from rich.text import Text

        indent = max(indent, cell_len(lead) + 1 if lead else 0)
        room = max(self._width - indent, 20)
        wrapped = Text(plain(line), style=style).wrap(self._console, room, overflow="fold")
        for number, part in enumerate(wrapped):
            part.rstrip()
            margin = Text(lead, style=lead_style) if number == 0 else Text()
            margin.append(" " * (indent - margin.cell_len))
            self._print(margin + part)

    def item(self, line: str, *, indent: int = 2, style: str = "") -> None:
        """Print a list item."""
        self.text(one_line(line), indent=indent, lead=" " * (indent - 2) + "-", style=style)

    def address(self, url: str, *, indent: int) -> None:
        """Print an address on a line of its own, unbroken; with a link where the terminal can follow one."""
        from rich.style import Style
        from rich.text import Text

        if url:
            style = Style(link=web_address(url) or None, dim=True)
            self._print(Text(" " * indent) + Text(one_line(url), style=style))

    def _print(self, line: object) -> None:
        self._console.print(line, no_wrap=True, overflow="ignore", crop=False, soft_wrap=True)
