"""Publishing an article: read, look at what is in it, then keep it as one version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ascertain.errors import AscertainError, Invalid, NotFound
from ascertain.records import (
    Article,
    ArticleHead,
    ArticlePicture,
    Claim,
    Document,
    Dossier,
    FactCheck,
    Person,
    Picture,
    PictureFindings,
    Rating,
    Rendition,
    Source,
    content_id,
)
from ascertain.rooms import Progress, Rooms

if TYPE_CHECKING:
    from ascertain.publish.writing import Draft, Written

_LARGEST_NAME = 64


@dataclass(frozen=True)
class _Bytes:
    """A picture of the article with its bytes, and those of its sizes."""

    picture: ArticlePicture
    data: bytes
    sizes: Sequence[bytes] = ()


def publish(
    rooms: Rooms, text: str, folder: Path | None, by: Person | None, now: datetime, name: str, progress: Progress
) -> Article:
    """Keep a new version of an article and return it; the same text with the same pictures changes nothing."""
    from ascertain.publish.naming import slug_of
    from ascertain.publish.writing import modified_at, read_draft, same_pictures, write_body

    draft = read_draft(text, name)
    previous = _previous(rooms, draft.slug)
    loaded = _load(rooms, draft, folder, previous, progress)
    shown = [each.picture for each in loaded]
    if previous and previous.text == text and same_pictures(previous.pictures, shown):
        return previous
    written = write_body(draft, {picture.name: picture for picture in shown})
    version = rooms.store.articles.latest_version(draft.slug) + 1
    published = draft.front.date or (previous.published if previous else now)
    document = _document(rooms, draft, written, published, now)
    claims, dossier = _look_into(rooms, document, {each.picture.name: each.data for each in loaded}, now, progress)
    for each in loaded:
        for size in each.sizes:
            rooms.blobs.put(size)
    article = _article(rooms, draft, written, document, claims, shown).model_copy(
        update={
            "version": version,
            "modified": modified_at(draft.front, version, now),
            "dossier_id": dossier.id,
            "document_id": document.id,
            "text": text,
            "by": by.id if by else "",
            "at": now,
        }
    )
    vector = rooms.embedder.passages([_meaning(article)])[0]
    topics = {slug_of(topic): topic for topic in article.topics if slug_of(topic)}
    rooms.store.articles.add(article, head_of(article), topics, rooms.embedder.name, vector)
    return article


def preview(rooms: Rooms, text: str, now: datetime) -> Article:
    """Return an article as it would be published, with its claims and without a dossier; nothing is kept."""
    from ascertain.claims import find_claims
    from ascertain.publish.writing import read_draft, write_body

    draft = read_draft(text)
    previous = _previous(rooms, draft.slug)
    shown = [_for_preview(rooms, picture, previous) for picture in draft.pictures]
    written = write_body(draft, {picture.name: picture for picture in shown})
    published = draft.front.date or (previous.published if previous else now)
    document = _document(rooms, draft, written, published, now)
    claims = find_claims(document, rooms.embedder)
    version = rooms.store.articles.latest_version(draft.slug) + 1
    article = _article(rooms, draft, written, document, claims, shown)
    return article.model_copy(update={"version": version, "text": text, "at": now})


def head_of(article: Article) -> ArticleHead:
    """Return what lists show of an article."""
    return ArticleHead(**{name: getattr(article, name) for name in ArticleHead.model_fields})


def _previous(rooms: Rooms, slug: str) -> Article | None:
    try:
        return rooms.store.articles.get(slug)
    except NotFound:
        return None


def _load(
    rooms: Rooms, draft: Draft, folder: Path | None, previous: Article | None, progress: Progress
) -> list[_Bytes]:
    """Return the pictures with their bytes; sizes of a picture that the last version shows are not made again."""
    import hashlib

    from ascertain.publish.renditions import MASTER, renditions
    from ascertain.trace import fingerprint, thumbnail

    known = {each.sha256: each for each in previous.pictures} if previous else {}
    loaded = []
    for done, picture in enumerate(draft.pictures):
        progress("Making pictures", done, len(draft.pictures))
        data = _bytes(rooms, picture.name, folder)
        sha256 = hashlib.sha256(data).hexdigest()
        before = known.get(sha256)
        if before:
            size = {"width": before.width, "height": before.height, "renditions": before.renditions}
            loaded.append(_Bytes(picture.model_copy(update={"sha256": sha256, **size}), data))
            continue
        media = fingerprint(data, rooms.settings)
        made = renditions(thumbnail(data, rooms.settings, MASTER, quality=92))
        update = {
            "sha256": sha256,
            "width": media.width,
            "height": media.height,
            "renditions": tuple(rendition for rendition, _ in made),
        }
        loaded.append(_Bytes(picture.model_copy(update=update), data, [size for _, size in made]))
    return loaded


def _bytes(rooms: Rooms, name: str, folder: Path | None) -> bytes:
    """Return a picture beside the article's file, or one that is stored here under this SHA-256."""
    from ascertain.ingest import RawPage, picture_bytes

    if len(name) == _LARGEST_NAME and rooms.blobs.has(name):
        return rooms.blobs.get(name)
    if folder is None or "://" in name or name.startswith("data:"):
        raise Invalid(
            f"There is no picture {name[:100]} here.",
            "Put the file beside the article, or add the picture at the desk and give its SHA-256.",
        )
    return picture_bytes(Picture(url=name), RawPage(body=b"", folder=folder), rooms.fetcher, rooms.settings)


