"""A picture's fingerprints: SHA-256 of its bytes and PDQ of what it shows."""

from __future__ import annotations

import hashlib
from typing import Any

from pydantic import ValidationError

from ascertain.errors import Invalid, NotConfigured, Refused
from ascertain.records import Media
from ascertain.settings import Settings
from ascertain.trace import worker
from ascertain.trace.mediatype import DECODERS, cut_off, media_type


def fingerprint(data: bytes, settings: Settings) -> Media:
    """Return a picture's type, size, upright dimensions and fingerprints, from its bytes alone.

    Animations count as their first frame, transparent parts as white. Flat pictures and pictures below 5 pixels get
    ``pdq_quality`` 0. Decoding runs in a separate process with limits on memory and time.

    Raises ``Refused`` for SVG and for pictures beyond ``settings.image_limit`` bytes or ``settings.image_pixels``
    pixels (found in the header, before decoding), ``Invalid`` for bytes that are no picture or a damaged one, and
    ``NotConfigured`` for HEIC when pillow-heif is not installed.
    """
    kind, header, _ = _ask("fingerprint", data, settings)
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


def thumbnail(data: bytes, settings: Settings, side: int = 320) -> bytes:
    """Return the picture as a JPEG of at most ``side`` pixels on its longer side, upright, without metadata.

    Raises what ``fingerprint`` raises.
    """
    return _ask("thumbnail", data, settings, side=side)[2]


def _ask(task: str, data: bytes, settings: Settings, side: int = 0) -> tuple[str, dict[str, Any], bytes]:
    if len(data) > settings.image_limit:
        raise Refused(
            f"The picture has {len(data):,} bytes; at most {settings.image_limit:,} are read.",
            "Use a smaller copy, or raise ASCERTAIN_IMAGE_LIMIT.",
        )
    kind = media_type(data)
    request = {
        "task": task,
        "decoder": DECODERS[kind],
        "pixels": settings.image_pixels,
        "cpu": settings.image_seconds,
        "side": side,
    }
    header, body = worker.shared.ask(request, data, settings.image_seconds)
    problem = header.get("problem")
    if problem == "pixels":
        raise Refused(
            f"The picture is {header['words']} pixels large; at most {settings.image_pixels:,} pixels are decoded.",
            "Use a smaller copy, or raise ASCERTAIN_IMAGE_PIXELS.",
        )
    if problem == "decoder":
        raise NotConfigured(
            "HEIC pictures need the package pillow-heif, which is not installed.",
            f"Install {header['words']}, or save the picture as JPEG.",
        )
    if problem == "memory":
        raise Invalid("The picture needs more memory to decode than its size allows.", "Save it as PNG and use that.")
    if problem:
        if cut_off(data, kind) or "truncated" in str(header.get("words")):
            raise Invalid("The picture is cut off: its last part is missing.", "Download it again.")
        name = DECODERS[kind]
        raise Invalid(f"The picture is damaged: it cannot be decoded as {name}.", "Download it again.")
    return kind, header, body
