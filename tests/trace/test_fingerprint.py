"""Pictures as pages serve them, sound and hostile, and what comes back."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import io
import random
import struct
import time
import zlib

import numpy as np
import pytest
from drawn import photo, saved
from PIL import Image

from ascertain.errors import AscertainError, Invalid, NotConfigured, Refused
from ascertain.settings import Settings
from ascertain.trace import fingerprint, thumbnail
from ascertain.trace.hashes import distance

SETTINGS = Settings()
FORMATS = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "GIF": "image/gif",
    "AVIF": "image/avif",
    "TIFF": "image/tiff",
    "BMP": "image/bmp",
}
TURNED_BACK = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def pdq_of(image: Image.Image, form: str = "PNG") -> str:
    return fingerprint(saved(image, form), SETTINGS).pdq


def test_says_what_the_bytes_are() -> None:
    data = saved(photo(), "JPEG")
    media = fingerprint(data, SETTINGS)
    assert media.sha256 == hashlib.sha256(data).hexdigest()
    assert (media.type, media.size, media.width, media.height) == ("image/jpeg", len(data), 400, 300)
    assert len(media.pdq) == 64
    assert media.pdq_quality == 100


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_shows_the_same_picture(form: str) -> None:
    media = fingerprint(saved(photo(), form), SETTINGS)
    assert media.type == FORMATS[form]
    assert (media.width, media.height) == (400, 300)
    assert distance(media.pdq, pdq_of(photo())) <= 31


@pytest.mark.parametrize("turn", TURNED_BACK)
def test_turns_the_picture_as_the_camera_says(turn: int) -> None:
    back = TURNED_BACK[turn]
    stored = photo().transpose(back) if back is not None else photo()
    exif = Image.Exif()
    exif[0x0112] = turn
    media = fingerprint(saved(stored, "JPEG", exif=exif, quality=95), SETTINGS)
    assert (media.width, media.height) == (400, 300)
    assert distance(media.pdq, pdq_of(photo())) <= 10


@pytest.mark.parametrize("form", ["PNG", "WEBP", "TIFF", "AVIF"])
def test_turns_other_formats_too(form: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    media = fingerprint(saved(photo().transpose(Image.Transpose.ROTATE_90), form, exif=exif), SETTINGS)
    assert (media.width, media.height) == (400, 300)
    assert distance(media.pdq, pdq_of(photo())) <= 31


def test_a_large_photograph_keeps_its_full_size() -> None:
    exif = Image.Exif()
    exif[0x0112] = 8
    media = fingerprint(saved(photo(size=(1500, 1200)), "JPEG", exif=exif), SETTINGS)
    assert (media.width, media.height) == (1200, 1500)


def test_a_broken_exif_block_does_not_lose_the_picture() -> None:
    broken = b"Exif\0\0II*\0\xff\xff\xff\x7f" + b"\xff" * 40
    assert fingerprint(saved(photo(), "JPEG", exif=broken), SETTINGS).width == 400


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG", "TIFF"])
def test_an_animation_counts_as_its_first_frame(form: str) -> None:
    moving = saved(photo(1), form, save_all=True, append_images=[photo(2), photo(3)])
    assert distance(fingerprint(moving, SETTINGS).pdq, pdq_of(photo(1))) <= 31


@pytest.mark.parametrize(
    ("mode", "form"),
    [
        ("L", "PNG"),
        ("LA", "PNG"),
        ("P", "PNG"),
        ("P", "GIF"),
        ("RGBA", "PNG"),
        ("RGBA", "WEBP"),
        ("CMYK", "JPEG"),
        ("CMYK", "TIFF"),
        ("YCbCr", "JPEG"),
        ("LAB", "TIFF"),
        ("1", "PNG"),
        ("I", "TIFF"),
        ("F", "TIFF"),
    ],
)
def test_reads_every_colour_mode(mode: str, form: str) -> None:
    image = photo()
    if mode == "LAB":
        from PIL import ImageCms

        turned = ImageCms.profileToProfile(
            image, ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
        )
        assert turned is not None
    else:
        turned = image.convert(mode)
    # One bit a pixel keeps the shapes but not every soft gradient.
    assert distance(pdq_of(turned, form), pdq_of(image)) <= (63 if mode == "1" else 31)


@pytest.mark.parametrize("form", ["PNG", "TIFF"])
def test_reads_sixteen_bit_grey(form: str) -> None:
    deep = Image.fromarray(np.asarray(photo().convert("L")).astype(np.uint16) * 257)
    assert deep.mode == "I;16"
    assert distance(pdq_of(deep, form), pdq_of(photo())) <= 10


@pytest.mark.parametrize("scale", [1 / 255, 1.0, 257.0, 40000.0, -3.0])
def test_reads_floating_point_of_any_range(scale: float) -> None:
    values = np.asarray(photo().convert("L")).astype(np.float32)
    upright = values * np.float32(scale) if scale > 0 else values * np.float32(-scale) - 500
    upright[0, 0] = np.nan
    assert distance(pdq_of(Image.fromarray(upright), "TIFF"), pdq_of(photo())) <= 16


def test_what_is_transparent_is_white_whatever_colour_lies_below() -> None:
    mask = Image.linear_gradient("L").resize((400, 300)).point(lambda v: 255 if v > 128 else 0)
    shown = Image.composite(photo(1), Image.new("RGB", (400, 300), "white"), mask)
    hidden = photo(1)
    hidden.paste(photo(2), mask=mask.point(lambda v: 255 - v))
    hidden.putalpha(mask)
    assert pdq_of(hidden) == pdq_of(shown)


@pytest.mark.parametrize("size", [(1, 1), (4, 300), (300, 4), (64, 64), (300, 200)])
def test_flat_and_tiny_pictures_have_no_quality(size: tuple[int, int]) -> None:
    media = fingerprint(saved(Image.new("RGB", size, (90, 120, 10))), SETTINGS)
    assert media.pdq_quality == 0
    assert (media.width, media.height) == size


def test_edited_copies_stay_near_and_a_small_crop_does_not() -> None:
    original = photo(size=(800, 600))
    pdq = pdq_of(original)
    poor = fingerprint(saved(original, "JPEG", quality=20), SETTINGS)
    assert distance(pdq, poor.pdq) <= 31
    for size in [(400, 300), (160, 120), (1200, 900)]:
        assert distance(pdq, pdq_of(original.resize(size))) <= 31
    assert distance(pdq, pdq_of(original.crop((300, 200, 460, 320)))) > 63
    assert distance(pdq, pdq_of(photo(2))) > 63


@pytest.mark.parametrize(
    "data",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- <html> --><!DOCTYPE svg PUBLIC "x" "y">\n<svg width="1"/>',
        b'<?xml version="1.0"?><svg:svg xmlns:svg="http://www.w3.org/2000/svg"/>',
    ],
)
def test_refuses_drawings_that_can_run_scripts(data: bytes) -> None:
    with pytest.raises(Refused, match="SVG drawing, which can run scripts"):
        fingerprint(data, SETTINGS)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "has no bytes"),
        (b"<!DOCTYPE html><html><body>Not found</body></html>", "a web page, not a picture"),
        (b"\n <HTML><svg></svg></HTML>", "a web page, not a picture"),
        (b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html><html></html>', "a web page, not a picture"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "a video"),
        (b'{"error": "gone"}', "JSON"),
        (b"404 not found", "text"),
        (b"PK\x03\x04....", "a ZIP archive"),
        (bytes(range(200, 256)) * 3, "data of an unknown kind"),
        (b"BM of another sort, long enough to hold a header", "text"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1", "text"),
    ],
)
def test_says_what_it_is_instead_of_a_picture(data: bytes, what: str) -> None:
    with pytest.raises(Invalid, match=what) as raised:
        fingerprint(data, SETTINGS)
    assert raised.value.hint


@pytest.mark.parametrize("form", FORMATS)
def test_a_cut_picture_is_called_cut_off(form: str) -> None:
    data = saved(photo(), form)
    problems = []
    for share in (0.02, 0.1, 0.3, 0.5, 0.8, 0.95):
        cut = data[: max(32, int(len(data) * share))]
        with pytest.raises(Invalid) as raised:
            fingerprint(cut, SETTINGS)
        problems.append(raised.value.message)
    assert set(problems) == {"The picture is cut off: its last part is missing."}


def png_header(width: int, height: int) -> bytes:
    chunk = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    data = b"IDAT" + body
    parts = [b"\x89PNG\r\n\x1a\n", struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))]
    return b"".join([*parts, struct.pack(">I", len(body)) + data + struct.pack(">I", zlib.crc32(data))])


BOMBS = {
    "png": png_header(60000, 50000),
    "gif": b"GIF89a"
    + struct.pack("<HHBBB", 60000, 50000, 0, 0, 0)
    + b",\0\0\0\0"
    + struct.pack("<HH", 60000, 50000)
    + b"\0\2\2L\1\0;",
    "webp": b"RIFF"
    + struct.pack("<I", 22)
    + b"WEBPVP8X"
    + struct.pack("<I", 10)
    + b"\0\0\0\0"
    + (60000 - 1).to_bytes(3, "little")
    + (50000 - 1).to_bytes(3, "little"),
    "bmp": b"BM"
    + struct.pack("<IHHI", 1000, 0, 0, 54)
    + struct.pack("<IiiHHIIiiII", 40, 60000, 50000, 1, 24, 0, 0, 0, 0, 0, 0)
    + b"\0" * 900,
}


@pytest.mark.parametrize("kind", BOMBS)
def test_refuses_a_picture_that_unfolds_before_decoding_it(kind: str) -> None:
    fingerprint(saved(photo()), SETTINGS)  # the worker's start is not what is timed
    start = time.monotonic()
    with pytest.raises(Refused, match="60000 × 50000 pixels large; at most 50,000,000"):
        fingerprint(BOMBS[kind], SETTINGS)
    assert time.monotonic() - start < 1.0


def test_a_sound_picture_beyond_the_limit_is_refused_in_every_format() -> None:
    small = Settings(image_pixels=100_000)
    for form in FORMATS:
        with pytest.raises(Refused, match="400 × 300 pixels"):
            fingerprint(saved(photo(), form), small)


def test_refuses_more_bytes_than_allowed() -> None:
    with pytest.raises(Refused, match="at most 1,000 are read"):
        fingerprint(saved(photo()), Settings(image_limit=1000))


@pytest.mark.parametrize("form", FORMATS)
def test_damaged_bytes_give_a_sentence_or_a_picture(form: str) -> None:
    dice, sound = random.Random(7), saved(photo(size=(120, 90)), form)
    for _ in range(12):
        damaged = bytearray(sound)
        for _ in range(dice.randrange(1, 12)):
            damaged[dice.randrange(12, len(damaged))] = dice.randrange(256)
        with contextlib.suppress(AscertainError):  # anything else, and anything from a dead worker, fails the test
            assert fingerprint(bytes(damaged), SETTINGS).width > 0


@pytest.mark.skipif(importlib.util.find_spec("pillow_heif") is not None, reason="pillow-heif is installed")
def test_heic_without_its_decoder_says_what_to_install() -> None:
    with pytest.raises(NotConfigured, match="pillow-heif"):
        fingerprint(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 64, SETTINGS)


def test_a_thumbnail_is_small_upright_and_bare() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera of somebody"
    data = saved(photo(size=(900, 600)), "JPEG", exif=exif, icc_profile=b"profile", comment=b"secret")
    small = thumbnail(data, SETTINGS)
    image = Image.open(io.BytesIO(small))
    assert image.format == "JPEG"
    assert image.size == (213, 320)
    assert not image.getexif()
    assert not {"icc_profile", "comment", "exif"} & set(image.info)
    assert b"somebody" not in small


def test_a_thumbnail_never_enlarges() -> None:
    assert Image.open(io.BytesIO(thumbnail(saved(photo(size=(90, 70))), SETTINGS))).size == (90, 70)
    assert Image.open(io.BytesIO(thumbnail(saved(Image.new("RGBA", (1, 1))), SETTINGS, side=64))).size == (1, 1)
