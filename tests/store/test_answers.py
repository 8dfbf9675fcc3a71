"""Answers in the store, on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ascertain.errors import Invalid, NotFound
from ascertain.records import Answer, Passage, Span, Statement
from ascertain.store import Store

pytest_plugins = ("store_places",)

FIRST = datetime(2026, 3, 1, 9, tzinfo=UTC)


def answer(number: int, earlier: str = "", question: str = "The ferry ran aground") -> Answer:
    passage = Passage(
        id="p", origin="document", origin_id="d", span=Span(start=0, end=3), text="It\x00s", stance="supports"
    )
    return Answer(
        id=f"a{number}",
        question=question,
        outcome="evidence",
        verdict="supported",
        statements=(Statement(text="So it is.", citations=("p",)),),
        passages=(passage,),
        searched="1 document",
        earlier=earlier,
        at=FIRST + timedelta(hours=number),
    )


def test_an_answer_comes_back_as_it_was_made(store: Store) -> None:
    made = answer(1, question="It\x00 sank")
    store.add_answer(made)
    assert store.answer("a1") == made
    assert store.answers(5)[0].verdict == "supported"
    assert store.check() == []


def test_a_kept_answer_is_never_changed(store: Store) -> None:
    store.add_answer(answer(1))
    store.add_answer(answer(1, question="Something else"))
    assert store.answer("a1").question == "The ferry ran aground"


def test_the_latest_answers_come_first_and_only_as_many_as_are_wanted(store: Store) -> None:
    for number in (2, 1, 3):
        store.add_answer(answer(number))
    assert [one.id for one in store.answers(2)] == ["a3", "a2"]


def test_answers_that_ask_one_again_are_found_from_it(store: Store) -> None:
    for one in (answer(1), answer(2, "a1"), answer(3, "a2"), answer(4, "a1")):
        store.add_answer(one)
    assert [one.id for one in store.answers_again("a1")] == ["a4", "a2"]
    assert store.answers_again("a4") == []


def test_an_answer_that_is_not_there_and_one_of_a_dossier_are_refused(store: Store) -> None:
    with pytest.raises(NotFound, match="holds no answer"):
        store.answer("none")
    with pytest.raises(Invalid, match="inside a dossier"):
        store.add_answer(answer(1).model_copy(update={"id": ""}))
