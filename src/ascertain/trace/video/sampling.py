"""Choosing keyframes while frames go by: shots, one sharp frame for each second of a shot, no doubles, nothing black.

Part of the limited process; it imports nothing of Ascertain.
"""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import pdqhash
from numpy.typing import NDArray
from PIL import Image
from scenedetect.common import FrameTimecode
from scenedetect.detectors import AdaptiveDetector, ContentDetector

cv2.setNumThreads(1)

_SMALL = 256  # longest side at which shots are told apart and frames are rated; PySceneDetect's own choice
_LATENCY = 2  # frames by which AdaptiveDetector speaks late
_SHORTEST_SHOT = 0.4  # seconds
_EDGE = 0.12  # seconds after a cut in which a frame may still hold parts of the one before
_FLAT = 8.0  # standard deviation, of 255, below which a frame shows nothing: black, white, plain colour
_SAME = 15  # bits of PDQ up to which a frame is the same as one kept
_REMEMBERED = 4
_HASHED = 512
_QUALITY = 88
_CONTENT = 27.0
_TURNS = {
    (0, 1, -1, 0): Image.Transpose.ROTATE_270,
    (0, -1, 1, 0): Image.Transpose.ROTATE_90,
    (-1, 0, 0, -1): Image.Transpose.ROTATE_180,
    (-1, 0, 0, 1): Image.Transpose.FLIP_LEFT_RIGHT,
    (1, 0, 0, -1): Image.Transpose.FLIP_TOP_BOTTOM,
    (0, 1, 1, 0): Image.Transpose.TRANSPOSE,
    (0, -1, -1, 0): Image.Transpose.TRANSVERSE,
}


@dataclass(frozen=True)
class Shape:
    """How a stream's frames are to be shown."""

    stretch: float
    """Width of a pixel by its height."""

    @classmethod
    def of(cls, context: Any) -> Shape:
        """Return the shape that a codec context announces; square pixels where it says nothing or nonsense."""
        ratio = float(context.sample_aspect_ratio or 1)
        return cls(ratio if 1 / 3 <= ratio <= 3 else 1.0)

    def upright(self, width: int, height: int, turn: Any = None) -> tuple[int, int]:
        """Return width and height in square pixels, after turning."""
        wide = max(1, round(width * self.stretch))
        return (height, wide) if turn in _SIDEWAYS else (wide, height)


_SIDEWAYS = {
    Image.Transpose.ROTATE_90,
    Image.Transpose.ROTATE_270,
    Image.Transpose.TRANSPOSE,
    Image.Transpose.TRANSVERSE,
}


@dataclass
class _Seen:
    """One frame on its way."""

    number: int
    at: float
    frame: Any
    shape: Shape
    worth: float
    """Sharpness; 0 when it shows nothing."""


class Sampler:
    """Takes frames in order and sends those that are kept."""

    def __init__(
        self, rate: float, every: float, *, keys_only: bool, side: int, kept: int, send: Callable[..., None]
    ) -> None:
        self._rate, self._every, self._side, self._kept, self._send = rate, every, side, kept, send
        self._latency = 0 if keys_only else _LATENCY
        # Frames that stand alone lie seconds apart: there is no run of neighbours to compare a change with.
        self._detector: Any = (
            ContentDetector(threshold=_CONTENT, min_scene_len=1)
            if keys_only
            else AdaptiveDetector(min_scene_len=max(2, round(_SHORTEST_SHOT * rate)), window_width=_LATENCY)
        )
        self._waiting: deque[_Seen] = deque()
        self._cuts: set[int] = set()
        self._count = self._shot = 0
        self._shot_start = self._slot_start = 0.0
        self._best: _Seen | None = None
        self._last: list[tuple[int, int]] = []
        self._sent = 0
        self._leads: dict[int, tuple[float, int]] = {}
        self.size: tuple[int, int] | None = None
        """Upright width and height of the first frame that was kept."""

    @property
    def full(self) -> bool:
        """Whether as many are kept as may be."""
        return self._sent >= self._kept

    def take(self, frame: Any, at: float, shape: Shape) -> None:
        """Take the next frame and its second."""
        small = _small(frame)
        cuts = self._detector.process_frame(FrameTimecode(self._count, self._rate), small)
        self._cuts.update(cut.frame_num for cut in cuts)
        self._waiting.append(_Seen(self._count, at, frame, shape, _worth(small)))
        self._count += 1
        while len(self._waiting) > self._latency:
            self._place(self._waiting.popleft())

    def finish(self) -> None:
        """Keep what is still on its way."""
        while self._waiting:
            self._place(self._waiting.popleft())
        self._end_slot()

    def leads(self) -> list[int]:
        """Return the positions of the frames that stand for their shots: the sharpest of each."""
        return sorted(position for _, position in self._leads.values())

    def _place(self, seen: _Seen) -> None:
        if seen.number in self._cuts and seen.number:
            self._end_slot()
            self._shot += 1
            self._shot_start = self._slot_start = seen.at
            self._cuts.discard(seen.number)
        elif seen.at - self._slot_start >= self._every:
            self._end_slot()
            self._slot_start += (seen.at - self._slot_start) // self._every * self._every
        if self._shot and seen.at - self._shot_start < _EDGE:
            seen.worth *= 0.5
        if seen.worth and (self._best is None or seen.worth > self._best.worth):
            self._best = seen

    def _end_slot(self) -> None:
        best, self._best = self._best, None
        if best is None or self.full:
            return
        picture, full = _upright(best.frame, best.shape, self._side)
        pdq, quality = _pdq(picture)
        row = int(pdq, 16)
        # The last one, whatever its shot, so that a flash of light does not double it; older ones of this shot only,
        # because a shot that comes back later has a time of its own.
        last = [known for shot, known in self._last[:-1] if shot == self._shot] + [k for _, k in self._last[-1:]]
        if any((row ^ known).bit_count() <= _SAME for known in last):
            return
        self._last = [*self._last[1 - _REMEMBERED :], (self._shot, row)]
        if self.size is None:
            self.size = full
        if best.worth > self._leads.get(self._shot, (0.0, 0))[0]:
            self._leads[self._shot] = (best.worth, self._sent)
        self._sent += 1
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=_QUALITY)
        header = {"at": round(best.at, 3), "shot": self._shot, "pdq": pdq, "quality": quality}
        self._send({"frame": header}, out.getvalue())


