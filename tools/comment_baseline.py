"""Measure the base rates that comment sections are compared with, and how often the checks cry wolf.

    python tools/comment_baseline.py DATA_DIR [--write] [--groups N]

DATA_DIR holds the YouTube Spam Collection's CSV files (Alberto, Lochter & Almeida, ICMLA 2015): columns AUTHOR, DATE,
CONTENT and CLASS (1 is spam). Only rows of class 0, the ordinary comments, make the baseline. False alarms are measured
on random groups of ten from videos that the baseline did not see: every choice of three videos for the baseline and
the rest for the groups. ``--write`` writes the numbers, and no comment, to src/ascertain/monitor/comment_baseline.json.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import html
import json
import math
import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import numpy as np

from ascertain.monitor.baseline import Baseline, Rate, Variation
from ascertain.monitor.comments import evidence
from ascertain.monitor.openings import agreeing_opening, repeated_groups, template_opening
from ascertain.monitor.replies import restated
from ascertain.monitor.style import length_variation, tidy
from ascertain.monitor.wording import alike_pairs, spoken_words, wording_of
from ascertain.records import Comment

OUT = Path(__file__).parents[1] / "src/ascertain/monitor/comment_baseline.json"
SIZES = (4, 5, 6, 7, 8, 10, 12, 15, 20, 30, 50)
PROBABILITIES = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 1.0)
RESAMPLES = 4000
GROUP = 10
Alarms = dict[str, float]
Videos = Sequence[Sequence[Comment]]


def read(folder: Path) -> tuple[list[list[Comment]], list[list[Comment]], str]:
    """Return ordinary comments by video, spam by video, and the digest of the files."""
    ordinary: list[list[Comment]] = []
    spam: list[list[Comment]] = []
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.csv")):
        data = path.read_bytes()
        digest.update(data)
        rows = list(csv.DictReader(data.decode("utf-8-sig").lstrip().splitlines(keepends=True)))
        for label, videos in (("0", ordinary), ("1", spam)):
            videos.append([_comment(row) for row in rows if row["CLASS"] == label])
    return ordinary, spam, digest.hexdigest()


def _comment(row: dict[str, str]) -> Comment:
    text = html.unescape(re.sub(r"<[^>]+>", " ", row["CONTENT"])).replace("\ufeff", "").strip()
    posted = datetime.fromisoformat(row["DATE"]).replace(tzinfo=UTC) if row["DATE"] else None
    return Comment(text=text, author=row["AUTHOR"], posted=posted)


@dataclass(frozen=True)
class Video:
    """The counts of one video's ordinary comments."""

    comments: int
    near_duplicates: tuple[int, int]
    templates: int
    agreeing: int
    repeated: tuple[int, int]
    restating: tuple[int, int]
    tidy: int
    variations: dict[int, list[float]]


def count(comments: Sequence[Comment]) -> Video:
    """Return one video's counts, and the length variation of random groups of its comments by group size."""
    pairs, compared = alike_pairs(comments)
    groups, opening = repeated_groups(comments)
    long = [w for w in (wording_of(c.text) for c in comments) if w.enough]
    lengths, dice = [len(spoken_words(c.text)) for c in comments], random.Random(1)
    return Video(
        comments=len(comments),
        near_duplicates=(len(pairs), compared),
        templates=sum(bool(template_opening(c.text)) for c in comments),
        agreeing=sum(bool(agreeing_opening(c.text)) for c in comments),
        repeated=(sum(math.comb(len(group), 2) for group in groups), math.comb(opening, 2)),
        restating=(sum(bool(restated(one, other)) for one, other in combinations(long, 2)), math.comb(len(long), 2)),
        tidy=sum(tidy(c.text) for c in comments),
        variations={size: [length_variation(dice.sample(lengths, size)) for _ in range(RESAMPLES)] for size in SIZES},
    )


