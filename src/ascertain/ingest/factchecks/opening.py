"""Opening a file of fact-checks: what it is, how it is written, and its entries one by one."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, cast

from ascertain.errors import Invalid, NotFound, Refused, Unavailable
from ascertain.ingest.factchecks.columns import check_map
from ascertain.ingest.factchecks.draft import finish
from ascertain.ingest.factchecks.jsonfile import JsonFile
from ascertain.ingest.factchecks.jsonlines import JsonLines
from ascertain.ingest.factchecks.reader import Entry, Located, Problem, Reader, Reject
from ascertain.ingest.factchecks.tables import CSV, TSV
from ascertain.ingest.factchecks.values import excerpt
from ascertain.ingest.factchecks.webpages import WebPage

READERS: tuple[Reader, ...] = (WebPage(), JsonLines(), JsonFile(), CSV, TSV)
"""Every reader, in the order in which they are asked whether a file is theirs."""

VERSION = 2
"""Rises whenever the same file would give other entries, so that an interrupted import does not go on askew."""

_HEAD = 64 * 1024
_RECODED = 64 * 1024 * 1024
"""Bytes of a file in another encoding than UTF-8 that are recoded in memory."""

_LOOKED_AT = 50
_FORMATS = ", ".join(reader.name for reader in READERS)
_OTHER_FILES = (
    (b"PK\x03\x04", "a zip archive or a spreadsheet", "Unpack it, or save the sheet as CSV (UTF-8)."),
    (b"%PDF-", "a PDF document", "Fact-checks are read from data files: JSON, JSONL, CSV or HTML."),
    (b"SQLite format 3", "a database", "Export the table as CSV."),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed", "Unpack it, or compress it with gzip."),
    (b"\xfd7zXZ\x00", "xz-compressed", "Unpack it, or compress it with gzip."),
    (b"BZh", "bzip2-compressed", "Unpack it, or compress it with gzip."),
    (b"PAR1", "a Parquet file", "Export the table as JSONL or CSV."),
)


@dataclass(frozen=True)
class _Survey:
    """What one look through the whole file tells."""

    digest: str
    head: bytes
    wrong: int


class FactCheckFile:
    """A file whose entries can be read any number of times, each time the same."""

    def __init__(self, path: Path, columns: Mapping[str, str], reader: Reader, survey: _Survey, recode: bool) -> None:
        self.path = path
        self.reader = reader
        self.digest = survey.digest
        """SHA-256 of the content, unpacked: a compressed copy is the same file."""

        self.size = path.stat().st_size
        """Bytes on disk."""

        self.consumed = 0
        """Bytes on disk that the latest pass over the entries has read."""

        self._columns = columns
        self._recode = recode

    def entries(self, corpus: str) -> Iterator[Entry]:
        """Yield every entry in the file's order, fact-checks belonging to ``corpus``."""
        for position, found in enumerate(self.found(), start=1):
            yield entry_of(position, found, corpus)

    def found(self) -> Iterator[Located | Problem]:
        """Yield what the reader finds in the file's order."""
        self.consumed = 0
        with self.path.open("rb") as raw:
            stream = self._stream(raw)
            position = 0
            try:
                for found in self.reader.drafts(stream, self._columns):
                    position += 1
                    yield found
                    self.consumed = raw.tell()
            except (EOFError, gzip.BadGzipFile, zlib.error) as error:
                yield Problem(f"the compressed file breaks off behind entry {position}: {error}")
        self.consumed = self.size

    def _stream(self, raw: BinaryIO) -> BinaryIO:
        stream = _unpacked(raw)
        if self._recode:
            from ascertain.ingest.encoding import decode

            return io.BytesIO(decode(stream.read(_RECODED)).encode("utf-8", "replace"))
        if stream.read(3) != codecs.BOM_UTF8:
            stream.seek(0)
            return stream
        return cast("BinaryIO", _Behind(stream, 3))


class _Behind(io.RawIOBase):
    """A stream without its first bytes, so that seeking to the start leaves out a byte order mark."""

    def __init__(self, stream: BinaryIO, start: int) -> None:
        self._stream = stream
        self._start = start

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:
        return self._stream.read(-1 if size is None else size)

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def readline(self, size: int | None = -1) -> bytes:
        return self._stream.readline(-1 if size is None else size)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._stream.seek(offset + self._start if whence == 0 else offset, whence) - self._start

    def tell(self) -> int:
        return self._stream.tell() - self._start


