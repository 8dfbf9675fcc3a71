"""What every test shares: no network beyond this machine, and a home of its own."""

from __future__ import annotations

import io
import os
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import hypothesis
import pytest
from local_server import LocalServer

from ascertain.ingest import Fetcher
from ascertain.models import Embedder, open_embedder, prepare_models
from ascertain.settings import Settings

# The same examples at every run: a red run must mean a change, not luck. HYPOTHESIS_PROFILE=searching looks for more.
hypothesis.settings.register_profile("repeatable", derandomize=True)
hypothesis.settings.register_profile("searching", max_examples=2000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

_LOCAL = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse connections to anything but this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else address
        if self.family in (socket.AF_INET, socket.AF_INET6) and host not in _LOCAL:
            raise OSError(f"tests may not connect to {host}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _own_home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep each test's store out of the user's own."""
    monkeypatch.setenv("ASCERTAIN_HOME", str(tmp_path_factory.mktemp("home")))


@dataclass(frozen=True)
class Outcome:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def run_command(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run the command line in this process, with ``stdin`` as its standard input."""

    def run(*arguments: str, stdin: bytes = b"") -> Outcome:
        from ascertain.faces.cli import main

        monkeypatch.setattr(sys, "argv", ["ascertain", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = 0
        capfd.readouterr()
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
        printed = capfd.readouterr()
        return Outcome(code, printed.out, printed.err)

    return run


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """Return the real embedder, prepared in the user's cache unless it is there already."""
    settings = Settings()
    prepare_models(settings)
    return open_embedder(settings)


@pytest.fixture
def server() -> Iterator[LocalServer]:
    """Run a web server of this machine that answers as a test tells it to."""
    with LocalServer().running() as running:
        yield running


@pytest.fixture
def settings(server: LocalServer) -> Settings:
    """Return settings under which that server may be read."""
    return Settings(allow_private_hosts=frozenset({server.host}), fetch_timeout=5.0)


@pytest.fixture
def fetcher(settings: Settings) -> Iterator[Fetcher]:
    """Return a web client that may read that server."""
    fetcher = Fetcher(settings)
    yield fetcher
    fetcher.close()
