"""The articles read aloud as a podcast: RSS 2.0 with enclosures, and what Apple's directory asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import format_datetime

from lxml import etree

from ascertain.records import ArticleHead, Audio

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class Show:
    """The podcast as a whole."""

    title: str
    """Its name."""

    base: str
    """Address of the site, without a slash at its end."""

    description: str
    """What is read, in a sentence."""

    language: str
    """BCP-47 language of most of it."""


def podcast(show: Show, episodes: Sequence[tuple[ArticleHead, Audio]]) -> bytes:
    """Return the feed; ``episodes`` are articles with their sound, newest first.

    Elements follow RSS 2.0 and Apple's "Podcast RSS feed requirements".
    """
    rss = etree.Element("rss", {"version": "2.0"}, nsmap={"itunes": ITUNES, "atom": _ATOM})
    channel = etree.SubElement(rss, "channel")
    own = f"{show.base}/podcast.xml"
    etree.SubElement(channel, f"{{{_ATOM}}}link", {"href": own, "rel": "self", "type": "application/rss+xml"})
    for name, text in (("title", show.title), ("link", f"{show.base}/"), ("description", show.description)):
        etree.SubElement(channel, name).text = _clean(text)
    etree.SubElement(channel, "language").text = show.language
    etree.SubElement(channel, f"{{{ITUNES}}}author").text = _clean(show.title)
    etree.SubElement(channel, f"{{{ITUNES}}}explicit").text = "false"
    etree.SubElement(channel, f"{{{ITUNES}}}category", {"text": "News"})
    etree.SubElement(channel, f"{{{ITUNES}}}type").text = "episodic"
    for head, audio in episodes:
        _episode(channel, show, head, audio)
    return etree.tostring(rss, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _episode(channel: etree._Element, show: Show, head: ArticleHead, audio: Audio) -> None:
    item = etree.SubElement(channel, "item")
    page = f"{show.base}/articles/{head.slug}"
    etree.SubElement(item, "title").text = _clean(head.title)
    etree.SubElement(item, "link").text = page
    # A correction is the same episode with other sound.
    etree.SubElement(item, "guid", {"isPermaLink": "true"}).text = page
    etree.SubElement(item, "description").text = _clean(head.standfirst or head.title)
    etree.SubElement(item, "pubDate").text = format_datetime(head.published)
    sound = {"url": f"{show.base}/audio/{audio.sha256}.mp3", "length": str(audio.size), "type": audio.type}
    etree.SubElement(item, "enclosure", sound)
    etree.SubElement(item, f"{{{ITUNES}}}duration").text = str(round(audio.seconds))
    etree.SubElement(item, f"{{{ITUNES}}}explicit").text = "false"
    if head.byline:
        etree.SubElement(item, f"{{{ITUNES}}}author").text = _clean(", ".join(head.byline))


def _clean(text: str) -> str:
    """Return text without the characters that XML cannot hold."""
    return "".join(one for one in text if one in "\t\n" or (one >= " " and one not in "\ufffe\uffff"))
