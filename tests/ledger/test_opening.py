"""Opening, migrating, and what stands in the way: each a ledger error that names the ledger, which stays whole."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from tests.ledger import server
from tests.ledger.made import reading
from truceline.errors import (
    DamagedLedger,
    LedgerBusy,
    LedgerError,
    LedgerFull,
    LedgerGone,
    LedgerReadOnly,
    MissingLedger,
    NewerLedger,
    NotALedger,
)
from truceline.ledger import Ledger, open_ledger
from truceline.ledger.database import Database, journal_for, sqlite_module
from truceline.ledger.schema import METADATA, SEARCH_CLAIMS, SEARCH_REPORTS


def execute(place: str, *statements: str) -> None:
    database = Database(place)
    with database.writing() as connection:
        for statement in statements:
            connection.execute(text(statement))
    database.close()


def test_migrations_make_the_tables_of_the_schema(ledger: Ledger, place: str) -> None:
    database = Database(place)

    def ours(name: str | None, kind: str, parents: object) -> bool:
        return kind != "table" or not str(name).startswith((SEARCH_CLAIMS, SEARCH_REPORTS))

    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": ours, "compare_type": True})
        assert compare_metadata(context, METADATA) == []
    database.close()


def test_none_is_made_where_none_is_asked_for(place: str) -> None:
    with pytest.raises(MissingLedger) as caught:
        open_ledger(place, create=False)
    assert caught.value.ledger.split("?")[0] in place
    assert not Path(place).exists()


def test_one_of_a_later_version_is_left_alone(place: str) -> None:
    with open_ledger(place) as ledger:
        ledger.add([reading(1)])
    execute(place, "UPDATE alembic_version SET version_num = '99'")
    with pytest.raises(NewerLedger):
        open_ledger(place)


@pytest.mark.parametrize("content", [b"words and more words, enough of them", b"SQLite format 3\0" + b"x" * 5000, b"x"])
def test_another_file_is_no_ledger(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(content)
    with pytest.raises((NotALedger, DamagedLedger)) as caught:
        open_ledger(path)
    assert caught.value.ledger == str(path)
    assert path.read_bytes() == content


def test_another_database_is_no_ledger(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other")) as other:
        other.execute("CREATE TABLE ships (name TEXT)")
    with pytest.raises(NotALedger):
        open_ledger(tmp_path / "other")


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(NotALedger, match="folder"):
        open_ledger(tmp_path)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LedgerError, match="cannot be opened or made"):
        open_ledger(tmp_path / "file" / "ledger")


def test_several_at_once_make_one(place: str) -> None:
    errors: list[Exception] = []

    def run(number: int) -> None:
        try:
            with open_ledger(place) as ledger:
                ledger.add([reading(number)])
        except Exception as error:  # noqa: BLE001
            errors.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with open_ledger(place) as ledger:
        verdict = ledger.verify()
    assert verdict.whole
    assert (verdict.reports, verdict.batches) == (5, 5)


def test_a_lock_that_is_held_for_too_long(place: str) -> None:
    with open_ledger(place, wait=0.2) as ledger:
        ledger.add([reading(1)])
        other = Database(place)
        with other.writing(), pytest.raises(LedgerBusy):
            ledger.add([reading(2)])
        other.close()
        assert ledger.add([reading(2)]).reports == 1
        assert ledger.verify().whole


def test_no_room_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_ledger(tmp_path / "ledger") as ledger:
        ledger.add([reading(1)])
        before = ledger.verify()
        limit(ledger, monkeypatch, "PRAGMA max_page_count = 1")  # no further page
        with pytest.raises(LedgerFull, match="ledger: no room"):
            ledger.add((reading(number) for number in range(2, 300)), batch=300)
        monkeypatch.undo()
        assert ledger.verify() == before
        assert ledger.add([reading(2)]).reports == 1


def limit(ledger: Ledger, monkeypatch: pytest.MonkeyPatch, pragma: str) -> None:
    database = ledger._database
    writing = database.writing

    def limited():
        return _Limited(writing, pragma)

    monkeypatch.setattr(database, "writing", limited)


class _Limited:
    def __init__(self, writing, pragma: str) -> None:
        self.context = writing()
        self.pragma = pragma

    def __enter__(self):
        connection = self.context.__enter__()
        connection.exec_driver_sql(self.pragma)
        return connection

    def __exit__(self, *error):
        return self.context.__exit__(*error)


def test_one_that_may_not_be_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_ledger(tmp_path / "ledger") as ledger:
        ledger.add([reading(1)])
        limit(ledger, monkeypatch, "PRAGMA query_only = 1")
        with pytest.raises(LedgerReadOnly):
            ledger.add([reading(2)])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    with pytest.raises(LedgerReadOnly):
        open_ledger(tmp_path / "locked" / "ledger")


def test_a_file_that_was_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "ledger"
    with open_ledger(path) as ledger:
        ledger.add(reading(number) for number in range(40))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises((DamagedLedger, NotALedger)), open_ledger(path) as ledger:
        ledger.verify()


def test_no_server(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(LedgerGone) as caught:
        open_ledger(f"postgresql://ana:secret@/truceline?host={tmp_path}")
    assert "secret" not in str(caught.value)


def test_a_server_that_goes_away(postgresql: server.Server) -> None:
    with server.running() as own:
        ledger = open_ledger(own.empty())
        ledger.add([reading(1)])
        own.stop()
        with pytest.raises(LedgerGone):
            ledger.add([reading(2)])
        server.start(own.folder)
        assert ledger.add([reading(2)]).reports == 1
        assert ledger.verify().whole
        ledger.close()


def test_a_connection_that_is_cut(postgresql: server.Server) -> None:
    place = postgresql.empty()
    with open_ledger(place) as ledger:
        ledger.add([reading(1)])

        def readings():
            yield reading(2)
            execute(place, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
            yield reading(3)

        assert ledger.add(readings(), batch=1).reports == 2  # a dead connection is told before it is used
        assert ledger.verify().whole


def test_a_database_that_is_not_there(postgresql: server.Server) -> None:
    with pytest.raises(LedgerGone, match="nowhere"):
        open_ledger(postgresql.address.replace("/postgres?", "/nowhere?"))


@pytest.mark.parametrize("address", ["mysql://db.example/x", "postgresql://[", "://", "http://coast.example/ledger"])
def test_another_address(address: str) -> None:
    with pytest.raises(LedgerError):
        open_ledger(address)


@pytest.mark.parametrize(
    ("version", "journal"), [((3, 40, 1), "DELETE"), ((3, 51, 2), "DELETE"), ((3, 51, 3), "WAL"), ((3, 53, 0), "WAL")]
)
def test_only_newer_versions_of_sqlite_use_a_write_ahead_log(version: tuple[int, ...], journal: str) -> None:
    assert journal_for(version) == journal


def test_each_sqlite_opens_the_file_of_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pysqlite3", reason="the extra sqlite brings it")
    from truceline.ledger import database

    assert sqlite_module() is not sqlite3
    with open_ledger(tmp_path / "ledger") as ledger:
        ledger.add([reading(1)])
    monkeypatch.setattr(database, "_newer", None)
    with open_ledger(tmp_path / "ledger") as ledger:
        ledger.add([reading(2)])
        assert ledger.verify().reports == 2
    monkeypatch.undo()
    with open_ledger(tmp_path / "ledger") as ledger:
        ledger.add([reading(3)])
        assert ledger.verify().whole


def test_it_is_kept_safe_from_power_cuts(places: Callable[[], str]) -> None:
    place = places()
    with open_ledger(place) as ledger, ledger._database.reading() as connection:
        if ledger._database.is_sqlite:
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
