"""Related fact-checks: what fact-checkers have said about similar claims, and why each was found."""

from ascertain.related.finding import find_related
from ascertain.related.query import Query, Understood, understand

__all__ = ["Query", "Understood", "find_related", "understand"]
