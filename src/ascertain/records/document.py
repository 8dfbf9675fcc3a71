"""A captured article, post or transcript, as it was read, and who publishes it."""

from __future__ import annotations

from typing import Literal

from ascertain.records.record import Record, UtcTime


class Source(Record):
    """Who publishes: a news site, a fact-checker, an account."""

    name: str
    """The publisher's own name, or its domain when the page does not say."""

    site: str = ""
    """Domain without ``www.``, lower case; empty when unknown."""


class Link(Record):
    """A link in a body."""

    url: str
    """Absolute ``http`` or ``https`` address."""

    text: str = ""
    """The words that carry the link."""


class Picture(Record):
    """A picture as the page shows it, before its bytes are looked at."""

    url: str
    """Absolute address, ``data:`` address, or path relative to the saved page."""

    caption: str = ""
    """The page's caption, credit included."""

    alt: str = ""
    """The page's alternative text."""


class Comment(Record):
    """A reader's comment under an article."""

    text: str
    """The comment's words."""

    author: str = ""
    """The name it was posted under; empty when the page does not show one."""

    posted: UtcTime | None = None
    """When it was posted, where the page says so."""

    parent: int | None = None
    """Position, among the document's comments, of the comment it replies to."""

    pairing: Literal["structure", "wording", ""] = ""
    """How ``parent`` is known: the page's own nesting, or only the reply's opening words."""


class Document(Record):
    """An article, post, comment page or transcript as it was read."""

    id: str
    """Depends on address, title and body: the same page read twice has one identifier."""

    kind: Literal["article", "post", "transcript"] = "article"
    """What it is."""

    url: str = ""
    """Where it was read: an ``http`` address, or empty for text handed over."""

    title: str = ""
    """Headline; empty when none was found."""

    byline: tuple[str, ...] = ()
    """Authors as the page names them."""

    source: Source | None = None
    """Who publishes it; ``None`` when the page does not say."""

    published: UtcTime | None = None
    """Date of publication the page states; ``None`` when it states none."""

    language: str = ""
    """BCP-47 primary language of the body, e.g. ``en``; empty when it cannot be told."""

    body: str
    """The article's own words, paragraphs separated by one blank line; no navigation, panels or comments."""

    links: tuple[Link, ...] = ()
    """Links of the body."""

    pictures: tuple[Picture, ...] = ()
    """Pictures of the article, lead picture first."""

    comments: tuple[Comment, ...] = ()
    """Readers' comments in page order."""

    set_aside: tuple[str, ...] = ()
    """Lines that were read as navigation, tools or panels, not as body."""

    seen: UtcTime
    """When it was first read."""
