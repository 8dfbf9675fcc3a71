"""A folder of files named by the SHA-256 of their bytes."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ascertain.errors import Invalid, NotConfigured, NotFound, Unavailable

_NAME = re.compile(r"[0-9a-f]{64}")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


class Blobs:
    """Bytes by their SHA-256, two folder levels deep: ``ab/cd/abcd…``.

    A file appears under its name only when it is complete and on disk, so readers never see half of one,
    and any number of processes may write at once: the same bytes give the same file.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, data: bytes) -> str:
        """Keep ``data`` and return its SHA-256 (64 hex digits); keeping it again changes nothing.

        Raises :class:`Unavailable` when the folder cannot be written; then nothing is kept.
        """
        name = hashlib.sha256(data).hexdigest()
        path = self._path(name)
        if path.is_file():
            return name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, data)
        except OSError as error:
            raise Unavailable(
                f"The bytes could not be written below {self._folder}: {error.strerror or error}.",
                "Check that the folder is writable and the disk is not full.",
            ) from error
        return name

    def get(self, sha256: str) -> bytes:
        """Return the bytes with this SHA-256; their existence is checked, not their content.

        Raises :class:`NotFound` when they are not kept here and :class:`Unavailable` when they cannot be read.
        """
        path = self._path(sha256)
        try:
            return path.read_bytes()
        except FileNotFoundError as error:
            raise NotFound(f"No bytes with the SHA-256 {sha256} are kept in {self._folder}.") from error
        except OSError as error:
            raise Unavailable(
                f"{path} could not be read: {error.strerror or error}.", "Check the folder's permissions."
            ) from error

    def has(self, sha256: str) -> bool:
        """Tell whether bytes with this SHA-256 are kept."""
        return self._path(sha256).is_file()

    def _path(self, sha256: str) -> Path:
        if not _NAME.fullmatch(sha256):
            raise Invalid(f"{sha256[:80]!r} is not a SHA-256.", "Give 64 hexadecimal digits in lower case.")
        return self._folder / sha256[:2] / sha256[2:4] / sha256


def open_blobs(url: str) -> Blobs:
    """Return the bytes kept in a folder, given as a path or a ``file://`` address; it is made when first written to.

    Raises :class:`NotConfigured` for addresses of other kinds (``s3://…``).
    """
    if not _SCHEME.match(url):
        return Blobs(Path(url).expanduser())
    parts = urlsplit(url)
    if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
        raise NotConfigured(
            f"Bytes cannot be kept at {parts.scheme}:// addresses yet.",
            "Set ASCERTAIN_BLOBS_URL to a folder, or leave it empty for one inside ASCERTAIN_HOME.",
        )
    return Blobs(Path(unquote(parts.path)))


def _write(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".partial-", dir=path.parent)
    partial = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.chmod(0o644)
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    # The rename itself survives a power cut only when the folder is on disk too; Windows cannot open folders.
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
