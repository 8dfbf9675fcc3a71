"""Reading what options say, and writing pages where they ask for it."""

from __future__ import annotations

import os
from pathlib import Path


def check_place(path: Path) -> None:
    """Refuse a place that cannot be written to, before any work is done."""
    from ascertain.errors import Unavailable

    if path.is_dir() or not path.resolve().parent.is_dir() or not os.access(path.resolve().parent, os.W_OK):
        raise Unavailable(f"{path} cannot be written.", "Choose a file in a folder that exists and can be written to.")


def write_page(page: str, path: Path) -> None:
    """Write a page; raises ``Unavailable`` when the place does not take it."""
    from ascertain.errors import Unavailable

    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise Unavailable(f"{path} cannot be written: {error.strerror}.", "Choose another place.") from error


def columns_of(text: str | None) -> dict[str, str] | None:
    """Return the column map that an option spells as ``field=column,field=column``; ``None`` when it is left out."""
    from ascertain.errors import Invalid

    if text is None:
        return None
    pairs = [part.partition("=") for part in text.split(",")]
    if any(not field.strip() or not column.strip() for field, _, column in pairs):
        raise Invalid(f"The column map {text!r} cannot be read.", "Write field=column pairs: claim=headline,url=link.")
    return {field.strip(): column.strip() for field, _, column in pairs}
