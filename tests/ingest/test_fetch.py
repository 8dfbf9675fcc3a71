from __future__ import annotations

import gzip
import socket
import time
import zlib
from http.server import BaseHTTPRequestHandler

import pytest
from local_server import LocalServer

from ascertain.errors import Invalid, NotFound, Refused, Unavailable
from ascertain.ingest.fetch import USER_AGENT, Fetcher, checked_url
from ascertain.settings import Settings

HTML = {"Content-Type": "text/html; charset=ISO-8859-1"}


def redirect(to: str, status: int = 302) -> tuple[int, dict[str, str], bytes]:
    return status, {"Location": to}, b""


def test_an_answer_has_its_address_type_and_charset(server: LocalServer, fetcher: Fetcher) -> None:
    server.answers["/a?b=c"] = (200, HTML, b"<p>words")
    answer = fetcher.get(server.url("/a?b=c#part"), accept={"text/html"})
    assert (answer.url, answer.body, answer.type, answer.charset) == (
        server.url("/a?b=c"),
        b"<p>words",
        "text/html",
        "iso-8859-1",
    )


def test_requests_are_honest_and_carry_nothing_of_their_own(server: LocalServer, fetcher: Fetcher) -> None:
    server.answers["/a"] = (200, {"Set-Cookie": "session=1", **HTML}, b"x")
    fetcher.get(server.url("/a"))
    fetcher.get(server.url("/a"))
    _, headers = server.requests[-1]
    assert headers["user-agent"] == USER_AGENT
    assert headers["host"] == server.host
    assert not {"cookie", "authorization", "referer"} & headers.keys()


def test_redirects_are_followed_five_times(server: LocalServer, fetcher: Fetcher) -> None:
    for hop in range(7):
        server.answers[f"/{hop}"] = redirect(f"/{hop + 1}", (301, 302, 303, 307, 308)[hop % 5])
    server.answers["/5"] = (200, HTML, b"end")
    assert fetcher.get(server.url("/0")).url == server.url("/5")
    server.answers["/5"] = redirect("/6")
    with pytest.raises(Unavailable, match="redirects more than 5 times"):
        fetcher.get(server.url("/0"))


@pytest.mark.parametrize(
    "target",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://127.0.0.1:9/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://localhost:9/",
    ],
)
def test_a_redirect_to_a_private_address_is_refused(server: LocalServer, fetcher: Fetcher, target: str) -> None:
    server.answers["/out"] = redirect(target)
    with pytest.raises(Refused, match="not a public address"):
        fetcher.get(server.url("/out"))


@pytest.mark.parametrize(("target", "error"), [("file:///etc/passwd", Invalid), ("http://a:b@8.8.8.8/", Refused)])
def test_a_redirect_to_another_kind_of_address_is_refused(
    server: LocalServer, fetcher: Fetcher, target: str, error: type[Exception]
) -> None:
    server.answers["/out"] = redirect(target)
    with pytest.raises(error):
        fetcher.get(server.url("/out"))


def test_private_addresses_are_refused_at_once(server: LocalServer) -> None:
    with pytest.raises(Refused, match="ASCERTAIN_ALLOW_PRIVATE_HOSTS"):
        Fetcher(Settings()).get(server.url("/a"))
    assert server.requests == []


def test_a_name_that_changes_its_address_cannot_lead_inside(server: LocalServer) -> None:
    answers = iter([["203.0.114.1"], ["127.0.0.1"]])
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    fetcher = Fetcher(Settings(fetch_timeout=1.0), rebinding)
    # The connection goes to the address that was checked; the second, private one is never asked for.
    with pytest.raises(Unavailable):
        fetcher.get(f"http://rebind.example:{server.port}/")
    assert asked == ["rebind.example"]
    with pytest.raises(Refused):
        fetcher.get(f"http://rebind.example:{server.port}/")
    assert server.requests == []


def test_an_allowed_name_is_connected_to_by_its_address_and_asked_for_by_name(server: LocalServer) -> None:
    server.answers["/"] = (200, HTML, b"inside")
    name = f"wiki.example:{server.port}"
    fetcher = Fetcher(Settings(allow_private_hosts=frozenset({name})), lambda *_: ["127.0.0.1"])
    assert fetcher.get(f"http://{name}/").body == b"inside"
    assert server.requests[0][1]["host"] == name


@pytest.mark.parametrize(
    ("status", "error"), [(404, NotFound), (410, NotFound), (403, Unavailable), (500, Unavailable)]
)
def test_statuses_become_errors(server: LocalServer, fetcher: Fetcher, status: int, error: type[Exception]) -> None:
    server.answers["/a"] = (status, HTML, b"no")
    with pytest.raises(error, match=f"/a .*status {status}"):
        fetcher.get(server.url("/a"))


