"""JSON lines: one object a line, plain rows or ``ClaimReview`` markup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from ascertain.ingest.factchecks.mending import Unreadable, load
from ascertain.ingest.factchecks.reader import Located, Problem
from ascertain.ingest.factchecks.values import excerpt, found_in

_LONGEST_LINE = 8 * 1024 * 1024


class JsonLines:
    """One JSON object a line (``.jsonl``, ``.ndjson``); blank lines are passed over."""

    name = "jsonl"
    examples = (
        b'{"vclaim": "The tower is 400 metres high", "title": "How high is the tower?", "date": "26 May 2015"}\n'
        b'{"vclaim": "The tower was moved", "title": "Was it moved?", "date": "1 June 2015"}\n',
        b'{"@context": "https://schema.org", "@type": "ClaimReview", "claimReviewed": "Tea cures colds", '
        b'"url": "https://checks.example/tea", "author": {"name": "Checks"}, '
        b'"reviewRating": {"alternateName": "False"}}\n'
        b'{"@type": "ClaimReview", "claimReviewed": "Tea contains caffeine", "author": {"name": "Checks"}}\n',
    )

    def sniff(self, head: bytes, path: Path) -> bool:
        """Tell whether two lines are objects of their own, or the name says so."""
        if not head.lstrip().startswith(b"{"):
            return False
        if path.name.removesuffix(".gz").lower().endswith((".jsonl", ".ndjson", ".jsonlines")):
            return True
        lines = [line for line in head.split(b"\n")[:-1] if line.strip()][:20]
        return sum(map(_is_object, lines)) >= 2

    def drafts(self, stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Located | Problem]:
        """Yield what each line holds; a line that is no JSON is a problem of its own."""
        number = 0
        while line := stream.readline(_LONGEST_LINE):
            number += 1
            place = f"line {number}"
            if len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
                yield Problem(
                    f"the line is longer than {_LONGEST_LINE:,} bytes",
                    excerpt(line[:2000].decode("utf-8", "replace")),
                    place,
                )
                while (line := stream.readline(_LONGEST_LINE)) and not line.endswith(b"\n"):
                    continue
                continue
            text = line.decode("utf-8", "replace").strip()
            if not text:
                continue
            try:
                value, mended = load(text)
            except Unreadable as error:
                yield Problem(str(error), excerpt(text), place)
                continue
            yield from found_in(value, columns, place, mended)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(load(line.decode("utf-8", "replace"))[0], dict)
    except Unreadable:
        return False
