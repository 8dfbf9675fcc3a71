"""One search over everything collected."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from ascertain.desk import Desk
from ascertain.errors import Invalid, Refused
from ascertain.records import SearchHit
from ascertain.settings import Settings
from ascertain.verbs.searching import NEAR, best_of, kinds_of

SAMPLES = Path(str(files("ascertain"))) / "samples"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Desk(Settings(home=tmp_path_factory.mktemp("searched"))) as desk:
        desk.import_factchecks(SAMPLES / "factchecks.jsonl")
        desk.import_documents(SAMPLES / "documents")
        desk.verify(str(SAMPLES / "article.html"))
        yield desk


def test_one_search_finds_documents_fact_checks_and_claims(desk: Desk) -> None:
    found = desk.find("Orlava bridge")
    assert {hit.kind for hit in found.hits} == {"document", "fact-check", "claim"}
    assert found.hits[0].words == ("orlava", "bridge")
    assert [hit.score for hit in found.hits] == sorted((hit.score for hit in found.hits), reverse=True)
    assert len({(hit.kind, hit.id) for hit in found.hits}) == len(found.hits)
    claim = next(hit for hit in found.hits if hit.kind == "claim")
    assert desk.store.dossier(claim.dossier_id).document.title == claim.title


def test_meaning_finds_what_shares_no_word(desk: Desk) -> None:
    first = desk.find("inundación").hits[0]
    assert (first.language, first.words) == ("es", ())
    assert first.score >= NEAR


@pytest.mark.parametrize("query", ["football world cup", "vaccines and autism", "ferry"])
def test_what_the_collection_does_not_hold_is_not_found(desk: Desk, query: str) -> None:
    assert desk.find(query).hits == ()


def test_only_the_kinds_asked_for_are_searched(desk: Desk) -> None:
    found = desk.find("Orlava bridge", kinds=kinds_of(["claim"]))
    assert {hit.kind for hit in found.hits} == {"claim"}
    assert found.searched == "claims of verified pages"


def test_an_empty_collection_says_so(tmp_path: Path) -> None:
    with Desk(Settings(home=tmp_path)) as desk:
        found = desk.find("bridge")
    assert found.hits == ()
    assert found.searched == "0 fact-checks, 0 documents and claims of verified pages"


@pytest.mark.parametrize("query", ["", " … ", "?!"])
def test_a_query_without_words_is_refused(desk: Desk, query: str) -> None:
    with pytest.raises(Invalid):
        desk.find(query)


def test_limits(desk: Desk) -> None:
    with pytest.raises(Refused):
        desk.find("x " * 2000)
    with pytest.raises(Invalid):
        desk.find("bridge", limit=0)
    with pytest.raises(Invalid, match="claim, document, fact-check"):
        kinds_of(["claim", "person"])
    assert len(desk.find("Orlava bridge", limit=1).hits) == 1


def test_of_a_document_the_best_passage_is_given() -> None:
    hits = [
        SearchHit(kind="document", id="a", text="The bridge is old.", score=0.8),
        SearchHit(kind="document", id="a", text="The old bridge of Merin", score=0.79),
        SearchHit(kind="fact-check", id="a", text="Nothing shared", score=0.7),
    ]
    (best,) = best_of(hits, "the bridge of Merin", 10)
    assert (best.text, best.words) == ("The old bridge of Merin", ("bridge", "merin"))
