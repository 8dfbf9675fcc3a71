"""What kind of picture bytes are, read from the bytes and never from a name or a server's header."""

from __future__ import annotations

import re
from typing import Literal

from ascertain.errors import Invalid, Refused

_JPEG, _PNG, _GIF, _BMP = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", (b"GIF87a", b"GIF89a"), b"BM"
_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_AVIF_BRANDS = {b"avif", b"avis"}
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}

DECODERS = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WEBP",
    "image/gif": "GIF",
    "image/avif": "AVIF",
    "image/tiff": "TIFF",
    "image/bmp": "BMP",
    "image/heic": "HEIF",
}
"""Pillow's decoder for each media type that is read; no other decoder is ever tried on the bytes."""

_READ = "Pictures are read as JPEG, PNG, WebP, GIF, AVIF, TIFF, BMP or HEIC."


def media_type(data: bytes) -> str:
    """Return the media type of a picture, e.g. ``image/jpeg``: one of the keys of ``DECODERS``.

    Raises ``Refused`` for SVG, which is a program rather than a picture, and ``Invalid`` for everything that is
    not a picture, naming what it is where that can be told.
    """
    found = _picture_type(data)
    if found:
        return found
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if _is_svg(head):
        raise Refused(
            "The picture is an SVG drawing, which can run scripts and load other files.",
            "Save it as PNG and use that file.",
        )
    if re.match(rb"<(!doctype\s+html|html|head|body|!--|\?xml[^>]*>\s*<(!doctype\s+html|html))", head):
        raise Invalid(
            "This is a web page, not a picture, whatever its name says.",
            "Open the address in a browser, save the picture itself and use that file.",
        )
    if not data:
        raise Invalid("The picture is empty: it has no bytes.", "Save it again and use the new file.")
    raise Invalid(f"This is {_describe(data, head)}, not a picture that can be read.", _READ)


def _picture_type(data: bytes) -> str:
    if data.startswith(_JPEG):
        return "image/jpeg"
    if data.startswith(_PNG):
        return "image/png"
    if data.startswith(_GIF):
        return "image/gif"
    if data.startswith(_TIFF):
        return "image/tiff"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    if data.startswith(_BMP) and len(data) > 18 and data[14:18] in _BMP_HEADERS:
        return "image/bmp"
    if data[4:8] == b"ftyp":
        brands = {data[8:12], *(data[at : at + 4] for at in range(16, min(_box_size(data), 128), 4))}
        if brands & _AVIF_BRANDS:
            return "image/avif"
        if brands & _HEIF_BRANDS:
            return "image/heic"
    return ""


_BMP_HEADERS = {size.to_bytes(4, "little") for size in (12, 16, 40, 52, 56, 64, 108, 124)}


def _box_size(data: bytes) -> int:
    return int.from_bytes(data[:4], "big")


def _is_svg(head: bytes) -> bool:
    if not head.startswith((b"<?xml", b"<!", b"<svg")):
        return False
    # Comments and a document type may stand before the root element.
    root = re.search(rb"<\s*(?:[a-z][\w.-]*:)?([a-z][\w-]*)[\s>/]", re.sub(rb"<!--.*?-->", b"", head, flags=re.S))
    return bool(root and root[1] == b"svg")


def _describe(data: bytes, head: bytes) -> str:
    if data.startswith(b"%PDF"):
        return "a PDF document"
    if data[4:8] == b"ftyp" or data.startswith(b"\x1aE\xdf\xa3"):
        return "a video"
    if data.startswith(b"PK\x03\x04"):
        return "a ZIP archive"
    if data.startswith(b"\x1f\x8b"):
        return "compressed data"
    if head.startswith((b"{", b"[")):
        return "JSON"
    if b"\0" not in data[:4096] and head.isascii():
        return "text"
    return "data of an unknown kind"


def cut_off(data: bytes, kind: str) -> bool:
    """Tell whether the bytes stop before the end that the format announces.

    Looks only at the format's own end mark or length; a picture whose pixels are all there may lack the mark.
    """
    if kind == "image/jpeg":
        return b"\xff\xd9" not in data[-4096:]
    if kind == "image/png":
        return b"IEND" not in data[-4096:]
    if kind == "image/gif":
        return not data.rstrip(b"\0").endswith(b";")
    if kind == "image/webp":
        return int.from_bytes(data[4:8], "little") + 8 > len(data)
    if kind == "image/bmp":
        return int.from_bytes(data[2:6], "little") > len(data)
    if kind in {"image/avif", "image/heic"}:
        return _boxes_overrun(data)
    return _tiff_overruns(data)


def _boxes_overrun(data: bytes) -> bool:
    at = 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        if size == 0:
            return False  # the last box, "to the end of the file"
        at += max(size, 8)
    return at > len(data)


def _tiff_overruns(data: bytes) -> bool:
    """Tell whether the first directory lies behind the end, where most writers put it."""
    order: Literal["little", "big"] = "little" if data.startswith(b"II") else "big"
    return int.from_bytes(data[4:8], order) + 2 > len(data)
