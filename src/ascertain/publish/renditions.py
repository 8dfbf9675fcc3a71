"""A picture in the sizes that pages show: WebP for every screen, JPEG for other sites and old browsers."""

from __future__ import annotations

import hashlib
import io

from ascertain.records import Rendition

MASTER = 1600
"""Longer side, in pixels, of the largest size that is shown."""

_WIDTHS = (480, 800, 1200, 1600)
_JPEG_WIDTH = 1200
"""What other sites show in their previews; at least 1,200 pixels are asked for."""

_WEBP_QUALITY = 78
_JPEG_QUALITY = 82


def renditions(master: bytes) -> list[tuple[Rendition, bytes]]:
    """Return the sizes of a picture with their bytes, smallest first, WebP before JPEG; none is enlarged.

    ``master`` is a JPEG made by the decoding worker, never the bytes that came from outside.
    """
    from PIL import Image

    with Image.open(io.BytesIO(master), formats=["JPEG"]) as opened:
        picture = opened.convert("RGB")
    widths = sorted({min(width, picture.width) for width in _WIDTHS})
    made = [_encoded(picture, width, "WEBP") for width in widths]
    return [*made, _encoded(picture, min(_JPEG_WIDTH, picture.width), "JPEG")]


def _encoded(picture: object, width: int, form: str) -> tuple[Rendition, bytes]:
    from PIL import Image

    if not isinstance(picture, Image.Image):
        raise TypeError("a picture is needed")
    height = max(1, round(picture.height * width / picture.width))
    sized = picture if width == picture.width else picture.resize((width, height), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    if form == "WEBP":
        sized.save(out, form, quality=_WEBP_QUALITY, method=4)
    else:
        sized.save(out, form, quality=_JPEG_QUALITY, optimize=True, progressive=True)
    data = out.getvalue()
    kind = "image/webp" if form == "WEBP" else "image/jpeg"
    return Rendition(sha256=hashlib.sha256(data).hexdigest(), type=kind, width=sized.width, height=sized.height), data
