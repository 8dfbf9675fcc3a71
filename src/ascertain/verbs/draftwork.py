"""Drafts: begun, saved without overwriting anybody, and published."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ascertain.errors import Invalid, NotFound, Refused
from ascertain.records import LONGEST_DRAFT, Article, Draft, Person, ReviewForm, SavedDraft
from ascertain.rooms import Rooms
from ascertain.verbs.claimwork import work_of

if TYPE_CHECKING:
    from ascertain.verbs.articles import Articles


def begin(rooms: Rooms, about: str, text: str, by: Person | None) -> Draft:
    """Keep the first version of a draft and return it; raises :class:`NotFound` for an unknown claim."""
    from ascertain.publish.drafting import EMPTY, begun_from, headline_in

    now = datetime.now(UTC)
    if about and not text:
        text = begun_from(work_of(rooms, about), by.name if by else "", now.date())
    text = _checked(text or EMPTY)
    draft = Draft(
        id=secrets.token_hex(8),
        version=1,
        title=headline_in(text),
        about=about,
        created=now,
        by=by.id if by else "",
        at=now,
        text=text,
    )
    rooms.store.drafts.begin(draft)
    return draft


def save(rooms: Rooms, draft_id: str, text: str, based_on: int, by: Person | None, *, automatic: bool) -> SavedDraft:
    """Keep a version made from ``based_on``, unless that is no longer the latest; the same text is kept once."""
    from ascertain.publish.drafting import headline_in

    text = _checked(text)
    latest = rooms.store.drafts.get(draft_id)
    if latest.text == text:
        return SavedDraft(kept=True, draft=latest)
    if latest.version != based_on:
        return SavedDraft(kept=False, draft=latest)
    changed = {
        "version": based_on + 1,
        "title": headline_in(text),
        "by": by.id if by else "",
        "at": datetime.now(UTC),
        "text": text,
        "automatic": automatic,
    }
    return rooms.store.drafts.save(latest.model_copy(update=changed))


def review(rooms: Rooms, draft: Draft) -> ReviewForm:
    """Return the first review of a draft; without one, the form as the claim that the draft is about fills it."""
    from ascertain.publish.drafting import review_of, reviews_in

    written = reviews_in(draft.text)
    if written or not draft.about:
        return written[0] if written else ReviewForm()
    try:
        return review_of(work_of(rooms, draft.about))
    except NotFound:
        # Its page was read anew and cut into sentences elsewhere.
        return ReviewForm()


def publish(rooms: Rooms, articles: Articles, draft_id: str, version: int, by: Person | None) -> Article:
    """Publish the version of a draft that somebody looked at, and note in the draft where it went."""
    draft = rooms.store.drafts.get(draft_id)
    if draft.version != version:
        raise Refused("Somebody saved another version meanwhile.", "Read theirs, then publish again.")
    article = articles.publish(draft.text, by=by, name="The draft")
    rooms.store.drafts.published(draft, article.slug)
    return article


def _checked(text: str) -> str:
    text = text.replace("\x00", "").replace("\r\n", "\n")
    if len(text) > LONGEST_DRAFT:
        raise Invalid(f"The draft has {len(text):,} characters; {LONGEST_DRAFT:,} are kept.", "Write it in parts.")
    return text
