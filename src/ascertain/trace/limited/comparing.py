"""Comparing a picture with others, in the limited worker: where each lies in it, and whether the pixels there agree."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from . import agreeing, aligning

Numbers = NDArray[np.float64]

_CLEAR = 0.95  # agreement after which no other way to lay the pictures on each other is tried


def compare(request: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """Return what is measured between one picture and each of some others.

    The request names ``{"ours": {"features", "mirrored", "picture"}, "theirs": [{"features", "picture", "hints"}]}``:
    ``features`` as ``{"count", "width", "height"}``, ``picture`` as a number of bytes; ``data`` holds them in that
    order, as ``printing.make`` writes them. A hint, ``{"ours": box, "theirs": box, "turn": 0 to 7}``, says how parts
    of the two lie if their hashes do not deceive. The answer is ``{"found": [measurements or None]}``.
    """
    cut = _Cut(data)
    said = request["ours"]
    plain = cut.features(said["features"])
    mirrored = cut.features(said["mirrored"])
    ours = _opened(cut.take(said["picture"]))
    asked = aligning.Asked(plain, mirrored)
    found = []
    for other in request["theirs"]:
        features = cut.features(other["features"])
        found.append(_measured(asked, ours, features, cut.take(other["picture"]), other["hints"]))
    return {"found": found}, b""


def _measured(
    asked: aligning.Asked,
    ours: NDArray[np.uint8],
    features: aligning.Features,
    jpeg: bytes,
    hints: Sequence[dict[str, Any]],
) -> dict[str, Any] | None:
    """Return the measurements of the way to lay the pictures on each other that agrees best.

    Most candidates are strangers, in which nothing is alike: their pictures are never opened.
    """
    laid = aligning.align(asked, features)
    if laid is None and not hints:
        return None
    theirs = _opened(jpeg)
    best = None if laid is None else agreeing.lay(ours, theirs, laid.onto_ours)
    by = "details"
    for hint in hints:
        if best is not None and best.agreement >= _CLEAR:
            break
        pair = agreeing.lay(ours, theirs, _hinted(hint))
        if pair is not None and (best is None or _better(pair, best)):
            best, by = pair, "hashes"
    if best is None:
        return None
    inliers = 0 if laid is None else laid.inliers
    return {"inliers": inliers, "by": by, **agreeing.describe(best, ours, theirs)}


def _better(one: agreeing.Laid, other: agreeing.Laid) -> bool:
    return (one.agreement, one.blocks) > (other.agreement, other.blocks)


def _hinted(hint: dict[str, Any]) -> Numbers:
    """Return the transform of their fractions onto ours that two boxes and a turn say."""
    theirs = _box(hint["theirs"])
    ours = _box(hint["ours"])
    turned: Numbers = ours @ aligning.TURNS[hint["turn"]] @ np.linalg.inv(theirs)
    return turned


def _box(box: Sequence[float]) -> Numbers:
    """Return the transform of the unit square onto a box."""
    left, top, right, bottom = box
    return np.array([[right - left, 0, left], [0, bottom - top, top], [0, 0, 1.0]])


class _Cut:
    """Takes a request's bytes apart, front to back."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def take(self, size: int) -> bytes:
        piece = self._data[self._at : self._at + size]
        self._at += size
        if len(piece) != size:
            raise ValueError("the request is too short")
        return piece

    def features(self, said: dict[str, int]) -> aligning.Features:
        count = said["count"]
        descriptors = np.frombuffer(self.take(32 * count), np.uint8).reshape(count, 32)
        points = np.frombuffer(self.take(16 * count), "<f4").reshape(count, 4)
        return aligning.Features(descriptors, points.astype(np.float64), (said["width"], said["height"]))


def _opened(jpeg: bytes) -> NDArray[np.uint8]:
    """Return a JPEG that ``printing`` made, as height × width × 3."""
    image = Image.open(io.BytesIO(jpeg), formats=["JPEG"])
    if max(image.size) > 2048:
        raise ValueError("not a working picture")
    return cv2.cvtColor(np.asarray(image.convert("RGB")), cv2.COLOR_RGB2BGR)  # type: ignore[return-value]
