"""What is left after writers are killed, and when many write at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from batch_writer import BATCH

from ascertain.store import Store, open_store

pytest_plugins = ("store_places",)
_WRITER = Path(__file__).parent / "batch_writer.py"


def _writer(url: str, name: str, batches: int) -> subprocess.Popen[str]:
    command: list[str | Path] = [sys.executable, _WRITER, url, name, str(batches)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _kill_after(writer: subprocess.Popen[str], acknowledged: int) -> int:
    """Kill the writer once it has acknowledged so many batches; return how many it acknowledged in the end."""
    assert writer.stdout is not None
    lines = []
    for line in writer.stdout:
        lines.append(line)
        if len(lines) == acknowledged:
            os.kill(writer.pid, signal.SIGKILL)
    _, problem = writer.communicate()
    assert writer.returncode == -signal.SIGKILL, problem
    return int(lines[-1]) + 1


def _check(store: Store, acknowledged: dict[str, int]) -> None:
    records = 0
    for name, batches in acknowledged.items():
        run = store.import_run(name)
        assert run is not None
        # One batch may have been kept without the writer living to say so.
        assert run.position in (batches, batches + 1)
        assert run.new == store.fact_check_count(name) == run.position * BATCH
        records += run.new
    rows = store.outbox(1_000_000)
    assert len(rows) == len({row.record_id for row in rows}) == records
    assert len(store.fact_checks([row.record_id for row in rows])) == records
    assert store.check() == []


def test_a_killed_writer_loses_nothing_that_it_acknowledged(store_url: str) -> None:
    acknowledged = 0
    for more in (3, 12):
        acknowledged = _kill_after(_writer(store_url, "feed", 100_000), more)
        store = open_store(store_url)
        _check(store, {"feed": acknowledged})
        store.close()


def test_many_writers_of_a_new_store_and_one_of_them_killed(store_url: str) -> None:
    # All open the store at the same moment, so all want to make its tables.
    others = {name: _writer(store_url, name, 12) for name in ("a", "b")}
    killed = _kill_after(_writer(store_url, "c", 100_000), 8)
    for writer in others.values():
        _, problem = writer.communicate()
        assert writer.returncode == 0, problem
    store = open_store(store_url)
    _check(store, {"a": 12, "b": 12, "c": killed})
    store.close()


@pytest.mark.parametrize("swap", [False, True])
def test_two_writers_of_the_same_fact_checks_do_not_lock_each_other_out(store_url: str, swap: bool) -> None:
    from concurrent.futures import ThreadPoolExecutor

    from store_samples import fact_check

    store = open_store(store_url)
    items = [fact_check(n) for n in range(200)]
    batches = [items, items[::-1] if swap else items] * 3
    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(store.add_fact_checks, batches))
    assert store.fact_check_count() == 200
    assert sum(added.new + added.same for added in counts) == 1200
    assert store.check() == []
    store.close()
