"""Prints of one decoded picture: PDQ hashes of it and its parts, local features, a small copy."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pdqhash
from PIL import Image

from . import panels, points

SIDE = 640
"""Longest side of the working picture, in pixels."""

_DEEP_SIDE = 1280
_THUMB_SIDE = 384
_PANEL_SIDE = 480
_HASHED_SIDE = 512
_SMALLEST = 5  # pixels; below this PDQ has nothing to hash
_LARGEST_ZOOM = 2.0
_WHOLE = (0.0, 0.0, 1.0, 1.0)


def make(
    rgb: Image.Image, count: int, at: float | None, *, asked: bool, deep: bool = False
) -> tuple[dict[str, Any], bytes]:
    """Return the prints of an upright RGB picture, as header and bytes.

    The header is ``{"at", "parts": [{"name", "pdqs", "quality", "box"}], "features": {"count", "width", "height"},
    "mirrored", "picture"}``; the bytes are descriptors and points (32-bit floats) of ``features``, the same of
    ``mirrored``, and a JPEG of ``picture`` bytes. ``asked`` gives each part its eight turned hashes, features of
    panels and of the mirrored picture, and a larger copy.
    """
    boxes = _parts(rgb)
    parts = [{"name": name, "box": box, **_hashes(_cut(rgb, box), asked)} for name, box in boxes]
    header: dict[str, Any] = {"at": at, "parts": parts}
    body = b""
    regions = [box for _, box in boxes if box != _WHOLE] if asked else []
    found, size = _features(rgb, count, regions, deep, both=asked)
    for name, (descriptors, places) in zip(("features", "mirrored"), found, strict=False):
        header[name] = {"count": len(descriptors), "width": size[0], "height": size[1]}
        body += descriptors.tobytes() + places.astype("<f4").tobytes()
    picture = _jpeg(rgb, SIDE if asked else _THUMB_SIDE, 90 if asked else 80)
    header["picture"] = len(picture)
    return header, body + picture


def pdq(rgb: Image.Image) -> str:
    """Return the PDQ hash of a picture, 64 hex digits."""
    return str(_hashes(rgb, False)["pdqs"][0])


def _parts(rgb: Image.Image) -> list[tuple[str, tuple[float, float, float, float]]]:
    grey = np.asarray(_fitted(rgb.convert("L"), _PANEL_SIDE, 1.0))
    height, width = grey.shape
    found: list[tuple[str, tuple[float, float, float, float]]] = [("whole", _WHOLE)]
    trim, inner = panels.find(grey)
    if 0.15 <= (trim[2] - trim[0]) * (trim[3] - trim[1]) / grey.size <= 0.97:
        found.append(("trimmed", _fraction(trim, width, height)))
    shown = [box for box in inner if not _nearly(box, trim)]
    return found + [(f"panel {n}", _fraction(box, width, height)) for n, box in enumerate(shown, 1)]


def _nearly(one: panels.Box, other: panels.Box) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= 4


def _fraction(box: panels.Box, width: int, height: int) -> tuple[float, float, float, float]:
    return box[0] / width, box[1] / height, box[2] / width, box[3] / height


def _flipped(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    return 1 - box[2], box[1], 1 - box[0], box[3]


def _cut(rgb: Image.Image, box: tuple[float, float, float, float]) -> Image.Image:
    if box == _WHOLE:
        return rgb
    width, height = rgb.size
    left, top = int(box[0] * width + 0.5), int(box[1] * height + 0.5)
    return rgb.crop((left, top, max(left + 1, int(box[2] * width + 0.5)), max(top + 1, int(box[3] * height + 0.5))))


def _hashes(rgb: Image.Image, asked: bool) -> dict[str, Any]:
    if min(rgb.size) < _SMALLEST:
        return {"pdqs": ["0" * 64] * (8 if asked else 1), "quality": 0}
    square = np.asarray(rgb.resize((_HASHED_SIDE, _HASHED_SIDE), Image.Resampling.BILINEAR))
    if asked:
        rows, quality = pdqhash.compute_dihedral(square)
    else:
        row, quality = pdqhash.compute(square)
        rows = [row]
    return {
        "pdqs": [np.packbits(np.asarray(row, dtype=np.uint8)).tobytes().hex() for row in rows],
        "quality": int(quality),
    }


def _features(
    rgb: Image.Image, count: int, boxes: list[tuple[float, float, float, float]], deep: bool, *, both: bool
) -> tuple[list[points.Found], tuple[int, int]]:
    """Return features of the working picture, with those of its parts and its enlarged form in the same pixels.

    ``both`` returns those of the mirror image too. Second is the size of the working picture.
    """
    base = _fitted(rgb.convert("L"), SIDE, _LARGEST_ZOOM)
    found = [_placed(base, base.size, _WHOLE, count, both=both)]
    if deep and max(rgb.size) > SIDE:
        found.append(_placed(_fitted(rgb.convert("L"), _DEEP_SIDE, 1.0), base.size, _WHOLE, 2 * count, both=both))
    for box in boxes:
        part = _fitted(_cut(rgb, box).convert("L"), SIDE, _LARGEST_ZOOM)
        found.append(_placed(part, base.size, box, count // 3, both=both))
    sides = zip(*found, strict=True)
    return [(np.concatenate([d for d, _ in side]), np.concatenate([p for _, p in side])) for side in sides], base.size


def _placed(
    grey: Image.Image, size: tuple[int, int], box: tuple[float, float, float, float], count: int, *, both: bool
) -> list[points.Found]:
    values = np.asarray(grey)
    found = points.find_both(values, count) if both else (points.find(values, count),)
    for (_, places), (left, top, right, bottom) in zip(found, (box, _flipped(box)), strict=False):
        across = size[0] * (right - left) / grey.width
        places[:, 0] = np.clip(places[:, 0] * across + left * size[0], 0, size[0])
        places[:, 1] = np.clip(places[:, 1] * size[1] * (bottom - top) / grey.height + top * size[1], 0, size[1])
        places[:, 2] *= across
    return list(found)


def _fitted(image: Image.Image, side: int, zoom: float) -> Image.Image:
    factor = min(side / max(image.size), zoom)
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    return image if size == image.size else image.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)


def _jpeg(rgb: Image.Image, side: int, quality: int) -> bytes:
    small = _fitted(rgb, side, 1.0)
    out = io.BytesIO()
    Image.frombytes("RGB", small.size, small.tobytes()).save(out, "JPEG", quality=quality)
    return out.getvalue()
