"""The limited worker process that decodes hostile pictures; run as a script, it answers requests on its standard input.

It imports nothing of Ascertain, so that it starts in a fraction of a second and holds nothing worth stealing.

A request is one line of JSON followed by ``size`` bytes of picture:
``{"task": "fingerprint" | "thumbnail", "decoder": "JPEG", "size": 1234, "pixels": 50000000, "cpu": 20, "side": 320}``.
The answer is one line of JSON followed by ``size`` bytes: ``{"width", "height", "pdq", "quality", "size"}``, or
``{"problem": "pixels" | "memory" | "broken" | "decoder", "words", "size": 0}``. Tasks ``prints`` and ``question`` take
``points``, ``frames`` and ``deep`` and answer ``{"width", "height", "frames", "size"}`` with the bytes that
``limited.printing.make`` describes; ``compare`` gets no picture but what ``limited.comparing.compare`` describes.
The first line it writes is ``{"ready": true}``.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import math
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pdqhash
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageFile

try:
    import resource
except ImportError:  # Windows has no resource limits; the parent's time limit still holds
    resource = None  # type: ignore[assignment]

_PDQ_SIDE = 512
_SMALLEST = 5  # below this PDQ has nothing to hash
_OWN_MEMORY = (
    5 << 28
)  # interpreter and libraries take 150 MB of address space, OpenCV 190; the rest is decoders' tables
_BYTES_PER_PIXEL = 24  # a 32-bit float picture, its float64 copy and the RGB copy that is made of it
_ANIMATED = {"GIF", "PNG", "WEBP", "AVIF"}
_SAME_FRAME = 15  # bits; frames nearer than this to the last one kept are not kept
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class TooManyPixelsError(Exception):
    """The header announces more pixels than allowed; nothing has been decoded."""


class NoDecoderError(Exception):
    """The decoder of this format is not installed."""


def open_picture(data: bytes, decoder: str, pixels: int) -> ImageFile.ImageFile:
    """Return the opened, not yet decoded picture; only ``decoder`` is tried.

    Raises ``TooManyPixelsError`` when its header announces more than ``pixels`` pixels.
    """
    if decoder == "HEIF":
        if importlib.util.find_spec("pillow_heif") is None:
            raise NoDecoderError("pillow-heif")
        importlib.import_module("pillow_heif").register_heif_opener()
    elif decoder == "WEBP":
        _check_pixels(_webp_size(data), pixels)  # Pillow takes memory for the whole canvas when it opens WebP
    image = Image.open(io.BytesIO(data), formats=[decoder])
    _check_pixels(image.size, pixels)
    return image


def _check_pixels(size: tuple[int, int], pixels: int) -> None:
    if size[0] * size[1] > pixels:
        raise TooManyPixelsError(f"{size[0]} × {size[1]}")


def _webp_size(data: bytes) -> tuple[int, int]:
    """Return the canvas of a WebP header, (0, 0) when it names none."""
    kind, head = data[12:16], data[20:30]
    if kind == b"VP8X":
        return int.from_bytes(head[4:7], "little") + 1, int.from_bytes(head[7:10], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(head[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        return int.from_bytes(head[6:8], "little") & 0x3FFF, int.from_bytes(head[8:10], "little") & 0x3FFF
    return 0, 0


def decode(image: ImageFile.ImageFile, side: int) -> tuple[Image.Image, tuple[int, int]]:
    """Return the first frame, upright, as RGB on white, and its full size in pixels.

    JPEG is decoded at reduced size as long as both sides stay at least ``side``; the size returned is the full one.
    """
    full = image.size
    image.draft("RGB", (side, side))
    image.load()
    if image.size != full and image.format != "JPEG":
        full = image.size  # some decoders turn the picture while decoding
    turn = _turn(image)
    rgb = to_rgb(image)
    if turn in _TURNS:
        rgb = rgb.transpose(_TURNS[turn])
        if turn >= 5:
            full = (full[1], full[0])
    return rgb, full


def _turn(image: Image.Image) -> int:
    """Return the EXIF orientation, 1 when there is none or the EXIF block cannot be parsed."""
    # A camera's broken EXIF block is no reason to lose the picture; Pillow raises all of these on one.
    with contextlib.suppress(ValueError, TypeError, KeyError, IndexError, SyntaxError, OSError, ArithmeticError):
        turn = image.getexif().get(0x0112, 1)
        return turn if isinstance(turn, int) else 1
    return 1


def to_rgb(image: Image.Image) -> Image.Image:
    """Return any picture as 8-bit RGB; transparent parts become white, deep grey is scaled to 8 bits."""
    if image.mode in {"I", "F"} or image.mode.startswith("I;16"):
        return Image.fromarray(_eight_bits(image)).convert("RGB")
    if image.mode == "LAB":
        lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(image, lab, srgb, outputMode="RGB")
        if converted is None:
            raise ValueError("the Lab colours cannot be converted")
        return converted
    if image.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in image.info:
        layer = image.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(paper, layer).convert("RGB")
    return image.convert("RGB")


def _eight_bits(image: Image.Image) -> NDArray[np.uint8]:
    """Scale by the smallest of the ranges 1, 255, 65535 that holds every value, else from lowest to highest."""
    values = np.nan_to_num(np.asarray(image, dtype=np.float64), nan=0.0, posinf=0.0, neginf=0.0)
    low, high = float(values.min()), float(values.max())
    ranges = (65535.0,) if image.mode.startswith("I;16") else (1.0, 255.0, 65535.0)
    top = next((r for r in ranges if low >= 0 and high <= r), None)
    if top is None:
        values, top = values - low, (high - low) or 1.0
    return np.clip(np.rint(values * (255.0 / top)), 0, 255).astype(np.uint8)


def pdq(rgb: Image.Image, full: tuple[int, int]) -> tuple[str, int]:
    """Return the PDQ hash (64 hex digits) and its quality, 0 to 100; pictures below 5 pixels have quality 0.

    PDQ (Facebook, 2019) as pdqhash computes it, on the picture brought to 512 × 512: PDQ's own filter depends on the
    number of pixels, and without a common size a copy at half size differs by 19 bits instead of 2.
    """
    if min(full) < _SMALLEST:
        return "0" * 64, 0
    square = rgb.resize((_PDQ_SIDE, _PDQ_SIDE), Image.Resampling.BILINEAR)
    bits, quality = pdqhash.compute(np.asarray(square))
    return np.packbits(np.asarray(bits, dtype=np.uint8)).tobytes().hex(), int(quality)


def small_jpeg(rgb: Image.Image, side: int, quality: int = 80) -> bytes:
    """Return a JPEG whose longer side is at most ``side`` pixels, without any metadata."""
    small = rgb.copy()
    small.thumbnail((side, side), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    Image.frombytes("RGB", small.size, small.tobytes()).save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def answer(request: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """Return the answer to one request, as header and bytes; see the module's first lines for their shape."""
    try:
        if request["task"] == "compare":
            return _limited("comparing").compare(request, data)  # type: ignore[no-any-return]
        image = open_picture(data, request["decoder"], request["pixels"])
        if request["task"] in {"prints", "question"}:
            return printed(image, request)
        if request["task"] == "thumbnail":
            side = request["side"]
            return {}, small_jpeg(decode(image, 2 * side)[0], side, request.get("quality", 80))
        rgb, full = decode(image, _PDQ_SIDE)
        digest, quality = pdq(rgb, full)
    except TooManyPixelsError as error:
        return {"problem": "pixels", "words": str(error)}, b""
    except NoDecoderError as error:
        return {"problem": "decoder", "words": str(error)}, b""
    except MemoryError:
        return {"problem": "memory", "words": ""}, b""
    except Exception as error:  # noqa: BLE001  # decoders raise anything on hostile bytes; the parent says what it means
        return {"problem": "broken", "words": f"{type(error).__name__}: {error}"[:300]}, b""
    return {"width": full[0], "height": full[1], "pdq": digest, "quality": quality}, b""


