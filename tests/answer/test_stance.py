from __future__ import annotations

import hashlib
import json
import runpy
from pathlib import Path

import numpy as np
import pytest
from stance_sentences import PAIRS

from ascertain.answer.stance import WEIGHTS_FILE, Judged, StanceJudge, open_stance, stance_from
from ascertain.answer.stance_features import FEATURE_NAMES
from ascertain.answer.stance_questions import answered, exchange_of
from ascertain.answer.stance_words import circulating_words, plain_answer, siding_words
from ascertain.models import Embedder
from ascertain.records import Passage, Span, Stance
from ascertain.text.agreement import compare, read_facts

FLOORS = json.loads((Path(__file__).parent / "stance_floors.json").read_text(encoding="utf-8"))
_TRAPS = runpy.run_path(str(Path(__file__).parent.parent / "text" / "meaning_traps.py"))
SAME: tuple[tuple[str, str, str], ...] = _TRAPS["SAME"]
TRAPS: tuple[tuple[str, str, str, str], ...] = _TRAPS["TRAPS"]
SIDES = {"supports": "supports", "refutes": "refutes", "disputes part": "refutes"}


def passage(text: str, language: str = "en", **fields: object) -> Passage:
    span = Span(start=0, end=len(text))
    base = {"id": text, "origin": "document", "origin_id": text, "span": span, "text": text, "language": language}
    return Passage.model_validate({**base, **fields})


def judge(claim: str, text: str, embedder: Embedder, language: str = "en", **fields: object) -> Judged:
    return open_stance().judge(claim, language, [passage(text, language, **fields)], embedder)[0]


def test_the_trained_scorer_is_a_stance_judge() -> None:
    judged: StanceJudge = open_stance()
    assert judged.name.startswith("stance@")


def test_the_sentences_are_the_ones_that_the_floors_were_measured_on() -> None:
    content = (Path(__file__).parent / "stance_sentences.py").read_bytes()
    assert hashlib.sha256(content).hexdigest() == FLOORS["sha256"]


def test_what_passages_say_in_six_languages_is_read_as_well_as_it_was(embedder: Embedder) -> None:
    found = [
        open_stance().judge(claim, language, [passage(text, other)], embedder)[0]
        for language, claim, other, text, _ in PAIRS
    ]
    said = [SIDES.get(each.stance, "neither") for each in found]
    wanted = [pair[4] for pair in PAIRS]
    assert sum(a == b for a, b in zip(said, wanted, strict=True)) >= FLOORS["right of 32"]
    scores = []
    for side in ("supports", "refutes", "neither"):
        both = sum(a == b == side for a, b in zip(said, wanted, strict=True))
        scores.append(2 * both / (said.count(side) + wanted.count(side)))
    assert np.mean(scores) >= FLOORS["macro-F1"]


def test_a_statement_said_in_other_words_is_seldom_called_refuted(embedder: Embedder) -> None:
    wrong = [(a, b) for language, a, b in SAME if SIDES.get(judge(a, b, embedder, language).stance) == "refutes"]
    assert len(wrong) <= FLOORS["same statements called refuted, of 38"], wrong


def test_a_statement_with_one_thing_changed_is_seldom_called_supported(embedder: Embedder) -> None:
    wrong = [(a, b) for language, _, a, b in TRAPS if judge(a, b, embedder, language).stance == "supports"]
    assert len(wrong) <= FLOORS["changed statements called supported, of 129"], wrong


def test_probabilities_are_probabilities_and_sum_to_one() -> None:
    rows = np.random.default_rng(4).uniform(-1, 3, (200, len(FEATURE_NAMES)))
    chances = open_stance().probabilities(rows)
    assert ((chances >= 0) & (chances <= 1)).all()
    assert np.allclose(chances.sum(axis=1), 1)


def test_what_a_passage_says_does_not_depend_on_those_beside_it(embedder: Embedder) -> None:
    claim = "The Orlava bridge was rebuilt in nine days."
    texts = [text for _, asked, _, text, _ in PAIRS if asked == claim]
    together = open_stance().judge(claim, "en", [passage(text) for text in texts], embedder)
    backwards = open_stance().judge(claim, "en", [passage(text) for text in reversed(texts)], embedder)
    assert [one.stance for one in together] == [one.stance for one in reversed(backwards)]
    assert [one.probability for one in together] == pytest.approx(
        [judge(claim, text, embedder).probability for text in texts], abs=1e-3
    )


@pytest.mark.parametrize("text", ["The dam at Merin burst.", "the dam at Merin burst", "Did the dam at Merin burst?"])
def test_saying_the_claim_again_or_asking_it_is_only_mentioning_it(text: str, embedder: Embedder) -> None:
    assert judge("The dam at Merin burst.", text, embedder).stance == "mentions"


def test_another_subject_is_unrelated(embedder: Embedder) -> None:
    text = "Tomato seedlings need six hours of sun a day."
    assert judge("The dam at Merin burst on Friday.", text, embedder).stance == "unrelated"


