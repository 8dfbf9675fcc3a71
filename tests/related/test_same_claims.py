"""The same claim is found in any of six languages, first and explained."""

from __future__ import annotations

from pathlib import Path

import pytest
from same_claims import LANGUAGES, SAME

from ascertain.ingest.indexing import drain
from ascertain.models import Embedder
from ascertain.records import FactCheck, Rating, Source
from ascertain.related import Query, find_related
from ascertain.search import Where, open_search
from ascertain.store import open_store


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fact_check_of_the_same_claim_comes_first(language: str, embedder: Embedder, tmp_path: Path) -> None:
    column = LANGUAGES.index(language)
    checks = [
        FactCheck(id=str(n), claim=claims[column], source=Source(name="Checks"), language=language, rating=Rating.FALSE)
        for n, (_, claims) in enumerate(SAME)
    ]
    store, search = open_store(f"sqlite:///{tmp_path / 'store.db'}"), open_search(str(tmp_path / "search"))
    store.add_fact_checks(checks)
    drain(store, search, embedder)
    queries = [Query(asked, "en") for asked, _ in SAME]
    found = find_related(queries, search, store, embedder, where=Where(), limit=3)
    store.close()
    assert [line[0].fact_check.id for line in found] == [check.id for check in checks]
    for line in found:
        assert all(0 <= match.score <= 1 for match in line)
        assert [match.score for match in line] == sorted((match.score for match in line), reverse=True)
        assert "meaning" in {feature.name for feature in line[0].features}
        across = "across languages" in {feature.name for feature in line[0].features}
        assert across == (language != "en")
