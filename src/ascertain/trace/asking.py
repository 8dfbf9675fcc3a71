"""Asking the limited worker about one picture, and what its refusals mean."""

from __future__ import annotations

from typing import Any

from ascertain.errors import Invalid, NotConfigured, Refused
from ascertain.settings import Settings
from ascertain.trace import worker
from ascertain.trace.mediatype import DECODERS, cut_off, media_type


def ask(task: str, data: bytes, settings: Settings, **details: Any) -> tuple[str, dict[str, Any], bytes]:
    """Return the picture's media type and the worker's answer to a task: header and bytes.

    Raises ``Refused`` for SVG and for pictures beyond ``settings.image_limit`` bytes or ``settings.image_pixels``
    pixels (found in the header, before decoding), ``Invalid`` for bytes that are no picture or a damaged one, and
    ``NotConfigured`` for HEIC when pillow-heif is not installed.
    """
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
        **details,
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