def _for_preview(rooms: Rooms, picture: ArticlePicture, previous: Article | None) -> ArticlePicture:
    """Return a picture as the last version shows it, or as it is stored; without sizes when it is neither."""
    for each in previous.pictures if previous else ():
        if picture.name in (each.name, each.sha256):
            same = {"sha256": each.sha256, "width": each.width, "height": each.height, "renditions": each.renditions}
            return picture.model_copy(update=same)
    if len(picture.name) != _LARGEST_NAME or not rooms.blobs.has(picture.name):
        return picture
    from ascertain.trace import fingerprint

    try:
        media = fingerprint(rooms.blobs.get(picture.name), rooms.settings)
    except AscertainError:
        # Stored bytes that are no picture: the preview names them, publishing says what is wrong.
        return picture
    whole = Rendition(sha256=media.sha256, type="image/jpeg", width=media.width, height=media.height)
    size = {"sha256": media.sha256, "width": media.width, "height": media.height, "renditions": (whole,)}
    return picture.model_copy(update=size)


def _document(rooms: Rooms, draft: Draft, written: Written, published: datetime, now: datetime) -> Document:
    """Return the article as a document of the collection, so that all that works on documents works on it."""
    from ascertain.text import detect_language

    settings = rooms.settings
    url = address_of(settings.site_url, draft.slug)
    return Document(
        id=content_id(url or draft.slug, draft.front.headline, written.body),
        url=url,
        title=draft.front.headline,
        byline=tuple(draft.front.byline),
        source=Source(name=settings.site_name, site=_site(settings.site_url)),
        published=published,
        language=draft.front.language.partition("-")[0] or detect_language(written.body),
        body=written.body,
        pictures=tuple(
            Picture(url=each.name, caption=" ".join(filter(None, (each.caption, each.credit))), alt=each.alt)
            for each in draft.pictures
        ),
        seen=now,
    )


def address_of(site_url: str, slug: str) -> str:
    """Return the address of an article; empty while the site has none."""
    return f"{site_url.rstrip('/')}/articles/{slug}" if site_url else ""


def _site(site_url: str) -> str:
    from urllib.parse import urlsplit

    return (urlsplit(site_url).hostname or "").removeprefix("www.")


def _look_into(
    rooms: Rooms, document: Document, pictures: Mapping[str, bytes], now: datetime, progress: Progress
) -> tuple[list[Claim], Dossier]:
    """Return the claims of an article and its dossier, made as for any page, and keep both."""
    from ascertain.claims import find_claims
    from ascertain.trace import look_at_pictures
    from ascertain.verbs.printing import ready_pictures
    from ascertain.verbs.verifying import check_claims, keep, made_by, notes_on

    progress("Finding claims", 0, None)
    claims = find_claims(document, rooms.embedder)
    checked = check_claims(rooms, document, claims, progress)
    findings, seen = look_at_pictures(
        document,
        lambda picture: pictures[picture.url],
        ready_pictures(rooms, progress),
        rooms.store,
        rooms.settings,
        lambda done, total: progress("Looking at pictures", done, total),
    )
    findings = [_elsewhere(finding, document) for finding in findings]
    dossier = Dossier(
        id=content_id("dossier", document.id, now.isoformat()),
        document=document,
        claims=tuple(checked),
        pictures=tuple(findings),
        notes=notes_on(document, claims, findings),
        made_by=made_by(rooms),
        at=now,
    )
    keep(rooms, document, claims, seen, dossier)
    # The queue is for what others say; what an own article quotes stands there already.
    rooms.store.work.leave_out(document.id)
    return claims, dossier


def _elsewhere(finding: PictureFindings, document: Document) -> PictureFindings:
    """Leave out appearances in earlier versions of the article itself."""
    others = tuple(
        match
        for match in finding.sightings
        if not (match.sighting.page == document.url and match.sighting.title == document.title and match.identical)
    )
    return finding.model_copy(update={"sightings": others})


def _article(
    rooms: Rooms,
    draft: Draft,
    written: Written,
    document: Document,
    claims: Sequence[Claim],
    pictures: Sequence[ArticlePicture],
) -> Article:
    front = draft.front
    return Article(
        slug=draft.slug,
        title=front.headline,
        standfirst=front.standfirst,
        byline=tuple(front.byline),
        published=document.published or document.seen,
        modified=front.modified,
        language=document.language or "en",
        topics=tuple(dict.fromkeys(front.topics)),
        lead=pictures[0] if front.pictures else None,
        words=len(written.body.split()),
        body=written.body,
        html=written.html,
        claims=tuple(claims),
        pictures=tuple(pictures),
        sources=draft.sources,
        corrections=written.corrections,
        reviews=tuple(_reviews(rooms, draft, document)),
        text="",
        at=document.seen,
    )


def _reviews(rooms: Rooms, draft: Draft, document: Document) -> list[FactCheck]:
    """Return the claims that the article rates, as fact-checks of the own site."""
    from ascertain.ingest.rating import rate

    return [
        FactCheck(
            id=content_id("review", draft.slug, review.claim),
            corpus="own",
            claim=review.claim,
            claimant=review.claimant,
            claim_date=review.date,
            appearances=tuple(url for url in review.appearances if url),
            title=draft.front.headline,
            summary=review.summary,
            url=f"{document.url or f'/articles/{draft.slug}'}#review-{number}",
            source=document.source or Source(name=rooms.settings.site_name),
            date=document.published,
            language=document.language,
            rating=review.step or _rated(rate(review.rating)),
            rating_words=review.rating,
        )
        for number, review in enumerate(draft.front.reviews, 1)
    ]


def _rated(rating: Rating) -> Rating:
    return Rating.OTHER if rating is Rating.UNRATED else rating


def _meaning(article: Article) -> str:
    """Return what an article is compared with others by: headline, standfirst and how it begins."""
    return "\n".join(filter(None, (article.title, article.standfirst, article.body[:1200])))


def utc_now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)
