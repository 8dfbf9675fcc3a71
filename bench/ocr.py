"""How well and how fast text in pictures is read, by language, style and reader.

    python bench/ocr.py [--photos FOLDER] [--repeat 3]

Draws one statement in eight languages as black on white, as a caption with an outline over something like a
photograph, and as a post on a dark screen, at two sizes, saved as JPEG; reads each with every reader that is installed,
and with all of Tesseract's packs at once, and prints the character error rate (blanks not counted) and seconds.
``--photos`` names a folder of pictures with their text beside them (``name.png``, ``name.txt``). Languages without a
font on this machine are left out and named.
"""

from __future__ import annotations

import argparse
import io
import shutil
import statistics
import subprocess
import time
from pathlib import Path

from PIL import Image

from ascertain.errors import NotConfigured
from ascertain.models.ocr import PictureText, TextReader, open_text_reader
from ascertain.models.ocr.examples import EXAMPLES, Example, Style, draw, error_rate, jpeg
from ascertain.models.ocr.planes import as_pgm, grey, open_rgb, white_lettering
from ascertain.models.ocr.process import Clock, recognise
from ascertain.models.ocr.process import installed as installed_packs
from ascertain.settings import Settings

STYLES: tuple[Style, ...] = ("plain", "meme", "post")
SIZES = (24, 40)
_FONT_TAGS = {"zh": "zh-cn"}
HEADER = "River Town News @rivertown 2h"


def main() -> None:
    """Print both tables."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--photos", type=Path, help="pictures with their text beside them")
    arguments.add_argument("--repeat", type=int, default=1, help="readings of each picture; the median time counts")
    given = arguments.parse_args()
    readers = installed()
    for reader in readers:
        print(f"{reader.name}: {', '.join(reader.languages)}")
        reader.read(jpeg(draw(("warm",))))
    print(f"\n{'language':<9}{'style':<7}" + "".join(f"{reader.name:>28}" for reader in readers))
    for example in EXAMPLES:
        font = font_for(example.language)
        if font is None:
            print(f"{example.language:<9}no font here")
            continue
        for style in STYLES:
            cells = [cell(reader, example, style, font, given.repeat) for reader in readers]
            print(f"{example.language:<9}{style:<7}" + "".join(f"{text:>28}" for text in cells), flush=True)
    if given.photos:
        print(f"\n{'file':<32}" + "".join(f"{reader.name:>28}" for reader in readers))
        for name, picture, right in labelled(given.photos):
            cells = [measured(reader, [(picture, right)], given.repeat) for reader in readers]
            print(f"{name[:31]:<32}" + "".join(f"{text:>28}" for text in cells), flush=True)


def installed() -> list[TextReader]:
    """Return the readers that are installed here."""
    found: list[TextReader] = []
    for name in ("tesseract", "rapidocr"):
        try:
            found.append(open_text_reader(Settings(ocr=name)))
        except NotConfigured as error:
            print(error)
    if program := shutil.which("tesseract"):
        found.append(AllPacks(program))
    return found


class AllPacks:
    """Tesseract with every pack at once and no detection of the script, on the same two planes."""

    name = "all packs at once"

    def __init__(self, program: str) -> None:
        self._program = program
        packs = installed_packs(program)[1] - {"osd", "equ"}
        self._packs = "+".join(sorted(packs, key=lambda pack: (pack != "eng", pack)))
        self.languages = (self._packs,)

    def read(self, picture: bytes) -> PictureText:
        """Return the better of the two readings, words of a confidence below 60 left out."""
        rgb, best, most = open_rgb(picture), "", 0
        for plane, mode in ((grey(rgb), 3), (white_lettering(rgb), 6)):
            if plane is not None:
                words = recognise(self._program, as_pgm(plane), self._packs, mode, Clock(60))
                sure = [word.text for word in words if word.confidence >= 60]
                if len("".join(sure)) > most:
                    best, most = " ".join(sure), len("".join(sure))
        return PictureText(text=best)


def font_for(language: str) -> str | None:
    """Return a font file of this machine for a language, as fontconfig finds it."""
    asked = ["fc-match", "--format=%{file}\t%{lang}", f"sans:lang={_FONT_TAGS.get(language, language)}"]
    try:
        path, _, languages = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.partition("\t")
    except (OSError, subprocess.CalledProcessError):
        return None
    knows = any(part.partition("-")[0] == language for part in languages.split("|"))
    return path if knows and Path(path).is_file() else None


def cell(reader: TextReader, example: Example, style: Style, font: str, repeat: int) -> str:
    """Return error rate and seconds over the sizes."""
    right = " ".join(example.lines) if style != "post" else f"{HEADER} {' '.join(example.lines)}"
    pictures = [(jpeg(draw(example.lines, style, font, size)), right) for size in SIZES]
    return measured(reader, pictures, repeat)


def measured(reader: TextReader, pictures: list[tuple[bytes, str]], repeat: int) -> str:
    """Return the mean error rate, each at most 1, and the median seconds of reading."""
    errors, seconds = [], []
    for picture, right in pictures:
        for turn in range(repeat):
            started = time.perf_counter()
            found = reader.read(picture)
            seconds.append(time.perf_counter() - started)
            if not turn:
                errors.append(min(1.0, error_rate(found.text, right)))
    return f"{statistics.fmean(errors):.3f}  {statistics.median(seconds):.2f} s"


def labelled(folder: Path) -> list[tuple[str, bytes, str]]:
    """Return name, picture (as JPEG of at most 2,000 pixels) and text of each picture that has its text beside it."""
    found = []
    for text in sorted(folder.rglob("*.txt")):
        for kind in (".png", ".jpg", ".jpeg", ".tif"):
            picture = text.with_suffix(kind)
            if picture.is_file():
                with Image.open(picture) as image:
                    small = image.convert("RGB")
                small.thumbnail((2000, 2000))
                out = io.BytesIO()
                small.save(out, "JPEG", quality=90)
                found.append((picture.name, out.getvalue(), text.read_text(encoding="utf-8", errors="replace")))
    return found


if __name__ == "__main__":
    main()
