"""Answers as they were made; they are never changed."""

from __future__ import annotations

from sqlalchemy import select

from ascertain.errors import Invalid, NotFound
from ascertain.records import Answer
from ascertain.store.database import Database
from ascertain.store.dialect import plain, upsert
from ascertain.store.reading import in_order
from ascertain.store.rows import AnswerSummary
from ascertain.store.tables import answers


class Answers:
    """Answers by identifier, and the list of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, answer: Answer) -> None:
        """Keep an answer; a stored one stays as it is. Raises :class:`Invalid` for one inside a dossier."""
        if not answer.id or answer.at is None:
            raise Invalid("An answer inside a dossier is kept with it.", "Keep answers that have an identifier.")
        row = {
            "id": answer.id,
            "question": plain(answer.question),
            "verdict": answer.verdict or "",
            "earlier": answer.earlier,
            "at": answer.at,
            "record": answer.model_dump_json(),
        }
        with self._database.write() as connection:
            upsert(connection, answers, [row], keep=True)

    def get(self, answer_id: str) -> Answer:
        """Return the answer, or raise :class:`NotFound`."""
        with self._database.read() as connection:
            found = in_order(connection, answers, Answer, [answer_id])
        if not found:
            raise NotFound(f"The store holds no answer {answer_id}.")
        return found[0]

    def newest(self, limit: int) -> list[AnswerSummary]:
        """Return the latest ``limit`` answers as a list shows them, newest first."""
        return self._summaries("", limit)

    def again(self, answer_id: str) -> list[AnswerSummary]:
        """Return the answers that ask an answer again, newest first."""
        return self._summaries(answer_id, None)

    def _summaries(self, earlier: str, limit: int | None) -> list[AnswerSummary]:
        c = answers.c
        query = select(c.id, c.question, c.verdict, c.at).order_by(c.at.desc(), c.id).limit(limit)
        if earlier:
            query = query.where(c.earlier == earlier)
        with self._database.read() as connection:
            return [AnswerSummary(*row) for row in connection.execute(query)]
