from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pytest

from ascertain.records import FactCheck, Match, Source
from ascertain.related.features import AGREEING, DIFFERING, FEATURE_NAMES, Candidate
from ascertain.related.finding import rank
from ascertain.related.query import Query, understand
from ascertain.related.scorer import open_scorer, scorer_from

CLAIM = "The city of Sarnik sold 40 buses to Norway"
OTHERS = ("A shark swam along the motorway", "Okra water cures diabetes", "The dam at Merin was blown up")


def candidate(claim: str, cosine: float = 0.9, **fields: object) -> Candidate:
    check = FactCheck.model_validate(
        {"id": claim, "claim": claim, "source": Source(name="Desk"), "language": "en", **fields}
    )
    return Candidate(check, cosine, cosine)


def ranked(asked: str, *found: Candidate, published: date | None = None) -> tuple[Match, ...]:
    rest = [candidate(claim, 0.76) for claim in OTHERS]
    return rank(understand(Query(asked, "en", published)), [*found, *rest], open_scorer())


@pytest.mark.parametrize("head", ["within", "across"])
def test_no_agreement_counts_against_a_match_and_no_difference_for_it(head: str) -> None:
    scorer = open_scorer()
    weights = dict(zip(FEATURE_NAMES, getattr(scorer, head).weights, strict=True))
    assert all(weights[name] >= 0 for name in AGREEING)
    assert all(weights[name] <= 0 for name in DIFFERING)


def test_more_agreement_is_never_less_probable() -> None:
    scorer = open_scorer()
    chance = np.random.default_rng(3)
    rows = chance.uniform(0, 1, (50, len(FEATURE_NAMES)))
    for column, name in enumerate(FEATURE_NAMES):
        more = rows.copy()
        more[:, column] += 0.5
        before, after = scorer.probabilities(rows, [False] * 50), scorer.probabilities(more, [False] * 50)
        if name in AGREEING:
            assert (after >= before).all()
        if name in DIFFERING:
            assert (after <= before).all()


def test_thresholds_are_in_order_and_have_the_precision_they_promise() -> None:
    scorer = open_scorer()
    assert 0 < scorer.suggest < scorer.match < 1


def test_the_same_claim_is_close_and_another_subject_is_weak() -> None:
    first, *rest = ranked("Sarnik sold 40 buses to Norway", candidate(CLAIM))
    assert first.strength == "close"
    assert {match.strength for match in rest} == {"weak"}


@pytest.mark.parametrize(
    "asked", ["Sarnik sold 90 buses to Norway", "Sarnik did not sell 40 buses to Norway", "Sarnik sold 400 buses"]
)
def test_a_contradiction_lowers_the_score_or_is_never_close(asked: str) -> None:
    same = ranked("Sarnik sold 40 buses to Norway", candidate(CLAIM))[0]
    other = ranked(asked, candidate(CLAIM))[0]
    assert other.differences
    assert other.score <= same.score
    assert other.strength != "close"


def test_a_long_sentence_that_holds_the_claim_finds_it() -> None:
    long = (
        "A week before the vote the mayor was asked on local radio about reports, denied by nobody so far, according "
        "to which Sarnik sold 40 buses to Norway while its own depots were empty"
    )
    assert ranked(long, candidate(CLAIM, 0.85))[0].strength in {"close", "possible"}


def test_meaning_goes_before_stop_words_across_languages() -> None:
    russian = candidate("Сарник продал Норвегии 40 автобусов", 0.86, language="ru")
    english = candidate("The mayor of the city went to the sea in the summer", 0.78)
    assert ranked("The city of Sarnik sold 40 buses to Norway", english, russian)[0].fact_check.language == "ru"


def test_a_fact_check_of_the_same_days_goes_before_an_older_one() -> None:
    day = datetime(2026, 3, 4, tzinfo=UTC)
    near = candidate(CLAIM, date=day, id="near", source=Source(name="A"))
    far = candidate(CLAIM, date=day.replace(year=2021), id="far", source=Source(name="B"))
    found = ranked("Sarnik sold 40 buses to Norway", far, near, published=date(2026, 3, 2))
    assert [match.fact_check.id for match in found[:2]] == ["near", "far"]
    assert "2 days later" in " ".join(feature.words for feature in found[0].features)


def test_copies_of_a_fact_check_stand_in_the_order_of_their_identifiers() -> None:
    copies = [candidate(CLAIM, 0.9, id=f"copy-{n}") for n in (2, 1)]
    found = ranked("Sarnik sold 40 buses to Norway", *copies)
    assert [match.fact_check.id for match in found[:2]] == ["copy-1", "copy-2"]


def test_no_candidates_give_no_matches() -> None:
    assert rank(understand(Query("anything", "en")), [], open_scorer()) == ()


def test_weights_of_other_features_are_refused() -> None:
    with pytest.raises(ValueError, match="other features"):
        scorer_from({"features": ["meaning"]})


def test_scores_do_not_depend_on_the_order_of_candidates() -> None:
    found = [candidate(CLAIM), candidate("Sarnik bought 40 buses from Norway", 0.88)]
    forth, back = ranked("Sarnik sold 40 buses", *found), ranked("Sarnik sold 40 buses", *reversed(found))
    assert [(m.fact_check.id, m.score) for m in forth] == [(m.fact_check.id, m.score) for m in back]


def test_a_claim_that_is_nearer_alone_goes_first() -> None:
    near = replace(candidate("Merin flooded after the storm", 0.85), claim_cosine=0.9)
    far = replace(candidate("Lindmoor flooded after the storm", 0.85), claim_cosine=0.8)
    found = ranked("The storm put the whole town under water", far, near)
    assert found[0].fact_check.id == near.fact_check.id


def test_without_the_vectors_of_claim_and_headline_the_whole_stands_for_them() -> None:
    one = candidate(CLAIM, 0.87)
    assert (one.nearest_claim, one.nearest_headline) == (0.87, 0.87)
    one = replace(one, claim_cosine=0.9)
    assert (one.nearest_claim, one.nearest_headline) == (0.9, 0.9)


def test_one_word_is_no_other_language() -> None:
    short = candidate("Conficker", 0.84, language="sv")
    features = [match.features for match in ranked("The army has closed all schools", short)]
    assert not any(feature.name == "across languages" for some in features for feature in some)
