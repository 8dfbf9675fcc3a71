"""Train the scorer of stances: ``python tools/train_stance.py DATA_DIR --vectors FILE``.

DATA_DIR holds CLIMATE-FEVER (claims with evidence sentences) and the AVeriTeC half. Claims are parted by the digest of
their text (:func:`part_of`): seven tenths of CLIMATE-FEVER and half of AVeriTeC's are trained on, the others are what
``bench/ask.py`` reports. AVeriTeC does not label its answers; those to supported and refuted claims count as weak
labels. Sentences made from training claims (figures, negation and direction turned round) teach what the collections
hold too little of. FILE keeps vectors from run to run. Writes ``src/ascertain/answer/stance.json``: weights, thresholds
and what they were made from. docs/decisions/0017-stance-and-verdict.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from ascertain.answer.stance import WEIGHTS_FILE
from ascertain.answer.stance_features import FEATURE_NAMES, measure, read_beside, state
from ascertain.models import open_embedder
from ascertain.settings import Settings
from ascertain.text import directions, find_figures, negations
from ascertain.text.wordsets import word_set

# What is shared with the benchmark lies beside it.
sys.path.insert(0, str(Path(__file__).parent.parent / "bench"))
from stances import CLASSES, KeptVectors, Pair, passage, read_averitec, read_climate

OUTPUT = Path(__file__).parent.parent / "src" / "ascertain" / "answer" / WEIGHTS_FILE
FOLDS = 5
STRENGTH = 3e-3
"""Weight of the squared coefficients (of standardised signals) beside the mean log loss."""

RIGHT = 0.5
"""Share of the passages said to support, and of those said to refute, that has to be right on held-out folds of both
collections together: what is less sure is only said to speak of the claim."""

WEAK, MADE = 1.0, 0.5
"""Weight of an AVeriTeC answer and of a made pair beside a labelled one."""

SPEAKS_FOR = frozenset(
    {"claim's words", "claim's words in the sentence", "shared names", "same figures", "near and figures agree"}
    | {"answers yes", "near and answers yes", "near in meaning", "meaning of the sentence"}
    | {"near and nothing differs", "same words and nothing differs"}
    | {"says yes to the claim", "asks the claim and says yes"}
)
"""More of these never makes a passage less likely to support."""

SPEAKS_AGAINST = frozenset(
    {"negation differs", "direction differs", "calls it false", "words against", "answers no", "near and answers no"}
    | {"near and negation differs", "near and calls it false", "near and against", "near and figures differ"}
    | {"near and direction differs", "same words and something differs"}
    | {"says no to the claim", "asks the claim and says no", "answer has words against"}
)
"""More of these never makes it more likely to support, nor less likely to refute."""

FOR_ALONE = frozenset(
    {"same figures", "near and figures agree", "answers yes", "near and answers yes"}
    | {"near and nothing differs", "same words and nothing differs"}
    | {"says yes to the claim", "asks the claim and says yes"}
)
"""More of these never makes it more likely to refute."""

_OPPOSITE = {
    "increase": "decrease", "increased": "decreased", "increases": "decreases", "increasing": "decreasing",
    "rise": "fall", "rising": "falling", "rises": "falls", "rose": "fell", "warming": "cooling", "more": "less",
    "higher": "lower", "growing": "shrinking", "gaining": "losing",
}  # fmt: skip
_OPENINGS = (
    "Officials said that ",
    "New figures show that ",
    "The report confirms that ",
    "In 2019, ",
    "It is clear that ",
)
_DENIALS = (
    "It is false that ",
    "There is no evidence that ",
    "Experts deny that ",
    "Contrary to the rumour, it is not true that ",
)

Numbers = NDArray[np.float64]


def made_pairs(claims: Sequence[str], chance: random.Random) -> list[Pair]:
    """Return pairs made from claims: said again, denied, with another figure, with the opposite direction."""
    pairs = []
    for claim in claims:
        if not 5 <= len(claim.split()) <= 25:
            continue
        low = claim[0].lower() + claim[1:] if claim.split()[0].lower() in _COMMON else claim
        pairs.append(Pair(claim, passage(chance.choice(_OPENINGS) + low), "supports"))
        for changed in (_denied(claim, low, chance), _refigured(claim, chance), _turned(claim)):
            if changed:
                pairs.append(Pair(claim, passage(changed), "refutes"))
    return pairs


_COMMON = word_set("the a an it there this these those we they he she in on at by since if human humans climate")


def _denied(claim: str, low: str, chance: random.Random) -> str:
    if negations(claim, "en"):
        return ""
    changed, done = re.subn(r"\b(is|are|was|were|has|have|will|can|would)\b", r"\1 not", claim, count=1)
    return changed if done and chance.random() < 0.6 else chance.choice(_DENIALS) + low


def _refigured(claim: str, chance: random.Random) -> str:
    figures = [f for f in find_figures(claim, "en") if re.fullmatch(r"[\d.,]+.*", f.text)]
    if not figures:
        return ""
    first = re.match(r"[\d.,]*\d", figures[0].text)
    if first is None or re.fullmatch(r"(?:1[89]|20)\d\d", first[0]):
        return ""
    try:
        value = float(first[0].replace(",", "")) * chance.choice((0.2, 0.4, 2, 3, 5))
    except ValueError:
        return ""
    start = figures[0].span.start
    return claim[:start] + f"{value:,.4g}" + claim[start + len(first[0]) :]


def _turned(claim: str) -> str:
    if len(directions(claim, "en")) > 1:
        return ""
    changed, done = re.subn(r"\b(\w+)\b", lambda m: _OPPOSITE.get(m[1].lower(), m[1]), claim)
    return changed if done and changed != claim else ""


@dataclass(frozen=True)
class Rows:
    """Training rows."""

    numbers: Numbers
    answers: NDArray[np.int64]
    weights: Numbers
    groups: list[str]


def measured(pairs: Sequence[Pair], vectors: KeptVectors) -> Numbers:
    """Return the signals of each pair."""
    vectors.queries([pair.claim for pair in pairs])
    stated = {}
    for claim in {pair.claim for pair in pairs}:
        stated[claim] = state(claim, "en", vectors)
    return np.array(
        [measure(stated[p.claim], read_beside(stated[p.claim], [p.passage], vectors)[0]) for p in pairs], np.float64
    )


def fit(rows: Rows, inside: NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """Return weights (two rows) and biases of the constrained multinomial regression, in the signals' own units."""
    numbers, answers, weights = rows.numbers[inside], rows.answers[inside], rows.weights[inside]
    mean, scale = numbers.mean(axis=0), numbers.std(axis=0)
    scale = np.where(scale > 1e-9, scale, 1.0)
    scaled = (numbers - mean) / scale
    hot = np.eye(3)[answers]
    share = weights / weights.sum()
    width = len(FEATURE_NAMES)

    def loss(flat: Numbers) -> tuple[float, Numbers]:
        matrix, bias = flat[: 2 * width].reshape(2, width), flat[2 * width :]
        logits = np.hstack([scaled @ matrix.T + bias, np.zeros((len(scaled), 1))])
        logits -= logits.max(axis=1, keepdims=True)
        chances = np.exp(logits)
        chances /= chances.sum(axis=1, keepdims=True)
        error = (chances - hot) * share[:, None]
        value = -float((share * np.log(np.maximum((chances * hot).sum(axis=1), 1e-12))).sum())
        value += STRENGTH * float((matrix**2).sum())
        slope = error[:, :2].T @ scaled + 2 * STRENGTH * matrix
        return value, np.concatenate([slope.ravel(), error[:, :2].sum(axis=0)])

    bounds: list[tuple[float | None, float | None]] = []
    for head in ("supports", "refutes"):
        for name in FEATURE_NAMES:
            if name in SPEAKS_AGAINST:
                bounds.append((None, 0.0) if head == "supports" else (0.0, None))
            elif name in SPEAKS_FOR and head == "supports":
                bounds.append((0.0, None))
            elif name in FOR_ALONE and head == "refutes":
                bounds.append((None, 0.0))
            else:
                bounds.append((None, None))
    bounds += [(None, None)] * 2
    best = minimize(loss, np.zeros(2 * width + 2), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500})
    matrix = best.x[: 2 * width].reshape(2, width) / scale
    return matrix, best.x[2 * width :] - matrix @ mean


