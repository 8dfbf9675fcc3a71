"""The store: records in SQLite or PostgreSQL, and the outbox that feeds search."""

from ascertain.store.rows import Added, DossierSummary, ImportRun, OutboxRow
from ascertain.store.store import Store, open_store

__all__ = ["Added", "DossierSummary", "ImportRun", "OutboxRow", "Store", "open_store"]
