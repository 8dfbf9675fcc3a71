"""Find edited copies of photographs: PDQ, pHash, dHash and ``trace``, in one run.

    python bench/trace.py PHOTOS_DIR [--originals 200] [--absent 100] [--half report] [--quick]

Each of the originals, and of photographs that are not in the index, is edited in thirty ways; every system looks each
copy up among all other photographs of the folder. R@1: the original comes first. R@0.1 %: it comes first with a score
above that of 99.9 % of the copies of absent photographs. µAP: micro average precision over all copies. The
originals are split in halves: thresholds were set on ``fit``, figures are reported on ``report``.

Then photographs are compared with others that show the same scene, and times and sizes are printed. pHash and dHash
(64 bits) are written here after Zauner (2010) and Krawetz (2013).
"""

from __future__ import annotations

import argparse
import io
import random
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from edited_copies import EDITS, saved
from numpy.typing import NDArray
from PIL import Image

from ascertain.errors import AscertainError
from ascertain.settings import Settings
from ascertain.store import open_store
from ascertain.trace.comparing import Comparison, compare
from ascertain.trace.decoding import answer
from ascertain.trace.index import kept, open_picture_index
from ascertain.trace.prints import Question, prints_of, question_of

SYSTEMS = ("PDQ", "pHash", "dHash", "PDQ, turned, parts", "trace, first look", "trace")


def phash(image: Image.Image) -> int:
    """Return 64 bits: signs of low frequencies of the cosine transform of 32 × 32 pixels, against their median."""
    import cv2

    small = np.asarray(image.convert("L").resize((32, 32), Image.Resampling.LANCZOS)).astype(np.float64)
    low = cv2.dct(small)[:8, :8].ravel()
    return int.from_bytes(np.packbits(low > np.median(low)).tobytes(), "big")


def dhash(image: Image.Image) -> int:
    """Return 64 bits: which of neighbouring pixels of 9 × 8 is brighter."""
    small = np.asarray(image.convert("L").resize((9, 8), Image.Resampling.LANCZOS)).astype(np.int16)
    return int.from_bytes(np.packbits(small[:, 1:] > small[:, :-1]).tobytes(), "big")


@dataclass
class Asked:
    """One edited copy: what it was made of, and what each system said: its first answer and score."""

    edit: str
    right: int | None
    said: dict[str, tuple[int | None, float]] = field(default_factory=dict)
    tier: str = ""
    candidate: bool = False


def nearest(rows: NDArray[np.uint64], of: NDArray[np.int64], queries: Sequence[int], words: int) -> tuple[int, float]:
    """Return the nearest stored picture and the score, the negative distance."""
    best = (0, -1e9)
    for query in queries:
        ours = np.frombuffer(query.to_bytes(8 * words, "big"), dtype=">u8").astype(np.uint64)
        away = np.bitwise_count(rows ^ ours).sum(axis=1)
        at = int(away.argmin())
        if -float(away[at]) > best[1]:
            best = int(of[at]), -float(away[at])
    return best


def matrix(hashes: Iterable[int], words: int) -> NDArray[np.uint64]:
    """Return hashes as rows of 64-bit words."""
    data = b"".join(h.to_bytes(8 * words, "big") for h in hashes)
    return np.frombuffer(data, dtype=">u8").astype(np.uint64).reshape(-1, words)


