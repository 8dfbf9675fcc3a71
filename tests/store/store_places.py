"""Fixtures: a new SQLite file, and a new schema on a PostgreSQL server that runs for the session."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from ascertain.store import Store, open_store

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def new_postgresql() -> Iterator[Callable[[], str]]:
    """Give a function that makes an empty schema and returns a URL that leads to it."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    try:
        import psycopg  # noqa: F401
    except ImportError:
        pytest.skip("the PostgreSQL driver is not installed (pip install 'ascertain[postgres]')")
    # The server refuses to run as root, and its user cannot enter pytest's own folders.
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="ascertain-pg-"))
    try:
        if user is not None:
            os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
        server = _start(programs, folder, user)
        try:
            yield lambda: _new_schema(folder)
        finally:
            # At once: the data are thrown away.
            server.send_signal(signal.SIGQUIT)
            server.wait(timeout=30)
    finally:
        shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the URL of a store that does not exist yet."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.db'}"
    make: Callable[[], str] = request.getfixturevalue("new_postgresql")
    return make()


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """Give an open, empty store."""
    opened = open_store(store_url)
    yield opened
    opened.close()


def _programs() -> Path | None:
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((f for f in folders if (f / "initdb").exists() and (f / "postgres").exists()), None)


def _start(programs: Path, folder: Path, user: str | None) -> subprocess.Popen[bytes]:
    data = folder / "data"
    make: list[str | Path] = [
        programs / "initdb",
        "-D",
        data,
        "-U",
        "ascertain",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C",
        "--no-sync",
    ]
    subprocess.run(make, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)
    # No network: a socket in the folder. No fsync: the data live for one session.
    options = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={folder}", "-c", "fsync=off"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([programs / "postgres", "-D", data, *options], user=user, cwd=folder, stderr=log)
    deadline = time.monotonic() + 30
    while True:
        try:
            _new_schema(folder)
        except Exception:
            if time.monotonic() > deadline or server.poll() is not None:
                server.kill()
                raise
            time.sleep(0.05)
        else:
            return server


def _new_schema(folder: Path) -> str:
    # A schema of one database takes a tenth of the time of a database of its own.
    name = f"store{next(_NUMBERS)}"
    engine = create_engine(_url(folder), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    engine.dispose()
    return f"{_url(folder)}&options=-csearch_path%3D{name}"


def _url(folder: Path) -> str:
    return f"postgresql+psycopg://ascertain@/postgres?host={folder}"
