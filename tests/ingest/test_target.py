from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from local_server import LocalServer

from ascertain.errors import Invalid, NotFound, Refused
from ascertain.ingest import Fetcher, RawPage, open_target, pages_in, read_page
from ascertain.settings import Settings

ARTICLE = b"<html><body><p>The bridge over the Karst was closed on Monday morning.</p></body></html>"


def put(folder: Path, name: str, body: bytes | str) -> str:
    path = folder / name
    path.write_bytes(body.encode() if isinstance(body, str) else body)
    return str(path)


def test_a_file_knows_its_type_and_folder(tmp_path: Path) -> None:
    raw = open_target(put(tmp_path, "a.html", ARTICLE), Settings())
    assert (raw.body, raw.type, raw.url, raw.folder) == (ARTICLE, "html", "", tmp_path)
    assert open_target(put(tmp_path, "a.md", "# Words\n\nMore of them."), Settings()).type == "markdown"
    assert open_target(put(tmp_path, "a.txt", "Words."), Settings()).type == "text"
    assert open_target(put(tmp_path, "a", ARTICLE), Settings()).type == ""


def test_standard_input_is_read() -> None:
    assert open_target("-", Settings(), stdin=io.BytesIO(b"Words.")) == RawPage(b"Words.", name="Standard input")


def test_a_page_of_the_web_is_fetched(server: LocalServer, settings: Settings, fetcher: Fetcher) -> None:
    server.answers["/old"] = (301, {"Location": "/a.html"}, b"")
    server.answers["/a.html"] = (200, {"Content-Type": "text/html; charset=utf-8"}, ARTICLE)
    raw = open_target(server.url("/old"), settings, fetcher)
    assert (raw.body, raw.type, raw.url, raw.charset) == (ARTICLE, "html", server.url("/a.html"), "utf-8")
    source = read_page(raw, settings).source
    assert source is not None
    assert source.name == source.site == "127.0.0.1"


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("a.html", b"", "is empty"),
        ("a.txt", b" \n\t ", "is empty"),
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        ("a.docx", b"PK\x03\x04\x14\x00", "a zip archive or an office document"),
        ("a.gz", b"\x1f\x8b\x08\x00", "gzip-compressed"),
        ("a.html", b"\x89PNG\r\n\x1a\n\x00", r"a picture \(PNG\)"),
        ("a.jpg", b"\xff\xd8\xff\xe0\x00", r"a picture \(JPEG\)"),
        ("a.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 ", r"a picture \(WebP\)"),
        ("a.mp4", b"\x00\x00\x00\x18ftypmp42", "a picture, sound or video"),
        ("a.txt", b"words\x00\x01\x02\x00 and junk" * 30, "binary data"),
        ("a.bin", bytes(range(256)) * 20, "binary data"),
        ("a.json", b'{"a": [1, 2]}', "JSON data"),
        ("a.xml", b'<?xml version="1.0"?><data><row/></data>', "XML data"),
        ("a.svg", b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "a drawing"),
        ("a.mht", b"From: <Saved by a browser>\nSubject: x\nContent-Type: multipart/related;\n\n", "MHTML"),
        ("a.html", b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "this is a feed"),
        ("a.xml", b'<feed xmlns="http://www.w3.org/2005/Atom"></feed>', "this is a feed"),
        ("a.json", b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "this is a feed"),
        ("a.xml", b'<?xml version="1.0"?><urlset xmlns="x"></urlset>', "this is a sitemap"),
    ],
)
def test_what_is_no_page_is_invalid_and_says_what_it_seems_to_be(
    tmp_path: Path, name: str, body: bytes, words: str
) -> None:
    with pytest.raises(Invalid, match=words) as raised:
        open_target(put(tmp_path, name, body), Settings())
    assert name in raised.value.message
    assert raised.value.hint


def test_a_feed_from_the_web_is_named_as_one(server: LocalServer, settings: Settings, fetcher: Fetcher) -> None:
    server.answers["/feed"] = (200, {"Content-Type": "application/rss+xml"}, b"<rss version='2.0'></rss>")
    with pytest.raises(Invalid, match="this is a feed") as raised:
        open_target(server.url("/feed"), settings, fetcher)
    assert raised.value.hint == "Give the address of one article."


def test_missing_files_folders_and_nothing(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"nowhere\.html"):
        open_target(str(tmp_path / "nowhere.html"), Settings())
    with pytest.raises(NotFound):
        open_target("www.example.org/page", Settings())
    with pytest.raises(Invalid, match="is a folder"):
        open_target(str(tmp_path), Settings())
    with pytest.raises(Invalid, match="Nothing was given"):
        open_target(" ", Settings())
    with pytest.raises(Invalid, match="no standard input"):
        open_target("-", Settings())
    with pytest.raises(Invalid, match="not an http or https address"):
        open_target("ftp://example.org/a", Settings())


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    with pytest.raises(Refused, match="larger than 20,971,520 bytes"):
        open_target(str(path), Settings())
    with pytest.raises(Refused, match="larger than 10 bytes"):
        open_target("-", Settings(page_limit=10), stdin=io.BytesIO(b"x" * 11))
    with pytest.raises(Refused, match="larger than 10 bytes"):
        read_page(RawPage(b"x" * 11), Settings(page_limit=10))


def test_pipes_and_devices_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Refused, match="not an ordinary file"):
        open_target(str(tmp_path / "pipe"), Settings())


def test_the_pages_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "b_files").mkdir()
    (tmp_path / "deeper").mkdir()
    (tmp_path / "empty").mkdir()
    for name in ("b.html", "a.md", "c.jpg", ".hidden.html", "b_files/part.html", "deeper/d.TXT"):
        put(tmp_path, name, "x")
    assert [str(path.relative_to(tmp_path)) for path in pages_in(tmp_path)] == ["a.md", "b.html", "deeper/d.TXT"]
    assert pages_in(tmp_path / "c.jpg") == [tmp_path / "c.jpg"]
    with pytest.raises(NotFound):
        pages_in(tmp_path / "nowhere")
    with pytest.raises(Invalid, match="no pages"):
        pages_in(tmp_path / "empty")
