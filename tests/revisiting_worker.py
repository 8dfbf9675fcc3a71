"""Run as a program: import fact-checks into a home, for tests that kill it.

Run as: revisiting_worker.py FILE HOME STAGE TIMES. It kills itself when it has told of STAGE so many times.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from ascertain.desk import Desk
from ascertain.settings import Settings


def main() -> None:
    file, home, wanted, times = sys.argv[1:]
    left = int(times)

    def tell(stage: str, _done: int, _total: int | None) -> None:
        nonlocal left
        left -= stage == wanted
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    with Desk(Settings(home=Path(home))) as desk:
        desk.import_factchecks(Path(file), progress=tell)


if __name__ == "__main__":
    main()
