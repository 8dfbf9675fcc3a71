"""The parent's side of the process that reads one video: started for it, watched, and ended with it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from ascertain.errors import NotConfigured
from ascertain.trace.worker import PASSED_ON

_SCRIPT = Path(__file__).with_name("reading.py")
_LARGEST_HEADER = 1024 * 1024  # the last one names the leading frame of each of 10,000 shots
_LARGEST_ANSWER = 64 * 1024 * 1024
_SPARE_SECONDS = 15.0  # for the start, and for sending what was found when time is up


class VideoProcess:
    """Reads the video that it is handed as its standard input; a context manager, ended when that is left."""

    def __init__(self, video: IO[bytes], request: dict[str, Any], seconds: float) -> None:
        environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        environment["OPENBLAS_NUM_THREADS"] = environment["OMP_NUM_THREADS"] = "1"
        self.late = False
        """Whether it was ended because it took too long."""
        try:
            self._process = subprocess.Popen(  # noqa: S603  # our own script with our own interpreter
                [sys.executable, "-P", "-s", str(_SCRIPT), json.dumps(request)],
                stdin=video,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
            )
        except OSError as error:
            raise NotConfigured(f"The process that reads videos did not start: {error.strerror}.") from error
        self._timer = threading.Timer(seconds + _SPARE_SECONDS, self._stop)
        self._timer.daemon = True
        self._timer.start()

    def __enter__(self) -> VideoProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            with suppress(OSError):
                self._process.stdout.close()

    def _stop(self) -> None:
        self.late = True
        self._process.kill()

    def answers(self) -> Iterator[tuple[dict[str, Any], bytes]]:
        """Yield what it says, as header and bytes, until it ends or says what makes no sense."""
        pipe = self._process.stdout
        while pipe is not None:
            line = pipe.readline(_LARGEST_HEADER)
            if not line.endswith(b"\n"):
                return
            try:
                header = json.loads(line)
                size = int(header["size"])
            except (ValueError, KeyError, TypeError):
                return
            if not 0 <= size <= _LARGEST_ANSWER:
                return
            body = pipe.read(size)
            if len(body) != size:
                return
            yield header, body
