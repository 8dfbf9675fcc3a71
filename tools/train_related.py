"""Train the scorer of related fact-checks: ``python tools/train_related.py DATA_DIR --homes FOLDER``.

DATA_DIR holds CheckThat! 2022 task 2A, CheckThat! 2020 task 2 and the multilingual fact-checks. FOLDER keeps one
home for each, ``checkthat2022``, ``checkthat2020`` and ``multilingual``; the fact-checks are imported where one is
missing, which takes an hour on two cores, and candidates are kept there as well. Weights for pairs in two languages
come from fact-checks of one claim in two languages, mined from the multilingual ones (bench/mined.py). Writes
``src/ascertain/related/scorer.json``: weights, calibration, thresholds with their measured precision, and what they
were made from. Needs the embedder (``ascertain prepare``) and SciPy. docs/decisions/0009-related-fact-checks.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import random
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from ascertain.desk import Desk, open_desk
from ascertain.related.features import (
    AGREEING,
    DIFFERING,
    FEATURE_NAMES,
    LEXICAL,
    Asked,
    Candidate,
    Pair,
    compared,
    measure,
    pair,
    read_query,
)
from ascertain.related.query import Query, Understood, understand
from ascertain.related.retrieval import beside_claims, candidates, query_vectors
from ascertain.related.scorer import WEIGHTS_FILE
from ascertain.search import Where
from ascertain.settings import Settings

# What is shared with the benchmarks lies beside them.
sys.path.insert(0, str(Path(__file__).parent.parent / "bench"))
from judged import COLLECTIONS, Judged, read_judged, without
from mined import Mined, kept_out, mine
from related_scale import read

OUTPUT = Path(__file__).parent.parent / "src" / "ascertain" / "related" / WEIGHTS_FILE
FOLDS = 5
SITUATIONS = {"all": 1.0, "unanswered": 0.6, "no day": 0.6, "few": 0.4, "few, unanswered": 0.3}
"""How each query is shown, with its weight: beside all its candidates; without those that answer it; without its day;
among few others, as in a small collection; and those without an answer."""

STRENGTH = 1e-5
"""Weight of the squared coefficients (of standardised signals) beside the mean log loss."""

MATCH, SUGGEST = 0.9, 0.5
"""Precision of held-out first results above the first threshold, and between the two."""

MOST = 800
"""Queries of one collection, drawn by chance, so that none outweighs the others."""

FEW = 20
"""First results below which nothing is said about their precision."""

CONTRADICTIONS = ("number", "place", "name", "date", "direction", "negation", "qualifier")

MINED = "two languages"

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Shown:
    """One query in one situation."""

    collection: str
    situation: str
    fold: int
    numbers: Numbers
    same: NDArray[np.bool_]
    across: NDArray[np.bool_]
    kinds: tuple[frozenset[str], ...]
    """Kinds of differences of each candidate."""


def main() -> None:
    """Retrieve, measure, fit, calibrate on held-out queries, write."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--homes", type=Path, required=True)
    given = arguments.parse_args()
    dev = [
        query
        for collection, split in (
            ("checkthat2022", "dev"),
            ("checkthat2022", "dev-test"),
            ("checkthat2020", "dev"),
            ("multilingual", "dev"),
        )
        for query in read_judged(given.data, collection, split)
    ]
    shown: list[Shown] = []
    sizes = {}
    for collection in COLLECTIONS:
        queries = without(read_judged(given.data, collection, "train"), dev)
        if len(queries) > MOST:
            queries = random.Random(1).sample(queries, MOST)
        sizes[collection] = len(queries)
        shown += _shown(collection, queries, given.data, given.homes)
        print(f"{collection}: {len(queries)} training queries", flush=True)
    pairs = _mined(given.data, given.homes)
    sizes[MINED] = sum(not kept_out(one) for one in pairs)
    shown += _shown_across(pairs, given.data, given.homes)
    print(f"{MINED}: {sizes[MINED]} training queries", flush=True)
    content = _trained(shown)
    content["data"] = {"sha256": _digest(given.data), "training queries": sizes}
    OUTPUT.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({key: content[key] for key in ("thresholds", "contradictions", "held out")}, indent=1))


