"""Draw the sample collection's pictures: a flooded town seen from the air, and a bridge from the bank.

Usage: python tools/draw_sample_pictures.py src/ascertain/samples
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

W, H = 960, 600


def flooded_town(seed: int = 7) -> Image.Image:
    """Return an aerial view: a river out of its banks, a broken bridge, roofs, fields and trees."""
    rng = np.random.default_rng(seed)

    def pick(low: int, high: int) -> int:
        return int(rng.integers(low, high))

    picture = Image.new("RGB", (W, H), (104, 126, 84))
    draw = ImageDraw.Draw(picture)
    for _ in range(26):  # fields
        left, top, w, h = pick(0, W), pick(0, H), pick(80, 220), pick(50, 150)
        green = pick(96, 150)
        corners = [(left, top), (left + w, top + pick(-20, 20)), (left + w - 25, top + h), (left - 20, top + h)]
        draw.polygon(corners, fill=(green - 12, green + 10, green - 44))
    bank = [(x, int(250 + 60 * np.sin(x / 140) + 18 * np.sin(x / 37))) for x in range(0, W + 20, 20)]
    far = [(x, y + int(150 + 40 * np.sin(x / 90 + 2))) for x, y in bank]
    draw.polygon(bank + far[::-1], fill=(121, 106, 84))
    for x in range(0, W, 9):  # muddy streaks
        streak = int(250 + 60 * np.sin(x / 140)) + pick(15, 150)
        draw.line([(x, streak), (x + 40, streak + 12)], fill=(138, 122, 98), width=2)
    for _ in range(130):  # roofs, some standing in the water
        left, top = pick(20, W - 40), pick(*((60, 300), (360, 560))[pick(0, 2)])
        w, h = pick(14, 34), pick(10, 24)
        roof = (pick(130, 190), pick(62, 96), pick(50, 80))
        draw.rectangle([left + 4, top + 4, left + w + 4, top + h + 4], fill=(60, 62, 56))
        draw.rectangle([left, top, left + w, top + h], fill=roof)
        draw.line([(left, top + h // 2), (left + w, top + h // 2)], fill=tuple(int(c * 0.8) for c in roof), width=2)
    for start, end in (((420, 180), (470, 285)), ((512, 372), (566, 486))):  # the bridge, its middle gone
        draw.line([start, end], fill=(70, 70, 72), width=26)
        draw.line([start, end], fill=(176, 174, 168), width=18)
    for _ in range(240):  # trees
        left, top, r = pick(0, W), pick(0, H), pick(3, 9)
        draw.ellipse([left - r, top - r, left + r, top + r], fill=(44, pick(66, 92), 48))
    return _grain(picture, rng)


def bridge_from_bank(seed: int = 11) -> Image.Image:
    """Return a view from the bank: a steel truss span under a grey sky, with workers and a crane."""
    rng = np.random.default_rng(seed)
    picture = Image.new("RGB", (W, H))
    draw = ImageDraw.Draw(picture)
    for y in range(H):
        sky = 200 - y // 5
        draw.line([(0, y), (W, y)], fill=(sky, sky + 6, sky + 12) if y < 380 else (96, 104, 108))
    draw.polygon([(0, 330), (180, 270), (400, 330), (640, 250), (W, 320), (W, 390), (0, 390)], fill=(82, 96, 88))
    draw.rectangle([90, 330, 870, 350], fill=(66, 70, 74))
    for x in range(90, 870, 60):
        draw.line([(x, 330), (x + 30, 262)], fill=(58, 62, 66), width=7)
        draw.line([(x + 30, 262), (x + 60, 330)], fill=(58, 62, 66), width=7)
    draw.line([(120, 262), (840, 262)], fill=(58, 62, 66), width=9)
    for x in (140, 480, 820):
        draw.rectangle([x - 22, 350, x + 22, 470], fill=(136, 132, 124))
    draw.line([(700, 330), (700, 90)], fill=(196, 146, 40), width=10)
    draw.line([(560, 110), (860, 92)], fill=(196, 146, 40), width=7)
    for x in rng.integers(150, 820, 9):
        draw.ellipse([int(x) - 4, 306, int(x) + 4, 314], fill=(230, 190, 60))
        draw.rectangle([int(x) - 4, 314, int(x) + 4, 330], fill=(214, 94, 40))
    for _ in range(300):
        x, y = int(rng.integers(0, W)), int(rng.integers(395, H))
        draw.line([(x, y), (x + int(rng.integers(10, 50)), y)], fill=(118, 126, 130), width=2)
    return _grain(picture, rng)


def _grain(picture: Image.Image, rng: np.random.Generator) -> Image.Image:
    """Soften the drawing and add sensor noise, so that it compresses and hashes like a photograph."""
    soft = np.asarray(picture.filter(ImageFilter.GaussianBlur(1.1)), dtype=np.float32)
    return Image.fromarray(np.clip(soft + rng.normal(0, 7, soft.shape), 0, 255).astype(np.uint8))


def main() -> None:
    """Write the three sample pictures below the folder named on the command line."""
    samples = Path(sys.argv[1])
    town = flooded_town()
    town.save(samples / "documents/flood_2019_files/merin.jpg", quality=80)
    again = town.resize((720, 450), Image.Resampling.LANCZOS)  # republished smaller and recompressed
    again.save(samples / "article_files/orlava-bridge.jpg", quality=58)
    bridge_from_bank().resize((720, 450)).save(samples / "documents/span_2025_files/span.jpg", quality=76)


if __name__ == "__main__":
    main()
