"""Opening stores: new, old, newer, foreign and broken ones."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text
from store_samples import fact_check

from ascertain.errors import Invalid, NotConfigured, Unavailable
from ascertain.store import ImportRun, Store, open_store
from ascertain.store.alltables import metadata
from ascertain.store.opening import REVISIONS, VERSION_TABLE

pytest_plugins = ("store_places",)


def test_a_store_opened_again_holds_what_it_held(store: Store, store_url: str) -> None:
    store.add_fact_checks([fact_check(1)])
    store.close()
    again = open_store(store_url)
    assert again.fact_checks([fact_check(1).id]) == [fact_check(1)]
    again.close()


def test_migrations_make_exactly_the_tables_of_this_version(store: Store, store_url: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    engine = create_engine(store_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_known_revisions_are_those_of_the_migrations() -> None:
    from alembic.script import ScriptDirectory

    import ascertain.store

    scripts = ScriptDirectory(str(Path(ascertain.store.__file__).parent / "migrations"))
    assert tuple(script.revision for script in scripts.walk_revisions())[::-1] == REVISIONS


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_a_store_of_an_older_version_is_brought_up_to_date(store_url: str, revision: str) -> None:
    from alembic import command
    from alembic.config import Config

    import ascertain.store

    config = Config()
    config.set_main_option("script_location", str(Path(ascertain.store.__file__).parent / "migrations"))
    engine = create_engine(store_url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        row = "INSERT INTO import_runs (key, position, new, changed, same, rejected, finished{})"
        values = " VALUES ('feed', 7, 0, 0, 0, 0, true{})"
        later = ("", "") if revision == "0001" else (", cursor", ", ''")
        connection.execute(text(row.format(later[0]) + values.format(later[1])))
    engine.dispose()
    opened = open_store(store_url)
    assert opened.import_run("feed") == ImportRun("feed", position=7, finished=True)
    opened.close()


def test_a_store_of_a_newer_version_is_refused(store: Store, store_url: str) -> None:
    store.close()
    engine = create_engine(store_url)
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(Invalid, match="newer version") as caught:
        open_store(store_url)
    assert "Update Ascertain" in caught.value.hint
    engine.dispose()


def test_a_database_of_another_program_is_left_alone(store_url: str) -> None:
    engine = create_engine(store_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE documents (id INTEGER)"))
    with pytest.raises(Invalid, match="another program"):
        open_store(store_url)
    assert inspect(engine).get_table_names() == ["documents"]
    engine.dispose()


def test_opening_an_up_to_date_store_does_not_load_alembic(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    open_store(url).close()
    code = (
        "import sys; from ascertain.store import open_store; open_store(sys.argv[1]); print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, url], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"


def test_importing_the_package_does_not_load_sqlalchemy() -> None:
    code = "import sys, ascertain.store; print('sqlalchemy' in sys.modules, 'numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False False"


def test_the_sqlite_file_is_set_up_for_several_processes(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "store.db"
    store = open_store(f"sqlite:///{path}")
    with store._database.read() as connection:
        settings = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    store.close()
    assert settings == {"journal_mode": "wal", "synchronous": 1, "foreign_keys": 1, "busy_timeout": 60_000}


def test_a_file_that_is_not_a_database(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear reader, this is not a database.\n" * 50)
    with pytest.raises(Invalid, match="not a readable SQLite database"):
        open_store(f"sqlite:///{path}")
    assert path.read_text().startswith("Dear reader")


def test_a_truncated_database(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    store = open_store(f"sqlite:///{path}")
    store.add_fact_checks([fact_check(n) for n in range(500)])
    store.close()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(Invalid, match="not a readable SQLite database"):
        open_store(f"sqlite:///{path}").check()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Unavailable, match="cannot be made"):
        open_store(f"sqlite:///{tmp_path / 'file' / 'sub' / 'store.db'}")


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="is a folder"):
        open_store(f"sqlite:///{tmp_path}")


def test_a_disk_that_cannot_be_written() -> None:
    # Nobody may make files here, root included.
    with pytest.raises(Unavailable, match="unable to open database file"):
        open_store("sqlite:////proc/1/store.db")


@pytest.mark.parametrize(
    "url", ["", "nonsense", "mysql://user@host/name", "sqlite://", "sqlite:///:memory:", "sqlite+aiosqlite:///x.db"]
)
def test_urls_that_cannot_hold_a_store(url: str) -> None:
    with pytest.raises(Invalid, match=r"URL|databases|needs a file"):
        open_store(url)


def test_a_server_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(Unavailable) as caught:
        open_store("postgresql://reader:geheim@127.0.0.1:1/store")
    assert "geheim" not in str(caught.value)
    assert "127.0.0.1" in str(caught.value)


def test_the_short_name_of_postgresql_works(new_postgresql: Callable[[], str]) -> None:
    url = new_postgresql().replace("postgresql+psycopg://", "postgres://")
    store = open_store(url)
    assert store.fact_check_count() == 0
    store.close()


def test_a_missing_driver_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(NotConfigured, match="ascertain\\[postgres\\]"):
        open_store("postgresql://reader@127.0.0.1/store")


def test_a_store_locked_for_too_long_is_unavailable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "store.db"
    open_store(f"sqlite:///{path}").close()
    monkeypatch.setattr("ascertain.store.database.BUSY_SECONDS", 0.05)
    store = open_store(f"sqlite:///{path}")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable, match="locked"):
        store.add_fact_checks([fact_check(1)])
    assert store.fact_check_count() == 0
    other.execute("ROLLBACK")
    other.close()
    store.add_fact_checks([fact_check(1)])
    store.close()
