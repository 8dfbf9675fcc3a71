"""The desk's work in the store, on SQLite and PostgreSQL: the queue, judgements, drafts and lists."""

from __future__ import annotations

import itertools
import threading
from datetime import UTC, datetime, timedelta

import pytest
from store_samples import claim, document

from ascertain.errors import Invalid, NotFound
from ascertain.records import Answer, Claim, Draft, FactCheck, Judgement, JudgementKind, SavedDraft, Source
from ascertain.store import Store
from ascertain.store.library import KINDS
from ascertain.store.workqueue import Wanted

pytest_plugins = ("store_places",)

FIRST = datetime(2026, 3, 1, 9, tzinfo=UTC)
_IDS = itertools.count(1)


def judgement(
    about: str, what: JudgementKind = "note", value: str = "", *, by: str = "mira", minute: int = 0
) -> Judgement:
    at = FIRST + timedelta(minutes=minute)
    return Judgement(id=f"j{next(_IDS)}", about=about, what=what, value=value, note="why", by=by, at=at)


def kept_claims(store: Store, *scores: float, name: str = "dam", worth: bool = True) -> list[Claim]:
    """Keep a document with a claim of each score, and return them."""
    owner = document(name)
    made = [
        claim(owner, place, place + 3).model_copy(update={"check_worthiness": score, "worth_checking": worth})
        for place, score in enumerate(scores)
    ]
    store.add_document(owner, claims=made)
    return made


def draft(version: int = 1, text: str = "one", *, by: str = "mira", automatic: bool = False, minute: int = 0) -> Draft:
    at = FIRST + timedelta(minutes=minute)
    return Draft(id="d1", version=version, title="T", created=FIRST, by=by, at=at, text=text, automatic=automatic)


def test_the_queue_holds_what_is_worth_checking_and_pages_through_equal_scores(store: Store) -> None:
    made = kept_claims(store, 0.5, 0.9, 0.5, 0.5, 0.7)
    kept_claims(store, 0.99, name="dull", worth=False)
    seen, behind = [], ""
    while True:
        page = store.work.page(Wanted(), 2, behind)
        seen += [item.claim for item in page.items]
        behind = page.behind
        if not behind:
            break
    assert [one.check_worthiness for one in seen] == [0.9, 0.7, 0.5, 0.5, 0.5]
    assert sorted(one.id for one in seen) == sorted(one.id for one in made)
    assert store.work.counts() == {"new": 5}


def test_what_is_no_place_in_the_queue_is_said_to_be_none(store: Store) -> None:
    with pytest.raises(Invalid, match="no place in the queue"):
        store.work.page(Wanted(), 2, "nonsense")


def test_status_and_assignee_are_the_latest_judgement_and_earlier_ones_stay(store: Store) -> None:
    one, other = kept_claims(store, 0.9, 0.8)
    store.work.judge([judgement(one.id, "status", "in work")], one)
    store.work.judge([judgement(one.id, "assignee", "jonas", minute=1)], one)
    store.work.judge([judgement(one.id, "status", "checked", minute=2)], one)
    item = store.work.item(one.id)
    assert (item.status, item.assignee, item.notes) == ("checked", "jonas", 3)
    assert [each.value for each in store.work.judgements_about([one.id])] == ["in work", "jonas", "checked"]
    assert [each.claim.id for each in store.work.page(Wanted(status="new"), 5).items] == [other.id]
    assert [each.claim.id for each in store.work.page(Wanted(assignee="jonas"), 5).items] == [one.id]
    assert [each.claim.id for each in store.work.page(Wanted(assignee=""), 5).items] == [other.id]
    assert store.work.counts() == {"checked": 1, "new": 1}
    assert store.check() == []


def test_a_claim_that_somebody_judges_enters_the_queue_and_stays_when_its_page_is_read_again(store: Store) -> None:
    (one,) = kept_claims(store, 0.2, worth=False)
    assert store.work.page(Wanted(), 5).items == ()
    store.work.judge([judgement(one.id, "status", "in work")], one)
    kept_claims(store, 0.2, worth=False)
    assert [(item.claim.id, item.status) for item in store.work.page(Wanted(), 5).items] == [(one.id, "in work")]


def test_a_document_can_be_left_out_of_the_queue_but_for_what_somebody_works_on(store: Store) -> None:
    one, _ = kept_claims(store, 0.9, 0.8)
    kept_claims(store, 0.7, name="other")
    store.work.judge([judgement(one.id, "status", "in work")], one)
    store.work.leave_out(one.document_id)
    assert [item.claim.check_worthiness for item in store.work.page(Wanted(), 5).items] == [0.9, 0.7]


@pytest.mark.parametrize(("text", "found"), [("holds LINDMOOR", 0), ("tHE", 1), ("100%", 0), ("_", 0)])
def test_words_are_looked_for_in_any_case_and_no_character_has_a_meaning(store: Store, text: str, found: int) -> None:
    owner = document()
    whole = claim(owner, 0, len(owner.body.split(".")[0]))
    assert "the" in whole.quote.lower()
    store.add_document(owner, claims=[whole])
    assert len(store.work.page(Wanted(text=text), 5).items) == found


