"""Local features of a picture: points that look alike in copies, with what surrounds each, and their stored form."""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ascertain.errors import Invalid

_HEAD = struct.Struct("<2sBHHH")
_MAGIC, _VERSION = b"lf", 1
_MOST = 8192
_LONGEST = 2047
_PARTS_OF_A_PIXEL = 32  # 2,047 pixels × 32 fit 16 bits; a point is known to about a pixel
_POINT = np.dtype([("x", "<u2"), ("y", "<u2"), ("scale", "<u2"), ("angle", "<u2")])
_PER_ANGLE = 65536 / 360


@dataclass(frozen=True, eq=False)
class LocalFeatures:
    """ORB features (Rublee and others, 2011) of a picture, spread over it; ``eq`` compares what they hold."""

    descriptors: NDArray[np.uint8]
    """n × 32 bytes: 256 comparisons of brightness around each point."""

    points: NDArray[np.float32]
    """n × 4: across and down in pixels of the working picture, size of the surrounding in pixels, angle in degrees."""

    size: tuple[int, int]
    """Width and height of the working picture in pixels."""

    def __len__(self) -> int:
        return len(self.descriptors)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, LocalFeatures)
            and self.size == other.size
            and np.array_equal(self.descriptors, other.descriptors)
            and np.array_equal(self.points, other.points)
        )

    def __hash__(self) -> int:
        return hash((self.size, self.descriptors.tobytes()))

    def to_bytes(self) -> bytes:
        """Return a compact form, 40 bytes a point and 9 more; places are kept to 1/32 of a pixel.

        Raises ``Invalid`` when the arrays do not fit each other, or a point lies outside the picture.
        """
        _check(self.descriptors, self.points, self.size)
        packed = np.empty(len(self.points), dtype=_POINT)
        packed["x"] = np.rint(self.points[:, 0] * _PARTS_OF_A_PIXEL)
        packed["y"] = np.rint(self.points[:, 1] * _PARTS_OF_A_PIXEL)
        packed["scale"] = np.clip(np.rint(self.points[:, 2] * _PARTS_OF_A_PIXEL), 0, 65535)
        packed["angle"] = np.rint(np.mod(self.points[:, 3], 360) * _PER_ANGLE).astype(np.int64) % 65536
        head = _HEAD.pack(_MAGIC, _VERSION, len(self), *self.size)
        return head + np.ascontiguousarray(self.descriptors).tobytes() + packed.tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> LocalFeatures:
        """Return the features that ``to_bytes`` wrote; raises ``Invalid`` for anything else."""
        if len(data) < _HEAD.size or data[:2] != _MAGIC:
            raise Invalid("These bytes hold no local features.", "Make the prints of the picture again.")
        _, version, count, width, height = _HEAD.unpack_from(data)
        if version != _VERSION:
            raise Invalid(f"Local features of version {version} are not read.", "Make the prints of the picture again.")
        if len(data) != _HEAD.size + count * 40:
            raise Invalid("The local features are cut off.", "Make the prints of the picture again.")
        descriptors = np.frombuffer(data, np.uint8, count * 32, _HEAD.size).reshape(count, 32)
        packed = np.frombuffer(data, _POINT, count, _HEAD.size + count * 32)
        points = np.empty((count, 4), dtype=np.float32)
        for column, name in enumerate(("x", "y", "scale")):
            points[:, column] = packed[name] / _PARTS_OF_A_PIXEL
        points[:, 3] = packed["angle"] / _PER_ANGLE
        _check(descriptors, points, (width, height))
        return cls(descriptors, points, (width, height))

    @classmethod
    def none(cls, size: tuple[int, int] = (1, 1)) -> LocalFeatures:
        """Return what a flat picture has: no features."""
        return cls(np.empty((0, 32), np.uint8), np.empty((0, 4), np.float32), size)


def _check(descriptors: NDArray[np.uint8], points: NDArray[np.float32], size: tuple[int, int]) -> None:
    count = len(descriptors)
    if count > _MOST or descriptors.shape != (count, 32) or points.shape != (count, 4):
        raise Invalid("Descriptors and points of local features do not fit each other.")
    if not all(1 <= side <= _LONGEST for side in size):
        raise Invalid(f"A working picture of {size[0]} × {size[1]} pixels has no local features.")
    if not np.isfinite(points).all() or (points[:, :3] < 0).any() or (points[:, :2] > np.array(size)).any():
        raise Invalid("A local feature lies outside its picture.")
