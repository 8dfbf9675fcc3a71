from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from local_server import Answer, LocalServer, in_turn
from pulling_home import Home

from ascertain.errors import Invalid, NotFound, Refused, Unavailable
from ascertain.ingest.sources import ClaimReviewCrawl
from ascertain.settings import Settings

HTML = {"Content-Type": "text/html; charset=utf-8"}
XML = {"Content-Type": "application/xml"}
BUSY = (503, HTML, b"busy")


def review(claim: str, **more: object) -> str:
    value = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": claim,
        "author": {"@type": "Organization", "name": "Lock Checks"},
        "reviewRating": {"@type": "Rating", "alternateName": "False"},
        **more,
    }
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def page(*scripts: str, words: str = "") -> Answer:
    html = f'<!doctype html><html lang="en"><head><title>Checked</title>{"".join(scripts)}</head><body>{words}</body>'
    return 200, HTML, html.encode()


@pytest.fixture
def home(tmp_path: Path, settings: Settings) -> Iterator[Home]:
    home = Home(tmp_path, settings)
    yield home
    home.store.close()


class Publisher:
    """A site of fact-checks ``/check/N``, each about its own claim, with a sitemap whose dates rise with N."""

    def __init__(self, server: LocalServer, count: int) -> None:
        self.server = server
        self.days = {number: f"2026-01-{number:02}" for number in range(1, count + 1)}
        for number in self.days:
            server.answers[f"/check/{number}"] = page(review(f"The lock number {number} leaks"))
        self.publish()

    def publish(self, path: str = "/sitemap.xml", *, dated: bool = True) -> None:
        """Publish the sitemap as it is now."""
        urls = [
            f"<url><loc>{self.server.url(f'/check/{number}')}</loc>{f'<lastmod>{day}</lastmod>' if dated else ''}</url>"
            for number, day in self.days.items()
        ]
        self.server.answers[path] = (200, XML, f"<urlset>{''.join(urls)}</urlset>".encode())

    def crawl(self, path: str = "/sitemap.xml", limit: int = 100) -> ClaimReviewCrawl:
        """Return the source."""
        return ClaimReviewCrawl(self.server.url(path), limit)

    def asked(self) -> list[str]:
        """Return what was asked for since the last time, without robots.txt."""
        paths = [path for path, _ in self.server.requests if path != "/robots.txt"]
        self.server.requests.clear()
        return paths


def test_the_newest_pages_of_a_sitemap_are_read_with_a_pause_between(home: Home, server: LocalServer) -> None:
    site = Publisher(server, 6)
    report = home.pull(site.crawl(limit=3))
    assert site.asked() == ["/sitemap.xml", "/check/6", "/check/5", "/check/4"]
    assert (report.new, report.indexed, report.skipped, report.failures, report.stopped) == (3, 3, 0, (), False)
    assert home.clock.slept == [1.0] * 4, "robots.txt, the sitemap and the pages are a second apart"
    check = home.fact_checks()["The lock number 6 leaks"]
    assert (check.url, check.language, check.title) == (server.url("/check/6"), "en", "Checked")
    assert check.source.name == "Lock Checks"


def test_a_second_run_fetches_only_what_is_new_or_changed(home: Home, server: LocalServer) -> None:
    site = Publisher(server, 4)
    home.pull(site.crawl())
    site.asked()
    again = home.pull(site.crawl())
    assert site.asked() == ["/sitemap.xml"]
    assert (again.read, again.new, again.changed, again.indexed) == (0, 0, 0, 0)
    site.days.update({2: "2026-02-01", 5: "2026-01-09"})
    server.answers["/check/2"] = page(review("The lock number 2 leaks", datePublished="2026-02-01"))
    server.answers["/check/5"] = page(review("The lock number 5 leaks"))
    site.publish()
    third = home.pull(site.crawl())
    assert site.asked() == ["/sitemap.xml", "/check/2", "/check/5"]
    assert (third.new, third.changed) == (1, 1)


