"""Judged queries: posts with the fact-checks that answer them, as the public test collections give them."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

COLLECTIONS: Final[Mapping[str, str]] = {
    "checkthat2022": "checkthat2022_task2a",
    "checkthat2020": "checkthat2020_task2",
    "multilingual": "factchecks_multilingual",
}
"""Collections by name, and the folder of each in the data folder."""


@dataclass(frozen=True)
class Judged:
    """One query with what answers it."""

    id: str
    text: str
    relevant: frozenset[str]
    """Identifiers of fact-checks in the imported file."""

    day: date | None = None
    """The day the post's own identifier tells; ``None`` where identifiers tell nothing."""


def read_judged(data: Path, collection: str, split: str) -> list[Judged]:
    """Return the judged queries of a collection's split: ``train``, ``dev``, or ``dev-test`` (CheckThat! 2022)."""
    folder = data / COLLECTIONS[collection]
    return _READERS[collection](folder, split)


def without(queries: Sequence[Judged], others: Sequence[Judged]) -> list[Judged]:
    """Return the queries whose text is not among those of ``others``: the collections share posts."""
    known = {_letters(query.text) for query in others}
    return [query for query in queries if _letters(query.text) not in known]


def _checkthat2022(folder: Path, split: str) -> list[Judged]:
    queries, judgements = {
        "train": ("Train-Dev_Queries", "Train_QRELs"),
        "dev": ("Train-Dev_Queries", "Dev_QRELs"),
        "dev-test": ("Dev-Test_Queries", "Dev-Test_QRELs"),
    }[split]
    start = "CT2022-Task2A-EN-"
    return _read(folder / f"{start}{queries}.tsv", folder / f"{start}{judgements}.tsv", header=False)


def _checkthat2020(folder: Path, split: str) -> list[Judged]:
    return _read(folder / split / "tweets.queries.tsv", folder / split / "tweet-vclaim-pairs.qrels", header=True)


def _multilingual(folder: Path, split: str) -> list[Judged]:
    name = split.capitalize()
    return [
        Judged(query.id, query.text, query.relevant, day_of_post(query.id))
        for query in _read(folder / f"FC-EN-{name}_Queries.tsv", folder / f"FC-EN-{name}_QRELs.tsv", header=True)
    ]


_READERS: Mapping[str, Callable[[Path, str], list[Judged]]] = {
    "checkthat2022": _checkthat2022,
    "checkthat2020": _checkthat2020,
    "multilingual": _multilingual,
}


def _read(queries: Path, judgements: Path, *, header: bool) -> list[Judged]:
    with queries.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))[1 if header else 0 :]
    relevant: dict[str, set[str]] = {}
    for line in judgements.read_text("utf-8").splitlines():
        query, _, document, grade = line.split()
        if int(grade) > 0:
            relevant.setdefault(query, set()).add(document)
    return [Judged(row[0], row[1], frozenset(relevant[row[0]])) for row in rows if row[0] in relevant]


def day_of_post(identifier: str) -> date | None:
    """Return the day on which X gave a post its identifier, whose upper bits count milliseconds since 2010."""
    try:
        number = int(float(identifier))
    except ValueError:
        return None
    moment = datetime.fromtimestamp(((number >> 22) + 1_288_834_974_657) / 1000, UTC)
    return moment.date() if number > 1 << 54 else None


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())[:80]
