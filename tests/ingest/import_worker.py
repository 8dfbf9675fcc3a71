"""Run as a program: import a file into a home, for tests that kill it."""

from __future__ import annotations

import sys
from pathlib import Path

from ascertain.ingest.importing import ImportReport, import_fact_checks
from ascertain.models.hashed import HashedEmbedder
from ascertain.search import Search, open_search
from ascertain.settings import Settings
from ascertain.store import Store, open_store


def open_home(home: Path) -> tuple[Store, Search]:
    """Return the store and search of a home."""
    return open_store(f"sqlite:///{home / 'ascertain.db'}"), open_search(str(home / "search"))


def run_import(file: Path, home: Path, *, loud: bool = False, batch: int = 50) -> ImportReport:
    """Import the file, telling each step of progress on standard output when ``loud``."""

    def tell(phase: str, done: int, _total: int | None) -> None:
        if loud:
            print(phase, done, flush=True)

    store, search = open_home(home)
    try:
        return import_fact_checks(
            file, store, search, HashedEmbedder(), Settings(home=home), batch=batch, progress=tell
        )
    finally:
        store.close()


if __name__ == "__main__":
    run_import(Path(sys.argv[1]), Path(sys.argv[2]), loud=True)
    print("finished", flush=True)
