"""What ``bench/ask.py`` and ``tools/train_stance.py`` share: the two collections, how they are parted, kept vectors."""

from __future__ import annotations

import hashlib
import json
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ascertain.models import Embedder
from ascertain.records import Passage, Source, Span, Verdict, content_id
from ascertain.text.webaddress import plain_address

Label = Literal["supports", "refutes", "neither"]
CLASSES: tuple[Label, ...] = ("supports", "refutes", "neither")
_CLIMATE: dict[str, Label] = {"SUPPORTS": "supports", "REFUTES": "refutes", "NOT_ENOUGH_INFO": "neither"}
VERDICTS: dict[str, Verdict] = {
    "Supported": "supported",
    "Refuted": "refuted",
    "Conflicting Evidence/Cherrypicking": "conflicting",
    "Not Enough Evidence": "not enough evidence",
}


@dataclass(frozen=True)
class Pair:
    """A claim, a passage, and what the passage says of it."""

    claim: str
    passage: Passage
    label: Label


@dataclass(frozen=True)
class Asked:
    """A claim of AVeriTeC with the answers that its annotators found."""

    claim: str
    day: date | None
    passages: tuple[Passage, ...]
    verdict: Verdict


@dataclass(frozen=True)
class Half:
    """The claims of one part of AVeriTeC."""

    claims: tuple[Asked, ...]

    @property
    def weak(self) -> list[Pair]:
        """Answers to supported and refuted claims, as if each said what they say together."""
        sides: dict[str, Label] = {"supported": "supports", "refuted": "refutes"}
        return [Pair(c.claim, p, sides[c.verdict]) for c in self.claims if c.verdict in sides for p in c.passages]


def part_of(claim: str) -> int:
    """Return the tenth a claim belongs to, 0 to 9, from the digest of its text."""
    return int(hashlib.sha256(claim.encode()).hexdigest(), 16) % 10


def passage(text: str, url: str = "", key: str = "") -> Passage:
    """Return a text as a passage in English."""
    site = plain_address(url).partition("/")[0] if url else ""
    return Passage(
        id=content_id("passage", key, text),
        origin="document",
        origin_id=url or key,
        span=Span(start=0, end=len(text)),
        text=text,
        url=url,
        source=Source(name=site, site=site) if site else None,
        language="en",
    )


def read_climate(data: Path) -> tuple[list[Pair], list[Pair]]:
    """Return CLIMATE-FEVER's pairs to train on (seven tenths of the claims) and to report."""
    parts: tuple[list[Pair], list[Pair]] = ([], [])
    path = data / "climate_fever" / "dataset" / "climate-fever.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for found in row["evidences"]:
            label = _CLIMATE[found["evidence_label"]]
            parts[part_of(row["claim"]) >= 7].append(Pair(row["claim"], passage(found["evidence"]), label))
    return parts


def read_averitec(data: Path, *, report: bool) -> Half:
    """Return the half of the AVeriTeC claims that is reported, or the other that thresholds are fitted on."""
    rows = json.loads((data / "averitec" / "dev_half.json").read_text(encoding="utf-8"))
    return Half(tuple(_asked(row) for row in rows if (part_of(row["claim"]) >= 5) == report))


def _asked(row: dict[str, Any]) -> Asked:
    found = [(question["question"], answer) for question in row["questions"] for answer in question["answers"]]
    passages = {p.id: p for q, a in found if a["answer_type"] != "Unanswerable" for p in [_answer(q, a)]}
    try:
        day = datetime.strptime(row["claim_date"] or "", "%d-%m-%Y").date()
    except ValueError:
        day = None
    return Asked(row["claim"], day, tuple(passages.values()), VERDICTS[row["label"]])


def _answer(question: str, answer: dict[str, Any]) -> Passage:
    parts = [question.strip(), answer["answer"].strip(), (answer.get("boolean_explanation") or "").strip()]
    parts[0] += "" if parts[0].endswith("?") else "?"
    parts[1] += "" if parts[1].endswith((".", "!", "?")) else "."
    return passage(" ".join(filter(None, parts)), answer.get("source_url") or "", question)


class KeptVectors:
    """An embedder that keeps every vector in a file, so that a second run needs none."""

    def __init__(self, embedder: Embedder, path: Path | None) -> None:
        self._embedder = embedder
        self._path = path
        self._kept: dict[tuple[str, str], NDArray[np.float32]] = {}
        if path is not None and path.exists():
            self._kept = pickle.loads(path.read_bytes())

    @property
    def name(self) -> str:
        """The embedder's."""
        return self._embedder.name

    @property
    def dimensions(self) -> int:
        """The embedder's."""
        return self._embedder.dimensions

    def queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row for each text."""
        return self._rows("q", texts)

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row for each text."""
        return self._rows("p", texts)

    def _rows(self, kind: str, texts: Sequence[str]) -> NDArray[np.float32]:
        new = [text for text in dict.fromkeys(texts) if (kind, text) not in self._kept]
        if new:
            made = self._embedder.queries(new) if kind == "q" else self._embedder.passages(new)
            self._kept.update(((kind, text), row) for text, row in zip(new, made, strict=True))
        return np.array([self._kept[kind, text] for text in texts], np.float32).reshape(len(texts), self.dimensions)

    def __enter__(self) -> KeptVectors:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._path is not None:
            self._path.write_bytes(pickle.dumps(self._kept))
