"""Reading fact-checks from every format they are published in, entry by entry."""

from ascertain.ingest.factchecks.opening import READERS, FactCheckFile, open_fact_checks
from ascertain.ingest.factchecks.reader import Entry, Problem, Reader, Reject

__all__ = ["READERS", "Entry", "FactCheckFile", "Problem", "Reader", "Reject", "open_fact_checks"]
