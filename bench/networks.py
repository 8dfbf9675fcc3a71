"""Coordinated sharing: the edges of the coordination network toolkit, how fast, and what is found of groups put in.

    python bench/networks.py ../shared/data/coordination [--toolkit PYTHON] [--posts 10000000]

1. Ties by link and hashtag within 60 s against the toolkit's own (Graham, QUT 2020; run by the PYTHON that has
   ``coordination-network-toolkit`` installed), weights compared edge by edge, seconds of each side by side.
2. Groups put into real traffic from which what acts together was taken out (times dealt anew): precision and recall of
   accounts and of groups, by group size and jitter.
3. Growth: the same data repeated with other accounts and shifted times, up to ``--posts``; seconds and memory.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from ascertain.monitor.networks.chance import shuffled
from ascertain.monitor.networks.finding import Look, find_network
from ascertain.monitor.networks.groups import weigh
from ascertain.monitor.networks.reading import read_posts
from ascertain.monitor.networks.shares import Shares, ordered
from ascertain.monitor.networks.ties import find_ties
from ascertain.records import SharedKind

WINDOW = 60
KINDS: tuple[SharedKind, ...] = ("link", "hashtag")

TOOLKIT = """
import json, sqlite3, sys, time
import coordination_network_toolkit as cnt
from coordination_network_toolkit.compute_networks import compute_co_link_network
from coordination_network_toolkit.database import initialise_db
if __name__ == "__main__":
    rows, where, window = sys.argv[1], sys.argv[2], int(sys.argv[3])
    initialise_db(where)
    db = sqlite3.connect(where)
    began = time.perf_counter()
    with db, open(rows) as file:
        db.executemany("insert or ignore into message_url values (?, ?, ?, ?)",
                       ([m, o, float(t), a] for a, o, m, t in map(json.loads, file)))
    loaded = time.perf_counter()
    compute_co_link_network(where, window, n_threads=2)
    done = time.perf_counter()
    edges = db.execute("select user_1, user_2, weight from co_link_network where user_1 <> user_2").fetchall()
    json.dump({"load": loaded - began, "ties": done - loaded, "edges": edges}, open(sys.argv[4], "w"))
