from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.answer.independence import agency_of, independent, marks_of, owner_of
from ascertain.answer.weighing import RULE, decide, weigh, weight_of
from ascertain.records import Difference, Feature, Passage, Source, SourceNote, Span, Stance

DAY = date(2026, 3, 10)
TEXTS = (
    "The bridge over the Orlava opened to traffic again after nine days of work by army engineers near Merin.",
    "Nobody crossed the river on Monday; the ferry carried forty cars an hour and the queue reached the mill.",
    "Lindmoor's council signed the contract for the dam in the presence of both ministers and the press.",
    "A court found that the records of the sale were complete and that no payment had been made in cash.",
)


def passage(number: int, stance: Stance = "supports", sure: float | None = 0.6, **fields: object) -> Passage:
    text = f"Report {number}: {number * 7919} " + " ".join(f"word{number}x{place}" for place in range(20))
    base: dict[str, object] = {
        "id": f"p{number}",
        "origin": "document",
        "origin_id": f"d{number}",
        "span": Span(start=0, end=len(text)),
        "text": text,
        "url": f"https://site{number}.example/a",
        "source": Source(name=f"Site {number}", site=f"site{number}.example"),
        "stance": stance,
        "stance_by": "stance@test",
        "stance_probability": sure,
    }
    return Passage.model_validate({**base, **fields})


def note(kind: str, words: str = "") -> SourceNote:
    return SourceNote.model_validate({"list": "A list", "kind": kind, "words": words})


@st.composite
def evidence(draw: st.DrawFn) -> list[Passage]:
    found = []
    for number in range(draw(st.integers(0, 7))):
        site = draw(st.integers(0, 4))
        notes = draw(
            st.sampled_from([(), (note("unreliable"),), (note("state-controlled", "Lindmoor"),), (note("reliable"),)])
        )
        date_ = draw(st.sampled_from([None, datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 4, 5, tzinfo=UTC)]))
        rated = draw(st.integers(0, 9)) == 0
        found.append(
            passage(
                number,
                draw(st.sampled_from(get_args(Stance))),
                None if rated else draw(st.floats(0, 1)),
                stance_by="rating" if rated else "stance@test",
                source=Source(name=f"Site {site}", site=f"site{site}.example"),
                notes=notes,
                date=date_,
                text=draw(st.sampled_from(TEXTS)),
            )
        )
    return found


@given(evidence(), st.randoms(use_true_random=False))
def test_the_order_of_passages_makes_no_difference(passages: list[Passage], chance: object) -> None:
    shuffled = list(passages)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert weigh(shuffled, DAY) == weigh(passages, DAY)


@given(evidence(), st.floats(0, 1), st.integers(0, 6), st.sampled_from(TEXTS))
def test_a_supporting_passage_more_never_speaks_against_the_claim(
    passages: list[Passage], sure: float, site: int, text: str
) -> None:
    before = weigh(passages, DAY)
    more = passage(90, "supports", sure, source=Source(name=f"Site {site}", site=f"site{site}.example"), text=text)
    after = weigh([*passages, more], DAY)
    assert after.refutes <= before.refutes + 1e-9
    assert after.supports >= before.supports - 1e-9
    if before.verdict != "refuted":
        assert after.verdict != "refuted"
    if before.verdict == "supported":
        assert after.verdict == "supported"


@given(evidence(), st.floats(0, 1), st.integers(0, 6), st.sampled_from(TEXTS))
def test_a_refuting_passage_more_never_speaks_for_the_claim(
    passages: list[Passage], sure: float, site: int, text: str
) -> None:
    before = weigh(passages, DAY)
    more = passage(91, "refutes", sure, source=Source(name=f"Site {site}", site=f"site{site}.example"), text=text)
    after = weigh([*passages, more], DAY)
    if before.verdict != "supported":
        assert after.verdict != "supported"
    if before.verdict == "refuted":
        assert after.verdict == "refuted"


