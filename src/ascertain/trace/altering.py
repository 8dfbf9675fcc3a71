"""What was done to one picture to get the other: named only where the numbers leave no doubt; pure."""

from __future__ import annotations

import math
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ascertain.records import Alteration, Media, Region
from ascertain.trace.thresholds import FEWEST_BLOCKS

_WHOLE = 0.965  # share of a picture from which nothing is missing: alignment knows its edges to one or two percent
_SURE = 0.85  # agreement below which nothing is said of what was done
_UPRIGHT = 1.5  # degrees; alignment errs by less than one
_PLAIN = 0.985  # share of pixels near the ground colour, of a border; JPEG's rings at the seam take the rest
_WRITTEN = 0.55  # the same of a bar or page with text on it
_GREY, _COLOURFUL = 4.0, 9.0  # mean distance from grey, in units of Lab
_OTHER_HUES, _OTHER_LIGHT = 8.0, 9.0  # median distance of colours and of lightness that is no JPEG's doing
_OTHER_SIZE = 1.05
_SEAM = 0.3  # how much likelier brightness jumps at the edge of a pasted picture than beside it; of a crop it is not
_EXACT = 0.97  # agreement of a copy that was only saved again


def regions_of(measured: dict[str, Any]) -> tuple[Region, Region]:
    """Return where the match lies on ours and on theirs, cut to what can be seen of each."""
    matrix = _matrix(measured)
    return _seen(matrix), _seen(np.asarray(np.linalg.inv(matrix), dtype=np.float64))


def alterations_of(ours: Media, theirs: Media, measured: dict[str, Any]) -> tuple[Alteration, ...]:
    """Return what was done, most telling first; nothing where the pixels do not agree."""
    if measured["agreement"] < _SURE or measured["blocks"] < FEWEST_BLOCKS:
        return ()
    matrix = _matrix(measured)
    ours_around, theirs_around = _around(measured, "ours"), _around(measured, "theirs")
    turned = _turned(matrix, ours, theirs)
    aslant = next((abs(a.share) % 90 for a in turned if a.share is not None and abs(a.share) % 90 > _UPRIGHT), 0.0)
    found = [*_cropped(measured, ours_around, theirs_around, aslant=aslant), *ours_around, *theirs_around]
    found += [*turned, *_written(measured), *_coloured(measured)]
    return tuple(found + _saved(ours, theirs, measured, plain=not found))


def _matrix(measured: dict[str, Any]) -> NDArray[np.float64]:
    return np.array(measured["onto_ours"], dtype=np.float64).reshape(3, 3)


def _seen(onto_it: NDArray[np.float64]) -> Region:
    """Return the unit square moved by a transform, its corners pulled to the edge where they lie outside."""
    corners = np.array([[0.0, 0, 1], [1, 0, 1], [1, 1, 1], [0, 1, 1]]) @ onto_it.T
    places = np.clip(corners[:, :2] / corners[:, 2:], 0.0, 1.0)
    one, two, three, four = ((round(float(x), 4), round(float(y), 4)) for x, y in places)
    return Region(corners=(one, two, three, four))


def _cropped(
    measured: dict[str, Any], ours_around: list[Alteration], theirs_around: list[Alteration], *, aslant: float
) -> list[Alteration]:
    """Return a crop of either picture, unless what is missing was only added around the other.

    Of a picture that was turned by ``aslant`` degrees and is all there, only the corners around it are missing in the
    other: it fills 1 / (1 + sin 2a) of its frame when its sides are equal, a little less when they are not.
    """
    filled = 1 / (1 + 1.2 * math.sin(math.radians(2 * aslant)))
    found = []
    ours, theirs = measured["ours_share"], measured["theirs_share"]
    for share, rest, added, words in (
        (theirs, ours, theirs_around, "yours shows {:.0%} of the found picture"),
        (ours, theirs, ours_around, "the found picture shows {:.0%} of yours"),
    ):
        if share < _WHOLE and not added and not (aslant and rest >= _WHOLE and share >= filled):
            found.append(Alteration(kind="cropped", share=round(share, 3), words=words.format(share)))
    return found


