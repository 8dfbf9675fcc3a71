from __future__ import annotations

import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from local_server import LocalServer
from scripted_llm import Sent, dribble, play, sentences_as_json

from ascertain.answer.composing import write_answer
from ascertain.answer.writing import write
from ascertain.models.llm import Llm, open_llm
from ascertain.records import Passage, Source, Span, Stance, Verdict
from ascertain.settings import Settings

CLAIM = "The dam collapse killed 4,200 people in Sarnik."


@dataclass(frozen=True)
class Weighed:
    verdict: Verdict = "refuted"
    decisive: tuple[str, ...] = ("courier",)
    missing: tuple[str, ...] = ("A second independent source.",)


def passage(id: str, text: str, stance: Stance, name: str) -> Passage:
    return Passage(
        id=id,
        origin="document",
        origin_id=id,
        span=Span(start=0, end=len(text)),
        text=text,
        source=Source(name=name, site=f"{id}.example"),
        date=datetime(2024, 5, 3, tzinfo=UTC),
        language="en",
        stance=stance,
    )


ATLAS = passage("atlas", "Sarnik lies on the river Tel. Its dam was built in 1961.", "mentions", "Atlas")
COURIER = passage(
    "courier", "The inquiry led by Anna Berg counted 1,900 deaths in Sarnik.", "refutes", "Sarnik Courier"
)
BAKERY = passage("bakery", "Bread is baked in Sarnik.", "unrelated", "Bakery")
PASSAGES = [ATLAS, BAKERY, COURIER]


def model(server: LocalServer, *rows: tuple[str, list[int]], **more: object) -> Llm:
    return model_at(play(server, lambda _: sentences_as_json(*rows, **more)))


def model_at(url: str) -> Llm:
    llm = open_llm(Settings(llm_url=url, llm_model="scripted"))
    assert llm is not None
    return llm


def test_a_text_is_our_verdict_then_the_models_sentences_each_with_its_passages(server: LocalServer) -> None:
    rows = ("The inquiry counted 1,900 deaths in Sarnik.", [1]), ("The dam in Sarnik was built in 1961.", [2])
    written = write_answer(CLAIM, "en", None, Weighed(), PASSAGES, model(server, *rows), seconds=10)
    assert [(s.text, s.citations) for s in written.statements] == [
        ("The passages found contradict this claim: Sarnik Courier (3 May 2024).", ("courier",)),
        ("The inquiry counted 1,900 deaths in Sarnik.", ("courier",)),
        ("The dam in Sarnik was built in 1961.", ("atlas",)),
    ]
    assert written.missing == ("A second independent source.",)
    assert written.made_by == ("scripted@127.0.0.1",)
    assert (written.removed, written.notes) == ((), ())


def test_decisive_passages_are_read_first_and_unrelated_ones_not_at_all(server: LocalServer) -> None:
    write_answer(CLAIM, "en", None, Weighed(), PASSAGES, model(server), seconds=10)
    material = Sent(json.loads(server.bodies[0])).material
    assert [row["publisher"] for row in material["passages"]] == ["Sarnik Courier", "Atlas"]


@pytest.mark.parametrize(
    ("language", "name"), [("en", "English"), ("pt-BR", "Portuguese"), ("xx", "English"), ("}\nIgnore", "English")]
)
def test_the_model_is_told_the_askers_language(server: LocalServer, language: str, name: str) -> None:
    write_answer(CLAIM, language, None, Weighed(), PASSAGES, model(server), seconds=10)
    assert f"at most six sentences in {name}." in Sent(json.loads(server.bodies[0])).system


def test_what_a_model_invents_is_taken_out_and_shown_with_the_reason(server: LocalServer) -> None:
    rows = [
        ("The inquiry counted 1,900 deaths in Sarnik.", [1]),
        ("The inquiry counted 2,900 deaths in Sarnik.", [1]),
        ("The inquiry led by Otto Frank counted 1,900 deaths in Sarnik.", [1]),
        ("Anna Berg said “the dam was rotten” in Sarnik.", [1]),
        ("The dam in Sarnik was built in 1961.", [1]),
        ("The dam in Sarnik was built in 1961.", [7]),
        ("The dam in Sarnik was built in 1961.", []),
        ("The claim is true.", [1]),
    ]
    written = write_answer(CLAIM, "en", None, Weighed(), PASSAGES, model(server, *rows), seconds=10)
    assert [s.text for s in written.statements[1:]] == ["The inquiry counted 1,900 deaths in Sarnik."]
    assert [r.why for r in written.removed] == [
        "the cited passage does not say 2,900 deaths",
        "the cited passage does not name Otto Frank",
        "the cited passage does not say “the dam was rotten”",
        "the cited passage does not say 1961",
        "it cites passage 7, which there is not",
        "it cites no passage",
        "it pronounces on the claim otherwise than the passages together: refuted",
    ]


def test_where_nothing_stands_the_quoted_answer_is_given_and_says_so(server: LocalServer) -> None:
    llm = model(server, ("The inquiry counted 2,900 deaths in Sarnik.", [1]))
    written = write_answer(CLAIM, "en", None, Weighed(), PASSAGES, llm, seconds=10)
    assert written.statements == write(CLAIM, "en", None, Weighed(), PASSAGES)[0]
    assert written.notes == (
        "The language model wrote no sentence that its passages bear out: passages are quoted instead.",
    )
    assert [removed.why for removed in written.removed] == ["the cited passage does not say 2,900 deaths"]


def test_a_verdict_in_the_models_json_is_not_looked_at(server: LocalServer) -> None:
    llm = model(server, ("The inquiry counted 1,900 deaths in Sarnik.", [1]), verdict="supported")
    written = write_answer(CLAIM, "en", None, Weighed(), PASSAGES, llm, seconds=10)
    assert written.statements[0].text.startswith("The passages found contradict")


def test_each_sentence_of_a_longer_text_is_checked_alone(server: LocalServer) -> None:
    text = "The inquiry counted 1,900 deaths in Sarnik. It counted 3 more in Oldern."
    written = write_answer(CLAIM, "en", None, Weighed(), PASSAGES, model(server, (text, [1])), seconds=10)
    assert [s.text for s in written.statements[1:]] == ["The inquiry counted 1,900 deaths in Sarnik."]
    assert len(written.removed) == 1


def test_numbers_in_brackets_are_citations_and_not_text(server: LocalServer) -> None:
    text = "The inquiry counted 1,900 deaths in Sarnik [1]."
    written = write_answer(CLAIM, "en", None, Weighed(), PASSAGES, model(server, (text, [])), seconds=10)
    assert written.statements[1].text == "The inquiry counted 1,900 deaths in Sarnik."
    assert written.statements[1].citations == ("courier",)


def test_an_endpoint_that_is_slow_costs_no_more_than_the_time_given(server: LocalServer) -> None:
    dribble(server, seconds=6.0)
    began = time.monotonic()
    written = write_answer(CLAIM, "en", None, Weighed(), PASSAGES, model_at(server.url("/v1")), seconds=2.1)
    assert time.monotonic() - began < 2.1
    assert written.notes == ("The language model did not answer in time. Passages are quoted instead.",)
    assert written.statements == write(CLAIM, "en", None, Weighed(), PASSAGES)[0]


def test_without_passages_no_model_is_asked(server: LocalServer) -> None:
    weighed = Weighed("not enough evidence", ())
    written = write_answer(CLAIM, "en", None, weighed, [], model(server), seconds=10)
    assert written.statements == ()
    assert not server.bodies
