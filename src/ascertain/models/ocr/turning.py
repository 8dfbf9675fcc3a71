"""Boxes on a picture and on the same picture turned upright."""

from __future__ import annotations

from ascertain.models.ocr.reader import Box


def turned_box(box: Box, degrees: int) -> Box:
    """Return where a box lies once its picture is turned clockwise by 0, 90, 180 or 270 degrees; pure."""
    match degrees % 360:
        case 90:
            return Box(1 - box.bottom, box.left, 1 - box.top, box.right)
        case 180:
            return Box(1 - box.right, 1 - box.bottom, 1 - box.left, 1 - box.top)
        case 270:
            return Box(box.top, 1 - box.right, box.bottom, 1 - box.left)
        case _:
            return box