def _around(measured: dict[str, Any], which: Literal["ours", "theirs"]) -> list[Alteration]:
    """Return what was put around the match on one of the pictures: a plain border, a bar of text, a page.

    What lies around a crop is the rest of the picture, so nothing is said where all of the other picture is not seen.
    """
    other = "theirs" if which == "ours" else "ours"
    sides, share = measured[f"around_{which}"], measured[f"{which}_share"]
    if share >= _WHOLE or not sides:
        return []
    whose = "yours" if which == "ours" else "the found picture"
    plain = [side for side in sides if side["plain"] >= _PLAIN]
    written = [side for side in sides if _WRITTEN <= side["plain"] < _PLAIN]
    inner = round(share, 3)
    if len(plain) == len(sides):
        return [Alteration(kind="bordered", share=inner, words=f"a plain border surrounds {whose}")]
    if not measured[f"seam_{which}"] >= _SEAM:
        return []
    if len(plain) + len(written) == len(sides):
        above = {side["side"] for side in written} & {"top", "bottom"}
        if len(above) == 2 and share < 0.75:
            words = f"{whose} is a screenshot or page; the picture takes {share:.0%} of it"
            return [Alteration(kind="screenshot", share=inner, words=words)]
        if above:
            side = "above and below" if len(above) == 2 else "above" if "top" in above else "below"
            return [Alteration(kind="captioned", share=inner, words=f"{whose} has a bar of text {side}")]
        return []
    # Surely more than a crop only where the whole of the other picture lies within this one.
    if measured[f"{other}_share"] >= _WHOLE and share < 0.6:
        words = f"set into another picture: {share:.0%} of {whose}"
        return [Alteration(kind="inset", share=inner, words=words)]
    return []


def _turned(matrix: NDArray[np.float64], ours: Media, theirs: Media) -> list[Alteration]:
    pixels = np.diag([ours.width, ours.height, 1.0]) @ matrix @ np.diag([1 / theirs.width, 1 / theirs.height, 1.0])
    found = []
    if np.linalg.det(pixels[:2, :2]) < 0:
        found.append(Alteration(kind="mirrored", words="mirrored: left and right are exchanged"))
        pixels = np.diag([-1.0, 1, 1]) @ pixels
    degrees = math.degrees(math.atan2(pixels[1, 0], pixels[0, 0]))
    if abs(degrees) > _UPRIGHT:
        found.append(Alteration(kind="rotated", share=round(degrees, 1), words=f"turned by {abs(degrees):.0f}°"))
    return found


def _written(measured: dict[str, Any]) -> list[Alteration]:
    """Return text or a bar laid over the picture: whole rows of blocks disagree where all else agrees."""
    band = measured["band"]
    if not band or measured["agreement"] < 0.9:
        return []
    top, bottom = band
    words = f"something like text covers the picture from {top:.0%} to {bottom:.0%} of its height"
    return [Alteration(kind="captioned", share=round(measured["low"], 3), words=words)]


def _coloured(measured: dict[str, Any]) -> list[Alteration]:
    ours, theirs = measured["our_chroma"], measured["their_chroma"]
    if min(ours, theirs) < _GREY and max(ours, theirs) > _COLOURFUL:
        whose = "yours" if ours < theirs else "the found picture"
        return [Alteration(kind="grey", words=f"{whose} has no colours")]
    hues, light = measured["hue_apart"], measured["light_apart"]
    if hues > _OTHER_HUES or light > _OTHER_LIGHT:
        words = f"other colours or brightness (half of the pixels by more than {max(hues, light):.0f} of 100)"
        return [Alteration(kind="recoloured", share=round(max(hues, light) / 100, 3), words=words)]
    return []


def _saved(ours: Media, theirs: Media, measured: dict[str, Any], *, plain: bool) -> list[Alteration]:
    """Return another size, or another saving, of a picture that is all there and upright."""
    if min(measured["ours_share"], measured["theirs_share"]) < _WHOLE:
        return []
    ratios = sorted((ours.width / theirs.width, ours.height / theirs.height))
    if ratios[0] < 1 / _OTHER_SIZE or ratios[1] > _OTHER_SIZE:
        turned = abs(_matrix(measured)[0, 0]) < abs(_matrix(measured)[0, 1])
        words = f"{ours.width} × {ours.height} pixels instead of {theirs.width} × {theirs.height}"
        return [] if turned else [Alteration(kind="resized", share=round(ratios[0], 3), words=words)]
    if plain and measured["agreement"] >= _EXACT:
        return [Alteration(kind="recompressed", words="the same picture, saved again")]
    return []
