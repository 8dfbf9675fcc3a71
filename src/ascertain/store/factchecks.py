"""Fact-checks and the state of their imports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import func, select

from ascertain.records import FactCheck
from ascertain.store.claimqueue import await_comparison
from ascertain.store.database import Database
from ascertain.store.dialect import plain, upsert
from ascertain.store.factcheckpages import place
from ascertain.store.outbox import enqueue
from ascertain.store.reading import by_key, in_order, parse
from ascertain.store.rows import Added, ImportRun
from ascertain.store.tables import fact_checks, import_runs


class FactChecks:
    """Fact-checks by identifier, and how far each import has come."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, items: Sequence[FactCheck], run: ImportRun | None) -> Added:
        """Keep the fact-checks with their outbox and queue rows and the run's new state, all or nothing."""
        with self._database.write() as connection:
            added, fresh = sort_out(items, by_key(connection, fact_checks, [item.id for item in items]))
            upsert(connection, fact_checks, [_row(item) for item in fresh])
            enqueue(connection, "factchecks", [item.id for item in fresh])
            await_comparison(connection, [item.id for item in fresh])
            place(connection, fresh)
            if run is not None:
                upsert(connection, import_runs, [asdict(run.counting(added))])
        return added

    def save_run(self, run: ImportRun) -> None:
        """Keep the state of an import as it is given."""
        with self._database.write() as connection:
            upsert(connection, import_runs, [asdict(run)])

    def run(self, key: str) -> ImportRun | None:
        """Return the state of an import, ``None`` when it never began."""
        with self._database.read() as connection:
            row = connection.execute(select(import_runs).where(import_runs.c.key == key)).mappings().first()
        return None if row is None else ImportRun(**row)

    def get(self, ids: Sequence[str]) -> list[FactCheck]:
        """Return the fact-checks in the order of ``ids``; unknown identifiers are left out."""
        with self._database.read() as connection:
            return in_order(connection, fact_checks, FactCheck, ids)

    def count(self, corpus: str | None) -> int:
        """Return how many there are, in one corpus or in all."""
        query = select(func.count()).select_from(fact_checks)
        if corpus is not None:
            query = query.where(fact_checks.c.corpus == corpus)
        with self._database.read() as connection:
            return connection.execute(query).scalar_one()

    def corpora(self) -> dict[str, int]:
        """Return each corpus with how many fact-checks it holds, by name."""
        corpus = fact_checks.c.corpus
        with self._database.read() as connection:
            rows = connection.execute(select(corpus, func.count()).group_by(corpus).order_by(corpus)).all()
        return {str(name): int(number) for name, number in rows}

    def languages(self, corpus: str) -> dict[str, int]:
        """Return each language of a corpus with how many fact-checks are in it, most first."""
        language, number = fact_checks.c.language, func.count()
        query = select(language, number).where(fact_checks.c.corpus == corpus).group_by(language)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(number.desc(), language)).all()
        return {str(name): int(many) for name, many in rows}

    def publishers(self, corpus: str) -> dict[str, str]:
        """Return each publisher of a corpus with the address of one of its fact-checks, by name."""
        publisher = fact_checks.c.publisher
        query = select(publisher, func.max(fact_checks.c.url)).where(fact_checks.c.corpus == corpus)
        with self._database.read() as connection:
            rows = connection.execute(query.group_by(publisher).order_by(publisher)).all()
        return {str(name): str(address) for name, address in rows}


def sort_out(items: Sequence[FactCheck], stored: dict[str, str]) -> tuple[Added, list[FactCheck]]:
    """Return the counts and the fact-checks to be written; of two with one identifier the later stands; pure."""
    counts = {"new": 0, "changed": 0, "same": 0}
    known: dict[str, FactCheck] = {}
    fresh: dict[str, FactCheck] = {}
    for item in items:
        if item.id not in known and item.id in stored:
            known[item.id] = parse(FactCheck, fact_checks, item.id, stored[item.id])
        before = known.get(item.id)
        kind = "new" if before is None else "same" if before == item else "changed"
        counts[kind] += 1
        if kind != "same":
            known[item.id] = fresh[item.id] = item
    return Added(**counts), list(fresh.values())


def _row(item: FactCheck) -> dict[str, Any]:
    return {
        "id": item.id,
        "corpus": item.corpus,
        "url": plain(item.url),
        "language": item.language,
        "publisher": plain(item.source.name),
        "date": item.date,
        "rating": item.rating.value,
        "record": item.model_dump_json(),
    }
