"""What reads the text in pictures, and which adapter does it."""

from __future__ import annotations

import importlib.util
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ascertain.errors import Invalid, NotConfigured

if TYPE_CHECKING:
    from ascertain.settings import Settings

TESSERACT, RAPIDOCR = "tesseract", "rapidocr"

_GET_TESSERACT = (
    "Install Tesseract 5 with the languages you need (Debian: apt-get install tesseract-ocr tesseract-ocr-rus …)"
)
_GET_RAPIDOCR = "pip install 'ascertain[ocr]' (Latin, Chinese and Japanese only)"


@dataclass(frozen=True)
class Box:
    """A rectangle on a picture, in fractions of its width and height from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide it is, 0 to 1."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high it is, 0 to 1."""
        return self.bottom - self.top


@dataclass(frozen=True)
class Line:
    """A recognised line."""

    text: str
    """Its words, in the order in which they are read."""

    box: Box
    """Where it stands on the picture as it was given, also when the picture had to be turned."""

    confidence: float
    """How sure the reader is, 0 to 1; the numbers of different readers do not compare."""


@dataclass(frozen=True)
class PictureText:
    """What a picture says."""

    lines: tuple[Line, ...] = ()
    """The lines in reading order, without those that the reader is unsure of."""

    text: str = ""
    """The lines as paragraphs, parted by blank lines."""

    script: str = ""
    """The script in Unicode's words (``Latin``, ``Han``, ``Arabic``); empty without text."""

    language: str = ""
    """BCP-47 primary language, empty when it cannot be told."""

    turned: int = 0
    """Degrees, clockwise, by which the picture was turned to be read: 0, 90, 180 or 270."""

    read_by: str = ""
    """``name@version`` of the reader, with what it used: ``tesseract@5.3.0 rus``."""

    notes: tuple[str, ...] = ()
    """What could not be read and what to do about it, in words."""


class TextReader(Protocol):
    """Reads the text in pictures.

    Calls from several threads at once are allowed. A picture without text gives an empty result, never an error.
    """

    @property
    def name(self) -> str:
        """What reads, and its version: ``name@version``."""

    @property
    def languages(self) -> tuple[str, ...]:
        """BCP-47 primary languages it can read, in alphabetical order."""

    def read(self, picture: bytes) -> PictureText:
        """Return what a picture says.

        ``picture`` is a JPEG or PNG **that Ascertain made itself** (:func:`ascertain.trace.thumbnail`): readers decode
        it in this process. Raises ``Invalid`` for other bytes and ``Unavailable`` when reading takes longer than
        ``settings.ocr_seconds``.
        """


def open_text_reader(settings: Settings) -> TextReader:
    """Return the reader that ``settings.ocr`` names; ``auto`` takes Tesseract, and RapidOCR where there is none.

    Raises NotConfigured when that reader is not installed, or when the setting is ``none``.
    """
    if settings.ocr == "none":
        raise NotConfigured("Reading text in pictures is switched off.", "Set ASCERTAIN_OCR to auto.")
    if settings.ocr in ("auto", TESSERACT) and (path := shutil.which("tesseract")):
        from ascertain.models.ocr.tesseract import Tesseract

        return Tesseract(path, settings.ocr_seconds)
    if settings.ocr == TESSERACT:
        raise NotConfigured("Tesseract is not installed.", f"{_GET_TESSERACT}.")
    if importlib.util.find_spec("rapidocr"):
        from ascertain.models.ocr.rapid import Rapid

        return Rapid(settings.threads)
    if settings.ocr == RAPIDOCR:
        raise NotConfigured("RapidOCR is not installed.", f"Run: {_GET_RAPIDOCR}.")
    raise NotConfigured("Nothing here can read text in pictures.", f"{_GET_TESSERACT}, or run: {_GET_RAPIDOCR}.")


def check_picture(picture: bytes) -> None:
    """Raise ``Invalid`` unless the bytes begin as a JPEG or PNG does.

    Tesseract takes what is no picture for a list of files and addresses to read, so nothing else may reach it.
    """
    if not picture.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        raise Invalid("Only JPEG and PNG are read for text.", "Save the picture as PNG.")
