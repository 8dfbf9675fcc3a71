"""The index of pictures: which stored ones may be the same as one that is asked about, among up to a million."""

from ascertain.trace.index.candidates import Candidate
from ascertain.trace.index.keeping import kept, restored
from ascertain.trace.index.pictureindex import PictureIndex, open_picture_index

__all__ = ["Candidate", "PictureIndex", "kept", "open_picture_index", "restored"]
