"""How fast the site is for readers: an article under load, its weight, and what a browser measures.

Usage: python bench/site.py [--seconds 10] [--readers 200]

The server is one process of ``ascertain serve`` over the sample articles in a temporary home; the load comes from
this process over loopback. Three loads on the article page: every reader asks again as soon as the page is there
(the most that can be served); readers who look at a page for five seconds (what 200 readers are); and the same bytes
from a bare Starlette application under the same server, and from nginx where it is installed, as the bar.
Chromium then opens the page without anything kept, and says when its largest content was painted and what moved.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SLUG = "/articles/state-channel-bridge-film"
LOOKS = 5.0
"""Seconds for which a reader looks at a page before the next."""

_BARE = """
import sys, gzip, uvicorn
from pathlib import Path
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
page = gzip.compress(Path(sys.argv[1]).read_bytes(), 6)
async def one(request):
    return Response(page, media_type="text/html", headers={"content-encoding": "gzip"})
uvicorn.run(Starlette(routes=[Route("/{path:path}", one)]), port=int(sys.argv[2]), log_level="warning")
"""

_NGINX = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 1024; }}
http {{ access_log off; client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
uwsgi_temp_path {folder}; scgi_temp_path {folder}; gzip_static on; default_type text/html;
server {{ listen 127.0.0.1:{port}; root {folder}/root; }} }}
"""


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--seconds", type=float, default=10.0)
    asked.add_argument("--readers", type=int, default=200)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="ascertain-site-") as name:
        folder = Path(name)
        port = free_port()
        with running([sys.executable, "-m", "ascertain.faces.cli", "--home", name, "serve", "--port", str(port)], port):
            page = fetch(f"http://127.0.0.1:{port}{SLUG}")
            weigh(f"http://127.0.0.1:{port}", page)
            load("Ascertain", port, options)
            browse(f"http://127.0.0.1:{port}")
        (folder / "page.html").write_bytes(page)
        bare = folder / "bare.py"
        bare.write_text(_BARE)
        port = free_port()
        with running([sys.executable, str(bare), str(folder / "page.html"), str(port)], port):
            load("Starlette, the same bytes", port, options)
        nginx(folder, page, options)


def nginx(folder: Path, page: bytes, options: argparse.Namespace) -> None:
    """Measure nginx with the same bytes, where it is installed."""
    program = shutil.which("nginx")
    if program is None:
        print("nginx is not installed")
        return
    port, root = free_port(), folder / "root" / "articles"
    root.mkdir(parents=True)
    root.joinpath(SLUG.rpartition("/")[2]).write_bytes(page)
    root.joinpath(SLUG.rpartition("/")[2] + ".gz").write_bytes(gzip.compress(page, 6))
    (folder / "nginx.conf").write_text(_NGINX.format(folder=folder, port=port))
    with running([program, "-c", str(folder / "nginx.conf")], port):
        load("nginx, the same bytes", port, options)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def running(command: list[str], port: int) -> Iterator[None]:
    """Run a server until it is no longer needed."""
    if "ascertain.faces.cli" in command:
        home = command[command.index("--home") + 1]
        demo = [*command[:3], "--home", home, "demo", "--no-serve", "--html", f"{home}/dossier.html"]
        subprocess.run(demo, check=True, stdout=subprocess.DEVNULL)
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait()


def fetch(url: str) -> bytes:
    """Return what is at an address."""
    with urllib.request.urlopen(url) as answer:
        body: bytes = answer.read()
    return body


def weigh(base: str, page: bytes) -> None:
    """Print what the page and its styles and scripts weigh, as sent and unpacked."""
    links = re.findall(rb'(?:href|src)="(/static/[^"]+)"', page)
    parts = {link.decode(): fetch(base + link.decode()) for link in dict.fromkeys(links)}
    whole = len(page) + sum(map(len, parts.values()))
    print(f"page {len(page):,} bytes, {len(gzip.compress(page, 6)):,} as sent; {len(parts)} styles, scripts and icons")
    print(f"without pictures {whole:,} bytes unpacked (bar: 150,000)")