class Bench:
    """All photographs of the index, as every system keeps them."""

    def __init__(self, paths: Sequence[Path], settings: Settings) -> None:
        self.paths, self.settings = paths, settings
        self.stored = [prints_of(path.read_bytes(), settings)[0] for path in paths]
        images = [Image.open(path).convert("RGB") for path in paths]
        self.whole = matrix((int(p.parts[0].pdq, 16) for p in self.stored), 4)
        self.every = np.arange(len(paths))
        self.parts = matrix((int(part.pdq, 16) for p in self.stored for part in p.parts), 4)
        self.part_of = np.repeat(self.every, [len(p.parts) for p in self.stored])
        self.plain = {"pHash": matrix(map(phash, images), 1), "dHash": matrix(map(dhash, images), 1)}
        self.place = {p.media.sha256: at for at, p in enumerate(self.stored)}
        self.folder = TemporaryDirectory()
        store = open_store(f"sqlite:///{self.folder.name}/bench.db")
        store.add_pictures([p.media for p in self.stored], prints=[kept(p) for p in self.stored])
        self.index = open_picture_index(Path(self.folder.name) / "index", store)
        self.index.catch_up()
        self.took: Counter[str] = Counter()

    def ask(self, data: bytes, edit: str, right: int | None, limit: int, deep: bool) -> Asked:
        """Return what every system says of one copy."""
        asked = Asked(edit, right)
        image = Image.open(io.BytesIO(data)).convert("RGB")
        for name, hashed in (("pHash", phash), ("dHash", dhash)):
            asked.said[name] = nearest(self.plain[name], self.every, [hashed(image)], 1)
        question, found = self.trace(data, limit, deep=False)
        best = max(found, key=lambda f: f[1].score, default=None)
        asked.said["trace, first look"] = (best[0], best[1].score) if best else (None, 0.0)
        if deep and not any(c.tier in {"same image", "probable"} for _, c in found):
            _, again = self.trace(data, limit, deep=True)
            found += again
        asked.said["PDQ"] = nearest(self.whole, self.every, [int(question.parts[0].pdqs[0], 16)], 4)
        turned = [int(pdq, 16) for part in question.parts if part.quality >= 50 for pdq in part.pdqs]
        asked.said["PDQ, turned, parts"] = nearest(self.parts, self.part_of, turned, 4)
        asked.candidate = right in self.last
        best = max(found, key=lambda f: f[1].score, default=None)
        asked.said["trace"] = (best[0], best[1].score) if best else (None, 0.0)
        asked.tier = best[1].tier if best else "nothing"
        return asked

    def trace(self, data: bytes, limit: int, *, deep: bool) -> tuple[Question, list[tuple[int, Comparison]]]:
        """Return the question and every stored picture that is something to it."""
        start = time.perf_counter()
        question = question_of(data, self.settings, deep=deep)[0]
        asked = time.perf_counter()
        self.last = [self.place[c.sha256] for c in self.index.candidates(question, limit)]
        looked = time.perf_counter()
        found = compare(question, [self.stored[at] for at in self.last], self.settings)
        self.took["question"] += int(1e6 * (asked - start))
        self.took["candidates"] += int(1e6 * (looked - asked))
        self.took["comparison"] += int(1e6 * (time.perf_counter() - looked))
        self.took["number"] += 1
        return question, [(at, c) for at, c in zip(self.last, found, strict=True) if c]


