from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.ledger import server
from tests.ledger.made import reading
from truceline.errors import DamagedLedger, LedgerError, LedgerExists, MissingLedger, NotALedger
from truceline.ledger import Evidence, Judgement, Ledger, Review, open_ledger, restore
from truceline.ledger.database import Database


def fill(ledger: Ledger) -> None:
    ledger.add((reading(n) for n in range(9)), batch=4, evidence=lambda report: Evidence(body=report.text.encode()))
    claim = next(ledger.view().claims()).id
    ledger.judge([Judgement(kind="event", subjects=(claim,), by="Ana")])
    ledger.review([Review(subject=claim, verdict="wrong", by="Ana")])


def test_a_backup_is_the_ledger(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger)
    before = ledger.verify()
    ledger.backup(tmp_path / "kept")
    with open_ledger(tmp_path / "kept", create=False) as kept:
        assert kept.verify() == before
        assert list(kept.view().claims()) == list(ledger.view().claims())
    assert {path.name for path in tmp_path.iterdir()} <= {"kept", "ledger.sqlite"}


def test_it_is_restored_on_each_database(ledger: Ledger, places: Callable[[], str], tmp_path: Path) -> None:
    fill(ledger)
    ledger.backup(tmp_path / "kept")
    place = places()
    assert restore(tmp_path / "kept", place) == ledger.verify()
    with open_ledger(place, create=False) as again:
        assert again.verify() == ledger.verify()
        assert list(again.view().claims()) == list(ledger.view().claims())
        assert again.add([reading(3), reading(30)]).reports == 1
        assert again.verify().whole


def test_a_backup_under_write_load_is_whole(ledger: Ledger, places: Callable[[], str], tmp_path: Path) -> None:
    ledger.add(reading(n) for n in range(20))
    stop = threading.Event()
    numbers = iter(range(20, 10_000))

    def write() -> None:
        while not stop.is_set():
            ledger.add((reading(next(numbers)) for _ in range(4)), batch=2)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for i in range(2):
            ledger.backup(tmp_path / f"kept{i}")
    finally:
        stop.set()
        writer.join()
    counts = []
    for i in range(2):
        place = places()
        verdict = restore(tmp_path / f"kept{i}", place)
        with open_ledger(place) as again:
            assert again.verify() == verdict
            assert verdict.whole
        counts.append(verdict.reports)
    assert counts == sorted(counts)
    assert counts[0] >= 20
    assert counts[-1] < ledger.verify().reports + 1


def test_nothing_is_written_over(ledger: Ledger, places: Callable[[], str], tmp_path: Path) -> None:
    fill(ledger)
    ledger.backup(tmp_path / "kept")
    with pytest.raises(LedgerExists):
        ledger.backup(tmp_path / "kept")
    place = places()
    with open_ledger(place) as other:
        other.add([reading(77)])
        before = other.verify()
        with pytest.raises(LedgerExists):
            restore(tmp_path / "kept", place)
        assert other.verify() == before


def test_a_restore_that_was_ended_is_completed(postgresql: server.Server, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger") as ledger:
        ledger.add((reading(n) for n in range(4)), batch=2)
        ledger.backup(tmp_path / "half")
        ledger.add((reading(n) for n in range(4, 9)), batch=2)
        ledger.backup(tmp_path / "whole")
        place = postgresql.empty()
        restore(tmp_path / "half", place)
        assert restore(tmp_path / "whole", place) == ledger.verify()
        with open_ledger(place) as again:
            assert again.verify() == ledger.verify()


def test_a_damaged_backup_is_not_restored(ledger: Ledger, places: Callable[[], str], tmp_path: Path) -> None:
    fill(ledger)
    ledger.backup(tmp_path / "kept")
    database = Database(tmp_path / "kept")
    with database.writing() as connection:
        connection.execute(text("UPDATE claims SET event = 'AID' WHERE event <> 'AID'"))
    with pytest.raises(DamagedLedger, match="edited: claims"):
        restore(tmp_path / "kept", place := places())
    with pytest.raises(MissingLedger):
        open_ledger(place, create=False)


def test_what_is_no_backup(places: Callable[[], str], tmp_path: Path) -> None:
    (tmp_path / "words").write_text("words, and more words than sixteen bytes")
    with pytest.raises(NotALedger):
        restore(tmp_path / "words", places())
    with pytest.raises(MissingLedger):
        restore(tmp_path / "none", places())


def test_a_folder_that_is_not_there(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="cannot be written"):
        ledger.backup(tmp_path / "no" / "such" / "folder")
