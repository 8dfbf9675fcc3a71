"""What the index finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Candidate:
    """A stored picture, or frame of a video, that may be the same as the one asked about: to be compared with it."""

    sha256: str
    """The picture or video."""

    frame: float | None
    """Second of the frame; ``None`` for a picture."""

    distance: int | None
    """Bits in which the nearest hashes of the two differ; ``None`` when no hash is near."""

    votes: float
    """Local features that agree on one turn and scale, rare ones counting more; 0 when it was found by hash only."""

    via: str
    """What found it: ``hash``, ``features`` or ``both``."""
