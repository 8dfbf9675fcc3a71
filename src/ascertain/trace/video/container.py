"""What kind of video a file is, read from its first bytes and never from its name."""

from __future__ import annotations

from typing import BinaryIO

from ascertain.errors import Invalid
from ascertain.trace.mediatype import media_type

HEAD = 4096
"""Bytes of a file that ``video_type`` looks at."""

DEMUXERS = {
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/webm": "matroska",
    "video/x-matroska": "matroska",
}
"""FFmpeg's reader for each media type that is read; no other is tried, none that reads playlists or lists of files."""

_BOXES = {b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}
_PICTURE_BRANDS = {b"avif", b"avis", b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"}
_READ = "Videos are read as MP4, MOV, WebM or MKV; convert it with 'ffmpeg -i FILE copy.mp4'."


def is_video(head: bytes) -> bool:
    """Tell whether a file that begins with these bytes is of a kind that ``video_type`` reads."""
    return bool(_video_type(head))


def video_type(head: bytes) -> str:
    """Return the media type of a video by the first ``HEAD`` bytes of its file: one of the keys of ``DEMUXERS``.

    Raises ``Invalid`` for everything else, naming what it is where that can be told.
    """
    found = _video_type(head)
    if found:
        return found
    if not head:
        raise Invalid("The video is empty: it has no bytes.", "Download it again.")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<!--", b"<?xml")):
        raise Invalid(
            "This is a web page, not a video, whatever its name says.",
            "Open the address in a browser, save the video itself and use that file.",
        )
    raise Invalid(f"This is {_described(head, start)}, not a video that can be read.", _READ)


def _video_type(head: bytes) -> str:
    if head.startswith(b"\x1aE\xdf\xa3"):
        return "video/webm" if b"webm" in head[:64] else "video/x-matroska"
    if head[4:8] == b"ftyp":
        if head[8:12] in _PICTURE_BRANDS:
            return ""
        return "video/quicktime" if head[8:12] == b"qt  " else "video/mp4"
    # QuickTime files of the time before the box "ftyp" begin with one of these.
    return "video/quicktime" if head[4:8] in _BOXES else ""


def cut_off(file: BinaryIO, length: int) -> bool:
    """Tell whether an MP4 or MOV file stops before the end that its boxes announce, or lacks the one with its index."""
    at = 0
    for _ in range(_MOST_BOXES):
        if at + 8 > length:
            return True
        file.seek(at)
        head = file.read(16)
        size, kind = int.from_bytes(head[:4], "big"), head[4:8]
        if size == 1:
            size = int.from_bytes(head[8:16], "big")
        if kind == b"moov":
            return at + size > length
        if size == 0:
            return True  # "to the end of the file", and no index so far
        at += max(size, 8)
    return False


_MOST_BOXES = 1000


def _described(head: bytes, start: bytes) -> str:
    if start.startswith((b"#extm3u", b"ffconcat", b"<mpd", b"[playlist]")):
        return "a playlist, which names videos and holds none"
    if head.startswith(b"RIFF") and head[8:12] == b"AVI ":
        return "an AVI video"
    if head.startswith(b"OggS"):
        return "an Ogg file"
    if head.startswith(b"FLV\x01"):
        return "a Flash video"
    if head[:1] == head[188:189] == b"G" or head.startswith((b"\0\0\x01\xba", b"\0\0\x01\xb3")):
        return "an MPEG stream"
    if head.startswith((b"ID3", b"fLaC")) or (head.startswith(b"RIFF") and head[8:12] == b"WAVE"):
        return "a sound recording"
    try:
        return f"a picture ({media_type(head)})"
    except Invalid as error:
        said = error.message.removeprefix("This is ")
        return said.removesuffix(", not a picture that can be read.") if said != error.message else "no video"
    except Exception:  # noqa: BLE001  # Refused: an SVG drawing
        return "a drawing"