def chances_of(numbers: Numbers, weights: Numbers, bias: Numbers) -> Numbers:
    """Return the probabilities of the three classes."""
    logits = np.hstack([numbers @ weights.T + bias, np.zeros((len(numbers), 1))])
    exponents = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(exponents / exponents.sum(axis=1, keepdims=True))


def decided(chances: Numbers, thresholds: tuple[float, float]) -> NDArray[np.int64]:
    """Return the class of each row under thresholds for “supports” and “refutes”."""
    ratio = chances[:, :2] / np.array(thresholds)
    return np.where(ratio.max(axis=1) >= 1, ratio.argmax(axis=1), 2)


def macro_f1(answers: NDArray[np.int64], found: NDArray[np.int64], classes: int = 3) -> float:
    """Return the mean of the classes' F1."""
    scores = []
    for each in range(classes):
        right = int(((answers == each) & (found == each)).sum())
        scores.append(2 * right / max(int((answers == each).sum() + (found == each).sum()), 1))
    return float(np.mean(scores))


def best_thresholds(chances: Numbers, answers: NDArray[np.int64]) -> tuple[float, float]:
    """Return the thresholds with the best macro-F1 on held-out probabilities, whatever is right of what they say."""
    grid = [(s / 50, r / 50) for s in range(10, 36) for r in range(10, 36)]
    return max(grid, key=lambda pair: macro_f1(answers, decided(chances, pair)))