def baseline_of(
    videos: Sequence[Video], digest: str = "", groups: int = 0, false_alarms: Alarms | None = None
) -> Baseline:
    """Return the base rates of some videos together."""
    comments = sum(video.comments for video in videos)

    def together(pairs: Sequence[tuple[int, int]]) -> Rate:
        return Rate(count=sum(seen for seen, _ in pairs), of=sum(of for _, of in pairs))

    pooled = {size: [v for video in videos for v in video.variations[size]] for size in SIZES}
    quantiles = {size: tuple(np.round(np.quantile(drawn, PROBABILITIES), 4).tolist()) for size, drawn in pooled.items()}
    return Baseline(
        data=f"{comments:,} ordinary comments under {len(videos)} music videos",
        sha256=digest,
        measured=datetime.now(UTC).date().isoformat(),
        comments=comments,
        videos=len(videos),
        near_duplicates=together([video.near_duplicates for video in videos]),
        templates=Rate(count=sum(video.templates for video in videos), of=comments),
        agreeing=Rate(count=sum(video.agreeing for video in videos), of=comments),
        repeated=together([video.repeated for video in videos]),
        restating=together([video.restating for video in videos]),
        tidy=Rate(count=sum(video.tidy for video in videos), of=comments),
        variation=Variation(probabilities=PROBABILITIES, quantiles=quantiles),
        groups=groups,
        false_alarms=false_alarms or {},
    )


def draw(video: Sequence[Comment], dice: random.Random) -> list[Comment]:
    """Return a random group in its order on the page; comments that agree are taken as replies to the one before."""
    group = [video[at] for at in sorted(dice.sample(range(len(video)), GROUP))]
    return [
        c.model_copy(update={"parent": at - 1, "pairing": "wording"}) if at and agreeing_opening(c.text) else c
        for at, c in enumerate(group)
    ]


def fired(group: Sequence[Comment], baseline: Baseline) -> list[str]:
    """Return which checks stand out in a group, with "any" and "two or more" for kinds of evidence."""
    kinds = evidence(group, baseline)
    count = sum(kind.fires for kind in kinds)
    labels = [hint.label for kind in kinds for hint in kind.hints if hint.fires]
    return [*labels, *(["any"] if count else []), *(["two or more"] if count > 1 else [])]


def alarms(counted: Sequence[Video], groups_from: Videos, groups: int) -> dict[str, list[float]]:
    """Return, for each check, the share of random groups in which it stands out, one share for each split."""
    dice = random.Random(2)
    counters: list[Counter[str]] = []
    for split in combinations(range(len(counted)), 3):
        baseline = baseline_of([counted[at] for at in split])
        held_out = [at for at in range(len(counted)) if at not in split]
        drawn = (draw(groups_from[at], dice) for at in held_out for _ in range(groups // len(held_out)))
        counters.append(Counter(label for group in drawn for label in fired(group, baseline)))
    labels = {label for counter in counters for label in counter} | {"any", "two or more"}
    return {label: [counter[label] / groups for counter in counters] for label in sorted(labels)}


def main() -> None:
    """Print the rates and the false-alarm table; write the baseline when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DATA_DIR")
    parser.add_argument("--write", action="store_true", help=f"write {OUT.name}")
    parser.add_argument("--groups", type=int, default=400, help="random groups for each split")
    options = parser.parse_args()
    ordinary, spam, digest = read(options.folder)
    if len(ordinary) < 4:
        parser.error(f"{options.folder} holds {len(ordinary)} CSV files; at least 4 videos are needed")
    counted = [count(video) for video in ordinary]
    ham, junk = (alarms(counted, videos, options.groups) for videos in (ordinary, spam))
    print("| check | ordinary: mean | worst split | spam: mean |\n|---|---|---|---|")
    for label in sorted(ham.keys() | junk.keys()):
        rates, other = ham.get(label, [0.0]), junk.get(label, [0.0])
        print(f"| {label} | {np.mean(rates):.2%} | {max(rates):.2%} | {np.mean(other):.1%} |")
    means = {label: round(float(np.mean(rates)), 4) for label, rates in ham.items()}
    baseline = baseline_of(counted, digest, options.groups * len(ham["any"]), means)
    for name, value in baseline:
        if isinstance(value, Rate):
            print(f"{name}: {value.count} of {value.of} ({value.measured:.3%}, at most {value.high:.3%})")
    if options.write:
        OUT.write_text(json.dumps(baseline.model_dump(mode="json"), indent=1) + "\n", encoding="utf-8")
        print(f"wrote {OUT}")


if __name__ == "__main__":
    main()
