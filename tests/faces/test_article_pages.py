"""The public pages: articles, the front page, topics, histories, and what programs read of them."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import extruct
import pytest
from fastapi.testclient import TestClient
from lxml import html

from ascertain.desk import Desk
from ascertain.faces.api.app import create_app
from ascertain.faces.web.caching import PageCache
from ascertain.settings import Settings

SLUG = "/articles/orlava-count"
TEXT = """---
headline: How many came to <Merin>?
standfirst: Two counts & one square.
byline: [Ada Lind, Jon Berg]
date: 2025-03-29T18:05:00+01:00
language: en
slug: orlava-count
topics: [State media]
pictures:
  - file: square.jpg
    caption: The square
    credit: "Photo: Ada Lind"
    alt: A square with people
  - file: late.jpg
    alt: A bridge
sources:
  - title: Police report
    url: https://police.example/1
corrections:
  - date: 2025-03-30
    text: The first version named another day.
reviews:
  - claim: 12,000 people came
    claimant: VAN
    rating: Far too high
    step: "false"
  - claim: The square holds 20,000
    rating: "False"
---
The state news agency VAN reported that 12,000 people had come to Merin.[^1] Army engineers rebuilt the Orlava bridge
at Merin in nine days, the state channel VTK said.

![](late.jpg)

Is that so?
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return a desk with an article in two versions and one in Arabic."""
    import numpy as np
    from PIL import Image

    folder = tmp_path_factory.mktemp("articles")
    for seed, name in enumerate(("square.jpg", "late.jpg")):
        coarse = np.random.default_rng(seed).integers(0, 255, (8, 12, 3), dtype=np.uint8)
        Image.fromarray(coarse).resize((900, 600), Image.Resampling.BICUBIC).save(folder / name)
    samples = Path(__file__).parents[2] / "src" / "ascertain" / "samples"
    with Desk(Settings(home=tmp_path_factory.mktemp("site"))) as desk:
        desk.import_factchecks(samples / "factchecks.jsonl")
        desk.articles.publish(TEXT.replace("12,000 people had", "15,000 people had"), folder=folder)
        desk.articles.publish(TEXT, folder=folder, now=datetime(2025, 3, 30, 9, tzinfo=UTC))
        arabic = "---\nheadline: صورة القرش مركّبة\nslug: shark\nlanguage: ar\ndate: 2025-03-01\n---\n"
        desk.articles.publish(arabic + "قالت الهيئة إن الطريق لم يُغلق في مارس 2025.")
        yield desk


@pytest.fixture(scope="module")
def site(desk: Desk) -> TestClient:
    """Return the site as a reader reaches it."""
    return TestClient(create_app(desk), base_url="http://127.0.0.1", follow_redirects=False)


@pytest.fixture(scope="module")
def page(site: TestClient) -> html.HtmlElement:
    """Return the article's page."""
    answer = site.get(SLUG)
    assert answer.status_code == 200
    return html.document_fromstring(answer.text)


def test_an_article_shows_what_its_file_says(page: html.HtmlElement) -> None:
    text = page.text_content()
    assert page.xpath("string(//h1)") == "How many came to <Merin>?"
    for words in ("Two counts & one square.", "Ada Lind", "29 March 2025", "Updated 30 March 2025", "Photo: Ada Lind"):
        assert words in text
    assert "The first version named another day." in page.xpath("string(//aside[@aria-labelledby='corrections'])")
    assert page.xpath("//section[@aria-labelledby='sources']//a/@href")[0] == "https://police.example/1"
    corrections, story = page.xpath("//aside[@aria-labelledby='corrections']")[0], page.xpath("//*[@id='story']")[0]
    everything = list(page.iter())
    assert everything.index(corrections) < everything.index(story)


def test_claims_are_marked_and_each_number_leads_to_a_card_with_sources_and_no_verdict(page: html.HtmlElement) -> None:
    links = page.xpath("//*[@id='story']//sup[@class='claim']/a")
    assert links
    for link in links:
        card = page.xpath(f"//details[@id='{link.get('href')[1:]}']")[0]
        assert "VAN" in card.text_content() or "VTK" in card.text_content()
    rated = page.xpath("//section[@id='claims']//details[contains(.,'nine days')]")[0]
    assert "Sarnik Fact Desk" in rated.text_content()
    verdicts = {each.text_content().strip() for each in page.xpath("//section[@id='claims']//span[@class='verdict']")}
    assert not any(word in verdict.lower() for verdict in verdicts for word in ("false", "true"))


def test_pictures_keep_their_room_and_wait_below_the_fold(page: html.HtmlElement, site: TestClient) -> None:
    pictures = page.xpath("//article//img")
    assert len(pictures) == 2
    for picture in pictures:
        assert (picture.get("width"), picture.get("height")) == ("900", "600")
        assert picture.get("alt")
        assert all(site.get(part.split()[0]).status_code == 200 for part in picture.get("srcset").split(","))
    assert [picture.get("loading") for picture in pictures] == [None, "lazy"]
    answer = site.get(pictures[0].get("src"))
    assert answer.headers["content-type"] == "image/jpeg"
    assert "immutable" in answer.headers["cache-control"]


