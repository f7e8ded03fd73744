"""Adding and asking cost the same in a large ledger as in a small one: no statement looks through a whole table."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from tests.ledger.made import reading
from truceline.ledger import Filters, Ledger, Review, open_ledger
from truceline.ledger.schema import METADATA

Statement = tuple[str, Any]


@contextmanager
def statements(ledger: Ledger) -> Iterator[list[Statement]]:
    found: list[Statement] = []

    def note(connection, cursor, statement, parameters, context, many) -> None:
        found.append((statement, parameters[0] if many else parameters))

    engine = ledger._database.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)


def scanned(ledger: Ledger, found: list[Statement]) -> set[str]:
    """The plans' lines that say that a whole table is looked through."""
    lines: set[str] = set()
    with ledger._database.reading() as connection:
        for statement, parameters in found:
            if statement.startswith(("SELECT", "UPDATE", "DELETE")) and "anchor" not in statement:
                plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
                words = [row[3].split() for row in plan]
                lines.update(" ".join(line) for line in words if line[0] == "SCAN" and line[1] in METADATA.tables)
    return lines


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger") as opened:
        opened.add(reading(number, version=version) for number in range(60) for version in range(number % 3))
        yield opened


def test_adding_takes_as_many_statements_later_as_at_first(ledger: Ledger) -> None:
    counts = []
    for first in (1000, 1100, 1200):
        with statements(ledger) as found:
            ledger.add(reading(number) for number in range(first, first + 50))
        counts.append(len(found))
    assert counts[0] == counts[1] == counts[2]


def test_adding_looks_through_no_table(ledger: Ledger) -> None:
    subject = next(ledger.view().reports()).id
    with statements(ledger) as found:
        ledger.add(reading(number, version=version) for number in range(50, 80) for version in range(4))
        ledger.withdraw(subject, by="Ana")
        ledger.review([Review(subject=subject, verdict="noted", by="Ana")])
    assert len(found) > 20
    assert scanned(ledger, found) == set()


@pytest.mark.parametrize(
    "asked", [{"actor": "korvath"}, {"place": "teslin"}, {"country": "KVT"}, {"origin": "wire"}, {"event": "AID"}]
)
def test_asking_looks_through_no_table(ledger: Ledger, asked: dict[str, str]) -> None:
    view = ledger.view("2031-06-01")
    with statements(ledger) as found:
        assert list(view.claims(Filters(**asked)))
    assert scanned(ledger, found) == set()


def test_one_by_its_id_looks_through_no_table(ledger: Ledger) -> None:
    view = ledger.view()
    claim, agreement = next(view.claims()), next(view.agreements())
    with statements(ledger) as found:
        view.claim(claim.id)
        view.agreement(agreement.id)
        view.report(claim.report.id)
        view.reading(claim.report.id)
        list(view.reviews(claim.id))
        list(view.judgements(about=claim.id))
        view.search_claims("teslin")
        ledger.has(reading(1).report)
    assert scanned(ledger, found) == set()
