from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ascertain.ingest.factchecks import open_fact_checks
from ascertain.records import FactCheck

REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://checks.example/a/1",
    "claimReviewed": "The river runs uphill",
    "author": {"@type": "Organization", "name": "Checks"},
}


def images_of(folder: Path, name: str, content: str) -> tuple[str, ...]:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    (entry,) = open_fact_checks(path).entries("main")
    assert isinstance(entry.outcome, FactCheck)
    return entry.outcome.images


def page(*nodes: Any, head: str = "") -> str:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes)
    return f"<!doctype html><html><head>{head}{scripts}</head><body></body></html>"


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ("https://i.example/a.jpg", ("https://i.example/a.jpg",)),
        ({"@type": "ImageObject", "url": "https://i.example/a.jpg", "width": 9}, ("https://i.example/a.jpg",)),
        ({"@type": "ImageObject", "contentUrl": "https://i.example/a.jpg"}, ("https://i.example/a.jpg",)),
        (
            [{"url": "https://i.example/a.jpg"}, "https://i.example/b.jpg"],
            ("https://i.example/a.jpg", "https://i.example/b.jpg"),
        ),
        (["https://i.example/a.jpg"] * 3, ("https://i.example/a.jpg",)),
        ({"@type": "ImageObject"}, ()),
        ("javascript:alert(1)", ()),
        (None, ()),
        ([f"https://i.example/{n}.jpg" for n in range(99)], tuple(f"https://i.example/{n}.jpg" for n in range(10))),
    ],
)
def test_the_image_of_a_review_in_all_its_shapes(tmp_path: Path, image: Any, expected: tuple[str, ...]) -> None:
    assert images_of(tmp_path, "a.json", json.dumps({**REVIEW, "image": image})) == expected


def test_the_picture_of_the_claim_comes_before_that_of_the_review(tmp_path: Path) -> None:
    item = {"@type": "Claim", "image": {"url": "https://i.example/claim.jpg"}}
    content = json.dumps({**REVIEW, "itemReviewed": item, "image": "https://i.example/review.jpg"})
    assert images_of(tmp_path, "a.json", content) == ("https://i.example/claim.jpg", "https://i.example/review.jpg")


def test_a_page_gives_the_pictures_of_its_article_where_the_review_has_none(tmp_path: Path) -> None:
    article = {"@type": "NewsArticle", "headline": "Checked", "image": ["/a.jpg", {"url": "//i.example/b.jpg"}]}
    logo = {"@type": "Organization", "image": "https://i.example/logo.png", "logo": "https://i.example/logo.png"}
    found = images_of(tmp_path, "a.html", page(logo, article, REVIEW))
    assert found == ("https://checks.example/a.jpg", "https://i.example/b.jpg")


def test_a_page_gives_its_preview_picture_where_nothing_else_is_named(tmp_path: Path) -> None:
    head = '<meta property="og:image" content="/preview.jpg">'
    assert images_of(tmp_path, "a.html", page(REVIEW, head=head)) == ("https://checks.example/preview.jpg",)
    own = {**REVIEW, "image": "own.jpg"}
    assert images_of(tmp_path, "b.html", page(own, head=head)) == ("https://checks.example/a/own.jpg",)


@pytest.mark.parametrize("column", ["image", "images", "image_url", "thumbnail"])
def test_a_table_has_them_in_a_column(tmp_path: Path, column: str) -> None:
    content = f"claim,url,{column}\nThe river runs uphill,https://checks.example/1,https://i.example/a.jpg\n"
    assert images_of(tmp_path, "a.csv", content) == ("https://i.example/a.jpg",)


def test_rows_of_objects_have_them_as_text_list_or_object(tmp_path: Path) -> None:
    for place, value in enumerate(
        ["https://i.example/a.jpg", ["https://i.example/a.jpg"], {"url": "https://i.example/a.jpg"}]
    ):
        line = json.dumps({"claim": "The river runs uphill", "image": value})
        assert images_of(tmp_path, f"{place}.jsonl", line + "\n") == ("https://i.example/a.jpg",)
