"""What a JSON value holds: reviews, answers of an API, or a plain row."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ascertain.ingest.factchecks.claimreview import answers_in, reviews_in, types_of
from ascertain.ingest.factchecks.columns import draft_of, keys_of
from ascertain.ingest.factchecks.draft import Draft
from ascertain.ingest.factchecks.reader import Located, Problem

_EXCERPT = 300


def found_in(value: Any, columns: Mapping[str, str], place: str, note: str = "") -> list[Located | Problem]:
    """Return the drafts in a JSON value, or the one problem that there is none.

    A column map says that the value is a row; without one it may be ``ClaimReview`` markup at any depth, a claim
    of the Fact Check Tools API, or a row with names that are known.
    """
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        return [found for item in value for found in found_in(item, columns, place, note)]
    drafts = _drafts(value, columns)
    for draft in drafts:
        if note:
            draft.notes.append(note)
    if drafts:
        return [Located(draft, place) for draft in drafts]
    if not isinstance(value, dict):
        return [Problem("it is not an object with fields", excerpt(value), place)]
    if types_of(value) & {"DataFeedItem"}:
        return [Problem("this item of the feed holds no ClaimReview", excerpt(value), place)]
    return [Problem("no field of it means a claim or a headline", excerpt(value), place, keys_of(value)[:30])]


def _drafts(value: Any, columns: Mapping[str, str]) -> list[Draft]:
    if not columns and (drafts := reviews_in(value) or answers_in(value)):
        return drafts
    if not isinstance(value, dict) or types_of(value) & {"DataFeedItem", "DataFeed"}:
        return []
    draft = draft_of(value, columns)
    return [draft] if draft else []


def excerpt(value: Any) -> str:
    """Return the beginning of a value or text, for the file of rejects."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text[:_EXCERPT] + ("…" if len(text) > _EXCERPT else "")
