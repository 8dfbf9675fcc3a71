from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from ascertain.claims import probe as probe_module
from ascertain.claims.features import FEATURE_NAMES, FEATURES, measure
from ascertain.claims.finding import sentence_parts
from ascertain.claims.labelled import read_split
from ascertain.claims.probe import open_probe
from ascertain.models import Embedder, e5_weights

WEIGHTS = json.loads((Path(probe_module.__file__).parent / probe_module.WEIGHTS_FILE).read_text("utf-8"))

FLOORS = {"en": 0.88, "es": 0.62, "nl": 0.62, "ar": 0.42}
"""F1 on dev of the data with the digest in the weights file; lowered only on purpose."""

WORTH = [
    "The ministry said 4,200 people were vaccinated in May.",
    "Unemployment fell from 9 percent to 6 percent in two years.",
    "The city spent $3 million on the new bridge.",
    "Half of the country's wells were poisoned in the flood of 2019.",
]
IDLE = [
    "What a lovely morning it was.",
    "Thank you all for being here tonight.",
    "Where do we go from here?",
    "Let's hope for the best.",
]


def scores(embedder: Embedder, sentences: Sequence[str], language: str = "en") -> list[float]:
    features = measure([sentence_parts(sentence, language) for sentence in sentences])
    found = open_probe(embedder.name).scores(embedder.queries(sentences), features, language)
    return [float(score) for score in found]


def test_the_shipped_weights_read_the_default_embedder_and_the_present_features() -> None:
    assert WEIGHTS["embedder"] == e5_weights.NAME
    assert tuple(WEIGHTS["features"]) == FEATURE_NAMES
    assert len(WEIGHTS["data"]["sha256"]) == 64


def test_every_feature_is_explained() -> None:
    assert all((function.__doc__ or "").strip().endswith(".") for function in FEATURES)


def test_sentences_with_something_to_check_score_above_idle_ones(embedder: Embedder) -> None:
    found = scores(embedder, WORTH + IDLE)
    assert all(0.0 <= score <= 1.0 for score in found)
    assert min(found[: len(WORTH)]) > 0.5 > 0.2 > max(found[len(WORTH) :])


def test_scores_are_the_same_every_time_and_beside_any_other_sentence(embedder: Embedder) -> None:
    together = scores(embedder, WORTH + IDLE)
    alone = [scores(embedder, [sentence])[0] for sentence in WORTH + IDLE]
    assert together == scores(embedder, WORTH + IDLE)
    assert np.allclose(together, alone, atol=0.02)


@pytest.mark.parametrize(
    ("language", "worth", "idle"),
    [
        ("es", "El paro bajó del 9 al 6 por ciento en dos años.", "¡Buenos días a todos!"),
        ("nl", "De werkloosheid daalde van 9 naar 6 procent in twee jaar.", "Wat een mooie ochtend!"),
        ("fr", "Le chômage est passé de 9 à 6 % en deux ans.", "Quelle belle matinée !"),
        ("de", "Die Arbeitslosigkeit sank in zwei Jahren von 9 auf 6 Prozent.", "Was für ein schöner Morgen!"),
        ("ru", "Безработица упала с 9 до 6 процентов за два года.", "Какое прекрасное утро!"),
    ],
)
def test_the_order_holds_in_other_languages(embedder: Embedder, language: str, worth: str, idle: str) -> None:
    first, second = scores(embedder, [worth, idle], language)
    assert first > second


def test_another_embedder_gets_the_probe_that_needs_no_vectors() -> None:
    probe = open_probe("some-other-model@2")
    features = measure([sentence_parts(sentence, "en") for sentence in (WORTH[0], IDLE[0])])
    vectors = np.ones((2, 7), np.float32)
    first, second = probe.scores(vectors, features, "en").tolist()
    assert first > second
    assert probe.scores(None, features, "en").tolist() == [first, second]


def test_a_language_without_a_head_gets_the_shared_one() -> None:
    probe = open_probe("")
    assert probe.head("sw") is probe.head("")
    assert probe.head("en") is not probe.head("")


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_quality_on_dev_stays_above_its_floor(embedder: Embedder, language: str) -> None:
    folder = os.environ.get("ASCERTAIN_DATA")
    if not folder:
        pytest.skip("needs CheckThat! 2024 task 1: set ASCERTAIN_DATA to the folder that holds checkthat2024_task1")
    rows = read_split(Path(folder) / "checkthat2024_task1", "dev")[language][:1000]
    found = np.array(scores(embedder, [row.text for row in rows], language))
    chosen = found >= open_probe(embedder.name).head(language).threshold
    labels = np.array([row.worth_checking for row in rows])
    f1 = 2 * (chosen & labels).sum() / (chosen.sum() + labels.sum())
    assert f1 >= FLOORS[language]
