"""How commands run: errors as sentences with exit codes, progress on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ascertain.errors import AscertainError

if TYPE_CHECKING:
    import typer
    from rich.console import Console

    from ascertain.desk import Desk
    from ascertain.rooms import Progress

_QUIET_SECONDS = 2.0
"""On a pipe, a line is printed only for work that lasts longer than this."""


_home: list[Path] = []


def use_home(home: Path | None) -> None:
    """Let :func:`this_desk` open the collection in ``home``; without one, that of the settings."""
    _home[:] = [home] if home else []


def this_desk() -> Desk:
    """Return the desk that a command works with."""
    from ascertain.desk import open_desk
    from ascertain.settings import load_settings

    return open_desk(load_settings(home=_home[0]) if _home else load_settings())


def run(app: typer.Typer) -> None:
    """Run the command line application and leave the process with its exit code."""
    try:
        app()
    except AscertainError as error:
        print(f"ascertain: {error.message}", file=sys.stderr)
        if error.hint:
            print(f"  → {error.hint}", file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        print("\nascertain: stopped. What was finished is kept; the same command goes on from there.", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output went away, e.g. "| head"
        sys.exit(0)


def console(*, error: bool = False) -> Console:
    """Return a console for the terminal; results go to standard output, progress to standard error."""
    from rich.console import Console

    return Console(stderr=error, highlight=False)


@contextmanager
def showing_progress() -> Iterator[Progress]:
    """Yield a progress callback: a bar with the time remaining on a terminal, sparse lines elsewhere."""
    if sys.stderr.isatty():
        with _bar() as progress:
            yield progress
    else:
        yield _lines()


@contextmanager
def _bar() -> Iterator[Progress]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(error=True), transient=True) as bar:
        task = bar.add_task("Starting", total=None)
        stage = ""

        def progress(name: str, done: int, total: int | None) -> None:
            nonlocal stage
            if name != stage:
                stage = name
                bar.reset(task, description=name, total=total)
            bar.update(task, completed=done, total=total)

        yield progress


def _lines() -> Progress:
    last = time.monotonic()

    def progress(name: str, done: int, total: int | None) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _QUIET_SECONDS:
            last = now
            of = f" {done:,} of {total:,}" if total else f" {done:,}" if done else ""
            print(f"{name} …{of}", file=sys.stderr, flush=True)

    return progress
