from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ascertain.answer import passages_of
from ascertain.answer.evidence import choose, passage_of
from ascertain.answer.lacking import still_missing
from ascertain.answer.phrasing import Collection
from ascertain.answer.searchers.own import rated
from ascertain.answer.weighing import weigh
from ascertain.answer.writing import write
from ascertain.records import (
    Attribution,
    Claim,
    Difference,
    Document,
    FactCheck,
    Feature,
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


def test_what_is_missing_names_the_nearest_fact_check_and_why_it_is_not_this_claims() -> None:
    claim = claim_of("The port handled 90 ships.")
    (possible,) = still_missing(claim, [match_of("Ships are large.", Rating.TRUE, "possible")], [], COLLECTION)[:1]
    assert "“Ships are large.” (Harbour Checks), shares too little with this claim" in possible
    weak = still_missing(claim, [match_of("Ships are large.", Rating.TRUE, "weak")], [], COLLECTION)
    assert weak[0] == "A fact-check of this claim."
    difference = Difference(kind="date", ours="2024", theirs="2023", words="the claim says 2024, the other text 2023")
    differs = still_missing(claim, [match_of("So.", Rating.FALSE, differences=(difference,))], [], COLLECTION)
    assert difference.words in differs[0]


def test_what_is_missing_names_figures_names_and_the_first_hand_source() -> None:
    claim = claim_of("The Ministry of Transport counted 4,200 passengers.", claimant="Ministry of Transport")
    lines = still_missing(claim, [], [passage("Nobody counted.")], COLLECTION)
    assert "4,200" in " ".join(lines)
    assert "The original statement by Ministry of Transport." in lines


def test_an_empty_collection_is_named_as_the_reason() -> None:
    lines = still_missing(claim_of("It rained."), [], [], Collection(0, 0))
    assert lines == ["The collection is empty: import fact-checks or documents first."]


def test_the_publishers_rating_is_told_in_its_own_words() -> None:
    match = match_of("The port of Lund handled 90 ships.", Rating.FALSE)
    found = passage_of(match).model_copy(update={"stance_by": "rating"})
    weighed = weigh([found])
    statements, _ = write("The port of Lund handled 90 ships.", "en", None, weighed, [found])
    assert statements[1].text == (
        "Harbour Checks (3 February 2025) contradicts the claim by its own rating “Not so”: "
        "“The register says otherwise.”"
    )


@pytest.mark.parametrize("rating", ["See https://evil.example now", "<b>False</b>", "", "fal\u202ese"])
def test_a_rating_cannot_link_or_hide_anything(rating: str) -> None:
    found = passage_of(match_of("It rained.", Rating.FALSE)).model_copy(
        update={"stance_by": "rating", "rating": rating}
    )
    text = write("It rained.", "en", None, weigh([found]), [found])[0][1].text
    assert not any(part in text for part in ("http", "evil", "<", "\u202e"))


@pytest.mark.parametrize("strength", ["possible", "weak"])
def test_a_rating_decides_only_where_the_match_is_close_and_near_in_meaning(strength: str) -> None:
    match = match_of("Ships are large.", Rating.TRUE, strength)
    assert rated([passage_of(match)], [match])[0].stance_by == ""
    near = Feature(name="meaning", value=0.9, words="")
    close = match_of("Ships are large.", Rating.TRUE, features=(near,))
    assert rated([passage_of(close)], [close])[0].stance_by == "rating"
    far = match_of("Ships are large.", Rating.TRUE, features=(near.model_copy(update={"value": 0.7}),))
    assert (rated([passage_of(far)], [far])[0].stance_by, rated([passage_of(far)], [far])[0].stance) == ("", "mentions")
    other = passage("Ships are old.")
    assert rated([other], [close]) == [other]


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
