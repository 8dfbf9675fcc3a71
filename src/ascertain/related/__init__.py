"""Related fact-checks: what fact-checkers have said about similar claims, and why each was found."""

from ascertain.related.asking import ask_related
from ascertain.related.batch import BatchReport, run_batch
from ascertain.related.filters import Filters, scope_of
from ascertain.related.finding import find_related
from ascertain.related.query import Query, Understood, understand

__all__ = [
    "BatchReport",
    "Filters",
    "Query",
    "Understood",
    "ask_related",
    "find_related",
    "run_batch",
    "scope_of",
    "understand",
]
