"""Whether two pictures laid on each other agree pixel by pixel, and what differs between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Grey = NDArray[np.float32]

TOLD = 0.85
"""Agreement from which it is said what was done to a picture."""

_BLOCK = 24
_TEXTURED = 4.0  # standard deviation, of 255, of a block whose brightness says something
_FEWEST_BLOCKS = 4
_FEWEST_PLACES = 8
_ROUGH = 8.0  # standard deviation of brightness around a place whose motion can be seen
_LOW = 0.5
_HOPELESS, _GOOD = 0.5, 0.95  # agreement between which moving by fractions of a pixel may change the tier
_STILL = 0.35  # agreement below which drift changes no tier
_NUDGED_SIDE = 192
_COLOURED_SIDE = 96  # of a picture whose colours are compared
_NUDGE = 0.1  # share of the side that ours may be moved by
_UNIT = np.array([[0.0, 0, 1], [1, 0, 1], [1, 1, 1], [0, 1, 1]])


@dataclass
class Laid:
    """Two pictures laid on each other, and how they agree."""

    here: NDArray[np.uint8]
    there: NDArray[np.uint8]
    mask: NDArray[np.bool_]
    onto_ours: Numbers
    ours_share: float
    theirs_share: float
    agreement: float
    upper: float
    blocks: int
    low: float
    band: list[float]


def lay(ours: NDArray[np.uint8], theirs: NDArray[np.uint8], onto_ours: Numbers) -> Laid | None:
    """Return the numbers that say how two pictures (height × width × 3, BGR) agree when laid on each other.

    ``onto_ours`` takes fractions of theirs to fractions of ours. ``None`` when they hardly overlap. The numbers are
    ``agreement``, the median over textured blocks of the zero-mean normalised cross-correlation, -1 to 1; ``blocks``,
    their number; ``low``, the share of blocks that do not agree; where the match lies; and what lies around it.
    """
    placed = _overlap(onto_ours)
    if placed is None:
        return None
    ours_share, theirs_share = placed
    pair = _laid(ours, theirs, onto_ours)
    if pair is None:
        return None
    here, there, mask = pair
    first, second = _grey(here), _grey(there)
    agreement, upper, blocks, low, band = _correlated(first, second, mask)
    if _HOPELESS <= agreement < _GOOD:
        nudged = _nudged(first, second, mask)
        if nudged is not None:
            better = _correlated(_moved(first, nudged), second, mask)
            if better[0] > agreement:
                agreement, upper, blocks, low, band = better
                here = _moved(here, nudged)
    return Laid(here, there, mask, onto_ours, ours_share, theirs_share, agreement, upper, blocks, low, band)


def describe(laid: Laid, ours: NDArray[np.uint8], theirs: NDArray[np.uint8]) -> dict[str, Any]:
    """Return what a comparison says of two pictures: how they agree, and where.

    ``drift`` is -1 where it is unknown, or too little agrees for it to matter. What lies around and differs in colour
    is told only of pictures that agree to ``TOLD``: nothing is said of others.
    """
    told = laid.agreement >= TOLD
    seen = laid.agreement >= _STILL
    return {
        "agreement": laid.agreement,
        "upper": laid.upper,
        "drift": _drift(_grey(laid.here), _grey(laid.there), laid.mask) if seen else -1.0,
        "blocks": laid.blocks,
        "low": laid.low,
        "band": laid.band,
        "ours_share": laid.ours_share,
        "theirs_share": laid.theirs_share,
        "onto_ours": laid.onto_ours.ravel().tolist(),
        **(_surroundings(laid, ours, theirs) if told else {}),
    }


def _surroundings(laid: Laid, ours: NDArray[np.uint8], theirs: NDArray[np.uint8]) -> dict[str, Any]:
    onto_theirs: Numbers = np.linalg.inv(laid.onto_ours).astype(np.float64)
    grey, other = (cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY) for picture in (ours, theirs))
    return {
        **_colours(laid.here, laid.there, laid.mask),
        "around_ours": _around(grey, laid.onto_ours),
        "around_theirs": _around(other, onto_theirs),
        "seam_ours": _seam(grey, laid.onto_ours),
        "seam_theirs": _seam(other, onto_theirs),
    }


def _overlap(onto_ours: Numbers) -> tuple[float, float] | None:
    """Return the shares of ours and of theirs that the match covers; ``None`` for next to nothing."""
    corners = _UNIT @ onto_ours.T
    if (np.abs(corners[:, 2]) < 1e-9).any() or abs(np.linalg.det(onto_ours)) < 1e-9:
        return None
    corners = corners[:, :2] / corners[:, 2:]
    common = _clipped(corners)
    if len(common) < 3:
        return None
    share = _area(common)
    back = np.column_stack([common, np.ones(len(common))]) @ np.linalg.inv(onto_ours).T
    theirs = _area(back[:, :2] / back[:, 2:])
    if share < 0.002 or theirs < 0.01:
        return None
    return min(share, 1.0), min(theirs, 1.0)


def _clipped(polygon: Numbers) -> Numbers:
    """Return a polygon cut to the unit square (Sutherland and Hodgman, 1974)."""
    points = polygon
    for axis, side in ((0, 0.0), (0, 1.0), (1, 0.0), (1, 1.0)):
        kept: list[Numbers] = []
        sign = 1 if side == 0 else -1
        for one, other in zip(points, np.roll(points, -1, axis=0), strict=True):
            a, b = sign * (one[axis] - side), sign * (other[axis] - side)
            if a >= 0:
                kept.append(one)
            if a * b < 0:
                kept.append(one + (other - one) * (a / (a - b)))
        if len(kept) < 3:
            return np.empty((0, 2))
        points = np.array(kept)
    return points


def _area(polygon: Numbers) -> float:
    x, y = polygon.T
    return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)


def _laid(
    ours: NDArray[np.uint8], theirs: NDArray[np.uint8], onto_ours: Numbers
) -> tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.bool_]] | None:
    """Return ours and theirs in the pixels of theirs, at the size at which neither is enlarged, and where both are."""
    high, wide = theirs.shape[:2]
    pixels = np.diag([ours.shape[1], ours.shape[0], 1.0]) @ onto_ours @ np.diag([1 / wide, 1 / high, 1.0])
    stretch = float(np.sqrt(abs(np.linalg.det(pixels[:2, :2]))))
    small = min(1.0, max(stretch, 0.1))
    there = theirs
    if small < 0.95:
        size = (max(8, round(wide * small)), max(8, round(high * small)))
        there = cv2.resize(theirs, size, interpolation=cv2.INTER_AREA)  # type: ignore[assignment]
    high, wide = there.shape[:2]
    pixels = np.diag([ours.shape[1], ours.shape[0], 1.0]) @ onto_ours @ np.diag([1 / wide, 1 / high, 1.0])
    shrunk = float(np.sqrt(abs(np.linalg.det(pixels[:2, :2]))))
    source = ours
    if shrunk > 1.3:
        source = cv2.GaussianBlur(ours, (0, 0), 0.4 * shrunk)  # type: ignore[assignment]
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    here = cv2.warpPerspective(source, pixels, (wide, high), flags=how)
    inside = np.full(ours.shape[:2], 255, np.uint8)
    mask = cv2.warpPerspective(inside, pixels, (wide, high), flags=how) > 250
    if mask.sum() < 24 * 24:
        return None
    return here, there, mask  # type: ignore[return-value]


def _grey(picture: NDArray[np.uint8]) -> Grey:
    return cv2.GaussianBlur(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), (0, 0), 0.8).astype(np.float32)


def _correlated(here: Grey, there: Grey, mask: NDArray[np.bool_]) -> tuple[float, float, int, float, list[float]]:
    """Return how textured blocks correlate: median and upper quartile, number, share below one half, and its band."""
    covered = int(mask.sum())
    block = _BLOCK if covered >= 40 * _BLOCK**2 else 16 if covered >= 40 * 16**2 else 12
    rows, columns = here.shape[0] // block, here.shape[1] // block
    if not rows or not columns:
        return 0.0, 0.0, 0, 0.0, []

    def cells(values: NDArray[Any]) -> Numbers:
        cut = values[: rows * block, : columns * block].reshape(rows, block, columns, block)
        return cut.transpose(0, 2, 1, 3).reshape(rows, columns, -1).astype(np.float64)

    one, other, whole = cells(here), cells(there), cells(mask).min(axis=2) > 0
    one -= one.mean(axis=2, keepdims=True)
    other -= other.mean(axis=2, keepdims=True)
    first, second = np.sqrt((one**2).mean(axis=2)), np.sqrt((other**2).mean(axis=2))
    textured = whole & (np.maximum(first, second) > _TEXTURED)
    count = int(textured.sum())
    if count < _FEWEST_BLOCKS:
        return 0.0, 0.0, count, 0.0, []
    # Half a unit of noise keeps a block that is flat on one side from dividing by nothing.
    values = (one * other).mean(axis=2) / (np.maximum(first, 0.5) * np.maximum(second, 0.5))
    low = textured & (values < _LOW)
    middle, upper = np.percentile(values[textured], (50, 75))
    return float(middle), float(upper), count, float(low.sum() / count), _band(low, whole)


def _band(low: NDArray[np.bool_], whole: NDArray[np.bool_]) -> list[float]:
    """Return top and bottom (fractions) of rows where most blocks disagree while most others agree; else nothing."""
    if not low.any() or low.sum() < 2:
        return []
    rows = np.flatnonzero(low.sum(axis=1) >= np.maximum(2, 0.3 * whole.sum(axis=1)))
    if not len(rows):
        return []
    inside = low[rows].sum() / low.sum()
    if inside < 0.6 or len(rows) > 0.6 * len(low):
        return []
    return [float(rows.min() / len(low)), float((rows.max() + 1) / len(low))]


def _nudged(here: Grey, there: Grey, mask: NDArray[np.bool_]) -> NDArray[np.float32] | None:
    """Return how to move ours so that it lies on theirs to a fraction of a pixel (Evangelidis and Psarakis, 2008)."""
    small = max(1.0, max(here.shape) / _NUDGED_SIDE)  # a quarter of the pixels takes a quarter of the time
    size = (round(here.shape[1] / small), round(here.shape[0] / small))
    one, other = (cv2.resize(p, size, interpolation=cv2.INTER_AREA) for p in (here, there))
    inside = cv2.resize(mask.astype(np.uint8) * 255, size, interpolation=cv2.INTER_NEAREST)
    warp = np.eye(2, 3, dtype=np.float32)
    ends = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 20, 1e-3)
    try:
        _, warp = cv2.findTransformECC(other, one, warp, cv2.MOTION_AFFINE, ends, inside, 5)  # type: ignore[assignment]
    except cv2.error:  # they have nothing in common
        return None
    warp[:, 2] *= small
    moved = np.abs(warp[:, :2] - np.eye(2)).sum() * max(here.shape) + np.abs(warp[:, 2]).sum()
    return warp if np.isfinite(warp).all() and moved <= _NUDGE * max(here.shape) else None


def _drift(here: Grey, there: Grey, mask: NDArray[np.bool_]) -> float:
    """Return by how many pixels places lie elsewhere than one smooth motion says: the lower quartile; -1 if unknown.

    A copy follows one motion to a tenth of a pixel, whatever is written on parts of it; what stands nearer or farther
    moves differently when the camera moves. Optical flow: Lucas and Kanade, 1981; pictures are first made equally
    bright and contrasty everywhere, or other colours would look like motion.
    """
    (one, rough), (other, uneven) = _levelled(here), _levelled(there)
    half = _BLOCK // 2
    rows, columns = np.mgrid[half : here.shape[0] - half + 1 : half, half : here.shape[1] - half + 1 : half]
    places = np.stack([columns.ravel(), rows.ravel()], axis=1)
    # Where hardly anything is to be seen, grain would look like motion.
    seen_there = mask & (np.minimum(rough, uneven) > _ROUGH)
    places = places[seen_there[places[:, 1], places[:, 0]]].astype(np.float32)
    if len(places) < _FEWEST_PLACES:
        return -1.0
    start: Any = None
    moved, seen, _ = cv2.calcOpticalFlowPyrLK(other, one, places.reshape(-1, 1, 2), start, winSize=(21, 21), maxLevel=1)
    ok = seen.ravel() > 0
    if ok.sum() < _FEWEST_PLACES:
        return -1.0
    shift = (moved.reshape(-1, 2) - places)[ok].astype(np.float64)
    x, y = (places[ok].astype(np.float64) / max(here.shape) - 0.5).T
    # Squares follow perspective and lenses, which the alignment may have missed; unevenness of depth they cannot.
    base = np.column_stack([np.ones(len(x)), x, y, x * x, x * y, y * y])
    weight = np.ones(len(base))
    rest = weight
    for _ in range(5):  # least squares with ever less weight on what does not follow
        motion = np.linalg.lstsq(base * weight[:, None], shift * weight[:, None], rcond=None)[0]
        rest = np.hypot(*(shift - base @ motion).T)
        weight = 1 / np.sqrt(1 + (rest / max(0.2, float(np.median(rest)))) ** 2)
    return float(np.percentile(rest, 25))


def _levelled(grey: Grey) -> tuple[NDArray[np.uint8], Grey]:
    """Return a picture made equally bright and contrasty everywhere, and how contrasty it was: standard deviations."""
    mean = cv2.blur(grey, (_BLOCK + 1, _BLOCK + 1))
    spread = np.sqrt(np.maximum(cv2.blur(grey**2, (_BLOCK + 1, _BLOCK + 1)) - mean**2, 0))
    level: NDArray[np.uint8] = np.clip(128 + 40 * (grey - mean) / (spread + 3), 0, 255).astype(np.uint8)
    return level, spread


def _moved(picture: NDArray[Any], warp: NDArray[np.float32]) -> NDArray[Any]:
    size = (picture.shape[1], picture.shape[0])
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return cv2.warpAffine(picture, warp, size, flags=how, borderMode=cv2.BORDER_REPLICATE)


def _colours(here: NDArray[np.uint8], there: NDArray[np.uint8], mask: NDArray[np.bool_]) -> dict[str, float]:
    """Return how colourful each is, and how far their colours lie apart.

    They are taken on a small copy: all pixels took 17 ms.
    """
    small = max(1.0, max(mask.shape) / _COLOURED_SIDE)
    size = (max(1, round(mask.shape[1] / small)), max(1, round(mask.shape[0] / small)))
    inside = cv2.resize(mask.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
    one, other = (
        cv2.cvtColor(cv2.resize(p, size, interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2LAB)[inside].astype(np.float64)
        for p in (here, there)
    )
    chroma = [float(np.hypot(lab[:, 1] - 128, lab[:, 2] - 128).mean()) for lab in (one, other)]
    apart = np.median(np.abs(one - other), axis=0)
    return {
        "our_chroma": chroma[0],
        "their_chroma": chroma[1],
        "light_apart": float(apart[0]) / 2.55,
        "hue_apart": float(np.hypot(apart[1], apart[2])),
    }


def _around(grey: NDArray[Any], onto_it: Numbers) -> list[dict[str, Any]]:
    """Return what lies left of, above, right of and below a match: its share of the picture, and how plain it is."""
    corners = _UNIT @ onto_it.T
    corners = corners[:, :2] / corners[:, 2:]
    high, wide = grey.shape
    left, top = (max(0.0, float(v)) for v in corners.min(axis=0))
    right, bottom = (min(1.0, float(v)) for v in corners.max(axis=0))
    sides = {
        "left": (0.0, 0.0, left, 1.0),
        "top": (left, 0.0, right, top),
        "right": (right, 0.0, 1.0, 1.0),
        "bottom": (left, bottom, right, 1.0),
    }
    found = []
    for name, (x0, y0, x1, y1) in sides.items():
        # Two pixels at the seam belong to neither.
        part = grey[
            round(y0 * high) + 2 * (name == "bottom") : round(y1 * high) - 2 * (name == "top"),
            round(x0 * wide) + 2 * (name == "right") : round(x1 * wide) - 2 * (name == "left"),
        ]
        share = max(0.0, x1 - x0) * max(0.0, y1 - y0)
        if share < 0.01 or part.size < 16 or min(part.shape) < 3:
            continue
        ground = np.median(part)
        ink = np.abs(part.astype(np.int16) - int(ground)) > 24
        found.append({"side": name, "share": share, "plain": float(1 - ink.mean())})
    return found


def _seam(grey: NDArray[Any], onto_it: Numbers) -> float:
    """Return how much likelier brightness jumps at the edge of a match than beside it, 0 to 1, inside a picture."""
    high, wide = grey.shape
    corners = _UNIT @ onto_it.T
    corners = corners[:, :2] / corners[:, 2:] * (wide, high)
    middle = corners.mean(axis=0)
    jumps, seen = 0.0, 0
    for one, other in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        length = float(np.hypot(*(other - one)))
        if length < 24:
            continue
        normal = np.array([other[1] - one[1], one[0] - other[0]]) / length
        normal *= np.sign(normal @ ((one + other) / 2 - middle)) or 1.0
        along = one + np.linspace(0.06, 0.94, int(length / 3))[:, None] * (other - one)
        steps = along[:, None] + np.arange(-8, 9)[None, :, None] * normal
        x, y = np.rint(steps[..., 0]).astype(int), np.rint(steps[..., 1]).astype(int)
        whole = ((x >= 0) & (x < wide) & (y >= 0) & (y < high)).all(axis=1)
        if whole.mean() < 0.5:
            continue
        lines = grey[y[whole], x[whole]].astype(np.float32)
        step = np.abs(lines[:, 2:] - lines[:, :-2])
        # The edge is known to some pixels; the same step must jump on nearly all of the side.
        share = (step > 12).mean(axis=0)
        jumps, seen = jumps + float(share.max() - np.median(share)) * len(lines), seen + len(lines)
    return jumps / seen if seen else 0.0
