"""Related fact-checks: what fact-checkers have said about similar claims, and why each was found."""

from ascertain.related.finding import Query, find_related

__all__ = ["Query", "find_related"]
