from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from ascertain.errors import Invalid, Refused
from ascertain.ingest.sources.listing import Listed, newest_first, read_listing
from ascertain.ingest.sources.robots import read_robots

URL = "https://checks.example/list"
RSS = b"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Checks</title>
<link>https://checks.example/</link>
<item><title>Old</title><link>https://checks.example/old</link><pubDate>Mon, 02 Feb 2026 10:00:00 +0100</pubDate></item>
<item><title>New</title><link> /new?x=1&amp;y=2#top </link><pubDate>Tue, 03 Feb 2026 10:00:00 GMT</pubDate></item>
<item><title>Mail</title><link>mailto:desk@checks.example</link></item>
<item><title>No link</title></item></channel></rss>"""
ATOM = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Checks</title>
<entry><title>A</title><link rel="alternate" href="https://checks.example/a"/><link rel="replies" href="/a/comments"/>
<published>2026-01-01T00:00:00Z</published><updated>2026-02-01T08:00:00+02:00</updated></entry>
<entry><title>B</title><link href="https://checks.example/b"/><published>2026-01-05T00:00:00Z</published></entry></feed>"""
SITEMAP = b"""<?xml version="1.0" encoding="UTF-8"?><!-- made by hand -->
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://checks.example/a</loc><lastmod>2026-01-02</lastmod>
 <image:image><image:loc>https://checks.example/a.jpg</image:loc></image:image></url>
<url><news:news><news:publication_date>2026-01-03T10:00:00+01:00</news:publication_date></news:news>
 <loc>
   https://checks.example/b?x=1&amp;y=2
 </loc></url>
<url><loc>https://checks.example/a</loc></url><url><loc>javascript:alert(1)</loc></url><url/></urlset>"""
INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://checks.example/1.xml</loc><lastmod>2025-01-01</lastmod></sitemap>
<sitemap><loc>https://checks.example/2.xml.gz</loc><lastmod>2026-01-01T01:00Z</lastmod></sitemap></sitemapindex>"""
PAGE = b"""<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/feed">
<link rel="stylesheet" href="/style.css"></head><body><a href="/about">About</a>
<a href="/no-the-river-is-not-dry">River</a><a href="https://other.example/x">Other</a><a href="#top">Top</a>
<a href="http://[broken">Broken</a><a href="http://a.example:port/">Port</a></body></html>"""


def test_rss_gives_addresses_with_the_day_of_publishing() -> None:
    listing = read_listing(RSS, URL)
    assert listing.pages == (
        Listed("https://checks.example/old", datetime(2026, 2, 2, 9, tzinfo=UTC)),
        Listed("https://checks.example/new?x=1&y=2", datetime(2026, 2, 3, 10, tzinfo=UTC)),
    )
    assert [one.url[-7:] for one in newest_first(listing.pages)] == ["x=1&y=2", "ple/old"]


def test_atom_gives_the_day_of_the_last_change_and_it_as_version() -> None:
    assert read_listing(ATOM, URL).pages == (
        Listed("https://checks.example/a", datetime(2026, 2, 1, 6, tzinfo=UTC), "2026-02-01T08:00:00+02:00"),
        Listed("https://checks.example/b", datetime(2026, 1, 5, tzinfo=UTC)),
    )


@pytest.mark.parametrize("body", [SITEMAP, gzip.compress(SITEMAP), b"\xef\xbb\xbf" + SITEMAP, b"\n" + SITEMAP[38:]])
def test_sitemaps_give_pages_and_never_their_pictures(body: bytes) -> None:
    assert read_listing(body, URL).pages == (
        Listed("https://checks.example/a", datetime(2026, 1, 2, tzinfo=UTC), "2026-01-02"),
        Listed("https://checks.example/b?x=1&y=2", datetime(2026, 1, 3, 9, tzinfo=UTC)),
    )


def test_a_sitemap_index_gives_further_lists() -> None:
    listing = read_listing(INDEX, URL)
    assert listing.pages == ()
    assert [one.url for one in newest_first(listing.lists)] == [
        "https://checks.example/2.xml.gz",
        "https://checks.example/1.xml",
    ]