@given(evidence(), st.integers(0, 6), st.integers(2, 6))
def test_many_copies_of_a_passage_count_as_one(passages: list[Passage], which: int, times: int) -> None:
    if not passages:
        return
    original = passages[which % len(passages)]
    copies = [
        original.model_copy(
            update={"id": f"c{n}", "url": f"https://copy{n}.example/", "source": Source(name=f"Copy {n}")}
        )
        for n in range(times)
    ]
    one, many = weigh([*passages, copies[0]], DAY), weigh([*passages, *copies], DAY)
    assert (many.supports, many.refutes, many.verdict) == (one.supports, one.refutes, one.verdict)


def test_a_report_that_many_papers_print_is_one_source() -> None:
    prints = [passage(n, text=TEXTS[0]) for n in range(6)]
    assert weigh(prints, DAY).verdict == "not enough evidence"
    assert weigh(prints, DAY).supports == weigh(prints[:1], DAY).supports
    assert any("it carries the same text" in reason for reason in weigh(prints, DAY).reasons)


def test_one_ordinary_passage_does_not_support_and_two_independent_ones_do() -> None:
    assert weigh([passage(1, sure=0.9)]).verdict == "not enough evidence"
    found = weigh([passage(1), passage(2)])
    assert (found.verdict, set(found.decisive)) == ("supported", {"p1", "p2"})
    assert found.reasons[0] == "2 independent sources support it: Site 1 (0.60) and Site 2 (0.60)."


def test_one_weak_passage_does_not_refute() -> None:
    assert weigh([passage(1, "refutes", RULE.against - 0.01)]).verdict == "not enough evidence"


def test_one_site_counts_once_however_often_it_says_so() -> None:
    same = Source(name="Site", site="news.site.example")
    other = Source(name="Site", site="sport.site.example")
    found = weigh([passage(1, source=same, url="", sure=0.6), passage(2, source=other, url="", sure=0.7)])
    assert found.supports == 0.7
    assert "Site is not counted again to support it: it is the same source." in found.reasons


def test_papers_that_credit_one_agency_are_one_source() -> None:
    texts = ["The bridge is open, Reuters reported on Monday.", "Traffic flows again, according to Reuters."]
    found = weigh([passage(n, text=text) for n, text in enumerate(texts)])
    assert found.supports == 0.6
    assert any("the same news agency" in reason for reason in found.reasons)


def test_media_of_one_state_are_one_source_and_do_not_decide_alone() -> None:
    media = [passage(n, sure=1.0, notes=(note("state-controlled", "Lindmoor; VTK"),)) for n in range(9)]
    found = weigh(media)
    assert found.verdict == "not enough evidence"
    assert found.supports == pytest.approx(RULE.known_bad)
    assert "A source that no list calls unreliable or state-controlled." in found.missing
    assert any("the list “A list” calls it state-controlled" in reason for reason in found.reasons)


def test_unreliable_sources_weigh_less_and_reliable_ones_more() -> None:
    plain, bad, good = (
        weight_of(passage(1, notes=n)).supports for n in ((), (note("unreliable"),), (note("reliable"),))
    )
    assert bad < plain < good


def test_a_bad_note_outweighs_a_good_one() -> None:
    both = (note("reliable"), note("unreliable"))
    assert weight_of(passage(1, notes=both)).supports == weight_of(passage(1, notes=both[1:])).supports


def test_a_fact_checkers_rating_of_this_claim_decides_alone_but_not_of_one_that_differs() -> None:
    rated = passage(1, "refutes", None, stance_by="rating", origin="fact-check")
    assert weigh([rated]).verdict == "refuted"
    differs = Difference(kind="number", ours="4", theirs="40", words="the claim says “4”, the other text says “40”")
    assert weigh([rated.model_copy(update={"differences": (differs,)})]).verdict == "not enough evidence"


def test_ratings_that_differ_conflict() -> None:
    ratings = [passage(1, "refutes", None, stance_by="rating"), passage(2, "supports", None, stance_by="rating")]
    found = weigh(ratings)
    assert found.verdict == "conflicting"
    assert set(found.decisive) == {"p1", "p2"}
    assert found.missing[0].startswith("A source that decides")


