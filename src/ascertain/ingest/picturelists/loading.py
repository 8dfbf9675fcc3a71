"""Loading what an entry names: the bytes of a picture, the file of a video."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ascertain.errors import NotFound, Refused, Unavailable
from ascertain.ingest.picturelists.entry import PictureEntry

if TYPE_CHECKING:
    from ascertain.ingest.fetch import Fetcher
    from ascertain.settings import Settings

IMAGE_TYPES = frozenset({"image/*", "application/octet-stream", "binary/octet-stream"})


def picture_loader(fetcher: Fetcher, settings: Settings) -> Callable[[PictureEntry], bytes]:
    """Return what loads a picture's bytes, from its file or through the guarded client.

    It raises the errors of :meth:`Fetcher.get` and ``Refused`` for files over ``settings.image_limit`` bytes.
    """

    def load(entry: PictureEntry) -> bytes:
        if entry.file is None:
            return fetcher.get(entry.url, accept=IMAGE_TYPES, limit=settings.image_limit).body
        try:
            with entry.file.open("rb") as file:
                data = file.read(settings.image_limit + 1)
        except FileNotFoundError as error:
            raise NotFound(f"There is no file {entry.file.name} any more.") from error
        except OSError as error:
            raise Unavailable(f"{entry.file.name} cannot be read: {error.strerror or error}.") from error
        if len(data) > settings.image_limit:
            raise Refused(f"{entry.file.name} is larger than {settings.image_limit:,} bytes, the most that is read.")
        return data

    return load


def video_loader(fetcher: Fetcher, folder: Path, *, limit: int, seconds: float) -> Callable[[PictureEntry], Path]:
    """Return what gives a video's file: its own, or one in ``folder`` into which it is downloaded.

    A download may have ``limit`` bytes and take ``seconds``. The caller empties ``folder`` when the import is over.
    """

    def load(entry: PictureEntry) -> Path:
        if entry.file is not None:
            return entry.file
        path = folder / f"{entry.position}-{hashlib.sha256(entry.url.encode()).hexdigest()[:16]}"
        fetcher.save(entry.url, path, limit=limit, seconds=seconds)
        return path

    return load
