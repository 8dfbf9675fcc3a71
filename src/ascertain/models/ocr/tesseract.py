"""Tesseract 5 as a process of its own: detects the script first, then reads with one language pack."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from ascertain.errors import NotConfigured
from ascertain.models.ocr.packs import SCRIPTS, packs_for, script_named, script_of, tag_of
from ascertain.models.ocr.paragraphs import in_reading_order, joined
from ascertain.models.ocr.planes import SMALLEST, as_pgm, grey, open_rgb, turned, white_lettering
from ascertain.models.ocr.process import Clock, Word, detect, installed
from ascertain.models.ocr.reader import Box, Line, PictureText, check_picture
from ascertain.models.ocr.readings import SURE, Page, Reading, confidence_of
from ascertain.models.ocr.turning import turned_box
from ascertain.text import detect_language

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_HANGUL_GAP = 0.25
"""Of a word's height: the widest gap inside a Korean word, which Tesseract's pack cuts into syllables."""

_TURN_CONFIDENCE = 2.0
"""From which a picture is turned as the detector says; below, it is more often wrong than people are."""

_DENSE = 30
"""Lines from which a picture is a page of print rather than a post or a caption."""

_SEARCHING = 0.5
"""Share of the time for one picture after which no other way is begun: a photograph without text has all of them
tried, which takes 2 to 4 seconds with the packs of nine scripts."""

_PAGE, _BLOCK, _SCATTERED = 3, 6, 11
"""Tesseract's page segmentation modes: a page with columns, one block, lines anywhere."""


