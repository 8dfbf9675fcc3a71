"""The index of pictures in a folder: kept up with the store, asked for candidates."""

from __future__ import annotations

import secrets
import shutil
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ascertain.errors import Invalid, Unavailable
from ascertain.search.locking import WriteLock
from ascertain.trace.index import building, catalogue, scanning, segment, voting
from ascertain.trace.index.candidates import Candidate
from ascertain.trace.index.catalogue import Catalogue
from ascertain.trace.index.segment import Segment
from ascertain.trace.index.words import COUNT, Words, open_words
from ascertain.trace.thresholds import GOOD_QUALITY, PROBABLE_BITS

if TYPE_CHECKING:
    from ascertain.store import Print, Store
    from ascertain.trace.prints import Question

Progress = Callable[[int, int], None]
"""Called with how many prints are in the index and how many there are to be."""

_READ = 500
_SEGMENT = 5000  # prints: 300 MB while they are sorted
_RATIO = 8  # so a million prints lie in five segments, and each was written about twenty times
_ALL_FEATURES = 20_000  # prints up to which a segment carries every stored feature
_TRIES = 5


def open_picture_index(folder: Path, store: Store, *, words: int = COUNT) -> PictureIndex:
    """Return the index of the store's pictures in ``folder``, which may be missing or empty.

    ``words`` is the size of the vocabulary of a new index; fewer words are drawn faster and tell less apart.
    """
    return PictureIndex(folder, store, words=words)


