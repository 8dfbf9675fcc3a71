"""How well edited copies of a video are found, beside the share of frames whose PDQ hashes are near.

    python bench/trace_video.py VIDEO_DIR [--original chair-orig-22-sd-bar.mp4] [--copies chair]

The folder holds an original, copies of it whose names begin with ``--copies``, and unrelated videos. The original and
the unrelated ones are stored; the copies, and edits of the original made here with ``ffmpeg``, are asked about, and
each unrelated video, plain and edited, with itself left out of what it may match. The peer in the same run is vPDQ's
rule on the same keyframes: the share of the asked ones that have a stored one within 31 bits, both of
quality 50 or better.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ascertain.errors import AscertainError
from ascertain.settings import Settings
from ascertain.store import open_store
from ascertain.store.store import Store
from ascertain.trace.comparing import compare
from ascertain.trace.index import PictureIndex, kept, open_picture_index, restored
from ascertain.trace.video.keyframes import Keyframes, keyframes_of
from ascertain.trace.video.matching import FrameMatch, VideoMatch, match_videos, to_compare
from ascertain.trace.video.prints import (
    candidate_match,
    compared_match,
    prints_of_video,
    questions_of_video,
    spans_of,
)

BAR = "drawbox=x=0:y=0:w=iw:h=ih/7:color=white:t=fill,drawbox=x=iw/12:y=ih/28:w=iw*5/6:h=ih/18:color=black:t=fill"
EDITS: dict[str, Sequence[str]] = {
    "8 seconds of it": ["-ss", "7", "-t", "8"],
    "two parts, swapped": [
        "-filter_complex",
        "[0:v]trim=13:20,setpts=PTS-STARTPTS[a];[0:v]trim=2:9,setpts=PTS-STARTPTS[b];[a][b]concat=n=2:v=1:a=0",
    ],
    "crop to 80 %": ["-vf", "crop=iw*0.894:ih*0.894"],
    "crop to 50 %": ["-vf", "crop=iw*0.707:ih*0.707"],
    "mirrored": ["-vf", "hflip"],
    "caption bar": ["-vf", BAR],
    "speed 1.25": ["-vf", "setpts=PTS/1.25"],
    "speed 0.8": ["-vf", "setpts=PTS/0.8"],
    "picture in picture 40 %": [
        "-filter_complex",
        "[0:v]scale=-2:ih*0.4[s];mandelbrot=s=854x480:r=30[b];[b][s]overlay=W-w-20:H-h-20:shortest=1",
    ],
    "320 wide, crf 40": ["-vf", "scale=320:-2", "-crf", "40"],
    "padded to 16:9": ["-vf", "pad=ceil(ih*16/9/2)*2:ih:(ow-iw)/2:0:black"],
}


@dataclass
class Shelf:
    """What is stored."""

    store: Store
    index: PictureIndex
    settings: Settings
    videos: dict[str, Keyframes]
    times: dict[str, list[float]]


def edited(source: Path, options: Sequence[str], target: Path) -> Path:
    """Make an edit with ffmpeg."""
    command = ["ffmpeg", "-v", "error", "-y", "-i", str(source), "-an", *options, "-preset", "veryfast", str(target)]
    subprocess.run(command, check=True)
    return target


def ask(shelf: Shelf, video: Keyframes, without: str) -> tuple[list[VideoMatch], int]:
    """Return the matches of a video, and how many pairs of frames were compared."""
    questions = {q.frame or 0.0: q for q in questions_of_video(video, shelf.settings)}
    rough: list[FrameMatch] = []
    for at, question in questions.items():
        for each in shelf.index.candidates(question, 40):
            if each.frame is not None and each.sha256 != without:
                rough.append(candidate_match(at, each.sha256, each.frame, each.distance, each.votes))
    spans = spans_of(video)
    pairs = to_compare(match_videos(rough, spans, shelf.times))
    sure = []
    for at, question in questions.items():
        some = [pair for pair in pairs if pair.ours_at == at]
        prints = [
            restored(stored, shelf.videos[stored.sha256].media)
            for stored in shelf.store.prints_at([(pair.sha256, pair.theirs_at) for pair in some])
        ]
        for print_, found in zip(prints, compare(question, prints, shelf.settings), strict=True):
            if found is not None:
                sure.append(compared_match(print_.media.sha256, at, print_.frame or 0.0, found))
    return list(match_videos(sure, spans, shelf.times)), len(pairs)


def near_share(ours: Keyframes, theirs: Keyframes) -> float:
    """Return the share of the asked frames that have a stored frame within 31 bits (vPDQ)."""
    rows = [int(frame.pdq, 16) for frame in theirs.frames if frame.quality >= 50]
    near = [any((int(f.pdq, 16) ^ row).bit_count() <= 31 for row in rows) for f in ours.frames if f.quality >= 50]
    return sum(near) / max(1, len(near))


def report(shelf: Shelf, name: str, file: Path, want: str, without: str = "") -> bool:
    """Print one row and tell whether it is as it should be."""
    start = time.perf_counter()
    video = keyframes_of(file, shelf.settings)
    read = time.perf_counter() - start
    matches, pairs = ask(shelf, video, without)
    spent = time.perf_counter() - start
    right = [m for m in matches if m.sha256 == want]
    wrong = len(matches) - len(right)
    peer = max(near_share(video, shelf.videos[s]) for s in shelf.videos if s != without and (not want or s == want))
    said = f"{right[0].tier}, {right[0].frames} of {len(video.frames)}, weight {right[0].weight}" if right else "–"
    print(
        f"| {name} | {'found' if right else 'not found'} | {wrong} | {said} | {peer:.0%} | {pairs} | "
        f"{read:.1f} | {spent:.1f} | {60 * spent / max(video.seconds, 0.1):.0f} |"
    )
    if right:
        print(f"  {right[0].words}")
    for match in matches:
        if match.sha256 != want:
            print(f"  WRONG: {match.words} ({match.tier}, weight {match.weight})")
    return bool(right) == bool(want) and not wrong


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--original", default="chair-orig-22-sd-bar.mp4")
    parser.add_argument("--copies", default="chair")
    options = parser.parse_args()
    files = sorted(options.folder.glob("*.mp4"))
    original = options.folder / options.original
    strangers = [file for file in files if not file.name.startswith(options.copies)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = Settings(home=folder)
        store = open_store(f"sqlite:///{folder / 'store.db'}")
        shelf = Shelf(store, open_picture_index(folder / "index", store, words=4096), settings, {}, {})
        print("| stored | seconds | keyframes | kB of pictures | reading, × real time | prints, ms a frame |")
        print("|---|---|---|---|---|---|")
        names = {}
        for file in [original, *strangers]:
            start = time.perf_counter()
            video = keyframes_of(file, settings)
            read = time.perf_counter() - start
            prints = list(prints_of_video(video, settings))
            made = time.perf_counter() - start - read
            store.add_pictures([video.media], prints=[kept(p) for p in prints])
            shelf.videos[video.sha256] = video
            shelf.times[video.sha256] = [frame.at for frame in video.frames]
            names[file] = video.sha256
            size = sum(len(frame.jpeg) for frame in video.frames) // 1000
            print(
                f"| {file.name} | {video.seconds} | {len(video.frames)} | {size} | {video.seconds / read:.1f} | "
                f"{1000 * made / max(1, len(prints)):.0f} |"
            )
        shelf.index.catch_up()
        print(
            "\n| asked | result | wrong | evidence | vPDQ | pairs compared | reading s | all s | s a minute of video |"
        )
        print("|---|---|---|---|---|---|---|---|---|")
        good = []
        for file in files:
            if file != original and file not in strangers:
                good.append(report(shelf, file.stem, file, names[original]))
        for label, how in EDITS.items():
            try:
                file = edited(original, how, folder / "edit.mp4")
                good.append(report(shelf, label, file, names[original]))
            except (AscertainError, subprocess.CalledProcessError) as error:
                print(f"| {label} | {error} |")
                good.append(False)
        for file in strangers:
            good.append(report(shelf, f"unrelated: {file.stem}", file, "", names[file]))
            for label in ("crop to 80 %", "mirrored", "caption bar"):
                made_file = edited(file, EDITS[label], folder / "edit.mp4")
                good.append(report(shelf, f"unrelated: {file.stem}, {label}", made_file, "", names[file]))
        print(f"\n{sum(good)} of {len(good)} as they should be")
        store.close()


if __name__ == "__main__":
    main()
