from __future__ import annotations

import io
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ascertain.errors import Invalid, NotConfigured, Unavailable
from ascertain.models.ocr import TextReader, open_text_reader
from ascertain.models.ocr.examples import EXAMPLES, backdrop, draw, error_rate, jpeg
from ascertain.models.ocr.tesseract import Tesseract
from ascertain.settings import Settings

ENGLISH = EXAMPLES[0].lines
RIGHT = " ".join(ENGLISH)


@pytest.fixture(scope="module", params=["tesseract", "rapidocr"])
def reader(request: pytest.FixtureRequest) -> TextReader:
    """Every adapter, over the same contract."""
    if request.param == "tesseract" and shutil.which("tesseract") is None:
        pytest.skip("Tesseract is not installed (Debian: apt-get install tesseract-ocr)")
    if request.param == "rapidocr":
        pytest.importorskip("rapidocr", reason="RapidOCR is not installed (pip install 'ascertain[ocr]')")
    return open_text_reader(Settings(ocr=request.param))


@pytest.fixture
def tesseract() -> TextReader:
    if shutil.which("tesseract") is None:
        pytest.skip("Tesseract is not installed (Debian: apt-get install tesseract-ocr)")
    return open_text_reader(Settings(ocr="tesseract"))


def test_a_reader_says_what_it_is_and_which_languages_it_reads(reader: TextReader) -> None:
    name, _, version = reader.name.partition("@")
    assert name in ("tesseract", "rapidocr")
    assert version[0].isdigit()
    assert "en" in reader.languages
    assert list(reader.languages) == sorted(reader.languages)


@pytest.mark.parametrize(("style", "ceiling"), [("plain", 0.02), ("meme", 0.05)])
def test_english_text_is_read_with_few_wrong_letters(reader: TextReader, style: str, ceiling: float) -> None:
    found = reader.read(jpeg(draw(ENGLISH, style)))  # type: ignore[arg-type]
    assert error_rate(found.text, RIGHT) <= ceiling
    assert (found.script, found.language, found.turned) == ("Latin", "en", 0)
    assert found.read_by.startswith(reader.name)


def test_the_lines_of_one_paragraph_are_joined_and_a_post_keeps_its_parts(reader: TextReader) -> None:
    found = reader.read(jpeg(draw(ENGLISH, "post")))
    assert RIGHT in found.text
    assert "River Town News" in found.text
    assert "1204" not in found.text, "the counts below a post are no part of what it says"


def test_boxes_lie_on_the_lines_and_confidences_are_shares(reader: TextReader) -> None:
    image = draw(ENGLISH)
    found = reader.read(jpeg(image))
    assert len(found.lines) == len(ENGLISH)
    assert all(error_rate(line.text, right) < 0.1 for line, right in zip(found.lines, ENGLISH, strict=True))
    tops = [line.box.top for line in found.lines]
    assert tops == sorted(tops)
    for line in found.lines:
        assert 0 <= line.box.left < line.box.right <= 1
        assert 0 <= line.box.top < line.box.bottom <= 1
        assert 0.5 < line.confidence <= 1
        cut = image.crop(
            (
                round(line.box.left * image.width),
                round(line.box.top * image.height),
                round(line.box.right * image.width),
                round(line.box.bottom * image.height),
            )
        )
        assert np.asarray(cut.convert("L")).min() < 80, "there is ink inside the box"


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_picture_that_lies_on_its_side_is_read_and_its_boxes_lie_on_it(reader: TextReader, degrees: int) -> None:
    # Pillow turns to the left, so that the picture has to be turned as far to the right.
    found = reader.read(jpeg(draw(ENGLISH).rotate(degrees, expand=True)))
    assert found.turned == degrees
    assert error_rate(found.text, RIGHT) <= 0.02
    first = found.lines[0].box
    across, down = (first.left + first.right) / 2, (first.top + first.bottom) / 2
    # The first line is at the left after a turn to the left, at the bottom upside down, at the right otherwise.
    assert {90: across < 0.4, 180: down > 0.6, 270: across > 0.6}[degrees]


