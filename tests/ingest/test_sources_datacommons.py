from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from local_server import Answer, LocalServer, in_turn
from pulling_home import Home

import ascertain.ingest.sources.datacommons as datacommons
from ascertain.errors import AscertainError, Invalid, NotFound, Refused
from ascertain.ingest.sources import ClaimReviewCrawl, DataCommons, FactCheckSource, GoogleFactCheck
from ascertain.records import FactCheck
from ascertain.settings import Settings
from ascertain.store import Added, ImportRun

JSON = {"Content-Type": "application/json"}


def feed(count: int) -> bytes:
    items = [
        {
            "@type": "DataFeedItem",
            "item": [
                {
                    "@type": "ClaimReview",
                    "claimReviewed": f"The barn has {number} doors",
                    "url": f"https://barn.example/{number}",
                    "author": {"name": "Barn Checks"},
                    "reviewRating": {"alternateName": "False"},
                }
            ],
        }
        for number in range(count)
    ]
    return json.dumps({"@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": items}).encode()


@pytest.fixture
def home(tmp_path: Path, settings: Settings) -> Iterator[Home]:
    home = Home(tmp_path, settings)
    yield home
    home.store.close()


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (feed(12), JSON),
        (gzip.compress(feed(12)), {"Content-Type": "application/gzip"}),
        (gzip.compress(feed(12)), {**JSON, "Content-Encoding": "gzip"}),
    ],
)
def test_a_feed_is_downloaded_and_read_as_a_file(
    home: Home, server: LocalServer, body: bytes, headers: dict[str, str]
) -> None:
    server.answers["/data.json"] = in_turn((503, {}, b"busy"), (200, headers, body))
    report = home.pull(DataCommons(server.url("/data.json")))
    assert (report.read, report.new, report.indexed, report.format) == (12, 12, 12, "datacommons")
    assert home.fact_checks()["The barn has 3 doors"].source.name == "Barn Checks"
    again = home.pull(DataCommons(server.url("/data.json")))
    assert (again.new, again.same, again.indexed) == (0, 12, 0)


def test_an_interrupted_run_goes_on_behind_its_last_batch(
    home: Home, server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(datacommons, "_BATCH", 5)
    server.answers["/feed"] = (200, JSON, feed(12))
    source = DataCommons(server.url("/feed"))
    add = home.store.add_fact_checks
    batches: list[int] = []

    def stops(items: Sequence[FactCheck], run: ImportRun | None = None) -> Added:
        if len(batches) == 2:
            raise KeyboardInterrupt
        batches.append(len(items))
        return add(items, run)

    monkeypatch.setattr(home.store, "add_fact_checks", stops)
    with pytest.raises(KeyboardInterrupt):
        home.pull(source)
    batches.append(0)
    report = home.pull(source)
    assert batches == [5, 5, 0, 2]
    assert (report.read, report.new, report.resumed) == (12, 12, 10)
    server.answers["/feed"] = (200, JSON, feed(13))
    assert home.pull(source).read == 13


def test_a_feed_that_breaks_off_gives_what_came_before(home: Home, server: LocalServer) -> None:
    rows = b"".join(b'{"claim": "The shed has %d roofs", "url": "https://a.example/%d"}\n' % (n, n) for n in range(3))
    server.answers["/torn.jsonl"] = (200, {}, rows + b'{"claim": "The she')
    report = home.pull(DataCommons(server.url("/torn.jsonl")))
    assert (report.new, report.rejected) == (3, 1)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ((404, {}, b"no"), NotFound),
        ((200, JSON, b'{"@type": "DataFeed", "dataFeedEl'), Invalid),
        ((200, {"Content-Type": "text/html"}, b"<html><body>Sign in</body></html>"), Invalid),
        ((200, JSON, b""), Invalid),
        ((302, {"Location": "http://192.168.0.1/feed"}, b""), Refused),
        ((500, {}, b"no"), AscertainError),
    ],
)
def test_what_is_no_feed(home: Home, server: LocalServer, answer: Answer, error: type[Exception]) -> None:
    server.answers["/feed"] = answer
    with pytest.raises(error):
        home.pull(DataCommons(server.url("/feed")))
    assert home.store.fact_check_count() == 0


def test_a_feed_over_the_limit_is_refused_before_it_fills_the_disk(home: Home, server: LocalServer) -> None:
    home.settings = home.settings.model_copy(update={"import_limit": 10_000})
    server.answers["/feed"] = (200, {**JSON, "Content-Encoding": "gzip"}, gzip.compress(b"[" + b" " * 5_000_000))
    with pytest.raises(Refused, match="larger than 10,000 bytes") as caught:
        home.pull(DataCommons(server.url("/feed")))
    assert "ASCERTAIN_IMPORT_LIMIT" in caught.value.hint


def source_for(kind: type[FactCheckSource], server: LocalServer) -> FactCheckSource:
    if kind is GoogleFactCheck:
        return GoogleFactCheck("anything")
    return ClaimReviewCrawl(server.url("/a")) if kind is ClaimReviewCrawl else DataCommons(server.url("/a"))


@pytest.mark.parametrize("kind", [GoogleFactCheck, ClaimReviewCrawl, DataCommons])
def test_every_source_reads_its_examples_and_adds_nothing_twice(
    home: Home, server: LocalServer, kind: type[GoogleFactCheck] | type[ClaimReviewCrawl] | type[DataCommons]
) -> None:
    from pydantic import SecretStr

    here = {"google_factcheck_key": SecretStr("k"), "google_factcheck_url": server.url("")}
    home.settings = home.settings.model_copy(update=here)
    source = source_for(kind, server)
    for example in source.examples:
        html = example.startswith(b"<")
        answer = (200, {"Content-Type": "text/html" if html else "application/json"}, example)
        server.answers.update({"/a": answer, "/v1alpha1/claims:search": answer})
        report = home.pull(source)
        assert report.new > 0
        assert report.rejected == 0
        assert (report.format, report.file) == (source.name, source.title)
        assert home.pull(source).new == 0
    assert (kind.__doc__ or "").strip()
