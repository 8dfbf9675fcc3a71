"""Keyframes as what the picture search stores and asks: prints and questions, with the video's name and the second."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ascertain.settings import Settings
from ascertain.trace.comparing import Comparison
from ascertain.trace.prints import Prints, Question, prints_of, question_of
from ascertain.trace.video.keyframes import Keyframes
from ascertain.trace.video.matching import FrameMatch, strength_of


def prints_of_video(video: Keyframes, settings: Settings) -> Iterator[Prints]:
    """Yield what is stored of each keyframe of a video, with the video's record and the frame's second."""
    for frame in video.frames:
        for made in prints_of(frame.jpeg, settings):
            yield replace(made, media=video.media, frame=frame.at)


def questions_of_video(video: Keyframes, settings: Settings, *, deep: bool = False) -> Iterator[Question]:
    """Yield each keyframe of a video as it is asked about, with the video's record and the frame's second."""
    for frame in video.frames:
        for made in question_of(frame.jpeg, settings, deep=deep):
            yield replace(made, media=video.media, frame=frame.at)


def spans_of(video: Keyframes) -> tuple[tuple[float, float], ...]:
    """Return from when until when each keyframe was to be seen, as ``match_videos`` wants it."""
    return tuple((frame.at, frame.until) for frame in video.frames)


def candidate_match(ours_at: float, sha256: str, theirs_at: float, distance: int | None, votes: float) -> FrameMatch:
    """Return a candidate of the picture index as a match of two frames that were not compared."""
    return FrameMatch(sha256, ours_at, theirs_at, strength_of(distance, votes))


def compared_match(sha256: str, ours_at: float, theirs_at: float, found: Comparison) -> FrameMatch:
    """Return what the comparison of two frames says of them."""
    mirrored = any(change.kind == "mirrored" for change in found.alterations)
    return FrameMatch(sha256, ours_at, theirs_at, found.score, found.tier, mirrored)
