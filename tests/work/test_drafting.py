"""Drafts of fact-checks as text: begun from a claim, and the ClaimReview form in their heads read and written."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.errors import Invalid
from ascertain.publish.drafting import EMPTY, begun_from, headline_in, review_of, reviews_in, with_review
from ascertain.publish.writing import read_draft
from ascertain.records import (
    Attribution,
    Claim,
    Document,
    FactCheck,
    Match,
    Passage,
    QueueItem,
    Rating,
    ReviewForm,
    Source,
    Span,
    Work,
)

QUOTE = "The dam at Lindmoor holds *40* million [cubic] metres, <b>said</b> the mayor: “all of it”."
FORM = ReviewForm(
    claim="The dam holds 40 million cubic metres.",
    claimant="The mayor",
    date="2026-02-28",
    appearances=("https://news.example/dam",),
    rating="Only half of that",
    step=Rating.MOSTLY_FALSE,
    summary="It holds 21 million: see the survey.",
)
TEXT = """---
# Kept as it was typed
headline: "The dam: what it holds"   # with a note
byline: [Mira Okafor]
reviews:
  - claim: Old claim
    rating: False
    step: false
topics: [water]
---

The dam is half full.
"""


def work(quote: str = QUOTE) -> Work:
    document = Document(
        id="doc",
        url="https://news.example/dam",
        title="What [the] dam holds",
        body=quote,
        seen=datetime(2026, 3, 1, tzinfo=UTC),
    )
    claim = Claim(
        id="c",
        document_id="doc",
        span=Span(start=0, end=len(quote)),
        quote=quote,
        kind="assertion",
        attribution=Attribution(how="direct quotation", claimant="the mayor"),
        check_worthiness=0.9,
        worth_checking=True,
    )
    check = FactCheck(
        id="f",
        claim="It holds 40 million",
        url="https://desk.example/dam",
        source=Source(name="Fact Desk"),
        rating=Rating.FALSE,
        rating_words="Wrong: by half",
    )
    weak = check.model_copy(update={"id": "g", "url": "https://desk.example/other"})
    passage = Passage(
        id="p",
        origin="document",
        origin_id="d2",
        span=Span(start=0, end=4),
        text="It holds 21 million.",
        title="Survey of dams",
        url="https://survey.example/",
        date=datetime(2025, 5, 4, tzinfo=UTC),
    )
    return Work(
        item=QueueItem(
            claim=claim,
            title=document.title,
            url=document.url,
            source=Source(name="Lindmoor Post"),
            language="en",
            published=datetime(2026, 2, 28, tzinfo=UTC),
        ),
        document=document,
        related=(
            Match(fact_check=check, rank=1, score=0.9, features=(), strength="close"),
            Match(fact_check=weak, rank=2, score=0.1, features=(), strength="weak"),
        ),
        evidence=(passage, passage),
    )


def test_a_draft_from_a_claim_can_be_published_as_it_is() -> None:
    draft = read_draft(begun_from(work(), "Mira Okafor", date(2026, 3, 2)))
    assert draft.front.byline == ["Mira Okafor"]
    assert draft.front.language == "en"
    assert [(one.title, one.url) for one in draft.sources] == [
        ("It holds 40 million", "https://desk.example/dam"),
        ("Survey of dams", "https://survey.example/"),
    ]
    assert "Wrong: by half" in draft.sources[0].note


def test_what_was_said_stands_in_the_draft_as_words_and_never_as_markdown() -> None:
    from ascertain.publish.writing import write_body

    written = write_body(read_draft(begun_from(work(), "", date(2026, 3, 2))), {})
    assert QUOTE in written.body
    assert "<b>" not in written.html


def test_the_form_is_filled_from_the_claim_and_leaves_the_verdict_to_people() -> None:
    form = review_of(work())
    assert (form.claim, form.claimant, form.date) == (QUOTE, "the mayor", "2026-02-28")
    assert form.appearances == ("https://news.example/dam",)
    assert (form.rating, form.step) == ("", None)


def test_a_claim_without_anything_known_about_it_still_makes_a_draft() -> None:
    bare = work().model_copy(update={"related": (), "evidence": ()})
    item = bare.item.model_copy(update={"url": "", "title": "", "source": None, "published": None})
    text = begun_from(bare.model_copy(update={"item": item}), "", date(2026, 3, 2))
    assert "Nothing in the collection bore on it on 2 March 2026." in text
    assert read_draft(text).sources == ()


def test_a_review_comes_into_the_text_and_everything_else_stays_as_it_was_typed() -> None:
    changed = with_review(TEXT, FORM)
    assert reviews_in(changed) == [FORM]
    for line in TEXT.splitlines():
        if "Old claim" not in line and "rating" not in line and "step" not in line and line != "reviews:":
            assert line in changed.splitlines()
    review = read_draft(changed).front.reviews[0]
    assert (review.claim, review.rating, review.step) == (FORM.claim, FORM.rating, Rating.MOSTLY_FALSE)


def test_a_second_review_is_added_and_the_first_one_stays() -> None:
    other = FORM.model_copy(update={"claim": "It is new."})
    assert [one.claim for one in reviews_in(with_review(with_review(TEXT, FORM), other, 2))] == [
        FORM.claim,
        other.claim,
    ]


def test_a_head_without_reviews_gets_one() -> None:
    text = EMPTY.replace('headline: ""', "headline: Dam")
    assert reviews_in(with_review(text, FORM)) == [FORM]
    assert read_draft(with_review(text, FORM)).front.headline == "Dam"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"claim": " "}, "says no claim"),
        ({"rating": "", "step": None}, "no verdict"),
        ({"date": "tomorrow"}, "is no day"),
        ({"appearances": ("javascript:alert(1)",)}, "no web address"),
    ],
)
def test_what_a_review_lacks_is_said(change: dict[str, object], says: str) -> None:
    with pytest.raises(Invalid, match=says):
        with_review(TEXT, FORM.model_copy(update=change))


@pytest.mark.parametrize(
    "text",
    [
        "no head",
        "---\nheadline: [\n---\n",
        "---\n- a\n---\n",
        "---\nreviews: 7\n---\n",
        "---\nreviews: !!python/object:os.system {}\n---\n",
        "---\n" + "[" * 5000 + "\n---\n",
        "---\n---\n",
    ],
)
def test_a_head_that_cannot_be_read_holds_no_reviews_and_no_headline(text: str) -> None:
    assert reviews_in(text) == []
    assert headline_in(text) == ""


def test_a_head_that_is_a_bomb_of_aliases_is_read_in_no_time() -> None:
    bomb = "---\na: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{','.join('*' + chr(97 + n) for _ in range(9))}]\n" for n in range(8)
    )
    assert reviews_in(f"{bomb}reviews: *i\n---\n") == []


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=60).map(str.strip)


@given(_WORDS.filter(bool), _WORDS.filter(bool), _WORDS, _WORDS)
def test_any_words_come_back_from_the_text_as_they_went_in(
    claim: str, rating: str, claimant: str, summary: str
) -> None:
    form = ReviewForm(claim=claim, rating=rating, claimant=claimant, summary=summary)
    assert reviews_in(with_review(TEXT, form)) == [form]
