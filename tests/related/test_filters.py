"""Filters are understood as people write them, and what there is not is named with the choices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ascertain.errors import Invalid
from ascertain.records import FactCheck, Rating, Source
from ascertain.related.filters import notes_on, read_rating, scope_of, where_of
from ascertain.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    rows = [("Plain Check", "plain.example", "en"), ("Comprobado", "www.comprobado.example", "es")] * 2
    store.add_fact_checks(
        [
            FactCheck(
                id=f"{n}",
                claim=f"Claim {n}",
                source=Source(name=name, site=site),
                url=f"https://{site}/{n}",
                language=language,
                date=datetime(2025, 1, 1 + n, tzinfo=UTC),
            )
            for n, (name, site, language) in enumerate(rows)
        ]
    )
    yield store
    store.close()


@pytest.mark.parametrize("text", ["mostly false", "Mostly False", "mostly-false", "MOSTLY_FALSE", " mostly  false "])
def test_a_rating_may_be_written_in_any_way(text: str) -> None:
    assert read_rating(text) is Rating.MOSTLY_FALSE


def test_an_unknown_rating_is_named_with_the_choices(store: Store) -> None:
    with pytest.raises(Invalid, match=r"“pants on fire”.*false, mostly false, mixed, mostly true, true, unproven"):
        scope_of(store, ratings=["pants on fire"])


@pytest.mark.parametrize("text", ["es", "ES", "es-MX", "es_MX", "Spanish", "spanish"])
def test_a_language_may_be_a_tag_or_a_name(text: str, store: Store) -> None:
    assert scope_of(store, languages=[text]).languages == ("es",)


@pytest.mark.parametrize("text", ["xx", "", "english please", "und", "e n", "' OR 1=1 --"])
def test_an_unknown_language_is_named_with_those_of_the_collection(text: str, store: Store) -> None:
    with pytest.raises(Invalid, match="in: en, es"):
        scope_of(store, languages=[text])


@pytest.mark.parametrize(
    "text", ["Comprobado", "comprobado", "comprobado.example", "www.comprobado.example", "https://comprobado.example/"]
)
def test_a_publisher_may_be_a_name_or_a_site(text: str, store: Store) -> None:
    assert scope_of(store, publishers=[text]).publishers == ("Comprobado",)


def test_an_unknown_publisher_is_no_error_but_told_with_the_nearest_names(store: Store) -> None:
    scope = scope_of(store, publishers=["Plane Check", "Comprobado"])
    assert scope.publishers == ("Plane Check", "Comprobado")
    (note,) = notes_on(scope, store, found=True)
    assert "“Plane Check”. The nearest names: Plain Check" in note


def test_a_collection_or_language_that_is_not_there_is_told(store: Store) -> None:
    assert "There are: main." in notes_on(scope_of(store, corpus="else"), store, found=False)[0]
    assert "nothing in de, but in: en, es." in notes_on(scope_of(store, languages=["de"]), store, found=False)[0]
    assert notes_on(scope_of(store, languages=["en"]), store, found=False) == ()


def test_days_in_the_wrong_order_are_refused(store: Store) -> None:
    with pytest.raises(Invalid, match="wrong order"):
        scope_of(store, since=date(2025, 2, 1), until=date(2025, 1, 1))


def test_a_scope_narrows_the_search_in_the_same_way(store: Store) -> None:
    scope = scope_of(store, languages=["en"], ratings=["false"], since=date(2025, 1, 2), until=date(2025, 1, 2))
    where = where_of(scope)
    assert scope.fact_checks == 4
    assert (where.corpus, where.first_day, where.last_day) == ("main", 20250102, 20250102)
    assert (set(where.languages), set(where.ratings), set(where.publishers)) == ({"en"}, {"false"}, set())
