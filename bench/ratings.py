"""How many publishers' verdicts get a rating: ``python bench/ratings.py FILE [--show 150]``.

FILE is any file of fact-checks with verdicts. Prints the share of verdicts, by frequency, that get a rating other than
OTHER, the share of each rating, and the most common verdicts with theirs and without, for reading by eye. The peer is
an exact lookup of the 25 words that the English scales of fact-checkers consist of.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from ascertain.ingest.factchecks import open_fact_checks
from ascertain.ingest.rating import rate
from ascertain.records import FactCheck, Rating

PLAIN = """
    true|false|mostly true|mostly false|half true|mixture|mixed|misleading|unproven|satire|correct|incorrect|fake|hoax
    |partly false|partly true|missing context|pants on fire|no evidence|inaccurate|accurate|wrong|unsupported|altered
    |out of context
"""


def main() -> None:
    """Print shares and lists."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", type=int, default=50)
    given = parser.parse_args()
    verdicts: Counter[str] = Counter()
    for entry in open_fact_checks(given.file).entries("main"):
        if isinstance(entry.outcome, FactCheck) and entry.outcome.rating_words:
            verdicts[entry.outcome.rating_words.casefold()] += 1
    total = verdicts.total()
    ratings: Counter[Rating] = Counter()
    for words, count in verdicts.items():
        ratings[rate(words)] += count
    print(f"{total:,} verdicts, {len(verdicts):,} distinct")
    print(f"rated: {1 - ratings[Rating.OTHER] / total:.1%}; by exact lookup {_share(verdicts, total):.1%}")
    print(", ".join(f"{rating.value} {count / total:.1%}" for rating, count in ratings.most_common()))
    for title, rated in (("rated", True), ("not rated", False)):
        print(f"most common {title}:")
        chosen = [(w, n) for w, n in verdicts.most_common() if (rate(w) is not Rating.OTHER) == rated]
        for words, count in chosen[: given.show]:
            print(f"{count:6,}  {rate(words).value:13} {words[:80]}")


def _share(verdicts: Counter[str], total: int) -> float:
    plain = {" ".join(words.split()) for words in PLAIN.split("|")}
    return sum(count for words, count in verdicts.items() if words.strip(" .!") in plain) / total


if __name__ == "__main__":
    main()
