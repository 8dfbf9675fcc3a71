"""The decoding worker: its limits, its end, and what it can see."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from drawn import photo, saved

from ascertain.errors import Invalid
from ascertain.trace import decoding
from ascertain.trace.worker import Worker

SCRIPT = Path(decoding.__file__)
REQUEST = {"task": "fingerprint", "decoder": "PNG", "pixels": 10_000_000, "cpu": 20, "side": 0}
linux = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="reads /proc")


@pytest.fixture
def worker() -> Iterator[Worker]:
    own = Worker()
    yield own
    own.close()


def pid(worker: Worker) -> int:
    assert worker._process is not None
    return worker._process.pid


def test_one_process_serves_many_pictures(worker: Worker) -> None:
    first, _ = worker.ask(REQUEST, saved(photo(1)), 20)
    process = pid(worker)
    second, _ = worker.ask(REQUEST, saved(photo(2)), 20)
    assert pid(worker) == process
    assert first["pdq"] != second["pdq"]


def test_a_crash_is_a_sentence_and_the_next_picture_gets_a_fresh_worker(worker: Worker) -> None:
    worker.ask(REQUEST, saved(photo()), 20)
    process = pid(worker)
    with pytest.raises(Invalid, match="made the decoder crash"):
        worker.ask({"task": "fingerprint"}, saved(photo()), 20)  # a request without limits ends the worker
    header, _ = worker.ask(REQUEST, saved(photo()), 20)
    assert header["width"] == 400
    assert pid(worker) != process


def test_a_worker_killed_between_pictures_is_replaced(worker: Worker) -> None:
    worker.ask(REQUEST, saved(photo()), 20)
    process = worker._process
    assert process is not None
    process.kill()
    process.wait()
    assert worker.ask(REQUEST, saved(photo()), 20)[0]["quality"] == 100


def test_decoding_that_takes_too_long_is_stopped(worker: Worker) -> None:
    worker.ask(REQUEST, saved(photo()), 20)
    large = saved(photo(size=(1200, 900)), compress_level=1)
    with pytest.raises(Invalid, match=r"more than 0\.002 seconds"):
        worker.ask(REQUEST, large, 0.002)
    assert worker.ask(REQUEST, large, 20)[0]["width"] == 1200


def test_an_error_in_the_middle_leaves_no_half_answer_behind(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    alone, _ = worker.ask(REQUEST, saved(photo(1)), 20)
    process = worker._process
    assert process is not None
    assert process.stdout is not None

    def interrupted(_: int) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(process, "stdout", _Interrupted(process.stdout, interrupted))
    with pytest.raises(KeyboardInterrupt):
        worker.ask(REQUEST, saved(photo(2)), 20)
    assert worker.ask(REQUEST, saved(photo(1)), 20)[0] == alone


class _Interrupted:
    """A pipe on which the user presses Ctrl-C while it is read."""

    def __init__(self, pipe: object, readline: object) -> None:
        self.pipe, self.readline = pipe, readline

    def close(self) -> None:
        self.pipe.close()  # type: ignore[attr-defined]


def limited(statement: str, cpu: float = 20) -> subprocess.CompletedProcess[bytes]:
    code = f"import sys; sys.path.insert(0, {str(SCRIPT.parent)!r}); import decoding; decoding.limit(1000, {cpu}); "
    return subprocess.run([sys.executable, "-c", code + statement], capture_output=True, check=False, timeout=60)


@linux
def test_memory_is_limited() -> None:
    ended = limited("bytearray(2 << 30)")
    assert ended.returncode == 1
    assert b"MemoryError" in ended.stderr


@linux
def test_processor_time_is_limited() -> None:
    ended = limited("\nwhile True: pass", cpu=0.1)
    assert ended.returncode == -signal.SIGXCPU


@linux
def test_writes_no_files(tmp_path: Path) -> None:
    target = tmp_path / "written"
    ended = limited(f"open({str(target)!r}, 'wb').write(b'x' * 100000)")
    assert ended.returncode != 0
    assert not target.read_bytes()


@linux
def test_the_worker_sees_no_secrets(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASCERTAIN_STORE_URL", "postgresql://desk:hunter2@db/desk")
    worker.ask(REQUEST, saved(photo()), 20)
    assert b"hunter2" not in Path(f"/proc/{pid(worker)}/environ").read_bytes()


def test_the_worker_imports_nothing_of_the_rest() -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(SCRIPT.parent)!r}); import decoding; "
        "print([m for m in sys.modules if m.split('.')[0] in ('ascertain', 'pydantic', 'lancedb', 'faiss')])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    assert ended.stdout.strip() == b"[]"


def test_the_worker_ends_with_the_program() -> None:
    code = (
        "import sys; from pathlib import Path; from ascertain.trace import fingerprint, worker; "
        "from ascertain.settings import Settings; "
        "print(fingerprint(sys.stdin.buffer.read(), Settings()).width, worker.shared._process.pid)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], input=saved(photo()), capture_output=True, check=True, timeout=60
    )
    width, process = map(int, ended.stdout.split())
    assert width == 400
    for _ in range(50):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("the worker still runs")