def open_fact_checks(
    path: Path, *, format: str | None = None, columns: Mapping[str, str] | None = None
) -> FactCheckFile:
    """Return a file of fact-checks in any known format, plain or gzip-compressed, ready to be read.

    ``format`` says what it is (``html``, ``jsonl``, ``json``, ``csv``, ``tsv``) where the content does not tell;
    ``columns`` maps our fields to the names of the file. Raises ``NotFound`` when there is no such file and
    ``Invalid`` when it is empty, of an unknown kind, or when nothing in it looks like a fact-check: the message
    then lists the fields that were seen.
    """
    columns = dict(columns or {})
    check_map(columns)
    survey = _survey(path)
    if not survey.head.strip():
        raise Invalid(f"{path.name} is empty.", "Give a file with fact-checks in it.")
    for magic, what, hint in _OTHER_FILES:
        if survey.head.startswith(magic):
            raise Invalid(f"{path.name} is {what}.", hint)
    recode = (
        survey.wrong > 0 or survey.head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in survey.head
    )
    head = survey.head.removeprefix(codecs.BOM_UTF8)
    if recode:
        head = _recoded_head(path)
    reader = _reader(path, head, format)
    file = FactCheckFile(path, columns, reader, survey, recode)
    _check_beginning(file)
    return file


def _survey(path: Path) -> _Survey:
    """Read through the file once: its digest, its beginning, and whether it is UTF-8 to the end."""
    digest, head, wrong = hashlib.sha256(), b"", 0
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    try:
        if path.is_dir():
            raise Invalid(f"{path} is a folder.", "Give one file of fact-checks.")
        if path.exists() and not path.is_file():
            raise Refused(f"{path} is not an ordinary file.", "Save its content to a file and give that.")
        with path.open("rb") as raw:
            stream = _unpacked(raw)
            while chunk := stream.read(1024 * 1024):
                digest.update(chunk)
                head = head or chunk[:_HEAD]
                if not chunk.isascii():
                    text = decoder.decode(chunk)
                    wrong += text.count("�") - chunk.count("�".encode())
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotFound(f"There is no file {path}.", "Check the path.") from error
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        if not head:
            raise Invalid(f"{path.name} is not sound gzip data: {error}.", "Download or compress it again.") from error
        # What comes before the break is read; the break itself becomes a reject.
    except OSError as error:
        raise Unavailable(f"{path} cannot be read: {error.strerror}.", "Check its permissions.") from error
    return _Survey(digest.hexdigest(), head, wrong)


def _unpacked(raw: BinaryIO) -> BinaryIO:
    packed = raw.read(2) == b"\x1f\x8b"
    raw.seek(0)
    return cast("BinaryIO", gzip.GzipFile(fileobj=raw, mode="rb")) if packed else raw


def _recoded_head(path: Path) -> bytes:
    from ascertain.ingest.encoding import decode

    with path.open("rb") as raw:
        body = _unpacked(raw).read(_RECODED + 1)
    if len(body) > _RECODED:
        raise Invalid(
            f"{path.name} is not UTF-8, and larger than the {_RECODED:,} bytes that are recoded in memory.",
            "Convert it first: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW (with the file's own encoding).",
        )
    return decode(body).encode("utf-8", "replace")[:_HEAD]


def _reader(path: Path, head: bytes, format: str | None) -> Reader:
    if format is not None:
        for reader in READERS:
            if reader.name == format.lower():
                return reader
        raise Invalid(f"There is no format {format!r}.", f"The formats are: {_FORMATS}.")
    for reader in READERS:
        if reader.sniff(head, path):
            return reader
    beginning = " ".join(head[:200].decode("utf-8", "replace").split())[:60]
    raise Invalid(
        f"{path.name} is of no known format; it begins with {beginning!r}.",
        f"Say what it is with --format ({_FORMATS}); tables need a first line of headings.",
    )


def _check_beginning(file: FactCheckFile) -> None:
    """Raise ``Invalid`` when none of the first entries is usable for a reason that concerns the whole file."""
    first = list(islice(file.entries("main"), _LOOKED_AT))
    name = file.path.name
    if not first:
        raise Invalid(f"{name} holds no entries.", "Give a file with fact-checks in it.")
    rejects = [entry.outcome for entry in first if isinstance(entry.outcome, Reject)]
    if len(rejects) < len(first):
        return
    seen = next((reject.seen for reject in rejects if reject.seen), ())
    if seen:
        raise Invalid(
            f"Nothing in {name} means a claim or a headline. Read as {file.reader.name}, it has: {', '.join(seen)}.",
            "Say which is which: --map claim=NAME,title=NAME,url=NAME,rating=NAME.",
        )
    if len(first) < _LOOKED_AT:
        raise Invalid(
            f"{name} holds no fact-check that can be used: {rejects[0].reason}.",
            f"If it is not {file.reader.name}, say what it is with --format ({_FORMATS}).",
        )


def entry_of(position: int, found: Located | Problem, corpus: str) -> Entry:
    """Return what a reader found as an entry: a fact-check of ``corpus``, or why it is none."""
    if isinstance(found, Problem):
        reject = Reject(position, found.reason, found.excerpt, found.place, found.seen)
        return Entry(position, reject)
    outcome, warnings = finish(found.draft, corpus)
    if isinstance(outcome, str):
        draft = found.draft
        shown = excerpt(draft.claim or draft.title or draft.url or draft.identifier)
        return Entry(position, Reject(position, outcome, shown, found.place), warnings)
    return Entry(position, outcome, warnings)
