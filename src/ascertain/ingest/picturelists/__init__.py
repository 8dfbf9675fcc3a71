"""Folders and lists of pictures and videos: what they hold, and bringing it into the collection."""

from ascertain.ingest.picturelists.entry import PICTURES, VIDEOS, PictureEntry, listed_sighting
from ascertain.ingest.picturelists.importing import Kept, Ready, import_pictures
from ascertain.ingest.picturelists.loading import picture_loader, video_loader
from ascertain.ingest.picturelists.reading import read_picture_list
from ascertain.ingest.picturelists.report import PicturesReport

__all__ = [
    "PICTURES",
    "VIDEOS",
    "Kept",
    "PictureEntry",
    "PicturesReport",
    "Ready",
    "import_pictures",
    "listed_sighting",
    "picture_loader",
    "read_picture_list",
    "video_loader",
]
