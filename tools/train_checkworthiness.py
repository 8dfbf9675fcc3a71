"""Train the check-worthiness probe: ``python tools/train_checkworthiness.py DATA_DIR [--cache FOLDER]``.

DATA_DIR holds the files of CheckThat! 2024 task 1 (``english_train.tsv``, ``english_dev.tsv``, …).
Writes ``src/ascertain/claims/checkworthiness.json``: weights, calibration, thresholds, and what they
were made from. Needs the embedder (``ascertain prepare``) and scikit-learn. Decision and figures:
docs/decisions/0005-check-worthiness.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score, precision_score, recall_score

from ascertain.claims.features import FEATURE_NAMES, measure
from ascertain.claims.finding import sentence_parts
from ascertain.claims.labelled import Labelled, files_of, read_split
from ascertain.claims.probe import WEIGHTS_FILE, Probe, probe_from, rounded
from ascertain.models import Embedder, open_embedder
from ascertain.settings import Settings

OUTPUT = Path(__file__).parent.parent / "src" / "ascertain" / "claims" / WEIGHTS_FILE
HELD_OUT = 0.15
"""Share of the training data kept for calibration and thresholds."""

STRENGTHS = (0.0005, 0.001, 0.003)
"""Inverse regularisation strengths tried; the best mean average precision on held-out data wins."""

Matrix = NDArray[np.float64]
Labels = NDArray[np.bool_]


def main() -> None:
    """Read, embed, fit, calibrate, evaluate on dev, write."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--cache", type=Path, help="folder that keeps embeddings between runs")
    arguments.add_argument("--limit", type=int, default=0, help="use at most so many training sentences of a language")
    given = arguments.parse_args()
    embedder = open_embedder(Settings())
    train, dev = read_split(given.data, "train"), read_split(given.data, "dev")
    if given.limit:
        train = {language: rows[: given.limit] for language, rows in train.items()}
    columns = {
        (split, language): _columns(rows, language, embedder, given.cache)
        for split, by_language in (("train", train), ("dev", dev))
        for language, rows in by_language.items()
    }
    width = embedder.dimensions
    heads = _fit(train, {language: columns["train", language] for language in train})
    bare = _fit(train, {language: columns["train", language][:, width:] for language in train})
    probe, without = probe_from(embedder.name, heads), probe_from("", bare)
    content = {
        "about": "Check-worthiness probe; made by tools/train_checkworthiness.py, not edited by hand.",
        "made": datetime.now(UTC).strftime("%Y-%m-%d"),
        "embedder": embedder.name,
        "input": "Embedder.queries of the sentence, then the features",
        "data": {
            "name": "CheckThat! 2024 task 1",
            "sha256": _digest(given.data),
            "sentences": {language: len(rows) for language, rows in train.items()},
        },
        "dev": {
            language: _evaluate(rows, columns["dev", language], probe, without, width, language)
            for language, rows in dev.items()
        },
        "dev_unseen_language": _unseen(train, dev, columns),
        "features": list(FEATURE_NAMES),
        "heads": heads,
        "heads_without_embedding": bare,
    }
    OUTPUT.write_text(_compact(content), encoding="utf-8")
    print(json.dumps({"dev": content["dev"], "unseen": content["dev_unseen_language"]}, indent=1))
    print(f"{OUTPUT} {OUTPUT.stat().st_size:,} bytes")


def _columns(rows: Sequence[Labelled], language: str, embedder: Embedder, cache: Path | None) -> Matrix:
    texts = [row.text for row in rows]
    key = hashlib.sha256("\0".join([embedder.name, language, *texts]).encode()).hexdigest()[:16]
    path = cache / f"{language}-{key}.npy" if cache else None
    if path is not None and path.exists():
        vectors = np.load(path)
    else:
        started = time.monotonic()
        vectors = np.vstack([embedder.queries(texts[at : at + 1000]) for at in range(0, len(texts), 1000)])
        print(f"{language}: {len(texts) / (time.monotonic() - started):.0f} sentences/s embedded", file=sys.stderr)
        if path is not None:
            np.save(path, vectors.astype(np.float16))
    started = time.monotonic()
    features = measure([sentence_parts(text, language) for text in texts])
    print(f"{language}: {len(texts) / (time.monotonic() - started):.0f} sentences/s measured", file=sys.stderr)
    return np.hstack([vectors.astype(np.float64), features.astype(np.float64)])


