"""Counts of what was done, for limits that every process of the site shares."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from ascertain.store.database import Database
from ascertain.store.peopletables import rates


class Rates:
    """Counts by key and window; a window is so many seconds since 1970 divided by its length."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, key: str, seconds: int, now: datetime, amount: float = 1.0) -> tuple[float, float]:
        """Count something and return the counts of this window of ``seconds`` and of the one before.

        Counts that no window needs any more are forgotten now and then.
        """
        window = int(now.timestamp()) // seconds
        until = datetime.fromtimestamp((window + 2) * seconds, UTC)
        with self._database.write() as connection:
            if window != 0 and int(now.timestamp()) % 60 == 0:
                connection.execute(delete(rates).where(rates.c.until < now - timedelta(minutes=1)))
            insert = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(rates)
            counted = insert.values(key=key, window=window, count=amount, until=until).on_conflict_do_update(
                index_elements=["key", "window"], set_={"count": rates.c.count + amount}
            )
            current = connection.execute(counted.returning(rates.c.count)).scalar_one()
            c = rates.c
            before = connection.execute(select(c.count).where(c.key == key, c.window == window - 1)).scalar()
        return float(current), float(before or 0.0)

    def forget(self, key: str) -> None:
        """Forget what was counted under a key."""
        with self._database.write() as connection:
            connection.execute(delete(rates).where(rates.c.key == key))
