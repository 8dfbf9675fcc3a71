"""Pictures drawn for the tests: soft gradients, shapes and grain, different for each seed."""

from __future__ import annotations

import functools
import io
import random
from typing import Any

import numpy as np
from PIL import Image, ImageDraw


def photo(seed: int = 1, size: tuple[int, int] = (400, 300)) -> Image.Image:
    """Return a colour picture with large soft areas, some shapes and fine grain."""
    return _drawn(seed, size).copy()


@functools.cache
def _drawn(seed: int, size: tuple[int, int]) -> Image.Image:
    numbers = np.random.default_rng(seed)
    soft = Image.fromarray(numbers.integers(0, 256, (6, 8, 3), dtype=np.uint8)).resize(size, Image.Resampling.BICUBIC)
    draw, places = ImageDraw.Draw(soft), random.Random(seed)
    for _ in range(8):
        x, y = places.randrange(size[0]), places.randrange(size[1])
        w, h = places.randrange(20, size[0] // 3), places.randrange(20, size[1] // 3)
        colour = (places.randrange(256), places.randrange(256), places.randrange(256))
        (draw.ellipse if places.random() < 0.5 else draw.rectangle)((x, y, x + w, y + h), fill=colour)
    grain = numbers.normal(0, 6, (size[1], size[0], 3))
    return Image.fromarray(np.clip(np.asarray(soft) + grain, 0, 255).astype(np.uint8))


def saved(image: Image.Image, form: str = "PNG", **options: Any) -> bytes:
    """Return the picture's bytes in a format."""
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()
