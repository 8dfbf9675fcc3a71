"""Adds batches of fact-checks to a store until it is killed, and says after each that it was kept.

Run as: batch_writer.py STORE_URL NAME BATCHES
"""

from __future__ import annotations

import sys

from store_samples import fact_check

from ascertain.store import ImportRun, open_store

BATCH = 25


def main() -> None:
    url, name, batches = sys.argv[1], sys.argv[2], int(sys.argv[3])
    store = open_store(url)
    run = store.import_run(name) or ImportRun(name)
    for number in range(run.position, batches):
        items = [fact_check(number * BATCH + n, corpus=name, summary="It does not. " * 20) for n in range(BATCH)]
        run = ImportRun(name, position=number + 1, new=run.new)
        run = run.counting(store.add_fact_checks(items, run))
        print(number, flush=True)


if __name__ == "__main__":
    main()
