"""Which column of a list of pictures, or field of a sidecar, means what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ascertain.ingest import columnnames

NAMES: dict[str, str] = {
    "file": "file filename file_name path filepath image picture photo video local_path image_path media_path",
    "url": """image_url picture_url photo_url video_url media_url url_image img src content_url contentUrl
        download_url direct_url""",
    "page": """page page_url webpage_url source_url post_url permalink article_url article link href referrer origin
        web_page found_at""",
    "caption": "caption text description alt alt_text message body content tweet summary credit_line",
    "title": "title headline page_title heading fulltitle",
    "publisher": "publisher source site outlet author uploader username account channel organisation newspaper website",
    "date": """date published published_at publication_date date_published datePublished taken_at created_at created
        timestamp upload_date time day seen first_seen""",
}
"""The names each field goes by, the surest first. Case, underscores, dots and blanks make no difference.

``url`` alone is the picture's own address, unless the row has another or a file: then it is the page's.
"""

_BARE = ("url", "uri", "address")
_ORDER = columnnames.orders(NAMES)


def check_map(columns: Mapping[str, str]) -> None:
    """Raise ``Invalid`` when a column map names a field that pictures do not have."""
    columnnames.check_map(columns, tuple(NAMES), "Pictures")


def resolve(keys: tuple[str, ...], given: Mapping[str, str]) -> dict[str, str]:
    """Return for each field the key it is read from; ``given`` pairs go before the known names, a key serves once."""
    chosen, plain = columnnames.resolve(keys, given, _ORDER)
    bare = next((plain[name] for name in _BARE if name in plain), None)
    if bare is not None and bare not in chosen.values():
        chosen.setdefault("page" if "url" in chosen or "file" in chosen else "url", bare)
    return chosen


def values_of(row: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of the fields that a row has."""
    chosen = resolve(tuple(row), columns)
    values = {field: text for field, key in chosen.items() if (text := _text(row[key]).strip())}
    # In a row without a file the address that would be its page's is the picture's own.
    if (
        "file" not in values
        and "url" not in values
        and columnnames.plain(chosen.get("page", "")) in _BARE
        and "page" in values
    ):
        values["url"] = values.pop("page")
    return values


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(int(value)) if float(value).is_integer() else str(value)
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value[:20])))
    if isinstance(value, dict):  # an author with a name, a link with an address
        return next((_text(value[key]) for key in ("name", "title", "url", "text") if value.get(key)), "")
    return ""
