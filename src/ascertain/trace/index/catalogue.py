"""Which segments make up the index, and up to where they cover the store."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from ascertain.trace.index.segment import FORMAT


@dataclass(frozen=True)
class Catalogue:
    """The segments of an index, largest first."""

    segments: tuple[str, ...] = ()
    """Names of their folders."""

    position: int = 0
    """The last position of the store that is in them."""


def read(path: Path) -> Catalogue:
    """Return the catalogue of a file; an empty one when it is missing, damaged or of another version."""
    try:
        said = json.loads(path.read_text())
        if said["format"] == FORMAT:
            return Catalogue(tuple(str(name) for name in said["segments"]), int(said["position"]))
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return Catalogue()


def write(path: Path, catalogue: Catalogue) -> None:
    """Put a catalogue in the place of the one before, all at once: a reader sees the one or the other."""
    part = path.with_name(path.name + ".part")
    with part.open("w") as file:
        json.dump({"format": FORMAT, "segments": catalogue.segments, "position": catalogue.position}, file)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
