"""Edited copies of drawn pictures: found, told apart from strangers, and what was done named right."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import pytest
from drawn import photo, saved
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps

from ascertain.errors import AscertainError, Invalid, Refused
from ascertain.records import Region
from ascertain.settings import Settings
from ascertain.trace.comparing import Comparison, compare
from ascertain.trace.prints import Prints, prints_of, question_of

SETTINGS = Settings()
SIZE = (640, 480)
ORIGINAL = photo(11, SIZE)


@pytest.fixture(scope="module")
def stored() -> Prints:
    return prints_of(saved(ORIGINAL, "JPEG", quality=92), SETTINGS)[0]


def compared(image: Image.Image, stored: Prints, quality: int = 80) -> Comparison | None:
    question = question_of(saved(image, "JPEG", quality=quality), SETTINGS)[0]
    return compare(question, [stored], SETTINGS)[0]


def bordered(image: Image.Image) -> Image.Image:
    return ImageOps.expand(image, 90, "black")


def captioned(image: Image.Image) -> Image.Image:
    page = Image.new("RGB", (image.width, image.height + 100), "white")
    page.paste(image)
    for line in range(2):
        place = (16, image.height + 12 + 40 * line)
        ImageDraw.Draw(page).text(place, "what they never showed you", "black", ImageFont.load_default(30))
    return page


def meme(image: Image.Image) -> Image.Image:
    image = image.copy()
    font = ImageFont.load_default(62)
    ImageDraw.Draw(image).text((12, 380), "THIS IS HOW IT WAS", "white", font, stroke_width=5, stroke_fill="black")
    return image


def screenshot(image: Image.Image) -> Image.Image:
    page, font = Image.new("RGB", (540, 1000), "white"), ImageFont.load_default(22)
    draw = ImageDraw.Draw(page)
    for line in range(4):
        draw.text((20, 60 + 32 * line), "somebody said that this was seen there", "black", font)
    page.paste(image.resize((500, 375)), (20, 240))
    for line in range(8):
        draw.text((20, 640 + 34 * line), "another person answered with these words", "black", font)
    return page


def inset(image: Image.Image) -> Image.Image:
    page = photo(77, (960, 720))
    page.paste(image.resize((480, 360)), (380, 300))
    return page


def recoloured(image: Image.Image) -> Image.Image:
    return ImageEnhance.Brightness(ImageEnhance.Color(image).enhance(0.3)).enhance(1.3)


EDITS: dict[str, tuple[Callable[[Image.Image], Image.Image], set[str]]] = {
    "saved again": (lambda i: i, {"recompressed"}),
    "resized": (lambda i: i.resize((400, 300)), {"resized"}),
    "cropped": (lambda i: i.crop((160, 96, 608, 432)), {"cropped"}),
    "mirrored": (ImageOps.mirror, {"mirrored"}),
    "turned by a quarter": (lambda i: i.transpose(Image.Transpose.ROTATE_90), {"rotated"}),
    "bordered": (bordered, {"bordered"}),
    "captioned": (captioned, {"captioned"}),
    "text on it": (meme, {"captioned"}),
    "grey": (lambda i: i.convert("L"), {"grey"}),
    "recoloured": (recoloured, {"recoloured"}),
    "screenshot": (screenshot, {"screenshot"}),
    "inset": (inset, {"inset"}),
    "mirrored and cropped": (lambda i: ImageOps.mirror(i.crop((100, 60, 500, 400))), {"mirrored", "cropped"}),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edited_copy_is_the_same_image_and_the_edit_has_its_name(name: str, stored: Prints) -> None:
    edit, kinds = EDITS[name]
    found = compared(edit(ORIGINAL), stored)
    assert found is not None
    assert found.tier == "same image"
    assert {a.kind for a in found.alterations} == kinds


@pytest.mark.parametrize(
    "edit",
    [
        lambda i: i.rotate(5, Image.Resampling.BICUBIC, expand=True, fillcolor="white"),
        lambda i: i.rotate(15, Image.Resampling.BICUBIC).crop((120, 90, 520, 390)),
        lambda i: i.filter(ImageFilter.GaussianBlur(1.5)),
        lambda i: i.resize((800, 480)),
        lambda i: i.resize((160, 120)),
    ],
    ids=["5 degrees", "15 degrees, cut", "blurred", "stretched", "160 pixels"],
)
def test_other_edits_are_found_too(edit: Callable[[Image.Image], Image.Image], stored: Prints) -> None:
    found = compared(edit(ORIGINAL), stored)
    assert found is not None
    assert found.tier in {"same image", "probable"}


def test_poor_jpeg_is_found(stored: Prints) -> None:
    found = compared(ORIGINAL, stored, quality=15)
    assert found is not None
    assert found.tier == "same image"


def test_equal_bytes_are_identical_even_of_a_flat_picture() -> None:
    data = saved(Image.new("RGB", (1, 1), "red"))
    found = compare(question_of(data, SETTINGS)[0], prints_of(data, SETTINGS), SETTINGS)[0]
    assert found is not None
    assert found.identical
    assert found.alterations[0].kind == "identical"
    assert found.score == 1.0


@pytest.mark.parametrize("size", [(1, 1), (300, 200)])
def test_flat_pictures_match_nothing_else(size: tuple[int, int], stored: Prints) -> None:
    flat = prints_of(saved(Image.new("RGB", size, (90, 120, 10))), SETTINGS)[0]
    asked = question_of(saved(Image.new("RGB", size, (90, 120, 11))), SETTINGS)[0]
    assert compare(asked, [flat, stored], SETTINGS) == [None, None]


def test_unrelated_pictures_never_match() -> None:
    asked = question_of(saved(photo(50, SIZE), "JPEG"), SETTINGS)[0]
    others = [prints_of(saved(photo(seed, SIZE), "JPEG"), SETTINGS)[0] for seed in range(60, 72)]
    assert compare(asked, others, SETTINGS) == [None] * 12


def test_no_stored_pictures_no_comparisons(stored: Prints) -> None:
    assert compare(question_of(saved(ORIGINAL), SETTINGS)[0], [], SETTINGS) == []


def box(region: Region | None) -> tuple[float, float, float, float]:
    assert region is not None
    across, down = zip(*region.corners, strict=True)
    return min(across), min(down), max(across), max(down)


def test_a_crop_is_placed_on_both_pictures(stored: Prints) -> None:
    found = compared(ORIGINAL.crop((160, 96, 608, 432)), stored)
    assert found is not None
    assert box(found.ours) == pytest.approx((0, 0, 1, 1), abs=0.02)
    assert box(found.theirs) == pytest.approx((0.25, 0.2, 0.95, 0.9), abs=0.02)
    assert found.alterations[0].share == pytest.approx(0.49, abs=0.03)


def test_a_mirrored_picture_has_its_corners_exchanged(stored: Prints) -> None:
    found = compared(ImageOps.mirror(ORIGINAL), stored)
    assert found is not None
    assert found.ours is not None
    assert found.ours.corners[0] == pytest.approx((1, 0), abs=0.02)
    assert found.ours.corners[2] == pytest.approx((0, 1), abs=0.02)


def test_a_picture_in_a_screenshot_is_placed(stored: Prints) -> None:
    found = compared(screenshot(ORIGINAL), stored)
    assert found is not None
    assert box(found.ours) == pytest.approx((20 / 540, 0.24, 520 / 540, 0.615), abs=0.02)


def test_the_original_of_a_stored_screenshot_is_found_in_it() -> None:
    stored = prints_of(saved(screenshot(ORIGINAL), "JPEG"), SETTINGS)[0]
    found = compared(ORIGINAL, stored)
    assert found is not None
    assert found.tier == "same image"
    assert {a.kind for a in found.alterations} == {"screenshot"}
    assert box(found.theirs) == pytest.approx((20 / 540, 0.24, 520 / 540, 0.615), abs=0.02)


def test_the_numbers_behind_a_match_are_told(stored: Prints) -> None:
    found = compared(ORIGINAL.crop((160, 96, 608, 432)), stored)
    assert found is not None
    told = {f.name: f for f in found.features}
    assert told["shared details"].value >= 10
    assert told["pixel agreement"].value >= 0.92
    assert "the pixels agree to" in told["pixel agreement"].words


def test_a_picture_changed_where_it_matters_is_not_called_only_saved_again(stored: Prints) -> None:
    changed = ORIGINAL.copy()
    changed.paste(photo(99, (300, 220)), (200, 140))
    found = compared(changed, stored)
    assert found is None or "recompressed" not in {a.kind for a in found.alterations}


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "TIFF", "BMP", "HEIF"])
def test_every_format_is_compared(form: str, stored: Prints) -> None:
    if form == "HEIF":
        pytest.importorskip("pillow_heif").register_heif_opener()
    size = (320, 240) if form == "GIF" else SIZE  # Pillow takes seconds to find 256 colours for a large one
    found = compare(question_of(saved(ORIGINAL.resize(size), form), SETTINGS)[0], [stored], SETTINGS)[0]
    assert found is not None
    assert found.tier == "same image"


@pytest.mark.parametrize("mode", ["CMYK", "P", "I;16", "RGBA"])
def test_every_colour_mode_is_compared(mode: str, stored: Prints) -> None:
    if mode == "I;16":
        deep = Image.fromarray(np.asarray(ORIGINAL.convert("L")).astype(np.uint16) * 257)
        data = saved(deep)
    else:
        data = saved(ORIGINAL.convert(mode), "TIFF" if mode == "CMYK" else "PNG")
    found = compare(question_of(data, SETTINGS)[0], [stored], SETTINGS)[0]
    assert found is not None
    assert found.tier == "same image"


def test_a_picture_turned_by_its_exif_block_is_compared_upright(stored: Prints) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = saved(ORIGINAL.transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif, quality=90)
    found = compare(question_of(data, SETTINGS)[0], [stored], SETTINGS)[0]
    assert found is not None
    assert {a.kind for a in found.alterations} == {"recompressed"}


@pytest.mark.parametrize("make", [prints_of, question_of])
@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', Refused, "SVG drawing"),
        (b"<!DOCTYPE html><html></html>", Invalid, "a web page, not a picture"),
        (saved(photo(), "JPEG")[:4000], Invalid, "cut off"),
        (b"", Invalid, "no bytes"),
    ],
    ids=["SVG", "page", "cut", "empty"],
)
def test_what_is_no_picture_is_refused_with_a_reason(
    make: Callable[[bytes, Settings], object], data: bytes, error: type[AscertainError], words: str
) -> None:
    with pytest.raises(error, match=words):
        make(data, SETTINGS)


def test_a_picture_beyond_the_limit_is_refused_before_decoding() -> None:
    with pytest.raises(Refused, match="640 × 480 pixels"):
        prints_of(saved(ORIGINAL), Settings(image_pixels=100_000))


def frames(form: str, seeds: tuple[int, ...], size: tuple[int, int] = (320, 240)) -> bytes:
    pictures = [photo(seed, size) for seed in seeds]
    out = io.BytesIO()
    pictures[0].save(out, form, save_all=True, append_images=pictures[1:], duration=500)
    return out.getvalue()


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP", "AVIF"])
def test_each_distinct_frame_of_an_animation_has_prints(form: str) -> None:
    found = prints_of(frames(form, (1, 1, 2, 2, 3)), SETTINGS)
    assert [p.frame for p in found] == pytest.approx([0.0, 1.0, 2.0], abs=0.01)
    asked = question_of(saved(photo(2, (320, 240)), "JPEG"), SETTINGS)[0]
    named = compare(asked, found, SETTINGS)
    assert [c.tier if c else None for c in named] == [None, "same image", None]
    assert named[1] is not None
    assert named[1].theirs_at == pytest.approx(1.0, abs=0.01)


def test_a_still_animation_is_one_picture() -> None:
    assert [p.frame for p in prints_of(frames("PNG", (4, 4, 4)), SETTINGS)] == [None]


def test_a_long_animation_is_bounded() -> None:
    found = prints_of(frames("WEBP", tuple(range(40)), size=(96, 72)), SETTINGS)
    assert len(found) == 16
    assert found[0].frame == 0.0


def test_a_cut_animation_keeps_the_frames_before_the_cut() -> None:
    data = frames("GIF", (1, 2, 3), size=(160, 120))
    found = prints_of(data[: len(data) // 2], SETTINGS)
    assert found[0].frame in (0.0, None)
    assert len(found) < 3