def test_a_type_that_is_not_read_is_invalid(server: LocalServer, fetcher: Fetcher) -> None:
    server.answers["/a"] = (200, {"Content-Type": "video/mp4"}, b"x")
    with pytest.raises(Invalid, match="video/mp4"):
        fetcher.get(server.url("/a"), accept={"text/html"})
    with pytest.raises(Invalid, match="video/mp4"):
        fetcher.get(server.url("/a"), accept={"image/*"})
    server.answers["/b"] = (200, {"Content-Type": "image/png"}, b"x")
    assert fetcher.get(server.url("/b"), accept={"image/*"}).type == "image/png"


def test_sizes_are_limited_announced_or_not(server: LocalServer, fetcher: Fetcher) -> None:
    server.answers["/a"] = (200, HTML, b"x" * 1000)

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        for _ in range(1000):
            handler.wfile.write(b"x" * 10_000)

    server.answers["/b"] = endless
    for path in ("/a", "/b"):
        with pytest.raises(Refused, match="larger than 999 bytes"):
            fetcher.get(server.url(path), limit=999)
    assert len(fetcher.get(server.url("/a"), limit=1000).body) == 1000


def test_compressed_answers_are_unpacked(server: LocalServer, fetcher: Fetcher) -> None:
    words = b"<p>words of an article</p>" * 5000
    raw = zlib.compressobj(wbits=-15)
    for encoding, body in {
        "gzip": gzip.compress(words),
        "deflate": zlib.compress(words),
        "DEFLATE": raw.compress(words) + raw.flush(),
    }.items():
        server.answers["/a"] = (200, {**HTML, "Content-Encoding": encoding}, body)
        assert fetcher.get(server.url("/a")).body == words


def test_a_compression_bomb_stops_early(server: LocalServer, fetcher: Fetcher) -> None:
    bomb = gzip.compress(bytes(64 * 1024 * 1024))
    server.answers["/a"] = (200, {**HTML, "Content-Encoding": "gzip"}, bomb)
    start = time.monotonic()
    with pytest.raises(Refused, match="larger than"):
        fetcher.get(server.url("/a"), limit=1024 * 1024)
    assert time.monotonic() - start < 2


@pytest.mark.parametrize("encoding", ["gzip, gzip", "br", "zstd"])
def test_encodings_that_were_not_asked_for_are_not_undone(server: LocalServer, fetcher: Fetcher, encoding: str) -> None:
    server.answers["/a"] = (200, {**HTML, "Content-Encoding": encoding}, b"x")
    with pytest.raises(Unavailable, match="not asked for"):
        fetcher.get(server.url("/a"))


def test_damaged_compression_is_unavailable(server: LocalServer, fetcher: Fetcher) -> None:
    server.answers["/a"] = (200, {**HTML, "Content-Encoding": "gzip"}, b"\x1f\x8b\x08damaged")
    with pytest.raises(Unavailable, match="damaged"):
        fetcher.get(server.url("/a"))


@pytest.mark.parametrize("where", ["body", "headers"])
def test_a_server_that_drips_hits_the_time_limit(server: LocalServer, where: str) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"\r\n" if where == "body" else b"X-Slow: "))
        for _ in range(40):
            handler.wfile.write(b"x")
            time.sleep(0.05)

    server.answers["/a"] = drip
    fetcher = Fetcher(Settings(allow_private_hosts=frozenset({server.host}), fetch_timeout=0.3))
    start = time.monotonic()
    with pytest.raises(Unavailable, match=r"did not answer completely within 0\.3 seconds"):
        fetcher.get(server.url("/a"))
    assert time.monotonic() - start < 1.2


def test_nobody_listening_is_unavailable() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(Unavailable, match=host):
            Fetcher(Settings(allow_private_hosts=frozenset({host}))).get(f"http://{host}/")


def test_an_answer_that_is_no_http_is_unavailable(server: LocalServer, fetcher: Fetcher) -> None:
    def greet(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"SSH-2.0-OpenSSH\r\n\r\n")

    server.answers["/a"] = greet
    with pytest.raises(Unavailable, match="/a could not be read"):
        fetcher.get(server.url("/a"))


@pytest.mark.parametrize(
    "url", ["", "http://", "http:///x", "http://[::1", "http://a:999999/", "http://a b/", "nonsense"]
)
def test_what_is_no_address_is_invalid(url: str) -> None:
    with pytest.raises(Invalid):
        Fetcher(Settings()).get(url)


def test_addresses_with_credentials_are_refused_without_repeating_them() -> None:
    with pytest.raises(Refused) as raised:
        checked_url("https://anna:geheim@example.org/")
    assert "geheim" not in str(raised.value)