def test_pages_without_a_date_are_read_each_time_and_stay_the_same(home: Home, server: LocalServer) -> None:
    site = Publisher(server, 3)
    site.publish(dated=False)
    assert home.pull(site.crawl()).new == 3
    again = home.pull(site.crawl())
    assert (again.new, again.changed, again.same, again.indexed) == (0, 0, 3, 0)


def test_rss_and_atom_lead_to_pages_of_their_own_site_only(home: Home, server: LocalServer) -> None:
    Publisher(server, 2)
    items = "".join(
        f"<item><link>{url}</link><pubDate>Tue, 03 Feb 2026 1{n}:00:00 GMT</pubDate></item>"
        for n, url in enumerate([server.url("/check/1"), server.url("/check/2"), "http://10.0.0.1/x"])
    )
    server.answers["/rss"] = (200, {}, f"<rss version='2.0'><channel>{items}</channel></rss>".encode())
    report = home.pull(ClaimReviewCrawl(server.url("/rss")))
    assert (report.new, report.failures) == (2, ())
    assert [path for path, _ in server.requests][-2:] == ["/check/2", "/check/1"]
    atom = f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='{server.url('/check/1')}'/></entry></feed>"
    server.answers["/atom"] = (200, {"Content-Type": "application/atom+xml"}, atom.encode())
    assert home.pull(ClaimReviewCrawl(server.url("/atom"))).same == 1


def test_an_index_with_compressed_sitemaps_is_followed(home: Home, server: LocalServer) -> None:
    site = Publisher(server, 3)
    _, _, sitemap = server.answers.pop("/sitemap.xml")  # type: ignore[misc]
    server.answers["/new.xml.gz"] = (200, {"Content-Type": "application/gzip"}, gzip.compress(sitemap))
    index = "".join(
        f"<sitemap><loc>{server.url(path)}</loc><lastmod>{day}</lastmod></sitemap>"
        for path, day in [("/old.xml", "2020-01-01"), ("/new.xml.gz", "2026-01-04"), ("/gone.xml", "2026-01-05")]
    )
    server.answers["/index.xml"] = (200, XML, f"<sitemapindex>{index}</sitemapindex>".encode())
    report = home.pull(site.crawl("/index.xml", limit=3))
    assert report.new == 3
    assert [failure.url for failure in report.failures] == [server.url("/gone.xml")]
    assert "/old.xml" not in site.asked(), "older than what the newest list already gives"


def test_a_page_with_links_and_its_feed(home: Home, server: LocalServer) -> None:
    site = Publisher(server, 3)
    links = "".join(f"<a href='/check/{n}'>{n}</a>" for n in (1, 2)) + "<a href='/map.png'>Map</a><a href='/us'>Us</a>"
    feed = "<link rel='alternate' type='application/rss+xml' href='/rss'>"
    server.answers["/"] = page(feed, review("The lock keeper has retired"), words=links)
    server.answers["/us"] = page()
    server.answers["/map.png"] = (200, {"Content-Type": "image/png"}, b"png")
    rss = f"<rss version='2.0'><channel><item><link>{server.url('/check/3')}</link></item></channel></rss>"
    server.answers["/rss"] = (200, XML, rss.encode())
    report = home.pull(site.crawl("/"))
    assert set(home.fact_checks()) == {
        "The lock keeper has retired",
        *(f"The lock number {n} leaks" for n in (1, 2, 3)),
    }
    assert (report.skipped, report.failures) == (2, ())
    assert site.asked().count("/") == 1
    assert "2 pages without a fact-check" in str(report)


