"""Search: words (BM25) and vectors over LanceDB tables that can be rebuilt from the store at any time."""

from ascertain.search.fusion import reciprocal_rank_fusion
from ascertain.search.rows import Hit, Row, Where
from ascertain.search.search import Search, open_search

__all__ = ["Hit", "Row", "Search", "Where", "open_search", "reciprocal_rank_fusion"]
