"""What every record has in common: frozen, no unknown fields, times in UTC."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field


class Record(BaseModel):
    """Base of all records: immutable, strict about fields, documented by attribute docstrings."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


def _in_utc(value: datetime) -> datetime:
    return value.astimezone(UTC)


UtcTime = Annotated[AwareDatetime, AfterValidator(_in_utc)]
"""A point in time that knows its zone, kept in UTC."""

Probability = Annotated[float, Field(ge=0.0, le=1.0)]


class Span(Record):
    """A stretch of a document's body: ``body[start:end]``, counted in code points."""

    start: Annotated[int, Field(ge=0)]
    """Offset of the first character."""

    end: Annotated[int, Field(ge=0)]
    """Offset behind the last character."""

    def of(self, text: str) -> str:
        """Return the characters of ``text`` that this span covers."""
        return text[self.start : self.end]


def content_id(*parts: str) -> str:
    """Return 32 hex digits that depend on every part: the identifier of derived records."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()[:32]
