"""A picture made easy to read: larger where its letters are small, and the planes in which its text may stand."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from ascertain.errors import Invalid

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SMALLEST = 12
"""Pixels: no letter can be read in a picture whose shorter side is below."""

_ENOUGH = 600
"""Pixels of the longer side below which a picture is doubled: from letters of 10 pixels and less, which such a picture
mostly has, a fifth is lost otherwise; letters of 40 pixels are read a little worse when doubled."""

_WHITE = 215
"""Darkest of the three colours from which a pixel counts as white lettering."""


_LEAST_LETTERING, _MOST_LETTERING = 0.002, 0.35
"""Share of a picture that white letters take: one short line in a large photograph, and a page full of them."""


def open_rgb(picture: bytes) -> NDArray[np.uint8]:
    """Return a picture of our own making as rows × columns × 3; raises ``Invalid`` when it cannot be decoded."""
    import numpy as np
    from PIL import Image

    try:
        image = Image.open(io.BytesIO(picture), formats=("JPEG", "PNG"))
        return np.asarray(image.convert("RGB"))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Invalid("The picture cannot be decoded to read its text.", "Save it as PNG.") from error


def grey(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the picture in grey, doubled when it is small."""
    from PIL import Image

    image = Image.fromarray(rgb).convert("L")
    return _as_array(_enlarged(image))


def white_lettering(rgb: NDArray[np.uint8]) -> NDArray[np.uint8] | None:
    """Return what is nearly white in black on white, ``None`` where that is too little or too much to be lettering.

    For captions over photographs, which Tesseract's own threshold loses: of drawn ones in eight languages it read none
    in grey and all in this plane.
    """
    import numpy as np

    darkest = rgb.min(axis=2)
    share = float((darkest >= _WHITE).mean())
    if not _LEAST_LETTERING <= share <= _MOST_LETTERING:
        return None
    plane: NDArray[np.uint8] = np.where(darkest >= _WHITE, 0, 255).astype(np.uint8)
    return plane


def turned(plane: NDArray[np.uint8], degrees: int) -> NDArray[np.uint8]:
    """Return the plane turned clockwise by 0, 90, 180 or 270 degrees."""
    import numpy as np

    return np.ascontiguousarray(np.rot90(plane, -degrees // 90))


def as_pgm(plane: NDArray[np.uint8]) -> bytes:
    """Return the plane as a PGM file, which needs no decoder."""
    rows, columns = plane.shape
    return b"P5 %d %d 255\n" % (columns, rows) + plane.tobytes()


def _enlarged(image: Any) -> Any:
    from PIL import Image

    if max(image.size) >= _ENOUGH:
        return image
    return image.resize((image.width * 2, image.height * 2), Image.Resampling.BICUBIC)


def _as_array(image: Any) -> NDArray[np.uint8]:
    import numpy as np

    array: NDArray[np.uint8] = np.asarray(image, dtype=np.uint8)
    return array
