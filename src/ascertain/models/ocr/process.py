"""Running Tesseract: one process for each task, with limits, and what it prints."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import re
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from ascertain.errors import NotConfigured, Unavailable

_MOST_OUTPUT = 1024 * 1024
"""Bytes; a page of small print gives 200 kB."""

_LISTING_SECONDS = 20.0
_ENVIRONMENT = ("PATH", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "HOME", "SYSTEMROOT", "TEMP")


@dataclass(frozen=True)
class Word:
    """One word as Tesseract gives it: pixels on the plane, confidence 0 to 100."""

    text: str
    line: tuple[int, int, int]
    left: int
    top: int
    right: int
    bottom: int
    confidence: float


@dataclass(frozen=True)
class Detected:
    """What Tesseract's detector says of orientation and script."""

    script: str
    script_confidence: float
    rotate: int
    """Degrees, clockwise, that make the text upright."""

    rotate_confidence: float


class Clock:
    """The time that reading one picture may take."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._begun = time.monotonic()

    def spent(self) -> float:
        """Return the seconds since it began."""
        return time.monotonic() - self._begun

    def left(self) -> float:
        """Return the seconds that are left; raise ``Unavailable`` when there are none."""
        left = self.seconds - self.spent()
        if left <= 0:
            raise self.over()
        return left

    def over(self) -> Unavailable:
        """Return the error that says so."""
        return Unavailable(
            f"Reading the picture's text took longer than {self.seconds:g} seconds.",
            "Use a smaller picture, or raise ASCERTAIN_OCR_SECONDS.",
        )


def installed(program: str) -> tuple[str, frozenset[str]]:
    """Return the version of Tesseract and the names of its language packs.

    Raises NotConfigured when it does not run.
    """
    clock = Clock(_LISTING_SECONDS)
    version = re.search(r"tesseract\s+v?(\d[\w.-]*)", _run([program, "--version"], b"", clock))
    listed = _run([program, "--list-langs"], b"", clock).splitlines()[1:]
    packs = frozenset(line for line in map(str.strip, listed) if re.fullmatch(r"[A-Za-z][A-Za-z_]*", line))
    if version is None or not packs:
        raise NotConfigured(
            f"{program} does not answer as Tesseract does, or has no language pack.",
            "Install tesseract-ocr and tesseract-ocr-eng anew, or set ASCERTAIN_OCR to rapidocr.",
        )
    return version[1], packs


def detect(program: str, picture: bytes, clock: Clock) -> Detected | None:
    """Return orientation and script of the text in a PGM picture, ``None`` when there is too little of it."""
    printed = _run([program, "stdin", "stdout", "-l", "osd", "--psm", "0"], picture, clock)
    told = dict(line.split(": ", 1) for line in printed.splitlines() if ": " in line)
    try:
        return Detected(
            told["Script"],
            float(told["Script confidence"]),
            int(told["Rotate"]) % 360,
            float(told["Orientation confidence"]),
        )
    except (KeyError, ValueError):
        return None


def recognise(program: str, picture: bytes, pack: str, mode: int, clock: Clock) -> list[Word]:
    """Return the words of a PGM picture read with one pack and one page segmentation mode."""
    command = [program, "stdin", "stdout", "-l", pack, "--psm", str(mode), "tsv"]
    return words_in(_run(command, picture, clock))


def words_in(tsv: str) -> list[Word]:
    """Return the words of Tesseract's table; rows that make no sense are left out; pure."""
    found = []
    for row in csv.DictReader(io.StringIO(tsv), delimiter="\t", quoting=csv.QUOTE_NONE):
        with contextlib.suppress(KeyError, ValueError, TypeError):
            confidence, text = float(row["conf"]), row["text"].strip()
            if confidence < 0 or not text:
                continue
            left, top = int(row["left"]), int(row["top"])
            line = (int(row["block_num"]), int(row["par_num"]), int(row["line_num"]))
            right, bottom = left + int(row["width"]), top + int(row["height"])
            found.append(Word(text, line, left, top, right, bottom, confidence))
    return found


def _run(command: Sequence[str], given: bytes, clock: Clock) -> str:
    """Return what a command prints, nothing when that is beyond the limit; ends it when the clock has run down."""
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    environment["OMP_THREAD_LIMIT"] = "1"  # its threads wait for each other: with two the same page takes longer
    left = clock.left()
    try:
        process = subprocess.Popen(  # noqa: S603 - the program is the one on PATH, packs come from its own list
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )
    except OSError as error:
        raise NotConfigured(f"{command[0]} cannot be run: {error.strerror}.", "Install tesseract-ocr anew.") from error
    timer = threading.Timer(left, process.kill)
    feeder = threading.Thread(target=_feed, args=(process, given), daemon=True)
    timer.start()
    feeder.start()
    try:
        assert process.stdout is not None  # noqa: S101 - it was asked for above
        printed = process.stdout.read(_MOST_OUTPUT + 1)
        process.kill() if len(printed) > _MOST_OUTPUT else process.wait()
    finally:
        timer.cancel()
        process.kill()
        process.wait()
        feeder.join()
        if process.stdout is not None:
            process.stdout.close()
    clock.left()
    return printed.decode("utf-8", "replace") if len(printed) <= _MOST_OUTPUT else ""


def _feed(process: subprocess.Popen[bytes], given: bytes) -> None:
    # A process that ends before it has read everything is no error here.
    with contextlib.suppress(OSError, ValueError):
        assert process.stdin is not None  # noqa: S101 - it was asked for above
        with process.stdin as pipe:
            pipe.write(given)
