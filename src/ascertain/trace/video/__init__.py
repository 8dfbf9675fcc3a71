"""Videos: their keyframes, and where one shows what another shows."""

from ascertain.trace.video.container import is_video, video_type
from ascertain.trace.video.folder import write_keyframes
from ascertain.trace.video.keyframes import Keyframe, Keyframes, VideoReading, keyframes_of
from ascertain.trace.video.matching import (
    FrameMatch,
    PictureInVideo,
    Segment,
    VideoMatch,
    find_picture,
    match_videos,
    strength_of,
    to_compare,
)
from ascertain.trace.video.prints import (
    candidate_match,
    compared_match,
    prints_of_video,
    questions_of_video,
    spans_of,
)
from ascertain.trace.video.sheet import contact_sheet

__all__ = [
    "FrameMatch",
    "Keyframe",
    "Keyframes",
    "PictureInVideo",
    "Segment",
    "VideoMatch",
    "VideoReading",
    "candidate_match",
    "compared_match",
    "contact_sheet",
    "find_picture",
    "is_video",
    "keyframes_of",
    "match_videos",
    "prints_of_video",
    "questions_of_video",
    "spans_of",
    "strength_of",
    "to_compare",
    "video_type",
    "write_keyframes",
]
