"""Edits that pictures undergo on their way through the web, for the benchmark of ``trace``."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps

Edit = Callable[[Image.Image, random.Random, Sequence[Image.Image]], Image.Image]
"""Takes a picture, the dice, and other pictures for collages and backgrounds."""

_TEXT = "they never showed you this on the news share before it is deleted the truth about what happened at the border"
_WORDS = _TEXT.split()


def saved(image: Image.Image, quality: int = 75) -> bytes:
    """Return the picture as JPEG."""
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=quality)
    return out.getvalue()


def again(image: Image.Image, quality: int) -> Image.Image:
    """Return the picture after JPEG has had it."""
    return Image.open(io.BytesIO(saved(image, quality))).convert("RGB")


def crop(image: Image.Image, share: float, dice: random.Random) -> Image.Image:
    """Return a part with that share of the area and the same sides, anywhere."""
    side = share**0.5
    wide, high = int(image.width * side), int(image.height * side)
    left, top = dice.randint(0, image.width - wide), dice.randint(0, image.height - high)
    return image.crop((left, top, left + wide, top + high))


def sentence(dice: random.Random, count: int) -> str:
    """Return some words."""
    return " ".join(dice.choice(_WORDS) for _ in range(count)).capitalize()


def _font(size: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size=max(8.0, size))


def caption(image: Image.Image, dice: random.Random) -> Image.Image:
    """Return the picture with a bar of text above or below it."""
    bar = int(image.height * 0.18)
    page = Image.new("RGB", (image.width, image.height + bar), "white")
    top = dice.random() < 0.5
    page.paste(image, (0, bar if top else 0))
    draw = ImageDraw.Draw(page)
    for line in range(2):
        place = (12, (0 if top else image.height) + int(bar * (0.12 + 0.42 * line)))
        draw.text(place, sentence(dice, 5), fill="black", font=_font(bar * 0.32))
    return page


def meme(image: Image.Image, dice: random.Random) -> Image.Image:
    """Return the picture with large outlined words at top and bottom."""
    image = image.copy()
    draw, size = ImageDraw.Draw(image), image.height * 0.1
    for share in (0.02, 0.86):
        words = sentence(dice, 4).upper()
        draw.text(
            (image.width / 2, image.height * share), words, fill="white", anchor="ma", font=_font(size),
            stroke_width=max(1, int(size / 12)), stroke_fill="black",
        )  # fmt: skip
    return image


def logo(image: Image.Image, dice: random.Random) -> Image.Image:
    """Return the picture with a channel's mark in a corner and a strip of news across it."""
    image = image.copy()
    draw, w, h = ImageDraw.Draw(image), image.width, image.height
    x, y = dice.choice([0.03, 0.8]) * w, 0.04 * h
    draw.ellipse((x, y, x + 0.15 * w, y + 0.15 * w), fill=(200, 20, 30))
    draw.text((x + 0.03 * w, y + 0.04 * w), "24", fill="white", font=_font(0.06 * w))
    draw.rectangle((0, 0.82 * h, w, 0.92 * h), fill=(20, 40, 120))
    draw.text((0.03 * w, 0.84 * h), sentence(dice, 6), fill="white", font=_font(0.05 * h))
    return image


def colour(image: Image.Image, dice: random.Random) -> Image.Image:
    """Return the picture with other brightness, contrast, saturation and warmth."""
    image = ImageEnhance.Brightness(image).enhance(dice.choice([0.7, 1.3]))
    image = ImageEnhance.Contrast(image).enhance(dice.choice([0.75, 1.35]))
    image = ImageEnhance.Color(image).enhance(dice.choice([0.5, 1.7]))
    warm = np.asarray(image).astype(np.float32) * np.array(dice.choice([[1.12, 1.0, 0.85], [0.88, 1.0, 1.15]]))
    return Image.fromarray(np.clip(warm, 0, 255).astype(np.uint8))


def blur_and_noise(image: Image.Image, dice: random.Random) -> Image.Image:
    """Return the picture blurred by 1.5 pixels, with grain."""
    values = np.asarray(image.filter(ImageFilter.GaussianBlur(1.5))).astype(np.float32)
    grain = np.random.default_rng(dice.randrange(2**32)).normal(0, 10, values.shape)
    return Image.fromarray(np.clip(values + grain, 0, 255).astype(np.uint8))