def test_only_pictures_of_published_articles_are_shown(site: TestClient, desk: Desk) -> None:
    original = desk.articles.get("orlava-count").pictures[0].sha256
    assert desk.blobs.has(original)
    assert site.get(f"/media/{original}.jpg").status_code == 404
    assert site.get("/media/..%2f..%2fetc%2fpasswd").status_code == 404


def test_search_engines_find_one_article_and_every_rating(site: TestClient) -> None:
    found: dict[str, Any] = extruct.extract(
        site.get(SLUG).text, base_url=f"http://127.0.0.1{SLUG}", syntaxes=["json-ld", "opengraph"]
    )
    ((data),) = found["json-ld"]
    kinds = [each["@type"] for each in data["@graph"]]
    assert kinds == ["NewsArticle", "ClaimReview", "ClaimReview"]
    assert data["@graph"][0]["headline"] == "How many came to <Merin>?"
    told = dict(found["opengraph"][0]["properties"])
    assert told["og:type"] == "article"
    assert told["og:url"] == f"http://127.0.0.1{SLUG}"
    assert site.get(told["og:image"]).headers["content-type"] == "image/jpeg"


def test_every_rating_has_its_place_on_the_page(page: html.HtmlElement) -> None:
    data = json.loads(page.xpath("string(//script[@type='application/ld+json'])"))
    for review in data["@graph"][1:]:
        (place,) = page.xpath(f"//*[@id='{review['url'].partition('#')[2]}']")
        assert review["claimReviewed"] in place.text_content()
        assert review["reviewRating"]["alternateName"] in place.text_content()


def test_nothing_on_the_pages_needs_an_exception_from_a_strict_policy(site: TestClient) -> None:
    for path in (SLUG, "/", f"{SLUG}/history", "/topics/state-media", "/articles/shark"):
        found = html.document_fromstring(site.get(path).text)
        assert not found.xpath("//style|//@style|//@onclick|//script[not(@src) and not(@type='application/ld+json')]")
        ours = re.compile(r"(/static/[\w.-]+\?v=\w+|/media/\w+\.(webp|jpg))")
        places = found.xpath("//script/@src|//link[@rel='stylesheet']/@href|//img/@src")
        assert all(ours.fullmatch(place) for place in places)


def test_a_page_weighs_less_than_150_kilobytes_without_pictures(site: TestClient) -> None:
    text = site.get(SLUG).text
    parts = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', text))
    assert len(text.encode()) + sum(len(site.get(part).content) for part in parts) < 150_000


def test_another_direction_is_the_articles_own(site: TestClient) -> None:
    found = html.document_fromstring(site.get("/articles/shark").text)
    (story,) = found.xpath("//article[contains(@class,'story')]")
    assert (story.get("lang"), story.get("dir")) == ("ar", "rtl")
    assert found.get("dir") == "ltr"


def test_the_history_shows_what_was_changed(site: TestClient) -> None:
    found = html.document_fromstring(site.get(f"{SLUG}/history").text)
    assert [each.text_content() for each in found.xpath("//h2")] == ["Version 2", "Version 1"]
    assert "15" in found.xpath("string(//del)")
    assert "12" in found.xpath("string(//ins)")


def test_the_front_page_and_topics_list_articles_and_feeds(site: TestClient) -> None:
    front = html.document_fromstring(site.get("/").text)
    assert front.xpath("//h2/a/@href") == [SLUG, "/articles/shark"]
    assert {"/verify", "/trace", "/ask", "/related"} <= set(front.xpath("//nav//a/@href"))
    for feed in front.xpath("//link[@rel='alternate']/@href"):
        assert site.get(feed).status_code == 200
    topic = html.document_fromstring(site.get("/topics/state-media").text)
    assert topic.xpath("//h2/a/@href") == [SLUG]
    assert site.get("/topics/nothing").status_code == 404


def test_feeds_say_when_nothing_has_changed(site: TestClient) -> None:
    first = site.get("/feed.atom")
    assert first.headers["last-modified"] == "Sun, 30 Mar 2025 09:00:00 GMT"
    assert site.get("/feed.atom", headers={"if-none-match": first.headers["etag"]}).status_code == 304
    assert site.get("/topics/state-media/feed.rss").text.count("<item>") == 1
    assert site.get("/feed.xml").status_code == 404


def test_oembed_is_discovered_and_answers(site: TestClient, page: html.HtmlElement) -> None:
    (place,) = page.xpath("//link[@type='application/json+oembed']/@href")
    answer = site.get(place)
    assert answer.json()["title"] == "How many came to <Merin>?"
    assert site.get("/api/oembed", params={"url": "https://other.example/articles/orlava-count"}).status_code == 404
    assert site.get(place + "&format=xml").status_code == 501


def test_people_get_a_page_where_nothing_is_and_programs_an_answer(site: TestClient) -> None:
    for path, words in (("/articles/nothing", "There is no article"), ("/no/such/page", "<h1>Not found</h1>")):
        answer = site.get(path, headers={"accept": "text/html"})
        assert answer.status_code == 404
        assert words in answer.text
    assert site.get("/articles/nothing").json()["error"]


