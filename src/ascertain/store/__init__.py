"""The store: records in SQLite or PostgreSQL, and the outbox that feeds search."""

from ascertain.store.rows import (
    Added,
    AnswerSummary,
    DossierSummary,
    FoundAt,
    ImportRun,
    OutboxRow,
    Print,
    PrintPart,
    TraceSummary,
    WantedPicture,
)
from ascertain.store.store import Store, open_store

__all__ = [
    "Added",
    "AnswerSummary",
    "DossierSummary",
    "FoundAt",
    "ImportRun",
    "OutboxRow",
    "Print",
    "PrintPart",
    "Store",
    "TraceSummary",
    "WantedPicture",
    "open_store",
]
