"""The rules of comments: refused, held with the number that decided, and what decisions do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ascertain.errors import Invalid, Refused
from ascertain.publish.moderation import (
    Rules,
    Signals,
    Standing,
    blocked_words,
    checked,
    decided,
    held_by_reports,
    held_for,
    may_edit,
    possible,
    refuse_duplicate,
    same_words,
)
from ascertain.records import Decision, Person, ReaderComment

NOW = datetime(2026, 5, 2, 12, tzinfo=UTC)
KNOWN = Standing(visible_before=3, links=0)


def comment(text: str = "A comment", **fields: Any) -> ReaderComment:
    given: dict[str, object] = {"id": "c1", "slug": "s", "author": "p1", "name": "Ada", "text": text, "posted": NOW}
    return ReaderComment.model_validate(given | fields)


def rules_that_hold(text: str, standing: Standing, rules: Rules | None = None) -> list[tuple[str, float]]:
    return [(held.rule, held.value) for held in held_for(text, standing, rules or Rules())]


def test_an_ordinary_comment_of_a_known_account_passes() -> None:
    assert held_for("I was there and saw it", KNOWN, Rules()) == ()


def test_each_rule_holds_on_its_own_with_its_number() -> None:
    assert rules_that_hold("Hello", Standing(visible_before=0, links=0)) == [("first", 0)]
    assert rules_that_hold("Hello", replace(KNOWN, links=2)) == [("links", 2)]
    assert rules_that_hold("Buy pills", KNOWN, Rules(words=frozenset({"pills"}))) == [("words", 1)]
    assert rules_that_hold("Hello", replace(KNOWN, copies=["a", "b"])) == [("copies", 2)]
    assert rules_that_hold("Hello", replace(KNOWN, signals=Signals(2, adds=True))) == [("coordination", 2)]


def test_a_comment_that_does_not_add_to_what_stands_out_is_not_held_for_others() -> None:
    assert rules_that_hold("Hello", replace(KNOWN, signals=Signals(4, adds=False))) == []
    assert rules_that_hold("Hello", replace(KNOWN, signals=Signals(1, adds=True))) == []


def test_rules_can_be_turned_off_and_loosened() -> None:
    loose = Rules(first=False, links=3, copies=0, kinds=0)
    everything = Standing(visible_before=0, links=3, copies=["a"], signals=Signals(4, adds=True))
    assert held_for("Hello", everything, loose) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Cheap PILLS here", ("pills",)),
        ("pillsbury is a mill", ()),
        ("a Casino-bonus for you", ("casino bonus",)),
        ("he was gambling", ("gambl*",)),
        ("Pílls", ("pills",)),
        ("nothing", ()),
    ],
)
def test_blocked_words_are_found_whole_in_any_case_and_with_accents(text: str, found: tuple[str, ...]) -> None:
    assert blocked_words(text, frozenset({"pills", "casino bonus", "gambl*"})) == found


def test_words_that_are_none_or_too_many_are_refused_with_what_to_do() -> None:
    for nothing in ("", " \n ", "…!?", "\u200b\u202e"):
        with pytest.raises(Invalid, match="no word"):
            checked(nothing, Rules())
    with pytest.raises(Invalid, match="3,001 characters") as caught:
        checked("a" * 3001, Rules())
    assert caught.value.hint


def test_hidden_characters_go_and_lists_keep_their_indentation() -> None:
    assert checked("a\u202eb\u200bc\r\n\n\n\n  - inner  x  ", Rules()) == "abc\n\n  - inner x"


def test_the_same_words_by_the_same_account_within_a_day_are_refused() -> None:
    earlier = comment("Good *question*!", posted=NOW - timedelta(hours=23))
    with pytest.raises(Refused, match="already"):
        refuse_duplicate("good question", [earlier], NOW)
    refuse_duplicate("good question, two", [earlier], NOW)
    refuse_duplicate("good question", [earlier], NOW + timedelta(hours=2))
    refuse_duplicate("good question", [earlier.model_copy(update={"withdrawn": True})], NOW)


def test_same_words_forget_case_accents_marks_and_spaces() -> None:
    assert same_words("  Été,  **hot**") == same_words("ete hot")


def test_so_many_reports_hold_a_visible_comment_only() -> None:
    assert held_by_reports(comment(), 2, Rules()) is None
    held = held_by_reports(comment(), 3, Rules())
    assert held is not None
    assert (held.shown, [(one.rule, one.value) for one in held.held]) == ("held", [("reports", 3)])
    assert held_by_reports(comment(shown="hidden"), 9, Rules()) is None
    assert held_by_reports(comment(), 9, Rules(reports=0)) is None


def test_only_the_author_changes_a_comment_and_only_for_a_while() -> None:
    author = Person(id="p1", email="a@b.example", name="Ada", created=NOW)
    other, soon, late = author.model_copy(update={"id": "p2"}), timedelta(minutes=15), timedelta(minutes=16)
    assert may_edit(comment(), author, NOW + soon, Rules())
    assert not may_edit(comment(), author, NOW + late, Rules())
    assert not may_edit(comment(), other, NOW, Rules())
    assert not may_edit(comment(), None, NOW, Rules())
    assert not may_edit(comment(shown="hidden"), author, NOW, Rules())
    assert not may_edit(comment(author=""), author.model_copy(update={"id": ""}), NOW, Rules())


@pytest.mark.parametrize(
    ("state", "reported", "decisions"),
    [
        ({}, False, ["hide", "pin", "lock"]),
        ({}, True, ["approve", "hide", "pin", "lock"]),
        ({"shown": "held", "parent": "c0"}, False, ["approve", "hide", "lock"]),
        ({"shown": "hidden", "reason": "x"}, False, ["restore", "lock"]),
        ({"shown": "hidden", "withdrawn": True}, False, ["lock"]),
        ({"pinned": True, "locked": True}, False, ["hide", "unpin", "unlock"]),
    ],
)
def test_only_what_makes_sense_can_be_decided(state: dict[str, Any], reported: bool, decisions: list[str]) -> None:
    one = comment(**state)
    assert list(possible(one, reported)) == decisions
    every: tuple[Decision, ...] = ("approve", "hide", "restore", "pin", "unpin", "lock", "unlock")
    for decision in every:
        if decision not in decisions:
            with pytest.raises(Invalid, match="cannot be decided"):
                decided(one, decision, "reason", reported)


def test_hiding_takes_a_reason_and_restoring_takes_it_away() -> None:
    with pytest.raises(Invalid, match="with a reason"):
        decided(comment(), "hide", " \u200b ", False)
    hidden = decided(comment(pinned=True), "hide", " Insults  somebody. ", False)
    assert (hidden.shown, hidden.reason, hidden.pinned, hidden.text) == (
        "hidden",
        "Insults somebody.",
        False,
        "A comment",
    )
    again = decided(hidden, "restore", "", False)
    assert (again.shown, again.reason) == ("visible", "")
