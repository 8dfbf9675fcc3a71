"""A picture's fingerprints: SHA-256 of its bytes and PDQ of what it shows."""

from __future__ import annotations

import hashlib

from pydantic import ValidationError

from ascertain.errors import Invalid
from ascertain.records import Media
from ascertain.settings import Settings
from ascertain.trace.asking import ask


def fingerprint(data: bytes, settings: Settings) -> Media:
    """Return a picture's type, size, upright dimensions and fingerprints, from its bytes alone.

    Animations count as their first frame, transparent parts as white. Flat pictures and pictures below 5 pixels get
    ``pdq_quality`` 0. Decoding runs in a separate process with limits on memory and time.

    Raises ``Refused`` for SVG and for pictures beyond ``settings.image_limit`` bytes or ``settings.image_pixels``
    pixels (found in the header, before decoding), ``Invalid`` for bytes that are no picture or a damaged one, and
    ``NotConfigured`` for HEIC when pillow-heif is not installed.
    """
    kind, header, _ = ask("fingerprint", data, settings)
    try:
        return Media(
            sha256=hashlib.sha256(data).hexdigest(),
            type=kind,
            size=len(data),
            width=header["width"],
            height=header["height"],
            pdq=header["pdq"],
            pdq_quality=header["quality"],
        )
    except (KeyError, ValidationError) as error:
        raise Invalid("The picture's decoder gave an answer that makes no sense.", "Save the picture again.") from error


def thumbnail(data: bytes, settings: Settings, side: int = 320, quality: int = 80) -> bytes:
    """Return the picture as a JPEG of at most ``side`` pixels on its longer side, upright, without metadata.

    ``quality`` is JPEG's, from 1 to 95. Raises what ``fingerprint`` raises.
    """
    return ask("thumbnail", data, settings, side=side, quality=quality)[2]
