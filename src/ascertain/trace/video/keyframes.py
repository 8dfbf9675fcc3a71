"""The keyframes of a video: one sharp picture for each second of each shot, without doubles."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ascertain.errors import Invalid, Refused
from ascertain.records import Media
from ascertain.settings import Settings
from ascertain.trace.video.container import DEMUXERS, HEAD, cut_off, video_type
from ascertain.trace.video.process import VideoProcess

SIDE = 960
"""Longest side of the keyframes that are searched with, in pixels."""

MOST = 10_000
"""Keyframes taken of one video at most: two hours and three quarters of never resting pictures."""

Progress = Callable[[float, float], None]
"""Called with the seconds that were read and those that the header announces, 0 when it announces none."""

_THREADS = 2


@dataclass(frozen=True)
class Keyframe:
    """One kept picture of a video."""

    at: float
    """Second of the video, counted from its first frame."""

    jpeg: bytes
    """The picture, upright and in square pixels, without metadata."""

    shot: int
    """Number of its shot, from 0; shots without a kept picture are skipped."""

    pdq: str
    """PDQ hash, 64 hex digits."""

    quality: int
    """PDQ quality, 0 to 100; below 50 it must not match."""

    until: float = 0.0
    """Second of the next kept picture, or of the video's end: so long nothing new was seen."""

    lead: bool = False
    """Whether it stands for its shot: the sharpest of the shot's kept pictures."""


@dataclass(frozen=True)
class Keyframes:
    """What a video shows."""

    type: str
    """Media type by the file's bytes."""

    sha256: str
    """SHA-256 of the file's bytes, hex."""

    bytes: int
    """Length of the file."""

    seconds: float
    """How long it is: up to the last frame that was read, or as its header says when reading ended early."""

    fps: float
    """Frames a second, as the header says."""

    size: tuple[int, int]
    """Width and height of a frame in square pixels, upright."""

    frames: tuple[Keyframe, ...]
    """The keyframes, in time order."""

    decoded: int
    """How many frames were looked at."""

    mode: str
    """``all`` when every frame was looked at, ``keys`` when only those that stand alone."""

    notes: tuple[str, ...] = field(default=())
    """What could not be read, in words."""

    @property
    def media(self) -> Media:
        """The record of the video, with the hash of its first keyframe."""
        first = self.frames[0] if self.frames else None
        return Media(
            sha256=self.sha256,
            kind="video",
            type=self.type,
            size=self.bytes,
            width=self.size[0],
            height=self.size[1],
            seconds=self.seconds,
            pdq=first.pdq if first else "0" * 64,
            pdq_quality=first.quality if first else 0,
        )


class VideoReading:
    """Reading of one video: iterate over it to get the keyframes one by one, then ask for ``result``.

    It reads in a process of its own, limited in memory, time, frames and pixels, which can open no file and no address.
    """

    def __init__(self, path: Path, settings: Settings, progress: Progress | None = None, *, side: int = SIDE) -> None:
        """``side`` is the longest side of the pictures, 0 for their full size."""
        self._path, self._settings, self._progress, self._side = path, settings, progress, side
        self._opened: dict[str, Any] = {}
        self._done: dict[str, Any] | None = None
        self._count, self._read, self._type, self._size = 0, 0.0, "", 0
        self._notes: list[str] = []

    def __iter__(self) -> Iterator[Keyframe]:
        """Yield keyframes as they are found; ``until`` and ``lead`` are known only at the end.

        Raises ``Invalid`` for what is no video or one in which nothing can be read, ``Refused`` for one beyond the
        settings' limits and for what is no file.
        """
        handle, self._size = open_regular(self._path, self._settings)
        with handle:
            head = handle.read(HEAD)
            self._type = video_type(head)
            handle.seek(0)
            with VideoProcess(handle, self._request(), self._settings.video_seconds) as process:
                try:
                    yield from self._answers(process)
                except _DamagedError as error:
                    whole = DEMUXERS[self._type] == "matroska" or not cut_off(handle, self._size)
                    said = (
                        "damaged: nothing in it can be decoded"
                        if whole
                        else "cut off: the part is missing that says where its pictures lie"
                    )
                    raise Invalid(f"The video is {said}.", "Download it again.") from error
        if self._done is None and not self._count:
            raise Invalid(
                f"Reading the video took more than {self._settings.video_seconds:g} seconds and showed nothing."
                if process.late
                else "The video made its reader crash; it may be damaged on purpose.",
                "Raise ASCERTAIN_VIDEO_SECONDS if the video can be trusted."
                if process.late
                else "Convert it elsewhere with care, with 'ffmpeg -i FILE copy.mp4', and use that file.",
            )
        if self._done is None:
            why = "took too long" if process.late else "crashed"
            self._notes.append(f"Reading {why} and ended at {self._read:.0f} seconds.")

    def _answers(self, process: VideoProcess) -> Iterator[Keyframe]:
        for header, body in process.answers():
            if "frame" in header:
                kept = _keyframe(header["frame"], body)
                self._count += 1
                self._said(kept.at)
                yield kept
            elif "progress" in header:
                self._said(_number(header["progress"]))
            elif "opened" in header:
                self._opened = header["opened"]
            elif "done" in header:
                self._done = header["done"]
                return
            else:
                raise _problem(header, self._settings)

    def _said(self, at: float) -> None:
        self._read = max(self._read, at)
        if self._progress is not None:
            self._progress(self._read, _number(self._opened.get("seconds")))

    def _request(self) -> dict[str, Any]:
        settings = self._settings
        return {
            "demuxer": DEMUXERS[self._type],
            "bytes": self._size,
            "pixels": settings.video_pixels,
            "frames": settings.video_frames,
            "seconds": settings.video_seconds,
            "every": settings.keyframe_every,
            "side": self._side,
            "kept": MOST,
            "threads": min(_THREADS, os.cpu_count() or 1),
        }

    def result(self, frames: list[Keyframe]) -> Keyframes:
        """Return what is known of the video once it was iterated over; ``frames`` are those that it gave, in order."""
        done = self._done or {}
        notes = [*self._notes, *(str(note) for note in done.get("notes", ()))]
        announced, read = _number(self._opened.get("seconds")), _number(done.get("seconds")) or self._read
        # Where the time is up the header is believed; where the bytes are, it is not.
        seconds = announced if announced > read and any(note.startswith("Reading ") for note in notes) else read
        leads = set(done.get("leads", ()))
        times = [*(frame.at for frame in frames[1:]), max(seconds, frames[-1].at)] if frames else []
        if not frames:
            notes.append("Nothing can be searched with: every picture of it is black or plain.")
        return Keyframes(
            type=self._type,
            sha256=_sha256(self._path, self._settings),
            bytes=self._size,
            seconds=round(seconds, 3),
            fps=round(_number(self._opened.get("fps")), 3),
            size=(int(_number(done.get("width"))), int(_number(done.get("height")))),
            frames=tuple(
                replace(frame, until=until, lead=number in leads)
                for number, (frame, until) in enumerate(zip(frames, times, strict=True))
            ),
            decoded=int(_number(done.get("frames"))),
            mode=str(self._opened.get("mode", "all")),
            notes=tuple(notes),
        )


