"""The errors Ascertain raises, each with one exit code and one HTTP status.

    AscertainError          exit 1   500   anything below
    ├── NotFound            exit 3   404   the file, record or collection does not exist
    ├── Invalid             exit 4   422   the input cannot be used as it is
    ├── Unavailable         exit 5   502   something outside did not answer: a host, a disk
    ├── NotConfigured       exit 6   503   a part that must be set up first
    └── Refused             exit 7   403   a rule forbids it: a private address, a size limit

Exit code 2 is the command line's own: wrong options or arguments.
"""

from __future__ import annotations


class AscertainError(Exception):
    """Says what was wrong with what, and what to do next.

    ``message`` names the subject and the cause; ``hint`` says what to do.
    """

    exit_code = 1
    http_status = 500

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class NotFound(AscertainError):
    """The file, record or collection does not exist."""

    exit_code = 3
    http_status = 404


class Invalid(AscertainError):
    """The input was read but cannot be used as it is."""

    exit_code = 4
    http_status = 422


class Unavailable(AscertainError):
    """Something outside did not answer: a host, a service, a disk."""

    exit_code = 5
    http_status = 502


class NotConfigured(AscertainError):
    """A part that must be set up first, and how to set it up."""

    exit_code = 6
    http_status = 503


class Refused(AscertainError):
    """A rule forbids it: a private address, a size limit, a type that is not read."""

    exit_code = 7
    http_status = 403


class TooMany(Refused):
    """It was done too often within a time; ``seconds`` says after how many it may be done again."""

    http_status = 429

    def __init__(self, message: str, hint: str = "", seconds: int = 60) -> None:
        super().__init__(message, hint)
        self.seconds = seconds