def load(name: str, port: int, options: argparse.Namespace) -> None:
    """Print how long readers wait when they ask without a pause, and when they look at pages."""
    asyncio.run(readers(port, options.readers, 1.0, 0.0))  # warm
    for words, looks in (("without a pause", 0.0), (f"looking {LOOKS:g} s at each page", LOOKS)):
        waits, seconds = asyncio.run(readers(port, options.readers, options.seconds, looks))
        waits.sort()
        middle, late, last = (waits[int(len(waits) * share)] * 1000 for share in (0.5, 0.95, 0.999))
        rate = len(waits) / seconds
        print(
            f"{name}, {options.readers} readers {words}: {rate:,.0f} pages/s, wait p50 {middle:.1f} ms, "
            f"p95 {late:.1f} ms, p99.9 {last:.1f} ms"
        )


async def readers(port: int, many: int, seconds: float, looks: float) -> tuple[list[float], float]:
    """Return how long each answer took, and over how many seconds."""
    request = (
        f"GET {SLUG} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\nAccept-Language: en\r\n\r\n"
    ).encode()
    waits: list[float] = []
    start = time.perf_counter()
    end = start + seconds

    async def one(incoming: asyncio.StreamReader, outgoing: asyncio.StreamWriter) -> None:
        outgoing.write(request)
        head = await incoming.readuntil(b"\r\n\r\n")
        found = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
        if not head.startswith(b"HTTP/1.1 200") or found is None:
            raise RuntimeError(head.decode("latin-1"))
        await incoming.readexactly(int(found[1]))

    async def hasty() -> None:
        incoming, outgoing = await asyncio.open_connection("127.0.0.1", port)
        while time.perf_counter() < end:
            asked = time.perf_counter()
            await one(incoming, outgoing)
            waits.append(time.perf_counter() - asked)
        outgoing.close()

    async def looking() -> None:
        # A connection for each page, opening included: browsers' own are closed while the page is read.
        await asyncio.sleep(random.uniform(0, looks))
        while time.perf_counter() < end:
            asked = time.perf_counter()
            incoming, outgoing = await asyncio.open_connection("127.0.0.1", port)
            await one(incoming, outgoing)
            waits.append(time.perf_counter() - asked)
            outgoing.close()
            pause = random.expovariate(1 / looks)
            await asyncio.sleep(min(pause, max(0.0, end - time.perf_counter())))

    await asyncio.gather(*(looking() if looks else hasty() for _ in range(many)))
    return waits, time.perf_counter() - start


_OBSERVE = """
window.shifts = 0; window.largest = 0;
new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) window.shifts += e.value; })
  .observe({type: 'layout-shift', buffered: true});
new PerformanceObserver(list => { for (const e of list.getEntries()) window.largest = e.startTime; })
  .observe({type: 'largest-contentful-paint', buffered: true});
"""


def browse(base: str) -> None:
    """Print what Chromium measures on pages that it has never seen, wide and narrow."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        print("playwright is not installed")
        return
    program = shutil.which("chromium")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        except Error as error:
            print(f"no Chromium: {error.message.splitlines()[0]}")
            return
        for path in (SLUG, "/"):
            for width in (1280, 390):
                paints, moved = [], 0.0
                for _ in range(7):
                    page = browser.new_page(viewport={"width": width, "height": 900})
                    page.add_init_script(_OBSERVE)
                    page.goto(base + path, wait_until="networkidle")
                    for at in range(0, 6000, 500):
                        page.mouse.wheel(0, 500)
                        page.wait_for_timeout(20 if at else 100)
                    paints.append(float(page.evaluate("window.largest")))
                    moved = max(moved, float(page.evaluate("window.shifts")))
                    page.close()
                print(
                    f"Chromium {path} at {width}: largest paint median {statistics.median(paints):.0f} ms, "
                    f"worst {max(paints):.0f} ms (bar: 1,000); layout shift at most {moved:.4f} (bar: 0)"
                )
        browser.close()


if __name__ == "__main__":
    main()