class PictureIndex:
    """Finds stored pictures that may be the same as one that is asked about.

    All of it is derived from the store and can be made again. Any number of threads and processes may read while one
    writes; who is killed while writing leaves the state before.
    """

    def __init__(self, folder: Path, store: Store, *, words: int = COUNT) -> None:
        self._folder, self._store, self._word_count = folder, store, words
        self._catalogue_file = folder / "catalogue.json"
        self._writing = WriteLock(folder / "lock", "the picture index", "ASCERTAIN_HOME")
        self._reading = threading.Lock()
        self._open: dict[str, Segment] = {}
        self._words: Words | None = None

    def __len__(self) -> int:
        """Return how many prints are in the index, those included that have gone from the store meanwhile."""
        return sum(len(each) for each in self._segments())

    def catch_up(self, progress: Progress | None = None) -> int:
        """Take in what the store has got since, and return how many prints that was; quick when it was nothing."""
        known = catalogue.read(self._catalogue_file)
        if not self._store.prints_behind(known.position, 1, features=False):
            return 0
        with self._writing.held():
            return self._follow(self._catalogue_file, progress)

    def rebuild(self, progress: Progress | None = None) -> int:
        """Make the index again from the store and return how many prints it holds; until then the old one answers."""
        with self._writing.held():
            aside = self._folder / "rebuilding.json"
            aside.unlink(missing_ok=True)
            done = self._follow(aside, progress)
            if not aside.exists():
                catalogue.write(aside, Catalogue())
            aside.replace(self._catalogue_file)
            self._sweep(self._catalogue_file)
            return done

    def candidates(self, question: Question, limit: int = 20) -> list[Candidate]:
        """Return the stored pictures and frames that may show the same, at most ``limit`` and those near by hash.

        Every one within 63 bits of a hash of good quality is among them; the rest are those for which most local
        features vote. What has gone from the store is left out. They are to be compared, nearest hash first.
        """
        segments = self._segments()
        base = np.concatenate(([0], np.cumsum([len(each) for each in segments]))).astype(np.int64)
        distances = self._by_hash(question, segments, base)
        votes = self._by_features(question, segments, base, limit)
        return self._standing(distances, votes, segments, base, limit)

    def _by_hash(self, question: Question, segments: Sequence[Segment], base: NDArray[np.int64]) -> dict[int, int]:
        rows = [bytes.fromhex(pdq) for part in question.parts if part.quality >= GOOD_QUALITY for pdq in part.pdqs]
        asked = np.frombuffer(b"".join(dict.fromkeys(rows)), np.uint8).reshape(-1, 32)
        found: dict[int, int] = {}
        for first, each in zip(base.tolist(), segments, strict=False):
            _, row, away = scanning.near(asked, each.hash, PROBABLE_BITS)
            for owner, bits in zip((each.hash_owner[row] + first).tolist(), away.tolist(), strict=True):
                found[owner] = min(bits, found.get(owner, bits))
        return found

    def _by_features(
        self, question: Question, segments: Sequence[Segment], base: NDArray[np.int64], limit: int
    ) -> dict[int, float]:
        if not segments or not len(question.features) + len(question.mirrored):
            return {}
        asked = voting.ask(self._vocabulary(), question.features, question.mirrored)
        found = []
        for first, each in zip(base.tolist(), segments, strict=False):
            hits = voting.hits(asked, each)
            found.append(voting.Hits(hits.asked, hits.owner + first, hits.geometry, hits.away))
        return dict(voting.count(asked, found, int(base[-1]), 2 * limit))

    def _standing(
        self,
        distances: dict[int, int],
        votes: dict[int, float],
        segments: Sequence[Segment],
        base: NDArray[np.int64],
        limit: int,
    ) -> list[Candidate]:
        owners = sorted({**distances, **votes}, key=lambda o: (distances.get(o, 256), -votes.get(o, 0.0), o))
        rows = {}
        for owner in owners:
            at = int(np.searchsorted(base, owner, side="right")) - 1
            each, number = segments[at], owner - int(base[at])
            rows[owner] = (int(each.position[number]), bytes(each.sha256[number]).hex(), int(each.frame[number]))
        standing = self._store.prints_standing([position for position, _, _ in rows.values()])
        found: list[Candidate] = []
        for owner in owners:
            position, sha256, frame = rows[owner]
            if position not in standing or (len(found) >= limit and owner not in distances):
                continue
            via = "both" if owner in distances and owner in votes else "hash" if owner in distances else "features"
            at_second = None if frame < 0 else frame / 1000
            found.append(Candidate(sha256, at_second, distances.get(owner), round(votes.get(owner, 0.0), 3), via))
        return found

    def _segments(self) -> list[Segment]:
        """Return the segments of the present catalogue, opened once."""
        with self._reading:
            for _ in range(_TRIES):
                names = catalogue.read(self._catalogue_file).segments
                try:
                    self._open = {name: self._open.get(name) or segment.read(self._folder / name) for name in names}
                except Invalid:
                    # A writer may have put others in their place just now.
                    continue
                return list(self._open.values())
        raise Unavailable(
            f"The picture index in {self._folder} is damaged.", "Remove the folder; the index is made again."
        )

    def _vocabulary(self) -> Words:
        with self._reading:
            if self._words is None:
                self._folder.mkdir(parents=True, exist_ok=True)
                self._words = Words(open_words(self._folder / "words.npy", self._word_count))
            return self._words

    def _follow(self, file: Path, progress: Progress | None) -> int:
        """Bring the catalogue in ``file`` up to the store's end, segment by segment; the lock is held."""
        self._sweep(self._catalogue_file)
        words, done = self._vocabulary(), 0
        now = catalogue.read(file)
        total = self._store.print_count() if progress is not None else 0
        while batch := self._batch(now.position):
            name = f"segment-{batch[0].position}-{batch[-1].position}-{secrets.token_hex(4)}"
            rare = bool(now.segments) and len(segment.read(self._folder / now.segments[0])) > _ALL_FEATURES
            segment.write(self._folder / name, building.arrays(batch, words, rare=rare))
            now = Catalogue(self._merged((*now.segments, name)), batch[-1].position)
            catalogue.write(file, now)
            self._sweep(file, self._catalogue_file)
            done += len(batch)
            if progress is not None:
                progress(min(done, total), total)
        return done

    def _batch(self, position: int) -> list[Print]:
        """Return the next prints behind a position, as many as one new segment takes."""
        found: list[Print] = []
        while len(found) < _SEGMENT:
            rows = self._store.prints_behind(found[-1].position if found else position, _READ)
            found += rows
            if len(rows) < _READ:
                break
        return found

    def _merged(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return the segments after the smaller ones at the end were made one, so that each is 8 times the next."""
        opened = [segment.read(self._folder / name) for name in names]
        first, size = len(opened) - 1, len(opened[-1])
        while first and len(opened[first - 1]) < _RATIO * size:
            first -= 1
            size += len(opened[first])
        if first == len(opened) - 1:
            return names
        joined = opened[first:]
        keep = [self._kept(each) for each in joined]
        low, high = joined[0].position[:1].tolist(), joined[-1].position[-1:].tolist()
        name = f"segment-{(low or [0])[0]}-{(high or [0])[0]}-{secrets.token_hex(4)}"
        segment.merge(self._folder / name, joined, keep, rare=size > _ALL_FEATURES)
        return (*names[:first], name)

    def _kept(self, each: Segment) -> NDArray[np.bool_]:
        """Return which prints of a segment the store still holds."""
        positions = each.position.tolist()
        standing = self._store.prints_standing(positions)
        return np.fromiter((position in standing for position in positions), np.bool_, len(positions))

    def _sweep(self, *files: Path) -> None:
        """Remove what killed writers and merges left behind: segments that none of the catalogues names."""
        named = {name for file in files for name in catalogue.read(file).segments}
        for folder in self._folder.glob("segment-*"):
            if folder.name not in named:
                # A reader that has it open goes on reading it; where that forbids removing it, the next writer does.
                shutil.rmtree(folder, ignore_errors=True)
