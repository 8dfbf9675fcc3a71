"""What was changed between two versions, word by word."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from ascertain.publish.differences import changes, word_changes
from ascertain.publish.likeness import nearest
from ascertain.records import Article


def version(body: str, title: str = "A bridge") -> Article:
    """Return a version with this text."""
    at = datetime(2025, 5, 4, tzinfo=UTC)
    return Article(slug="a", title=title, published=at, language="en", body=body, html="", text="", at=at)


def test_words_that_went_and_came_are_told_inside_their_paragraph() -> None:
    before = "First.\n\nThree workers died at the bridge, the town said.\n\nLast."
    after = "First.\n\nTwo workers died at the bridge, the inspectorate said.\n\nLast."
    found = changes(version(before), version(after))
    assert [each.skipped for each in found] == [2, 0, 1]
    assert [part for part in found[1].parts if part[0] != "same"] == [
        ("out", "Three"),
        ("in", "Two"),
        ("out", "town"),
        ("in", "inspectorate"),
    ]


def test_paragraphs_taken_out_and_put_in_are_whole_and_a_headline_counts() -> None:
    found = changes(version("One is here.\n\nTwo stays.", "Old words"), version("Two stays.\n\nQuite new.", "Fresh"))
    told = sorted(part for each in found for part in each.parts)
    assert told == [("in", "Fresh"), ("in", "Quite new."), ("out", "Old words"), ("out", "One is here.")]


def test_the_same_words_are_no_change() -> None:
    assert changes(version("One."), version("One.")) == []


@given(st.text(max_size=60), st.text(max_size=60))
def test_both_versions_can_be_read_from_the_changes(before: str, after: str) -> None:
    parts = word_changes(before, after)
    assert "".join(text for kind, text in parts if kind != "in") == before
    assert "".join(text for kind, text in parts if kind != "out") == after


def test_articles_near_in_meaning_or_on_the_same_topic_are_related() -> None:
    import numpy as np

    vectors = {
        name: np.asarray(vector, np.float32) / np.float32(np.linalg.norm(vector))
        for name, vector in {"a": [1, 0], "near": [9, 1], "topic": [1, 9], "far": [0, 1]}.items()
    }
    topics = {"a": ["floods"], "topic": ["floods"]}
    assert nearest("a", vectors, topics, 5, near=0.8, bonus=0.05) == ["near", "topic"]
    assert nearest("a", vectors, topics, 1, near=0.8, bonus=0.05) == ["near"]
    assert nearest("nobody", vectors, topics, 5, near=0.8, bonus=0.05) == []
