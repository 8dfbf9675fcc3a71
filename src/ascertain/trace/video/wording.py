"""Matches of videos in words."""

from __future__ import annotations

from collections.abc import Sequence


def clock(seconds: float) -> str:
    """Return a place in a video: ``0:07``, ``2:07`` or ``1:04:09``."""
    minutes, rest = divmod(int(max(0.0, seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def said_match(segments: Sequence[tuple[float, float, float, float, float]], frames: int, mirrored: bool) -> str:
    """Return what a reader is told; a segment is ours from, to, theirs from, to, and speed."""
    parts = []
    for ours_from, ours_to, theirs_from, theirs_to, speed in segments[:4]:
        words = f"{clock(ours_from)} to {clock(ours_to)} here is {clock(theirs_from)} to {clock(theirs_to)} there"
        if abs(speed - 1) > 0.03:
            words += f", here {speed:.2f} times as fast" if speed > 1 else f", here slowed to {speed:.0%} of the speed"
        parts.append(words)
    if len(segments) > 4:
        parts.append(f"and {len(segments) - 4} more stretches")
    mirror = ", left and right exchanged" if mirrored else ""
    return f"{frames} frames agree in the same order and rhythm{mirror}: {'; '.join(parts)}"


def said_picture(at: float, start: float, end: float) -> str:
    """Return what a reader is told of a picture that is seen in a video."""
    if end - start < 1.0:
        return f"seen at {clock(at)}"
    return f"seen from {clock(start)} to {clock(end)}, most like it at {clock(at)}"