def thresholds_of(chances: Numbers, answers: NDArray[np.int64]) -> tuple[float, float]:
    """Return for each side the lowest threshold from which it is right often enough (:data:`RIGHT`)."""
    grid = [round(one / 50, 2) for one in range(10, 36)]
    found = []
    for side in (0, 1):
        right = [precisions(answers, decided(chances, (one, one)))[side] >= RIGHT for one in grid]
        # Not the first that happens to be: from there on all are.
        lowest = max((place + 1 for place, good in enumerate(right) if not good), default=0)
        found.append(grid[min(lowest, len(grid) - 1)])
    return found[0], found[1]


def precisions(answers: NDArray[np.int64], found: NDArray[np.int64]) -> tuple[float, float]:
    """Return the shares of “supports” and of “refutes” that are right; 0 where none was said."""
    said = [answers[found == side] == side for side in (0, 1)]
    return float(said[0].mean()) if len(said[0]) else 0.0, float(said[1].mean()) if len(said[1]) else 0.0


def related_from(pairs: Sequence[Pair], vectors: KeptVectors, chance: random.Random) -> float:
    """Return the cosine that best parts evidence of a claim from evidence of other claims."""
    claims = vectors.queries([pair.claim for pair in pairs])
    texts = vectors.passages([pair.passage.text for pair in pairs])
    own = (claims * texts).sum(axis=1)
    order = list(range(len(pairs)))
    chance.shuffle(order)
    others = (claims * texts[order]).sum(axis=1)
    lost = [(float((own < c).mean()), float((others >= c).mean()), c) for c in np.arange(0.74, 0.88, 0.002)]
    return round(float(next(c for miss, _, c in reversed(lost) if miss <= 0.05)), 3)


def rows_of(pairs: Sequence[Pair], kinds: NDArray[np.int64], numbers: Numbers) -> Rows:
    """Return pairs with their weights; ``kinds`` are 0 for labelled ones, 1 for weakly labelled, 2 for made ones."""
    answers = np.array([CLASSES.index(pair.label) for pair in pairs])
    weights = np.choose(kinds, (1.0, WEAK, MADE)).astype(np.float64)
    for kind in (1, 2):  # both have more that refutes, which says nothing about passages that readers will meet
        sides = [(kinds == kind) & (answers == side) for side in (0, 1)]
        for side in sides:
            weights[side] *= sum(map(np.sum, sides)) / (2 * side.sum())
    return Rows(numbers, answers, weights, [pair.claim for pair in pairs])


