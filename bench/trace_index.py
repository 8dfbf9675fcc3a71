"""How well and how fast the picture index finds candidates among 1,000, 100,000 and 1,000,000 pictures.

    python bench/trace_index.py PHOTOS_DIR FOLDER [--sizes 1000 100000 1000000] [--planted 60]

A few photographs are planted among made pictures. Their local features are crossed from those of the other
photographs: each takes three bits in four from one descriptor and the rest from one that is filed beside it, so that
common details stay common and rare ones rare; their hashes are random. Beyond 20,000 made pictures the index is filled
with copies of their segment whose features are crossed again, word by word, and merged as all segments are. Edited
copies of the planted photographs are
asked for. Beside the share whose original is among the candidates stands the share that a comparison with every
picture would find: those that agree with their original in at least eight places.

Times are of the processor, on one core, so that they hold on a busy machine too. FOLDER takes 8 GB for a while at a
million pictures and is left with 4 GB.
"""

from __future__ import annotations

import argparse
import io
import random
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, cast

import numpy as np
from edited_copies import EDITS, saved
from numpy.typing import NDArray
from PIL import Image

from ascertain.errors import AscertainError
from ascertain.settings import Settings
from ascertain.store import Print, PrintPart, Store
from ascertain.trace.features import LocalFeatures
from ascertain.trace.index import PictureIndex, catalogue, kept, open_picture_index, segment
from ascertain.trace.index.catalogue import Catalogue
from ascertain.trace.index.scanning import near
from ascertain.trace.index.segment import Segment
from ascertain.trace.index.words import Words, open_words
from ascertain.trace.limited import aligning
from ascertain.trace.prints import ENGINE, STORED_POINTS, Prints, Question, prints_of, question_of

ASKED = ("crop 50 %", "crop 25 %", "crop 12 %", "mirror, crop 50 %", "turn 15°, cut", "caption bar", "inset 40 %")
BASE = 20_000
LIMIT = 20
AGREEING = 8


class Made:
    """Stands in for a store: the planted prints at the first positions, then as many made ones as are asked for."""

    def __init__(self, planted: Sequence[Print], pool: Pool) -> None:
        self._planted, self._pool = planted, pool
        self.count = 0
        self.seconds = 0.0

    def prints_behind(self, position: int, limit: int, *, features: bool = True) -> list[Print]:
        """Return the next prints."""
        del features
        start = time.process_time()
        last = min(position + limit, self.count)
        found = [self._print(at) for at in range(position + 1, last + 1)]
        self.seconds += time.process_time() - start
        return found

    def _print(self, position: int) -> Print:
        return self._planted[position - 1] if position <= len(self._planted) else self._pool.made(position)

    def prints_standing(self, positions: Sequence[int]) -> set[int]:
        """Return all of them."""
        return set(positions)

    def print_count(self) -> int:
        """Return how many there are."""
        return self.count


