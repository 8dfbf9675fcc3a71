"""Videos as people save them, sound, mislabelled and hostile, and which pictures are taken of them."""

from __future__ import annotations

import contextlib
import functools
import io
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from clips import clip, scene, scenes, turned
from PIL import Image

from ascertain.errors import AscertainError, Invalid, Refused
from ascertain.settings import Settings
from ascertain.trace.hashes import distance
from ascertain.trace.video import (
    Keyframe,
    Keyframes,
    VideoReading,
    contact_sheet,
    keyframes_of,
    reading,
    video_type,
    write_keyframes,
)
from ascertain.trace.video.sheet import chosen, stamp

SETTINGS = Settings()
FORMS = {
    "mp4": ("libx264", "video/mp4"),
    "mov": ("mpeg4", "video/quicktime"),
    "webm": ("libvpx-vp9", "video/webm"),
    "matroska": ("libx264", "video/x-matroska"),
}


@functools.cache
def three_scenes(form: str = "mp4") -> bytes:
    return clip(scenes([1, 2, 3]), form, FORMS[form][0])


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    file = tmp_path / "clip.mp4"
    file.write_bytes(three_scenes())
    return file


def read(data: bytes, tmp_path: Path, name: str = "clip.bin", settings: Settings = SETTINGS) -> Keyframes:
    file = tmp_path / name
    file.write_bytes(data)
    return keyframes_of(file, settings)


