"""Draw the pictures of the sample articles: pumps in a hall, a square from above, a flooded motorway, steel on a quay.

Usage: python tools/draw_article_pictures.py src/ascertain/samples/articles
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from draw_sample_pictures import bridge_from_bank, flooded_town
from PIL import Image, ImageDraw, ImageFilter

W, H = 1280, 800
Colour = tuple[int, int, int]


def pump_hall(seed: int = 3) -> Image.Image:
    """Return a concrete hall with five pumps; pipes lead to three of them."""
    rng = np.random.default_rng(seed)
    picture, draw = _gradient((196, 200, 198), (142, 146, 146))
    draw.polygon([(0, 520), (W, 520), (W, H), (0, H)], fill=(104, 106, 104))
    for x in range(-200, W + 400, 140):  # joints of the floor run to one point
        draw.line([(640, 420), (x * 2 - 640, H)], fill=(92, 94, 93), width=3)
    draw.rectangle([0, 120, W, 152], fill=(86, 104, 118))
    for x in (60, 380, 700, 1020):  # windows under the ceiling
        draw.rectangle([x, 20, x + 200, 96], fill=(226, 234, 236), outline=(88, 94, 96), width=6)
        draw.line([(x + 100, 20), (x + 100, 96)], fill=(88, 94, 96), width=5)
    for number in range(5):
        x = 70 + number * 235
        body = (38, 96, 132) if number not in (1, 3) else (146, 150, 148)
        draw.ellipse([x + 4, 600, x + 196, 660], fill=(74, 76, 75))
        draw.rectangle([x + 20, 420, x + 180, 620], fill=body)
        draw.ellipse([x + 20, 390, x + 180, 450], fill=_lighter(body))
        draw.rectangle([x + 70, 330, x + 130, 420], fill=_lighter(body, 24))
        if number not in (1, 3):
            draw.rectangle([x + 84, 140, x + 116, 340], fill=(78, 122, 150))
            draw.ellipse([x + 60, 470, x + 140, 550], fill=(224, 226, 220), outline=(40, 44, 46), width=5)
        else:
            draw.rectangle([x + 30, 470, x + 170, 520], fill=(222, 196, 92))  # the wrapping is still on
            draw.line([(x + 26, 430), (x + 174, 610)], fill=(200, 204, 202), width=4)
            draw.line([(x + 174, 430), (x + 26, 610)], fill=(200, 204, 202), width=4)
    return _grain(picture, rng)


def square_from_above(seed: int = 5) -> Image.Image:
    """Return a town square seen from a roof: a stage at one end, people before it, and much empty paving."""
    rng = np.random.default_rng(seed)
    picture, draw = _gradient((182, 174, 160), (166, 158, 146))
    for x in range(0, W, 54):
        draw.line([(x, 0), (x, H)], fill=(158, 150, 138), width=2)
    for y in range(0, H, 54):
        draw.line([(0, y), (W, y)], fill=(158, 150, 138), width=2)
    for left, top, right, bottom in ((0, 0, W, 70), (0, 0, 90, H), (W - 90, 0, W, H)):
        draw.rectangle([left, top, right, bottom], fill=(150, 84, 66))
        draw.rectangle([left + 8, top + 8, right - 8, bottom - 8], fill=(166, 98, 78))
    draw.rectangle([470, 90, 810, 190], fill=(58, 64, 72))
    draw.rectangle([486, 100, 794, 132], fill=(32, 82, 128))
    people = rng.normal((640, 330), (120, 80), (900, 2))
    for x, y in people:
        if 100 < x < W - 100 and 200 < y < H - 40:
            coat = tuple(int(c) for c in rng.integers(30, 170, 3))
            draw.ellipse([x - 4, y - 3, x + 4, y + 5], fill=coat)
            draw.ellipse([x - 2, y - 5, x + 2, y - 1], fill=(222, 190, 164))
    for x in range(180, W - 150, 150):  # trees in tubs
        draw.ellipse([x - 22, 690, x + 22, 734], fill=(60, 92, 56))
        draw.ellipse([x - 12, 698, x + 8, 718], fill=(84, 118, 74))
    return _grain(picture, rng)


def flooded_motorway(seed: int = 9) -> Image.Image:
    """Return a motorway under water with a fin in it: the montage that an article speaks of."""
    rng = np.random.default_rng(seed)
    picture, draw = _gradient((150, 162, 172), (196, 202, 204))
    draw.polygon([(0, 330), (300, 280), (700, 320), (W, 260), (W, 420), (0, 420)], fill=(74, 92, 78))
    draw.polygon([(0, 400), (W, 400), (W, H), (0, H)], fill=(112, 118, 112))
    draw.polygon([(560, 400), (720, 400), (W + 200, H), (-200, H)], fill=(96, 104, 106))
    for number in range(9):  # the middle line shows through the water
        y = 420 + number * number * 5
        draw.line([(640, y), (640, y + 6 + number * 4)], fill=(178, 182, 178), width=2 + number)
    for x, top in ((250, 220), (1030, 220)):
        draw.rectangle([x - 5, top, x + 5, 430], fill=(84, 88, 90))
        draw.rectangle([x - 120, top, x + 120, top + 70], fill=(30, 92, 60), outline=(232, 236, 232), width=4)
    draw.polygon([(520, 610), (600, 500), (630, 612)], fill=(54, 60, 66))
    draw.polygon([(532, 610), (598, 520), (606, 612)], fill=(74, 82, 88))
    for _ in range(420):
        x, y = int(rng.integers(0, W)), int(rng.integers(410, H))
        draw.line([(x, y), (x + int(rng.integers(12, 70)), y)], fill=(132, 140, 138), width=2)
    return _grain(picture, rng)


def steel_on_quay(seed: int = 13) -> Image.Image:
    """Return stacked steel parts with numbers on a quay, a ship behind them."""
    rng = np.random.default_rng(seed)
    picture, draw = _gradient((206, 214, 220), (168, 180, 188))
    draw.rectangle([0, 430, W, 520], fill=(92, 112, 122))
    draw.polygon([(180, 300), (1100, 300), (1020, 460), (250, 460)], fill=(126, 50, 44))
    draw.rectangle([180, 280, 1100, 306], fill=(232, 232, 226))
    draw.rectangle([820, 150, 1010, 280], fill=(238, 238, 232))
    for x in range(836, 1000, 40):
        draw.rectangle([x, 176, x + 24, 200], fill=(70, 92, 108))
    draw.rectangle([0, 510, W, H], fill=(134, 132, 126))
    for row in range(4):
        for number in range(6 - row):
            x, y = 110 + number * 180 + row * 90, 690 - row * 62
            shade = int(rng.integers(88, 122))
            draw.rectangle([x, y, x + 168, y + 54], fill=(shade, shade + 8, shade + 14))
            draw.rectangle([x, y, x + 168, y + 10], fill=(shade + 30, shade + 38, shade + 44))
            draw.rectangle([x, y + 44, x + 168, y + 54], fill=(shade - 24, shade - 18, shade - 14))
            draw.rectangle([x + 62, y + 18, x + 106, y + 38], fill=(232, 228, 214))
    draw.line([(90, 760), (1200, 760)], fill=(196, 160, 60), width=8)
    return _grain(picture, rng)


def _gradient(top: Colour, bottom: Colour) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    share = np.linspace(0, 1, H, dtype=np.float32)[:, None]
    lines = np.asarray(top, np.float32) * (1 - share) + np.asarray(bottom, np.float32) * share
    picture = Image.fromarray(np.repeat(lines[:, None, :], W, axis=1).astype(np.uint8))
    return picture, ImageDraw.Draw(picture)


def _lighter(colour: Colour, by: int = 36) -> Colour:
    red, green, blue = (min(part + by, 255) for part in colour)
    return red, green, blue


def _grain(picture: Image.Image, rng: np.random.Generator) -> Image.Image:
    """Soften the drawing and add sensor noise, so that it compresses and hashes like a photograph."""
    soft = np.asarray(picture.filter(ImageFilter.GaussianBlur(1.2)), dtype=np.float32)
    return Image.fromarray(np.clip(soft + rng.normal(0, 6, soft.shape), 0, 255).astype(np.uint8))


def main() -> None:
    """Write the pictures into the folder named on the command line."""
    folder = Path(sys.argv[1])
    town = flooded_town().crop((20, 20, 940, 595)).resize((1280, 800), Image.Resampling.LANCZOS)  # as the film shows it
    pictures = {
        "merin-film-still.jpg": town,
        "merin-span.jpg": bridge_from_bank(seed=12).resize((1280, 800), Image.Resampling.LANCZOS),
        "pump-hall.jpg": pump_hall(),
        "merin-square.jpg": square_from_above(),
        "motorway-fin.jpg": flooded_motorway(),
        "steel-quay.jpg": steel_on_quay(),
    }
    for name, picture in pictures.items():
        picture.save(folder / name, quality=74, optimize=True, progressive=True)


if __name__ == "__main__":
    main()
