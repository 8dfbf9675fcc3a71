"""A process that adds pictures and takes them into the index, saying so after each batch; it is to be killed."""

from __future__ import annotations

import sys
from pathlib import Path

from index_samples import WORDS, prints

from ascertain.store import open_store
from ascertain.trace.index import kept, open_picture_index

BATCH = 3


def main() -> None:
    """Add batches of pictures from a first number on: ``index_writer.py HOME FIRST BATCHES``."""
    home, first, batches = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    store = open_store(f"sqlite:///{home / 'store.db'}")
    index = open_picture_index(home / "pictures", store, words=WORDS)
    for batch in range(batches):
        new = [prints(first + batch * BATCH + n) for n in range(BATCH)]
        store.add_pictures([p.media for p in new], prints=[kept(p) for p in new])
        index.catch_up()
        print(batch, flush=True)


if __name__ == "__main__":
    main()
