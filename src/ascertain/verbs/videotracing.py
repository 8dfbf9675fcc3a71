"""Tracing a video: each keyframe is asked about, and videos match when frames agree in order and rhythm."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ascertain.records import Alteration, Feature, Media, Sighting, SightingMatch
from ascertain.rooms import Progress, Rooms

if TYPE_CHECKING:
    from ascertain.trace.comparing import Comparison
    from ascertain.trace.prints import Question
    from ascertain.trace.video import FrameMatch, Keyframes, VideoMatch

CANDIDATES = 40
"""Stored frames and pictures that a keyframe may be: a video has many frames alike."""

PICTURES = 3
"""Stored pictures compared with each keyframe, besides those near by hash."""

READING, STAGE = "Reading the video, seconds", "Comparing frames"


def find_video(
    rooms: Rooms, path: Path, progress: Progress
) -> tuple[Media, tuple[SightingMatch, ...], tuple[str, ...], bytes]:
    """Return a video's record, where it or its frames were seen, notes on the reading, and its first keyframe.

    Videos must agree in at least three frames; a stored picture must be the same image as a keyframe, or probably.
    Raises the errors of :func:`ascertain.trace.video.keyframes_of`.
    """
    from ascertain.trace.searching import matches_of
    from ascertain.trace.video import keyframes_of
    from ascertain.verbs.printing import ready_pictures

    video = keyframes_of(path, rooms.settings, lambda done, total: progress(READING, int(done), int(total) or None))
    ready_pictures(rooms, progress)
    videos, pictures = _found(rooms, video, progress)
    sightings = rooms.store.sightings_of([*(match.sha256 for match in videos), *pictures, video.sha256])
    by_video = {match.sha256: match for match in videos}
    matches = [
        video_match(video.media, sighting, by_video.get(sighting.sha256))
        for sighting in sightings
        if sighting.sha256 in by_video or sighting.sha256 == video.sha256
    ]
    matches += matches_of(pictures, [sighting for sighting in sightings if sighting.sha256 in pictures])
    ordered = tuple(sorted(matches, key=lambda match: (match.sighting.date, match.sighting.id)))
    return video.media, ordered, video.notes, video.frames[0].jpeg if video.frames else b""


def _found(rooms: Rooms, video: Keyframes, progress: Progress) -> tuple[list[VideoMatch], dict[str, Comparison]]:
    """Return the videos that agree with this one, and the surest comparison with each stored picture."""
    from ascertain.trace.video import candidate_match, match_videos, questions_of_video, spans_of, to_compare

    rough: list[FrameMatch] = []
    questions: dict[float, Question] = {}
    pictures: dict[str, Comparison] = {}
    for done, question in enumerate(questions_of_video(video, rooms.settings)):
        progress(STAGE, done, len(video.frames))
        at = question.frame or 0.0
        questions[at] = question
        near: list[tuple[str, float | None]] = []
        by_votes = 0
        for one in rooms.pictures.candidates(question, CANDIDATES):
            if one.frame is not None:
                if one.sha256 != video.sha256:
                    rough.append(candidate_match(at, one.sha256, one.frame, one.distance, one.votes))
            elif one.distance is not None or by_votes < PICTURES:
                by_votes += one.distance is None
                near.append((one.sha256, None))
        for sha256, comparison in _pictures(rooms, question, near):
            before = pictures.get(sha256)
            if before is None or comparison.score > before.score:
                pictures[sha256] = comparison
    times = rooms.store.frames_of(sorted({match.sha256 for match in rough}))
    spans = spans_of(video)
    sure = list(_compared(rooms, to_compare(match_videos(rough, spans, times)), questions))
    return list(match_videos(sure, spans, times)), pictures


def _pictures(
    rooms: Rooms, question: Question, near: Sequence[tuple[str, float | None]]
) -> Iterable[tuple[str, Comparison]]:
    from ascertain.trace.comparing import compare
    from ascertain.trace.searching import stored_prints

    stored = stored_prints(near, rooms.store)
    for prints, comparison in zip(stored, compare(question, stored, rooms.settings), strict=True):
        if comparison is not None and comparison.tier in ("same image", "probable"):
            yield prints.media.sha256, comparison


def _compared(rooms: Rooms, pairs: Sequence[FrameMatch], questions: dict[float, Question]) -> Iterable[FrameMatch]:
    """Yield what comparing the pixels of these pairs of frames says; strangers are left out."""
    from ascertain.trace.comparing import compare
    from ascertain.trace.searching import stored_prints
    from ascertain.trace.video import compared_match

    for at in sorted({pair.ours_at for pair in pairs}):
        keys = [(pair.sha256, pair.theirs_at) for pair in pairs if pair.ours_at == at]
        stored = stored_prints(keys, rooms.store)
        for prints, found in zip(stored, compare(questions[at], stored, rooms.settings), strict=True):
            if found is not None and prints.frame is not None:
                yield compared_match(prints.media.sha256, at, prints.frame, found)


def video_match(media: Media, sighting: Sighting, found: VideoMatch | None) -> SightingMatch:
    """Return the appearance of a video that agrees with the asked one, or (``None``) has the same bytes; pure."""
    if found is None:
        words = Feature(name="bytes", value=1.0, words="the same file, byte for byte")
        return SightingMatch(sighting=sighting, tier="same image", identical=True, distance=0, features=(words,))
    first = found.segments[0]
    mirrored = (Alteration(kind="mirrored", words="left and right are exchanged"),) if found.mirrored else ()
    return SightingMatch(
        sighting=sighting,
        tier=found.tier or "look-alike",
        identical=sighting.sha256 == media.sha256,
        features=(Feature(name="frames", value=float(found.frames), words=found.words),),
        alterations=mirrored,
        ours_at=first.ours_from,
        theirs_at=first.theirs_from,
        lasts=first.lasts,
    )
