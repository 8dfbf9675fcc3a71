"""Articles in the store: versions, lists, topics, pictures and tombstones, on every kind of database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from ascertain.errors import Invalid, NotFound
from ascertain.records import Article, ArticleHead, ArticlePicture, Rendition, Tombstone
from ascertain.store import Store

pytest_plugins = ("store_places",)

DAY = datetime(2025, 3, 24, 7, 15, tzinfo=UTC)
VECTOR = np.asarray([0.6, 0.8], np.float32)


def article(number: int = 1, version: int = 1, **changes: object) -> Article:
    """Return a version of an article; higher numbers are newer."""
    picture = ArticlePicture(
        name="a.jpg",
        sha256="c" * 64,
        renditions=(Rendition(sha256=f"{number:064x}", type="image/webp", width=4, height=3),),
    )
    made = Article(
        slug=f"article-{number}",
        title=f"Number {number}\x00",
        published=DAY + timedelta(days=number),
        version=version,
        language="en",
        topics=("Floods",),
        body="Text.",
        html="<p>Text.</p>",
        text="Text.",
        pictures=(picture,),
        at=DAY,
    )
    return made.model_copy(update=changes)


def add(store: Store, made: Article, topics: dict[str, str] | None = None) -> None:
    head = ArticleHead(**{name: getattr(made, name) for name in ArticleHead.model_fields})
    store.articles.add(made, head, {"floods": "Floods"} if topics is None else topics, "e5", VECTOR)


def test_what_was_published_is_read_back_and_versions_stay(store: Store) -> None:
    add(store, article())
    add(store, article(version=2, body="Other."))
    assert store.articles.get("article-1") == article(version=2, body="Other.")
    assert store.articles.get("article-1", 1) == article()
    assert store.articles.versions("article-1") == [article(version=2, body="Other."), article()]
    assert (store.articles.latest_version("article-1"), store.articles.shown_version("article-1")) == (2, 2)
    assert store.articles.latest_version("none") == 0
    assert store.check() == []


@pytest.mark.parametrize("version", [1, 3])
def test_a_version_out_of_turn_is_refused_and_changes_nothing(store: Store, version: int) -> None:
    add(store, article())
    with pytest.raises(Invalid, match="cannot be kept"):
        add(store, article(version=version, title="Other"))
    assert store.articles.versions("article-1") == [article()]


def test_lists_go_on_behind_the_last_one_also_on_the_same_day(store: Store) -> None:
    for number in range(1, 6):
        add(store, article(number, published=DAY if number < 3 else DAY + timedelta(days=number)))
    seen: list[str] = []
    behind: tuple[datetime, str] | None = None
    while found := store.articles.newest(2, behind):
        seen += [head.slug for head in found]
        behind = (found[-1].published, found[-1].slug)
    assert seen == [f"article-{number}" for number in (5, 4, 3, 1, 2)]
    assert [head.slug for head in store.articles.newest(9, since=DAY + timedelta(days=4))] == ["article-5", "article-4"]
    assert [head.slug for head in store.articles.heads(["article-2", "none", "article-1"])] == [
        "article-2",
        "article-1",
    ]


def test_topics_are_those_of_the_latest_version(store: Store) -> None:
    add(store, article(1))
    add(store, article(2), {"money": "Money", "floods": "Floods"})
    assert store.articles.topics() == {"floods": ("Floods", 2), "money": ("Money", 1)}
    add(store, article(2, version=2), {"money": "Money"})
    assert store.articles.topics() == {"floods": ("Floods", 1), "money": ("Money", 1)}
    assert [head.slug for head in store.articles.newest(9, topic="money")] == ["article-2"]


def test_only_what_the_latest_versions_show_is_public(store: Store) -> None:
    add(store, article(1))
    assert store.articles.picture_type(f"{1:064x}") == "image/webp"
    assert store.articles.picture_type("c" * 64) == ""
    add(store, article(1, version=2, pictures=()))
    assert store.articles.picture_type(f"{1:064x}") == ""


def test_meanings_come_back_for_the_model_that_made_them(store: Store) -> None:
    add(store, article(1))
    assert np.allclose(store.articles.vectors("e5")["article-1"], VECTOR, atol=1e-3)
    assert store.articles.vectors("other") == {}


def test_a_tombstone_stands_where_an_article_was_until_it_comes_back(store: Store) -> None:
    add(store, article())
    stone = Tombstone(slug="article-1", title="Number 1", published=DAY, withdrawn=DAY, reason="Wrong.")
    store.articles.withdraw(stone)
    assert store.articles.tombstone("article-1") == stone
    assert store.articles.newest(9) == []
    assert store.articles.topics() == {}
    assert store.articles.picture_type(f"{1:064x}") == ""
    for read in (store.articles.get, store.articles.versions, store.articles.shown_version):
        with pytest.raises(NotFound):
            read("article-1")
    with pytest.raises(NotFound):
        store.articles.withdraw(stone)
    assert store.check() == []
    add(store, article(version=2))
    assert store.articles.tombstone("article-1") is None
    assert len(store.articles.versions("article-1")) == 2
