"""JSON files: ``ClaimReview`` JSON-LD, the Data Commons feed, Fact Check Tools answers, lists of rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from ascertain.ingest.factchecks.claimreview import types_of
from ascertain.ingest.factchecks.mending import Unreadable, load
from ascertain.ingest.factchecks.reader import Located, Problem
from ascertain.ingest.factchecks.values import excerpt, found_in

WHOLE = 16 * 1024 * 1024
"""Bytes up to which a file is read as a whole, so that it can be mended and references resolved; beyond, streamed."""

_LISTS = (
    "dataFeedElement", "claims", "@graph", "itemListElement", "data", "items", "results", "records", "rows", "entries",
    "factchecks", "fact_checks", "factChecks", "claimReviews", "claim_reviews", "reviews", "articles", "hits",
)  # fmt: skip
"""The fields under which files wrap their list."""


class JsonFile:
    """One JSON value: an object, a list, ``@graph``, a ``DataFeed``, or an API answer."""

    name = "json"
    examples = (
        b'{"@context": "http://schema.org", "@graph": [{"@type": "Organization", "@id": "#us", "name": "Checks"}, '
        b'{"@type": ["ClaimReview", "Review"], "author": {"@id": "#us"}, "claimReviewed": "The lake is dry", '
        b'"url": "https://checks.example/lake", "reviewRating": {"@type": "Rating", "ratingValue": 2, '
        b'"bestRating": 5, "worstRating": 1}, "itemReviewed": {"@type": "Claim", "author": {"name": "A mayor"}}}]}',
        b'{"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [{"@type": "ClaimReview", '
        b'"claimReviewed": "Bread is free on Mondays", "reviewRating": {"alternateName": "Faux"}, '
        b'"author": {"name": "Checks", "url": "https://checks.example"}}]}]}',
        b'{"claims": [{"text": "Dogs can vote", "claimant": "A post", "claimDate": "2024-02-01T00:00:00Z", '
        b'"claimReview": [{"publisher": {"name": "Checks", "site": "checks.example"}, '
        b'"url": "https://checks.example/dogs", "title": "No, they cannot", "reviewDate": "2024-02-03T00:00:00Z", '
        b'"textualRating": "False", "languageCode": "en"}]}]}',
        b'[{"claim_text": "The bridge is glass", "verdict_article": "False", '
        b'"fact_checking_date": "16-01-21T06:08:00"}]',
    )

    def sniff(self, head: bytes, path: Path) -> bool:
        """Tell whether the file begins as a JSON object or list, comment marks aside."""
        del path
        start = head.lstrip().removeprefix(b"<!--").lstrip()
        return start.startswith((b"{", b"[{", b"[\n", b"[\r", b"[ ", b"[\t", b"[]"))

    def drafts(self, stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Located | Problem]:
        """Yield what the file's entries hold; where the JSON breaks off, a problem says so and ends the file."""
        body = stream.read(WHOLE + 1)
        if len(body) <= WHOLE:
            yield from _whole(body.decode("utf-8", "replace"), columns)
            return
        stream.seek(0)
        yield from _streamed(stream, columns)


def _whole(text: str, columns: Mapping[str, str]) -> Iterator[Located | Problem]:
    try:
        value, mended = load(text)
    except Unreadable as error:
        yield Problem(str(error), excerpt(text), "the whole file")
        return
    listed = _list_in(value)
    if listed is None:
        yield from found_in(value, columns, "the whole file", mended)
        return
    for number, item in enumerate(listed, start=1):
        yield from found_in(item, columns, f"item {number}", mended)


def _list_in(value: Any) -> list[Any] | None:
    """Return the list of entries in a file's value; ``None`` when the value is one entry, or must stay whole."""
    if isinstance(value, list):
        return value
    # Nodes of a graph refer to one another: it is read as one value.
    if not isinstance(value, dict) or "@graph" in value or "ClaimReview" in types_of(value):
        return None
    for key in _LISTS:
        items = value.get(key)
        if isinstance(items, list) and items and all(isinstance(item, dict) for item in items[:100]):
            return items
    return None


def _streamed(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Located | Problem]:
    import ijson

    number = 0
    try:
        prefix = _prefix(stream)
        if prefix is None:
            yield Problem(
                f"it is one object of more than {WHOLE:,} bytes without a list of entries", "", "the whole file"
            )
            return
        stream.seek(0)
        for value in ijson.items(stream, prefix, use_float=True):
            number += 1
            yield from found_in(value, columns, f"item {number}")
    except ijson.JSONError as error:
        yield Problem(f"the JSON cannot be read behind item {number}: {str(error)[:200]}", "", f"item {number + 1}")


def _prefix(stream: BinaryIO) -> str | None:
    """Return the ijson path of the entries: of the list itself, or of the first list under a known name."""
    import ijson

    for prefix, event, _ in ijson.parse(stream, use_float=True):
        if event == "start_array" and prefix == "":
            return "item"
        if event == "start_array" and prefix in _LISTS:
            return f"{prefix}.item"
    return None