def measures(asked: Sequence[Asked], absent: Sequence[Asked], system: str) -> tuple[float, float, float]:
    """Return recall of the first answer, the same above the score of 99.9 % of absent ones, and µAP."""
    wrong = sorted((a.said[system][1] for a in absent), reverse=True)
    limit = wrong[len(wrong) // 1000] if wrong else -1e9
    right = [a.said[system][0] == a.right for a in asked]
    strict = [r and a.said[system][1] > limit for r, a in zip(right, asked, strict=True)]
    answers = sorted([*asked, *absent], key=lambda a: -a.said[system][1])
    good, area = 0, 0.0
    for at, a in enumerate(answers, 1):
        if a.right is not None and a.said[system][0] == a.right:
            good += 1
            area += good / at
    return float(np.mean(right)), float(np.mean(strict)), area / max(1, len(asked))


def table(asked: Sequence[Asked], absent: Sequence[Asked]) -> None:
    """Print R@1 / R@0.1 % of each system by edit, then overall with µAP."""
    print("| edit | " + " | ".join(SYSTEMS) + " | candidate | same image | probable |")
    print("|---|" + "---|" * (len(SYSTEMS) + 3))
    limits = {}
    for name in SYSTEMS:
        reached = sorted((a.said[name][1] for a in absent), reverse=True)
        limits[name] = reached[len(reached) // 1000] if reached else -1e9
    for edit in [*EDITS, "all"]:
        some = [a for a in asked if edit in ("all", a.edit)]
        row = []
        for name in SYSTEMS:
            right = [a.said[name][0] == a.right for a in some]
            strict = [r and a.said[name][1] > limits[name] for r, a in zip(right, some, strict=True)]
            row.append(f"{100 * np.mean(right):.0f} / {100 * np.mean(strict):.0f}")
        share = 100 * np.mean([a.candidate for a in some])
        tiers = [
            100 * np.mean([a.tier == t and a.said["trace"][0] == a.right for a in some])
            for t in ("same image", "probable")
        ]
        print(f"| {edit} | " + " | ".join(row) + f" | {share:.0f} | {tiers[0]:.0f} | {tiers[1]:.0f} |")
    for name in SYSTEMS:
        first, strict_, area = measures(asked, absent, name)
        words = f"score that absent ones reach {limits[name]:.3f}"
        print(f"{name}: R@1 {first:.1%}, R@0.1 % {strict_:.1%}, µAP {area:.3f}, {words}")
    for (edit, tier), times in Counter(
        (a.edit, a.tier) for a in absent if a.tier in {"same image", "probable"}
    ).items():
        print(f"  absent, but {tier}: {edit}, {times} times")
    print("copies of absent photographs:", dict(Counter(a.tier for a in absent)), f"of {len(absent):,}")


def same_scene(bench: Bench, count: int, limit: int, scene: str) -> None:
    """Print what photographs of one scene, and variants of one picture, are called."""
    tiers: Counter[str] = Counter()
    named = []
    places = [at for at, path in enumerate(bench.paths) if path.name.startswith(scene)]
    random.Random(5).shuffle(places)
    for at in places[:count]:
        _, found = bench.trace(saved(Image.open(bench.paths[at]), 90), limit, deep=False)
        for other, c in found:
            if other != at:
                tiers[c.tier] += 1
                if c.tier == "same image":
                    said = {f.name: round(f.value, 3) for f in c.features}
                    named.append((bench.paths[at].name, bench.paths[other].name, said))
    print(f"{min(count, len(places))} photographs of shared scenes as they are, against others: {dict(tiers)}")
    for line in named:
        print("  called the same image:", *line)


def costs(paths: Sequence[Path], settings: Settings) -> None:
    """Print processor time and bytes of prints, without the worker around it."""
    request = {"decoder": "JPEG", "pixels": settings.image_pixels, "cpu": 1e9, "frames": 16}
    data = [path.read_bytes() for path in paths]
    for task, count in (("prints", 500), ("question", 1000)):
        answer({**request, "task": task, "points": count}, data[0])
        start = time.process_time()
        for picture in data:
            answer({**request, "task": task, "points": count}, picture)
        spent = (time.process_time() - start) / len(data)
        print(f"{task}: {1000 * spent:.1f} ms of processor time, {1 / spent:.0f} a second and core")
    prints = [prints_of(picture, settings)[0] for picture in data]
    sizes = [np.mean([len(p.features.to_bytes()) for p in prints]), np.mean([len(p.thumb) for p in prints])]
    parts = np.mean([len(p.parts) for p in prints])
    print(f"bytes a picture: features {sizes[0]:,.0f}, thumb {sizes[1]:,.0f}, {parts:.2f} hashes of 33")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("photos", type=Path, metavar="PHOTOS_DIR")
    parser.add_argument("--originals", type=int, default=200)
    parser.add_argument("--absent", type=int, default=100, help="photographs that are not in the index")
    parser.add_argument("--half", choices=["fit", "report", "both"], default="both")
    parser.add_argument("--edit", action="append", choices=list(EDITS), help="only these edits")
    parser.add_argument("--limit", type=int, default=12, help="candidates that are compared")
    parser.add_argument("--scene", default="groc", help="how names of photographs of shared scenes begin")
    parser.add_argument("--scenes", type=int, default=200, help="photographs for the test of scenes")
    parser.add_argument("--shallow", action="store_true", help="never look a second time with more details")
    parser.add_argument("--quick", action="store_true", help="20 originals, 10 absent ones, 40 scenes")
    options = parser.parse_args()
    if options.quick:
        options.originals, options.absent, options.scenes = 20, 10, 40
    settings = Settings()
    paths = sorted(options.photos.glob("*.jpg"))
    random.Random(1).shuffle(paths)
    # Backgrounds and neighbours in collages are in no index, and like the absent ones they show no scene that is: what
    # is found in a copy of an absent photograph would otherwise be found rightly.
    alone = [path for path in paths if not path.name.startswith(options.scene)]
    reserve, absent = alone[:24], alone[24 : 24 + options.absent]
    paths = [path for path in paths if path not in {*reserve, *absent}]
    others = [Image.open(path).convert("RGB") for path in reserve]
    start = time.perf_counter()
    bench = Bench(paths, settings)
    print(f"{len(paths)} photographs in the index after {time.perf_counter() - start:.0f} s")

    def ask_all(originals: Sequence[tuple[int | None, Path]]) -> list[Asked]:
        found = []
        for right, path in originals:
            image = Image.open(path).convert("RGB")
            for edit in options.edit or EDITS:
                dice = random.Random(f"{path.name} {edit}")
                data = saved(EDITS[edit](image, dice, others))
                try:
                    found.append(bench.ask(data, edit, right, options.limit, not options.shallow))
                except AscertainError as error:  # a machine that stood still must not cost the run; it is counted
                    print(f"left out: {path.name}, {edit}: {error}")
        return found

    halves = {"fit": [0], "report": [1], "both": [0, 1]}[options.half]
    originals = [(at, path) for at, path in enumerate(paths[: options.originals]) if at % 2 in halves]
    missing = [(None, path) for at, path in enumerate(absent) if at % 2 in halves]
    table(ask_all(originals), ask_all(missing))
    number = bench.took.pop("number")
    print("ms a copy:", {name: round(spent / number / 1000, 1) for name, spent in bench.took.items()})
    same_scene(bench, options.scenes, options.limit, options.scene)
    costs(paths[:60], settings)


if __name__ == "__main__":
    main()