@pytest.mark.parametrize("form", FORMS)
def test_every_container_gives_the_same_shots_whatever_the_file_is_called(form: str, tmp_path: Path) -> None:
    video = read(three_scenes(form), tmp_path, "notes.txt")
    assert video.type == FORMS[form][1]
    assert video.size == (320, 240)
    assert video.seconds == pytest.approx(6.0, abs=0.2)
    assert video.fps == 12
    assert video.decoded == 72
    assert {frame.shot for frame in video.frames} == {0, 1, 2}
    assert not video.notes
    assert [frame.shot for frame in video.frames if frame.lead] == [0, 1, 2]
    for frame in video.frames:
        assert frame.shot == int(frame.at // 2)
        own = Image.open(io.BytesIO(frame.jpeg))
        assert own.size == (320, 240)
        truth = Image.fromarray(scene(frame.shot + 1, frame.at % 2 / 2))
        assert np.abs(np.asarray(own.convert("L"), float) - np.asarray(truth.convert("L"), float)).mean() < 12


def test_keyframes_come_one_by_one_with_progress(saved: Path) -> None:
    said: list[tuple[float, float]] = []
    listening = VideoReading(saved, SETTINGS, lambda at, of: said.append((at, of)))
    frames = iter(listening)
    first = next(frames)
    assert 0 <= first.at < 1
    assert said[-1][0] <= 1
    assert said[-1][1] == pytest.approx(6.0, abs=0.1)
    rest = list(frames)
    assert [f.at for f in rest] == sorted(f.at for f in rest)
    video = listening.result([first, *rest])
    assert [f.until for f in video.frames] == [*(f.at for f in rest), video.seconds]
    assert video.media.kind == "video"
    assert video.media.pdq == first.pdq


def test_whoever_stops_listening_ends_the_reading(saved: Path) -> None:
    started = time.monotonic()
    with contextlib.closing(iter(VideoReading(saved, SETTINGS))) as frames:  # type: ignore[type-var]
        next(frames)
    assert time.monotonic() - started < 30


def test_a_picture_that_rests_is_taken_once_and_black_never(tmp_path: Path) -> None:
    still, black = scene(4, 0.5), np.zeros((240, 320, 3), np.uint8)
    video = read(clip([black] * 24 + [still] * 60 + [black] * 24), tmp_path)
    assert [2 <= frame.at < 7 for frame in video.frames] == [True]
    assert video.seconds == pytest.approx(9.0, abs=0.1)


def test_a_sharp_frame_is_preferred_to_a_faded_one(tmp_path: Path) -> None:
    shown = [(scene(5, 0.3) * min(1.0, number / 11)).astype(np.uint8) for number in range(24)]
    video = read(clip(shown), tmp_path)
    assert video.frames
    assert all(frame.at >= 0.7 for frame in video.frames)


def test_a_shot_that_returns_has_a_time_of_its_own(tmp_path: Path) -> None:
    video = read(clip([scene(s, 0.5) for s in (1, 2, 1) for _ in range(24)]), tmp_path)
    assert [int(frame.at // 2) for frame in video.frames] == [0, 1, 2]
    assert distance(video.frames[0].pdq, video.frames[2].pdq) <= 15


@pytest.mark.parametrize(("matrix", "upright"), [((0, 1, -1, 0), Image.Transpose.ROTATE_270), ((-1, 0, 0, -1), 3)])
def test_turns_the_pictures_as_the_header_says(matrix: tuple[int, int, int, int], upright: int, tmp_path: Path) -> None:
    video = read(turned(three_scenes(), matrix), tmp_path)
    turn = Image.Transpose(upright)
    assert video.size == ((240, 320) if turn == Image.Transpose.ROTATE_270 else (320, 240))
    shown = Image.open(io.BytesIO(video.frames[0].jpeg))
    truth = Image.fromarray(scene(1, video.frames[0].at / 2)).transpose(turn)
    assert shown.size == truth.size
    assert np.abs(np.asarray(shown.convert("L"), float) - np.asarray(truth.convert("L"), float)).mean() < 12


def test_times_are_the_clocks_and_not_counted_frames(tmp_path: Path) -> None:
    # Twelve frames a second in the first scene, two in the second.
    frames = scenes([1], 2.0) + scenes([2], 2.0)[::6]
    video = read(clip(frames, "matroska", times=lambda n: n if n < 24 else 24 + (n - 24) * 6), tmp_path)
    assert video.seconds == pytest.approx(4.0, abs=0.6)
    assert max(frame.at for frame in video.frames) > 2.4
    assert {frame.shot for frame in video.frames if frame.at >= 2} == {1}


def test_only_frames_that_stand_alone_are_read_where_there_are_enough(tmp_path: Path, saved: Path) -> None:
    # Large and long enough that decoding all of it is worth sparing: 13 megapixels each, no motion between.
    big = [np.asarray(Image.fromarray(scene(s, 0.5)).resize((640, 480))) for s in (1, 2, 3, 4) for _ in range(12)]
    data = clip(big, rate=12, group=6)
    (tmp_path / "keys.mp4").write_bytes(data)
    limits = reading._SHORT_JOB
    reading._SHORT_JOB = 0.0
    try:
        answers: list[dict[str, object]] = []
        request = {
            "demuxer": "mp4", "bytes": len(data), "pixels": 10**6, "frames": 1000, "seconds": 60.0, "every": 1.0,
            "side": 320, "kept": 100, "threads": 1,
        }  # fmt: skip
        descriptor = os.open(tmp_path / "keys.mp4", os.O_RDONLY)
        reading.read(request, descriptor, lambda header, body=b"": answers.append(header))
        os.close(descriptor)
    finally:
        reading._SHORT_JOB = limits
    assert answers[0]["opened"]["mode"] == "keys"  # type: ignore[index]
    assert [int(a["frame"]["at"]) for a in answers if "frame" in a] == [0, 1, 2, 3]  # type: ignore[index]
    assert answers[-1]["done"]["frames"] == 8  # type: ignore[index]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "has no bytes"),
        (b"<!DOCTYPE html><html>gone</html>", "a web page, not a video"),
        (b"#EXTM3U\n#EXTINF:9\nhttp://127.0.0.1/x.ts\n", "a playlist"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "a playlist"),
        (b"RIFF\0\0\0\0AVI LIST", "an AVI video"),
        (b"\xff\xd8\xff\xe0 a photograph", r"a picture \(image/jpeg\)"),
        (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1", "a picture"),
        (b"%PDF-1.7", "a PDF document"),
        (b"ID3\x04", "a sound recording"),
        (b"404 not found", "text"),
    ],
)
def test_says_what_it_is_instead_of_a_video(data: bytes, words: str) -> None:
    with pytest.raises(Invalid, match=words) as raised:
        video_type(data)
    assert raised.value.hint


def test_sound_alone_is_no_video(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="holds sound only"):
        read(clip([], pictures=False, sound=True), tmp_path)


def test_what_is_left_of_a_cut_video_is_read_and_said(tmp_path: Path) -> None:
    front = three_scenes("matroska")
    video = read(front[: len(front) // 2], tmp_path)
    assert 1.0 < video.seconds < 4.5
    assert video.frames
    assert any("cut off" in note for note in video.notes)


def test_a_stream_saved_in_fragments_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    data = clip(scenes([1, 2, 3]), options={"movflags": "frag_keyframe+empty_moov"}, group=12)
    assert read(data, tmp_path).seconds == pytest.approx(6.0, abs=0.1)
    video = read(data[: len(data) // 2], tmp_path)
    assert 1.0 < video.seconds < 4.5
    assert video.frames


def test_a_cut_video_without_its_index_is_called_cut_off(tmp_path: Path) -> None:
    data = three_scenes()
    with pytest.raises(Invalid, match="cut off"):
        read(data[: len(data) // 2], tmp_path)


def test_garbage_behind_a_signature_is_an_error_with_a_hint(tmp_path: Path) -> None:
    dice = random.Random(3)
    for head in (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm"):
        with pytest.raises(Invalid) as raised:
            read(head + dice.randbytes(5000), tmp_path)
        assert raised.value.hint


def test_frames_larger_than_allowed_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="320 × 240 pixels large; at most 50,000"):
        read(three_scenes(), tmp_path, settings=Settings(video_pixels=50_000))


def test_a_header_that_announces_huge_pictures_is_refused_or_corrected_before_decoding(tmp_path: Path) -> None:
    data = bytearray(three_scenes())
    at = data.index(b"avc1", data.index(b"stsd"))
    assert data[at + 28 : at + 32] == b"\x01\x40\0\xf0"
    data[at + 28 : at + 32] = b"\xff\xf0\xff\xf0"
    # The pictures themselves say 320 × 240, and that counts.
    assert read(bytes(data), tmp_path).size == (320, 240)
    matroska = bytearray(three_scenes("webm"))
    at = matroska.index(b"\xb0\x82\x01\x40\xba\x81\xf0")
    matroska[at + 2 : at + 4] = b"\xff\xff"
    assert read(bytes(matroska), tmp_path).decoded == 72


def test_a_video_without_anything_to_see_says_so(tmp_path: Path) -> None:
    video = read(clip([np.full((240, 320, 3), shade, np.uint8) for shade in range(0, 240, 10)]), tmp_path)
    assert not video.frames
    assert video.seconds == 2
    assert video.media.pdq_quality == 0
    assert any("black or plain" in note for note in video.notes)
    with pytest.raises(Invalid, match="no keyframes"):
        contact_sheet(video)


def test_more_bytes_than_allowed_folders_and_missing_files_are_refused(saved: Path) -> None:
    with pytest.raises(Refused, match="at most 1,000 are read"):
        keyframes_of(saved, Settings(video_limit=1000))
    with pytest.raises(Refused, match="is no file"):
        keyframes_of(saved.parent, SETTINGS)
    with pytest.raises(Invalid, match="cannot be read"):
        keyframes_of(saved.parent / "none.mp4", SETTINGS)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_a_pipe_without_an_end_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "endless.mp4")
    with pytest.raises(Refused, match="is no file"):
        keyframes_of(tmp_path / "endless.mp4", SETTINGS)


def test_reading_ends_after_the_frames_allowed_and_says_so(saved: Path) -> None:
    video = keyframes_of(saved, Settings(video_frames=30))
    assert video.decoded == 30
    assert video.frames
    assert video.seconds == pytest.approx(6.0, abs=0.1)
    assert any("ASCERTAIN_VIDEO_FRAMES" in note for note in video.notes)


def test_damaged_bytes_give_a_sentence_or_pictures(tmp_path: Path) -> None:
    dice = random.Random(11)
    for form in ("mp4", "webm"):
        for _ in range(1):
            damaged = bytearray(three_scenes(form))
            for _ in range(40):
                damaged[dice.randrange(64, len(damaged))] = dice.randrange(256)
            with contextlib.suppress(AscertainError):
                assert read(bytes(damaged), tmp_path).frames


def test_a_reference_to_another_file_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.mp4"
    secret.write_bytes(three_scenes())
    # A movie whose data reference names the other file: flags 0, an alias instead of "in this file".
    data = bytearray(three_scenes())
    at = data.index(b"url ")
    data[at : at + 8] = b"alis\0\0\0\0"
    start = data.index(b"mdat") + 4
    size = int.from_bytes(data[start - 8 : start - 4], "big") - 8
    data[start : start + size] = b"\0" * size
    with contextlib.suppress(Invalid):
        assert not read(bytes(data), tmp_path).frames


def test_the_contact_sheet_shows_every_picture_with_its_time(saved: Path) -> None:
    video = keyframes_of(saved, SETTINGS)
    sheet = Image.open(io.BytesIO(contact_sheet(video)))
    assert sheet.format == "JPEG"
    assert sheet.width <= 1600
    pixels = np.asarray(sheet.convert("L"))
    # Ink below each picture of the first row.
    label = pixels[40 + 225 + 2 : 40 + 225 + 26, 12:]
    columns = min(len(video.frames), 4)
    for number in range(columns):
        assert (label[:, number * 312 : number * 312 + 100] < 100).sum() > 50


def test_a_long_video_gets_a_sheet_of_its_shots() -> None:
    frames = [Keyframe(float(n), b"", n // 4, "0" * 64, 100, lead=n % 4 == 2) for n in range(1000)]
    some = chosen(frames)
    assert len(some) == 200
    assert all(frame.lead for frame in some)
    assert [f.at for f in some] == sorted(f.at for f in some)
    assert stamp(3723.25) == "01:02:03.250"


def test_writes_a_folder_whole_and_never_over_another(saved: Path, tmp_path: Path) -> None:
    video = keyframes_of(saved, SETTINGS)
    out = tmp_path / "frames"
    written = write_keyframes(video, out, name="clip.mp4")
    assert sorted(path.name for path in written) == sorted(path.name for path in out.iterdir())
    listed = json.loads((out / "keyframes.json").read_text(encoding="utf-8"))
    assert [entry["at"] for entry in listed["keyframes"]] == [frame.at for frame in video.frames]
    assert (out / listed["keyframes"][0]["file"]).read_bytes() == video.frames[0].jpeg
    assert listed["keyframes"][0]["file"].startswith("0001_00-00-0")
    with pytest.raises(Refused, match="holds something already"):
        write_keyframes(video, out)
    write_keyframes(video, out, overwrite=True)
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Refused, match="holds no keyframes"):
        write_keyframes(video, tmp_path / "own", overwrite=True)
    assert (tmp_path / "own" / "letter.txt").read_text(encoding="utf-8") == "mine"
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def limited(statement: str) -> subprocess.CompletedProcess[bytes]:
    request = {"pixels": 1_000_000, "seconds": 5, "threads": 1}
    code = (
        f"import sys; sys.path.insert(0, {str(Path(reading.__file__).parent)!r}); import socket, reading; "
        f"reading.limit({request}); reading._fill_descriptors(); {statement}"
    )
    return subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60)


@pytest.mark.skipif(not Path("/proc/self/limits").exists(), reason="limits of Linux")
def test_the_reading_process_can_open_no_file_and_no_connection_and_has_little_memory(tmp_path: Path) -> None:
    assert b"Too many open files" in limited(f"open({str(tmp_path)!r} + '/x', 'w')").stderr
    assert b"Too many open files" in limited("open('/etc/hostname')").stderr
    assert b"Too many open files" in limited("socket.socket()").stderr
    assert b"MemoryError" in limited("bytearray(3 << 30)").stderr


def test_the_reading_process_knows_nothing_of_the_rest() -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(Path(reading.__file__).parent)!r}); import reading, sampling; "
        "print([m for m in sys.modules if m.split('.')[0] in ('ascertain', 'pydantic', 'lancedb', 'faiss')])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    assert ended.stdout.strip() == b"[]"
