"""The limited process that reads hostile videos; run as a script, it reads the one that is its standard input.

It imports nothing of Ascertain. Its one argument is a line of JSON: ``{"demuxer": "mp4", "bytes": 1234, "pixels":
9500000, "frames": 1000000, "seconds": 600, "every": 1.0, "side": 960, "kept": 10000, "threads": 2}``. It writes lines
of JSON, each followed by ``size`` bytes: ``{"opened": {…}}`` once, ``{"frame": {…}}`` with a JPEG for each keyframe,
``{"progress": seconds}`` now and then, and at the end ``{"done": {…}}`` or ``{"problem": …, "words": …}``.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import math
import os
import pkgutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import av
import av.error

try:
    import resource
except ImportError:  # Windows has no resource limits; the parent's time limit still holds
    resource = None  # type: ignore[assignment]

# Decoders that these containers hold in practice; FFmpeg has some 500, many of them written for one old game.
_CODECS = (
    "h264,hevc,vp8,vp9,libdav1d,av1,libvpx,libvpx-vp9,mpeg4,mpeg2video,mpeg1video,h263,mjpeg,prores,dnxhd,theora,ffv1,"
    "rawvideo,aac,mp3,opus,vorbis,ac3,flac,pcm_s16le"
)
_OWN_MEMORY = 5 << 28  # interpreter and libraries take 0.9 GB of address space with four threads
_BYTES_PER_PIXEL = 64  # some 20 frames of 1.5 bytes a pixel that a decoder keeps, and RGB copies of one
_DESCRIPTORS = 16  # no file, socket or pipe beyond those open at the start can be opened
_PROBED = 90.0  # seconds of the video in which distances of key frames are looked at
_PIXELS_A_SECOND = 250e6  # decoded on one core: 720p at 315 frames a second, 1080p at 115
_SHORT_JOB = 20.0  # seconds of decoding that are not worth sparing
_LONGEST = 400_000.0  # seconds; a longer running time in a header is no running time
_SAID_EVERY = 0.5
_SHARE_OF_TIME = 0.9  # after it reading ends of itself, so that what was found can still be sent


class _Handed(io.RawIOBase):
    """The file that was handed over, as long as it was then; a file that grows has an end all the same."""

    def __init__(self, descriptor: int, length: int) -> None:
        self._descriptor, self._length, self._at = descriptor, length, 0

    def read(self, size: int = -1) -> bytes:
        left = max(0, self._length - self._at)
        os.lseek(self._descriptor, self._at, os.SEEK_SET)
        data = os.read(self._descriptor, left if size < 0 else min(size, left))
        self._at += len(data)
        return data

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._length}[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True


class ProblemError(Exception):
    """Why a video cannot be read: a word for the parent, and details."""

    def __init__(self, kind: str, words: str = "") -> None:
        super().__init__(kind)
        self.kind, self.words = kind, words


def _no_other_file(*_: Any, **__: Any) -> Any:
    raise PermissionError("a video may not name other files")


def open_video(request: dict[str, Any], descriptor: int) -> tuple[Any, Any]:
    """Return container and video stream; only the demuxer asked for is tried, and no other file is opened."""
    options = {
        "protocol_whitelist": "none",
        "format_whitelist": "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm",
        "codec_whitelist": _CODECS,
        "max_pixels": str(request["pixels"]),
        "enable_drefs": "0",
        "threads": "1",
    }
    container = av.open(
        _Handed(descriptor, request["bytes"]),
        mode="r",
        format=request["demuxer"],
        options={k: v for k, v in options.items() if k != "enable_drefs" or request["demuxer"] != "matroska"},
        buffer_size=1 << 18,
        metadata_errors="replace",
        io_open=_no_other_file,
    )
    shown = [s for s in container.streams.video if not s.disposition & av.stream.Disposition.attached_pic]
    if not shown:
        raise ProblemError("silent" if not container.streams.audio else "audio")
    stream = max(shown, key=lambda s: (bool(s.disposition & av.stream.Disposition.default), _area(s)))
    if _area(stream) > request["pixels"]:
        raise ProblemError("pixels", f"{stream.codec_context.width} × {stream.codec_context.height}")
    if _area(stream) == 0:
        raise ProblemError("codec", str(getattr(stream.codec_context, "name", "unknown")))
    return container, stream


def _area(stream: Any) -> int:
    context = stream.codec_context
    return 0 if context is None else int(context.width) * int(context.height)


def _rate(stream: Any) -> float:
    """Return frames a second, 25 where the header says nothing or nonsense."""
    for rate in (stream.average_rate, stream.guessed_rate, stream.base_rate):
        if rate and 0.1 <= float(rate) <= 240:
            return float(rate)
    return 25.0


def _running_time(container: Any, stream: Any) -> float:
    """Return the seconds that the header announces, 0 when it announces none that can be."""
    found = 0.0
    if stream.duration and stream.time_base:
        found = float(stream.duration * stream.time_base)
    elif container.duration:
        found = container.duration / 1e6
    return found if 0 < found < _LONGEST else 0.0


def key_distance(container: Any, stream: Any) -> float:
    """Return the longest distance of key frames in the first 90 seconds; read from packets, nothing is decoded."""
    last, first, longest = None, None, 0.0
    for packet in container.demux(stream):
        if packet.pts is None or not packet.is_keyframe:
            if first is not None and packet.dts is not None and packet.dts * stream.time_base - first > _PROBED:
                break
            continue
        at = float(packet.pts * stream.time_base)
        first = at if first is None else first
        if last is not None:
            longest = max(longest, at - last)
        last = at
        if at - first > _PROBED:
            break
    return longest


def decoded(container: Any, stream: Any, trouble: list[str]) -> Iterator[Any]:
    """Yield the frames that can be decoded; what cannot is skipped and noted in ``trouble``."""
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets)
        except StopIteration:
            return
        except (av.error.FFmpegError, OSError) as error:
            trouble.append(str(error)[:200])
            with contextlib.suppress(av.error.FFmpegError):
                yield from stream.codec_context.decode(None)
            return
        if getattr(packet, "is_corrupt", False):
            trouble.append("corrupt packet")
        try:
            frames = packet.decode()
        except av.error.MemoryError as error:
            raise MemoryError from error
        except (av.error.FFmpegError, ValueError) as error:
            trouble.append(str(error)[:200])
            continue
        yield from frames


def read(request: dict[str, Any], descriptor: int, send: Any) -> None:
    """Read one video and send what the module's first lines describe."""
    started = time.monotonic()
    sampling = _beside("sampling")
    container, stream = open_video(request, descriptor)
    seconds, rate = _running_time(container, stream), _rate(stream)
    notes, mode = [], "all"
    cost = _area(stream) * rate * seconds / _PIXELS_A_SECOND / request["threads"]
    if cost > _SHORT_JOB:
        distance = key_distance(container, stream)
        container.seek(0)
        if 0 < distance <= 2 * request["every"]:
            mode = "keys"
        elif distance and cost > _SHARE_OF_TIME / 2 * request["seconds"]:
            mode = "keys"
            notes.append(
                f"The video is long: only frames that stand alone in it were read, one in {distance:.1f} seconds."
            )
    context = stream.codec_context
    context.thread_type = "AUTO"
    context.thread_count = request["threads"]
    if mode == "keys":
        context.skip_frame = "NONKEY"
    shape = sampling.Shape.of(context)
    send({"opened": {"seconds": seconds, "fps": rate, "codec": str(context.name), "mode": mode}})
    sampler = sampling.Sampler(
        rate, request["every"], keys_only=mode == "keys", side=request["side"], kept=request["kept"], send=send
    )
    trouble: list[str] = []
    first: float | None = None
    shift = last = said = 0.0
    count = 0
    for frame in decoded(container, stream, trouble):
        if frame.width * frame.height > request["pixels"]:
            raise ProblemError("pixels", f"{frame.width} × {frame.height}")
        at = float(frame.time) if frame.time is not None else (first or 0.0) + shift + count / rate
        first = at if first is None else first
        place = at - first - shift
        if count and place <= last:  # a clock that was set back
            shift = at - first - last - 1 / rate
            place = last + 1 / rate
        last = place
        count += 1
        sampler.take(frame, place, shape)
        now = time.monotonic()
        if now - said > _SAID_EVERY:
            send({"progress": round(place, 3)})
            said = now
        if sampler.full:
            notes.append(f"Reading ended at {place:.0f} seconds, after {request['kept']:,} keyframes.")
            break
        if count >= request["frames"]:
            notes.append(f"Reading ended at {place:.0f} seconds, after {count:,} frames (ASCERTAIN_VIDEO_FRAMES).")
            break
        if now - started > _SHARE_OF_TIME * request["seconds"]:
            notes.append(
                f"Reading ended at {place:.0f} seconds, after {now - started:.0f} seconds of work "
                "(ASCERTAIN_VIDEO_SECONDS)."
            )
            break
    sampler.finish()
    if not count:
        raise ProblemError("frames" if not trouble else "broken", trouble[0] if trouble else "")
    spare = max(2.0, 4 / rate)
    if not notes and seconds and last + 1 / rate + spare < seconds and mode == "all":
        notes.append(f"The video ends at {last:.1f} seconds, though its header announces {seconds:.1f}: it is cut off.")
    elif trouble:
        notes.append(f"The video is damaged: {len(trouble):,} of its parts could not be decoded.")
    size = sampler.size or shape.upright(context.width, context.height)
    send(
        {
            "done": {
                "seconds": round(last + 1 / rate, 3),
                "frames": count,
                "width": size[0],
                "height": size[1],
                "leads": sampler.leads(),
                "notes": notes,
            }
        }
    )


