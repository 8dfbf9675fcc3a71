"""Where evidence is looked for: one file for each searcher, all read through the guarded client."""

from ascertain.answer.searchers.opening import SEARCHERS, open_searchers
from ascertain.answer.searchers.searcher import Found, Searcher, SearchQuery, Web, problem_of

__all__ = ["SEARCHERS", "Found", "SearchQuery", "Searcher", "Web", "open_searchers", "problem_of"]
