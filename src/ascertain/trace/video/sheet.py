"""A contact sheet: the pictures of a video side by side, with their times."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ascertain.errors import Invalid
from ascertain.trace.video.keyframes import Keyframe, Keyframes

if TYPE_CHECKING:
    from PIL import Image

MOST_TILES = 200
"""Pictures on one sheet; of more, those that stand for their shots are shown, then those evenly spread."""

_WIDE, _PORTRAIT = 300, 190  # pixels a picture is wide: of landscape and of portrait videos
_PAGE = 1560
_MARGIN, _LABEL, _HEAD = 12, 26, 40
_PAPER, _INK = "white", "black"


def contact_sheet(video: Keyframes) -> bytes:
    """Return a JPEG with the keyframes of a video in rows, each with its time and the number of its shot below.

    Of more than 200 keyframes only some are shown, and the heading says so. Raises ``Invalid`` when there are none.
    """
    from PIL import Image, ImageDraw, ImageFont

    if not video.frames:
        raise Invalid("The video has no keyframes to show.", "All of it is black or plain.")
    frames = chosen(video.frames)
    wide, high = video.size if min(video.size) > 0 else _picture(frames[0]).size
    width = _WIDE if wide >= high else _PORTRAIT
    height = min(max(40, round(width * high / wide)), 2 * width)
    columns = min(len(frames), (_PAGE - _MARGIN) // (width + _MARGIN))
    rows = -(-len(frames) // columns)
    size = (_MARGIN + max(columns, 2) * (width + _MARGIN), _HEAD + rows * (height + _LABEL + _MARGIN) + _MARGIN)
    sheet = Image.new("RGB", size, _PAPER)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(16)
    shown = f"{len(frames)} of {len(video.frames)}" if len(frames) < len(video.frames) else f"{len(frames)}"
    draw.text((_MARGIN, 10), f"{stamp(video.seconds)[:-4]}, {shown} keyframes", fill=_INK, font=font)
    for number, frame in enumerate(frames):
        left = _MARGIN + number % columns * (width + _MARGIN)
        top = _HEAD + number // columns * (height + _LABEL + _MARGIN)
        picture = _picture(frame)
        picture.thumbnail((width, height), Image.Resampling.LANCZOS)
        sheet.paste(picture, (left + (width - picture.width) // 2, top + (height - picture.height) // 2))
        draw.text((left, top + height + 4), f"{stamp(frame.at)}  shot {frame.shot + 1}", fill=_INK, font=font)
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


def chosen(frames: Sequence[Keyframe], most: int = MOST_TILES) -> tuple[Keyframe, ...]:
    """Return at most ``most`` frames in time order: all, or those that stand for shots, or an even choice of those."""
    if len(frames) <= most:
        return tuple(frames)
    some = [frame for frame in frames if frame.lead]
    if len(some) < most // 4:
        some = list(frames)
    step = max(1.0, len(some) / most)
    return tuple(some[int(number * step)] for number in range(min(most, len(some))))


def stamp(seconds: float) -> str:
    """Return a time as ``00:00:03.250``."""
    thousandths = round(max(0.0, seconds) * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"


def _picture(frame: Keyframe) -> Image.Image:
    from PIL import Image

    # Written by the limited process; should that have been taken over, a bomb in it is refused by Pillow's own limit.
    return Image.open(io.BytesIO(frame.jpeg), formats=["JPEG"]).convert("RGB")
