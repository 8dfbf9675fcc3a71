"""Live sources of fact-checks: one file for each, all read through the guarded client."""

from ascertain.ingest.sources.claimreview_crawl import ClaimReviewCrawl
from ascertain.ingest.sources.datacommons import DataCommons
from ascertain.ingest.sources.googlefactcheck import GoogleFactCheck
from ascertain.ingest.sources.patience import PatientWeb
from ascertain.ingest.sources.source import FactCheckSource, Page

__all__ = ["ClaimReviewCrawl", "DataCommons", "FactCheckSource", "GoogleFactCheck", "Page", "PatientWeb"]
