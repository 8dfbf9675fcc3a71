"""Names of columns: which field a column means, whatever its case and signs, and maps that people give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from ascertain.errors import Invalid


def plain(name: str) -> str:
    """Return what spellings of a column's name have in common: its letters and digits, in lower case."""
    return re.sub(r"[^\w]|_", "", name.casefold())


def orders(names: Mapping[str, str]) -> dict[str, list[str]]:
    """Return for each field the plain names that it goes by, the surest first."""
    return {field: [plain(name) for name in some.split()] for field, some in names.items()}


def check_map(columns: Iterable[str], fields: Sequence[str], what: str) -> None:
    """Raise ``Invalid`` when a column map names a field that ``what`` (``Pictures``) do not have."""
    unknown = sorted(set(columns) - set(fields))
    if unknown:
        raise Invalid(
            f"{what} have no field {', '.join(map(repr, unknown))}.",
            f"A column map is written field=column, with these fields: {', '.join(fields)}.",
        )


def resolve(
    keys: Sequence[str], given: Mapping[str, str], order: Mapping[str, Sequence[str]]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return for each field the key it is read from, and every key by its plain name.

    ``given`` pairs go before the known names of ``order``; a key serves once.
    """
    chosen = {field: key for field, key in given.items() if key in keys}
    taken = set(chosen.values())
    by_name: dict[str, str] = {}
    for key in keys:
        by_name.setdefault(plain(key), key)
    for field, names in order.items():
        found = next((by_name[name] for name in names if name in by_name and by_name[name] not in taken), None)
        if field not in chosen and found is not None:
            chosen[field] = found
            taken.add(found)
    return chosen, by_name
