"""Check-worthiness: F1 of the positive class on dev, beside baselines: ``python bench/claims.py DATA_DIR``.

DATA_DIR holds the files of CheckThat! 2024 task 1. Every system is run here, on the same sentences:
saying No or Yes to all, TF-IDF with logistic regression trained per language on all of train, the
probe without the embedding, and the probe as shipped. Thresholds come from train, never from dev.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score
from sklearn.pipeline import make_pipeline, make_union

from ascertain.claims.features import measure
from ascertain.claims.finding import sentence_parts
from ascertain.claims.labelled import Labelled, read_split
from ascertain.claims.probe import open_probe
from ascertain.models import open_embedder
from ascertain.settings import Settings

Scores = NDArray[np.float64]


def main() -> None:
    """Print one line for each system and language, then speeds."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path)
    given = arguments.parse_args()
    embedder = open_embedder(Settings())
    probe, bare = open_probe(embedder.name), open_probe("")
    train, dev = read_split(given.data, "train"), read_split(given.data, "dev")
    print(f"embedder {embedder.name}; probe reads {probe.embedder or 'features only'}")
    print("| language | sentences | positive | system | F1 | average precision |\n|---|---|---|---|---|---|")
    seconds = {"features": 0.0, "embedding": 0.0}
    total = 0
    for language, rows in dev.items():
        texts = [row.text for row in rows]
        started = time.process_time()
        features = measure([sentence_parts(text, language) for text in texts])
        between = time.process_time()
        vectors = embedder.queries(texts)
        seconds["features"] += between - started
        seconds["embedding"] += time.process_time() - between
        total += len(texts)
        systems = {
            "all No (majority)": (np.zeros(len(rows)), 0.5),
            "all Yes": (np.ones(len(rows)), 0.5),
            "TF-IDF + logistic regression": _tfidf(train[language], texts),
            "probe, features alone": (bare.scores(None, features, language), bare.head(language).threshold),
            "probe as shipped": (probe.scores(vectors, features, language), probe.head(language).threshold),
            "probe, head for other languages": (probe.scores(vectors, features, ""), probe.head("").threshold),
        }
        labels = _labels(rows)
        for name, (scores, threshold) in systems.items():
            f1 = f1_score(labels, scores >= threshold, zero_division=0)
            precision = average_precision_score(labels, scores)
            print(f"| {language} | {len(rows)} | {labels.sum()} | {name} | {f1:.3f} | {precision:.3f} |", flush=True)
    for name, spent in seconds.items():
        print(f"{name}: {total / spent:.0f} sentences per CPU-second")


def _tfidf(rows: Sequence[Labelled], texts: Sequence[str]) -> tuple[Scores, float]:
    """Return scores and the threshold of best F1 on a seventh of train that was held out."""
    held = np.array([int(hashlib.sha256(row.text.encode()).hexdigest()[:8], 16) % 7 == 0 for row in rows])
    labels = _labels(rows)
    words = [row.text for row in rows]
    model = make_pipeline(
        make_union(
            TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=3, sublinear_tf=True),
        ),
        LogisticRegression(C=3.0, class_weight="balanced", max_iter=300),
    )
    model.fit([word for word, out in zip(words, held, strict=True) if not out], labels[~held])
    apart = model.predict_proba([word for word, out in zip(words, held, strict=True) if out])[:, 1]
    steps = np.round(np.arange(0.05, 0.95, 0.01), 2)
    threshold = max(steps, key=lambda step: f1_score(labels[held], apart >= step, zero_division=0))
    return model.predict_proba(list(texts))[:, 1], float(threshold)


def _labels(rows: Sequence[Labelled]) -> NDArray[np.bool_]:
    return np.array([row.worth_checking for row in rows])


if __name__ == "__main__":
    main()
