"""Checking an installation: what works, what is broken, what is optional and how to get it."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ascertain.errors import AscertainError, NotConfigured

if TYPE_CHECKING:
    from ascertain.rooms import Rooms

_ENOUGH_SPACE = 2 * 1024**3
_PATIENCE = 5.0


@dataclass(frozen=True)
class Check:
    """One thing looked at."""

    name: str
    """What was looked at."""

    state: Literal["ok", "optional", "broken"]
    """``optional`` parts are missing and nothing needs them."""

    words: str
    """What was found, and for what is missing or broken, what to do."""


def check_up(rooms: Rooms) -> list[Check]:
    """Return what was found about every part of the installation."""
    return [
        _python(),
        _attempt("embedding model", lambda: _model(rooms)),
        _attempt("store", lambda: _store(rooms)),
        _attempt("search", lambda: _search(rooms)),
        _attempt("pictures", lambda: _blobs(rooms)),
        _text_reader(rooms),
        _attempt("language model", lambda: _language_model(rooms)),
        _searchers(rooms),
        _space(rooms),
        _optional("psycopg", "PostgreSQL store", "pip install 'ascertain[postgres]', then ASCERTAIN_STORE_URL"),
        _optional("pillow_heif", "HEIC pictures", "pip install pillow-heif"),
    ]


def _attempt(name: str, look: Callable[[], Check]) -> Check:
    try:
        return look()
    except AscertainError as error:
        return Check(name, "broken", str(error))


def _python() -> Check:
    version = ".".join(str(part) for part in sys.version_info[:3])
    return Check("Python", "ok", version)


def _model(rooms: Rooms) -> Check:
    from ascertain.models import verify_models

    problems = verify_models(rooms.settings)
    if problems:
        return Check("embedding model", "broken", f"{'; '.join(problems)}. Run: ascertain prepare")
    return Check("embedding model", "ok", f"{rooms.embedder.name}, checksums right, in {rooms.settings.models}")


def _store(rooms: Rooms) -> Check:
    problems = rooms.store.check()
    if problems:
        return Check("store", "broken", f"{'; '.join(problems)}. Restore a copy of {rooms.settings.home}.")
    counts = f"{rooms.store.fact_check_count():,} fact-checks, {rooms.store.document_count():,} documents"
    return Check("store", "ok", f"{counts}, in {rooms.settings.store_url or rooms.settings.home}")


def _search(rooms: Rooms) -> Check:
    held = {table: rooms.search.count(table) for table in ("factchecks", "passages")}
    wanted = {"factchecks": rooms.store.fact_check_count(), "passages": rooms.store.passage_count()}
    waiting = rooms.store.outbox_size()
    if held != wanted and not waiting:
        return Check("search", "broken", f"holds {held}, the store has {wanted}. Run: ascertain reindex")
    if waiting:
        return Check("search", "ok", f"{waiting:,} records wait to be indexed; the next import or verify does it")
    return Check("search", "ok", f"{sum(held.values()):,} records, the same as in the store")


def _blobs(rooms: Rooms) -> Check:
    probe = rooms.blobs.put(b"ascertain doctor")
    return Check("pictures", "ok", "can be stored") if rooms.blobs.has(probe) else Check("pictures", "broken", "lost")


def _text_reader(rooms: Rooms) -> Check:
    """Say what reads the text in pictures, in which languages; nothing else needs it."""
    name = "text in pictures"
    try:
        reader = rooms.text_reader
        return Check(name, "ok", f"{reader.name}, in {', '.join(reader.languages)}")
    except NotConfigured as error:
        return Check(name, "optional", str(error))


def _language_model(rooms: Rooms) -> Check:
    """Say which language model writes answers, and whether its endpoint has it; no claim is sent."""
    from ascertain.models.llm import open_llm

    name = "language model"
    llm = open_llm(rooms.settings)
    if llm is None:
        how = "set ASCERTAIN_LLM_URL and ASCERTAIN_LLM_MODEL"
        return Check(name, "optional", f"none: answers quote their passages; to have one: {how}")
    llm.check(seconds=_PATIENCE)
    return Check(name, "ok", f"{llm.name} answers")


def _searchers(rooms: Rooms) -> Check:
    """Say where answers are looked for besides the own collection; nothing is asked."""
    from ascertain.answer.searchers import open_searchers
    from ascertain.verbs import factcheckquery

    ready, closed = open_searchers(rooms.settings)
    on = [searcher.name for searcher in ready]
    off = [f"{one.searcher}: {one.problem.removeprefix('not searched: ')}" for one in closed]
    if missing := factcheckquery.missing(rooms):
        off.append(f"{factcheckquery.NAME}: {missing}")
    else:
        on.append(factcheckquery.NAME)
    words = [f"asked: {', '.join(on)}" if on else "answers rest on the own collection alone"]
    words += [f"off: {'; '.join(off)}"] if off else []
    return Check("web search", "ok" if on else "optional", "; ".join(words))


def _space(rooms: Rooms) -> Check:
    folder = rooms.settings.home
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    words = f"{free / 1024**3:.0f} GB free at {folder}"
    return Check("disk", "ok" if free > _ENOUGH_SPACE else "broken", words)


def _optional(module: str, name: str, how: str) -> Check:
    if importlib.util.find_spec(module):
        return Check(name, "ok", "installed")
    return Check(name, "optional", f"not installed; to have it: {how}")
