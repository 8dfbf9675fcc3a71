"""What has changed between two answers to one question."""

from __future__ import annotations

from datetime import UTC, datetime

from ascertain.answer.since import difference
from ascertain.records import Answer, Passage, Span, Verdict


def passage(key: str, **more: object) -> Passage:
    given = {
        "id": key,
        "origin": "document",
        "origin_id": f"d-{key}",
        "span": Span(start=0, end=9),
        "text": f"The words of {key}.",
        "url": f"https://{key}.example/story",
        "stance": "supports",
    }
    return Passage.model_validate({**given, **more})


def answer(key: str, *passages: Passage, verdict: Verdict = "supported", by: tuple[str, ...] = ("stance@1",)) -> Answer:
    return Answer(
        id=key,
        outcome="evidence",
        verdict=verdict,
        passages=passages,
        searched=f"{len(passages)} documents",
        made_by=by,
        at=datetime(2026, 3, 1, tzinfo=UTC),
    )


def test_an_answer_does_not_differ_from_itself() -> None:
    same = answer("a", passage("p"), passage("q"))
    found = difference(same, same)
    assert (found.new, found.gone, found.turned, found.parts, found.same) == ((), (), (), (), 2)


def test_what_came_and_what_went_is_told_in_the_order_of_the_answers() -> None:
    before = answer("a", passage("p"), passage("q"), passage("r"), verdict="not enough evidence")
    after = answer("b", passage("t"), passage("q"), passage("s"), verdict="refuted")
    found = difference(before, after)
    assert [one.id for one in found.new] == ["t", "s"]
    assert [one.id for one in found.gone] == ["p", "r"]
    assert (found.verdict_before, found.verdict, found.same) == ("not enough evidence", "refuted", 1)
    assert (found.earlier, found.later) == ("a", "b")


def test_the_other_way_round_new_is_gone() -> None:
    before, after = answer("a", passage("p"), passage("q")), answer("b", passage("q"), passage("s"))
    there, back = difference(before, after), difference(after, before)
    assert (there.new, there.gone) == (back.gone, back.new)


def test_a_page_that_was_read_again_is_no_new_evidence() -> None:
    before = passage("p", url="https://www.p.example/story/")
    again = passage("p", id="other", origin_id="d-other", url="https://p.example/story?utm_source=x")
    assert difference(answer("a", before), answer("b", again)).same == 1


def test_a_copy_that_stands_for_the_others_now_is_no_new_evidence() -> None:
    before = passage("p", copies=("https://copy.example/1",))
    now = passage("p", id="copy", url="https://copy.example/1", copies=("https://p.example/story",))
    assert difference(answer("a", before), answer("b", now)).same == 1


def test_other_words_at_the_same_address_and_the_same_words_elsewhere_are_new_evidence() -> None:
    before = passage("p", text="It is false.")
    other_words = passage("q", text="It is true.", url=before.url)
    elsewhere = passage("r", text="It is false.")
    found = difference(answer("a", before), answer("b", other_words, elsewhere))
    assert [one.id for one in found.new] == ["q", "r"]
    assert [one.id for one in found.gone] == ["p"]


def test_two_passages_with_the_same_words_are_counted_as_two() -> None:
    twins = (passage("p"), passage("p", id="p2"))
    found = difference(answer("a", twins[0]), answer("b", *twins))
    assert (found.same, [one.id for one in found.new]) == (1, ["p2"])


def test_a_passage_that_is_judged_otherwise_is_told_with_what_it_was_before() -> None:
    found = difference(answer("a", passage("p")), answer("b", passage("p", stance="refutes"), by=("stance@1", "llm@x")))
    assert [(one.passage.stance, one.before) for one in found.turned] == [("refutes", "supports")]
    assert (found.parts, found.same) == (("llm@x",), 0)
