"""Measure the parts of an answer: stance, verdict from given evidence, search for evidence and the verdict from that.

Usage: python bench/ask.py DATA_DIR [--vectors FILE] [--fit]

DATA_DIR holds CLIMATE-FEVER and the AVeriTeC half. Stance: macro-F1 on the three tenths of CLIMATE-FEVER's claims that
nothing was trained on. (a): verdicts of half of the AVeriTeC claims, from the answers that its annotators found. (b):
the answers to all claims as one collection that is searched for each claim. The other half of AVeriTeC's claims served
for the thresholds and for the baselines' training. FILE keeps vectors; then times are those of everything else.
``--fit`` prints which thresholds do best on that other half.
"""

from __future__ import annotations

import argparse
import itertools
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from stances import CLASSES, VERDICTS, Asked, KeptVectors, Pair, read_averitec, read_climate

from ascertain.answer.stance import WEIGHTS_FILE, Judged, open_stance
from ascertain.answer.weighing import RULE, Rule, Weighed, decide, weigh
from ascertain.models import open_embedder
from ascertain.records import Passage
from ascertain.search import Row, Search, open_search, reciprocal_rank_fusion
from ascertain.settings import Settings

SIDES = {"supports": "supports", "refutes": "refutes", "disputes part": "refutes"}
ORDER = tuple(VERDICTS.values())
DEPTH, FOUND = 50, 10


@dataclass(frozen=True)
class Answered:
    """A claim with what the rule said of it."""

    asked: Asked
    weighed: Weighed


def judged(passages: Sequence[Passage], judgements: Sequence[Judged]) -> list[Passage]:
    """Return passages with their judgements."""
    return [
        p.model_copy(
            update={
                "stance": j.stance,
                "stance_by": j.by,
                "stance_probability": j.probability,
                "features": j.features,
                "differences": j.differences,
            }
        )
        for p, j in zip(passages, judgements, strict=True)
    ]


def scores(answers: Sequence[str], found: Sequence[str], classes: Sequence[str]) -> list[str]:
    """Return accuracy, macro-F1, and the F1 of each class."""
    each = f1_score(answers, found, labels=list(classes), average=None, zero_division=0.0)
    right = np.mean([a == b for a, b in zip(answers, found, strict=True)])
    return [f"{right:.3f}", f"{each.mean():.3f}", *(f"{one:.2f}" for one in each)]


def by_words(train: Sequence[tuple[str, str]], answers: Sequence[str], test: Sequence[tuple[str, str]]) -> list[str]:
    """Return what a logistic regression over TF-IDF (words and pairs, claim and evidence apart) says."""
    from scipy.sparse import hstack

    columns, asked = [], []
    for place in (0, 1):
        counted = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
        columns.append(counted.fit_transform([pair[place] for pair in train]))
        asked.append(counted.transform([pair[place] for pair in test]))
    model = LogisticRegression(C=3, class_weight="balanced", max_iter=500).fit(hstack(columns), answers)
    return [str(label) for label in model.predict(hstack(asked))]


def stance_table(data: Path, vectors: KeptVectors) -> Table:
    """Return stance on the held-out claims beside the baselines."""
    train, test = read_climate(data)
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in test:
        groups[pair.claim].append(pair)
    ordered = [pair for some in groups.values() for pair in some]
    scorer = open_stance()
    started = time.perf_counter()
    found = [j for claim, some in groups.items() for j in scorer.judge(claim, "en", [p.passage for p in some], vectors)]
    took = (time.perf_counter() - started) / len(ordered)
    kept = json.loads(files("ascertain.answer").joinpath(WEIGHTS_FILE).read_text(encoding="utf-8"))
    bold_scorer = replace(scorer, **kept["thresholds for the best macro-F1"])
    bolder = [
        j for claim, some in groups.items() for j in bold_scorer.judge(claim, "en", [p.passage for p in some], vectors)
    ]
    answers = [pair.label for pair in ordered]
    texts = [[(p.claim, p.passage.text) for p in some] for some in (train, ordered)]
    runs = {
        "majority": ["neither"] * len(ordered),
        "TF-IDF": by_words(texts[0], [pair.label for pair in train], texts[1]),
        f"{scorer.name}, as shown": [SIDES.get(j.stance, "neither") for j in found],
        f"{scorer.name}, best macro-F1": [SIDES.get(j.stance, "neither") for j in bolder],
    }
    title = f"Stance, CLIMATE-FEVER held out: {len(ordered)} pairs, {len(groups)} claims, {1000 * took:.0f} ms a pair"
    table = Table("system", "accuracy", "macro-F1", *CLASSES, title=title)
    for system, run in runs.items():
        table.add_row(system, *scores(answers, run, CLASSES))
    sure = np.array([j.probability if j.stance in SIDES else np.nan for j in found], float)
    right = np.array([SIDES.get(j.stance) == a for j, a in zip(found, answers, strict=True)])
    for low, high in ((0.2, 0.35), (0.35, 0.5), (0.5, 0.7), (0.7, 1.01)):
        inside = (sure >= low) & (sure < high)
        if inside.any():
            said = f"stance sure from {low:.2f} to {min(high, 1):.2f}"
            table.add_row(said, f"{right[inside].mean():.3f} right", f"{inside.sum()} pairs")
    return table


