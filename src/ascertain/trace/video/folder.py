"""Writing the keyframes of a video to a folder."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

from ascertain.errors import Refused, Unavailable
from ascertain.trace.video.keyframes import Keyframes
from ascertain.trace.video.sheet import contact_sheet, stamp

SHEET = "contact-sheet.jpg"
"""Name of the contact sheet."""

LIST = "keyframes.json"
"""Name of the list of what was written."""


def write_keyframes(video: Keyframes, folder: Path, *, name: str = "", overwrite: bool = False) -> tuple[Path, ...]:
    """Write each keyframe (``0001_00-00-03.250.jpg``), a contact sheet and ``keyframes.json``; return their paths.

    Either all of it appears or nothing: it is written beside the folder first. ``name`` is the file that was read, for
    the list. ``overwrite`` replaces a folder that an earlier call wrote; another is never touched.
    Raises ``Refused`` when something is there, and ``Unavailable`` when the place cannot be written.
    """
    there = folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir())))
    if there and not overwrite:
        raise Refused(f"{folder} holds something already.", "Name another folder, or say that it may be overwritten.")
    if there and not (folder / LIST).is_file():
        raise Refused(f"{folder} holds no keyframes; it is not overwritten.", "Name another folder.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        try:
            names = _write(video, beside, name)
            beside.chmod(0o755)
            if folder.exists():
                gone = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
                folder.rename(gone / "old")
                beside.rename(folder)
                shutil.rmtree(gone)
            else:
                beside.rename(folder)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        raise Unavailable(f"{folder} cannot be written: {error.strerror}.", "Check the place and its space.") from error
    return tuple(folder / written for written in names)


def _write(video: Keyframes, folder: Path, name: str) -> list[str]:
    names, listed = [], []
    for number, frame in enumerate(video.frames, 1):
        file = f"{number:04}_{stamp(frame.at).replace(':', '-')}.jpg"
        (folder / file).write_bytes(frame.jpeg)
        names.append(file)
        listed.append(
            {
                "file": file,
                "at": frame.at,
                "until": frame.until,
                "shot": frame.shot + 1,
                "lead": frame.lead,
                "pdq": frame.pdq,
                "pdq_quality": frame.quality,
            }
        )
    if video.frames:
        (folder / SHEET).write_bytes(contact_sheet(video))
        names.append(SHEET)
    said = {
        "video": name,
        "sha256": video.sha256,
        "type": video.type,
        "bytes": video.bytes,
        "seconds": video.seconds,
        "fps": video.fps,
        "width": video.size[0],
        "height": video.size[1],
        "notes": video.notes,
        "keyframes": listed,
    }
    (folder / LIST).write_text(json.dumps(said, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return [*names, LIST]