def test_what_is_older_than_the_claim_weighs_less_and_that_is_said() -> None:
    old, new = (datetime(2026, 3, 10, tzinfo=UTC) + timedelta(days=days) for days in (-40, 1))
    assert weight_of(passage(1, date=old), DAY).supports < weight_of(passage(1, date=new), DAY).supports
    found = weigh([passage(1, date=old)], DAY)
    assert "Site 1 counts less: it is older than the claim (29 January 2026)." in [
        reason[0].upper() + reason[1:] for reason in found.reasons
    ]
    assert any("10 March 2026 or later" in line for line in found.missing)


def test_repeating_what_others_say_weighs_less_than_first_hand() -> None:
    reports = Feature(name="reports", value=1, words="words that hand on what others say: viral")
    assert weight_of(passage(1, features=(reports,))).supports < weight_of(passage(1)).supports
    assert any("first-hand" in line for line in weigh([passage(1, features=(reports,))]).missing)


def test_a_passage_that_disputes_a_part_counts_half_on_both_sides() -> None:
    half = weight_of(passage(1, "disputes part", 0.8))
    assert (half.supports, half.refutes) == (0.4, 0.4)


@pytest.mark.parametrize("stance", ["mentions", "unrelated"])
def test_mentioning_is_no_evidence(stance: Stance) -> None:
    found = weigh([passage(n, stance, 0.99) for n in range(5)])
    assert (found.verdict, found.decisive) == ("not enough evidence", ())
    assert found.missing == ("A passage that says whether it is so: those found only speak of the subject.",)


def test_nothing_found_is_not_enough() -> None:
    found = weigh([])
    assert (found.verdict, found.missing) == ("not enough evidence", ("Any passage that speaks of it.",))
    assert found.reasons[:2] == ("No passage supports it.", "No passage refutes it.")


def test_a_clear_majority_wins_and_a_close_one_conflicts() -> None:
    assert decide(2 * RULE.for_it, 0.1 * RULE.against) == "supported"
    assert decide(0.1 * RULE.for_it, 2 * RULE.against) == "refuted"
    assert decide(1.2 * RULE.for_it, 1.1 * RULE.against) == "conflicting"


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.01, 1), min_size=1), st.data())
def test_the_independent_passages_are_the_heaviest_that_share_no_mark(
    weights: dict[str, float], data: st.DataObject
) -> None:
    marks = {key: frozenset(data.draw(st.sets(st.sampled_from("1234"), max_size=2))) for key in weights}
    chosen = independent(weights, marks)
    assert all(not marks[a] & marks[b] for a in chosen for b in chosen if a != b)

    def heaviest(left: list[str], used: frozenset[str]) -> float:
        if not left:
            return 0.0
        first, *rest = left
        without = heaviest(rest, used)
        return without if used & marks[first] else max(without, weights[first] + heaviest(rest, used | marks[first]))

    assert sum(weights[key] for key in chosen) == pytest.approx(heaviest(sorted(weights), frozenset()))


@pytest.mark.parametrize(
    ("site", "owner"),
    [
        ("news.bbc.co.uk", "bbc.co.uk"),
        ("edition.cnn.com", "cnn.com"),
        ("a.b.merin.gov.lm", "merin.gov.lm"),
        ("x.it", "x.it"),
    ],
)
def test_subdomains_belong_to_one_owner(site: str, owner: str) -> None:
    assert owner_of(site) == owner


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("MERIN (Reuters) - The bridge is open.", "reuters"),
        ("The bridge is open, the Associated Press reported.", "ap"),
        ("Мост открыт, сообщает ТАСС.", "tass"),
        ("The apple is ripe.", ""),
        ("He sold the paper to Reuters.", ""),
    ],
)
def test_a_credited_agency_is_read(text: str, agency: str) -> None:
    assert agency_of(text) == agency


def test_marks_know_archived_addresses_and_copies() -> None:
    one = passage(1, url="https://web.archive.org/web/20200101000000/https://site1.example/a")
    other = passage(2, copies=("http://www.site1.example/a/",))
    first, second = marks_of([one, other])
    assert "page site1.example/a" in first & second
