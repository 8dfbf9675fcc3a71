"""Evidence for a claim from the collection, and the cited answer or abstention that rests on it."""

from ascertain.answer.evidence import find_evidence
from ascertain.answer.passages import passages_of

__all__ = ["find_evidence", "passages_of"]
