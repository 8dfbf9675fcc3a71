"""Text in pictures: what reads it, behind one small interface."""

from ascertain.models.ocr.reader import Box, Line, PictureText, TextReader, open_text_reader

__all__ = ["Box", "Line", "PictureText", "TextReader", "open_text_reader"]