"""


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--toolkit", help="Python that has coordination-network-toolkit installed")
    parser.add_argument("--posts", type=int, default=10_000_000)
    parser.add_argument("--groups", type=int, default=12, help="groups put in for each size and jitter")
    given = parser.parse_args()
    tables = {
        "CooRTweet": given.data / "coortweet" / "german_elections.csv.gz",
        "troll tweets": given.data / "troll_tweets" / "2017-08.csv.gz",
    }
    read: dict[tuple[str, SharedKind], Shares] = {}
    print("| posts | kind | shares | read s | ties s | ties | ties a second |\n|---|---|---|---|---|---|---|")
    for name, path in tables.items():
        for kind in KINDS:
            began = time.perf_counter()
            posts = read_posts(path, kind)
            ready = time.perf_counter()
            ties = find_ties(posts.shares, WINDOW)
            took = time.perf_counter() - ready
            read[name, kind] = posts.shares
            print(
                f"| {name} | {kind} | {len(posts.shares):,} | {ready - began:.2f} | {took:.3f} | {len(ties):,} "
                f"| {len(ties) / took:,.0f} |"
            )
    if given.toolkit:
        compare(read, given.toolkit)
    injected(read["CooRTweet", "link"], given.groups)
    growth(read["CooRTweet", "link"], given.posts)


def compare(read: dict[tuple[str, SharedKind], Shares], python: str) -> None:
    """Print how many edges and weights agree with the toolkit's, and the seconds of both."""
    print(
        "\n| posts | kind | toolkit load s | toolkit ties s | ours s | times as fast | edges of both | weights equal |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for (name, kind), shares in read.items():
        with tempfile.TemporaryDirectory() as folder:
            rows, out = Path(folder) / "rows.jsonl", Path(folder) / "out.json"
            script = Path(folder) / "run.py"
            script.write_text(TOOLKIT)
            with rows.open("w") as file:
                for a, o, m, t in zip(shares.account, shares.object, shares.message, shares.time, strict=True):
                    file.write(json.dumps([int(a), int(o), int(m), int(t)]) + "\n")
            command = [python, str(script), str(rows), str(Path(folder) / "db.sqlite"), str(WINDOW), str(out)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            theirs: dict[str, Any] = json.loads(out.read_text())
        times = []
        for _ in range(3):
            began = time.perf_counter()
            ties = find_ties(shares, WINDOW)
            times.append(time.perf_counter() - began)
        ours = {}
        for a, b, w, v in zip(ties.first, ties.second, ties.weight_first, ties.weight_second, strict=True):
            ours[int(a), int(b)], ours[int(b), int(a)] = int(w), int(v)
        edges = {(int(a), int(b)): int(w) for a, b, w in theirs["edges"]}
        both = ours.keys() & edges.keys()
        equal = sum(ours[one] == edges[one] for one in both)
        took = sorted(times)[1]
        faster = theirs["ties"] / took
        print(
            f"| {name} | {kind} | {theirs['load']:.2f} | {theirs['ties']:.2f} | {took:.3f} | {faster:.0f} "
            f"| {len(both):,} (only theirs {len(edges) - len(both)}, only ours {len(ours) - len(both)}) | {equal:,} |"
        )


def injected(shares: Shares, groups: int) -> None:
    """Print precision and recall of groups put into real traffic in which nobody acts together any more."""
    print("\n| members | jitter s | objects shared | accounts: precision | recall | groups found | false groups |")
    print("|---|---|---|---|---|---|---|")
    random = np.random.default_rng(11)
    weighed = weigh(shares, WINDOW)
    sure = weighed.rate < 0.05
    acting = np.unique(np.concatenate((weighed.ties.first[sure], weighed.ties.second[sure])))
    for members in (2, 3, 5, 10):
        for jitter in (5, 30, 60, 300):
            for times in (5, 10, 20):
                quiet = shuffled(shares, random, acting)
                full, planted = put_in(quiet, members, jitter, times, groups, random)
                look = Look("link", WINDOW, copies=19)
                found = find_network(full, look, name="bench", posts=len(full), progress=lambda *_: None)
                told = [set(one.accounts) for one in found.groups]
                named = set().union(*told) if told else set()
                wanted = set().union(*planted)
                right = len(named & wanted)
                hit = sum(any(2 * len(own & one) > len(own) for one in told) for own in planted)
                false = sum(not (one & wanted) for one in told)
                precision = f"{right / len(named):.2f}" if named else "-"
                print(
                    f"| {members} | {jitter} | {times} | {precision} | {right / len(wanted):.2f} "
                    f"| {hit} of {groups} | {false} |"
                )


def put_in(
    shares: Shares, members: int, jitter: int, times: int, groups: int, random: np.random.Generator
) -> tuple[Shares, list[set[str]]]:
    """Return the shares with groups of new accounts added, and the names of each group's accounts."""
    first = len(shares.accounts)
    account, thing, message, when = [], [], [], []
    number = int(shares.message.max()) + 1
    for group in range(groups):
        for at in random.choice(len(shares), times, replace=False):
            start = int(shares.time[at]) + int(random.integers(0, 3600))
            for member in range(members):
                account.append(first + group * members + member)
                thing.append(int(shares.object[at]))
                message.append(number)
                when.append(start + int(random.integers(0, jitter + 1)))
                number += 1
    names = [f"planted-{n}" for n in range(groups * members)]
    full = ordered(
        np.concatenate((shares.account, np.array(account, np.int32))),
        np.concatenate((shares.object, np.array(thing, np.int32))),
        np.concatenate((shares.message, np.array(message, np.int64))),
        np.concatenate((shares.time, np.array(when, np.int64))),
        np.concatenate((shares.accounts, np.array(names, dtype=object))),
        shares.objects,
    )
    return full, [set(names[g * members : (g + 1) * members]) for g in range(groups)]


def growth(shares: Shares, posts: int) -> None:
    """Print seconds and memory for the data repeated with other accounts and shifted times, read as a file too."""
    print(
        "\n| posts | file MB | read s | ties s | chance and groups s | ties | peak GB |\n|---|---|---|---|---|---|---|"
    )
    size = 100_000
    while size <= posts:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "posts.csv"
            repeated(shares, size, path)
            began = time.perf_counter()
            read = read_posts(path, "link")
            ready = time.perf_counter()
            ties = find_ties(read.shares, WINDOW)
            tied = time.perf_counter()
            weigh(read.shares, WINDOW)
            done = time.perf_counter()
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
            print(
                f"| {size:,} | {path.stat().st_size / 1e6:.0f} | {ready - began:.1f} | {tied - ready:.2f} "
                f"| {done - tied:.1f} | {len(ties):,} | {peak:.2f} |",
                flush=True,
            )
        size *= 10


def repeated(shares: Shares, size: int, path: Path) -> None:
    """Write the shares again and again, each time by other accounts and 37 minutes later, until ``size`` rows."""
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("account_id", "object_id", "content_id", "timestamp_share"))
        written = turn = 0
        while written < size:
            many = min(len(shares), size - written)
            writer.writerows(
                zip(
                    (f"a{a}-{turn}" for a in shares.account[:many].tolist()),
                    (f"o{o}-{turn % 7}" for o in shares.object[:many].tolist()),
                    range(written, written + many),
                    (shares.time[:many] + 2220 * turn).tolist(),
                    strict=True,
                )
            )
            written += many
            turn += 1


if __name__ == "__main__":
    main()
