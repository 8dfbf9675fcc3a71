"""What is left of the index when its writers are killed, and when two write at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from index_samples import WORDS, media, prints, question
from index_writer import BATCH

from ascertain.store import open_store
from ascertain.trace.index import open_picture_index

_WRITER = Path(__file__).parent / "index_writer.py"


def _writer(home: Path, first: int, batches: int) -> subprocess.Popen[str]:
    command: list[str | Path] = [sys.executable, _WRITER, home, str(first), str(batches)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _check(home: Path, at_least: int) -> None:
    store = open_store(f"sqlite:///{home / 'store.db'}")
    index = open_picture_index(home / "pictures", store, words=WORDS)
    assert at_least <= len(index) <= store.print_count()
    index.catch_up()
    assert len(index) == store.print_count()
    number = int(store.prints_behind(0, 1)[0].sha256, 16)
    assert index.candidates(question(prints(number)), limit=1)[0].sha256 == media(number).sha256
    named = len(list((home / "pictures").glob("segment-*")))
    assert named <= 3
    store.close()


def test_a_killed_writer_leaves_an_index_that_opens_and_goes_on(tmp_path: Path) -> None:
    for first, acknowledged in ((1, 2), (10_001, 7)):
        writer = _writer(tmp_path, first, 100_000)
        assert writer.stdout is not None
        for done, _ in enumerate(writer.stdout, 1):
            if done == acknowledged:
                os.kill(writer.pid, signal.SIGKILL)
        _, problem = writer.communicate()
        assert writer.returncode == -signal.SIGKILL, problem
        _check(tmp_path, acknowledged * BATCH)


def test_two_writers_wait_for_each_other(tmp_path: Path) -> None:
    writers = [_writer(tmp_path, first, 8) for first in (1, 10_001)]
    for writer in writers:
        _, problem = writer.communicate()
        assert writer.returncode == 0, problem
    _check(tmp_path, 2 * 8 * BATCH)
