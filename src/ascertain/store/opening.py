"""Opening a store: which database, is it ours, and is it up to date."""

from __future__ import annotations

import time
from pathlib import Path

import sqlalchemy
from sqlalchemy import Connection, text
from sqlalchemy.exc import ArgumentError

from ascertain.errors import Invalid, NotConfigured, Unavailable
from ascertain.store.alltables import metadata
from ascertain.store.database import BUSY_SECONDS, Database, postgresql_engine, sqlite_engine

REVISIONS = tuple(f"{number:04d}" for number in range(1, 15))
"""The schema revisions this version knows, oldest first; here because importing Alembic takes a third of a second."""

VERSION_TABLE = "ascertain_revision"
_LOCK = 0x41534352
"""Number of the advisory lock that keeps two processes from migrating one PostgreSQL database at once."""


def open_database(url: str) -> Database:
    """Return the database at a SQLAlchemy URL, made or brought up to date where needed.

    Raises :class:`Invalid` for URLs and files that cannot be a store of this version, :class:`Unavailable` when
    the place cannot be reached or written, :class:`NotConfigured` when the PostgreSQL driver is missing.
    """
    try:
        parsed = sqlalchemy.make_url(url)
    except (ArgumentError, ValueError) as error:
        raise Invalid(f"{url!r} is not a database URL.", _URLS) from error
    match parsed.get_backend_name():
        case "sqlite":
            database = _open_sqlite(parsed)
        case "postgresql" | "postgres":
            database = _open_postgresql(parsed)
        case other:
            raise Invalid(f"{other} databases cannot hold a store.", _URLS)
    try:
        _bring_up_to_date(database)
    except BaseException:
        database.close()
        raise
    return database


_URLS = "Use sqlite:////absolute/path/store.db or postgresql://user@host/database."


def _open_sqlite(url: sqlalchemy.URL) -> Database:
    if url.drivername not in ("sqlite", "sqlite+pysqlite") or url.database in (None, "", ":memory:"):
        raise Invalid("A store in SQLite needs a file.", _URLS)
    path = Path(str(url.database))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(
            f"The folder of the store, {path.parent}, cannot be made: {error.strerror or error}.",
            "Check its permissions, or set ASCERTAIN_HOME to another folder.",
        ) from error
    if path.is_dir():
        raise Invalid(f"{path} is a folder; a store in SQLite is a file.", _URLS)
    return Database(sqlite_engine(url), str(path))


def _open_postgresql(url: sqlalchemy.URL) -> Database:
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        raise NotConfigured(
            "The driver for PostgreSQL is not installed.", "Install it with: pip install 'ascertain[postgres]'"
        ) from error
    url = url.set(drivername="postgresql+psycopg")
    return Database(postgresql_engine(url), url.render_as_string(hide_password=True))


def _bring_up_to_date(database: Database) -> None:
    with database.read() as connection:
        stored = _revision(connection, database)
        if stored is None and database.dialect == "sqlite":
            # Now as well as below, because the switch that follows already changes the file.
            _refuse_foreign(connection, database)
    if stored == REVISIONS[-1]:
        return
    if database.dialect == "sqlite":
        _switch_to_wal(database)
    with database.write() as connection:
        if database.dialect == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
        # Another process may have done it while this one waited.
        stored = _revision(connection, database)
        if stored is None:
            _refuse_foreign(connection, database)
        if stored != REVISIONS[-1]:
            _migrate(connection)


def _revision(connection: Connection, database: Database) -> str | None:
    """Return the revision of the tables, ``None`` without tables; raise :class:`Invalid` when it is not known here."""
    if database.dialect == "sqlite":
        query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = :name"
    else:
        # Not to_regclass(), which may answer from before the wait for the lock.
        query = (
            "SELECT 1 FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace"
            " WHERE n.nspname = current_schema() AND c.relname = :name"
        )
    if connection.execute(text(query), {"name": VERSION_TABLE}).first() is None:
        return None
    stored: str | None = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608
    if stored is not None and stored not in REVISIONS:
        raise Invalid(
            f"The store {database.name} was made by a newer version of Ascertain (revision {stored}).",
            "Update Ascertain, or give another store.",
        )
    return stored


def _refuse_foreign(connection: Connection, database: Database) -> None:
    # A SQLite file with tables belongs to some other program; a schema of PostgreSQL may be shared.
    names = set(sqlalchemy.inspect(connection).get_table_names())
    clash = names if database.dialect == "sqlite" else names & set(metadata.tables)
    if clash - {VERSION_TABLE}:
        raise Invalid(
            f"{database.name} holds tables of another program ({', '.join(sorted(clash)[:3])}).",
            "Give a new file or an empty database.",
        )


def _switch_to_wal(database: Database) -> None:
    # The switch needs the file for itself and is refused, without waiting, while another process looks at it.
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            database.switch_to_wal()
        except Unavailable as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    # "%" begins an interpolation in Alembic's settings.
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
