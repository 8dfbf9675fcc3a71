"""Tracing every picture of a folder, one JSON record a line."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TextIO

from ascertain.errors import AscertainError, Invalid, NotFound, Unavailable
from ascertain.rooms import Progress, Rooms

STAGE = "Tracing pictures"


@dataclass(frozen=True)
class TracesReport:
    """What tracing a folder did."""

    read: int
    """Files looked at."""

    found: int
    """Pictures that were seen before: the same image, or probably."""

    problems: tuple[str, ...]
    """One line for each file that could not be traced."""

    out: str
    """Where the records stand."""

    seconds: float
    """How long it took."""

    def to_json(self) -> str:
        """Return the report as a JSON object."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2)

    def __str__(self) -> str:
        lines = [
            f"{self.read:,} files traced in {self.seconds:.1f} seconds: {self.found:,} seen before.",
            *self.problems,
            f"The records stand in {self.out}.",
        ]
        return "\n  ".join(lines)


def trace_folder(rooms: Rooms, folder: Path, out: Path, progress: Progress, *, elsewhere: bool) -> TracesReport:
    """Trace every picture and video in a folder, subfolders included, into ``out`` and report what was done.

    Each line is a trace, or ``{"name", "error", "hint"}`` for a file that cannot be traced. ``out`` appears when all
    is done. Raises :class:`NotFound` when there is no such folder, :class:`Invalid` when it holds no files.
    """
    from ascertain.verbs.printing import ready_pictures
    from ascertain.verbs.tracing import read_file, trace_media

    if not folder.is_dir():
        raise NotFound(f"There is no folder {folder}.", "Give a folder of pictures.")
    # What lies in the output's place from an earlier run is no picture.
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.resolve() != out.resolve()]
    if not files:
        raise Invalid(f"The folder {folder} holds no files.", "Give a folder of pictures.")
    ready_pictures(rooms, progress)  # a collection that cannot be opened ends the batch, instead of failing every file
    started, found, problems = time.monotonic(), 0, []
    with _replacing(out) as file:
        for done, path in enumerate(files):
            progress(STAGE, done, len(files))
            name = path.relative_to(folder).as_posix()
            try:
                trace = trace_media(rooms, read_file(rooms, path, name), _silent, elsewhere=elsewhere)
            except AscertainError as error:
                problems.append(f"{name}: {error}")
                line = json.dumps({"name": name, "error": error.message, "hint": error.hint}, ensure_ascii=False)
            else:
                found += any(match.tier in ("same image", "probable") for match in trace.sightings)
                line = trace.model_dump_json()
            file.write(line + "\n")
    return TracesReport(len(files), found, tuple(problems), str(out), round(time.monotonic() - started, 3))


def _silent(_stage: str, _done: int, _total: int | None) -> None:
    return None


@contextmanager
def _replacing(out: Path) -> Iterator[TextIO]:
    """Yield a file that takes the place of ``out`` when everything is written."""
    beside = out.with_name(f".{out.name}.part")
    try:
        with beside.open("w", encoding="utf-8") as file:
            yield file
        beside.replace(out)
    except OSError as error:
        raise Unavailable(f"{out} cannot be written: {error.strerror or error}.", "Choose another place.") from error
    finally:
        beside.unlink(missing_ok=True)
