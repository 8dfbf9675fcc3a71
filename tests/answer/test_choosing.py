"""Which pages are read, and which of their passages are judged."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ascertain.answer.choosing import PER_PAGE, Page, choose_passages, page_candidates, without_copies
from ascertain.answer.ranking import PER_ORIGIN, Candidate
from ascertain.answer.searchers import Found
from ascertain.models import Embedder
from ascertain.records import Document, Passage, Span
from ascertain.verbs.webpages import given
from ascertain.verbs.websearch import PER_HOST, Plan, Times

CLAIM = "The port of Lund handled 90 ships in May."
REPORT = (
    "The port of Lund handled 88 ships in May, the harbour master said on Tuesday, fewer than in the year before. "
    "Most of them brought timber, and three had to wait for a pilot because of the fog over the sound."
)


def document(name: str, body: str, language: str = "en") -> Document:
    return Document(
        id=name, url=f"https://{name}.example/1", body=body, language=language, seen=datetime(2025, 1, 1, tzinfo=UTC)
    )


def passage(origin: str, text: str, url: str = "") -> Passage:
    return Passage(
        id=f"{origin} {text}",
        origin="document",
        origin_id=origin,
        span=Span(start=0, end=len(text)),
        text=text,
        url=url,
        language="en",
    )


def test_of_copies_the_earliest_stands_for_all() -> None:
    first, later = datetime(2025, 6, 1, tzinfo=UTC), datetime(2025, 6, 2, tzinfo=UTC)
    pages = [
        Page(document("undated", REPORT)),
        Page(document("later", REPORT), later),
        Page(document("first", REPORT), first),
        Page(document("other", "Ships are large, and the port of Malmo is larger than most of the ports around it.")),
    ]
    (best, copies), (other, none) = without_copies(pages)
    assert best.document.id == "first"
    assert copies == ("https://undated.example/1", "https://later.example/1")
    assert (other.document.id, none) == ("other", ())


def test_candidates_are_few_of_each_page_and_carry_day_searchers_and_copies(embedder: Embedder) -> None:
    body = "\n\n".join(
        f"The port of Lund handled {n} ships in week {n}, which is a number of its own." for n in range(30)
    )
    day = datetime(2025, 6, 1, tzinfo=UTC)
    found, left = page_candidates(CLAIM, "en", [Page(document("a", body), day, ("Brave",))], embedder)
    assert (len(found), left) == (PER_PAGE, 0)
    assert {(c.passage.date, c.passage.found_by) for c in found} == {(day, ("Brave",))}


def test_vectors_stop_when_the_time_is_over_and_the_rest_is_counted(embedder: Embedder) -> None:
    pages = [Page(document(f"p{n}", f"The port of Lund handled {n} ships in May {n}, it says.")) for n in range(20)]
    found, left = page_candidates(CLAIM, "en", pages, embedder, lambda: -1.0)
    assert 0 < len(found) < 20
    assert len(found) + left == 20


def test_pages_in_another_language_are_not_lost_for_want_of_shared_words(embedder: Embedder) -> None:
    body = "Hafen von Malmö: Im Mai wurden achtundachtzig Frachter abgefertigt, sagte der Hafenmeister am Dienstag."
    found, _ = page_candidates(CLAIM, "en", [Page(document("de", body, "de"))], embedder)
    assert found


def test_near_identical_passages_of_different_documents_count_once_and_are_named() -> None:
    some = [Candidate(passage("a", REPORT, "https://a.example/1"), 0.93)]
    some += [Candidate(passage("b", REPORT.replace("timber", "wood"), "https://b.example/1"), 0.92)]
    (kept,) = choose_passages(CLAIM, "en", some, 5)
    assert (kept.url, kept.copies) == ("https://a.example/1", ("https://b.example/1",))


def test_what_repeats_a_fact_check_that_is_taken_already_is_left_out() -> None:
    known = passage("check", REPORT, "https://check.example/1")
    assert choose_passages(CLAIM, "en", [Candidate(passage("a", REPORT), 0.93)], 5, [known]) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The port of Lund handled 90 ships in May.",  # the claim again
        "The port of Lund.",  # says nothing
        "The weather in June was fine on the coast, and many people went swimming in the sea.",
    ],
)
def test_repetitions_crumbs_and_other_subjects_are_no_evidence(text: str) -> None:
    assert choose_passages(CLAIM, "en", [Candidate(passage("a", text), 0.95)], 5) == ()


def test_one_document_does_not_crowd_out_the_others() -> None:
    many = [
        Candidate(passage("a", f"In May the port of Lund handled {n} ships from the {n} towns of coast {n}."), 0.95)
        for n in range(10, 20)
    ]
    some = [*many, Candidate(passage("b", "Lund port: only 12 ships were handled there in all of May."), 0.9)]
    chosen = choose_passages(CLAIM, "en", some, 10)
    assert [one.origin_id for one in chosen].count("a") == PER_ORIGIN
    assert [one.origin_id for one in chosen].count("b") == 1


# Which results are read


def found(url: str, by: str = "one", text: str = "") -> Found:
    return Found(url=url, by=by, text=text)


def test_searchers_take_turns_and_early_ones_do_not_take_all_places() -> None:
    plan = Plan(["one", "two"], 6, "")
    plan.add("one", [found(f"https://a{n}.example/") for n in range(9)])
    assert [one.url for one in plan.due(False)] == [f"https://a{n}.example/" for n in range(3)]
    plan.add("two", [found(f"https://b{n}.example/", "two") for n in range(2)])
    rest = [one.url for one in plan.due(True)]
    assert rest == ["https://b0.example/", "https://b1.example/", "https://a3.example/"]
    assert list(plan.due(True)) == []


def test_a_page_found_twice_is_read_once_and_one_host_has_few() -> None:
    plan = Plan(["one", "two"], 10, "https://asked.example/p")
    plan.add("one", [found("https://a.example/1"), found("http://www.a.example/1/?utm_source=x")])
    plan.add("two", [found("https://a.example/1", "two"), *(found(f"https://b.example/{n}", "two") for n in range(5))])
    plan.add("two", [found("https://asked.example/p#top", "two"), found("mailto:x@y.example", "two")])
    urls = [one.url for one in plan.due(True)]
    assert urls.count("https://a.example/1") == 1
    assert sum("b.example" in url for url in urls) == PER_HOST
    assert len(urls) == 1 + PER_HOST


def test_texts_that_come_with_the_answer_take_no_place_of_a_page() -> None:
    plan = Plan(["one"], 1, "")
    plan.add("one", [found(f"https://w.example/{n}", text="A text.") for n in range(3)] + [found("https://a.example/")])
    assert len(list(plan.due(True))) == 4


def test_a_language_model_gets_its_part_of_the_time() -> None:
    alone, writing = Times.of(20.0, 0.0), Times.of(20.0, 0.0, writes=True)
    assert (alone.searched, alone.read, alone.over) == (10.0, 16.0, 20.0)
    assert (writing.searched, writing.read, writing.over) == (6.25, 10.0, 20.0)
    assert Times.of(60.0, 0.0).read == 56.0


def test_the_text_of_an_encyclopedia_is_read_without_its_headings() -> None:
    text = "Lund is a city.\n\n\n== Port ==\nIt has a port.\n=== Ships ===\n88 in May."
    made = given(Found("https://w.example/x?oldid=1", "Lund", by="Wikipedia", language="en", text=text))
    assert made.body == "Lund is a city.\n\nIt has a port.\n\n88 in May."
    assert made.source is not None
    assert (made.source.name, made.source.site) == ("Wikipedia", "w.example")
