"""Answers that are kept: a question asked, and asked again to see what came in since."""

from __future__ import annotations

from typing import Unpack

from ascertain.records import Answer, AskedAgain, Since
from ascertain.rooms import Rooms
from ascertain.verbs.asking import Event, How, ask


def silent(_event: Event) -> None:
    """Tell nobody."""


def ask_and_keep(rooms: Rooms, text: str, *, earlier: str = "", **how: Unpack[How]) -> Answer:
    """Ask as :func:`ascertain.verbs.asking.ask` does and keep the answer; the last event carries it as it was kept.

    ``earlier`` is the identifier of the answer that is asked again.
    """
    progress = how.get("progress", silent)

    def before_the_answer(event: Event) -> None:
        # Whoever hears of an answer must be able to open it: it is told once it is kept.
        if event.step != "answer":
            progress(event)

    quietly: How = {**how, "progress": before_the_answer}
    found = ask(rooms, text, **quietly)
    given = {"page": how.get("page", ""), "published": how.get("published"), "earlier": earlier}
    kept = found.model_copy(update=given)
    rooms.store.add_answer(kept)
    progress(Event("answer", "The answer", kept))
    return kept


def ask_kept_again(rooms: Rooms, answer_id: str, **how: Unpack[How]) -> AskedAgain:
    """Ask the question of a kept answer again, of the same page and day; return the answer with what came in since.

    Raises :class:`NotFound` when there is no such answer.
    """
    from ascertain.answer.since import difference

    before = rooms.store.answer(answer_id)
    same: How = {**how, "page": before.page, "published": before.published}
    after = ask_and_keep(rooms, before.question, earlier=before.id, **same)
    return AskedAgain(answer=after, since=difference(before, after))


def since_earlier(rooms: Rooms, answer: Answer) -> Since | None:
    """Return how an answer differs from the one that it asks again; ``None`` when it asks none again."""
    from ascertain.answer.since import difference

    return difference(rooms.store.answer(answer.earlier), answer) if answer.earlier else None
