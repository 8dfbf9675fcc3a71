"""An article of the own site: what readers see, and what was found in it when it was published."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ascertain.records.claim import Claim
from ascertain.records.factcheck import FactCheck
from ascertain.records.record import Record, UtcTime


class Rendition(Record):
    """A picture in one size and format, as a page shows it."""

    sha256: str
    """SHA-256 of its bytes, by which it is kept and addressed."""

    type: str
    """``image/webp`` or ``image/jpeg``."""

    width: int
    """Pixels."""

    height: int
    """Pixels."""


class ArticlePicture(Record):
    """A picture of an article with its words, and the sizes it is shown in."""

    name: str
    """What the text calls it: a file name, or the SHA-256 of stored bytes."""

    sha256: str = ""
    """The picture as it was handed over; empty in a preview that does not have it."""

    width: int = 0
    """Pixels of it, after EXIF rotation."""

    height: int = 0
    """Pixels of it, after EXIF rotation."""

    caption: str = ""
    """What it shows, for everybody."""

    credit: str = ""
    """Who made it."""

    alt: str = ""
    """What it shows, for those who do not see it."""

    renditions: tuple[Rendition, ...] = ()
    """Sizes it is shown in, smallest first, WebP before JPEG."""


class ArticleSource(Record):
    """Something an article rests on; the text refers to it by its number."""

    number: Annotated[int, Field(ge=1)]
    """Its number on the page."""

    title: str
    """What it is called."""

    url: str = ""
    """Address, ``http`` or ``https``; empty for what is nowhere on the web."""

    publisher: str = ""
    """Who published it."""

    note: str = ""
    """What a reader should know about it: the date, the page, how it was obtained."""


class Correction(Record):
    """What was wrong, and what it says now."""

    at: UtcTime
    """When it was corrected."""

    text: str
    """The correction, for readers."""


class ArticleHead(Record):
    """An article as lists, feeds and other articles show it."""

    slug: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
    """Its name in addresses: ``/articles/SLUG``."""

    title: str
    """Headline."""

    standfirst: str = ""
    """One or two sentences under the headline."""

    byline: tuple[str, ...] = ()
    """Who wrote it."""

    published: UtcTime
    """When it first appeared."""

    modified: UtcTime | None = None
    """When its latest version appeared; ``None`` while there is one version."""

    version: Annotated[int, Field(ge=1)] = 1
    """Counts the versions, from 1."""

    language: str
    """BCP-47 primary language."""

    topics: tuple[str, ...] = ()
    """What it is about, in the newsroom's words."""

    lead: ArticlePicture | None = None
    """The picture at its head."""

    words: int = 0
    """Words of the body, for the time that reading takes."""


class Article(ArticleHead):
    """One version of an article."""

    body: str
    """Plain text, blocks separated by one blank line; every span counts in it."""

    html: str
    """The body as sanitised HTML. A block that holds text carries ``data-at``, the offset of its text in ``body``;
    the text nodes of the block, without those inside ``sup`` and ``figure``, are that text."""

    claims: tuple[Claim, ...] = ()
    """Every sentence of the body that asserts, opines, asks or predicts, in reading order."""

    pictures: tuple[ArticlePicture, ...] = ()
    """Its pictures, lead picture first."""

    sources: tuple[ArticleSource, ...] = ()
    """What it rests on, by number."""

    corrections: tuple[Correction, ...] = ()
    """Corrections, newest first."""

    reviews: tuple[FactCheck, ...] = ()
    """Claims that the article rates (schema.org ``ClaimReview``)."""

    text: str
    """What it was made from: Markdown with YAML front matter."""

    document_id: str = ""
    """The body as a document of the collection; empty in a preview."""

    dossier_id: str = ""
    """What was found about it when this version was published; empty in a preview."""

    by: str = ""
    """Identifier of the person who published this version; empty for the command line."""

    at: UtcTime
    """When this version was published."""


class Tombstone(Record):
    """What stands where an article was."""

    slug: str
    """Its name in addresses."""

    title: str
    """Its last headline."""

    published: UtcTime
    """When it first appeared."""

    withdrawn: UtcTime
    """When it was withdrawn."""

    reason: str
    """Why, for readers."""

    by: str = ""
    """Identifier of the person who withdrew it."""
