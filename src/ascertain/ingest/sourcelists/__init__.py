"""Lists of sources: state media, unreliable sites, fact-checkers' signatories, read from what others publish."""

from ascertain.ingest.sourcelists.importing import SourceListReport, SourceOptions, import_source_list
from ascertain.ingest.sourcelists.reading import LeftOut, Selection, read_source_list

__all__ = ["LeftOut", "Selection", "SourceListReport", "SourceOptions", "import_source_list", "read_source_list"]