class Tesseract:
    """Reads with the packs that are installed; a script without a pack is named in the notes.

    Each picture is looked at in grey and, where that is not enough, in a plane that holds only white lettering.
    In each the detector says which script it is and how it is turned; then one pack of that script reads it, those of
    other scripts where it reads little, and a last one where the text turns out to be in a language that has its own.
    All packs at once would take four times as long and read captions worse (docs/decisions/0012).
    """

    def __init__(self, program: str, seconds: float) -> None:
        self._program = program
        self._seconds = seconds

    @cached_property
    def _installed(self) -> tuple[str, frozenset[str]]:
        version, packs = installed(self._program)
        if not any(map(script_of, packs)):
            raise NotConfigured("Tesseract has no language pack.", "Install one: apt-get install tesseract-ocr-eng")
        return version, packs

    @property
    def name(self) -> str:
        """``tesseract@`` and its version."""
        return f"tesseract@{self._installed[0]}"

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the packs."""
        return tuple(sorted({tag for pack in self._installed[1] if (tag := tag_of(pack))}))

    def read(self, picture: bytes) -> PictureText:
        """Return what a picture says; see :class:`ascertain.models.ocr.TextReader`."""
        check_picture(picture)
        rgb = open_rgb(picture)
        if min(rgb.shape[:2]) < SMALLEST:
            return PictureText(read_by=self.name)
        clock = Clock(self._seconds)
        planes = ((grey(rgb), _PAGE), (white_lettering(rgb), _BLOCK))
        pages: list[Page] = []
        readings: list[Reading] = []
        for plane, mode in planes:
            if plane is not None:
                pages.append(self._page(plane, mode, clock))
                readings.append(pages[-1].read(next(iter(self._firsts(pages[-1].script)))))
                if readings[-1].final:
                    break
        else:
            readings += self._other_ways(pages, tuple(readings))
        best = self._in_its_language(max(readings, key=lambda one: one.score))
        missing = [page.script for page in pages if page.script and not packs_for(page.script, self._installed[1])]
        if missing and not best.fair:  # what a pack makes of another script's letters is not what the picture says
            return PictureText(read_by=self.name, notes=tuple(map(_no_pack, dict.fromkeys(missing))))
        return _told(best, self.name)

    def _page(self, plane: NDArray[np.uint8], mode: int, clock: Clock) -> Page:
        seen = detect(self._program, as_pgm(plane), clock) if "osd" in self._installed[1] else None
        turn = seen.rotate if seen and seen.rotate_confidence >= _TURN_CONFIDENCE else 0
        upright = turned(plane, turn)
        script = script_named(seen.script) if seen else ""
        return Page(self._program, as_pgm(upright), upright.shape[1], upright.shape[0], turn, script, mode, clock)

    def _other_ways(self, pages: Sequence[Page], firsts: Sequence[Reading]) -> Iterable[Reading]:
        """Yield readings with the packs of other scripts, then of lines anywhere, until one is final or time is up."""
        for page, first in zip(pages, firsts, strict=True):
            # Where one pack sees no word at all, not even an unsure one, no other does.
            if not first.words or (page.script and first.fair):
                continue
            for pack in self._firsts(page.script):
                if page.clock.spent() > _SEARCHING * page.clock.seconds:
                    return
                if pack != first.pack:
                    reading = page.read(pack)
                    yield reading
                    if reading.final:
                        return
        likely = max(firsts, key=lambda one: one.score)
        if pages[0].clock.spent() <= _SEARCHING * pages[0].clock.seconds:
            yield replace(pages[0], mode=_SCATTERED).read(likely.pack)

    def _firsts(self, likely: str) -> Iterable[str]:
        """Yield one pack of each script that is installed, that of the likely script first.

        The detector is wrong about one short caption in eight, with a confidence that right answers have too.
        """
        for script in sorted(SCRIPTS, key=lambda one: one != likely):
            yield from packs_for(script, self._installed[1])[:1]

    def _in_its_language(self, first: Reading) -> Reading:
        """Read again with the pack of the language that the first reading shows, unless that is clearly worse."""
        script = script_of(first.pack)
        if not first.sure:
            return first
        language = detect_language(" ".join(word.text for word in first.words if word.confidence >= SURE))
        own = [pack for pack in packs_for(script, self._installed[1]) if tag_of(pack) == language]
        if not own or first.pack in own:
            return first
        again = first.page.read(own[0])
        # A pack of another language is as sure of its letters, but has no “ñ” or “ł” among them.
        return again if again.score >= 0.8 * first.score else first


def _no_pack(script: str) -> str:
    packs = SCRIPTS[script]
    return (
        f"The picture seems to hold {script} text, for which Tesseract has no language pack here. "
        f"Install one of: {', '.join(packs[:3])} (Debian: tesseract-ocr-{packs[0].replace('_', '-')})."
    )


def _told(reading: Reading, name: str) -> PictureText:
    if not reading.rows:
        return PictureText(read_by=name)
    script = script_of(reading.pack)
    paragraphs = _paragraphs(reading, script)
    text = joined(paragraphs)
    if not text:
        return PictureText(read_by=name)
    return PictureText(
        lines=tuple(
            replace(line, box=turned_box(line.box, -reading.page.turn))
            for paragraph in paragraphs
            for line in paragraph
        ),
        text=text,
        script=script,
        language=detect_language(text) or tag_of(reading.pack),
        turned=reading.page.turn,
        read_by=f"{name} {reading.pack}",
    )


def _paragraphs(reading: Reading, script: str) -> list[list[Line]]:
    """Return the lines in reading order: of a dense page as Tesseract lays it out, of few lines by the gaps.

    Cutting at gaps mixes narrow columns; Tesseract's paragraphs break the sentence of a post at its first line.
    """
    rows = [(row[0].line[:2], _line(row, reading)) for row in reading.rows]
    if len(rows) < _DENSE:
        return in_reading_order([line for _, line in rows], reading.page.width / reading.page.height, script)
    found: dict[tuple[int, ...], list[Line]] = {}
    for paragraph, line in rows:
        found.setdefault(paragraph, []).append(line)
    return list(found.values())


def _line(row: Sequence[Word], reading: Reading) -> Line:
    box = Box(
        max(0.0, min(word.left for word in row) / reading.page.width),
        max(0.0, min(word.top for word in row) / reading.page.height),
        min(1.0, max(word.right for word in row) / reading.page.width),
        min(1.0, max(word.bottom for word in row) / reading.page.height),
    )
    text = row[0].text
    for before, word in pairwise(row):
        text += ("" if _touch(before, word, script_of(reading.pack)) else " ") + word.text
    return Line(text, box, round(min(1.0, confidence_of(row) / 100), 3))


def _touch(before: Word, word: Word, script: str) -> bool:
    """Tell whether two words are one: always in Chinese and Japanese, in Korean when hardly any gap parts them."""
    if script == "Hangul":
        return word.left - before.right < _HANGUL_GAP * (word.bottom - word.top)
    return script in ("Han", "Japanese")
