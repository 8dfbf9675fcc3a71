from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ascertain.answer import Collection, answer_claim, passages_of
from ascertain.answer.evidence import choose, passage_of
from ascertain.records import (
    Attribution,
    Claim,
    Difference,
    Document,
    FactCheck,
    Match,
    Passage,
    Rating,
    Source,
    Span,
)
from ascertain.text import find_entities, find_figures

COLLECTION = Collection(fact_checks=12, documents=3)


def claim_of(quote: str, claimant: str = "") -> Claim:
    return Claim(
        id="claim",
        document_id="document",
        span=Span(start=0, end=len(quote)),
        quote=quote,
        kind="assertion",
        attribution=Attribution(how="reported speech" if claimant else "own voice", claimant=claimant),
        figures=tuple(find_figures(quote, "en")),
        entities=tuple(find_entities(quote, "en")),
        check_worthiness=0.9,
        worth_checking=True,
    )


def match_of(claim: str, rating: Rating, strength: str = "close", **about: object) -> Match:
    fact_check = FactCheck(
        id=f"check of {claim}",
        claim=claim,
        title=claim,
        summary="The register says otherwise.",
        source=Source(name="Harbour Checks"),
        date=datetime(2025, 2, 3, tzinfo=UTC),
        rating=rating,
        rating_words="Not so",
    )
    fields = {"fact_check": fact_check, "rank": 1, "score": 0.03, "features": (), "strength": strength, **about}
    return Match.model_validate(fields)


def passage(text: str) -> Passage:
    return Passage(
        id=f"passage {text}",
        origin="document",
        origin_id=text,
        span=Span(start=0, end=len(text)),
        text=text,
        source=Source(name="Port Gazette"),
        language="en",
    )


def test_a_close_rated_fact_check_makes_the_answer_and_is_cited() -> None:
    match = match_of("The port of Lund handled 90 ships.", Rating.FALSE)
    answer = answer_claim(claim_of("The port of Lund handled 90 ships."), [match], [], COLLECTION, "en")
    assert answer.outcome == "rated"
    assert "Harbour Checks on 3 February 2025 rated" in answer.statements[0].text
    assert "“Not so”" in answer.statements[0].text
    assert answer.statements[0].citations == (passage_of(match).id,)


def test_a_difference_is_said_in_the_answer() -> None:
    difference = Difference(kind="date", ours="2024", theirs="2023", words="the claim says 2024, the other text 2023")
    match = match_of("The port handled 90 ships.", Rating.FALSE, differences=(difference,))
    answer = answer_claim(claim_of("The port handled 90 ships."), [match], [], COLLECTION, "en")
    assert difference.words in answer.statements[0].text


def test_publishers_who_disagree_are_said_to_disagree() -> None:
    matches = [match_of("The port is closed.", Rating.FALSE), match_of("The port is shut.", Rating.TRUE)]
    answer = answer_claim(claim_of("The port is closed."), matches, [], COLLECTION, "en")
    assert len(answer.statements) == 2
    assert "differ" in answer.missing[0]


@pytest.mark.parametrize("strength", ["possible", "weak"])
def test_a_match_that_is_not_close_never_rates_the_claim(strength: str) -> None:
    match = match_of("Ships are large.", Rating.TRUE, strength)
    answer = answer_claim(claim_of("The port handled 90 ships."), [match], [], COLLECTION, "en")
    assert answer.outcome == "not enough evidence"
    assert answer.statements == ()
    assert ("Ships are large." in answer.missing[0]) == (strength == "possible")


def test_an_abstention_says_which_figures_and_names_nothing_covers() -> None:
    claim = claim_of("The Ministry of Transport counted 4,200 passengers.", claimant="Ministry of Transport")
    answer = answer_claim(claim, [], [], COLLECTION, "en")
    words = " ".join(answer.missing)
    assert answer.outcome == "not enough evidence"
    assert "4,200" in words
    assert "The original statement by Ministry of Transport." in answer.missing
    assert answer.searched == "12 fact-checks and 3 documents"


def test_an_empty_collection_is_named_as_the_reason() -> None:
    answer = answer_claim(claim_of("It rained."), [], [], Collection(0, 0), "en")
    assert answer.missing == ("The collection is empty: import fact-checks or documents first.",)


def test_evidence_is_quoted_word_for_word() -> None:
    text = "The quay is old. The port of Lund handled 88 ships in May. Gulls were seen."
    found = passage(text)
    answer = answer_claim(claim_of("The port of Lund handled 90 ships in May."), [], [found], COLLECTION, "en")
    assert answer.outcome == "evidence"
    assert "“The port of Lund handled 88 ships in May.”" in answer.statements[0].text
    assert answer.statements[0].citations == (found.id,)


def test_passages_that_share_nothing_named_are_left_out_and_each_document_speaks_once() -> None:
    claim = claim_of("The port of Lund handled 90 ships in May.")
    good = passage("In May the port of Lund handled 90 ships.")
    candidates = [(good, 0.93), (good, 0.92), (passage("Weather will be fine on the coast."), 0.85)]
    assert [p.id for p in choose(claim, [], candidates, "en")] == [good.id]


def test_the_stance_of_a_fact_check_is_its_publishers_rating() -> None:
    assert passage_of(match_of("a", Rating.FALSE)).stance == "refutes"
    assert passage_of(match_of("a", Rating.TRUE)).stance == "supports"
    assert passage_of(match_of("a", Rating.MIXED)).stance == "mentions"
    assert passage_of(match_of("a", Rating.FALSE, "possible")).stance == "mentions"


def test_passages_cover_every_sentence_exactly_and_stay_within_paragraphs() -> None:
    body = "One short sentence here. And another one.\n\n" + "A long sentence about ships in the port. " * 15
    document = Document(id="d", body=body.strip(), language="en", seen=datetime(2025, 1, 1, tzinfo=UTC))
    found = passages_of(document)
    assert all(p.span.of(document.body) == p.text for p in found)
    assert all("\n\n" not in p.text for p in found)
    assert "".join(p.text for p in found).replace(" ", "") == "".join(document.body.split())