def test_the_same_with_another_figure_disputes_a_part_and_says_which(embedder: Embedder) -> None:
    claim = "Dalia Rook paid 2 million dollars for the villa in Merin."
    found = judge(claim, "Dalia Rook paid 20 million dollars for the villa in Merin, records show.", embedder)
    assert found.stance == "disputes part"
    assert {difference.kind for difference in found.differences} == {"number"}


@pytest.mark.parametrize("stance", ["supports", "refutes"])
def test_a_publishers_rating_is_never_judged_again(stance: Stance, embedder: Embedder) -> None:
    text = "The vaccine does not cause infertility."
    found = judge("The vaccine causes infertility.", text, embedder, stance=stance, stance_by="rating")
    assert (found.stance, found.by, found.probability) == (stance, "rating", None)


def test_the_sentence_that_speaks_of_the_claim_is_told_with_what_it_rests_on(embedder: Embedder) -> None:
    text = "It rained all week. The rumour that the vaccine causes infertility is false. Children played."
    found = judge("The vaccine causes infertility.", text, embedder)
    assert found.sentence == "The rumour that the vaccine causes infertility is false."
    assert {"meaning", "shared words", "calls it false"} <= {feature.name for feature in found.features}
    assert found.by == open_stance().name


def test_no_passages_give_no_judgements(embedder: Embedder) -> None:
    assert open_stance().judge("The dam burst.", "en", [], embedder) == []


def test_what_speaks_against_a_claim_never_weighs_for_it() -> None:
    supports, refutes = open_stance().weights
    for name in ("negation differs", "calls it false", "near and against", "near and figures differ", "answers no"):
        column = FEATURE_NAMES.index(name)
        assert supports[column] <= 0 <= refutes[column]
    for name in ("near and nothing differs", "same figures", "answers yes"):
        column = FEATURE_NAMES.index(name)
        assert refutes[column] <= 0 <= supports[column]


def test_weights_of_other_features_are_refused() -> None:
    with pytest.raises(ValueError, match=WEIGHTS_FILE):
        stance_from({"features": ["meaning"]})


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Did he resign? No. He is in office.", -1),
        ("¿Dimitió? Sí, el martes.", 1),
        ("Hat er gesagt, er gehe? Nein.", -1),
        ("Он ушёл? Да.", 1),
        ("False: the mayor did not resign", -1),
        ("Он ушёл? Ложь.", -1),
        ("No one resigned.", 0),
        ("Nobody knows.", 0),
        ("Die Ja-Stimmen überwogen.", 0),
    ],
)
def test_a_plain_yes_or_no_is_an_answer(text: str, answer: int) -> None:
    assert plain_answer(text) == answer


def test_siding_words_are_read_by_language_and_unknown_languages_have_none() -> None:
    against, confirming, _, reporting = siding_words("The ministry confirmed it; the viral post is false.", "en-GB")
    assert ("false" in against, "confirmed" in confirming, "viral" in reporting) == (True, True, True)
    assert siding_words("Das ist falsch.", "de")[0] == ("falsch",)
    assert siding_words("qwe", "tlh") == ((), (), (), ())


def test_handing_on_what_goes_round_is_told_from_reporting_what_somebody_said() -> None:
    assert circulating_words("A viral video shows the dam bursting.", "en") == ("viral",)
    assert circulating_words("Soll angeblich gebrochen sein, heißt es auf sozialen Medien.", "de")[0] == "angeblich"
    assert circulating_words("The mayor said that the dam burst.", "en") == ()


@pytest.mark.parametrize(
    ("claim", "text", "side"),
    [
        ("Voters will not be allowed to vote twice.", "Can voters vote twice? No. The law forbids it.", 1),
        ("Voters can vote twice.", "Can voters vote twice? No. The law forbids it.", -1),
        ("The price of oil fell.", "Did the price of oil rise? Yes. By a tenth.", -1),
        ("The price of oil fell.", "Did the price of oil fall? Yes.", 1),
        ("The price of oil fell.", "How far did the price of oil fall? A tenth.", 0),
    ],
)
def test_an_answer_is_read_with_its_question(claim: str, text: str, side: int) -> None:
    exchange = exchange_of(text)
    assert exchange is not None
    assert answered(read_facts(claim, "en"), exchange, "en") == side


def test_a_question_without_an_answer_and_a_statement_are_no_exchange() -> None:
    assert exchange_of("Did the price of oil fall?") is None
    assert exchange_of("The price of oil fell.") is None


def test_without_power_does_not_negate_the_houses() -> None:
    claim = read_facts("The storm destroyed 340 houses in Merin.", "en")
    other = read_facts("The storm destroyed 340 houses in Merin and left the valley without power.", "en")
    none = read_facts("The storm passed over Merin without destroyed houses.", "en")
    assert "negation" not in {one.kind for one in compare(claim, other).differences}
    assert "negation" in {one.kind for one in compare(claim, none).differences}
