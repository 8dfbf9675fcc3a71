"""The database behind the store: transactions, and its errors in our words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from ascertain.errors import AscertainError, Invalid, Unavailable

BUSY_SECONDS = 60
"""How long a writer waits for the others; an import writes for well under a second at a time."""


class Database:
    """An open database: ``with read()`` and ``with write()`` give a connection inside one transaction."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._writing = engine.execution_options(ascertain_writes=True)
        self.name = name

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._engine.dialect.name

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the database."""
        with translated(self.name), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection whose changes are all kept when the block ends, and none when it raises."""
        with translated(self.name), self._writing.begin() as connection:
            yield connection

    def switch_to_wal(self) -> None:
        """Let readers of a SQLite file go on while another process writes; the file remembers it."""
        with translated(self.name), self._engine.connect() as connection:
            # Outside a transaction, where SQLite allows it.
            driver = connection.connection.driver_connection
            if driver is not None:
                driver.execute("PRAGMA journal_mode = WAL").close()

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Turn the database's own errors into ours; ``name`` says which database, without its password."""
    try:
        yield
    except IntegrityError as error:
        raise Invalid(
            f"The store {name} refused a record that does not fit the others: {error.orig}.",
            "A sighting needs its picture and its document, a claim and a dossier their document.",
        ) from error
    except DataError as error:
        raise Invalid(f"The store {name} cannot hold or look up such a value: {error.orig}.") from error
    except UnicodeEncodeError as error:
        raise Invalid(
            "A text holds half of a character, which is no text.", "Check the encoding of what was given."
        ) from error
    except PoolTimeout as error:
        raise Unavailable(f"Too many at once use the store {name}.", "Try again later.") from error
    except DBAPIError as error:
        raise _foreign(name, error) from error


def _foreign(name: str, error: DBAPIError) -> AscertainError:
    words = " ".join(str(error.orig).split())
    if "not a database" in words or "malformed" in words or "file is encrypted" in words:
        return Invalid(
            f"{name} is not a readable SQLite database: {words}.",
            "Give another file, or restore this one from a backup.",
        )
    if "locked" in words:
        return Unavailable(
            f"The store {name} stayed locked by another process for {BUSY_SECONDS} seconds.", "Try again later."
        )
    if isinstance(error, OperationalError):
        return Unavailable(
            f"The store {name} cannot be used: {words}.",
            "Check that the folder is writable, the disk is not full, or the database server is running.",
        )
    return Unavailable(f"The store {name} failed: {words}.", "Run `ascertain doctor` to have it checked.")


def sqlite_engine(url: sqlalchemy.URL) -> Engine:
    """Return an engine for a SQLite file that many processes may read and write at once."""
    # A connection is an open file: threads wait for each other at the file's lock, not for connections.
    engine = sqlalchemy.create_engine(url, max_overflow=-1, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        # The driver would begin transactions by itself, and only before writes: we begin them, below.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A writer takes its lock at once: one that read first and then wanted to write could be refused
        # without waiting, because the state it read is no longer the latest.
        writes = connection.get_execution_options().get("ascertain_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def postgresql_engine(url: sqlalchemy.URL) -> Engine:
    """Return an engine for a PostgreSQL server."""
    return sqlalchemy.create_engine(url, pool_pre_ping=True, max_overflow=35, connect_args={"connect_timeout": 10})
