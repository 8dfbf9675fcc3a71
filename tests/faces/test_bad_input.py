"""Bad input: a clear sentence, the documented exit code, and a store that is as it was."""

from __future__ import annotations

import http.server
import io
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ascertain.desk import Desk
from ascertain.settings import Settings

Run = Callable[..., Any]

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><title>One</title><link>https://a.example/1</link></item></channel></rss>"""


class _Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/inside":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:9/secret")
            self.end_headers()
        elif self.path == "/metadata":
            self.send_response(301)
            self.send_header("Location", "http://169.254.169.254/latest/meta-data/")
            self.end_headers()
        elif self.path == "/gone":
            self.send_error(404)
        else:
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml")
            self.end_headers()
            self.wfile.write(FEED.encode())

    def log_message(self, format: str, *args: Any) -> None:
        return


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host = f"127.0.0.1:{server.server_address[1]}"
    monkeypatch.setenv("ASCERTAIN_ALLOW_PRIVATE_HOSTS", json.dumps([host]))
    yield f"http://{host}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def unchanged() -> Iterator[None]:
    """Check that the test leaves the store as it was."""

    def contents() -> tuple[Any, ...]:
        with Desk(Settings()) as desk:
            store = desk.store
            counts = (store.document_count(), store.passage_count(), store.fact_check_count(), store.outbox_size())
            return (*counts, store.hashes(), store.dossiers(10))

    before = contents()
    yield
    assert contents() == before


def _png(path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (40, 30), (200, 40, 40)).save(path, "PNG")


FILES: dict[str, tuple[str, Callable[[Path], object], int, str]] = {
    "missing file": ("none.html", lambda p: None, 3, "none.html"),
    "empty page": ("empty.html", lambda p: p.write_bytes(b""), 4, "empty"),
    "white space only": ("blank.txt", lambda p: p.write_text("  \n\n  "), 4, "empty"),
    "page without text": ("frame.html", lambda p: p.write_text("<html><body><nav>Home</nav></body></html>"), 4, "text"),
    "binary junk": ("junk.html", lambda p: p.write_bytes(bytes(range(256)) * 40), 4, "binary"),
    "a PDF": ("paper.html", lambda p: p.write_bytes(b"%PDF-1.7\n\x00\x01\x02" * 50), 4, "PDF"),
    "a picture": ("photo.html", _png, 4, "picture"),
    "a huge page": ("huge.html", lambda p: p.write_bytes(b"<p>long</p>" * 5_000_000), 7, "larger"),
    "a feed": ("feed.xml", lambda p: p.write_text(FEED), 4, "feed"),
}


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("case", FILES)
def test_files_that_cannot_be_verified(case: str, run_command: Run, tmp_path: Path) -> None:
    name, make, code, word = FILES[case]
    make(tmp_path / name)
    outcome = run_command("verify", str(tmp_path / name))
    assert (outcome.code, outcome.out) == (code, ""), outcome.err
    assert "ascertain: " in outcome.err
    assert word.lower() in outcome.err.lower()
    assert "→" in outcome.err, "says what to do next"
    assert "Traceback" not in outcome.err


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("path", "code", "word"),
    [("/inside", 7, "127.0.0.1"), ("/metadata", 7, "169.254.169.254"), ("/gone", 3, "404"), ("/feed", 4, "feed")],
)
def test_addresses_that_cannot_be_verified(path: str, code: int, word: str, run_command: Run, site: str) -> None:
    outcome = run_command("verify", site + path)
    assert outcome.code == code, outcome.err
    assert word in outcome.err


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://no-such-host.invalid/page", 5),
        ("http://127.0.0.1:1/page", 7),
        ("http://[::1]/", 7),
        ("ftp://a.example/", 4),
    ],
)
def test_hosts_that_cannot_or_must_not_be_reached(address: str, code: int, run_command: Run) -> None:
    outcome = run_command("verify", address)
    assert outcome.code == code, outcome.err


def test_a_page_without_claims_is_kept_and_says_so(run_command: Run, tmp_path: Path) -> None:
    page = tmp_path / "poem.txt"
    page.write_text("Evening\n\nOh, what a lovely evening!\n\nShall we walk by the river?\n")
    outcome = run_command("verify", str(page), "--json")
    dossier = json.loads(outcome.out)
    assert outcome.code == 0, outcome.err
    assert not any(claim["claim"]["worth_checking"] for claim in dossier["claims"])
    assert dossier["notes"]


def test_a_wrongly_declared_encoding_is_read_all_the_same(run_command: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    text = "Министерство транспорта сообщило, что из города эвакуированы 4200 жителей. Мост закрыт с марта 2025 года."
    html = f'<html><head><meta charset="utf-8"><title>Мост</title></head><body><article><p>{text}</p></article></body>'
    page.write_bytes(html.encode("windows-1251"))
    dossier = json.loads(run_command("verify", str(page), "--json").out)
    assert "эвакуированы 4200 жителей" in dossier["document"]["body"]


def test_a_truncated_picture_is_a_problem_of_that_picture_alone(run_command: Run, tmp_path: Path) -> None:
    from PIL import Image

    whole = io.BytesIO()
    Image.effect_noise((320, 240), 80).convert("RGB").save(whole, "JPEG")
    (tmp_path / "cut.jpg").write_bytes(whole.getvalue()[:3000])
    page = tmp_path / "page.html"
    page.write_text(
        "<html><head><title>Harbour</title></head><body><article><h1>Harbour</h1><p>The port of Lund handled 90 ships"
        " in May 2024, the harbour office said.</p><figure><img src='cut.jpg' width=640 height=480>"
        "<figcaption>The port of Lund</figcaption></figure></article></body></html>"
    )
    outcome = run_command("verify", str(page), "--json")
    (picture,) = json.loads(outcome.out)["pictures"]
    assert outcome.code == 0
    assert picture["media"] is None
    assert "cut off" in picture["problem"]
    with Desk(Settings()) as desk:
        assert desk.store.hashes() == []


@pytest.mark.usefixtures("unchanged")
def test_json_ld_that_is_not_json_is_a_reject_with_its_reason(run_command: Run, tmp_path: Path) -> None:
    page = tmp_path / "check.html"
    page.write_text('<script type="application/ld+json">{"@type": "ClaimReview", "claimReviewed": </script>')
    rejects = tmp_path / "rejects.jsonl"
    outcome = run_command("import", "factchecks", str(page), "--rejects", str(rejects))
    assert outcome.code in {0, 4}, outcome.err
    assert "Traceback" not in outcome.err
    told = outcome.err + (rejects.read_text() if rejects.exists() else "")
    assert "JSON" in told


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("none.jsonl", None, 3), ("empty.jsonl", b"", 4), ("shape.jsonl", b'{"colour": "red", "size": 3}\n' * 3, 4)],
)
def test_fact_check_files_that_cannot_be_imported(
    name: str, content: bytes | None, code: int, run_command: Run, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    outcome = run_command("import", "factchecks", str(tmp_path / name))
    assert outcome.code == code, outcome.err
    assert "→" in outcome.err


def test_a_column_map_that_cannot_be_read_is_refused(run_command: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    assert run_command("import", "factchecks", str(tmp_path / "a.csv"), "--map", "claim").code == 4


def test_wrong_options_end_with_code_2(run_command: Run) -> None:
    assert run_command("related", "x", "--limit", "none").code == 2
