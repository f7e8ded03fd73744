"""The rows that contents make, held against those that are there."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import Connection, Table, select

from truceline.ledger.database import in_portions
from truceline.ledger.derived import Entry, rows_of_content
from truceline.ledger.drafts import plain_of, report_id_of, report_of
from truceline.ledger.encoding import unpacked
from truceline.ledger.findings import Findings
from truceline.ledger.rows import Row, Rows
from truceline.ledger.schema import ENTRIES, REPORT_KEYS, SHIFT
from truceline.ledger.tables import BY_ENTRY, BY_READING, key_length, number_of
from truceline.model import Report

# What a content that is none of ours makes the functions raise that take it apart.
_BROKEN = (ValueError, KeyError, TypeError, IndexError, AttributeError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """An entry with its content."""

    entry: Entry
    content: bytes


class Expected:
    """What a portion of the entries makes.

    Args:
        connection: The ledger's.
        stored: The entries of the portion.
        findings: Takes the faults.
    """

    def __init__(self, connection: Connection, stored: Sequence[Stored], findings: Findings) -> None:
        self._connection = connection
        self._findings = findings
        self._rows: Rows = {}
        self.bodies: list[str] = []  # that evidence of the portion needs
        reports = self._reports(stored)
        for each in stored:
            self._make(each, reports)

    @property
    def keys(self) -> int:
        """How many rows of ``report_keys`` the portion makes."""
        return len(self._rows.get("report_keys", ()))

    def compare(self, first: int, after: int) -> None:
        """Look at all rows that belong to the entries from ``first`` up to ``after``."""
        for table in BY_ENTRY:
            self._compare(table, first, after)
        for table in BY_READING:
            self._compare(table, first << SHIFT, after << SHIFT)
        keys = self._rows.get("report_keys", [])
        there: set[Row] = set()
        for portion in in_portions(sorted({key for key, _ in keys})):
            question = select(REPORT_KEYS).where(REPORT_KEYS.c.key.in_(portion))
            there.update((row[0], row[1]) for row in self._connection.execute(question))
        for key, report in keys:
            if (key, report) not in there:
                self._findings.add("dropped", f"report_keys {report}", "missing, or edited")

    def _compare(self, table: Table, first: int, after: int) -> None:
        number, length = number_of(table), key_length(table)
        question = select(table).where(number >= first, number < after)
        there = {tuple(row[:length]): tuple(row) for row in self._connection.execute(question)}
        for row in self._rows.get(table.name, ()):
            key = row[:length]
            found = there.pop(key, None)
            where = f"{table.name} {' '.join(map(str, key))}"
            if found is None:
                self._findings.add("dropped", where, "missing")
            elif found != row:
                pairs = zip(table.columns, row, found, strict=True)
                names = [column.name for column, was, value in pairs if was != value]
                self._findings.add("edited", where, f"{', '.join(names)}: not as it was")
        for key in there:
            where = f"{table.name} {' '.join(map(str, key))}"
            self._findings.add("inserted", where, "belongs to nothing that was added")

    def _make(self, stored: Stored, reports: dict[str, tuple[int, Report]]) -> None:
        entry, content = stored.entry, stored.content
        try:
            if entry.kind == "reading":
                about = report_id_of(content)
                number, report = reports[about]
                rows = rows_of_content(content, entry, report=report, about=about, number=number)
            else:
                rows = rows_of_content(content, entry)
            if entry.kind == "evidence":
                self.bodies.append(plain_of(content)[2])
        except _BROKEN as error:
            message = f"no rows can be made from its content ({type(error).__name__}: {error})"
            self._findings.add("edited", f"entries {entry.n}", message)
            return
        for table, found in rows.items():
            self._rows.setdefault(table, []).extend(found)

    def _reports(self, stored: Sequence[Stored]) -> dict[str, tuple[int, Report]]:
        """The reports of the portion's readings, by lasting id, with their numbers."""
        found: dict[str, tuple[int, Report]] = {}
        wanted: set[str] = set()
        for each in stored:
            with suppress(*_BROKEN):  # named when its rows are made
                if each.entry.kind == "report":
                    found[each.entry.id] = (each.entry.n, report_of(each.content))
                elif each.entry.kind == "reading":
                    wanted.add(report_id_of(each.content))
        for portion in in_portions(sorted(wanted - set(found))):
            question = select(ENTRIES.c.id, ENTRIES.c.n, ENTRIES.c.content).where(ENTRIES.c.id.in_(portion))
            for id, n, content in self._connection.execute(question):
                with suppress(*_BROKEN):  # named when its turn comes
                    found[id] = (n, report_of(unpacked(content)))
        return found
