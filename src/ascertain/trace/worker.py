"""The parent's side of the decoding worker: started when first needed, replaced when it dies, closed at exit."""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from ascertain.errors import Invalid, NotConfigured

_SCRIPT = Path(__file__).with_name("decoding.py")
_START_SECONDS = 60.0
# The worker's own limit is of processor time; the clock also runs while other programs have the core and while
# libraries load for the first question. Once, under load, 20 seconds of it went by over a harmless picture; the cause
# is not proved.
_PATIENCE = 3.0
_LARGEST_HEADER = 1024 * 1024  # 16 frames of 6 parts with eight hashes each take 60 kB
_LARGEST_ANSWER = 8 * 1024 * 1024
_OUT_OF_TIME = -int(getattr(signal, "SIGXCPU", 0)) or None
# What an interpreter needs to find its libraries; passwords and addresses in the environment stay here.
PASSED_ON = (
    "PATH",
    "PYTHONPATH",
    "PYTHONHOME",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "LANG",
    "SYSTEMROOT",
    "TMPDIR",
)


class Worker:
    """One decoding process, used by one thread at a time and reused for many pictures."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, request: dict[str, Any], data: bytes, seconds: float) -> tuple[dict[str, Any], bytes]:
        """Return the worker's answer, as header and bytes.

        Raises ``Invalid`` when the worker crashes on these bytes or takes more than ``seconds`` of processor time, or
        three times as long on the clock; the next call gets a fresh worker. Raises ``NotConfigured`` when no worker can
        be started.
        """
        with self._lock:
            process = self._running()
            late = threading.Event()

            def stop() -> None:
                late.set()
                process.kill()

            timer = threading.Timer(seconds * _PATIENCE, stop)
            timer.start()
            answered = False
            try:
                answer = _exchange(process, {**request, "size": len(data)}, data)
                answered = True
            except (OSError, EOFError, ValueError, KeyError) as error:
                self._discard()
                if late.is_set() or process.returncode == _OUT_OF_TIME:
                    message = f"Decoding the picture took more than {seconds:g} seconds and was stopped."
                    hint = "Raise ASCERTAIN_IMAGE_SECONDS if the picture can be trusted."
                else:
                    message = "The picture made the decoder crash; it may be damaged on purpose."
                    hint = "Open it elsewhere with care, save it as PNG and use that file."
                raise Invalid(message, hint) from error
            finally:
                timer.cancel()
                if not answered or late.is_set():
                    self._discard()  # a half-read answer must never be taken for the next picture's
            return answer

    def close(self) -> None:
        """End the process, if one runs."""
        with self._lock:
            self._discard()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self._discard()
        if self._process is None:
            self._process = _start()
        return self._process

    def _discard(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with suppress(OSError):  # unsent bytes of a request that failed
                    pipe.close()


def _start() -> subprocess.Popen[bytes]:
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    environment["OPENBLAS_NUM_THREADS"] = environment["OMP_NUM_THREADS"] = "1"
    process = subprocess.Popen(  # noqa: S603  # our own script with our own interpreter
        [sys.executable, "-P", "-s", str(_SCRIPT)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    timer = threading.Timer(_START_SECONDS, process.kill)
    timer.start()
    try:
        ready = _pipe(process.stdout).readline(_LARGEST_HEADER)
    finally:
        timer.cancel()
    if not ready:
        process.kill()
        process.communicate()
        raise NotConfigured(
            "The process that decodes pictures did not start.",
            f"Run '{sys.executable} {_SCRIPT}' to see why; Pillow and pdqhash must be installed.",
        )
    return process


def _exchange(process: subprocess.Popen[bytes], request: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    requests, answers = _pipe(process.stdin), _pipe(process.stdout)
    requests.write(json.dumps(request).encode() + b"\n")
    requests.write(data)
    requests.flush()
    line = answers.readline(_LARGEST_HEADER)
    if not line.endswith(b"\n"):
        raise EOFError("the worker ended")
    header = json.loads(line)
    size = int(header["size"])
    if not 0 <= size <= _LARGEST_ANSWER:
        raise ValueError(f"an answer of {size} bytes")
    body = answers.read(size)
    if len(body) != size:
        raise EOFError("the worker ended")
    return header, body


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise EOFError("the worker has no pipe")
    return pipe


shared = Worker()
"""The worker of this process."""

atexit.register(shared.close)
