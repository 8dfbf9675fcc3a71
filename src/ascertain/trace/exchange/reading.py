"""Opening a hash list of any known shape."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from ascertain.errors import Invalid, NotFound, Refused, Unavailable
from ascertain.records import ListedHash
from ascertain.trace.exchange.entry import HashReject, Withdrawn
from ascertain.trace.exchange.objects import read_objects
from ascertain.trace.exchange.tables import read_table

_HEAD = 4096


def read_hashes(path: Path, collection: str = "") -> Iterator[ListedHash | Withdrawn | HashReject]:
    """Yield every entry of a list of PDQ hashes, in the file's order and in bounded memory.

    Read are the CSV, JSON and text shapes of ThreatExchange's tools (docs/guide/trace.md lists them), plain or
    gzip-compressed, in UTF-8 or UTF-16. ``collection`` is the name for entries that name no list of their own, by
    default the file's name without its ending. Raises ``NotFound`` and ``Unavailable`` when the file cannot be
    opened, ``Refused`` for what is no ordinary file, and ``Invalid`` when it is empty or certainly no list of hashes.
    """
    if not path.exists():
        raise NotFound(f"There is no file {path}.", "Check the path.")
    if not path.is_file():
        raise Refused(f"{path} is not an ordinary file.", "Give one file with hashes.")
    name = collection or path.name.removesuffix(".gz").rsplit(".", 1)[0]
    try:
        with path.open("rb") as raw:
            yield from _read(raw, name, path)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        yield HashReject("the end", f"the compressed file breaks off: {error}")
    except OSError as error:
        raise Unavailable(f"{path} cannot be read: {error.strerror or error}.", "Check its permissions.") from error


def _read(raw: BinaryIO, name: str, path: Path) -> Iterator[ListedHash | Withdrawn | HashReject]:
    packed = raw.read(2) == b"\x1f\x8b"
    raw.seek(0)
    stream = cast("BinaryIO", gzip.GzipFile(fileobj=raw, mode="rb")) if packed else raw
    head = stream.read(_HEAD)
    stream.seek(0)
    if not head.strip():
        raise Invalid(f"{path.name} is empty.", "Give a file with PDQ hashes in it.")
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if b"\0" in head and not wide:
        raise Invalid(f"{path.name} is not a text.", "Hash lists are CSV, JSON or text with one hash a line.")
    if wide:
        yield from _lines(stream, "utf-16", name)
        return
    if head.removeprefix(codecs.BOM_UTF8).lstrip().startswith((b"{", b"[")):
        stream.seek(len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0)
        yield from read_objects(stream, name)
        return
    if head.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<"):
        raise Invalid(f"{path.name} is XML or a web page.", "Export the list as CSV or JSON.")
    yield from _lines(stream, "utf-8-sig", name)


def _lines(stream: BinaryIO, encoding: str, name: str) -> Iterator[ListedHash | Withdrawn | HashReject]:
    text = io.TextIOWrapper(stream, encoding, errors="replace", newline="")
    try:
        yield from read_table(text, name)
    finally:
        text.detach()  # the stream is closed where it was opened