def test_language_and_source_narrow_the_queue(store: Store) -> None:
    kept_claims(store, 0.9)
    assert len(store.work.page(Wanted(language="en", source="Lindmoor Post"), 5).items) == 1
    assert store.work.page(Wanted(language="de"), 5).items == ()
    assert (store.work.sources(9), store.work.languages(9)) == (["Lindmoor Post"], ["en"])


def test_judgements_about_anything_are_listed_newest_first(store: Store) -> None:
    store.work.judge([judgement("picture", minute=2), judgement("document", minute=1, by="jonas")])
    assert [one.about for one in store.work.judgements(9)] == ["picture", "document"]
    assert [one.about for one in store.work.judgements(9, by="jonas")] == ["document"]
    assert [one.about for one in store.work.judgements(9, since=FIRST + timedelta(minutes=1))] == ["picture"]


def test_a_version_that_somebody_else_overtook_is_not_kept(store: Store) -> None:
    store.drafts.begin(draft())
    assert store.drafts.save(draft(2, "theirs", by="jonas")).kept
    mine = store.drafts.save(draft(2, "mine"))
    assert (mine.kept, mine.draft.text, mine.draft.by) == (False, "theirs", "jonas")
    assert [one.text for one in store.drafts.versions("d1")] == ["theirs", "one"]


def test_of_many_who_save_at_once_exactly_one_is_kept(store: Store) -> None:
    store.drafts.begin(draft())
    results: list[SavedDraft] = []
    gate = threading.Barrier(6)

    def save(number: int) -> None:
        gate.wait()
        results.append(store.drafts.save(draft(2, f"by {number}", by=str(number))))

    threads = [threading.Thread(target=save, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = [result.draft.text for result in results if result.kept]
    assert len(results) == 6
    assert [store.drafts.get("d1").text] == kept


def test_versions_saved_while_typing_make_room_for_the_next_of_the_same_person(store: Store) -> None:
    store.drafts.begin(draft())
    store.drafts.save(draft(2, "two", automatic=True, minute=1))
    store.drafts.save(draft(3, "three", automatic=True, minute=2))
    assert [one.version for one in store.drafts.versions("d1")] == [3, 1]
    store.drafts.save(draft(4, "four", by="jonas", minute=3))
    store.drafts.save(draft(5, "five", automatic=True, minute=4))
    store.drafts.save(draft(6, "six", automatic=True, minute=30))
    assert [one.version for one in store.drafts.versions("d1")] == [6, 5, 4, 3, 1]


def test_a_published_version_is_noted_and_never_makes_room(store: Store) -> None:
    store.drafts.begin(draft())
    saved = store.drafts.save(draft(2, "two", automatic=True)).draft
    noted = store.drafts.published(saved, "the-dam")
    store.drafts.save(noted.model_copy(update={"version": 3, "text": "three", "automatic": True}))
    assert [(one.version, one.published) for one in store.drafts.versions("d1")] == [(3, 2), (2, 2), (1, 0)]
    (head,) = store.drafts.newest(5)
    assert (head.slug, head.published, head.version) == ("the-dam", 2, 3)
    assert store.check() == []


def test_a_draft_that_never_was_is_not_found(store: Store) -> None:
    for look in (store.drafts.get, store.drafts.versions):
        with pytest.raises(NotFound):
            look("nothing")


def test_changes_count_from_the_last_visit_and_not_from_every_click(store: Store) -> None:
    def visit(minute: int) -> datetime | None:
        return store.drafts.visit("mira", FIRST + timedelta(minutes=minute))

    assert visit(0) is None
    assert visit(5) == FIRST
    assert visit(100) == FIRST + timedelta(minutes=5)
    assert visit(110) == FIRST + timedelta(minutes=5)
    assert store.drafts.visit("jonas", FIRST) is None


def test_every_list_of_the_library_pages_through_all_it_holds_once(store: Store) -> None:
    for number in range(5):
        store.add_document(document(f"page {number}", seen=FIRST + timedelta(hours=number // 2)))
        at = FIRST + timedelta(hours=number // 2)
        store.add_answer(Answer(id=f"a{number}", question=f"Is it {number}?", outcome="evidence", searched="", at=at))
    checks = [
        FactCheck(id=f"f{n}", claim=f"Claim {n}", source=Source(name="Desk"), date=FIRST if n < 2 else None)
        for n in range(5)
    ]
    store.add_fact_checks(checks)
    for kind in KINDS:
        seen, behind = [], ""
        while True:
            page = store.library.page(kind, 2, behind=behind)
            seen += [entry.id for entry in page.entries]
            behind = page.behind
            if not behind:
                break
        assert len(seen) == len(set(seen)) == (5 if kind in {"documents", "answers", "factchecks"} else 0)


def test_the_library_finds_words_of_any_script_in_any_case(store: Store) -> None:
    store.add_document(document("dam").model_copy(update={"title": "Плотина в Ореховке"}))
    assert len(store.library.page("documents", 5, text="плотина ореховке").entries) == 1
    assert len(store.library.page("documents", 5, text="lindmoor POST").entries) == 1
    assert store.library.page("documents", 5, text="плотина Lindmoor 100%").entries == ()
