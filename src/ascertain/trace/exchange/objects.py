"""Hash lists as JSON: of ThreatExchange, StopNCII, hasher-matcher-actioner and others; lists, pages and JSON lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from ascertain.records import ListedHash
from ascertain.trace.exchange.entry import HashReject, Withdrawn, entry_of, field_of

_LONGEST_LINE = 1024 * 1024
_WHOLE = 4 * 1024 * 1024
_ENTRY = re.compile(r"(?:[^.]*\.)?item")
_INNER = ("signals", "fingerprints")
"""Under these, hasher-matcher-actioner and NCMEC name several hashes of one picture by their types."""

Found = ListedHash | Withdrawn | HashReject


def read_objects(stream: BinaryIO, collection: str) -> Iterator[Found]:
    """Yield what each object holds; where the JSON breaks off, a reject says so and ends the list.

    One object a line is read line by line; otherwise the objects of the list that the file is, or of each list in
    the object that the file is (``data``, ``hashRecords``), are read one by one without holding the rest.
    """
    start = stream.tell()
    if _is_lines(stream):
        stream.seek(start)
        yield from _from_lines(stream, collection)
        return
    stream.seek(start)
    yield from _streamed(stream, collection)


def _is_lines(stream: BinaryIO) -> bool:
    first = stream.readline(_LONGEST_LINE)
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        return False
    if not isinstance(value, dict) or any(_is_entries(item) for item in value.values()):
        return False
    return bool(_raw(value).get("pdq")) or stream.readline(_LONGEST_LINE).lstrip().startswith(b"{")


def _is_entries(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def _from_lines(stream: BinaryIO, collection: str) -> Iterator[Found]:
    number = 0
    while line := stream.readline(_LONGEST_LINE):
        number += 1
        place = f"line {number}"
        text = line.decode("utf-8", "replace").strip()
        if len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
            yield HashReject(place, f"the line is longer than {_LONGEST_LINE:,} bytes", text[:200])
            while (line := stream.readline(_LONGEST_LINE)) and not line.endswith(b"\n"):
                continue
        elif text:
            try:
                value = json.loads(text)
            except (ValueError, RecursionError) as error:
                yield HashReject(place, f"the line is no JSON: {str(error)[:100]}", text[:200])
                continue
            yield _found(value, collection, place)


def _streamed(stream: BinaryIO, collection: str) -> Iterator[Found]:
    import ijson
    from ijson.common import ObjectBuilder

    start, number, builder, at = stream.tell(), 0, None, ""
    try:
        for prefix, event, value in ijson.parse(stream, use_float=True):
            if builder is None and _ENTRY.fullmatch(prefix):
                if event == "start_map":
                    builder, at = ObjectBuilder(), prefix
                elif event not in ("end_map", "end_array", "start_array"):
                    number += 1
                    # A list of bare hashes.
                    yield _found({"pdq": value}, collection, f"entry {number}")
            if builder is not None:
                builder.event(event, value)
                if event == "end_map" and prefix == at:
                    number += 1
                    yield _found(builder.value, collection, f"entry {number}")
                    builder = None
    except (ijson.JSONError, UnicodeDecodeError) as error:
        yield HashReject(f"entry {number + 1}", f"the JSON cannot be read behind entry {number}: {str(error)[:100]}")
        return
    if number == 0:
        stream.seek(start)
        yield from _single(stream, collection)


def _single(stream: BinaryIO, collection: str) -> Iterator[Found]:
    """Yield the entry that a file is as a whole, unless it is an empty page of entries."""
    try:
        value = json.loads(stream.read(_WHOLE))
    except (ValueError, RecursionError):
        value = None
    if isinstance(value, dict) and not any(isinstance(item, list) and not item for item in value.values()):
        yield _found(value, collection, "the whole file")


def _found(value: Any, collection: str, place: str) -> Found:
    shown = json.dumps(value, ensure_ascii=False, default=str)[:400]
    if not isinstance(value, dict):
        return HashReject(place, "it is not an object with fields", shown)
    return entry_of(_raw(value), collection, place, shown)


def _raw(value: dict[str, Any]) -> dict[str, str | tuple[str, ...]]:
    """Return the fields of an object; ThreatExchange's descriptors stand in for what it does not say itself."""
    raw: dict[str, str | tuple[str, ...]] = {}
    for part in (value, *_descriptors(value)):
        for key, item in part.items():
            field = field_of(key)
            if field and not raw.get(field):
                found = _tags(item) if field == "tags" else _text(item)
                if found:
                    raw[field] = found
    for key in _INNER:
        inner = value.get(key)
        if isinstance(inner, dict):
            raw["pdq"] = _text(inner.get("pdq", inner.get("PDQ", "")))
    return raw


def _descriptors(value: dict[str, Any]) -> list[dict[str, Any]]:
    inner = value.get("descriptors")
    listed = inner.get("data") if isinstance(inner, dict) else inner
    return [item for item in listed[:20] if isinstance(item, dict)] if isinstance(listed, list) else []


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value) if isinstance(value, str | int | float) else ""


def _tags(value: object) -> tuple[str, ...]:
    """Return tags: a list of texts, one text with blanks between them, or ThreatExchange's ``{"data": [{"text"}]}``."""
    if isinstance(value, dict):
        value = value.get("data")
    if isinstance(value, str):
        return tuple(value.split())
    if not isinstance(value, list):
        return ()
    texts = [item.get("text", item.get("name", "")) if isinstance(item, dict) else item for item in value]
    return tuple(text for text in map(_text, texts) if text)
