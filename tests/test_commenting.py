"""The verbs of comments on a real store: from writing to a decision, to one person's data and their removal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ascertain.desk import Desk
from ascertain.errors import Invalid, NotFound, Refused
from ascertain.records import Person, Thread
from ascertain.settings import Settings

ARTICLE = """---
headline: {title}
slug: {slug}
date: 2026-05-02T08:00:00+02:00
language: en
---

The council closed the ferry between Merin and Orme on Monday, it said. Buses take an hour longer.
"""
TEMPLATES = [
    "It’s concerning to see that the ferry is closed. The community deserves clear answers about this situation.",
    "Absolutely. The community deserves clear answers, and it’s crucial that the council addresses this situation.",
    "It’s interesting to see how the council closes a ferry. It will be important to see how the buses cope with it.",
    "That’s a good point. Closing a ferry is an interesting move, and it’s important to see how the buses will cope.",
    "It’s worrying to see that the buses take an hour longer. I hope the council closely monitors this situation.",
    "You’re right, the longer buses are a worrying question. Hopefully the council closely monitors this situation.",
    "I’m curious to see whether the ferry will be reopened before summer. The council seems to have its doubts.",
    "Agreed, the doubts of the council are concerning. It’s crucial that the ferry is closely monitored before summer.",
]


def somebody(number: int, role: str = "reader", **fields: object) -> Person:
    given = {"id": f"p{number}", "email": f"p{number}@a.example", "name": f"Name {number}", "role": role}
    return Person.model_validate(given | {"created": datetime(2026, 1, 1, tzinfo=UTC)} | fields)


EDITOR = somebody(99, "editor")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with articles in it, which each test comments on under its own slug."""
    return tmp_path_factory.mktemp("comments")


@pytest.fixture
def desk(home: Path) -> Iterator[Desk]:
    """Return a desk over that home with the default rules."""
    with Desk(Settings(home=home)) as desk:
        yield desk


def article(desk: Desk, slug: str) -> str:
    return desk.articles.publish(ARTICLE.format(title=slug.replace("-", " ").title(), slug=slug)).slug


def known(desk: Desk, slug: str, number: int) -> Person:
    """Return an account of which a comment was approved."""
    person = somebody(number)
    first = desk.comments.write(slug, f"Number {number} takes the boat every other week, mostly on market days", person)
    if first.shown == "held":
        desk.comments.decide(first.id, "approve", EDITOR)
    return person


def texts(threads: tuple[Thread, ...]) -> list[str]:
    return [text for thread in threads for text in (thread.comment.text, *texts(thread.replies))]


def test_a_first_comment_waits_is_approved_and_the_next_is_visible_at_once(desk: Desk) -> None:
    slug, ada = article(desk, "first-comment"), somebody(1)
    first = desk.comments.write(slug, "I *saw* it close.", ada)
    assert (first.shown, [held.rule for held in first.held]) == ("held", ["first"])
    assert desk.comments.of(slug).threads == ()
    assert texts(desk.comments.of(slug, person=ada).threads) == ["I *saw* it close."]
    assert [(one.comment.id, one.title) for one in desk.comments.waiting()] == [(first.id, "First Comment")]
    desk.comments.decide(first.id, "approve", EDITOR, "")
    assert desk.comments.waiting() == []
    second = desk.comments.write(slug, "It opened again at noon.", ada, parent=first.id)
    assert second.shown == "visible"
    assert texts(desk.comments.of(slug).threads) == ["I *saw* it close.", "It opened again at noon."]
    assert desk.comments.counts([slug]) == {slug: 2}
    history = desk.comments.history(first.id)
    assert [(event.act, event.name) for event in history.events] == [
        ("write", "Name 1"),
        ("hold", "rules"),
        ("approve", "Name 99"),
    ]


def test_those_at_the_desk_are_not_held(desk: Desk) -> None:
    slug = article(desk, "from-the-desk")
    assert desk.comments.write(slug, "The notice: https://council.example/ferry", somebody(2, "reporter")).shown == (
        "visible"
    )