@pytest.mark.parametrize(
    "image",
    [
        pytest.param(Image.new("RGB", (640, 480), "white"), id="white"),
        pytest.param(Image.new("RGB", (640, 480), "black"), id="black"),
        pytest.param(Image.new("RGB", (1, 1), "white"), id="one pixel"),
        pytest.param(Image.new("RGB", (800, 5), "white"), id="a line"),
        pytest.param(
            Image.fromarray(np.random.default_rng(1).integers(0, 255, (300, 400, 3), dtype=np.uint8)), id="noise"
        ),
        pytest.param(backdrop(400, 300), id="no text"),
    ],
)
def test_a_picture_without_text_gives_none(reader: TextReader, image: Image.Image) -> None:
    found = reader.read(jpeg(image))
    assert (found.text, found.lines, found.script, found.language) == ("", (), "", "")


@pytest.mark.parametrize(
    "data", [b"", b"/etc/passwd\n", b"http://127.0.0.1:1/a.png\n", b"GIF89a" + b"\0" * 20, b"\x89PNG\r\n\x1a\nbroken"]
)
def test_what_is_no_picture_of_our_own_is_refused(reader: TextReader, data: bytes) -> None:
    with pytest.raises(Invalid):
        reader.read(data)


def test_png_is_read_too(reader: TextReader) -> None:
    out = io.BytesIO()
    draw(ENGLISH).save(out, "PNG")
    assert error_rate(reader.read(out.getvalue()).text, RIGHT) <= 0.02


def test_a_script_without_a_pack_is_named_and_not_guessed_at(tesseract: TextReader) -> None:
    if "ru" in tesseract.languages:
        pytest.skip("the Russian pack is installed")
    font = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    if not font.exists():
        pytest.skip("there is no font with Cyrillic letters (Debian: apt-get install fonts-dejavu-core)")
    russian = next(example for example in EXAMPLES if example.language == "ru")
    found = tesseract.read(jpeg(draw(russian.lines, font=str(font))))
    assert found.text == ""
    assert "Cyrillic" in found.notes[0]
    assert "tesseract-ocr-rus" in found.notes[0]


def test_nothing_is_read_when_it_is_switched_off_or_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotConfigured, match="switched off"):
        open_text_reader(Settings(ocr="none"))
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(NotConfigured, match=r"Tesseract is not installed.*apt-get install"):
        open_text_reader(Settings(ocr="tesseract"))
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(NotConfigured, match="RapidOCR is not installed"):
        open_text_reader(Settings(ocr="rapidocr"))
    with pytest.raises(NotConfigured, match=r"(?s)Nothing here can read text.*pip install"):
        open_text_reader(Settings(ocr="auto"))


def program(folder: Path, body: str) -> str:
    path = folder / "tesseract"
    path.write_text(
        f"#!/bin/sh\ncase $1 in --version) echo tesseract 5.0;; --list-langs) printf 'List:\\neng\\nosd\\n';; "
        f"*) {body};; esac\n"
    )
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.mark.skipif(os.name != "posix", reason="stands in with a shell script")
def test_a_reader_that_hangs_is_ended(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"longer than 0\.4 seconds"):
        Tesseract(program(tmp_path, "exec sleep 30"), 0.4).read(jpeg(draw(ENGLISH)))


@pytest.mark.skipif(os.name != "posix", reason="stands in with a shell script")
def test_a_reader_that_prints_without_end_is_ended(tmp_path: Path) -> None:
    found = Tesseract(program(tmp_path, "exec yes"), 20).read(jpeg(draw(ENGLISH)))
    assert found.text == ""


@pytest.mark.skipif(os.name != "posix", reason="stands in with a shell script")
def test_a_program_that_is_no_tesseract_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "tesseract"
    path.write_text("#!/bin/sh\nexit 3\n")
    path.chmod(0o755)
    with pytest.raises(NotConfigured, match="does not answer"):
        Tesseract(str(path), 5).read(jpeg(draw(ENGLISH)))


def test_rapidocr_reads_without_asking_the_network_and_without_its_telemetry() -> None:
    pytest.importorskip("rapidocr")
    code = (
        "import socket, os\n"
        "def refuse(*a, **k): raise SystemExit('it asked the network')\n"
        "socket.socket.connect = refuse; socket.getaddrinfo = refuse\n"
        "from ascertain.models.ocr.rapid import Rapid\n"
        "from ascertain.models.ocr.examples import draw, jpeg\n"
        "print(Rapid(1).read(jpeg(draw(('Nothing leaves here',)))).text, os.environ['ORT_DISABLE_TELEMETRY'])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "Nothing leaves here 1", done.stderr


def test_nothing_heavy_is_loaded_by_the_interface() -> None:
    code = (
        "import sys, ascertain.models.ocr\n"
        "print([n for n in ('PIL', 'numpy', 'onnxruntime', 'rapidocr', 'cv2') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