def _small(frame: Any) -> NDArray[np.uint8]:
    factor = min(1.0, _SMALL / max(frame.width, frame.height))
    width, height = max(2, round(frame.width * factor)), max(2, round(frame.height * factor))
    return frame.reformat(width, height, "bgr24", interpolation="FAST_BILINEAR", threads=1).to_ndarray()  # type: ignore[no-any-return]


def _worth(small: NDArray[np.uint8]) -> float:
    """Return the variance of the Laplacian (Pech-Pacheco and others, 2000), 0 for frames that show nothing.

    It falls with blur, and with contrast: frames within a fade lose to those beside it.
    """
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    if float(grey.std()) < _FLAT:
        return 0.0
    return float(cv2.Laplacian(grey, cv2.CV_32F).var()) + 1e-6


def _upright(frame: Any, shape: Shape, side: int) -> tuple[Image.Image, tuple[int, int]]:
    """Return a frame in RGB, upright, in square pixels, its longer side ``side`` (0: as it is), and its size."""
    turn = _turn(frame)
    wide, high = shape.upright(frame.width, frame.height)
    factor = min(1.0, side / max(wide, high)) if side else 1.0
    size = (max(1, round(wide * factor)), max(1, round(high * factor)))
    scaled = frame.reformat(*size, "rgb24", interpolation="AREA" if factor < 1 else "BICUBIC", threads=1)
    picture = Image.fromarray(scaled.to_ndarray())
    full = shape.upright(frame.width, frame.height, turn)
    return (picture if turn is None else picture.transpose(turn)), full


def _turn(frame: Any) -> Image.Transpose | None:
    """Return how the frame's display matrix says that it is to be turned."""
    data = frame.side_data.get("DISPLAYMATRIX")
    if data is None or len(bytes(data)) < 36:
        return None
    matrix = np.frombuffer(bytes(data), np.int32, 9)
    return _TURNS.get(tuple(int(np.sign(v)) if abs(v) > 1 << 15 else 0 for v in matrix[[0, 1, 3, 4]]))  # type: ignore[arg-type]


def _pdq(picture: Image.Image) -> tuple[str, int]:
    square = np.asarray(picture.resize((_HASHED, _HASHED), Image.Resampling.BILINEAR))
    bits, quality = pdqhash.compute(square)
    return np.packbits(np.asarray(bits, dtype=np.uint8)).tobytes().hex(), int(quality)


def warm_up() -> None:
    """Load what is loaded when first used, while files may still be opened."""
    Image.init()
    out = io.BytesIO()
    picture = Image.fromarray(np.tile(np.arange(64, dtype=np.uint8), (64, 1))).convert("RGB")
    picture.save(out, "JPEG", quality=_QUALITY)
    _pdq(picture)
    _worth(np.asarray(picture))
