"""The store on disk: what a crash or an older program leaves, and what is cleaned up."""

from __future__ import annotations

import os
import sqlite3
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from catalog.files import FileStore
from catalog.settings import Settings
from catalog.store.connection import Database
from catalog.store.schema import VERSION, StoreError
from catalog.store.store import Store
from tests.catalog.conftest import START, Catalog, Clock, Desk

DAY = timedelta(days=1).total_seconds()


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path)


def kept(files: FileStore, content: bytes) -> str:
    incoming = files.incoming()
    for at in range(0, len(content), 3):
        incoming.write(content[at : at + 3])
    return incoming.keep()


def test_a_file_is_kept_under_its_hash(files: FileStore) -> None:
    sha256 = kept(files, b"some bytes")

    assert b"some bytes" == files.path(sha256).read_bytes()
    assert sha256 == kept(files, b"some bytes")


def test_a_dropped_file_leaves_nothing(files: FileStore, tmp_path: Path) -> None:
    incoming = files.incoming()
    incoming.write(b"x")
    incoming.drop()

    assert [] == [path for path in tmp_path.rglob("*") if path.is_file()]


def test_only_old_files_that_nobody_knows_are_swept(files: FileStore) -> None:
    known, fresh, old = (kept(files, content) for content in (b"known", b"fresh", b"old"))
    half = files.incoming()
    now = files.path(fresh).stat().st_mtime
    for sha256 in (known, old):
        os.utime(files.path(sha256), (now - 2 * DAY, now - 2 * DAY))

    assert 1 == files.sweep({known}, now=now)
    assert [True, True, False] == [files.path(s).exists() for s in (known, fresh, old)]
    assert 2 == files.sweep({known}, now=now + 2 * DAY)
    half.drop()


def test_sending_a_file_again_makes_it_young(files: FileStore) -> None:
    sha256 = kept(files, b"again")
    os.utime(files.path(sha256), (0, 0))
    kept(files, b"again")

    assert 0 == files.sweep(set(), now=files.path(sha256).stat().st_mtime)


def test_everything_is_there_after_a_restart(
    catalog: Catalog, publisher: Desk, settings: Settings
) -> None:
    publisher("package_create", name="toilets", owner_org="292095_ikoma", resources=[{"name": "a"}])
    shown = publisher.revise({"name": "toilets"}, files={0: ("a.csv", b"bytes")})
    again = Store(settings.store, START)
    with again.database.read() as connection:
        names = [row["name"] for row in connection.execute("SELECT name FROM package")]
        (sha256,) = (row[0] for row in connection.execute("SELECT sha256 FROM resource"))

    assert [shown["name"]] == names
    assert b"bytes" == again.files.path(sha256).read_bytes()
    again.close()


def test_a_changed_folding_table_builds_the_index_anew(
    catalog: Catalog, publisher: Desk, settings: Settings
) -> None:
    publisher("package_create", name="toilets", title="公衆トイレ", owner_org="292095_ikoma")
    with sqlite3.connect(settings.store / "catalog.sqlite3") as connection:
        connection.execute("UPDATE setting SET value = 'older'")
        connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
    connection.close()
    assert [] == publisher.found("トイレ")

    Store(settings.store, START).close()

    assert ["toilets"] == publisher.found("トイレ")
    publisher("package_patch", id="toilets", title="便所")
    assert [] == publisher.found("トイレ")


def test_the_index_stays_whole_under_changes(catalog: Catalog, publisher: Desk) -> None:
    for title in ("公衆トイレ", "公園", "", "公衆トイレ"):
        publisher.ask("package_create", name="toilets", owner_org="292095_ikoma")
        publisher("package_patch", id="toilets", title=title)
    with sqlite3.connect(catalog.settings.store / "catalog.sqlite3") as connection:
        connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")
        (count,) = connection.execute(
            "SELECT count(*) FROM search WHERE search MATCH '\"公園\"'"
        ).fetchone()
    connection.close()

    assert 0 == count


def test_a_store_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    Database(tmp_path / "catalog.sqlite3").close()
    with sqlite3.connect(tmp_path / "catalog.sqlite3") as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()

    with pytest.raises(StoreError, match="newer program"):
        Database(tmp_path / "catalog.sqlite3")


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite3").write_bytes(b"no database" * 1000)

    with pytest.raises(StoreError, match="cannot be used"):
        Database(tmp_path / "catalog.sqlite3")


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path / "catalog.sqlite3")

    def fail() -> None:
        with database.write() as connection:
            connection.execute("INSERT INTO setting (name, value) VALUES ('a', 'b')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with database.read() as connection:
        assert [] == connection.execute("SELECT * FROM setting").fetchall()
    database.close()


def test_a_reader_sees_one_moment_and_the_next_reader_the_latest(tmp_path: Path) -> None:
    database = Database(tmp_path / "catalog.sqlite3")
    count = "SELECT count(*) FROM setting"
    with database.read() as reader:
        assert 0 == reader.execute(count).fetchone()[0]
        with database.write() as writer:
            writer.execute("INSERT INTO setting (name, value) VALUES ('a', 'b')")
        assert 0 == reader.execute(count).fetchone()[0]
        with database.read() as other:
            assert 1 == other.execute(count).fetchone()[0]
    database.close()


def test_two_processes_may_write_to_one_store(tmp_path: Path) -> None:
    databases = [Database(tmp_path / "catalog.sqlite3") for _ in range(2)]

    def write(database: Database, prefix: str) -> None:
        for number in range(25):
            with database.write() as connection:
                connection.execute(
                    "INSERT INTO setting (name, value) VALUES (?, '')", (f"{prefix}{number}",)
                )

    writers = [
        threading.Thread(target=write, args=(database, prefix))
        for database, prefix in zip(databases, "ab", strict=True)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    with databases[0].read() as connection:
        assert 50 == connection.execute("SELECT count(*) FROM setting").fetchone()[0]
    for database in databases:
        database.close()


def test_the_clock_of_tests_moves(clock: Clock) -> None:
    assert clock() < clock()
