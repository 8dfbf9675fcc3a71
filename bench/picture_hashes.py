"""How fast pictures are fingerprinted, and how fast near hashes are found.

    python bench/picture_hashes.py PHOTOS_DIR [--photos 200]

Reports fingerprints per second through the limited worker and in this process without it, how far PDQ moves under
edits of the photographs, and ``HashIndex.near`` at 1,000, 100,000 and 1,000,000 synthetic hashes against a plain scan
with numpy's popcount, whose answers must be the same.
"""

from __future__ import annotations

import argparse
import io
import time
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path
from statistics import median

import numpy as np
from PIL import Image

from ascertain.errors import AscertainError
from ascertain.settings import Settings
from ascertain.trace import HashIndex, fingerprint, thumbnail
from ascertain.trace.decoding import answer
from ascertain.trace.hashes import distance
from ascertain.trace.mediatype import DECODERS, media_type
from ascertain.trace.thresholds import GOOD_QUALITY, PROBABLE_BITS, SAME_BITS


def jpeg(image: Image.Image, quality: int = 85) -> bytes:
    """Return the picture as JPEG."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


EDITS: dict[str, Callable[[Image.Image], bytes]] = {
    "JPEG quality 20": lambda image: jpeg(image, 20),
    "half size": lambda image: jpeg(image.resize((image.width // 2, image.height // 2))),
    "quarter size": lambda image: jpeg(image.resize((image.width // 4, image.height // 4))),
    "three times the size": lambda image: jpeg(image.resize((image.width * 3, image.height * 3))),
    "grey": lambda image: jpeg(image.convert("L")),
    "crop to 95 % a side": lambda image: jpeg(_cropped(image, 0.95)),
    "crop to 75 % a side": lambda image: jpeg(_cropped(image, 0.75)),
}


def _cropped(image: Image.Image, share: float) -> Image.Image:
    width, height = int(image.width * share), int(image.height * share)
    left, top = (image.width - width) // 2, (image.height - height) // 2
    return image.crop((left, top, left + width, top + height))


def per_second(act: Callable[[bytes], object], pictures: Sequence[bytes]) -> float:
    """Return how many pictures a second an action handles."""
    start = time.perf_counter()
    for data in pictures:
        act(data)
    return len(pictures) / (time.perf_counter() - start)


def speed(pictures: Sequence[bytes], settings: Settings) -> None:
    """Print fingerprints and thumbnails per second, with and without the worker."""
    start = time.perf_counter()
    fingerprint(pictures[0], settings)
    print(f"worker start and first picture: {time.perf_counter() - start:.2f} s")

    def unguarded(data: bytes) -> object:
        request = {"task": "fingerprint", "decoder": DECODERS[media_type(data)], "pixels": settings.image_pixels}
        return answer(request, data)

    print(f"fingerprint, limited worker: {per_second(lambda d: fingerprint(d, settings), pictures):.0f}/s")
    spent = time.process_time()
    print(f"fingerprint, this process:   {per_second(unguarded, pictures):.0f}/s", end=", ")
    print(f"{1000 * (time.process_time() - spent) / len(pictures):.1f} ms of processor time each")
    print(f"thumbnail, limited worker:   {per_second(lambda d: thumbnail(d, settings), pictures):.0f}/s")


def edits(pictures: Sequence[bytes], settings: Settings) -> None:
    """Print how many bits PDQ moves under each edit, and how near different photographs come."""
    good = [(data, m) for data in pictures if (m := fingerprint(data, settings)).pdq_quality >= GOOD_QUALITY]
    print(f"{len(good)} of {len(pictures)} photographs have quality {GOOD_QUALITY} or better")
    print("| edit | median bits | 95 % | most | same image | probable or better |\n|---|---|---|---|---|---|")
    for name, edit in EDITS.items():
        moved = [
            distance(m.pdq, fingerprint(edit(Image.open(io.BytesIO(data)).convert("RGB")), settings).pdq)
            for data, m in good
        ]
        same, probable = (np.mean([bits <= limit for bits in moved]) for limit in (SAME_BITS, PROBABLE_BITS))
        high = np.percentile(moved, 95)
        print(f"| {name} | {median(moved):.0f} | {high:.0f} | {max(moved)} | {same:.1%} | {probable:.1%} |")
    apart = [distance(one.pdq, other.pdq) for (_, one), (_, other) in combinations(good, 2)]
    wrong = sum(bits <= PROBABLE_BITS for bits in apart)
    print(f"different photographs: {len(apart):,} pairs, nearest {min(apart)} bits, {wrong} within {PROBABLE_BITS}")


def search(count: int) -> None:
    """Print the time of ``near`` and of a plain scan over ``count`` hashes, of which a few are close to the query."""
    dice = np.random.default_rng(count)
    rows = dice.integers(0, 256, (count, 32), dtype=np.uint8)
    queries = rows[dice.choice(count, 20)]
    for query in queries:
        for bits in (5, 31, 63):
            row = np.unpackbits(query)
            row[dice.choice(256, bits, replace=False)] ^= 1
            rows[dice.integers(count)] = np.packbits(row)
    names = [f"{at:064x}" for at in range(count)]
    start = time.perf_counter()
    index = HashIndex(zip(names, (row.tobytes().hex() for row in rows), strict=True))
    built = time.perf_counter() - start

    def scan(query: str) -> list[tuple[str, int]]:
        ours = np.frombuffer(bytes.fromhex(query), dtype=np.uint8).view(np.uint64)
        away = np.bitwise_count(rows.view(np.uint64) ^ ours).sum(axis=1)
        found = np.flatnonzero(away <= PROBABLE_BITS)
        return sorted(((names[at], int(away[at])) for at in found), key=lambda hit: (hit[1], hit[0]))

    took: dict[str, list[float]] = {"near": [], "scan": []}
    for query in (row.tobytes().hex() for row in queries):
        answers = []
        for name, act in (("near", index.near), ("scan", scan)):
            start = time.perf_counter()
            answers.append(act(query))
            took[name].append(1000 * (time.perf_counter() - start))
        if answers[0] != answers[1]:
            raise AssertionError("the index and the plain scan differ")
    near, plain = (median(times) for times in took.values())
    print(f"| {count:,} | {built:.2f} s | {near:.2f} ms | {plain:.2f} ms |")


def main() -> None:
    """Run the measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("photos", type=Path, metavar="PHOTOS_DIR")
    parser.add_argument("--photos", type=int, default=200, dest="count", help="how many photographs to read")
    options = parser.parse_args()
    settings = Settings()
    pictures = []
    for path in sorted(options.photos.rglob("*"))[:: max(1, len(list(options.photos.rglob("*"))) // options.count)]:
        data = path.read_bytes() if path.is_file() else b""
        try:
            media_type(data)
        except AscertainError as error:
            print(f"left out {path.name}: {error.message}")
        else:
            pictures.append(data)
    if not pictures:
        parser.error(f"{options.photos} holds no pictures")
    speed(pictures, settings)
    edits(pictures, settings)
    print("| hashes | building | near() median | numpy popcount scan |\n|---|---|---|---|")
    for count in (1000, 100_000, 1_000_000):
        search(count)


if __name__ == "__main__":
    main()