class Pool:
    """Descriptors of photographs, in the order of the words they are filed under, and pictures made of them."""

    def __init__(self, features: Sequence[LocalFeatures], words: Words) -> None:
        descriptors = np.concatenate([f.descriptors for f in features])
        points = np.concatenate([f.points * np.array([640 / max(f.size)] * 3 + [1], np.float32) for f in features])
        self._size = (640, 640)
        order = np.argsort(words.nearest(descriptors)[:, 0], kind="stable")
        self._descriptors = np.ascontiguousarray(descriptors[order]).view(np.uint64)
        self._points = np.clip(points[order], 0, 639)
        place = np.empty(len(order), np.int64)
        place[order] = np.arange(len(order))
        ends = np.cumsum([len(f) for f in features])
        self._photos = [place[end - len(f) : end] for f, end in zip(features, ends.tolist(), strict=True)]
        dice = np.random.default_rng(1)
        bits = np.packbits(dice.random((4096, 256)) < 0.75, axis=1)
        self._masks = np.ascontiguousarray(bits).view(np.uint64)

    def made(self, position: int) -> Print:
        """Return the made picture of a position, always the same one."""
        dice = np.random.default_rng(position)
        photos = [self._photos[n] for n in dice.integers(0, len(self._photos), 4)]
        one = np.concatenate([dice.permutation(p)[: STORED_POINTS // 4] for p in photos])
        other = (one + dice.integers(1, 9, len(one))) % len(self._descriptors)
        mask = self._masks[dice.integers(0, len(self._masks), len(one))]
        crossed = (self._descriptors[one] & mask) | (self._descriptors[other] & ~mask)
        features = LocalFeatures(crossed.view(np.uint8), self._points[one], self._size)
        return Print(
            sha256=f"{position:064x}",
            frame=None,
            engine=ENGINE,
            parts=(PrintPart("whole", dice.bytes(32), 100),),
            features=features.to_bytes(),
            position=position,
        )


@dataclass
class Asking:
    """What asking cost and found, at one size."""

    pictures: int
    milliseconds: list[float] = field(default_factory=list)
    found: dict[str, list[bool]] = field(default_factory=dict)
    first: dict[str, list[bool]] = field(default_factory=dict)
    seconds: float = 0.0
    size: int = 0
    scan: dict[int, float] = field(default_factory=dict)


def read_photos(folder: Path) -> list[bytes]:
    """Return the photographs' bytes in a fixed, mixed order."""
    files = sorted(p for p in folder.rglob("*") if p.suffix.lower() in {".jpg", ".jpeg", ".png", ".webp"})
    random.Random(3).shuffle(files)
    return [p.read_bytes() for p in files]


def printed(photos: Sequence[bytes], settings: Settings) -> Iterator[Prints]:
    """Yield the prints of the photographs that can be read."""
    for data in photos:
        try:
            yield prints_of(data, settings)[0]
        except AscertainError:
            continue


def questions(
    photos: Sequence[bytes], others: Sequence[bytes], settings: Settings
) -> Iterator[tuple[int, str, Question]]:
    """Yield the number of a photograph, an edit, and the edited photograph as it is asked about."""
    opened = [Image.open(io.BytesIO(data)).convert("RGB") for data in others[:12]]
    for number, data in enumerate(photos):
        image = Image.open(io.BytesIO(data)).convert("RGB")
        for name in ASKED:
            dice = random.Random(f"{number} {name}")
            mates = dice.sample(opened, 4)
            yield number, name, question_of(saved(EDITS[name](image, dice, mates), 75), settings)[0]


def agreeing(question: Question, prints: Prints) -> int:
    """Return in how many places an asked picture and its original agree, as the comparison of two pictures counts."""
    asked = aligning.Asked(_plain(question.features), _plain(question.mirrored))
    laid = aligning.align(asked, _plain(prints.features))
    return 0 if laid is None else laid.inliers


def _plain(features: LocalFeatures) -> aligning.Features:
    return aligning.Features(features.descriptors, features.points.astype(np.float64), features.size)


def fill(folder: Path, size: int, planted: int) -> None:
    """Fill an index of ``BASE`` made pictures up to ``size`` with copies that are crossed again."""
    (name,) = catalogue.read(folder / "catalogue.json").segments[:1]
    every = segment.read(folder / name)
    number = np.arange(len(every))
    own = folder / "base"
    shutil.rmtree(own, ignore_errors=True)
    made = number < min(BASE + planted, len(every))
    segment.merge(own, [every], [made & (number >= planted)], rare=True)
    base = segment.read(own)
    parts = [segment.read(folder / name)]
    for turn in range(1 + (size - len(every) - 1) // len(base)):
        aside = folder / f"aside-{turn}"
        shutil.rmtree(aside, ignore_errors=True)
        segment.write(aside, crossed(base, turn, len(every) + turn * len(base)))
        parts.append(segment.read(aside))
    keep = [np.ones(len(part), np.bool_) for part in parts]
    keep[-1][len(base) - (sum(map(len, parts)) - size) :] = False
    segment.merge(folder / f"segment-1-{size}", parts, keep, rare=True)
    catalogue.write(folder / "catalogue.json", Catalogue((f"segment-1-{size}",), size))
    for aside in (own, folder / name, *folder.glob("aside-*")):
        shutil.rmtree(aside)


def crossed(base: Segment, turn: int, behind: int) -> dict[str, NDArray[Any]]:
    """Return a copy of a segment for other pictures: a quarter of each signature from another one of its word."""
    dice = np.random.default_rng(turn)
    sizes = np.diff(base.start)
    first, size = np.repeat(base.start[:-1], sizes), np.repeat(sizes, sizes)
    at = np.arange(len(first))
    other = first + (at - first + 1 + (dice.random(len(first)) * (size - 1)).astype(np.int64)) % size
    mask = dice.integers(0, 1 << 64, len(first), np.uint64) | dice.integers(0, 1 << 64, len(first), np.uint64)
    return {
        "position": np.arange(len(base)) + behind + 1,
        "sha256": dice.integers(0, 256, (len(base), 32), np.uint8),
        "frame": base.frame,
        "hash": dice.integers(0, 256, base.hash.shape, np.uint8),
        "hash_owner": base.hash_owner,
        "word": base.word,
        "start": base.start,
        "signature": (base.signature & mask) | (base.signature[other] & ~mask),
        "owner": base.owner,
        "geometry": base.geometry,
    }


def ask(index: PictureIndex, asked: Sequence[tuple[int, str, Question]], originals: Sequence[Prints]) -> Asking:
    """Ask for every edited photograph and return what was found, and how long it took."""
    result = Asking(len(index))
    for _, _, question in asked[:5]:
        index.candidates(question, LIMIT)  # what is mapped into memory is read from disk once
    for number, name, question in asked:
        start = time.process_time()
        found = [c.sha256 for c in index.candidates(question, LIMIT)]
        result.milliseconds.append((time.process_time() - start) * 1000)
        result.found.setdefault(name, []).append(originals[number].media.sha256 in found)
        result.first.setdefault(name, []).append(originals[number].media.sha256 in found[:1])
    return result


def scans(rows: NDArray[np.uint8]) -> dict[int, float]:
    """Return milliseconds in which 1, 8 and 40 hashes are compared with all rows, the fastest of five."""
    dice = np.random.default_rng(5)
    asked = dice.integers(0, 256, (40, 32), dtype=np.uint8)
    return {n: 1000 * min(_timed(partial(near, asked[:n], rows, 63)) for _ in range(5)) for n in (1, 8, 40)}


def bandwidth() -> float:
    """Return gigabytes a second at which this processor adds up numbers that lie in memory, the fastest of five."""
    numbers = np.ones(32_000_000, np.uint64)
    return numbers.nbytes / min(_timed(numbers.sum) for _ in range(5)) / 1e9


def _timed(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return time.process_time() - start


def size_of(folder: Path) -> int:
    """Return the bytes of an index on disk, without its vocabulary."""
    return sum(p.stat().st_size for p in folder.glob("segment-*/*"))


def main() -> None:
    """Build, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("photos", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 100_000, 1_000_000])
    parser.add_argument("--planted", type=int, default=60)
    options = parser.parse_args()
    settings = Settings()
    options.folder.mkdir(parents=True, exist_ok=True)
    photos = read_photos(options.photos)
    planted = photos[: options.planted]
    originals = list(printed(planted, settings))
    words = Words(open_words(options.folder / "words.npy"))
    background: list[LocalFeatures] = []
    for data in photos[options.planted + 12 :]:
        question = question_of(data, settings)[0]
        background += [f for f in (question.features, question.mirrored) if len(f) >= STORED_POINTS // 2]
    pool = Pool(background, words)
    rows = [replace(kept(p), position=n) for n, p in enumerate(originals, 1)]
    asked = list(questions(planted, photos[options.planted :], settings))
    would = exhaustive(asked, originals)
    store = Made(rows, pool)
    index = open_picture_index(options.folder, cast(Store, store))
    results = []
    for size in options.sizes:
        store.seconds, before = 0.0, len(index)
        start = time.process_time()
        store.count = min(size, BASE + len(rows))
        added = index.catch_up(lambda done, total: print(f"  {done:,} of {total:,}", end="\r", flush=True))
        seconds = time.process_time() - start - store.seconds
        if size > store.count:
            start = time.process_time()
            fill(options.folder, size, len(rows))
            print(f"  filled and merged in {time.process_time() - start:.0f} s of one core", flush=True)
        result = ask(index, asked, originals)
        result.seconds = seconds / max(1, added) * 1000
        result.size = size_of(options.folder)
        results.append(result)
        report(result, would, added=len(index) - before)
    hashes = np.random.default_rng(6).integers(0, 256, (1_000_000, 32), dtype=np.uint8)
    rate = bandwidth()
    bound = hashes.nbytes / rate / 1e6
    print(f"\nHashes, a million rows of 32 bytes (read at {rate:.1f} GB/s they take {bound:.1f} ms)")
    for count, taken in scans(hashes).items():
        print(f"  {count:2} asked at once: {taken:6.1f} ms, {taken / bound:5.1f} times that")
    plot(results)


def exhaustive(asked: Sequence[tuple[int, str, Question]], originals: Sequence[Prints]) -> dict[str, list[bool]]:
    """Return for each edit which photographs a comparison with every picture would find."""
    found: dict[str, list[bool]] = {}
    for number, name, question in asked:
        found.setdefault(name, []).append(agreeing(question, originals[number]) >= AGREEING)
    return found


def share(found: Sequence[bool]) -> str:
    """Return a share as per cent."""
    return f"{100 * sum(found) / max(1, len(found)):5.1f}"


def report(result: Asking, would: dict[str, list[bool]], *, added: int) -> None:
    """Print what one size came to."""
    p50, p95 = np.percentile(result.milliseconds, [50, 95])
    print(f"\n{result.pictures:,} pictures: asked in {p50:.0f} ms (p50), {p95:.0f} ms (p95)", end="")
    print(f"; {result.size / max(1, result.pictures):,.0f} bytes a picture", end="")
    print(f"; {result.seconds:.2f} ms to take one in ({added:,} taken in)")
    print(f"  {'edit':20} {'found':>6} {'first':>6} {'all compared':>13} {'of those found':>15}")
    for name, found in result.found.items():
        both = [f for f, w in zip(found, would[name], strict=True) if w]
        print(
            f"  {name:20} {share(found):>6} {share(result.first[name]):>6} {share(would[name]):>13} {share(both):>15}"
        )
    every = [f for found in result.found.values() for f in found]
    possible = [w for found in would.values() for w in found]
    both = [f for f, w in zip(every, possible, strict=True) if w]
    print(f"  {'all':20} {share(every):>6} {'':6} {share(possible):>13} {share(both):>15}")


def plot(results: Sequence[Asking]) -> None:
    """Print asking times as bars."""
    print()
    most = max(np.percentile(r.milliseconds, 95) for r in results)
    for result in results:
        p50, p95 = np.percentile(result.milliseconds, [50, 95])
        bar = "█" * max(1, round(40 * p50 / most)) + "░" * round(40 * (p95 - p50) / most)
        print(f"{result.pictures:>10,} {bar} {p50:.0f} ms, 95 % below {p95:.0f} ms")


if __name__ == "__main__":
    main()