def answer_all(claims: Sequence[Asked], evidence: Sequence[Sequence[Passage]], vectors: KeptVectors) -> list[Answered]:
    """Return what the rule says of each claim, given its passages."""
    scorer = open_stance()
    found = []
    for claim, some in zip(claims, evidence, strict=True):
        passages = judged(some, scorer.judge(claim.claim, "en", some, vectors, claim.day))
        found.append(Answered(claim, weigh(passages, claim.day)))
    return found


def verdict_table(title: str, train: Sequence[Asked], test: Sequence[Asked], runs: dict[str, list[Answered]]) -> Table:
    """Return verdicts beside the baselines."""

    def text(some: Sequence[Asked]) -> list[tuple[str, str]]:
        return [(c.claim, " ".join(p.text for p in c.passages)) for c in some]

    answers = [c.verdict for c in test]
    table = Table("system", "accuracy", "macro-F1", *ORDER, "said supported", "said refuted", title=title)
    table.add_row("majority", *scores(answers, ["refuted"] * len(test), ORDER))
    found = by_words(text(train), [c.verdict for c in train], text(test))
    table.add_row("TF-IDF over given evidence", *scores(answers, found, ORDER))
    for system, run in runs.items():
        verdicts = [a.weighed.verdict for a in run]
        table.add_row(
            system, *scores(answers, verdicts, ORDER), precision(run, ("supported",)), precision(run, ("refuted",))
        )
    return table


def precision(run: Sequence[Answered], verdicts: Sequence[str]) -> str:
    """Return how often one of these verdicts was given, and the share of them that is right."""
    said = [a.weighed.verdict == a.asked.verdict for a in run if a.weighed.verdict in verdicts]
    return f"{len(said)}, {np.mean(said):.2f} right" if said else "0"


def curve_table(runs: dict[str, list[Answered]]) -> Table:
    """Return how often supported and refuted are right when only the surest share of the claims gets a verdict."""
    table = Table(
        "of all claims, the surest", *runs, title="Abstention: said supported or refuted, share that is right"
    )
    for share in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0):
        cells = []
        for run in runs.values():
            # The side that is ahead, decided or not, in the order of its margin.
            sides = [
                ("supported" if a.weighed.supports / RULE.for_it >= a.weighed.refutes / RULE.against else "refuted", a)
                for a in sorted(run, key=lambda a: (-a.weighed.margin, a.asked.claim))
            ][: round(share * len(run))]
            said = [side == a.asked.verdict for side, a in sides if a.weighed.margin > 0]
            cells.append(f"{np.mean(said):.2f} of {len(said)}" if said else "none")
        table.add_row(f"{share:.0%}", *cells)
    return table


def indexed(passages: Sequence[Passage], vectors: KeptVectors, folder: Path) -> Search:
    """Return a search over passages."""
    search = open_search(str(folder))
    rows = vectors.passages([p.text for p in passages])
    search.upsert(
        "passages",
        [
            Row(p.id, p.text, vector, language="en", origin_id=p.origin_id)
            for p, vector in zip(passages, rows, strict=True)
        ],
    )
    search.settle("passages")
    return search


def retrieved(claims: Sequence[Asked], search: Search, vectors: KeptVectors) -> dict[str, list[list[str]]]:
    """Return for each way of searching the passages found for each claim."""
    asked: NDArray[np.float32] = vectors.queries([c.claim for c in claims])
    near = [[hit.id for hit in line] for line in search.vectors("passages", asked, DEPTH)]
    worded = [[hit.id for hit in search.words("passages", c.claim, DEPTH)] for c in claims]
    fused = [[key for key, _ in reciprocal_rank_fusion([a, b])] for a, b in zip(worded, near, strict=True)]
    return {"words (BM25)": worded, "embedder": near, "fusion (RRF)": fused}


