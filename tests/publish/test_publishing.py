"""Publishing an article: kept with its claims, pictures and dossier; again, in another version, withdrawn."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from articlesamples import ARTICLE, HEAD, folder_with_article, photo

from ascertain.desk import Desk
from ascertain.errors import AscertainError, Invalid, NotFound, Refused
from ascertain.ingest.indexing import drain
from ascertain.records import Article, FactCheck, Source
from ascertain.settings import Settings

NOW = datetime(2025, 5, 6, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an article and its picture."""
    folder = tmp_path_factory.mktemp("article")
    folder_with_article(folder)
    return folder


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return a desk with one fact-check."""
    with Desk(Settings(home=tmp_path_factory.mktemp("home"), site_url="https://times.example")) as desk:
        check = FactCheck(
            id="1", claim="310 million crowns were spent on flood defences since 2021", source=Source(name="Checkers"),
            language="en", url="https://checkers.example/310",
        )  # fmt: skip
        desk.store.add_fact_checks([check])
        drain(desk.store, desk.search, desk.embedder)
        yield desk


@pytest.fixture(scope="module")
def article(desk: Desk, folder: Path) -> Article:
    """Return the published article."""
    return desk.articles.publish(ARTICLE, folder=folder, now=NOW)


def test_claims_are_those_of_the_body_and_the_dossier_is_made_as_for_any_page(desk: Desk, article: Article) -> None:
    assert article.claims
    assert all(claim.span.of(article.body) == claim.quote for claim in article.claims)
    dossier = desk.articles.dossier(article)
    assert dossier is not None
    assert [checked.claim for checked in dossier.claims] == list(article.claims)
    assert any(match.fact_check.id == "1" for checked in dossier.claims for match in checked.related)
    assert desk.store.document(article.document_id).url == "https://times.example/articles/lessa-pumps"
    assert "Will it happen again?" in [each.quote for each in article.claims if each.kind == "question"]


def test_pictures_come_in_the_sizes_that_pages_need_and_none_is_enlarged(desk: Desk, article: Article) -> None:
    (picture,) = article.pictures
    assert (picture.width, picture.height) == (1000, 640)
    assert [(each.type, each.width) for each in picture.renditions] == [
        ("image/webp", 480),
        ("image/webp", 800),
        ("image/webp", 1000),
        ("image/jpeg", 1000),
    ]
    for each in picture.renditions:
        kind, data = desk.articles.picture(each.sha256)
        assert kind == each.type
        assert data[:4] == b"RIFF" or data[:3] == b"\xff\xd8\xff"
    with pytest.raises(NotFound):
        desk.articles.picture(picture.sha256)  # the original itself is nobody's but the newsroom's
    assert 'width="1000" height="640"' in article.html
    assert "loading=" not in article.html  # it stands at the article's head


def test_reviews_are_fact_checks_with_addresses_of_their_own(article: Article) -> None:
    assert [(each.rating.value, each.rating_words, each.url) for each in article.reviews] == [
        ("mostly false", "Mostly false", "https://times.example/articles/lessa-pumps#review-1"),
        ("unproven", "Nobody can tell", "https://times.example/articles/lessa-pumps#review-2"),
    ]


def test_the_same_again_changes_nothing(desk: Desk, article: Article, folder: Path) -> None:
    assert desk.articles.publish(ARTICLE, folder=folder, now=NOW + timedelta(days=1)) == article
    assert len(desk.articles.versions("lessa-pumps")) == 1


def test_a_second_version_keeps_the_first_its_day_and_its_sizes(desk: Desk, folder: Path) -> None:
    text = ARTICLE.replace("lessa-pumps", "versions").replace("Two of five", "Three of five")
    desk.articles.publish(text, folder=folder, now=NOW)
    changed = text.replace("Three of five", "Two of five")
    second = desk.articles.publish(changed, folder=folder, now=NOW + timedelta(hours=2))
    assert (second.version, second.published) == (2, datetime(2025, 5, 4, 7, 30, tzinfo=UTC))
    assert second.modified == NOW + timedelta(hours=2)
    versions = desk.articles.versions("versions")
    assert [each.version for each in versions] == [2, 1]
    assert "Three of five" in versions[1].body
    assert versions[0].pictures == versions[1].pictures
    assert desk.articles.get("versions", 1) == versions[1]


def test_of_two_who_publish_at_once_one_is_told(desk: Desk, article: Article) -> None:
    import numpy as np

    from ascertain.verbs.publishing import head_of

    late = article.model_copy(update={"version": 1, "text": "other"})
    with pytest.raises(Invalid, match="the latest is 1"):
        desk.store.articles.add(late, head_of(late), {}, "e", np.zeros(3, np.float32))


def test_a_preview_keeps_nothing(desk: Desk, article: Article) -> None:
    before = (desk.store.document_count(), len(desk.store.dossiers(100)), desk.articles.newest(100))
    text = ARTICLE.replace("Two pumps", "Three pumps")
    shown = desk.articles.preview(text)
    assert shown.title == "Three pumps at Lessa were never connected"
    assert shown.version == 2
    assert [claim.quote for claim in shown.claims] == [claim.quote for claim in article.claims]
    assert "<img" in shown.html  # as the version shows it that is published
    assert (desk.store.document_count(), len(desk.store.dossiers(100)), desk.articles.newest(100)) == before
    other = desk.articles.preview(text.replace("lessa-pumps", "unheard-of"))
    assert 'class="missing">hall.jpg<' in other.html


def test_stored_pictures_are_named_by_their_bytes(desk: Desk) -> None:
    sha256 = desk.articles.add_picture(photo((600, 400), seed=5, form="PNG"))
    text = HEAD.replace("hall.jpg", sha256).replace("lessa-pumps", "stored-picture") + "Just a paragraph of words.\n"
    assert f"/media/{sha256}.jpg" not in desk.articles.preview(text).html
    published = desk.articles.publish(text, now=NOW)
    assert published.pictures[0].sha256 == sha256
    assert published.lead is not None
    assert desk.articles.draft_picture(sha256).startswith(b"\xff\xd8\xff")


def test_articles_are_listed_by_day_topic_and_in_pages(desk: Desk, article: Article) -> None:
    for number in range(3):
        text = f"---\nheadline: Note {number}\ndate: 2024-01-0{number + 1}\ntopics: [Notes]\n---\nIt rained in Lessa."
        desk.articles.publish(text, now=NOW)
    assert [each.slug for each in desk.articles.newest(2, topic="notes")] == ["note-2", "note-1"]
    last = desk.articles.newest(2, topic="notes")[-1]
    assert [each.slug for each in desk.articles.newest(2, (last.published, last.slug), topic="notes")] == ["note-0"]
    assert desk.articles.topics()["notes"] == ("Notes", 3)
    late = {each.slug for each in desk.articles.newest(9, since=datetime(2025, 5, 1, tzinfo=UTC))}
    assert late & {"lessa-pumps", "note-2"} == {"lessa-pumps"}
    assert article.slug not in [each.slug for each in desk.articles.related(article)]


def test_a_withdrawn_article_leaves_a_stone_and_can_come_back(desk: Desk) -> None:
    text = "---\nheadline: A mistake\n---\nThe mayor resigned on Monday, the town said."
    desk.articles.publish(text, now=NOW)
    with pytest.raises(Invalid, match="reason"):
        desk.articles.withdraw("a-mistake", reason=" ")
    stone = desk.articles.withdraw("a-mistake", reason="It was about another town.", now=NOW)
    assert desk.articles.tombstone("a-mistake") == stone
    with pytest.raises(NotFound, match="no longer"):
        desk.articles.get("a-mistake")
    with pytest.raises(NotFound):
        desk.articles.withdraw("a-mistake", reason="Again.")
    assert "a-mistake" not in [each.slug for each in desk.articles.newest(100)]
    back = desk.articles.publish(text + " It was right after all.", now=NOW)
    assert back.version == 2
    assert desk.articles.tombstone("a-mistake") is None


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("../secret.jpg", Refused, "outside"),
        ("/etc/passwd", Refused, "outside"),
        ("none.jpg", NotFound, "no picture"),
        ("https://a.example/x.jpg", Invalid, "no picture"),
        ("text.jpg", AscertainError, "picture"),
    ],
)
def test_pictures_are_read_beside_the_file_only(
    desk: Desk, folder: Path, name: str, kind: type[Exception], words: str
) -> None:
    (folder / "text.jpg").write_text("no picture at all")
    text = f"---\nheadline: Picture test\npictures: {{file: '{name}', alt: A}}\n---\nThe bridge is open, he said."
    with pytest.raises(kind, match=words):
        desk.articles.publish(text, folder=folder, now=NOW)
    assert "picture-test" not in [each.slug for each in desk.articles.newest(100)]


def test_the_command_publishes_and_withdraws(run_command: Callable[..., Any], tmp_path: Path) -> None:
    file = folder_with_article(tmp_path)
    done = run_command("--home", str(tmp_path / "home"), "publish", str(file), "--as-of", "2025-05-06", "--json")
    assert done.code == 0
    told = json.loads(done.out)
    assert (told["slug"], told["at"]) == ("lessa-pumps", "2025-05-06T00:00:00Z")
    again = run_command("--home", str(tmp_path / "home"), "publish", str(file))
    assert "/articles/lessa-pumps" in again.out
    assert "version 1" in again.out
    gone = run_command("--home", str(tmp_path / "home"), "unpublish", "lessa-pumps", "--reason", "Wrong town.")
    assert gone.code == 0
    file.write_text("---\nheadline: A\nbye: B\n---\nText.")
    wrong = run_command("--home", str(tmp_path / "home"), "publish", str(file))
    assert wrong.code == 4
    assert "line 3: bye is not known" in wrong.err
