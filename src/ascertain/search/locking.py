"""One writer at a time for a table in a folder."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ascertain.errors import Unavailable

PATIENCE = 300.0
"""Seconds a writer waits for the others; settling 86,000 rows takes three."""


class WriteLock:
    """Keeps other threads and processes out; ends with its process, even one that is killed.

    LanceDB lets writers work side by side, but a writer fails when another one removes the files of the
    version that it still reads.
    """

    def __init__(self, path: Path, what: str = "search", setting: str = "ASCERTAIN_SEARCH_URI") -> None:
        self._path, self._what, self._setting = path, what, setting
        self._thread = threading.Lock()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock; raise :class:`Unavailable` when others keep it for five minutes."""
        if not self._thread.acquire(timeout=PATIENCE):
            raise self._too_long()
        try:
            with self._opened() as file:
                deadline = time.monotonic() + PATIENCE
                while not _try_lock(file.fileno()):
                    if time.monotonic() > deadline:
                        raise self._too_long()
                    time.sleep(0.01)
                # Closing the file gives the lock back.
                yield
        finally:
            self._thread.release()

    def _opened(self) -> BinaryIO:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return self._path.open("ab")
        except OSError as error:
            raise Unavailable(
                f"The folder of {self._what}, {self._path.parent}, cannot be used: {error.strerror or error}.",
                f"Check that it is a folder and writable, or set {self._setting} to another one.",
            ) from error

    def _too_long(self) -> Unavailable:
        return Unavailable(
            f"Another process has been writing to {self._what} for {PATIENCE:.0f} seconds ({self._path}).",
            "Wait until it is done, or stop it.",
        )


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
