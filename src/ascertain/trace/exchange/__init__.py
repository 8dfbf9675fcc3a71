"""Exchanging PDQ hash lists with ThreatExchange's tools and everybody who speaks their shapes."""

from ascertain.trace.exchange.entry import HashReject, Withdrawn
from ascertain.trace.exchange.hits import list_hits
from ascertain.trace.exchange.importing import HashListReport, import_hashes, on_lists
from ascertain.trace.exchange.reading import read_hashes
from ascertain.trace.exchange.writing import Shape, listed, write_hashes

__all__ = [
    "HashListReport",
    "HashReject",
    "Shape",
    "Withdrawn",
    "import_hashes",
    "list_hits",
    "listed",
    "on_lists",
    "read_hashes",
    "write_hashes",
]