def _beside(name: str) -> Any:
    """Return a module of this folder; the script has no package around it."""
    if name in sys.modules:
        return sys.modules[name]
    file = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def limit(request: dict[str, Any]) -> None:
    """Limit this process's memory, processor time, files and core dumps; it may open nothing more after this."""
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = used.ru_utime + used.ru_stime
    _lower(resource.RLIMIT_AS, _OWN_MEMORY + _BYTES_PER_PIXEL * request["pixels"])
    _lower(resource.RLIMIT_CPU, math.ceil(spent + request["seconds"] * request["threads"]))
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_NOFILE, _DESCRIPTORS)


def _lower(kind: int, value: int) -> None:
    hard = resource.getrlimit(kind)[1]
    soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (soft, soft if kind != resource.RLIMIT_CPU else hard))


def _import_all() -> None:
    """Import what PyAV would import when first used, while files may still be opened."""
    for found in pkgutil.walk_packages(av.__path__, "av."):
        if found.name not in {"av.__main__", "av.datasets"}:
            importlib.import_module(found.name)


def _fill_descriptors() -> None:
    """Take every descriptor that is still free, so that nothing can be opened."""
    with contextlib.suppress(OSError):
        while True:
            os.dup(0)


def main() -> None:
    """Take over standard output; whatever libraries print goes nowhere near the answers."""
    request = json.loads(sys.argv[1])
    answers: BinaryIO = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)

    def send(header: dict[str, Any], body: bytes = b"") -> None:
        answers.write(json.dumps({**header, "size": len(body)}).encode() + b"\n" + body)
        answers.flush()

    _import_all()
    _beside("sampling").warm_up()
    limit(request)
    if resource is not None:
        _fill_descriptors()
    try:
        read(request, 0, send)
    except ProblemError as error:
        send({"problem": error.kind, "words": error.words})
    except (MemoryError, av.error.MemoryError):
        send({"problem": "memory", "words": ""})
    except BrokenPipeError:
        return
    except Exception as error:  # noqa: BLE001  # demuxers raise anything on hostile bytes; the parent says what it means
        send({"problem": "broken", "words": f"{type(error).__name__}: {error}"[:300]})


if __name__ == "__main__":
    main()