def opened(collection: str, data: Path, homes: Path) -> Desk:
    """Return a desk over a collection, imported where it has not been."""
    home = homes / collection
    desk = open_desk(Settings(home=home, threads=1))
    if desk.store.fact_check_count() == 0:
        folder = data / COLLECTIONS[collection]
        if collection == "checkthat2020":
            desk.import_factchecks(
                folder / "verified_claims.docs.tsv", columns={"identifier": "", "claim": "vclaim", "title": "title"}
            )
        else:
            (file,) = folder.glob("*.jsonl.gz")
            desk.import_factchecks(file)
    return desk


def _shown(collection: str, queries: Sequence[Judged], data: Path, homes: Path) -> list[Shown]:
    asked = [understand(Query(query.text, "", query.day)) for query in queries]
    every = [Where(corpus="main")] * len(asked)
    found, few = _candidates(collection, collection, asked, every, data, homes)
    shown = []
    for query, one, beside, rest in zip(queries, asked, found, few, strict=True):
        shown += _situations(collection, query, one, beside, rest, min(query.relevant))
    return shown


def _mined(data: Path, homes: Path) -> list[Mined]:
    kept = homes / "mined.pickle"
    if not kept.exists():
        opened("multilingual", data, homes)
        kept.write_bytes(pickle.dumps(mine(*read(homes / "multilingual"))))
    pairs: list[Mined] = pickle.loads(kept.read_bytes())
    return pairs


def _shown_across(pairs: Sequence[Mined], data: Path, homes: Path) -> list[Shown]:
    """Return the mined queries beside fact-checks in all other languages."""
    asked = [understand(Query(one.query.text, one.language, one.query.day)) for one in pairs]
    opened("multilingual", data, homes)
    languages = frozenset(check.language for check in read(homes / "multilingual")[0])
    places = [Where(corpus="main", languages=languages - {one.language}) for one in pairs]
    found, few = _candidates(MINED, "multilingual", asked, places, data, homes)
    shown = []
    for one, query, beside, rest in zip(pairs, asked, found, few, strict=True):
        if kept_out(one):
            continue
        others = [candidate for candidate in rest if candidate.fact_check.language != one.language]
        shown += _situations(MINED, one.query, query, beside, others, one.group)
    return shown


def _candidates(
    name: str, collection: str, asked: Sequence[Understood], places: Sequence[Where], data: Path, homes: Path
) -> tuple[list[list[Candidate]], list[list[Candidate]]]:
    """Return for each query its candidates, and a few drawn from those of all queries; both are kept in ``homes``."""
    kept = homes / f"{name}-candidates.pickle"
    key = hashlib.sha256(repr((asked, places, FEATURE_NAMES)).encode()).hexdigest()
    if kept.exists():
        known, found, few = pickle.loads(kept.read_bytes())
        if known == key:
            return found, few
    desk = opened(collection, data, homes)
    found, few = [], []
    for query, where in zip(asked, places, strict=True):
        found += candidates([query], desk.search, desk.store, desk.embedder, where=where)
    pool = [candidate.fact_check for some in found for candidate in some]
    chance = random.Random(1)
    for query in asked:
        (vectors,) = query_vectors([query], desk.embedder)
        some = {check.id: check for check in chance.sample(pool, chance.choice((8, 12, 20, 40)))}
        (near,) = desk.search.similarities("factchecks", vectors[:1], [list(some)])
        drawn = [Candidate(some[key], cosine, cosine) for key, cosine in near.items()]
        few += beside_claims([drawn], [vectors], desk.store, desk.embedder.name)
    kept.write_bytes(pickle.dumps((key, found, few)))
    return found, few


def _situations(
    collection: str,
    query: Judged,
    understood: Understood,
    found: Sequence[Candidate],
    few: Sequence[Candidate],
    group: str,
) -> list[Shown]:
    right = {_letters(c.fact_check.claim) for c in found if c.fact_check.identifier in query.relevant}
    fold = int(hashlib.sha256(group.encode()).hexdigest()[:8], 16) % FOLDS
    asked = read_query(understood)
    pairs = [compared(asked, pair(asked, candidate)) for candidate in found]
    rest = [compared(asked, pair(asked, candidate)) for candidate in few]

    def answers(one: Pair) -> bool:
        check = one.candidate.fact_check
        return check.identifier in query.relevant or _letters(check.claim) in right

    answering = [one for one in pairs if answers(one)]
    wrong = [one for one in rest if not answers(one)]
    no_day = read_query(replace(understood, published=None))
    views: list[tuple[str, Asked, list[Pair]]] = [
        ("all", asked, pairs),
        ("unanswered", asked, [one for one in pairs if not answers(one)]),
        ("no day", no_day, [replace(one, days=(0.0, 0.0)) for one in pairs]),
        ("few", asked, [*answering, *wrong] if answering else []),
        ("few, unanswered", asked, wrong),
    ]
    return [
        Shown(
            collection,
            situation,
            fold,
            measure(who, some),
            np.array([answers(one) for one in some]),
            np.array([one.across for one in some]),
            tuple(
                frozenset(d.kind for d in one.agreement.differences) if one.agreement else frozenset() for one in some
            ),
        )
        for situation, who, some in views
        if some
    ]