def test_a_withdrawn_article_says_so(site: TestClient, desk: Desk) -> None:
    desk.articles.publish("---\nheadline: Gone soon\ndate: 2020-01-01\n---\nThe mayor resigned, the town said.")
    assert site.get("/articles/gone-soon").status_code == 200
    desk.articles.withdraw("gone-soon", reason="It was about <another> town.")
    answer = site.get("/articles/gone-soon")
    assert answer.status_code == 410
    assert "It was about &lt;another&gt; town." in answer.text


def test_reading_is_for_everybody_and_publishing_is_not(site: TestClient) -> None:
    assert site.get("/api/articles").json()[0]["slug"] == "orlava-count"
    assert site.get("/api/articles/orlava-count", params={"version": 1}).json()["version"] == 1
    assert site.post("/api/articles", json={"text": TEXT}).status_code == 403
    assert site.post("/api/articles/orlava-count/withdraw", json={"reason": "No."}).status_code == 403
    far = {"before": "0001-01-01T00:00:00+14:00", "slug": "a"}
    assert site.get("/api/articles", params=far).status_code == 422
    assert site.get("/", params={"behind": "0001-01-01T00:00:00+14:00~a"}).status_code == 200


def test_a_page_is_kept_for_readers_and_known_by_its_tag(site: TestClient, desk: Desk) -> None:
    first = site.get(SLUG)
    assert first.headers["content-encoding"] == "gzip"
    assert "cookie" in first.headers["vary"]
    same = site.get(SLUG, headers={"if-none-match": first.headers["etag"]})
    assert same.status_code == 304
    # A browser would put a policy that comes with it over that of the page it kept.
    assert "content-security-policy" not in same.headers
    head = site.head(SLUG)
    assert (head.status_code, head.content) == (200, b"")
    plain = site.get(SLUG, headers={"accept-encoding": "identity"})
    assert plain.text == first.text
    assert "content-encoding" not in plain.headers
    assert site.get(SLUG, headers={"cookie": "session=abc"}).headers.get("etag") is None
    german = site.get(SLUG, headers={"accept-language": "xx"})
    assert german.headers["etag"] == first.headers["etag"]
    before = site.get("/").text
    desk.articles.publish("---\nheadline: Fresh\ndate: 2030-01-01\n---\nIt rains in Merin, the town said.")
    assert "Fresh" in site.get("/").text
    assert "Fresh" not in before


async def _answer(scope: Any, _receive: Any, send: Any) -> None:
    scope.setdefault("state", {})["ascertain.keep"] = scope["path"] != "/personal"
    scope["made"].append(scope["path"])
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]})
    await send({"type": "http.response.body", "body": f"page {len(scope['made'])}".encode()})


def test_only_what_a_route_gives_free_is_kept_and_every_write_ends_it() -> None:
    import asyncio

    made: list[str] = []
    cache = PageCache(_answer, edition=lambda: 0)

    def ask(path: str, method: str = "GET", query: bytes = b"", headers: tuple[tuple[bytes, bytes], ...] = ()) -> bytes:
        sent: list[dict[str, Any]] = []

        async def send(message: Any) -> None:
            sent.append(message)

        async def receive() -> Any:
            return {"type": "http.request", "body": b""}

        scope = {
            "type": "http", "method": method, "path": path, "query_string": query, "headers": list(headers),
            "made": made, "scheme": "http",
        }  # fmt: skip
        asyncio.run(cache(scope, receive, send))
        return b"".join(message.get("body", b"") for message in sent)

    assert ask("/a") == ask("/a") == b"page 1"
    assert ask("/personal") != ask("/personal")
    assert ask("/a", query=b"sort=newest") != b"page 1"
    assert ask("/a", query=b"x=1") != ask("/a", query=b"x=1")
    assert ask("/a", headers=((b"host", b"other"),)) != b"page 1"
    assert ask("/a", headers=((b"cookie", b"language=en"),)) == b"page 1"
    assert ask("/a", headers=((b"cookie", b"session=1"),)) != ask("/a", headers=((b"cookie", b"session=1"),))
    token = ((b"authorization", b"Bearer 1"),)
    assert ask("/a", headers=token) != ask("/a", headers=token)
    ask("/write", method="POST")
    assert ask("/a") != b"page 1"


def test_two_hundred_who_come_at_once_make_a_page_once(desk: Desk) -> None:
    import asyncio

    made = 0

    async def slow(scope: Any, _receive: Any, send: Any) -> None:
        nonlocal made
        made += 1
        await asyncio.sleep(0.05)
        scope.setdefault("state", {})["ascertain.keep"] = True
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"x"})

    cache, sent = PageCache(slow, edition=lambda: 0), []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request", "body": b""}

    async def crowd() -> None:
        scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": [], "scheme": "http"}
        await asyncio.gather(*(cache({**scope}, receive, send) for _ in range(200)))

    thread = threading.Thread(target=lambda: asyncio.run(crowd()))
    thread.start()
    thread.join()
    assert made == 1
    assert sum(message["type"] == "http.response.body" for message in sent) == 200
