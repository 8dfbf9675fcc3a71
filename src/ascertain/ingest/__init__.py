"""Reading what others publish: pages, their pictures and comments, and fact-checks."""

from ascertain.ingest.fetch import Fetched, Fetcher
from ascertain.ingest.page import RawPage, read_page
from ascertain.ingest.pictures import picture_bytes
from ascertain.ingest.target import open_target, page_from, pages_in

__all__ = ["Fetched", "Fetcher", "RawPage", "open_target", "page_from", "pages_in", "picture_bytes", "read_page"]
