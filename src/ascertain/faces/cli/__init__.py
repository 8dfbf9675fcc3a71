"""The command line: ``ascertain VERB``."""

from __future__ import annotations


def main() -> None:
    """Run the command line; errors end with one sentence, what to do next, and the error's exit code."""
    from ascertain.faces.cli.commands import app
    from ascertain.faces.cli.running import run

    run(app)
