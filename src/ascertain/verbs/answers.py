"""Answers that are kept: a question asked, and asked again to see what came in since."""

from __future__ import annotations

from datetime import date

from ascertain.records import Answer, AskedAgain, Since
from ascertain.rooms import Rooms
from ascertain.verbs.asking import SECONDS, Event, Tell, ask


def silent(_event: Event) -> None:
    """Tell nobody."""


def ask_and_keep(
    rooms: Rooms,
    text: str,
    *,
    seconds: float = SECONDS,
    progress: Tell = silent,
    page: str = "",
    published: date | None = None,
    earlier: str = "",
) -> Answer:
    """Ask as :func:`ascertain.verbs.asking.ask` does and keep the answer; the last event carries it as it was kept.

    ``earlier`` is the identifier of the answer that is asked again.
    """

    def before_the_answer(event: Event) -> None:
        # Whoever hears of an answer must be able to open it: it is told once it is kept.
        if event.step != "answer":
            progress(event)

    found = ask(rooms, text, seconds=seconds, progress=before_the_answer, page=page, published=published)
    kept = found.model_copy(update={"page": page, "published": published, "earlier": earlier})
    rooms.store.add_answer(kept)
    progress(Event("answer", "The answer", kept))
    return kept


def ask_kept_again(rooms: Rooms, answer_id: str, *, seconds: float = SECONDS, progress: Tell = silent) -> AskedAgain:
    """Ask the question of a kept answer again and return the new answer with the evidence since then.

    Raises :class:`NotFound` when there is no such answer.
    """
    from ascertain.answer.since import difference

    before = rooms.store.answer(answer_id)
    after = ask_and_keep(
        rooms,
        before.question,
        seconds=seconds,
        progress=progress,
        page=before.page,
        published=before.published,
        earlier=before.id,
    )
    return AskedAgain(answer=after, since=difference(before, after))


def since_earlier(rooms: Rooms, answer: Answer) -> Since | None:
    """Return how an answer differs from the one that it asks again; ``None`` when it asks none again."""
    from ascertain.answer.since import difference

    return difference(rooms.store.answer(answer.earlier), answer) if answer.earlier else None