def printed(image: ImageFile.ImageFile, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Return the prints of a picture, or of each distinct frame of an animation, as header and bytes."""
    printing = _limited("printing")
    asked, deep = request["task"] == "question", bool(request.get("deep"))
    side = 2 * printing.SIDE if deep else printing.SIDE
    headers, bodies, full, last = [], [], image.size, ""
    for rgb, size, at in frames(image, side, request["frames"], request["cpu"] / 2):
        if at is not None:
            seen = printing.pdq(rgb)
            if last and (int(seen, 16) ^ int(last, 16)).bit_count() <= _SAME_FRAME:
                continue
            last = seen
        header, body = printing.make(rgb, request["points"], at, asked=asked, deep=deep)
        headers.append(header)
        bodies.append(body)
        full = size
        if len(headers) == request["frames"]:
            break
    if len(headers) == 1:
        headers[0]["at"] = None
    return {"width": full[0], "height": full[1], "frames": headers}, b"".join(bodies)


def frames(
    image: ImageFile.ImageFile, side: int, most: int, seconds: float
) -> Iterator[tuple[Image.Image, tuple[int, int], float | None]]:
    """Yield a picture's frames: upright RGB, full size, and second of the animation; ``None`` for a still picture.

    Of an animation with more than four times ``most`` frames only every second, third … is decoded into RGB, and
    decoding ends after ``seconds`` of processor time. A frame that is cut off ends it too, unless it is the first.
    """
    count = getattr(image, "n_frames", 1) if image.format in _ANIMATED else 1
    if count == 1:
        yield *decode(image, side), None
        return
    started, at, step = time.process_time(), 0.0, -(-count // (4 * most))
    for number in range(count):
        try:
            image.seek(number)
            if number % step == 0:
                yield *decode(image, side), round(at, 3)
        except (OSError, ValueError, SyntaxError, EOFError):
            if number == 0:
                raise
            return
        at += min(max(float(image.info.get("duration") or 100.0), 10.0), 60_000.0) / 1000
        if time.process_time() - started > seconds:
            return


def _limited(name: str) -> Any:
    """Return a module of the folder ``limited`` beside this file, under whose own name no path has to be searched.

    They are read when first needed: OpenCV takes 0.2 seconds.
    """
    if "limited" not in sys.modules:
        folder = Path(__file__).with_name("limited")
        spec = importlib.util.spec_from_file_location(
            "limited", folder / "__init__.py", submodule_search_locations=[str(folder)]
        )
        if spec is None or spec.loader is None:
            raise ImportError("limited")
        sys.modules["limited"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["limited"])
    return importlib.import_module(f"limited.{name}")


def limit(pixels: int, cpu_seconds: float) -> None:
    """Limit this process's memory to what ``pixels`` need, and its further processor time to ``cpu_seconds``."""
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = used.ru_utime + used.ru_stime
    _lower(resource.RLIMIT_AS, _OWN_MEMORY + _BYTES_PER_PIXEL * pixels)
    _lower(resource.RLIMIT_CPU, math.ceil(spent + cpu_seconds))
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_CORE, 0)


def _lower(kind: int, value: int) -> None:
    hard = resource.getrlimit(kind)[1]
    soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (soft, hard))


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until their stream ends."""
    while line := requests.readline():
        request = json.loads(line)
        limit(request["pixels"], request["cpu"])
        try:
            data = requests.read(request["size"])
        except MemoryError:
            return
        header, body = answer(request, data)
        answers.write(json.dumps({**header, "size": len(body)}).encode() + b"\n" + body)
        answers.flush()


def main() -> None:
    """Take over standard input and output; whatever libraries print goes nowhere near the answers."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    Image.MAX_IMAGE_PIXELS = None  # the limit of each request is checked instead
    Image.preinit()
    answers.write(b'{"ready": true}\n')
    answers.flush()
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
