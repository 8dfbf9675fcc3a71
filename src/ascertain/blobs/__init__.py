"""Bytes kept by their SHA-256: pictures today, captures later."""

from ascertain.blobs.folder import Blobs, open_blobs

__all__ = ["Blobs", "open_blobs"]
