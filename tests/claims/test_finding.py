from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ascertain.claims import find_claims
from ascertain.models import Embedder
from ascertain.records import Claim, Document, Entity, Figure, NamedDate

ARTICLE = """The port of Varna was closed for three days in March 2024 after a ferry hit the pier.

“The pier is older than my grandmother,” said Elena Petrova, the head of the harbour office. “It should have been \
replaced in 1998.”

The transport ministry said that 1,200 passengers were stranded. Will the ferry return? It will sail again in May, \
according to the operator.

Elena Petrova inspected the pier on Friday. She found 40 cracks in it. A disgrace!"""


def document(body: str, language: str = "en") -> Document:
    now = datetime(2024, 3, 20, tzinfo=UTC)
    return Document(id="d1", title="Port", body=body, language=language, published=now, seen=now)


def parts_of(claim: Claim) -> list[Figure | NamedDate | Entity]:
    return [*claim.figures, *claim.dates, *claim.entities]


def by_start(claims: list[Claim], words: str) -> Claim:
    return next(claim for claim in claims if claim.quote.startswith(words))


def test_every_sentence_becomes_a_claim_with_its_exact_place(embedder: Embedder) -> None:
    claims = find_claims(document(ARTICLE), embedder)
    assert [claim.quote.split()[0] for claim in claims] == [
        "The", "“The", "“It", "The", "Will", "It", "Elena", "She",
    ]  # fmt: skip
    for claim in claims:
        assert claim.span.of(ARTICLE) == claim.quote
        assert claim.document_id == "d1"
        for part in parts_of(claim):
            assert part.span.of(ARTICLE) == part.text
            assert claim.span.start <= part.span.start < part.span.end <= claim.span.end
    assert len({claim.id for claim in claims}) == len(claims)


def test_kinds_and_speakers_of_the_sentences(embedder: Embedder) -> None:
    claims = find_claims(document(ARTICLE), embedder)
    first, second = by_start(claims, "“The pier"), by_start(claims, "“It should")
    assert (first.attribution.claimant, first.attribution.office) == ("Elena Petrova", "the head of the harbour office")
    assert (second.attribution.how, second.attribution.claimant) == ("direct quotation", "Elena Petrova")
    assert (second.kind, second.kind_cue) == ("opinion", "should")
    assert by_start(claims, "Will").kind == "question"
    ferry = by_start(claims, "It will")
    assert (ferry.kind, ferry.kind_cue, ferry.attribution.claimant) == ("prediction", "will", "the operator")


def test_figures_and_dates_are_read_against_the_day_of_publication(embedder: Embedder) -> None:
    claims = find_claims(document(ARTICLE), embedder)
    stranded = by_start(claims, "The transport")
    assert [(figure.value, figure.unit) for figure in stranded.figures] == [(1200.0, "passengers")]
    friday = by_start(claims, "Elena").dates[0]
    assert friday.relative
    assert friday.first is not None


def test_a_pronoun_gets_its_name_in_context_where_one_person_was_named(embedder: Embedder) -> None:
    claims = find_claims(document(ARTICLE), embedder)
    assert by_start(claims, "She found").context == "Elena Petrova found 40 cracks in it."
    assert by_start(claims, "The port").context == ""


def test_only_assertions_are_worth_checking_and_facts_score_above_colour(embedder: Embedder) -> None:
    claims = find_claims(document(ARTICLE), embedder)
    assert all(claim.kind == "assertion" for claim in claims if claim.worth_checking)
    stranded, grandmother = by_start(claims, "The transport"), by_start(claims, "“The pier")
    assert stranded.worth_checking
    assert stranded.check_worthiness > grandmother.check_worthiness


def test_finding_twice_gives_the_same_claims(embedder: Embedder) -> None:
    assert find_claims(document(ARTICLE), embedder) == find_claims(document(ARTICLE), embedder)


def test_a_body_without_sentences_has_no_claims(embedder: Embedder) -> None:
    assert find_claims(document(""), embedder) == []
    assert find_claims(document("Port Varna\n\n* * *"), embedder) == []


def test_scripts_without_spaces_give_claims_too(embedder: Embedder) -> None:
    claims = find_claims(document("王芳说：“大桥已经关闭三天。”去年有1200人使用渡轮。", "zh"), embedder)
    assert claims[0].attribution.claimant == "王芳"
    assert all(claim.quote for claim in claims)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            ["Ada Lund said", "“The dam", "is full.”", "In 2019", "40 %", "fell", "\n\n", "«", "”", ".", "He", "?"]
        ),
        max_size=25,
    )
)
def test_spans_hold_for_any_text(embedder: Embedder, parts: list[str]) -> None:
    body = " ".join(parts)
    for claim in find_claims(document(body), embedder):
        assert claim.span.of(body) == claim.quote
        for part in parts_of(claim):
            assert part.span.of(body) == part.text
