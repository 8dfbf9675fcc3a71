"""Which column of a list of sources means what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from ascertain.errors import Invalid

NAMES: Final[Mapping[str, str]] = {
    "site": """domain site url host hostname website web_site homepage website_url site_url domain_name source_url
        web address link source""",
    "country": "country country_name nation state location iso_code country_code",
    "name": "name publisher outlet organisation organization media_company owner company title medium newspaper asset",
    "label": "label type category classification typology verdict bias tag tags class factual_reporting status_name",
    "score": "score pc1 rating quality trust reliability trust_score credibility value",
    "note": "note notes description reason comment comments details",
}
"""The names each field goes by, the surest first. Case, underscores, dots and blanks make no difference."""

WORDS: Final = ("country", "name", "label", "score", "note")
"""Fields whose cells are the list's own words, in this order."""

_LONGEST = 200
_LINK = re.compile(r"https?://\S+$", re.I)


def check_map(columns: Mapping[str, str]) -> None:
    """Raise ``Invalid`` when a column map names a field that sources do not have."""
    unknown = sorted(set(columns) - set(NAMES))
    if unknown:
        raise Invalid(
            f"Sources have no field {', '.join(map(repr, unknown))}.",
            f"A column map is written field=column, with these fields: {', '.join(NAMES)}.",
        )


def resolve(headings: tuple[str, ...], given: Mapping[str, str]) -> dict[str, str]:
    """Return for each field its heading; ``given`` goes before the known names, a heading serves once."""
    chosen = {field: heading for field, heading in given.items() if heading in headings}
    taken = set(chosen.values())
    plain: dict[str, str] = {}
    for heading in headings:
        plain.setdefault(_plain(heading), heading)
    for field, names in NAMES.items():
        found = next((plain[n] for n in map(_plain, names.split()) if n in plain and plain[n] not in taken), None)
        if field not in chosen and found is not None:
            chosen[field] = found
            taken.add(found)
    return chosen


def _plain(name: str) -> str:
    return re.sub(r"[^\w]|_", "", name.casefold())


def words_of(row: Mapping[str, Any], chosen: Mapping[str, str]) -> str:
    """Return the list's own words about a source, country or owner first, parted by semicolons."""
    cells = [text_of(row.get(chosen[field])) for field in WORDS if field in chosen]
    shown = [" ".join(cell.replace(";", ",").split())[:_LONGEST] for cell in cells if not _LINK.match(cell)]
    return "; ".join(dict.fromkeys(filter(None, shown)))


def text_of(value: Any) -> str:
    """Return a cell as text; lists are joined, other structures are left out."""
    if isinstance(value, str):
        return "".join(c if c.isprintable() or c.isspace() else " " for c in value).strip()
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return f"{value:g}"
    if isinstance(value, list):
        return ", ".join(filter(None, map(text_of, value[:20])))
    return ""
