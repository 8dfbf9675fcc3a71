"""Which stored videos show what an asked one shows, and when: decided from matches of single frames; pure.

Frames that look alike prove little about videos. What counts is that several, distinct ones do in the same order and at
the same distances of time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ascertain.records import Tier
from ascertain.trace.video.aligning import Alignment, Points, align
from ascertain.trace.video.wording import said_match, said_picture

FEWEST_FRAMES = 3
"""Distinct frames that must agree on the times."""

_TIERS: tuple[Tier, ...] = ("same image", "probable", "same scene", "look-alike")
# A frame half a second beside its copy is another picture of the scene: it supports, but for less.
_WORTH: dict[Tier | None, float] = {
    "same image": 1.0,
    "probable": 0.8,
    "same scene": 0.6,
    "look-alike": 0.25,
    None: 0.5,
}
_FEW_VIDEOS = 3
_LEAST_RARITY = 1 / 8  # so that twelve frames that many videos share are a match all the same, and a title is none
_RESTING = 2.5  # seconds to the next kept frame from which a picture rested; while it moves one is kept each second
_MOST_OF_IT = 0.5  # of the asked frames: a video that shows so much of it is no mere bearer of the same title card
_CLEAR = 0.8  # matches of a frame weaker than this share of its best one in a video are echoes of it


@dataclass(frozen=True)
class FrameMatch:
    """A frame of the asked video, and a frame of a stored video that may show the same."""

    sha256: str
    """The stored video."""

    ours_at: float
    """Second of the asked frame."""

    theirs_at: float
    """Second of the stored frame."""

    strength: float
    """How sure it is, 0 to 1: what ``Comparison.score`` says, or ``strength_of`` for what was not compared yet."""

    tier: Tier | None = None
    """What the comparison says; ``None`` for a candidate that was not compared."""

    mirrored: bool = False
    """Whether left and right are exchanged."""


@dataclass(frozen=True)
class Segment:
    """A stretch of two videos that agrees."""

    ours_from: float
    ours_to: float
    theirs_from: float
    theirs_to: float

    speed: float
    """Seconds of theirs in one second of ours: 1.25 when ours is sped up, 0.8 when it is slowed."""

    frames: int
    """Asked frames that agree."""

    tier: Tier | None
    """What most of them say; ``None`` when they were not compared."""

    @property
    def offset(self) -> float:
        """Second of theirs at which ours begins, were it all there; negative when ours begins earlier."""
        return round(self.theirs_from - self.speed * self.ours_from, 3)

    @property
    def lasts(self) -> float:
        """How long it is, in seconds of the asked video."""
        return round(self.ours_to - self.ours_from, 3)


@dataclass(frozen=True)
class VideoMatch:
    """A stored video that shows what the asked one shows."""

    sha256: str
    """The stored video."""

    segments: tuple[Segment, ...]
    """Where they agree, in the order of the asked video; several when one of the two was cut."""

    frames: int
    """Asked frames that agree."""

    weight: float
    """What these frames amount to as evidence, in distinct frames; at least 3."""

    tier: Tier | None
    """The surest of the segments; ``None`` when frames were not compared."""

    mirrored: bool
    """Whether left and right are exchanged."""

    words: str
    """What a reader is told: ``19 frames agree, 0:00 to 0:18 here with 0:03 to 0:21 there``."""

    pairs: tuple[FrameMatch, ...] = ()
    """The matches of single frames that it rests on, in the order of the asked video."""


@dataclass(frozen=True)
class PictureInVideo:
    """A stored video that shows the asked picture."""

    sha256: str
    """The stored video."""

    at: float
    """Second of the frame that is most like it."""

    until: float
    """Second until which it is to be seen, as far as the kept frames tell."""

    frames: int
    """Kept frames that show it."""

    strength: float
    """How sure it is, 0 to 1."""

    tier: Tier | None
    """What it is."""

    words: str
    """What a reader is told."""


def strength_of(distance: int | None, votes: float = 0.0) -> float:
    """Return a first guess of how sure a candidate of the index is, 0 to 1, before anything is compared."""
    by_hash = 0.0 if distance is None else max(0.0, 1 - distance / 128)
    return round(max(by_hash, votes / (votes + 12)), 4)


def match_videos(
    found: Iterable[FrameMatch],
    ours: Sequence[tuple[float, float]],
    theirs: Mapping[str, Sequence[float]] | None = None,
) -> tuple[VideoMatch, ...]:
    """Return the stored videos that agree with the asked one in at least three distinct frames, surest first.

    ``ours`` says from when until when each kept frame of the asked video was to be seen; ``theirs`` the seconds of all
    kept frames of each stored video, which tell how long each was. Agreement means one offset and one speed from 0.75
    to 1.33, within a second. What a frame counts for is divided by the frames of the video that it could as well be, so
    that a picture that hardly moves counts once however long it lasts; and it is lowered for frames found in many
    videos, such as title cards, unless the video shows at least half of the asked one.
    """
    by_video: dict[str, list[FrameMatch]] = defaultdict(list)
    for match in found:
        by_video[match.sha256].append(match)
    spans = {at: until if until - at >= _RESTING else at for at, until in ours}
    videos_of: dict[float, set[str]] = defaultdict(set)
    for sha256, matches in by_video.items():
        for match in matches:
            videos_of[match.ours_at].add(sha256)
    rarity = {at: max(_LEAST_RARITY, min(1.0, (_FEW_VIDEOS / len(videos)) ** 2)) for at, videos in videos_of.items()}
    results = []
    for sha256, matches in by_video.items():
        until = _untils(matches, (theirs or {}).get(sha256, ()))
        rested = {at: end if end - at >= _RESTING else at for at, end in until.items()}
        result = max(
            (
                match_one
                for mirrored in (False, True)
                if (match_one := _matched(sha256, matches, mirrored, spans, rested, rarity, len(ours))) is not None
            ),
            key=lambda m: m.weight,
            default=None,
        )
        if result is not None:
            results.append(result)
    return tuple(sorted(results, key=lambda m: (_rank(m.tier), -m.weight, m.sha256)))


def find_picture(
    found: Iterable[FrameMatch], theirs: Mapping[str, Sequence[float]] | None = None
) -> tuple[PictureInVideo, ...]:
    """Return when stored videos show an asked picture, surest first; ``ours_at`` of the matches is not looked at.

    One video may show it at several times, each a result of its own. ``theirs`` is as for ``match_videos``.
    """
    by_video: dict[str, list[FrameMatch]] = defaultdict(list)
    for match in found:
        by_video[match.sha256].append(match)
    results = []
    for sha256, matches in by_video.items():
        times = sorted((theirs or {}).get(sha256, ()))
        until = _untils(matches, times)
        runs: list[list[FrameMatch]] = []
        for match in sorted(matches, key=lambda m: m.theirs_at):
            if runs and match.theirs_at - until[runs[-1][-1].theirs_at] <= 0.01:
                runs[-1].append(match)
            else:
                runs.append([match])
        for run in runs:
            best = min(run, key=lambda m: (_rank(m.tier), -m.strength, m.theirs_at))
            end = until[run[-1].theirs_at]
            words = said_picture(best.theirs_at, run[0].theirs_at, end)
            results.append(PictureInVideo(sha256, best.theirs_at, end, len(run), best.strength, best.tier, words))
    return tuple(sorted(results, key=lambda p: (_rank(p.tier), -p.strength, p.sha256, p.at)))


def to_compare(matches: Sequence[VideoMatch], most: int = 12) -> tuple[FrameMatch, ...]:
    """Return the pairs of frames that are worth comparing before these videos are believed, ``most`` a video.

    They are taken evenly over the agreement, so that comparing costs the same for a clip and a film.
    """
    chosen: list[FrameMatch] = []
    for match in matches:
        count = len(match.pairs)
        picked = {round(n * (count - 1) / max(1, most - 1)) for n in range(most)} if count > most else set(range(count))
        chosen += [match.pairs[at] for at in sorted(picked)]
    return tuple(chosen)


def _rank(tier: Tier | None) -> int:
    return len(_TIERS) if tier is None else _TIERS.index(tier)


def _untils(matches: Sequence[FrameMatch], times: Sequence[float]) -> dict[float, float]:
    """Return until when each stored frame was to be seen: until the next kept one, when that is known."""
    known = sorted({*times, *(m.theirs_at for m in matches)}) if times else []
    following = dict(pairwise(known))
    return {m.theirs_at: following.get(m.theirs_at, m.theirs_at) for m in matches}


def _matched(
    sha256: str,
    matches: Sequence[FrameMatch],
    mirrored: bool,
    spans: dict[float, float],
    until: dict[float, float],
    rarity: dict[float, float],
    asked: int,
) -> VideoMatch | None:
    some = _clear([m for m in matches if m.mirrored == mirrored])
    if len({m.ours_at for m in some}) < FEWEST_FRAMES:
        return None
    points = Points.of(
        [m.ours_at for m in some],
        [max(m.ours_at, spans.get(m.ours_at, m.ours_at)) for m in some],
        [m.theirs_at for m in some],
        [until[m.theirs_at] for m in some],
        [_WORTH[m.tier] for m in some],
        _specificity(some),
    )
    segments: list[Segment] = []
    pairs: list[FrameMatch] = []
    weight = common = 0.0
    for found in align(points):
        parts = [some[at] for at in found.chosen]
        segments.append(_segment(found, parts))
        pairs += parts
        weight += found.weight
        common += found.weight * sum(rarity[m.ours_at] for m in parts) / len(parts)
    frames = len({m.ours_at for m in pairs})
    enough = common if frames < _MOST_OF_IT * asked else weight
    if frames < FEWEST_FRAMES or enough < _LEAST_WEIGHT:
        return None
    segments.sort(key=lambda s: (s.ours_from, s.theirs_from))
    tier = min((s.tier for s in segments), key=_rank)
    return VideoMatch(
        sha256=sha256,
        segments=tuple(segments),
        frames=frames,
        weight=round(weight, 2),
        tier=tier,
        mirrored=mirrored,
        words=said_match(
            [(s.ours_from, s.ours_to, s.theirs_from, s.theirs_to, s.speed) for s in segments], frames, mirrored
        ),
        pairs=tuple(sorted(pairs, key=lambda m: (m.ours_at, m.theirs_at))),
    )


_LEAST_WEIGHT = 1.5
"""What agreeing frames must amount to: three distinct frames in another shot of the scene each, and a margin below."""


def _clear(matches: Sequence[FrameMatch]) -> list[FrameMatch]:
    """Return the matches without those that are much weaker than the best of their asked frame."""
    best: dict[float, float] = {}
    for match in matches:
        best[match.ours_at] = max(best.get(match.ours_at, 0.0), match.strength)
    return [m for m in matches if m.strength >= _CLEAR * best[m.ours_at]]


def _specificity(matches: Sequence[FrameMatch]) -> list[float]:
    """Return one divided by how many frames each could as well be, on either side: of neighbours two are forgiven."""
    ours: dict[float, int] = defaultdict(int)
    theirs: dict[float, int] = defaultdict(int)
    for match in matches:
        ours[match.ours_at] += 1
        theirs[match.theirs_at] += 1
    return [1 / max(1, ours[m.ours_at] - 2, theirs[m.theirs_at] - 2) for m in matches]


def _segment(found: Alignment, parts: Sequence[FrameMatch]) -> Segment:
    tiers = sorted((m.tier for m in parts), key=_rank)
    # The surest tier that at least three frames, or four in ten, reach.
    tier = tiers[min(len(tiers), max(FEWEST_FRAMES, -(-len(tiers) * 4 // 10))) - 1]
    return Segment(
        ours_from=round(found.ours_from, 3),
        ours_to=round(found.ours_to, 3),
        theirs_from=round(found.theirs_from, 3),
        theirs_to=round(found.theirs_to, 3),
        speed=round(found.speed, 3),
        frames=len({m.ours_at for m in parts}),
        tier=tier,
    )
