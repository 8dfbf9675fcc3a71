"""Prints of a picture: what it is found by and compared with, made when it is stored and when it is asked about."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from ascertain.errors import Invalid
from ascertain.records import Media, Region
from ascertain.settings import Settings
from ascertain.trace.asking import ask
from ascertain.trace.features import LocalFeatures

ENGINE = "prints@1"
"""Name and version of what makes prints; stored prints of another version are to be made again."""

STORED_POINTS = 500
"""Local features kept of a stored picture: 20 kB."""

ASKED_POINTS = 1000
"""Local features taken of a picture that is asked about; more than stored, so that a crop finds its own."""

MOST_FRAMES = 16
"""Frames of an animation that are kept, those that differ most from the one before them."""

Turn = Literal["", "90°", "180°", "270°", "upside down", "mirrored", "mirrored 90°", "mirrored 270°"]
"""What was done to a picture before its hash was taken; see ``TURNS``."""

TURNS: tuple[Turn, ...] = ("", "90°", "180°", "270°", "upside down", "mirrored", "mirrored 90°", "mirrored 270°")
"""The eight ways to lay a picture, in the order of ``AskedPart.pdqs``."""

WHOLE = Region(corners=((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)))
"""All of a picture."""


@dataclass(frozen=True)
class Part:
    """Something of a picture that has a PDQ hash of its own."""

    name: str
    """``whole``, ``trimmed`` (without plain borders), ``panel 1`` … (a picture in a screenshot or collage)."""

    pdq: str
    """PDQ hash, 64 hex digits."""

    quality: int
    """PDQ quality, 0 to 100; below 50 it must not match."""

    region: Region
    """Where it lies in the picture."""


@dataclass(frozen=True)
class Prints:
    """Everything one picture, or one frame of an animation or video, is found by and compared with."""

    media: Media
    """The picture; of a frame, the file that it is part of."""

    parts: tuple[Part, ...]
    """The whole picture first, then its parts."""

    features: LocalFeatures
    """At most ``STORED_POINTS``."""

    thumb: bytes
    """A JPEG of at most 384 pixels, upright, for the comparison of pixels; about 14 kB."""

    frame: float | None = None
    """Second of the frame; ``None`` for a still picture."""


@dataclass(frozen=True)
class AskedPart:
    """A part of a picture that is asked about, with the hashes of its eight turned and mirrored forms."""

    name: str
    """As in ``Part``."""

    pdqs: tuple[str, ...]
    """Eight PDQ hashes, in the order of ``TURNS``."""

    quality: int
    """PDQ quality, 0 to 100."""

    region: Region
    """Where it lies in the picture."""


@dataclass(frozen=True)
class Question:
    """A picture that is asked about, or one frame of an animation or video."""

    media: Media
    """The picture; of a frame, the file that it is part of."""

    parts: tuple[AskedPart, ...]
    """The whole picture first, then its parts."""

    features: LocalFeatures
    """About ``ASKED_POINTS``, more when it has panels or is searched deeply."""

    mirrored: LocalFeatures
    """The same of the picture with left and right exchanged; places count in that exchanged picture."""

    picture: bytes
    """A JPEG of at most 640 pixels, upright, for the comparison of pixels."""

    frame: float | None = None
    """Second of the frame; ``None`` for a still picture."""


def prints_of(data: bytes, settings: Settings) -> tuple[Prints, ...]:
    """Return the prints of a picture: one, or one for each distinct frame of an animation, at most ``MOST_FRAMES``.

    Raises what ``fingerprint`` raises.
    """
    kind, header, body = ask("prints", data, settings, points=STORED_POINTS, frames=MOST_FRAMES)
    try:
        return tuple(
            Prints(
                media=_media(data, kind, header),
                parts=tuple(_part(part) for part in frame["parts"]),
                features=_features(frame["features"], cut),
                thumb=cut.take(frame["picture"]),
                frame=frame["at"],
            )
            for cut in [_Cut(body)]
            for frame in header["frames"]
        )
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise Invalid("The picture's decoder gave an answer that makes no sense.", "Save the picture again.") from error


def question_of(data: bytes, settings: Settings, *, deep: bool = False) -> tuple[Question, ...]:
    """Return a picture as it is asked about: one question, or one for each distinct frame of an animation.

    ``deep`` takes local features at 1,280 pixels too, which finds pictures set small into others. Raises what
    ``fingerprint`` raises.
    """
    kind, header, body = ask("question", data, settings, points=ASKED_POINTS, frames=MOST_FRAMES, deep=deep)
    try:
        return tuple(
            Question(
                media=_media(data, kind, header),
                parts=tuple(_asked_part(part) for part in frame["parts"]),
                features=_features(frame["features"], cut),
                mirrored=_features(frame["mirrored"], cut),
                picture=cut.take(frame["picture"]),
                frame=frame["at"],
            )
            for cut in [_Cut(body)]
            for frame in header["frames"]
        )
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise Invalid("The picture's decoder gave an answer that makes no sense.", "Save the picture again.") from error


class _Cut:
    """Takes an answer's bytes apart, front to back."""

    def __init__(self, body: bytes) -> None:
        self._body, self._at = body, 0

    def take(self, size: int) -> bytes:
        piece = self._body[self._at : self._at + size]
        if size < 0 or len(piece) != size:
            raise ValueError("the answer is too short")
        self._at += size
        return piece


def _features(said: dict[str, Any], cut: _Cut) -> LocalFeatures:
    count = int(said["count"])
    descriptors = np.frombuffer(cut.take(count * 32), np.uint8).reshape(count, 32)
    points = np.frombuffer(cut.take(count * 16), "<f4").reshape(count, 4).astype(np.float32)
    return LocalFeatures(descriptors, points, (int(said["width"]), int(said["height"])))


def _media(data: bytes, kind: str, header: dict[str, Any]) -> Media:
    first = header["frames"][0]["parts"][0]
    return Media(
        sha256=hashlib.sha256(data).hexdigest(),
        type=kind,
        size=len(data),
        width=header["width"],
        height=header["height"],
        pdq=first["pdqs"][0],
        pdq_quality=first["quality"],
    )


def _part(said: dict[str, Any]) -> Part:
    return Part(said["name"], said["pdqs"][0], int(said["quality"]), region_of(said["box"]))


def _asked_part(said: dict[str, Any]) -> AskedPart:
    if len(said["pdqs"]) != len(TURNS):
        raise ValueError("not eight hashes")
    return AskedPart(said["name"], tuple(said["pdqs"]), int(said["quality"]), region_of(said["box"]))


def region_of(box: tuple[float, float, float, float]) -> Region:
    """Return the region of a box: left, top, right, bottom in fractions."""
    left, top, right, bottom = box
    return Region(corners=((left, top), (right, top), (right, bottom), (left, bottom)))
