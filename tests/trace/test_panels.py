"""Pictures inside pictures: plain borders are trimmed, panels of collages and screenshots found."""

from __future__ import annotations

import numpy as np
import pytest
from drawn import photo
from PIL import Image, ImageDraw, ImageFont, ImageOps

from ascertain.trace.limited.panels import Box, find


def found(image: Image.Image) -> tuple[Box, list[Box]]:
    return find(np.asarray(image.convert("L")))


def near(one: Box, other: Box) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= 3


def test_a_photograph_is_one() -> None:
    trimmed, panels = found(photo(1, (480, 360)))
    assert near(trimmed, (0, 0, 480, 360))
    assert panels == []


@pytest.mark.parametrize("colour", ["black", "white", "#204060"])
def test_a_plain_border_is_trimmed(colour: str) -> None:
    trimmed, _ = found(ImageOps.expand(photo(2, (300, 200)), (60, 90), colour))
    assert near(trimmed, (60, 90, 360, 290))


def test_a_flat_picture_has_no_parts_and_nothing_trimmed() -> None:
    assert found(Image.new("RGB", (200, 100), "red")) == ((0, 0, 200, 100), [])


def test_the_smallest_pictures_are_read() -> None:
    assert found(Image.new("RGB", (1, 1))) == ((0, 0, 1, 1), [])
    assert found(photo(3).resize((12, 9)))[1] == []


@pytest.mark.parametrize("gap", [0, 8])
def test_a_collage_of_four_has_four_panels(gap: int) -> None:
    page = Image.new("RGB", (400 + gap, 300 + gap), "white")
    spots = [(x, y) for y in (0, 150 + gap) for x in (0, 200 + gap)]
    for seed, spot in enumerate(spots, 20):
        page.paste(photo(seed, (200, 150)), spot)
    _, panels = found(page)
    assert len(panels) == 4
    for x, y in spots:
        assert any(near(panel, (x, y, x + 200, y + 150)) for panel in panels)


def test_the_picture_in_a_screenshot_is_a_panel_and_its_text_is_not() -> None:
    page, font = Image.new("RGB", (300, 480), "white"), ImageFont.load_default(14)
    draw = ImageDraw.Draw(page)
    for line in range(4):
        draw.text((12, 10 + 18 * line), "somebody said that this was seen", "black", font)
    page.paste(photo(5, (270, 200)), (15, 110))
    for line in range(6):
        draw.text((12, 330 + 20 * line), "another answered with these words", "black", font)
    _, panels = found(page)
    assert len(panels) == 1
    assert near(panels[0], (15, 110, 285, 310))
