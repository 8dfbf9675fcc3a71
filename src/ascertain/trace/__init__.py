"""Pictures: their fingerprints, and where the same picture appeared before."""

from ascertain.trace.fingerprint import fingerprint, thumbnail
from ascertain.trace.hashes import HashIndex
from ascertain.trace.looking import SeenPicture, look_at_pictures

__all__ = ["HashIndex", "SeenPicture", "fingerprint", "look_at_pictures", "thumbnail"]
