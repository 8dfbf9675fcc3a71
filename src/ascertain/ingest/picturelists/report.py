"""What an import of pictures or videos did."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class PicturesReport:
    """What an import of pictures or videos did, over all its runs when it was interrupted in between."""

    file: str
    """Name of the folder or list."""

    read: int
    """Entries of the folder or list."""

    new: int
    """Appearances that were not known before."""

    same: int
    """Appearances that were known already."""

    rejected: int
    """Entries that cannot be used."""

    resumed: int = 0
    """Entries that an earlier, interrupted run had dealt with."""

    warnings: Mapping[str, int] = field(default_factory=dict)
    """What was left out or guessed, and in how many entries."""

    rejects: str = ""
    """Where the rejected entries are written down; empty when there are none."""

    seconds: float = 0.0
    """How long this run took."""

    def to_json(self) -> str:
        """Return the report as a JSON object."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2)

    def __str__(self) -> str:
        lines = [f"{self.file}: {self.read:,} entries read: {self.new:,} new, {self.same:,} the same."]
        if self.resumed:
            lines.append(f"  went on behind entry {self.resumed:,}, where an earlier run was interrupted")
        if self.rejected:
            entries = "entry" if self.rejected == 1 else "entries"
            lines.append(f"  {self.rejected:,} {entries} could not be used; the reasons are in {self.rejects}")
        lines += [f"  {count:,} ×: {warning}" for warning, count in self.warnings.items()]
        lines.append(f"  {self.seconds:.1f} seconds")
        return "\n".join(lines)
