"""RapidOCR with the PP-OCRv6 models of its own package: Latin, Greek, Chinese and Japanese text, captions included."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ascertain.errors import NotConfigured, Unavailable
from ascertain.models.ocr.paragraphs import in_reading_order, joined
from ascertain.models.ocr.planes import SMALLEST, open_rgb
from ascertain.models.ocr.reader import Box, Line, PictureText, check_picture
from ascertain.models.ocr.turning import turned_box
from ascertain.models.onnx_runtime import open_session, usable_cores
from ascertain.text import detect_language

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MODELS = {
    "Det": "PP-OCRv6_det_small.onnx",
    "Cls": "ch_ppocr_mobile_v2.0_cls_mobile.onnx",
    "Rec": "PP-OCRv6_rec_small.onnx",
}

_SURE = 0.8
"""Score from which a line counts: right ones have 0.94 and more, those made up for other scripts up to 0.78."""

_LANGUAGES = (
    "cs", "da", "de", "el", "en", "es", "fi", "fr", "hr", "hu", "id", "it", "ja", "nl", "no", "pl", "pt", "ro", "sk",
    "sl", "sv", "tr", "vi", "zh",
)  # fmt: skip

_SCRIPTS = (
    ("Japanese", re.compile(r"[\u3040-\u30ff]")),
    ("Han", re.compile(r"[\u3400-\u9fff]")),
    ("Greek", re.compile(r"[\u0370-\u03ff]")),
)


class Rapid:
    """Reads without any setting of language; text in other scripts is left out, never guessed at.

    Models come from the installed package and nowhere else: each session is opened here, so that the library, which
    downloads what it misses, has nothing to look for.
    """

    def __init__(self, threads: int = 0) -> None:
        self._threads = threads or usable_cores()
        self._one_at_a_time = threading.Lock()

    @cached_property
    def name(self) -> str:
        """``rapidocr@`` and the version of the package."""
        return f"rapidocr@{version('rapidocr')}"

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages whose letters are all among the recogniser's 18,708 signs."""
        return _LANGUAGES

    @cached_property
    def _engine(self) -> Any:
        # Sessions first: importing onnxruntime through onnx_runtime is what keeps its telemetry off.
        folder = _package_folder() / "models"
        sessions = {part: self._session(folder / file) for part, file in _MODELS.items()}
        from rapidocr import RapidOCR

        engine = RapidOCR(params={"Global.log_level": "critical"})
        engine.cfg._set_flag("allow_objects", True)
        for part, session in sessions.items():
            engine.cfg[part]["session"] = session
        return engine

    def _session(self, model: Path) -> Any:
        if not model.is_file():
            raise NotConfigured(
                f"The installed RapidOCR does not carry {model.name}.", "Run: pip install --force-reinstall rapidocr"
            )
        return open_session(model, self._threads)

    def read(self, picture: bytes) -> PictureText:
        """Return what a picture says; see :class:`ascertain.models.ocr.TextReader`."""
        check_picture(picture)
        rgb = open_rgb(picture)
        rows, columns = rgb.shape[:2]
        if min(rows, columns) < SMALLEST:
            return PictureText(read_by=self.name)
        found, turn = self._found(rgb)
        upright = [
            replace(line, box=turned_box(line.box, turn))
            for line in found
            if line.confidence >= _SURE and any(char.isalnum() for char in line.text)
        ]
        script = _script(" ".join(line.text for line in upright))
        aspect = columns / rows if turn in (0, 180) else rows / columns
        paragraphs = in_reading_order(upright, aspect, script)
        text = joined(paragraphs)
        if not text:
            return PictureText(read_by=self.name)
        return PictureText(
            lines=tuple(
                replace(line, box=turned_box(line.box, -turn)) for paragraph in paragraphs for line in paragraph
            ),
            text=text,
            script=script,
            language=detect_language(text),
            turned=turn,
            read_by=self.name,
        )

    def _found(self, rgb: NDArray[np.uint8]) -> tuple[list[Line], int]:
        """Return the lines in no particular order, and by how many degrees they have to be turned clockwise."""
        import numpy as np

        bgr = np.ascontiguousarray(rgb[:, :, ::-1])
        engine = self._engine
        try:
            with self._one_at_a_time:
                small, done = engine.preprocess_img(bgr)
                detected, direction, recognised, crops = engine.run_ocr_steps(small, done)
                result = engine.build_final_output(bgr, detected, direction, recognised, crops, done)
        except Exception as error:  # the library raises bare exceptions of its own making
            raise Unavailable(f"RapidOCR failed: {type(error).__name__}.", "Set ASCERTAIN_OCR to tesseract.") from error
        if getattr(result, "txts", None) is None or getattr(result, "boxes", None) is None:
            return [], 0
        rows, columns = rgb.shape[:2]
        lines = [
            Line(text.strip(), _box(corners, columns, rows), min(1.0, round(float(score), 3)))
            for text, corners, score in zip(result.txts, result.boxes, result.scores, strict=True)
        ]
        return lines, _turn(lines, [str(label) for label, _ in direction.cls_res or ()], columns / rows)


def _turn(lines: Sequence[Line], directions: Sequence[str], aspect: float) -> int:
    """Return by how many degrees a picture has to be turned clockwise for most of its lines to be upright; pure.

    The library turns lines that are higher than wide a quarter to the left, and those it then finds upside down by a
    half; ``directions`` are its ``"0"`` and ``"180"``.
    """
    tall = sum(line.box.height > 1.5 * line.box.width * aspect for line in lines) * 2 > len(lines)
    flipped = directions.count("180") * 2 > len(directions)
    return (270 if tall else 0) + (180 if flipped else 0) - (360 if tall and flipped else 0)


def _package_folder() -> Path:
    """Return where the package lies, without importing it: it imports ONNX Runtime in its own way."""
    import importlib.util

    found = importlib.util.find_spec("rapidocr")
    if found is None or found.origin is None:
        raise NotConfigured("RapidOCR is not installed.", "Run: pip install 'ascertain[ocr]'")
    return Path(found.origin).parent


def _box(corners: Sequence[Sequence[float]], width: int, height: int) -> Box:
    across = [min(max(float(x) / width, 0.0), 1.0) for x, _ in corners]
    down = [min(max(float(y) / height, 0.0), 1.0) for _, y in corners]
    return Box(min(across), min(down), max(across), max(down))


def _script(text: str) -> str:
    for script, signs in _SCRIPTS:
        if signs.search(text):
            return script
    return "Latin" if re.search(r"[A-Za-z\u00c0-\u024f]", text) else ""
