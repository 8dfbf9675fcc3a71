from __future__ import annotations

import base64
from pathlib import Path

import pytest
from local_server import LocalServer

from ascertain.errors import Invalid, NotFound, Refused
from ascertain.ingest import Fetcher, RawPage, picture_bytes
from ascertain.records import Picture
from ascertain.settings import Settings

PIXELS = b"\x89PNG\r\n\x1a\n" + b"pixels" * 10


def read(url: str, folder: Path | None, fetcher: Fetcher, settings: Settings) -> bytes:
    return picture_bytes(Picture(url=url), RawPage(b"x", folder=folder), fetcher, settings)


def test_pictures_inside_beside_and_on_the_web(
    server: LocalServer, fetcher: Fetcher, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "a_files").mkdir()
    (tmp_path / "a_files" / "my bridge.png").write_bytes(PIXELS)
    server.answers["/p.png"] = (200, {"Content-Type": "image/png"}, PIXELS)
    for url in (
        "data:image/png;base64," + base64.b64encode(PIXELS).decode(),
        "a_files/my%20bridge.png",
        "./a_files/my bridge.png?size=2",
        server.url("/p.png"),
    ):
        assert read(url, tmp_path, fetcher, settings) == PIXELS


def test_nothing_outside_the_folder_is_read(fetcher: Fetcher, settings: Settings, tmp_path: Path) -> None:
    inside = tmp_path / "saved"
    inside.mkdir()
    (tmp_path / "secret.png").write_bytes(PIXELS)
    (inside / "link.png").symlink_to(tmp_path / "secret.png")
    for url in ("../secret.png", "link.png", str(tmp_path / "secret.png"), "%2e%2e/secret.png"):
        with pytest.raises(Refused, match="outside the folder"):
            read(url, inside, fetcher, settings)


def test_missing_pictures_and_other_addresses(
    server: LocalServer, fetcher: Fetcher, settings: Settings, tmp_path: Path
) -> None:
    for url, folder, error in (
        ("gone.png", tmp_path, NotFound),
        ("a.png", None, NotFound),
        (server.url("/gone.png"), tmp_path, NotFound),
        ("file:///etc/passwd", tmp_path, Invalid),
        ("data:text/html,hello", tmp_path, Invalid),
        ("data:image/png;base64,", tmp_path, Invalid),
        ("http://127.0.0.1:1/a.png", tmp_path, Refused),
    ):
        with pytest.raises(error):
            read(url, folder, fetcher, settings)
    server.answers["/page"] = (200, {"Content-Type": "text/html"}, b"x")
    with pytest.raises(Invalid, match="text/html"):
        read(server.url("/page"), None, fetcher, settings)


def test_pictures_have_a_size_limit(server: LocalServer, fetcher: Fetcher, tmp_path: Path) -> None:
    small = Settings(image_limit=20, allow_private_hosts=frozenset({server.host}))
    (tmp_path / "a.png").write_bytes(PIXELS)
    server.answers["/p.png"] = (200, {"Content-Type": "image/png"}, PIXELS)
    for url in ("a.png", server.url("/p.png"), "data:image/png;base64," + base64.b64encode(PIXELS).decode()):
        with pytest.raises(Refused, match="larger than 20 bytes"):
            read(url, tmp_path, fetcher, small)
