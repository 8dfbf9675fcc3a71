"""Tables that take long to make and are the same every time: made once for each user, and read from then on."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path


def made_once(name: str, version: str, make: Callable[[], Any], folder: Path | None = None) -> Any:
    """Return what ``make`` returns, from a file of the user's cache where it was made before.

    It has to be plain JSON. ``version`` names everything it depends on; another one makes it again. A file that
    cannot be read or written costs time, nothing else.
    """
    place = (folder or user_cache_path("ascertain") / "tables") / f"{name}.json"
    with suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
        kept = json.loads(place.read_bytes())
        if kept["version"] == version:
            return kept["table"]
    table = make()
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(prefix=f".{name}-", dir=place.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump({"version": version, "table": table}, file, ensure_ascii=False, separators=(",", ":"))
            Path(part).replace(place)
        except OSError:
            Path(part).unlink(missing_ok=True)
    return table
