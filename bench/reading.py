"""Measure how well article text is read from saved pages: ours beside plain trafilatura and jusText.

    python bench/reading.py DATA_DIR

``DATA_DIR`` holds ``ground-truth.json`` (id → ``articleBody``) and ``html/<id>.html.gz``: the layout of the public
article extraction benchmark. The measure is that benchmark's: precision and recall over shingles of four word
tokens, averaged over pages, and F1 of the two averages; accuracy is the share of pages read without any difference.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import mean

from ascertain.errors import Invalid
from ascertain.ingest import RawPage, read_page
from ascertain.settings import Settings

_TOKEN = re.compile(r"\w+")


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """Return how often each run of ``size`` tokens occurs; a shorter text is one run."""
    tokens = _TOKEN.findall(text)
    runs = (tuple(tokens[start : start + size]) for start in range(max(1, len(tokens) - size + 1)))
    return Counter(run for run in runs if run)


def measure(pairs: list[tuple[str, str]]) -> tuple[float, float, float, float]:
    """Return F1, precision, recall and accuracy of (gold, read) texts."""
    precisions, recalls, same = [], [], []
    for gold, read in pairs:
        wanted, got = shingles(gold), shingles(read)
        shared = (wanted & got).total()
        if got:
            precisions.append(shared / got.total())
        if wanted:
            recalls.append(shared / wanted.total())
        same.append(_TOKEN.findall(gold) == _TOKEN.findall(read))
    precision, recall = mean(precisions), mean(recalls)
    return 2 * precision * recall / (precision + recall), precision, recall, mean(same)


def read_ours(page: bytes) -> str:
    """Return the body as Ascertain reads it."""
    try:
        return read_page(RawPage(page, "html"), Settings()).body
    except Invalid:
        return ""


def read_trafilatura(page: bytes) -> str:
    """Return the text as trafilatura's defaults give it, without comments."""
    import trafilatura

    return trafilatura.extract(page, include_comments=False) or ""


def read_justext(page: bytes) -> str:
    """Return the text as jusText's defaults give it for English."""
    import justext

    paragraphs = justext.justext(page, justext.get_stoplist("English"))
    return "\n\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)


READERS: dict[str, Callable[[bytes], str]] = {
    "ascertain": read_ours,
    "trafilatura": read_trafilatura,
    "justext": read_justext,
}


def main() -> None:
    """Print one line for each reader."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder of the benchmark")
    parser.add_argument("--worst", type=int, default=0, help="also list the pages ours reads worst")
    options = parser.parse_args()
    gold: dict[str, dict[str, str]] = json.loads((options.folder / "ground-truth.json").read_text("utf-8"))
    pages = {name: gzip.decompress((options.folder / "html" / f"{name}.html.gz").read_bytes()) for name in gold}
    print(f"{len(pages)} pages\n{'reader':<12} {'F1':>6} {'precis.':>8} {'recall':>7} {'accur.':>7} {'ms/page':>8}")
    for name, reader in READERS.items():
        start = time.perf_counter()
        texts = {page: reader(pages[page]) for page in gold}
        spent = 1000 * (time.perf_counter() - start) / len(pages)
        f1, precision, recall, accuracy = measure([(gold[page]["articleBody"], texts[page]) for page in gold])
        print(f"{name:<12} {f1:>6.4f} {precision:>8.4f} {recall:>7.4f} {accuracy:>7.3f} {spent:>8.1f}", flush=True)
        if name == "ascertain" and options.worst:
            scores = {
                page: measure([(gold[page]["articleBody"], texts[page])])[:3] if texts[page] else (0, 0, 0)
                for page in gold
            }
            for page in sorted(gold, key=lambda page: scores[page][0])[: options.worst]:
                print(f"  {page[:16]} F1 {scores[page][0]:.3f} P {scores[page][1]:.3f} R {scores[page][2]:.3f}")


if __name__ == "__main__":
    main()
