"""Bytes kept by their SHA-256."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ascertain.blobs import open_blobs
from ascertain.errors import Invalid, NotConfigured, NotFound, Unavailable

NAME = hashlib.sha256(b"a picture").hexdigest()


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_bytes_come_back_under_their_sha256(tmp_path: Path) -> None:
    blobs = open_blobs(str(tmp_path / "new" / "blobs"))
    assert not blobs.has(NAME)
    assert blobs.put(b"a picture") == NAME
    assert blobs.has(NAME)
    assert blobs.get(NAME) == b"a picture"
    assert blobs.put(b"") == hashlib.sha256(b"").hexdigest()
    assert blobs.get(hashlib.sha256(b"").hexdigest()) == b""


def test_keeping_again_changes_nothing(tmp_path: Path) -> None:
    blobs = open_blobs(str(tmp_path))
    blobs.put(b"a picture")
    path = tmp_path / NAME[:2] / NAME[2:4] / NAME
    before = path.stat()
    blobs.put(b"a picture")
    assert _files(tmp_path) == [path]
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_what_is_not_kept_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="0" * 64):
        open_blobs(str(tmp_path / "none")).get("0" * 64)


@pytest.mark.parametrize(
    "name",
    ["", "abc", NAME.upper(), NAME + "\n", NAME[:-1] + "/", "../../../../etc/passwd", "../" * 21 + "a", "٣" * 64],
)
def test_only_names_that_are_a_sha256_are_looked_up(tmp_path: Path, name: str) -> None:
    blobs = open_blobs(str(tmp_path))
    with pytest.raises(Invalid, match="not a SHA-256"):
        blobs.get(name)
    with pytest.raises(Invalid, match="not a SHA-256"):
        blobs.has(name)


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    blobs = open_blobs(str(tmp_path))
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable, match="No space left on device"):
        blobs.put(b"a picture")
    assert _files(tmp_path) == []
    assert not blobs.has(NAME)


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    blobs = open_blobs(str(tmp_path / "file"))
    with pytest.raises(Unavailable, match="could not be written"):
        blobs.put(b"a picture")
    with pytest.raises(Unavailable, match="could not be read"):
        blobs.get(NAME)
    assert not blobs.has(NAME)


def test_many_may_keep_the_same_bytes_at_once(tmp_path: Path) -> None:
    blobs = open_blobs(str(tmp_path))
    data = [bytes([number % 5]) * 100_000 for number in range(60)]
    with ThreadPoolExecutor(8) as pool:
        names = list(pool.map(blobs.put, data))
    assert sorted(path.name for path in _files(tmp_path)) == sorted(set(names))
    assert all(hashlib.sha256(path.read_bytes()).hexdigest() == path.name for path in _files(tmp_path))


def test_a_killed_writer_leaves_no_half_file_under_a_name(tmp_path: Path) -> None:
    code = (
        "import sys; from ascertain.blobs import open_blobs; blobs = open_blobs(sys.argv[1]); number = 0\n"
        "while True:\n"
        "    number += 1; print(blobs.put(str(number).encode() * 200_000), flush=True)\n"
    )
    writer = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    names = [writer.stdout.readline().strip() for _ in range(8)]
    writer.kill()
    names += writer.stdout.read().split()
    writer.stdout.close()
    writer.wait()
    blobs = open_blobs(str(tmp_path))
    assert all(hashlib.sha256(blobs.get(name)).hexdigest() == name for name in names if len(name) == 64)
    whole = [path for path in _files(tmp_path) if not path.name.startswith(".")]
    assert all(hashlib.sha256(path.read_bytes()).hexdigest() == path.name for path in whole)


def test_addresses_of_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_blobs((tmp_path / "with space").as_uri()).put(b"a picture")
    assert open_blobs(str(tmp_path / "with space")).has(NAME)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert open_blobs("~/with space").has(NAME)


@pytest.mark.parametrize("url", ["s3://bucket/blobs", "gs://bucket", "https://host/blobs", "file://host/blobs"])
def test_other_places_are_not_supported_yet(url: str) -> None:
    with pytest.raises(NotConfigured, match="cannot be kept"):
        open_blobs(url)