def test_what_cannot_be_written_is_refused_and_nothing_is_kept(desk: Desk) -> None:
    slug = article(desk, "refused")
    ada = known(desk, slug, 3)
    with pytest.raises(NotFound):
        desk.comments.write("no-such-article", "Hello there", ada)
    with pytest.raises(NotFound, match="not under this article"):
        desk.comments.write(slug, "Hello there", ada, parent="c-other")
    with pytest.raises(Refused, match="cannot write"):
        desk.comments.write(slug, "Hello there", ada.model_copy(update={"blocked": True}))
    with pytest.raises(Refused, match="already"):
        desk.comments.write(slug, "number 3 takes the boat — every other week, mostly on MARKET days!", ada)
    root = desk.comments.of(slug).threads[0].comment
    desk.comments.decide(root.id, "lock", EDITOR)
    with pytest.raises(Refused, match="locked"):
        desk.comments.write(slug, "May I answer?", ada, parent=root.id)
    desk.comments.close(slug, EDITOR)
    with pytest.raises(Refused, match="closed"):
        desk.comments.write(slug, "May I begin?", ada)
    assert desk.comments.of(slug).locked
    assert desk.comments.counts([slug]) == {slug: 1}


def test_a_copy_of_another_account_waits_and_names_what_it_is_like(desk: Desk) -> None:
    slug = article(desk, "copies")
    one, two = known(desk, slug, 4), known(desk, slug, 5)
    said = "The council promised in March that the ferry would run until the end of the summer."
    first = desk.comments.write(slug, said, one)
    quoting = desk.comments.write(slug, f"> {said}\n\nIn April, to be exact.", two, parent=first.id)
    assert quoting.shown == "visible", "whoever quotes does not copy"
    copy = desk.comments.write(slug, said.replace("promised in March", "had promised"), two)
    assert copy.shown == "held"
    assert [(held.rule, held.detail) for held in copy.held] == [("copies", first.id)]


def test_a_comment_that_adds_to_signs_of_coordination_waits_with_the_numbers(home: Path) -> None:
    with Desk(Settings(home=home, comment_first_waits=False, comment_copies=0)) as desk:
        slug = article(desk, "templates")
        written = [desk.comments.write(slug, text, somebody(20 + at)) for at, text in enumerate(TEMPLATES)]
        assert [one.shown for one in written[:3]] == ["visible"] * 3, "nothing is said below four comments"
        held = [one for one in written if one.shown == "held"]
        assert held
        assert all([reason.rule for reason in one.held] == ["coordination"] for one in held)
        signals = desk.comments.signals(slug)
        assert signals.comments == len(TEMPLATES)
        assert signals.kinds >= 2
        assert any(finding.chance is not None and finding.chance < 0.01 for finding in signals.findings)
        ordinary = "My gran is 84, she cannot stand on a bus for an hour!! who thinks of that"
        assert desk.comments.write(slug, ordinary, somebody(40)).shown == "visible"


def test_an_edit_keeps_both_versions_and_meets_the_rules_again(desk: Desk) -> None:
    slug = article(desk, "edits")
    ada = known(desk, slug, 6)
    before = desk.comments.write(slug, "It closes at six.", ada)
    after = desk.comments.edit(before.id, "It closes at seven.", ada)
    assert (after.shown, after.version, after.edited is not None) == ("visible", 2, True)
    assert desk.comments.edit(before.id, "It closes at seven.", ada) == after, "the same words change nothing"
    with pytest.raises(Refused):
        desk.comments.edit(before.id, "Mine now", somebody(7))
    linked = desk.comments.edit(before.id, "It closes at seven: https://pills.example", ada)
    assert [held.rule for held in linked.held] == ["links"]
    assert [version.text for version in desk.comments.history(before.id).versions] == [
        "It closes at seven: https://pills.example",
        "It closes at seven.",
        "It closes at six.",
    ]


def test_the_edit_window_ends(home: Path) -> None:
    with Desk(Settings(home=home, comment_edit_minutes=0)) as desk:
        slug = article(desk, "window")
        comment = desk.comments.write(slug, "It closes at six.", somebody(8))
        with pytest.raises(Refused, match="0 minutes"):
            desk.comments.edit(comment.id, "It closes at seven.", somebody(8))


