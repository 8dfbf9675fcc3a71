"""Threads of comments: nesting, order, pages, and who sees what."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.errors import Refused
from ascertain.publish.commentthreads import (
    DEEPEST,
    PAGE,
    as_document,
    locked_ids,
    page_of,
    page_with,
    refuse_locked,
    seen_by,
    threads_of,
)
from ascertain.records import Person, ReaderComment, Thread

START = datetime(2026, 5, 2, 12, tzinfo=UTC)
ADA = Person(id="p-ada", email="a@b.example", name="Ada", created=START)


def comment(number: int, parent: int | None = None, **fields: object) -> ReaderComment:
    given: dict[str, object] = {
        "id": f"c{number}",
        "slug": "s",
        "author": f"p{number}",
        "name": f"Name {number}",
        "text": f"Words {number}",
        "parent": "" if parent is None else f"c{parent}",
        "posted": START + timedelta(minutes=number),
    }
    return ReaderComment.model_validate(given | fields)


def shape(threads: tuple[Thread, ...] | list[Thread]) -> list[object]:
    return [[thread.comment.id, shape(thread.replies)] if thread.replies else thread.comment.id for thread in threads]


def test_replies_stand_below_what_they_answer_oldest_first() -> None:
    found = [comment(0), comment(1), comment(2, 0), comment(3, 0), comment(4, 2)]
    assert shape(threads_of(found)) == [["c0", [["c2", ["c4"]], "c3"]], "c1"]
    assert shape(threads_of(found, "newest")) == ["c1", ["c0", [["c2", ["c4"]], "c3"]]]


def test_pinned_threads_stand_first_in_both_orders() -> None:
    found = [comment(0), comment(1, pinned=True), comment(2)]
    assert shape(threads_of(found)) == ["c1", "c0", "c2"]
    assert shape(threads_of(found, "newest")) == ["c1", "c2", "c0"]


def test_deep_replies_stand_on_the_third_level_and_say_whom_they_answer() -> None:
    chain = [comment(0), *(comment(n, n - 1) for n in range(1, 6))]
    assert shape(threads_of(chain)) == [["c0", [["c1", [["c2", ["c3", "c4", "c5"]]]]]]]
    level = threads_of(chain)[0].replies[0].replies[0].replies
    assert [reply.answers for reply in level] == ["", "Name 3", "Name 4"]


@given(st.lists(st.one_of(st.none(), st.integers(0, 30)), max_size=30))
def test_every_comment_stands_somewhere_once_and_never_too_deep(parents: list[int | None]) -> None:
    found = [comment(number, parent) for number, parent in enumerate(parents)]
    seen: list[str] = []

    def walk(threads: tuple[Thread, ...] | list[Thread], depth: int) -> None:
        assert depth <= DEEPEST or not threads
        for thread in threads:
            seen.append(thread.comment.id)
            walk(thread.replies, depth + 1)

    walk(threads_of(found), 0)
    assert sorted(seen) == sorted(one.id for one in found)


def test_held_comments_are_seen_by_their_author_alone_and_hidden_ones_without_words() -> None:
    found = [
        comment(0, shown="held", author=ADA.id),
        comment(1, shown="held"),
        comment(2, shown="hidden", reason="Insults."),
        comment(3),
    ]
    assert [one.id for one in seen_by(found, None)] == ["c2", "c3"]
    assert [one.id for one in seen_by(found, ADA)] == ["c0", "c2", "c3"]
    tombstone = seen_by(found, None)[0]
    assert (tombstone.text, tombstone.name, tombstone.author, tombstone.reason) == ("", "", "", "Insults.")


def test_a_held_comment_with_answers_keeps_its_place_without_words() -> None:
    seen = seen_by([comment(0, shown="held"), comment(1, 0)], None)
    assert [(one.id, one.text, one.name) for one in seen] == [("c0", "", ""), ("c1", "Words 1", "Name 1")]


def test_why_a_comment_waits_is_told_to_nobody_but_its_author() -> None:
    held = [{"rule": "copies", "detail": "c9"}]
    seen = seen_by([comment(0, held=held), comment(1, held=held, author=ADA.id)], ADA)
    assert [len(one.held) for one in seen] == [0, 1]


def test_pages_hold_so_many_threads_and_a_comment_is_found_on_its_page() -> None:
    found = [comment(number) for number in range(PAGE + 1)] + [comment(500, PAGE)]
    first, last = (page_of("s", found, "oldest", number, locked=False) for number in (1, 99))
    assert (len(first.threads), first.pages, first.count) == (PAGE, 2, PAGE + 2)
    assert (last.page, shape(last.threads)) == (2, [[f"c{PAGE}", ["c500"]]])
    assert page_with("c500", found, "oldest") == 2
    assert page_with("c500", found, "newest") == 1


def test_nothing_below_a_locked_comment_can_be_answered() -> None:
    found = [comment(0, locked=True), comment(1, 0), comment(2, 1), comment(3)]
    assert locked_ids(found) == {"c0", "c1", "c2"}
    for one in found[:3]:
        with pytest.raises(Refused, match="locked"):
            refuse_locked(one, found)
    refuse_locked(found[3], found)
    refuse_locked(None, found)
    with pytest.raises(Refused, match="not visible"):
        refuse_locked(comment(4, shown="hidden"), found)


def test_a_thread_looked_at_for_signs_leaves_hidden_comments_out_and_knows_replies() -> None:
    found = [comment(0), comment(1, shown="hidden"), comment(2, 1), comment(3, 0, shown="held")]
    document = as_document("s", "Title", found, str.upper)
    assert [(one.text, one.parent, one.author) for one in document.comments] == [
        ("WORDS 0", None, "p0"),
        ("WORDS 2", None, "p2"),
        ("WORDS 3", 0, "p3"),
    ]