def keyframes_of(path: Path, settings: Settings, progress: Progress | None = None, *, side: int = SIDE) -> Keyframes:
    """Return the keyframes of an MP4, MOV, WebM or MKV file, whatever its name is.

    Shots are told apart; of each ``settings.keyframe_every`` seconds of a shot the sharpest frame is taken, unless it
    is black or plain, or looks like one just taken. ``side`` is the longest side of the pictures, 0 for full size.
    What cannot be read is in ``notes``. Raises ``Invalid`` for what is no video or shows nothing, and ``Refused`` for
    what is beyond the limits of the settings.
    """
    reading = VideoReading(path, settings, progress, side=side)
    return reading.result(list(reading))


def open_regular(path: Path, settings: Settings) -> tuple[Any, int]:
    """Return a file opened for reading and its length; raises ``Refused`` for pipes, devices and folders."""
    if path.exists() and not path.is_file():
        raise Refused(f"{path} is no file.", "Give the path of a video.")
    try:
        handle = path.open("rb")
    except OSError as error:
        raise Invalid(f"{path} cannot be read: {error.strerror}.", "Check the path and its permissions.") from error
    size = os.fstat(handle.fileno()).st_size
    if size > settings.video_limit:
        handle.close()
        raise Refused(
            f"The video has {size:,} bytes; at most {settings.video_limit:,} are read.",
            "Cut out the part that matters, or raise ASCERTAIN_VIDEO_LIMIT.",
        )
    return handle, size


def _sha256(path: Path, settings: Settings) -> str:
    handle, _ = open_regular(path, settings)
    with handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _number(said: Any) -> float:
    return float(said) if isinstance(said, int | float) and said == said else 0.0


def _keyframe(said: dict[str, Any], body: bytes) -> Keyframe:
    try:
        return Keyframe(
            at=float(said["at"]), jpeg=body, shot=int(said["shot"]), pdq=str(said["pdq"]), quality=int(said["quality"])
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Invalid("The video's reader gave an answer that makes no sense.", "Save the video again.") from error


def _problem(header: dict[str, Any], settings: Settings) -> Exception:
    words = str(header.get("words", ""))
    kind = header.get("problem")
    if kind == "pixels":
        return Refused(
            f"A frame of the video is {words} pixels large; at most {settings.video_pixels:,} pixels are decoded.",
            "Use a smaller copy, or raise ASCERTAIN_VIDEO_PIXELS.",
        )
    if kind == "audio":
        return Invalid("The file holds sound only, no moving pictures.", "Use the file with the pictures.")
    if kind == "silent":
        return Invalid("The file holds no moving pictures.", "Download the video again.")
    if kind == "memory":
        return Invalid("The video needs more memory to decode than its size allows.", "Use a smaller copy.")
    if kind == "codec":
        hint = "Convert it with 'ffmpeg -i FILE copy.mp4' and use that file."
        return Invalid(f"The video's pictures cannot be decoded (codec {words}).", hint)
    if kind == "frames":
        return Invalid("The video has no frames.", "Download it again.")
    return _DamagedError(words)


class _DamagedError(Exception):
    """Nothing could be decoded."""
