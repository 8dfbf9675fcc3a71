"""Video clips drawn for the tests: scenes of noise and moving shapes, written with PyAV."""

from __future__ import annotations

import functools
import io
import random
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

Picture = NDArray[np.uint8]


@functools.cache
def _backdrop(seed: int, size: tuple[int, int]) -> Image.Image:
    numbers = np.random.default_rng(seed)
    return Image.fromarray(numbers.integers(0, 256, (9, 12, 3), dtype=np.uint8)).resize(size, Image.Resampling.BICUBIC)


def scene(seed: int, progress: float, size: tuple[int, int] = (320, 240)) -> Picture:
    """Return a picture of a scene: its own backdrop, across which shapes move as ``progress`` goes to 1."""
    picture = _backdrop(seed, size).copy()
    draw = ImageDraw.Draw(picture)
    dice = random.Random(seed)
    for _ in range(14):
        x, y, dx = dice.uniform(-0.1, 0.9), dice.uniform(-0.1, 0.9), dice.uniform(-0.25, 0.25)
        w, h = dice.uniform(0.08, 0.35), dice.uniform(0.08, 0.35)
        box = [(x + dx * progress) * size[0], y * size[1], (x + dx * progress + w) * size[0], (y + h) * size[1]]
        colour = (dice.randrange(256), dice.randrange(256), dice.randrange(256))
        (draw.ellipse if dice.random() < 0.5 else draw.rectangle)(box, fill=colour, outline="black")
    return np.asarray(picture)


def scenes(seeds: Iterable[int], seconds: float = 2.0, rate: int = 12, speed: float = 1.0) -> list[Picture]:
    """Return the frames of scenes that follow each other, each so many seconds long at speed 1."""
    count = round(seconds * rate / speed)
    return [scene(seed, number / count) for seed in seeds for number in range(count)]


def clip(
    frames: Iterable[Picture],
    form: str = "mp4",
    codec: str = "libx264",
    rate: int = 12,
    *,
    times: Callable[[int], int] = lambda number: number,
    sound: bool = False,
    pictures: bool = True,
    options: dict[str, str] | None = None,
    group: int = 250,
) -> bytes:
    """Return a clip's bytes. ``times`` gives the time of a frame in units of one frame."""
    out = io.BytesIO()
    with av.open(out, "w", format=form, options=options or {}) as container:
        stream: Any = None
        for number, frame in enumerate(frames):
            if not pictures:
                break
            if stream is None:
                stream = container.add_stream(codec, rate=rate)
                stream.height, stream.width = frame.shape[:2]
                stream.pix_fmt = "yuv420p"
                stream.codec_context.time_base = Fraction(1, rate)
                stream.codec_context.gop_size = group
                if codec == "libx264":
                    stream.options = {"preset": "ultrafast", "crf": "20"}
                if codec == "libvpx-vp9":
                    stream.options = {"deadline": "realtime", "cpu-used": "8", "crf": "20", "b": "0"}
                    stream.thread_count = 1
            shown = av.VideoFrame.from_ndarray(np.ascontiguousarray(frame), format="rgb24")
            shown.pts, shown.time_base = times(number), Fraction(1, rate)
            container.mux(stream.encode(shown))
        if stream is not None:
            container.mux(stream.encode(None))
        if sound:
            voice: Any = container.add_stream("aac", rate=44100) if stream is None else None
            if voice is not None:
                tone = av.AudioFrame.from_ndarray(np.zeros((1, 44100), np.float32), format="fltp", layout="mono")
                tone.sample_rate, tone.pts = 44100, 0
                container.mux(voice.encode(tone))
                container.mux(voice.encode(None))
    return out.getvalue()


def turned(data: bytes, matrix: tuple[int, int, int, int]) -> bytes:
    """Return an MP4 whose header says that its pictures are to be turned: the numbers a, b, c, d of its matrix."""
    at = data.index(b"tkhd") + 4 + 40
    a, b, c, d = ((value << 16) & 0xFFFFFFFF for value in matrix)
    numbers = (a, b, 0, c, d, 0, 0, 0, 1 << 30)
    return data[:at] + b"".join(value.to_bytes(4, "big") for value in numbers) + data[at + 36 :]
