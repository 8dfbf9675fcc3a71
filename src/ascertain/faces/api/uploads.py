"""Receiving pictures: as the whole body of a request, or in a form; never more than the limit is taken in."""

from __future__ import annotations

import importlib.util
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from ascertain.errors import Invalid, NotConfigured, Refused

_FORM_ROOM = 2 * 1024 * 1024
"""Bytes of a form besides the picture: its text and the lines around both."""

_LONGEST_TEXT = 1024 * 1024
"""Bytes of one field of a form that is text: an article has 10,000, a book's chapter 100,000."""


async def receive_image(request: Request, limit: int) -> bytes:
    """Return the body of a request that is a picture, of at most ``limit`` bytes.

    Raises ``Invalid`` when it is empty or says that it is something else, ``Refused`` when it is larger; no more
    than the limit is read.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind and not kind.startswith("image/") and kind != "application/octet-stream":
        raise Invalid(f"The body is {kind}, not a picture.", "Send the picture's bytes as image/* in the body.")
    data = bytearray()
    async for chunk in _limited(request, limit, limit):
        data += chunk
    if not data:
        raise Invalid("There is no picture: the body is empty.", "Send the picture's bytes in the body.")
    return bytes(data)


async def save_body(request: Request, limit: int, path: Path) -> None:
    """Write the body of a request, of at most ``limit`` bytes, to a file; raises what :func:`receive_image` raises."""
    size = 0
    with path.open("wb") as file:
        async for chunk in _limited(request, limit, limit):
            size += file.write(chunk)
    if not size:
        raise Invalid("There is no picture: the body is empty.", "Send its bytes in the body.")


async def receive_form(request: Request, limit: int) -> tuple[str, bytes]:
    """Return the text and the picture of a form with the fields ``text`` and ``image``; both may be empty.

    The picture may have ``limit`` bytes. Raises ``Refused`` beyond it and ``Invalid`` for what is no such form.
    """
    async with _form(request, limit) as (text, image):
        data = await image.read() if image else b""
    if len(data) > limit:
        raise _too_large(limit)
    return text, data


async def save_form(request: Request, limit: int, path: Path) -> str:
    """Write the file in the field ``image`` of a form to ``path`` and return its name; empty when none was chosen."""
    async with _form(request, limit) as (_, image):
        if image is None or not image.filename:
            return ""
        with path.open("wb") as file:
            while chunk := await image.read(1 << 20):
                file.write(chunk)
        return Path(image.filename).name[:200] or "upload"


async def save_page_form(request: Request, limit: int, path: Path) -> tuple[str, str, str]:
    """Return address, text and name of the file of a form with ``url``, ``text`` and ``image``; each may be empty.

    The file is written to ``path``. Raises what :func:`receive_form` raises.
    """
    async with _fields(request, limit) as form:
        url, text, image = form.get("url"), form.get("text"), form.get("image")
        name = image.filename if isinstance(image, UploadFile) and image.filename else ""
        if name and isinstance(image, UploadFile):
            with path.open("wb") as file:
                while chunk := await image.read(1 << 20):
                    file.write(chunk)
        plain = (one.strip() if isinstance(one, str) else "" for one in (url, text))
        return next(plain), next(plain), Path(name).name[:200] or "upload" if name else ""


@asynccontextmanager
async def _form(request: Request, limit: int) -> AsyncGenerator[tuple[str, UploadFile | None], None]:
    async with _fields(request, limit) as form:
        image, text = form.get("image"), form.get("text")
        yield (text.strip() if isinstance(text, str) else ""), image if isinstance(image, UploadFile) else None


@asynccontextmanager
async def _fields(request: Request, limit: int) -> AsyncGenerator[FormData, None]:
    if importlib.util.find_spec("python_multipart") is None:
        raise NotConfigured("Pictures cannot be sent in a form here.", "Run: pip install python-multipart")
    from starlette.formparsers import MultiPartException, MultiPartParser

    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Invalid("The form holds no picture.", "Choose a file, or look for a text instead.")
    stream = _limited(request, limit + _FORM_ROOM, limit)
    parser = MultiPartParser(request.headers, stream, max_files=1, max_fields=20, max_part_size=_LONGEST_TEXT)
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError) as error:
        raise Invalid("The form cannot be read.", "Send it again from the desk's own page.") from error
    try:
        yield form
    finally:
        await form.close()


async def _limited(request: Request, most: int, told: int) -> AsyncGenerator[bytes, None]:
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > most:
            raise _too_large(told)
        yield chunk


def _too_large(limit: int) -> Refused:
    return Refused(
        f"It is larger than {limit:,} bytes, the most that is read.",
        "Use a smaller copy, or raise ASCERTAIN_IMAGE_LIMIT or ASCERTAIN_VIDEO_LIMIT.",
    )
