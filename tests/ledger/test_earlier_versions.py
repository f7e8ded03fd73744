"""Ledgers and readings of earlier versions, kept as those versions wrote them, and used with this one.

``tests/ledger/kept`` holds a ledger of each layout that was in use from 0.1.0 on, with the three sample reports that
``scripts/keep_ledger.py`` adds. The program of that day wrote it; it is never written anew.
"""

from __future__ import annotations

import gzip
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.sample import READING
from truceline.batch.loading import Loaded
from truceline.exports.contract import VERSION, to_object
from truceline.exports.export import export
from truceline.ledger import Ledger, open_ledger, restore
from truceline.ledger.migrate import NEWEST
from truceline.ledger.upgrading import versions
from truceline.linking import link

KEPT = Path(__file__).with_name("kept")
LEDGERS = sorted(KEPT.glob("layout-*.sqlite.gz"))
READINGS = sorted(KEPT.glob("reading-*.json"))
BATCHES = sorted(KEPT.glob("batch-*.zip"))


@pytest.fixture(params=LEDGERS, ids=lambda path: path.name)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    found = tmp_path / "kept.sqlite"
    found.write_bytes(gzip.decompress(request.param.read_bytes()))
    return found


@pytest.fixture
def ledger(place: Path) -> Iterator[Ledger]:
    with open_ledger(place, create=False) as found:
        yield found


def layout(place: Path) -> str:
    connection = sqlite3.connect(place)
    try:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])
    finally:
        connection.close()


def test_the_newest_layout_is_the_last_of_the_migrations() -> None:
    assert versions()[0] == NEWEST


def test_the_layouts_that_were_in_use_are_kept() -> None:
    assert {"layout-4.sqlite.gz", "layout-5.sqlite.gz"} <= {path.name for path in LEDGERS}
    assert READINGS
    assert BATCHES


def test_each_is_of_the_layout_that_it_says(place: Path, request: pytest.FixtureRequest) -> None:
    assert f"layout-{layout(place)}.sqlite.gz" in request.node.name


def test_opening_brings_it_to_the_newest_layout_with_nothing_lost(place: Path) -> None:
    before = sqlite3.connect(place)
    tables = ("reports", "readings", "claims", "agreements", "entries", "batches")
    counts = [before.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]
    head = before.execute("SELECT head FROM anchor").fetchone()[0]
    before.close()
    with open_ledger(place, create=False) as ledger:
        verdict = ledger.verify()
    assert layout(place) == NEWEST
    assert verdict.whole, [str(fault) for fault in verdict.faults]
    assert (verdict.reports, verdict.entries, verdict.batches) == (3, counts[4], counts[5])
    assert verdict.head == head
    after = sqlite3.connect(place)
    assert [after.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables] == counts
    after.close()


def test_its_claims_have_their_words_chains_and_readings(ledger: Ledger) -> None:
    view = ledger.view()
    claims = list(view.claims())
    assert len(claims) > 20
    for row in claims:
        text = view.report(row.report.id).text or ""
        assert text[row.claim.evidence.start : row.claim.evidence.end] == row.words
        assert row.claim.chain[-1].name == row.report.outlet
        assert view.claim(row.id) == row
    for report in view.reports():
        reading = view.reading(report.id)
        assert len(reading.claims) == len(view.claims_in(report.id))
        assert to_object(reading)["truceline"] == VERSION


def test_it_can_be_searched_and_exported_and_knows_its_agreements(ledger: Ledger, tmp_path: Path) -> None:
    view = ledger.view()
    assert view.search_claims("ceasefire") or view.search_claims("truce")
    assert any(row.parties for row in view.agreements())
    assert export(view, "csv", tmp_path / "claims.csv").rows == len(list(view.claims()))


def test_it_is_written_on(ledger: Ledger, tmp_path: Path) -> None:
    link(ledger, program="test")
    assert ledger.add([READING]).reports == 1
    link(ledger, program="test")
    verdict = ledger.verify()
    assert verdict.whole
    assert verdict.reports == 4
    ledger.backup(tmp_path / "backup.sqlite")
    with open_ledger(tmp_path / "backup.sqlite", create=False) as copy:
        assert copy.digest() == ledger.digest()


def test_it_is_restored_into_any_database(place: Path, places: Callable[[], str]) -> None:
    target = places()
    verdict = restore(place, target)
    with open_ledger(target, create=False) as new:
        assert new.verify().whole
        assert new.digest() == verdict.digest


@pytest.mark.parametrize("path", BATCHES, ids=lambda path: path.name)
def test_a_batch_is_loaded(path: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(path) as packed:
        packed.extractall(tmp_path / "out")
    with open_ledger(tmp_path / "made.sqlite") as ledger:
        loaded = Loaded(tmp_path / "out", ledger)
        added = ledger.add(loaded)
        assert (added.reports, added.unread, loaded.undone) == (3, 1, 0)
        assert {row.report.outlet for row in ledger.view().claims()} > {"Coast Standard"}
        assert ledger.verify().whole


@pytest.mark.parametrize("path", READINGS, ids=lambda path: path.name)
def test_a_field_of_the_json_stays_what_it_was_as_long_as_the_version_does(path: Path) -> None:
    kept = json.loads(path.read_text(encoding="utf-8"))
    (version,) = re.findall(r"reading-(\w+)\.json", path.name)
    assert kept["truceline"] == version
    if version == VERSION:
        assert lost(kept, to_object(READING)) == []


def lost(kept: Any, now: Any, at: str = "") -> list[str]:
    """Where something that was there is not there any more, or is something else; more may have come."""
    if isinstance(kept, dict) and isinstance(now, dict):
        return [
            place
            for name, value in kept.items()
            for place in (lost(value, now[name], f"{at}.{name}") if name in now else [f"{at}.{name}"])
        ]
    if isinstance(kept, list) and isinstance(now, list) and len(kept) == len(now):
        pairs = enumerate(zip(kept, now, strict=True))
        return [place for i, (one, other) in pairs for place in lost(one, other, f"{at}[{i}]")]
    return [] if kept == now and type(kept) is type(now) else [at]
