"""Articles for programs: structured data, feeds, sitemaps and oEmbed, each against its published rules."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import feedparser
import pytest
from claimreviewrules import page_problems

from ascertain.publish.feeds import Channel, atom, json_feed, rss
from ascertain.publish.oembed import oembed, slug_in
from ascertain.publish.sitemaps import news_sitemap, robots, sitemap, sitemap_index
from ascertain.publish.structured import structured
from ascertain.records import (
    Article,
    ArticleHead,
    ArticlePicture,
    ArticleSource,
    Correction,
    FactCheck,
    Rating,
    Rendition,
    Source,
)

BASE = "https://news.example"
NOW = datetime(2025, 5, 4, 12, tzinfo=UTC)
CHANNEL = Channel("Lessa & <Times>", BASE, "/", "Newest articles")
MAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def picture() -> ArticlePicture:
    """Return a picture in two formats."""
    sizes = tuple(
        Rendition(sha256=digit * 64, type=kind, width=1200, height=750)
        for digit, kind in (("a", "image/webp"), ("b", "image/jpeg"))
    )
    return ArticlePicture(
        name="a.jpg", sha256="c" * 64, width=1600, height=1000, caption="A <b>hall</b>", credit="L.", alt="A hall",
        renditions=sizes,
    )  # fmt: skip


def head(number: int, published: datetime, language: str = "en") -> ArticleHead:
    """Return an article as lists show it."""
    return ArticleHead(
        slug=f"article-{number}",
        title=f"Five & “six” <claims> {number}",
        standfirst="What was \x0bsaid & done",
        byline=("Ada Lind", "Jon Berg"),
        published=published,
        modified=published + timedelta(hours=1),
        language=language,
        topics=("Floods", "Money & power"),
        lead=picture() if number % 2 else None,
    )


def review(claim: str, rating: Rating, words: str) -> FactCheck:
    """Return a claim that the article rates."""
    return FactCheck(
        id=claim, corpus="own", claim=claim, claimant="The ministry", claim_date=NOW, rating=rating,
        rating_words=words, source=Source(name="Times"), appearances=("https://van.example/1",),
    )  # fmt: skip


def article() -> Article:
    """Return an article that rates three claims."""
    return Article(
        **dict(head(1, NOW)),
        body="Text.",
        html="<p>Text.</p>",
        text="",
        at=NOW,
        pictures=(picture(),),
        sources=(ArticleSource(number=1, title="Report", url="https://audit.example/1", publisher="Audit"),),
        corrections=(Correction(at=NOW, text="It was two."),),
        reviews=(
            review("All pumps ran", Rating.FALSE, "Plainly wrong"),
            review("Nobody knew", Rating.UNPROVEN, "Nobody can tell"),
            review("The bridge is open", Rating.TRUE, "Right"),
        ),
    )


def test_structured_data_keeps_the_rules_for_articles_and_claim_reviews() -> None:
    data = structured(article(), BASE, "The Times")
    assert data["@context"] == "https://schema.org"
    assert page_problems(data["@graph"], f"{BASE}/articles/article-1") == []
    news, *reviews = data["@graph"]
    assert news["correction"][0]["text"] == "It was two."
    assert news["isBasedOn"][0]["url"] == "https://audit.example/1"
    assert news["speakable"]["cssSelector"] == ["#headline", "#standfirst"]
    assert [each["reviewRating"].get("ratingValue") for each in reviews] == [1, None, 5]
    assert [each["url"].rpartition("#")[2] for each in reviews] == ["review-1", "review-2", "review-3"]


@pytest.mark.parametrize(
    ("part", "value", "problem"),
    [
        ("claimReviewed", "", "claimReviewed is required"),
        ("url", f"{BASE}/articles/other#review-1", "url is on another page"),
        ("reviewRating", {"ratingValue": 7, "bestRating": 5, "worstRating": 1}, "lies outside"),
        ("datePublished", "yesterday", "no ISO 8601"),
    ],
)
def test_the_rules_themselves_find_what_is_wrong(part: str, value: object, problem: str) -> None:
    graph = structured(article(), BASE, "The Times")["@graph"]
    graph[1][part] = value
    assert any(problem in found for found in page_problems(graph, f"{BASE}/articles/article-1"))


@pytest.mark.parametrize("version", ["rss20", "atom10"])
def test_feeds_are_read_without_a_complaint_and_say_everything(version: str) -> None:
    heads = [head(number, NOW - timedelta(days=number)) for number in range(1, 4)]
    data = (rss if version == "rss20" else atom)(heads, CHANNEL, f"{BASE}/feed")
    read = feedparser.parse(data)
    assert not read.bozo
    assert read.version == version
    assert read.feed.title == "Lessa & <Times>"
    assert [entry.link for entry in read.entries] == [f"{BASE}/articles/article-{n}" for n in (1, 2, 3)]
    first = read.entries[0]
    assert first.title == "Five & “six” <claims> 1"
    assert " ".join(first.summary.split()) == "What was said & done"
    assert {tag.term for tag in first.tags} == {"Floods", "Money & power"}
    assert [author["name"] for author in first.authors] == ["Ada Lind", "Jon Berg"]
    assert first.published_parsed[:5] == (2025, 5, 3, 12, 0)
    assert first.id == first.link


def test_atom_keeps_the_rules_of_rfc_4287() -> None:
    root = ET.fromstring(atom([head(1, NOW)], CHANNEL, f"{BASE}/feed.atom"))
    space = "{http://www.w3.org/2005/Atom}"
    assert root.tag == f"{space}feed"
    for where in (root, root.find(f"{space}entry")):
        assert where is not None
        for name in ("id", "title", "updated", "author"):
            assert where.find(f"{space}{name}") is not None
    assert {link.get("rel") for link in root.findall(f"{space}link")} == {"self", "alternate"}
    updated = root.findtext(f"{space}updated")
    assert updated is not None
    assert datetime.fromisoformat(updated).tzinfo is not None


def test_rss_keeps_the_rules_of_rss_2() -> None:
    channel = ET.fromstring(rss([head(1, NOW)], CHANNEL, f"{BASE}/feed.rss")).find("channel")
    assert channel is not None
    for name in ("title", "link", "description"):
        assert channel.findtext(name)
    item = channel.find("item")
    assert item is not None
    assert item.findtext("pubDate") == "Sun, 04 May 2025 12:00:00 GMT"
    shown = item.find("{http://search.yahoo.com/mrss/}content")
    assert shown is not None
    assert shown.get("url") == f"{BASE}/media/{'b' * 64}.jpg"


def test_the_json_feed_keeps_the_rules_of_version_1_1() -> None:
    feed = json.loads(json_feed([head(1, NOW), head(2, NOW)], CHANNEL, f"{BASE}/feed.json"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    for item in feed["items"]:
        assert item["id"]
        assert item.get("content_text") or item.get("content_html")
        assert datetime.fromisoformat(item["date_published"]).tzinfo is not None
        assert all(set(author) <= {"name", "url", "avatar"} for author in item["authors"])


def test_empty_feeds_are_feeds() -> None:
    for write in (rss, atom):
        assert not feedparser.parse(write([], CHANNEL, f"{BASE}/feed")).bozo
    assert json.loads(json_feed([], CHANNEL, f"{BASE}/feed.json"))["items"] == []


def test_the_news_sitemap_holds_the_last_48_hours_and_what_google_asks_for() -> None:
    heads = [head(1, NOW - timedelta(hours=47)), head(2, NOW - timedelta(hours=49)), head(3, NOW + timedelta(hours=1))]
    root = ET.fromstring(news_sitemap(heads, BASE, "The Times", NOW))
    (url,) = root.findall(f"{MAPS}url")
    assert url.findtext(f"{MAPS}loc") == f"{BASE}/articles/article-1"
    assert url.findtext(f"{NEWS}news/{NEWS}publication/{NEWS}name") == "The Times"
    assert url.findtext(f"{NEWS}news/{NEWS}publication/{NEWS}language") == "en"
    assert url.findtext(f"{NEWS}news/{NEWS}title") == "Five & “six” <claims> 1"
    published = url.findtext(f"{NEWS}news/{NEWS}publication_date")
    assert published is not None
    assert datetime.fromisoformat(published) == NOW - timedelta(hours=47)


def test_sitemaps_name_every_page_once_and_the_index_names_them() -> None:
    root = ET.fromstring(sitemap([head(1, NOW), head(2, NOW)], BASE, ["/", "/topics/floods"]))
    places = [each.text for each in root.iter(f"{MAPS}loc")]
    assert places == [f"{BASE}{path}" for path in ("/", "/topics/floods", "/articles/article-1", "/articles/article-2")]
    index = ET.fromstring(sitemap_index([(f"{BASE}/sitemap-1.xml", NOW), (f"{BASE}/news-sitemap.xml", None)]))
    assert index.tag == f"{MAPS}sitemapindex"
    assert [each.text for each in index.iter(f"{MAPS}lastmod")] == ["2025-05-04T12:00:00+00:00"]


def test_robots_are_kept_out_of_the_desk_and_shown_the_sitemaps() -> None:
    from urllib.robotparser import RobotFileParser

    rules = RobotFileParser()
    rules.parse(robots(BASE).splitlines())
    assert rules.can_fetch("Googlebot", f"{BASE}/articles/article-1")
    assert not rules.can_fetch("Googlebot", f"{BASE}/desk/drafts")
    assert rules.site_maps() == [f"{BASE}/sitemap.xml", f"{BASE}/news-sitemap.xml"]


def test_oembed_holds_what_its_specification_asks_for_and_fits() -> None:
    made = oembed(head(1, NOW), BASE, "The Times", 320, 200)
    assert made["type"] == "rich"
    assert made["version"] == "1.0"
    assert made["width"] <= 320
    assert made["height"] <= 200
    assert "<claims>" not in made["html"]
    assert "thumbnail_url" not in made
    whole = oembed(head(1, NOW), BASE, "The Times")
    assert {"thumbnail_url", "thumbnail_width", "thumbnail_height"} <= set(whole)


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        (f"{BASE}/articles/article-1", "article-1"),
        (f"{BASE}/articles/article-1/#story", "article-1"),
        ("https://other.example/articles/article-1", ""),
        (f"{BASE}/articles/../desk", ""),
        (f"{BASE}/desk", ""),
        ("http://[", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_oembed_takes_addresses_of_articles_here_only(url: str, slug: str) -> None:
    assert slug_in(url, BASE) == slug
