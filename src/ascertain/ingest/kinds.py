"""What the bytes of a page are: HTML, plain text, Markdown, or something that is no page at all."""

from __future__ import annotations

import json
import re
from typing import Literal

from ascertain.errors import Invalid

PageKind = Literal["html", "text", "markdown"]

_SAVE = "Give the page as HTML, plain text or Markdown."
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF document", "Copy its text into a text file, or give the web page it belongs to."),
    (b"PK\x03\x04", "a zip archive or an office document", "Unpack it, or save the document as plain text."),
    (b"\x1f\x8b", "gzip-compressed data", "Unpack it with gunzip first."),
    (b"BZh", "bzip2-compressed data", "Unpack it first."),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Unpack it first."),
    (b"Rar!", "a RAR archive", "Unpack it first."),
    (b"\xfd7zXZ\x00", "xz-compressed data", "Unpack it first."),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed data", "Unpack it first."),
    (b"\xd0\xcf\x11\xe0", "an old office document", "Save it as plain text."),
    (b"{\\rtf", "an RTF document", "Save it as plain text."),
    (b"\x89PNG", "a picture (PNG)", "Give the page that shows the picture."),
    (b"\xff\xd8\xff", "a picture (JPEG)", "Give the page that shows the picture."),
    (b"GIF8", "a picture (GIF)", "Give the page that shows the picture."),
    (b"II*\x00", "a picture (TIFF)", "Give the page that shows the picture."),
    (b"MM\x00*", "a picture (TIFF)", "Give the page that shows the picture."),
    (b"OggS", "sound or video (Ogg)", "Give the page it belongs to, or its transcript."),
    (b"ID3", "sound (MP3)", "Give the page it belongs to, or its transcript."),
    (b"\x1aE\xdf\xa3", "video (Matroska)", "Give the page it belongs to, or its transcript."),
    (b"SQLite format 3", "an SQLite database", _SAVE),
    (b"\x7fELF", "a program", _SAVE),
    (b"MZ\x90", "a program", _SAVE),
    (b"WARC/", "a web archive (WARC)", "Take the page out of the archive and give it as HTML."),
)
_FEED_HINT = "Give the address of one article."
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]", re.I)
_SITEMAP = re.compile(r"<(?:urlset|sitemapindex)[\s>]", re.I)
_SVG = re.compile(r"<svg[\s>]", re.I)
_HTML_ROOT = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.I)
_HTML_TAG = re.compile(
    r"<(?:article|main|section|div|p|h[1-6]|ul|ol|figure|img|br|a|span|table|meta)(?:\s[^>]*)?/?>", re.I
)
_MARKDOWN = re.compile(
    r"^#{1,6} \S|!?\[[^\[\]\n]{0,300}\]\([^()\s]{1,500}[^()\n]{0,300}\)|^---\n(?:\w[\w-]{0,40}:.*\n){1,40}---$", re.M
)
_MHTML = re.compile(r"^(?:From:.*\n)?(?:[\w-]+:.*\n|\s.*\n){0,12}Content-Type:\s*multipart/related", re.I)


def check_bytes(body: bytes, name: str) -> None:
    """Raise ``Invalid``, saying what it seems to be, when the bytes of ``name`` cannot be a page."""
    head = body[:4096]
    if not body.strip():
        raise Invalid(f"{name} is empty.", "Give a page with text in it.")
    for magic, what, hint in _MAGIC:
        if head.startswith(magic):
            raise Invalid(f"{name} is not a page: it seems to be {what}.", hint)
    if head[:4] == b"RIFF" or head[4:8] == b"ftyp":
        what = "a picture (WebP)" if head[8:12] == b"WEBP" else "a picture, sound or video"
        raise Invalid(f"{name} is not a page: it seems to be {what}.", "Give the page it belongs to.")


def check_text(text: str, name: str) -> None:
    """Raise ``Invalid`` when the decoded text of ``name`` is binary data, a feed, or data that is no page."""
    head = text[:20_000].lstrip("\ufeff \t\r\n")
    odd = sum(1 for char in head if char == "\0" or (ord(char) < 32 and char not in "\t\n\r\f\x1b") or char == "�")
    if not head or "\0" in head[:2000] or odd > 0.1 * len(head):
        raise Invalid(f"{name} is not a page: it seems to be binary data.", _SAVE)
    _check_xml(head, name)
    if head[0] in "{[":
        _check_json(text, head, name)
    if _MHTML.match(head[:4000]):
        raise Invalid(f"{name} is a page saved as MHTML.", 'Save it as "Web page, complete" or as HTML only.')


def _check_xml(head: str, name: str) -> None:
    if not head.startswith("<") or _HTML_ROOT.search(head[:2000]):
        return
    if _FEED.search(head[:3000]):
        raise Invalid(f"{name}: this is a feed, not an article.", _FEED_HINT)
    if _SITEMAP.search(head[:3000]):
        raise Invalid(f"{name}: this is a sitemap, not an article.", _FEED_HINT)
    if head.startswith("<?xml") and not _HTML_TAG.search(head):
        what = "a drawing (SVG)" if _SVG.search(head[:3000]) else "XML data"
        raise Invalid(f"{name} is not a page: it seems to be {what}.", _SAVE)


def _check_json(text: str, head: str, name: str) -> None:
    if "jsonfeed.org/version" in head:
        raise Invalid(f"{name}: this is a feed, not an article.", _FEED_HINT)
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return  # a text that merely begins with a bracket
    raise Invalid(f"{name} is not a page: it seems to be JSON data.", _SAVE)


def kind_of(text: str) -> PageKind:
    """Return what a page without a stated type is, from its text."""
    head = text[:50_000]
    if _HTML_ROOT.search(head[:5000]):
        return "html"
    if len(_HTML_TAG.findall(head[:5000])) >= 3 or (head.lstrip().startswith("<") and _HTML_TAG.search(head[:500])):
        return "html"
    return "markdown" if _MARKDOWN.search(head) else "text"


def is_whole_html(text: str) -> bool:
    """Return whether the text is an HTML document whatever its name says."""
    return bool(
        re.match(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html)[\s>]", text, re.I | re.S)
    )
