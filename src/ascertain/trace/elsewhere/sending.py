"""Sending a picture to a service: only what it shows, small enough for it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from ascertain.errors import Refused
from ascertain.settings import Settings
from ascertain.trace.fingerprint import thumbnail

_SIDES = (2048, 1024, 512)


def copy_for(picture: bytes, settings: Settings, limit: int) -> bytes:
    """Return the picture as a JPEG of at most ``limit`` bytes and 2,048 pixels, upright and without metadata.

    What stands in a file beside the picture (place, camera, names) is nobody's business elsewhere, and services bring
    pictures to a far smaller size before they compare them. Raises the errors of
    :func:`ascertain.trace.fingerprint.thumbnail`, and ``Refused`` when even 512 pixels need more bytes.
    """
    for side in _SIDES:
        copy = thumbnail(picture, settings, side)
        if len(copy) <= limit:
            return copy
    raise Refused(f"The picture cannot be brought to the {limit:,} bytes that the service takes.", "Use a smaller one.")


def form(fields: Mapping[str, str], name: str, picture: bytes) -> tuple[bytes, str]:
    """Return a form (RFC 7578) with ``fields`` and a JPEG picture as the file ``name``: its bytes and media type.

    The file is called ``picture.jpg``, whatever it is called here.
    """
    boundary = secrets.token_hex(16)
    while boundary.encode() in picture:
        boundary = secrets.token_hex(16)
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
        for field, value in fields.items()
    ]
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="picture.jpg"\r\n'
    parts += [
        f"{head}Content-Type: image/jpeg\r\n\r\n".encode(),
        picture,
        f"\r\n--{boundary}--\r\n".encode(),
    ]
    return b"".join(parts), f"multipart/form-data; boundary={boundary}"
