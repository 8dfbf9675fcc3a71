"""The page's colours keep WCAG AA contrast in both schemes, computed from the style sheet itself."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

STYLE = files("ascertain.faces.report").joinpath("dossier.css").read_text(encoding="utf-8")
RATINGS = ("false", "mostly-false", "mixed", "mostly-true", "true", "unproven", "satire")
STATES = ("rated", "evidence", "lacking")
TEXT = [
    *((front, back) for front in ("ink", "soft", "link", "quiet", *STATES) for back in ("paper", "sheet")),
    *((rating, f"{rating}-wash") for rating in RATINGS),
    *((rating, back) for rating in RATINGS for back in ("paper", "sheet")),
    *((state, f"{state}-wash") for state in STATES),
    *(("ink", f"{state}-wash") for state in STATES),
    ("soft", "lacking-wash"),
    ("link", "lacking-wash"),
    ("sheet", "rated"),
]


def schemes() -> dict[str, dict[str, str]]:
    blocks = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
    light, dark = (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block)) for block in blocks[:2])
    return {"light": light, "dark": dark}


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance of an sRGB colour."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_enough_contrast(scheme: str) -> None:
    colours = schemes()[scheme]
    weak = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in TEXT}
    assert {pair: value for pair, value in weak.items() if value < 4.5} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_focus_rings_stand_out(scheme: str) -> None:
    colours = schemes()[scheme]
    assert min(contrast(colours["focus"], colours[back]) for back in ("paper", "sheet")) >= 3


def test_both_schemes_define_every_colour_in_use() -> None:
    light, dark = schemes().values()
    assert light.keys() == dark.keys()
    assert set(re.findall(r"var\(--([a-z-]+)\)", STYLE)) <= light.keys()
    outside = re.sub(r":root \{.*?\}", "", STYLE, flags=re.DOTALL)
    assert not re.search(r"#[0-9a-f]{3,8}\b", outside)
