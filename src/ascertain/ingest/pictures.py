"""The bytes of a page's pictures: from the web, from beside a saved page, or from the page itself."""

from __future__ import annotations

import base64
import binascii
import re
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from ascertain.errors import Invalid, NotFound, Refused, Unavailable
from ascertain.ingest.fetch import Fetcher
from ascertain.ingest.page import RawPage
from ascertain.records import Picture
from ascertain.settings import Settings

_IMAGE_TYPES = frozenset({"image/*", "application/octet-stream", "binary/octet-stream"})


def picture_bytes(picture: Picture, raw: RawPage, fetcher: Fetcher, settings: Settings) -> bytes:
    """Return the bytes of a picture of the page ``raw``; whether they are a picture is not checked here.

    Reads ``http``/``https`` addresses through ``fetcher``, ``data:`` addresses, and files inside the folder of a
    saved page. Raises ``NotFound`` when there is no such picture, ``Refused`` when it lies outside that folder,
    on a private address or over ``settings.image_limit`` bytes, ``Invalid`` for other addresses, ``Unavailable``
    when it does not answer.
    """
    scheme = picture.url.partition(":")[0].lower() if ":" in picture.url else ""
    if scheme in ("http", "https"):
        return fetcher.get(picture.url, accept=_IMAGE_TYPES, limit=settings.image_limit).body
    if scheme == "data":
        return _from_data(picture.url, settings)
    if re.fullmatch(r"[a-z][a-z0-9+.-]+", scheme):  # one letter is a Windows drive, refused below
        raise Invalid(f"A picture of {raw.called} has an address of the kind {scheme}:, which is not read.")
    if raw.folder is None:
        raise NotFound(
            f"The picture {picture.url[:200]} belongs to a page whose place is not known.",
            "Give the page's address, or the saved page as a file with its pictures beside it.",
        )
    return _from_folder(picture.url, raw.folder, settings)


def _from_data(url: str, settings: Settings) -> bytes:
    head, comma, payload = url.partition(",")
    if not comma or not head.lower().startswith("data:image/"):
        raise Invalid("A picture inside the page is not marked as a picture.", "Save the picture as a file of its own.")
    if len(payload) > settings.image_limit * 3:
        raise _too_large("A picture inside the page", settings)
    data = unquote_to_bytes(payload)
    if head.lower().endswith(";base64"):
        try:
            data = base64.b64decode(re.sub(rb"\s+", b"", data) + b"==", validate=False)
        except binascii.Error as error:
            raise Invalid("A picture inside the page is damaged.", "Save the page again.") from error
    if len(data) > settings.image_limit:
        raise _too_large("A picture inside the page", settings)
    if not data:
        raise Invalid("A picture inside the page is empty.", "Save the page again.")
    return data


def _from_folder(url: str, folder: Path, settings: Settings) -> bytes:
    relative = unquote(urlsplit(url).path)
    try:
        path = (folder / relative).resolve()
        inside = path.is_relative_to(folder.resolve())
        if not inside:
            raise Refused(
                f"The picture {url[:200]} lies outside the folder of the saved page.",
                "Put the picture beside the page.",
            )
        if not path.is_file():
            raise NotFound(
                f"There is no picture {url[:200]} beside the saved page.", "Save the page with its pictures."
            )
        with path.open("rb") as file:
            data = file.read(settings.image_limit + 1)
    except (OSError, ValueError, RuntimeError) as error:
        raise Unavailable(f"The picture {url[:200]} could not be read: {error}.") from error
    if len(data) > settings.image_limit:
        raise _too_large(f"The picture {url[:200]}", settings)
    if not data:
        raise Invalid(f"The picture {url[:200]} is empty.", "Save the page again.")
    return data


def _too_large(name: str, settings: Settings) -> Refused:
    return Refused(
        f"{name} is larger than {settings.image_limit:,} bytes, the most that is read.",
        "Make the picture smaller, or raise ASCERTAIN_IMAGE_LIMIT.",
    )
