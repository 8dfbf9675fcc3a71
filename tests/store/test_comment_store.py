"""Comments in the store, on SQLite and PostgreSQL: nothing is lost, and one person can be taken out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ascertain.errors import Invalid, NotFound, Refused
from ascertain.records import CommentEvent, CommentReport, ReaderComment
from ascertain.records.reader_comment import Act
from ascertain.store import Store

pytest_plugins = ("store_places",)

AT = datetime(2026, 5, 2, 12, tzinfo=UTC)


def comment(number: int, **fields: object) -> ReaderComment:
    given: dict[str, object] = {
        "id": f"c{number}",
        "slug": "bridge",
        "author": "p1",
        "name": "Ada",
        "text": f"Words\x00 {number}",
        "posted": AT + timedelta(minutes=number),
    }
    return ReaderComment.model_validate(given | fields)


def event(of: ReaderComment, act: Act, by: str = "p1") -> CommentEvent:
    return CommentEvent(comment=of.id, slug=of.slug, act=act, by=by, name=by.upper(), at=of.posted)


def add(store: Store, *comments: ReaderComment) -> None:
    for one in comments:
        store.comments.add(one, event(one, "write", one.author))


def test_comments_come_back_as_they_were_with_their_first_version(store: Store) -> None:
    two, one, other = comment(2), comment(1, author="p2"), comment(3, slug="dam", shown="held")
    add(store, two, one, other)
    assert store.comments.get("c2") == two
    assert store.comments.of("bridge") == [one, two]
    assert store.comments.by("p1") == [other, two]
    assert store.comments.newest(2) == [other, two]
    assert [(v.version, v.text) for v in store.comments.versions("c1")] == [(1, one.text)]
    with pytest.raises(NotFound):
        store.comments.get("c9")


def test_only_visible_comments_are_counted(store: Store) -> None:
    add(store, comment(1), comment(2), comment(3, shown="held"), comment(4, slug="dam", shown="hidden"))
    assert store.comments.counts(["bridge", "dam", "none"]) == {"bridge": 2, "dam": 0, "none": 0}
    assert store.comments.counts([]) == {}


def test_a_change_keeps_the_old_words_and_says_what_was_done(store: Store) -> None:
    before = comment(1)
    add(store, before)
    after = before.model_copy(update={"text": "Better words", "version": 2, "edited": AT + timedelta(hours=1)})
    store.comments.change(before, after, event(after, "edit"))
    assert store.comments.get("c1") == after
    assert [v.text for v in store.comments.versions("c1")] == ["Better words", before.text]
    assert [e.act for e in store.comments.events(comment="c1")] == ["write", "edit"]
    assert [e.act for e in store.comments.events(slug="bridge", by="p1")] == ["write", "edit"]


def test_of_two_who_decide_at_once_one_is_told_and_nothing_of_theirs_is_kept(store: Store) -> None:
    before = comment(1)
    add(store, before)
    store.comments.change(before, before.model_copy(update={"pinned": True}), event(before, "pin"))
    with pytest.raises(Invalid, match="meanwhile"):
        store.comments.change(before, before.model_copy(update={"shown": "hidden"}), event(before, "hide"))
    assert [e.act for e in store.comments.events(comment="c1")] == ["write", "pin"]


def test_what_is_held_or_reported_waits_until_it_is_decided(store: Store) -> None:
    held, seen, reported = comment(3, shown="held"), comment(1), comment(2)
    add(store, held, seen, reported)
    report = CommentReport(comment="c2", by="p7", ground="spam", note="n", at=AT)
    assert store.comments.report(report)
    assert not store.comments.report(report.model_copy(update={"ground": "abuse"})), "once for each person"
    assert store.comments.waiting(10) == [reported, held]
    assert store.comments.reports(comments=["c1", "c2"], only_open=True) == [report]
    after = held.model_copy(update={"shown": "visible"})
    store.comments.change(held, after, event(held, "approve"))
    store.comments.change(reported, reported.model_copy(update={"pinned": True}), event(reported, "pin"), settles=True)
    assert store.comments.waiting(10) == []
    assert store.comments.reports(comments=["c2"]) == [report], "what was reported stays on record"


def test_closed_comments_take_no_more(store: Store) -> None:
    closing = CommentEvent(comment="", slug="bridge", act="lock", at=AT)
    store.comments.close("bridge", closing, closed=True)
    assert store.comments.closed("bridge")
    with pytest.raises(Refused, match="closed"):
        add(store, comment(1))
    store.comments.close("bridge", closing, closed=False)
    add(store, comment(1))


def test_a_draft_is_given_back_until_it_is_dropped_or_two_days_old(store: Store) -> None:
    old = store.comments.keep_draft("bridge", "", "Old", AT)
    name = store.comments.keep_draft("bridge", "c1", "A\x00text", AT + timedelta(days=3))
    assert store.comments.draft(old) == ("", "", "")
    assert store.comments.draft(name) == ("bridge", "c1", "A�text")
    store.comments.drop_draft(name)
    assert store.comments.draft(name) == ("", "", "")


@pytest.mark.parametrize("blank", [False, True])
def test_a_person_can_be_taken_out_and_the_thread_stays(store: Store, blank: bool) -> None:
    mine, theirs = comment(1), comment(2, author="p2", name="Bea", parent="c1")
    add(store, mine, theirs)
    for person in ("p1", "p3"):
        store.comments.report(CommentReport(comment="c2", by=person, ground="other", note="mine", at=AT))
    assert store.comments.forget("p1", AT + timedelta(days=1), blank=blank) == ["c1"]
    gone = store.comments.get("c1")
    assert (gone.author, gone.name, gone.removed) == ("", "", True)
    assert gone.text == ("" if blank else mine.text)
    assert [v.text for v in store.comments.versions("c1")] == [gone.text]
    assert store.comments.get("c2") == theirs
    assert store.comments.by("p1") == []
    assert store.comments.events(by="p1") == []
    assert [(e.act, e.by, e.name) for e in store.comments.events(comment="c1")] == [
        ("write", "", ""),
        ("remove", "", "rules"),
    ]
    assert sorted((r.by, r.note) for r in store.comments.reports(comments=["c2"])) == [("", ""), ("p3", "mine")]
    assert store.comments.forget("p1", AT, blank=blank) == []