def test_a_page_gives_itself_its_feeds_and_its_links_articles_first() -> None:
    listing = read_listing(PAGE, URL)
    assert [one.url for one in listing.pages] == [
        URL,
        "https://checks.example/no-the-river-is-not-dry",
        "https://checks.example/about",
        "https://other.example/x",
    ]
    assert [one.url for one in listing.lists] == ["https://checks.example/feed"]


def test_a_sitemap_that_breaks_off_gives_what_came_before() -> None:
    assert [one.url for one in read_listing(SITEMAP[: SITEMAP.find(b"<url><news")], URL).pages] == [
        "https://checks.example/a"
    ]
    assert [one.url for one in read_listing(RSS[: RSS.find(b"<item><title>Mail")], URL).pages][-1].endswith("y=2")


LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"ha" * 50) for n in range(12))


@pytest.mark.parametrize("root", [b"urlset", b"rss", b"feed"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_bombs_are_refused(root: bytes, encoding: str) -> None:
    body = b"<!DOCTYPE %s [%s]><%s><url><loc>&l11;</loc></url></%s>" % (root, LAUGHS, root, root)
    with pytest.raises(Refused, match="declares entities"):
        read_listing(b'<?xml version="1.0"?>'.decode().encode(encoding) + body.decode().encode(encoding), URL)


def test_files_of_this_machine_and_other_hosts_are_not_read_for_an_entity() -> None:
    body = b'<!DOCTYPE urlset SYSTEM "file:///etc/passwd"><urlset><url><loc>https://checks.example/%x;a</loc></url></urlset>'
    assert [one.url for one in read_listing(body, URL).pages] == ["https://checks.example/%x;a"]


def test_compression_bombs_and_damaged_gzip_are_refused() -> None:
    with pytest.raises(Refused, match="unpacks to more than"):
        read_listing(gzip.compress(b"<urlset>" + b" " * 60_000_000, 1), URL)
    with pytest.raises(Invalid, match="gzip"):
        read_listing(b"\x1f\x8b" + b"junk" * 10, URL)


def test_a_list_of_nothing_and_broken_xml() -> None:
    assert read_listing(b"<urlset></urlset>", URL).pages == ()
    with pytest.raises(Invalid, match="cannot be read"):
        read_listing(b"<rss><channel", URL)
    with pytest.raises(Invalid, match="empty"):
        read_listing(b"  <!-- --> ", URL)


ROBOTS = """
User-agent: OtherBot
Disallow: /

User-agent: *
Disallow: /private  # not for machines
Allow: /private/open
Disallow: /*?print
Disallow: /*.pdf$
Disallow:
Sitemap: https://checks.example/sitemap.xml
Crawl-delay: 2.5
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/private", False),
        ("/private/x", False),
        ("/private/open/x", True),
        ("/%70rivate", False),
        ("/a?print=1", False),
        ("/a?page=1", True),
        ("/a/b.pdf", False),
        ("/a/b.pdf?x", True),
        ("/privat", True),
    ],
)
def test_the_longest_rule_counts_and_wildcards_are_known(path: str, allowed: bool) -> None:
    assert read_robots(ROBOTS, "Ascertain").allows("https://checks.example" + path) is allowed


def test_own_groups_go_before_those_for_everybody() -> None:
    text = "User-agent: *\nDisallow: /\nCrawl-delay: 9\n\nUser-agent: Other\nUser-Agent: ASCERTAIN/9\nDisallow: /x\n"
    robots = read_robots(text + "\nUser-agent: ascertain\nCrawl-delay: 3\n", "Ascertain")
    assert robots.allows("https://checks.example/a")
    assert not robots.allows("https://checks.example/x")
    assert robots.delay == 3.0
    assert read_robots(text, "Somebody").allows("https://checks.example/a") is False


def test_allow_behind_disallow_and_hostile_patterns() -> None:
    assert read_robots("User-agent: *\nDisallow: /\nAllow: /facts/\n", "a").allows("https://x.example/facts/1")
    assert read_robots("", "a").allows("https://x.example/")
    assert read_robots("<html>no such page</html>", "a").allows("https://x.example/")
    slow = "User-agent: *\nDisallow: /" + "*a" * 900 + "$\n"
    assert read_robots(slow, "a").allows("https://x.example/" + "a" * 800 + "b")
