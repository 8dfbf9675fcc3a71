"""Every table of the store, under one description of the database.

A file of tables that is not named here does not exist for migrations and for the test that compares the two.
"""

from ascertain.store import articletables, audiotables, commenttables, networktables, peopletables, tables, worktables
from ascertain.store.schema import metadata

__all__ = [
    "articletables",
    "audiotables",
    "commenttables",
    "metadata",
    "networktables",
    "peopletables",
    "tables",
    "worktables",
]
