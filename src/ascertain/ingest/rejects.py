"""The file that tells which entries of an import could not be used, and why."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TextIO

from ascertain.errors import Invalid, Unavailable
from ascertain.ingest.factchecks import Reject
from ascertain.records import content_id

_BEGINNING = '{"import": "'


class RejectsFile:
    """JSON lines ``{"import", "file", "position", "place", "reason", "excerpt"}``, added to and never rewritten.

    It is made with the first reject. An entry that stands there already, from an earlier run of the same import, is
    not written again; a last line that breaks off, after a kill, is taken away. Several imports may share it.
    Entries of a file are known by their position; those of a live source (``lasting`` false), whose positions change
    from run to run, by their content.
    """

    def __init__(self, path: Path, key: str, source: str, *, lasting: bool = True) -> None:
        self.path = path
        self._key = key
        self._source = source
        self._file: TextIO | None = None
        self._lasting = lasting
        self._known: set[str] = set()

    def add(self, reject: Reject) -> None:
        """Write a reject down, unless it is there already."""
        if self._file is None:
            self._file = self._open()
        line: dict[str, str | int] = {
            "import": self._key,
            "file": self._source,
            "position": reject.position,
            "place": reject.place,
            "reason": reject.reason,
            "excerpt": reject.excerpt,
        }
        mark = self._mark(line)
        if mark in self._known:
            return
        self._known.add(mark)
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")

    def save(self) -> None:
        """See that everything added so far is on the disk."""
        if self._file is not None:
            self._file.flush()
            os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the file, if it was made."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _open(self) -> TextIO:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            file = self.path.open("a+", encoding="utf-8", errors="replace", newline="\n")
        except OSError as error:
            raise Unavailable(
                f"The file of rejects {self.path} cannot be written: {error.strerror}.", "Name another with --rejects."
            ) from error
        try:
            file.seek(0)
            sound = 0
            for line in iter(file.readline, ""):
                if not line.endswith("\n"):
                    self._check_torn(line)
                    break
                self._known.update(self._marks(line))
                sound = file.tell()
            file.seek(sound)
            file.truncate()
        except BaseException:
            file.close()
            raise
        return file

    def _mark(self, entry: Mapping[str, Any]) -> str:
        """Return what an entry is known by."""
        if self._lasting:
            return str(int(entry["position"]))
        return content_id(*(str(entry[name]) for name in ("place", "reason", "excerpt")))

    def _marks(self, line: str) -> list[str]:
        try:
            entry = json.loads(line)
            return [self._mark(entry)] if entry["import"] == self._key else []
        except (ValueError, KeyError, TypeError) as error:
            raise self._foreign() from error

    def _check_torn(self, line: str) -> None:
        """Raise ``Invalid`` unless a last line without an end can be the beginning of one of ours."""
        beginning = _BEGINNING[: len(line)]
        if line[: len(beginning)] != beginning:
            raise self._foreign()

    def _foreign(self) -> Invalid:
        return Invalid(f"{self.path} holds something else than rejects.", "Name another file with --rejects.")