def test_two_reviews_on_a_page_and_one_that_is_no_json(home: Home, server: LocalServer) -> None:
    site = Publisher(server, 3)
    server.answers["/check/3"] = page(review("The upper gate is new"), review("The lower gate is old"))
    server.answers["/check/2"] = page('<script type="application/ld+json">{"@type": "ClaimReview", "claim</script>')
    _, _, latin = page(review("Where is it?", url="/elsewhere"), words="é")
    old = latin.decode().replace("Where is it", "Où est-il").encode("latin-1")
    server.answers["/check/1"] = (200, {"Content-Type": "text/html; charset=iso-8859-1"}, old)
    report = home.pull(site.crawl())
    assert (report.read, report.new, report.rejected, report.skipped) == (4, 3, 1, 0)
    (reject,) = [json.loads(line) for line in Path(report.rejects).read_text().splitlines()]
    assert reject["place"] == f"{server.url('/check/2')}, script 1"
    assert "not JSON" in reject["reason"]
    assert home.fact_checks()["Où est-il?"].url == server.url("/elsewhere")


def test_robots_txt_is_obeyed(home: Home, server: LocalServer) -> None:
    site = Publisher(server, 3)
    rules = b"User-agent: *\nDisallow: /\n\nUser-agent: Ascertain\nDisallow: /check/2\nCrawl-delay: 4\n"
    server.answers["/robots.txt"] = (200, {"Content-Type": "text/plain"}, rules)
    report = home.pull(site.crawl())
    assert site.asked() == ["/sitemap.xml", "/check/3", "/check/1"]
    assert [(failure.url, "robots.txt forbids" in failure.reason) for failure in report.failures] == [
        (server.url("/check/2"), True)
    ]
    assert home.clock.slept == [4.0, 4.0, 4.0]
    with pytest.raises(Refused, match=r"robots\.txt forbids"):
        home.pull(ClaimReviewCrawl(server.url("/check/2")))
    assert site.asked() == []


@pytest.mark.parametrize(
    ("robots", "error", "word"),
    [
        ((200, {}, b"User-agent: *\nDisallow: /"), Refused, "forbids"),
        ((200, {}, b"User-agent: *\nCrawl-delay: 86400"), Refused, "86400 seconds"),
        (BUSY, Unavailable, "left alone"),
        ((302, {"Location": "http://10.0.0.1/robots.txt"}, b""), Refused, "not a public address"),
    ],
)
def test_a_site_that_does_not_want_it_is_left_alone(
    home: Home, server: LocalServer, robots: Answer, error: type[Exception], word: str
) -> None:
    site = Publisher(server, 2)
    server.answers["/robots.txt"] = robots
    with pytest.raises(error, match=word):
        home.pull(site.crawl())
    assert site.asked() == []


def test_a_site_whose_robots_txt_is_closed_to_everybody_has_none(home: Home, server: LocalServer) -> None:
    site = Publisher(server, 1)
    server.answers["/robots.txt"] = (403, HTML, b"no")
    assert home.pull(site.crawl()).new == 1


def test_single_failures_are_reported_and_tried_again_once(home: Home, server: LocalServer) -> None:
    site = Publisher(server, 6)
    del server.answers["/check/5"]
    server.answers["/check/4"] = BUSY
    server.answers["/check/3"] = (302, {"Location": "http://169.254.169.254/latest/"}, b"")
    server.answers["/check/2"] = (302, {"Location": "http://127.0.0.1:1/"}, b"")
    report = home.pull(site.crawl())
    assert (report.new, report.stopped) == (2, False)
    reasons = {failure.url[-1]: failure.reason for failure in report.failures}
    assert set(reasons) == {"2", "3", "4", "5"}
    assert "not a public address" in reasons["3"]
    assert "status 404" in reasons["5"]
    assert "4 could not be fetched" in str(report)
    site.asked()
    server.answers["/check/4"] = page(review("The lock number 4 leaks"))
    assert home.pull(site.crawl()).new == 1
    assert site.asked() == ["/sitemap.xml", "/check/4"], "what has failed for good is not asked for again"


def test_a_page_that_fails_in_two_runs_is_given_up(home: Home, server: LocalServer) -> None:
    site = Publisher(server, 2)
    server.answers["/check/1"] = BUSY
    site.days = {2: "2026-01-02"}
    site.publish("/later.xml")
    home.pull(site.crawl())
    server.answers["/sitemap.xml"] = server.answers["/later.xml"]
    site.asked()
    home.pull(site.crawl())
    assert site.asked() == ["/sitemap.xml", *["/check/1"] * 4]
    home.pull(site.crawl())
    assert site.asked() == ["/sitemap.xml"]