# Fitting


def _trained(every: Sequence[Shown]) -> dict[str, Any]:
    """Return the content of the weights file."""
    heads = {"within": frozenset[str](), "across": LEXICAL}
    content: dict[str, Any] = {
        "about": "Scorer of related fact-checks; made by tools/train_related.py, not edited by hand.",
        "made": datetime.now(UTC).strftime("%Y-%m-%d"),
        "features": list(FEATURE_NAMES),
    }
    held_out: dict[str, list[Numbers]] = {}
    seen: dict[str, list[Shown]] = {}
    for name, left_out in heads.items():
        across = name == "across"
        shown = [one for one in every if (one.collection == MINED) == across]
        parts = [np.zeros(0)] * len(shown)
        for fold in range(FOLDS):
            weights, bias = fit([one for one in shown if one.fold != fold], left_out, across=across)
            for place, one in enumerate(shown):
                if one.fold == fold:
                    parts[place] = one.numbers @ weights + bias
        slope, shift = _calibration(parts, shown)
        weights, bias = fit(shown, left_out, across=across)
        content[name] = {
            "weights": [float(f"{slope * w:.5g}") for w in weights],
            "bias": round(float(slope * bias + shift), 5),
        }
        held_out[name] = [_sigmoid(slope * some + shift) for some in parts]
        seen[name] = shown
    first = _first(held_out["within"], seen["within"])
    match = _threshold(first, MATCH, 1.0)
    content["thresholds"] = {"match": match, "suggest": _threshold(first, SUGGEST, match["probability"])}
    content["contradictions"] = _contradictions(first, match["probability"])
    content["contradicting"] = [
        kind
        for kind, found in content["contradictions"].items()
        if kind != "none" and (found["matches"] < FEW or found["precision"] < MATCH)
    ]
    content["held out"] = {
        name: {situation: _quality(some, seen[name], situation) for situation in ("", *SITUATIONS)}
        for name, some in held_out.items()
    }
    return content


def fit(shown: Sequence[Shown], left_out: frozenset[str], *, across: bool) -> tuple[Numbers, float]:
    """Return weights and bias of a logistic regression whose signs are bound: agreement never counts against.

    Only pairs in two languages count, or only pairs in one.
    """
    chosen = [one.across == across for one in shown]
    numbers = np.vstack([one.numbers[rows] for one, rows in zip(shown, chosen, strict=True)])
    same = np.concatenate([one.same[rows] for one, rows in zip(shown, chosen, strict=True)]).astype(float)
    weight = np.concatenate(
        [np.full(int(rows.sum()), SITUATIONS[one.situation]) for one, rows in zip(shown, chosen, strict=True)]
    )
    weight /= weight.sum()
    used = np.array([name not in left_out for name in FEATURE_NAMES])
    mean, deviation = numbers.mean(0), numbers.std(0)
    deviation[deviation == 0] = 1.0
    scaled = (numbers - mean) / deviation * used

    def loss(values: Numbers) -> tuple[float, Numbers]:
        logits = scaled @ values[:-1] + values[-1]
        value = float(weight @ (np.logaddexp(0, logits) - same * logits)) + STRENGTH * float(values[:-1] @ values[:-1])
        slope = weight * (_sigmoid(logits) - same)
        return value, np.append(scaled.T @ slope + 2 * STRENGTH * values[:-1], slope.sum())

    bounds: list[tuple[float | None, float | None]] = [
        (0, None) if name in AGREEING else (None, 0) if name in DIFFERING else (None, None) for name in FEATURE_NAMES
    ]
    start = np.zeros(len(FEATURE_NAMES) + 1)
    found = minimize(loss, start, jac=True, bounds=[*bounds, (None, None)], method="L-BFGS-B").x
    weights = found[:-1] / deviation * used
    return weights, float(found[-1] - weights @ mean)


