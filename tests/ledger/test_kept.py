"""Columns that are kept in the ledger: whoever opens it has them at once, and they answer as the tables do."""

from __future__ import annotations

from dataclasses import fields
from random import Random

import numpy as np
import pytest
from sqlalchemy import delete, text

from tests.ledger import made
from truceline.ledger import Filters, Judgement, Ledger, open_ledger
from truceline.ledger.columns import Columns, Snapshot
from truceline.ledger.columns.kept import state_of
from truceline.ledger.columns.layout import CODED
from truceline.ledger.schema import COLUMNS

QUESTIONS = (
    Filters(),
    Filters(event="assault"),
    Filters(factuality="PR+"),
    Filters(country="vrd"),
    Filters(actor="korvath", since="2031-02-12"),
    Filters(outlet="coast standard"),
    Filters(origin="wire"),
    Filters(event="NONE"),
)
PARTS = text("SELECT name || part, data FROM columns")


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    ledger.add(made.reading(i, version=v) for i in range(30) for v in range(1 + i % 3))
    return ledger


def decoded(snapshot: Snapshot) -> dict[str, list[object]]:
    """All columns with words in the place of codes, which differ with the order of reading."""
    words = {field.name: [*getattr(snapshot.codes, field.name).words, None] for field in fields(snapshot.codes)}
    found: dict[str, list[object]] = {"event": snapshot.event.tolist(), "origin": snapshot.origin.tolist()}
    for table in ("reports", "claims", "actors", "places", "denials", "agreements", "resting"):
        for field in fields(getattr(snapshot, table)):
            name = f"{table}.{field.name}"
            values = getattr(getattr(snapshot, table), field.name).tolist()
            found[name] = [words[CODED[name]][value] for value in values] if name in CODED else values
    countries = zip(snapshot.countries.claim.tolist(), snapshot.countries.country.tolist(), strict=True)
    found["countries"] = [*sorted((claim, words["country"][code]) for claim, code in countries)]
    return found


def read_anew(ledger: Ledger) -> Snapshot:
    """The columns as the tables have them."""
    with ledger.database.writing() as connection:
        kept = connection.execute(COLUMNS.select()).all()
        connection.execute(delete(COLUMNS))
    found = Columns(ledger).now()
    with ledger.database.writing() as connection:
        ledger.database.insert(connection, COLUMNS, [tuple(row) for row in kept])
    return found


def test_what_is_kept_bit_by_bit_is_what_the_tables_have(ledger: Ledger) -> None:
    random = Random(3)
    for step in range(8):
        ledger.add(made.reading(random.randrange(40), version=random.randrange(3)) for _ in range(9))
        if step % 3 == 2:  # a report is read again
            report = ledger.view().report(next(iter(ledger.view().reports())).id)
            ledger.add([made.reading(step, version=5, of=ledger.view().reading(report.id).report)])
        claims = [id for _, id in ledger.view().claim_ids()]
        for kind in ("event", "origin"):
            one, other = random.sample(claims, 2)
            ledger.judge([Judgement(kind=kind, subjects=(one,), objects=(other,), score=0.7, by="truceline")])
        standing = list(ledger.view().judgements("event"))
        if step % 2:
            before = random.choice(standing)
            back = Judgement(
                kind="event", subjects=before.judgement.subjects, score=0.0, by="Vera", supersedes=before.id
            )
            ledger.judge([back])
        columns = Columns(ledger)  # as another process has them
        columns.keep()
        columns.now()
        assert decoded(Columns(ledger).now()) == decoded(read_anew(ledger))


def test_the_same_process_keeps_what_changed(full: Ledger) -> None:
    columns = Columns(full)
    columns.keep()
    full.add(made.reading(i) for i in range(100, 120))
    columns.keep()
    full.withdraw(next(iter(full.view().reports())).id, by="Vera")
    columns.keep()
    assert decoded(Columns(full).now()) == decoded(read_anew(full))


def test_nobody_looks_at_the_tables_for_what_is_kept(full: Ledger) -> None:
    full.columns.keep()
    with full.database.writing() as connection:
        connection.execute(text("UPDATE claims SET event = 'EDITED'"))
    event = Columns(full).soon()
    assert event is not None
    assert "EDITED" not in event.codes.event.words


def test_what_another_version_kept_is_not_read(full: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    full.columns.keep()
    monkeypatch.setattr("truceline.ledger.columns.kept.LAYOUT", 0)
    with full.database.reading() as connection:
        assert state_of(connection) is None
    assert decoded(Columns(full).now()) == decoded(read_anew(full))


def test_what_was_kept_of_another_chain_is_not_read(full: Ledger) -> None:
    full.columns.keep()
    with full.database.writing() as connection:
        connection.execute(text("UPDATE batches SET hash = 'another' WHERE n = 1"))
        assert state_of(connection) is None


def test_older_columns_do_not_take_the_place_of_newer_ones(full: Ledger) -> None:
    older = Columns(full)
    older.now()
    full.add([made.reading(200)])
    Columns(full).keep()
    with full.database.reading() as connection:
        newer = state_of(connection)
    older.keep()
    with full.database.reading() as connection:
        assert state_of(connection) == newer


@pytest.mark.parametrize("as_of", [None, "2031-06-10", "2031-03-02T09:30:00Z", "2030-01-01"])
def test_columns_and_tables_answer_the_same(full: Ledger, as_of: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    def answers() -> list[object]:
        view = full.view(as_of)
        return [
            (
                [row.id for row in view.claims(filters, newest=7)],
                view.sources(filters),
                view.sources(filters, limit=3),
                list(view.ids_that_fit(filters)),
            )
            for filters in QUESTIONS
        ]

    full.columns.keep()
    soon = answers()
    monkeypatch.setattr(Columns, "soon", lambda self: None)
    assert answers() == soon


def test_a_ledger_without_columns_is_asked_by_its_tables(place: str) -> None:
    with open_ledger(place) as ledger:
        assert ledger.view().sources() == []
        assert list(ledger.view().ids_that_fit()) == []


def test_parts_are_as_small_as_what_changes(full: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("truceline.ledger.columns.kept._PART", 16)
    full.columns.keep()
    with full.database.reading() as connection:
        before = {row[0]: bytes(row[1]) for row in connection.execute(PARTS)}
    full.add([made.reading(300)])
    full.columns.keep()
    with full.database.reading() as connection:
        after = {row[0]: bytes(row[1]) for row in connection.execute(PARTS)}
    assert len(after) > 100
    assert decoded(Columns(full).now()) == decoded(read_anew(full))
    same = sum(after[name] == data for name, data in before.items())
    assert same > len(before) * 0.5
    assert np.all(np.diff(Columns(full).now().claims.n) > 0)