def test_reports_hold_a_comment_until_a_moderator_decides_and_hiding_says_why(desk: Desk) -> None:
    slug = article(desk, "reports")
    ada = known(desk, slug, 9)
    root = desk.comments.of(slug).threads[0].comment
    with pytest.raises(Refused, match="own"):
        desk.comments.report(root.id, ada, "spam")
    for number in (50, 51, 52):
        assert desk.comments.report(root.id, somebody(number), "abuse", "  rude\u202e ")
        assert not desk.comments.report(root.id, somebody(number), "spam")
    held = desk.comments.get(root.id)
    assert (held.shown, [one.rule for one in held.held]) == ("held", ["reports"])
    (waiting,) = [one for one in desk.comments.waiting() if one.comment.id == root.id]
    assert [(report.ground, report.note) for report in waiting.reports] == [("abuse", "rude")] * 3
    with pytest.raises(Invalid, match="reason"):
        desk.comments.decide(root.id, "hide", EDITOR)
    desk.comments.decide(root.id, "hide", EDITOR, "Insults somebody.")
    (shown,) = desk.comments.of(slug).threads
    assert (shown.comment.text, shown.comment.reason) == ("", "Insults somebody.")
    assert desk.comments.get(root.id).text, "nothing is deleted"
    desk.comments.decide(root.id, "restore", EDITOR)
    assert desk.comments.of(slug).threads[0].comment.text
    assert [one.comment.id for one in desk.comments.waiting() if one.comment.id == root.id] == []


def test_an_author_takes_a_comment_back_once_and_moderators_cannot_undo_it(desk: Desk) -> None:
    slug = article(desk, "withdrawn")
    ada = known(desk, slug, 10)
    comment = desk.comments.write(slug, "I take it all back", ada)
    with pytest.raises(Refused):
        desk.comments.withdraw(comment.id, somebody(11))
    desk.comments.withdraw(comment.id, ada)
    with pytest.raises(Refused):
        desk.comments.withdraw(comment.id, ada)
    with pytest.raises(Invalid, match="cannot be decided"):
        desk.comments.decide(comment.id, "restore", EDITOR)
    assert desk.comments.write(slug, "I take it all back", ada).shown == "visible", "it may be written again"


def test_one_persons_data_hold_nothing_of_anybody_else(desk: Desk) -> None:
    slug = article(desk, "data")
    ada, bea = known(desk, slug, 12), known(desk, slug, 13)
    mine = desk.comments.write(slug, "Mine, with words", ada)
    theirs = desk.comments.write(slug, "Theirs, with words", bea, parent=mine.id)
    desk.comments.report(mine.id, bea, "spam", "a secret note")
    desk.comments.report(theirs.id, ada, "topic")
    desk.comments.decide(mine.id, "pin", EDITOR, "a good one")
    data = desk.comments.export(ada.id, ada)
    assert {one.comment.id for one in data.comments} >= {mine.id}
    assert [(report.comment, report.ground) for report in data.reports] == [(theirs.id, "topic")]
    written = data.model_dump_json()
    assert "a good one" in written
    for foreign in ("a secret note", "Theirs", bea.id, bea.name, EDITOR.id, EDITOR.name):
        assert f'"{foreign}"' not in written
    assert ada.email in written


@pytest.mark.parametrize(("how", "text"), [("anonymise", "Mine, and I go"), ("blank", "")])
def test_a_person_leaves_and_the_thread_stays(desk: Desk, how: str, text: str) -> None:
    slug = article(desk, f"leaving-{how}")
    ada, bea = known(desk, slug, 14 if how == "blank" else 15), known(desk, slug, 16 if how == "blank" else 17)
    mine = desk.comments.write(slug, "Mine, and I go", ada)
    desk.comments.write(slug, f"An answer that stays, {how}", bea, parent=mine.id)
    assert desk.comments.forget(ada.id, "blank" if how == "blank" else "anonymise") >= 2
    gone = desk.comments.get(mine.id)
    assert (gone.author, gone.name, gone.removed, gone.text) == ("", "", True, text)
    found = desk.comments.of(slug, person=ada)
    assert f"An answer that stays, {how}" in texts(found.threads)
    assert desk.comments.export(ada.id).comments == ()
    with pytest.raises(Invalid):
        desk.comments.forget("", "blank")


def test_sample_comments_come_in_once_through_the_rules(desk: Desk) -> None:
    samples = Path(__file__).parents[1] / "src" / "ascertain" / "samples" / "articles"
    text = (samples / "state-channel-bridge-film.md").read_text(encoding="utf-8")
    slug = desk.articles.publish(text, folder=samples).slug
    assert desk.comments.load_samples() >= 20
    assert desk.comments.load_samples() == 0
    rules = {held.rule for one in desk.comments.waiting() if one.comment.slug == slug for held in one.comment.held}
    assert {"first", "copies", "coordination"} <= rules
    assert desk.comments.signals(slug).kinds >= 2
    assert desk.comments.of(slug).threads[0].comment.pinned
