"""Services on the web that know where a picture appeared, one adapter a file, all asked in one way."""

from ascertain.trace.elsewhere.asking import SERVICES, Lookups, look_elsewhere, open_lookups
from ascertain.trace.elsewhere.links import search_links
from ascertain.trace.elsewhere.lookup import Found, Lookup, Web
from ascertain.trace.elsewhere.merging import merge

__all__ = ["SERVICES", "Found", "Lookup", "Lookups", "Web", "look_elsewhere", "merge", "open_lookups", "search_links"]