def recall_table(claims: Sequence[Asked], runs: dict[str, list[list[str]]], size: int) -> Table:
    """Return how much of the evidence of each claim is among what was found for it."""
    table = Table("search", "recall@5", "recall@10", "recall@20", "some evidence in 10", title=f"(b) {size} passages")
    for system, run in runs.items():
        own = [({p.id for p in c.passages}, line) for c, line in zip(claims, run, strict=True) if c.passages]
        cells = [np.mean([len(gold & set(line[:k])) / len(gold) for gold, line in own]) for k in (5, 10, 20)]
        some = np.mean([bool(gold & set(line[:FOUND])) for gold, line in own])
        table.add_row(system, *(f"{cell:.3f}" for cell in cells), f"{some:.3f}")
    return table


Fitted = tuple[float, float, int, Rule]


def fitted(run: Sequence[Answered]) -> list[Fitted]:
    """Return for each rule the precision of its verdicts, its macro-F1, how many verdicts it gives, and the rule."""
    answers = [a.asked.verdict for a in run]
    rows = []
    for for_it, against, divided in itertools.product(
        np.arange(0.5, 1.45, 0.1), np.arange(0.3, 0.95, 0.1), (0.3, 0.4, 0.5, 0.6, 0.7)
    ):
        rule = Rule(float(for_it), float(against), divided)
        found = [decide(a.weighed.supports, a.weighed.refutes, rule) for a in run]
        said = [f == a for f, a in zip(found, answers, strict=True) if f in {"supported", "refuted"}]
        score = f1_score(answers, found, labels=list(ORDER), average="macro", zero_division=0.0)
        rows.append((float(np.mean(said)) if said else 0.0, float(score), len(said), rule))
    return rows


def fit_table(run: Sequence[Answered]) -> Table:
    """Return the best thresholds on the half for fitting, for each precision of verdicts that may be asked for."""
    rows = fitted(run)
    table = Table("precision asked", "for it", "against", "divided", "precision", "verdicts", "macro-F1")
    for least in (0.0, 0.75, 0.8, 0.85):
        good = [row for row in rows if row[0] >= least]
        if good:
            right, score, count, rule = max(good, key=lambda row: row[1])
            shown = (rule.for_it, rule.against, rule.divided, right)
            table.add_row(f"{least:.2f}", *(f"{one:.2f}" for one in shown), str(count), f"{score:.3f}")
    return table


def bold(run: Sequence[Answered], rule: Rule) -> list[Answered]:
    """Return what another rule says of the same sums."""
    return [
        replace(a, weighed=replace(a.weighed, verdict=decide(a.weighed.supports, a.weighed.refutes, rule))) for a in run
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--vectors", type=Path)
    parser.add_argument("--fit", action="store_true")
    arguments = parser.parse_args()
    console = Console(width=170)
    embedder = open_embedder(Settings())
    train, test = (read_averitec(arguments.data, report=report).claims for report in (False, True))
    with KeptVectors(embedder, arguments.vectors) as vectors, tempfile.TemporaryDirectory() as folder:
        if arguments.fit:
            console.print(fit_table(answer_all(train, [c.passages for c in train], vectors)))
            return
        console.print(stance_table(arguments.data, vectors))
        started = time.perf_counter()
        given = answer_all(test, [c.passages for c in test], vectors)
        took = (time.perf_counter() - started) / len(test)
        title = f"(a) verdict from given evidence: {len(test)} claims, {1000 * took:.0f} ms a claim"
        rule = max(fitted(answer_all(train, [c.passages for c in train], vectors)), key=lambda row: row[1])[3]
        best = f"fitted for macro-F1 ({rule.for_it:.1f}, {rule.against:.1f}, {rule.divided})"
        console.print(
            verdict_table(
                title,
                train,
                test,
                {"stance and rule": given, best: bold(given, rule)},
            )
        )
        passages = {p.id: p for c in (*train, *test) for p in c.passages}
        started = time.perf_counter()
        runs = retrieved(test, indexed(list(passages.values()), vectors, Path(folder)), vectors)
        console.print(recall_table(test, runs, len(passages)))
        evidence = [[passages[key] for key in line[:FOUND]] for line in runs["fusion (RRF)"]]
        found = answer_all(test, evidence, vectors)
        took = (time.perf_counter() - started) / len(test)
        title = f"(b) verdict from the {FOUND} passages found first, {1000 * took:.0f} ms a claim"
        console.print(
            verdict_table(
                title,
                train,
                test,
                {"stance and rule": found, best: bold(found, rule)},
            )
        )
        console.print(curve_table({"given evidence": given, "evidence found": found}))


if __name__ == "__main__":
    main()