def test_a_site_in_trouble_is_left_alone_and_the_next_run_goes_on_there(home: Home, server: LocalServer) -> None:
    site = Publisher(server, 12)
    good = {path: answer for path, answer in server.answers.items() if path.startswith("/check/")}
    server.answers.update({f"/check/{number}": BUSY for number in range(1, 10)})
    report = home.pull(site.crawl())
    assert (report.new, report.stopped, len(report.failures)) == (3, True, 5)
    assert "the same command goes on from there" in str(report)
    asked = site.asked()
    assert "/check/4" not in asked
    server.answers.update(good)
    rest = home.pull(site.crawl())
    assert (rest.new, rest.resumed, rest.stopped) == (12, 3, False)
    assert sorted(site.asked()) == sorted(["/sitemap.xml", *(f"/check/{number}" for number in range(1, 10))])
    assert len(home.fact_checks()) == 12


def test_too_many_requests_end_the_run_at_once(home: Home, server: LocalServer) -> None:
    site = Publisher(server, 3)
    server.answers["/check/2"] = (429, {**HTML, "Retry-After": "900"}, b"slow down")
    report = home.pull(site.crawl())
    assert (report.new, report.stopped) == (1, True)
    assert site.asked() == ["/sitemap.xml", "/check/3", "/check/2"]
    server.answers["/check/2"] = in_turn(
        (429, {**HTML, "Retry-After": "9"}, b"slow down"), page(review("The lock number 2 leaks"))
    )
    assert home.pull(site.crawl()).new == 3
    assert 9.0 in home.clock.slept


class _Killed(BaseException):
    pass


def test_a_run_that_is_killed_goes_on_behind_the_last_page(
    home: Home, server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Publisher(server, 5)
    site.publish(dated=False)
    steps = 0

    def sleep(seconds: float) -> None:
        nonlocal steps
        steps += 1
        if steps == 4:
            raise _Killed

    monkeypatch.setattr(home.clock, "sleep", sleep)
    with pytest.raises(_Killed):
        home.pull(site.crawl())
    monkeypatch.undo()
    site.asked()
    report = home.pull(site.crawl())
    assert (report.new, report.same, report.resumed) == (5, 2, 2)
    assert site.asked()[1:4] == ["/check/3", "/check/4", "/check/5"]


@pytest.mark.parametrize(
    ("path", "answer", "error"),
    [
        ("/none", (404, HTML, b"no"), NotFound),
        ("/empty", (200, XML, b"<urlset></urlset>"), Invalid),
        ("/inside", (302, {"Location": "http://10.0.0.1/"}, b""), Refused),
        ("/index", (200, XML, b"<sitemapindex><sitemap><loc>/none.xml</loc></sitemap></sitemapindex>"), Unavailable),
        ("/loop", (200, XML, b"<sitemapindex><sitemap><loc>/loop</loc></sitemap></sitemapindex>"), Invalid),
    ],
)
def test_a_start_that_leads_nowhere(
    home: Home, server: LocalServer, path: str, answer: Answer, error: type[Exception]
) -> None:
    server.answers[path] = answer
    with pytest.raises(error) as caught:
        home.pull(ClaimReviewCrawl(server.url(path)))
    assert getattr(caught.value, "hint", "")
    assert home.fact_checks() == {}


def test_a_start_that_leads_to_another_site_means_that_site(home: Home, server: LocalServer) -> None:
    with LocalServer().running() as other:
        hosts = frozenset({server.host, other.host})
        home.settings = home.settings.model_copy(update={"allow_private_hosts": hosts})
        Publisher(other, 2)
        other.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /check/1")
        server.answers["/go"] = (302, {"Location": other.url("/sitemap.xml")}, b"")
        report = home.pull(ClaimReviewCrawl(server.url("/go")))
        assert (report.new, len(report.failures)) == (1, 1)