def _fit(train: dict[str, list[Labelled]], columns: dict[str, Matrix]) -> dict[str, Any]:
    """Return a head for each language, and under ``""`` one for all others.

    Daumé III, “Frustratingly Easy Domain Adaptation” (2007): one regression over every column twice, once
    shared by all languages and once for the language of the sentence; a language's head is the sum of
    the two, and the head for other languages is what is shared.
    """
    languages = list(train)
    labels = {language: _labels(train[language]) for language in languages}
    kept = {language: _kept(train[language]) for language in languages}
    used = np.vstack([columns[language][kept[language]] for language in languages])
    mean, deviation = used.mean(0), used.std(0)
    deviation[deviation == 0] = 1.0
    scaled = {
        language: np.hstack([(columns[language] - mean) / deviation, np.ones((len(labels[language]), 1))])
        for language in languages
    }
    answers = np.concatenate([labels[language][kept[language]] for language in languages])
    best: tuple[float, Matrix] | None = None
    for strength in STRENGTHS:
        doubled = _doubled([scaled[language][kept[language]] for language in languages])
        model = LogisticRegression(C=strength, max_iter=300, fit_intercept=False).fit(doubled, answers)
        parts = model.coef_[0].astype(np.float64).reshape(len(languages) + 1, -1)
        quality = np.mean(
            [
                average_precision_score(
                    labels[language][~kept[language]], scaled[language][~kept[language]] @ (parts[0] + part)
                )
                for language, part in zip(languages, parts[1:], strict=True)
            ]
        )
        if best is None or quality > best[0]:
            best = (float(quality), parts)
    assert best is not None
    parts = best[1]
    own = {language: parts[0] + part for language, part in zip(languages, parts[1:], strict=True)}
    heads = {}
    for language, weights in {**own, "": parts[0]}.items():
        which = [language] if language else languages
        apart = np.vstack([columns[name][~kept[name]] for name in which])
        truth = np.concatenate([labels[name][~kept[name]] for name in which])
        plain = weights[:-1] / deviation
        heads[language] = _head(plain, float(weights[-1] - plain @ mean), apart, truth)
    return heads


def _doubled(blocks: Sequence[Matrix]) -> NDArray[np.float32]:
    """Return the rows with a shared copy of their columns in front, and a copy in the place of their block."""
    width = blocks[0].shape[1]
    wide = np.zeros((sum(map(len, blocks)), width * (len(blocks) + 1)), np.float32)
    row = 0
    for place, block in enumerate(blocks, 1):
        wide[row : row + len(block), :width] = block
        wide[row : row + len(block), width * place : width * (place + 1)] = block
        row += len(block)
    return wide


def _head(weights: Matrix, bias: float, columns: Matrix, labels: Labels) -> dict[str, Any]:
    """Return the head calibrated (Platt 1999) and with the threshold of best F1, both on held-out sentences."""
    logits = columns @ weights + bias
    platt = LogisticRegression(C=1e6).fit(logits[:, None], labels)
    slope, shift = float(platt.coef_[0, 0]), float(platt.intercept_[0])
    scores = 1 / (1 + np.exp(-(slope * logits + shift)))
    steps = np.round(np.arange(0.05, 0.95, 0.01), 2)
    threshold = max(steps, key=lambda step: f1_score(labels, scores >= step, zero_division=0))
    return {
        "weights": rounded(slope * weights),
        "bias": round(slope * bias + shift, 5),
        "threshold": float(threshold),
        "held_out": {"sentences": len(labels), "f1": round(float(f1_score(labels, scores >= threshold)), 4)},
    }


def _kept(rows: Sequence[Labelled]) -> Labels:
    """Return which sentences train; the rest is held out, chosen by their text so that equal ones stay together."""
    return np.array(
        [int(hashlib.sha256(row.text.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF >= HELD_OUT for row in rows]
    )


def _labels(rows: Sequence[Labelled]) -> Labels:
    return np.array([row.worth_checking for row in rows])


def _evaluate(
    rows: Sequence[Labelled], columns: Matrix, probe: Probe, without: Probe, width: int, language: str
) -> dict[str, Any]:
    labels = _labels(rows)
    vectors, features = columns[:, :width].astype(np.float32), columns[:, width:].astype(np.float32)
    scores = probe.scores(vectors, features, language)
    found = scores >= probe.head(language).threshold
    bare = without.scores(None, features, language)
    return {
        "sentences": len(rows),
        "positive": int(labels.sum()),
        "f1": round(float(f1_score(labels, found)), 4),
        "precision": round(float(precision_score(labels, found)), 4),
        "recall": round(float(recall_score(labels, found)), 4),
        "average_precision": round(float(average_precision_score(labels, scores)), 4),
        "brier": round(float(np.mean((scores - labels) ** 2)), 4),
        "f1_without_embedding": round(float(f1_score(labels, bare >= without.head(language).threshold)), 4),
    }


def _unseen(
    train: dict[str, list[Labelled]], dev: dict[str, list[Labelled]], columns: dict[tuple[str, str], Matrix]
) -> dict[str, Any]:
    """Return how the head for other languages does on each language when learned from the others alone."""
    found = {}
    for language in train:
        others = {other: rows for other, rows in train.items() if other != language}
        head = _fit(others, {other: columns["train", other] for other in others})[""]
        logits = columns["dev", language] @ np.array(head["weights"]) + head["bias"]
        scores, labels = 1 / (1 + np.exp(-logits)), _labels(dev[language])
        found[language] = {
            "f1": round(float(f1_score(labels, scores >= head["threshold"])), 4),
            "average_precision": round(float(average_precision_score(labels, scores)), 4),
        }
    return found


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in files_of(folder):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _compact(content: dict[str, Any]) -> str:
    """Return JSON with one line for each list of numbers."""
    text = json.dumps(content, indent=1, ensure_ascii=False)
    lines: list[str] = []
    for line in text.split("\n"):
        bare = line.strip()
        if lines and (bare[:1].isdigit() or bare[:1] in "-]" or (bare[:1] == '"' and ":" not in bare)):
            lines[-1] += bare if bare[:1] == "]" or lines[-1].endswith("[") else " " + bare
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
