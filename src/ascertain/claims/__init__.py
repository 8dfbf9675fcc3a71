"""Claims: the sentences of a document, who says each, what kind it is and whether it is worth checking."""

from ascertain.claims.finding import find_claims

__all__ = ["find_claims"]