def bordered(image: Image.Image, dice: random.Random) -> Image.Image:
    """Return the picture in a plain frame of another shape."""
    side = int(max(image.size) * 1.15)
    page = Image.new("RGB", (side, side), dice.choice(["black", "white", "#204060"]))
    page.paste(image, ((side - image.width) // 2, (side - image.height) // 2))
    return page


def blurred_sides(image: Image.Image) -> Image.Image:
    """Return the picture upright on a blurred enlargement of itself, as for phones."""
    page = ImageOps.fit(image, (540, 960)).filter(ImageFilter.GaussianBlur(25))
    small = ImageOps.contain(image, (540, 960))
    page.paste(small, (0, (960 - small.height) // 2))
    return page


def turned(image: Image.Image, degrees: float, *, cut: bool) -> Image.Image:
    """Return the picture turned, with white corners or cut to what has none."""
    if not cut:
        return image.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    whole = image.rotate(degrees, Image.Resampling.BICUBIC)
    share = 0.62
    wide, high = int(whole.width * share), int(whole.height * share)
    left, top = (whole.width - wide) // 2, (whole.height - high) // 2
    return whole.crop((left, top, left + wide, top + high))


def screenshot(image: Image.Image, dice: random.Random) -> Image.Image:
    """Return a post on a phone that shows the picture."""
    dark = dice.random() < 0.5
    ground, ink = ((21, 24, 28), (230, 230, 235)) if dark else ((255, 255, 255), (15, 20, 25))
    page = Image.new("RGB", (540, 1100), ground)
    draw = ImageDraw.Draw(page)
    draw.text((20, 12), "9:41", fill=ink, font=_font(20))
    draw.ellipse((18, 60, 74, 116), fill=(dice.randrange(256), dice.randrange(256), 160))
    draw.text((88, 62), sentence(dice, 2), fill=ink, font=_font(22))
    draw.text((88, 90), "@" + dice.choice(_WORDS), fill=(120, 130, 140), font=_font(19))
    for line in range(3):
        draw.text((20, 132 + 30 * line), sentence(dice, 6), fill=ink, font=_font(22))
    small = ImageOps.contain(image, (500, 640))
    page.paste(small, ((540 - small.width) // 2, 236))
    below = 236 + small.height + 22
    for at in range(4):
        draw.ellipse((30 + 130 * at, below, 54 + 130 * at, below + 24), outline=(120, 130, 140), width=3)
        draw.text((62 + 130 * at, below), str(dice.randrange(5000)), fill=(120, 130, 140), font=_font(18))
    for line in range(5):
        if below + 70 + 30 * line < 1080:
            draw.text((20, below + 60 + 30 * line), sentence(dice, 6), fill=ink, font=_font(20))
    return page


def photo_of_screen(image: Image.Image, dice: random.Random) -> Image.Image:
    """Return a photograph of a screen: perspective, a dark frame, moiré, glare."""
    import cv2

    w = image.width
    values = np.asarray(ImageOps.expand(image, int(0.06 * w), (15, 15, 18))).astype(np.float32)
    high, wide = values.shape[:2]
    rows, columns = np.mgrid[0:high, 0:wide]
    values *= (1 + 0.08 * np.sin(rows * 1.9 + columns * 0.11) * np.sin(columns * 2.1))[:, :, None]
    values += (
        60 * np.exp(-(((columns - 0.7 * wide) / (0.2 * wide)) ** 2 + ((rows - 0.3 * high) / (0.2 * high)) ** 2))
    )[:, :, None]

    def move(x: float, y: float) -> tuple[float, float]:
        return x + dice.uniform(0.0, 0.1) * wide, y + dice.uniform(0.0, 0.1) * high

    corners = np.array([move(0, 0), move(0.9 * wide, 0), move(0.9 * wide, 0.9 * high), move(0, 0.9 * high)], np.float32)
    square = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], np.float32)
    bent = cv2.warpPerspective(
        np.clip(values, 0, 255).astype(np.uint8), cv2.getPerspectiveTransform(square, corners), (wide, high),
        borderValue=(90, 85, 80),
    )  # fmt: skip
    return Image.fromarray(bent).filter(ImageFilter.GaussianBlur(0.8))


def collage(
    image: Image.Image, dice: random.Random, others: Sequence[Image.Image], across: int, down: int
) -> Image.Image:
    """Return the picture among others in a grid, with or without gutters."""
    gap, wide, high = dice.choice([0, 8]), 760 // across, 760 // down
    page = Image.new("RGB", (across * wide + gap * (across - 1), down * high + gap * (down - 1)), "white")
    place = dice.randrange(across * down)
    for at in range(across * down):
        shown = image if at == place else others[dice.randrange(len(others))]
        spot = ((at % across) * (wide + gap), (at // across) * (high + gap))
        page.paste(ImageOps.fit(shown, (wide, high)), spot)
    return page


def inset(image: Image.Image, dice: random.Random, others: Sequence[Image.Image], side: float) -> Image.Image:
    """Return another picture into which this one is set, its longer side that share of the other's."""
    page = ImageOps.contain(others[dice.randrange(len(others))], (900, 900))
    if max(page.size) < 900:
        page = page.resize((round(page.width * 900 / max(page.size)), round(page.height * 900 / max(page.size))))
    long = int(side * max(page.size))
    small = ImageOps.contain(image, (min(long, page.width - 2), min(long, page.height - 2)))
    page.paste(small, (dice.randint(0, page.width - small.width), dice.randint(0, page.height - small.height)))
    return page


EDITS: dict[str, Edit] = {
    "JPEG 20": lambda i, *_: again(i, 20),
    "JPEG 10": lambda i, *_: again(i, 10),
    "half size": lambda i, *_: i.resize((i.width // 2, i.height // 2)),
    "150 pixels": lambda i, *_: ImageOps.contain(i, (150, 150)),
    "blur and noise": lambda i, d, *_: blur_and_noise(i, d),
    "colour": lambda i, d, *_: colour(i, d),
    "grey": lambda i, *_: i.convert("L").convert("RGB"),
    "stretched": lambda i, *_: i.resize((int(i.width * 1.25), i.height)),
    "caption bar": lambda i, d, *_: caption(i, d),
    "meme text": lambda i, d, *_: meme(i, d),
    "logo and strip": lambda i, d, *_: logo(i, d),
    "border": lambda i, d, *_: bordered(i, d),
    "blurred sides": lambda i, *_: blurred_sides(i),
    "crop 75 %": lambda i, d, *_: crop(i, 0.75, d),
    "crop 50 %": lambda i, d, *_: crop(i, 0.5, d),
    "crop 25 %": lambda i, d, *_: crop(i, 0.25, d),
    "crop 12 %": lambda i, d, *_: crop(i, 0.12, d),
    "mirror": lambda i, *_: ImageOps.mirror(i),
    "mirror, crop 50 %": lambda i, d, *_: ImageOps.mirror(crop(i, 0.5, d)),
    "turn 5°": lambda i, *_: turned(i, 5, cut=False),
    "turn 15°, cut": lambda i, *_: turned(i, 15, cut=True),
    "turn 90°": lambda i, *_: i.transpose(Image.Transpose.ROTATE_90),
    "screenshot": lambda i, d, *_: screenshot(i, d),
    "meme in screenshot": lambda i, d, *_: screenshot(meme(crop(i, 0.8, d), d), d),
    "photo of a screen": lambda i, d, *_: photo_of_screen(i, d),
    "collage of two": lambda i, d, o: collage(i, d, o, 1, 2),
    "collage of four": lambda i, d, o: collage(i, d, o, 2, 2),
    "inset 40 %": lambda i, d, o: inset(i, d, o, 0.4),
    "inset 25 %": lambda i, d, o: inset(i, d, o, 0.25),
    "crop, colour, text, JPEG 40": lambda i, d, *_: again(caption(meme(colour(crop(i, 0.6, d), d), d), d), 40),
}
"""Every edit by the name it has in the table; shares of a crop are of the area, of an inset of the longer side."""