def _sigmoid(logits: Numbers) -> Numbers:
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))), np.float64)


@dataclass(frozen=True)
class First:
    """The first candidate of every held-out query beside its own candidates, with and without an answer among them."""

    probability: Numbers
    right: NDArray[np.bool_]
    kinds: tuple[frozenset[str], ...]
    weight: Numbers


def _first(scores: Sequence[Numbers], shown: Sequence[Shown]) -> First:
    rows = []
    for some, one in zip(scores, shown, strict=True):
        if one.situation.startswith("few"):
            continue
        place = int(np.argmax(some))
        rows.append((some[place], one.same[place], one.kinds[place], SITUATIONS[one.situation]))
    probability, right, kinds, weight = zip(*rows, strict=True)
    return First(np.array(probability), np.array(right), kinds, np.array(weight))


def _calibration(logits: Sequence[Numbers], shown: Sequence[Shown]) -> tuple[float, float]:
    """Return slope and shift (Platt 1999) from each held-out query's best five candidates, those people see."""
    scores, same, weight = [], [], []
    for some, one in zip(logits, shown, strict=True):
        best = np.argsort(-some)[:5]
        scores.append(some[best])
        same.append(one.same[best])
        weight.append(np.full(len(best), SITUATIONS[one.situation]))
    x, y, w = np.concatenate(scores), np.concatenate(same).astype(float), np.concatenate(weight)

    def loss(values: Numbers) -> float:
        z = values[0] * x + values[1]
        return float(w @ (np.logaddexp(0, z) - y * z) / w.sum())

    found = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    return float(found[0]), float(found[1])


def _threshold(first: First, precision: float, below: float) -> dict[str, float]:
    """Return the lowest probability with the precision among first results from there to ``below``.

    The steps are taken downwards, so that every larger range has it too.
    """
    best: dict[str, float] = {}
    for step in np.arange(0.98, 0.04, -0.01):
        chosen = (first.probability >= step) & (first.probability < below)
        if step >= below or chosen.sum() < FEW:
            continue
        share = float(np.average(first.right[chosen], weights=first.weight[chosen]))
        if share < precision:
            break
        recall = float((first.weight * (chosen & first.right)).sum() / (first.weight * first.right).sum())
        best = {
            "probability": round(float(step), 2),
            "held out precision": round(share, 4),
            "share of right first results": round(recall, 4),
        }
    return best


def _contradictions(first: First, threshold: float) -> dict[str, dict[str, float]]:
    """Return the precision of first results above the threshold, by the kind of difference they have."""
    above = first.probability >= threshold
    found = {}
    for kind in (*CONTRADICTIONS, "none"):
        has = np.array([kind in kinds if kind != "none" else not kinds for kinds in first.kinds]) & above
        precision = float(np.average(first.right[has], weights=first.weight[has])) if has.any() else 1.0
        found[kind] = {"matches": int(has.sum()), "precision": round(precision, 4)}
    return found


def _quality(scores: Sequence[Numbers], shown: Sequence[Shown], situation: str) -> dict[str, float]:
    """Return how one situation (all of them for "") went: ranks of answers, calibration of first results."""
    ranks, probability, right = [], [], []
    for some, one in zip(scores, shown, strict=True):
        if one.situation == situation or not situation:
            best = some[one.same].max() if one.same.any() else np.inf
            ranks.append(1 / (1 + int((some[~one.same] >= best).sum())) if one.same.any() else 0.0)
            probability.append(some.max())
            right.append(bool(one.same[int(np.argmax(some))]))
    return {
        "queries": len(ranks),
        "MRR": round(float(np.mean(ranks)), 4),
        "calibration error": round(calibration_error(np.array(probability), np.array(right)), 4),
    }


def calibration_error(probability: Numbers, right: NDArray[np.bool_]) -> float:
    """Return the expected calibration error over ten bins of equal width."""
    place = np.minimum((probability * 10).astype(int), 9)
    return float(
        sum(
            (place == bin).mean() * abs(probability[place == bin].mean() - right[place == bin].mean())
            for bin in np.unique(place)
        )
    )


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())


def _digest(data: Path) -> str:
    digest = hashlib.sha256()
    for folder in COLLECTIONS.values():
        for path in sorted((data / folder).rglob("*")):
            if path.is_file():
                digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    main()
