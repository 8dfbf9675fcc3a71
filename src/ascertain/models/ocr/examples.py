"""Pictures with text that is known: what the contract tests and the benchmark read; drawn here, nothing is copied."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from PIL import Image, ImageFont

Style = Literal["plain", "meme", "post"]
"""Black on white; white with a dark outline on something like a photograph; a post as an app shows it."""


class Example(NamedTuple):
    """A text of a few lines, and its language."""

    language: str
    """BCP-47 tag."""
    lines: tuple[str, ...]


EXAMPLES = (
    Example(
        "en", ("Officials admit that the bridge", "was closed after 14 cracks were", "found in its northern pillar.")
    ),
    Example(
        "es",
        ("El ayuntamiento reconoció que la", "señal cayó en junio y que ningún", "niño resultó herido en el colegio."),
    ),
    Example(
        "de",
        ("Die Behörde räumt ein, dass die", "Brücke für 14 Tage gesperrt bleibt,", "weil größere Risse auftraten."),
    ),
    Example(
        "ru", ("Власти признали, что мост закрыли", "после того, как в северной опоре", "нашли четырнадцать трещин.")
    ),
    Example("ar", ("أعلنت البلدية إغلاق الجسر", "بعد العثور على شقوق كثيرة", "في الدعامة الشمالية")),
    Example("hi", ("अधिकारियों ने माना कि पुल को", "उत्तरी खंभे में दरारें मिलने", "के बाद बंद कर दिया गया।")),
    Example("zh", ("市政府承认北侧桥墩发现", "十四条裂缝之后大桥已经", "关闭并且将于六月重新开放")),
    Example("ko", ("시청은 북쪽 교각에서 균열이", "발견된 뒤 다리를 폐쇄했다고", "월요일에 발표했습니다")),
)
"""One statement in the languages that are measured."""


def draw(lines: tuple[str, ...], style: Style = "plain", font: str = "", size: int = 40) -> Image.Image:
    """Return a picture of the lines; ``font`` is a file, empty for the one that comes with Pillow (Latin only)."""
    if style == "meme":
        return _meme(lines, _font(font, size))
    if style == "post":
        return _post(lines, font, size)
    return _plain(lines, _font(font, size))


def jpeg(image: Image.Image, quality: int = 80) -> bytes:
    """Return the picture as JPEG."""
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=quality)
    return out.getvalue()


def error_rate(read: str, right: str) -> float:
    """Return the character error rate: edits between the two without regard to blanks, by the length of ``right``."""
    from rapidfuzz.distance import Levenshtein

    mine, theirs = "".join(read.split()), "".join(right.split())
    return float(Levenshtein.distance(mine, theirs)) / max(1, len(theirs))


def _font(path: str, size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    from PIL import ImageFont

    return ImageFont.truetype(path, size) if path else ImageFont.load_default(size)


def _plain(lines: tuple[str, ...], font: ImageFont.FreeTypeFont | ImageFont.ImageFont) -> Image.Image:
    from PIL import Image, ImageDraw

    step = round(_height(font) * 1.45)
    width = round(max(font.getlength(line) for line in lines)) + 80
    image = Image.new("RGB", (width, step * len(lines) + 80), "white")
    pen = ImageDraw.Draw(image)
    for row, line in enumerate(lines):
        pen.text((40, 40 + row * step), line, font=font, fill=(20, 20, 20))
    return image


def _meme(lines: tuple[str, ...], font: ImageFont.FreeTypeFont | ImageFont.ImageFont) -> Image.Image:
    """Draw the first lines at the top and the last at the bottom of a picture of clouds of colour."""
    from PIL import ImageDraw

    step = round(_height(font) * 1.35)
    width = round(max(font.getlength(line) for line in lines)) + 60
    image = backdrop(max(width, 500), max(round(width * 0.75), step * (len(lines) + 3)))
    pen = ImageDraw.Draw(image)
    for row, line in enumerate(lines):
        last = row == len(lines) - 1
        down = image.height - step - 25 if last else 20 + row * step
        across = (image.width - font.getlength(line)) / 2
        pen.text((across, down), line, font=font, fill="white", stroke_width=3, stroke_fill="black")
    return image


def backdrop(width: int, height: int, seed: int = 7) -> Image.Image:
    """Return something like a photograph: soft shapes, gradients and grain; the same for the same seed."""
    import numpy as np
    from PIL import Image

    random = np.random.default_rng(seed)
    coarse = random.integers(40, 200, (6, 8, 3), dtype=np.uint8)
    soft = np.asarray(Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC), dtype=np.float32)
    patches = random.integers(0, 90, (height // 24 + 1, width // 24 + 1, 1), dtype=np.uint8)
    texture = Image.fromarray(patches[:, :, 0]).resize((width, height), Image.Resampling.BILINEAR)
    grain = random.normal(0, 9, (height, width, 1)).astype(np.float32)
    mixed = soft + np.asarray(texture, dtype=np.float32)[:, :, None] - 45 + grain
    return Image.fromarray(np.clip(mixed, 0, 255).astype(np.uint8))


def _post(lines: tuple[str, ...], font: str, size: int) -> Image.Image:
    """Draw a post with a round picture, a name, a handle, its text and a row of counts, light on dark."""
    from PIL import Image, ImageDraw

    words, small = _font(font, size * 3 // 4), _font("", size // 2)
    step = round(_height(words) * 1.45)
    width = max(round(max(words.getlength(line) for line in lines)) + 60, 560)
    image = Image.new("RGB", (width, 150 + step * len(lines) + 70), (21, 32, 43))
    pen = ImageDraw.Draw(image)
    pen.ellipse((24, 24, 96, 96), fill=(90, 120, 170))
    pen.text((112, 28), "River Town News", font=small, fill="white")
    pen.text((112, 62), "@rivertown  2h", font=small, fill=(136, 153, 166))
    for row, line in enumerate(lines):
        pen.text((28, 120 + row * step), line, font=words, fill="white")
    pen.text((28, image.height - 50), "128        1204        56", font=small, fill=(136, 153, 166))
    return image


def _height(font: ImageFont.FreeTypeFont | ImageFont.ImageFont) -> float:
    _, top, _, bottom = font.getbbox("Ágjy")
    return float(bottom - top)
