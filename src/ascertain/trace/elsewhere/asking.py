"""Asking every service that is set up, side by side; one that fails is told, never missed."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime

from ascertain.errors import AscertainError
from ascertain.records import SightingMatch
from ascertain.settings import Settings
from ascertain.trace.elsewhere.bing import BingVisual
from ascertain.trace.elsewhere.cloudvision import CloudVision
from ascertain.trace.elsewhere.lookup import Found, Lookup, Told, Web
from ascertain.trace.elsewhere.merging import merge
from ascertain.trace.elsewhere.tineye import TinEye

SERVICES = (TinEye, CloudVision, BingVisual)
"""Every adapter, in the order in which their names stand in a sighting."""


@dataclass(frozen=True)
class Lookups:
    """The services that can be asked, and a sentence about those that cannot."""

    ready: tuple[Lookup, ...]
    notes: tuple[str, ...]


def _now() -> datetime:
    return datetime.now(UTC)


def open_lookups(settings: Settings, web: Web, now: Callable[[], datetime] = _now) -> Lookups:
    """Return the services for which ``settings`` hold a key; nothing is sent yet.

    ``web`` is the guarded client; let it try once or twice only, because some services count each question.
    """
    services = [service(web, settings, now) for service in SERVICES]
    ready = tuple(service for service in services if service.is_set_up)
    missing = [f"{service.name} (set {service.variable})" for service in services if not service.is_set_up]
    notes = (f"Not asked, because no key is set: {', '.join(missing)}.",) if missing else ()
    return Lookups(ready, notes)


def look_elsewhere(
    picture: bytes, public_url: str | None, lookups: Lookups
) -> tuple[tuple[SightingMatch, ...], tuple[str, ...]]:
    """Return what the services know of a picture, each page once, earliest first; and notes for the reader.

    ``public_url`` is an address at which anybody finds this picture, ``None`` when there is none. Services are asked
    at the same time. One that fails, for whatever reason its error names, becomes a note and leaves the others'
    finds untouched; nothing is raised.
    """
    if not lookups.ready:
        return (), lookups.notes
    with ThreadPoolExecutor(len(lookups.ready), thread_name_prefix="ascertain-lookup") as threads:
        found = list(threads.map(lambda service: _asked(service, picture, public_url), lookups.ready))
    notes = [note for finds in found for note in finds.notes]
    return merge((), *(finds.matches for finds in found)), (*notes, *lookups.notes)


def _asked(service: Lookup, picture: bytes, public_url: str | None) -> Found:
    try:
        return service.look(picture, public_url)
    except AscertainError as error:
        # What a failed download advises is about pages; here nothing but another try helps.
        words = f"{error.message} Try again later." if isinstance(error, Told) else str(error)
        return Found((), (f"{service.name} gave no answer: {words}",))