def held_out(rows: Rows) -> Numbers:
    """Return the probabilities of each row as found by what was fitted on the other folds' claims."""
    fold = np.array([int(hashlib.sha256(f"fold {name}".encode()).hexdigest(), 16) % FOLDS for name in rows.groups])
    held = np.zeros((len(rows.answers), 3))
    for each in range(FOLDS):
        matrix, bias = fit(rows, fold != each)
        held[fold == each] = chances_of(rows.numbers[fold == each], matrix, bias)
    return held


def collected(data: Path, chance: random.Random) -> tuple[list[Pair], list[Pair], list[Pair]]:
    """Return what is trained on: labelled pairs, weakly labelled ones, made ones."""
    labelled, _ = read_climate(data)
    weak = read_averitec(data, report=False).weak
    claims = sorted({pair.claim for pair in labelled} | {pair.claim for pair in weak})
    return labelled, weak, made_pairs(chance.sample(claims, min(400, len(claims))), chance)


def main() -> None:
    """Train, choose thresholds on held-out folds, write the file, say how good the folds were."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--vectors", type=Path)
    arguments = parser.parse_args()
    chance = random.Random(20)
    embedder = open_embedder(Settings())
    with KeptVectors(embedder, arguments.vectors) as vectors:
        labelled, weak, made = collected(arguments.data, chance)
        pairs = [*labelled, *weak, *made]
        numbers = measured(pairs, vectors)
        related = related_from(labelled, vectors, chance)
    kinds = np.array([0] * len(labelled) + [1] * len(weak) + [2] * len(made))
    rows = rows_of(pairs, kinds, numbers)
    answers, held = rows.answers, held_out(rows)
    own = kinds == 0
    for each in np.arange(0.2, 0.72, 0.04):
        pair = (round(float(each), 2), round(float(each), 2))
        said = decided(held[own], pair)
        right = precisions(answers[own], said)
        weak_said = decided(held[kinds == 1], pair)
        weak_right = precisions(answers[kinds == 1], weak_said)
        sys.stdout.write(
            f"from {pair[0]:.2f}: macro-F1 {macro_f1(answers[own], said):.3f}, "
            f"supports {(said == 0).sum()} ({right[0]:.2f} right), refutes {(said == 1).sum()} ({right[1]:.2f} right); "
            f"AVeriTeC supports {(weak_said == 0).sum()} ({weak_right[0]:.2f}), "
            f"refutes {(weak_said == 1).sum()} ({weak_right[1]:.2f})\n"
        )
    real = kinds < 2
    thresholds = thresholds_of(held[real], answers[real])
    best = best_thresholds(held[own], answers[own])
    score = macro_f1(answers[own], decided(held[own], best))
    matrix, bias = fit(rows, np.ones(len(pairs), bool))
    content: dict[str, Any] = {
        "about": "Scorer of stances; made by tools/train_stance.py, not edited by hand.",
        "made": datetime.now(UTC).date().isoformat(),
        "embedder": embedder.name,
        "features": list(FEATURE_NAMES),
        "supports": {"weights": [float(f"{w:.4g}") for w in matrix[0]], "bias": float(f"{bias[0]:.6g}")},
        "refutes": {"weights": [float(f"{w:.4g}") for w in matrix[1]], "bias": float(f"{bias[1]:.6g}")},
        "thresholds": {"supports": thresholds[0], "refutes": thresholds[1], "related": related},
        "thresholds for the best macro-F1": {"supports": best[0], "refutes": best[1]},
        "trained on": {
            "CLIMATE-FEVER pairs": len(labelled),
            "AVeriTeC answers, weakly labelled": len(weak),
            "made pairs": len(made),
        },
        "macro-F1 over held-out folds of CLIMATE-FEVER, with the best thresholds": round(score, 3),
    }
    OUTPUT.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for name, positive, negative in zip(
        FEATURE_NAMES, matrix[0] * numbers.std(0), matrix[1] * numbers.std(0), strict=True
    ):
        sys.stdout.write(f"{name:32s} supports {positive:+.2f}  refutes {negative:+.2f}\n")
    made_right = [macro_f1(answers[kinds == k], decided(held[kinds == k], thresholds)) for k in (1, 2)]
    sys.stdout.write(
        f"{len(pairs)} pairs, thresholds {thresholds}, related {related}, macro-F1 {score:.3f}, {made_right}\n"
    )


if __name__ == "__main__":
    main()
