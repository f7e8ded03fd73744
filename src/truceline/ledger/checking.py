"""Verifying: every row as it was written, none missing, none too many.

The chain says which contents there are and in which order; contents say what all other rows must be. So the contents
are held against the chain, and the rows against the contents. The work is cut into short transactions: long ones would
make writers of a SQLite file wait. What is added meanwhile is left for the next time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, select, text

from truceline.ledger.columns.checking import check_columns
from truceline.ledger.database import Database, in_portions
from truceline.ledger.derived import Entry
from truceline.ledger.drafts import COUNTED, LETTERS, batch_hash
from truceline.ledger.encoding import hash_of, id_of, unpacked
from truceline.ledger.expected import Expected, Stored
from truceline.ledger.findings import Findings
from truceline.ledger.records import Verdict
from truceline.ledger.schema import (
    ANCHOR,
    BATCHES,
    BODIES,
    CLAIMS,
    ENTRIES,
    REPORT_KEYS,
    REPORTS,
    SEARCH_CLAIMS,
    SEARCH_REPORTS,
    SHIFT,
)
from truceline.ledger.standing import check_editions
from truceline.ledger.tables import BY_ENTRY, BY_READING, number_of

_PORTION = 200  # entries looked at in one transaction


def digest_of(connection: Connection) -> str:
    """The hash over the hashes of all reports and readings, in the order of the hashes."""
    hashes = select(ENTRIES.c.hash).where(ENTRIES.c.kind.in_(COUNTED)).order_by(ENTRIES.c.hash)
    return _digest(connection.scalars(hashes.execution_options(yield_per=10_000)))


def _digest(hashes: Iterable[str]) -> str:
    whole = hashlib.sha256(b"truceline ledger 1\n")
    for found in hashes:
        whole.update(found.encode("ascii") + b"\n")
    return whole.hexdigest()


def verify(database: Database) -> Verdict:
    """Look at everything in a ledger."""
    findings = Findings()
    with database.reading() as connection:
        anchor = connection.execute(select(ANCHOR)).one_or_none()
        last, head, count = (anchor.entries, anchor.head, anchor.batches) if anchor else (0, "", 0)
        batches = connection.execute(select(BATCHES).order_by(BATCHES.c.n)).all()
        if anchor is None and batches:
            findings.add("dropped", "anchor", "the row that holds the end of the chain is gone")
        _chain(batches, head=head, count=count, last=last, findings=findings)
        _bounds(connection, last, findings)
        _searching(connection, findings)
        check_editions(connection, findings)
    entries = _Entries(database, batches, last, findings)
    entries.check()
    if not findings.all:  # columns are worked out from records, which must be whole for that
        with database.reading() as connection:
            check_columns(connection, findings)
    return Verdict(
        digest=_digest(sorted(entries.hashes)),
        head=batches[-1].hash if batches else "",
        entries=entries.seen,
        batches=len(batches),
        reports=entries.reports,
        faults=findings.all,
    )


def _chain(batches: Sequence[Row[Any]], *, head: str, count: int, last: int, findings: Findings) -> None:
    previous, expected = "", 1
    for batch in batches:
        if batch.n != expected:
            missing = f"batch {expected}" if batch.n == expected + 1 else f"batches {expected} to {batch.n - 1}"
            findings.add("dropped", missing, "missing from the chain")
        if batch.previous != previous and batch.n == expected:
            findings.add("reordered", f"batch {batch.n}", "does not follow the batch before it")
        previous, expected = batch.hash, batch.n + 1
    if expected <= count:
        findings.add("cut off", f"batch {expected}", f"the chain ends before it; {count} were written")
    elif expected > count + 1:
        findings.add("inserted", f"batch {count + 1}", "the chain was at its end before it")
    elif previous != head:
        findings.add("edited", f"batch {count}", "is not the end of the chain that was written down")
    if count == len(batches) and sum(batch.entries for batch in batches) != last:
        findings.add("edited", "batches", "they do not have as many entries as were written")


def _bounds(connection: Connection, last: int, findings: Findings) -> None:
    """Nothing lies before the first entry, or after the last."""
    for table in (ENTRIES, *BY_ENTRY, *BY_READING):
        number = number_of(table)
        after = (last + 1) << SHIFT if table in BY_READING else last + 1
        before = 1 << SHIFT if table in BY_READING else 1
        for outside in (number >= after, number < before):
            found = connection.scalar(select(number).where(outside).limit(1))
            if found is not None:
                findings.add("inserted", f"{table.name} {found}", "belongs to nothing that was added")


def _searching(connection: Connection, findings: Findings) -> None:
    for index, table in ((SEARCH_REPORTS, REPORTS), (SEARCH_CLAIMS, CLAIMS)):
        rows = connection.scalar(select(func.count()).select_from(table)) or 0
        found = connection.scalar(text(f"SELECT count(*) FROM {index}")) or 0
        if rows != found:
            kind = "dropped" if found < rows else "inserted"
            findings.add(kind, index, f"finds {found:,} of {rows:,} rows")


class _Entries:
    """Goes through the entries, and through all rows made from them."""

    def __init__(self, database: Database, batches: Sequence[Row[Any]], last: int, findings: Findings) -> None:
        self._database = database
        self._batches = {batch.n: batch for batch in batches}
        self._last = last
        self._findings = findings
        self._sealed: dict[int, list[tuple[int, str, str, str]]] = {}
        self._broken: set[int] = set()  # batches with an entry that is not as it was
        self._done: set[int] = set()
        self._keys = 0
        self.hashes: list[str] = []
        self.seen = 0
        self.reports = 0

    def check(self) -> None:
        after = 1
        while after <= self._last:
            with self._database.reading() as connection:
                after = self._portion(connection, after)
            # A batch ends within this portion where its last entry was seen.
            for n in [n for n, sealed in self._sealed.items() if sealed[-1][0] < after - 1 or after > self._last]:
                self._seal(n, self._sealed.pop(n))
        with self._database.reading() as connection:
            keys = connection.scalar(select(func.count()).where(REPORT_KEYS.c.report <= self._last)) or 0
        if keys > self._keys:
            self._findings.add("inserted", "report_keys", f"{keys - self._keys:,} belong to no report")
        for n in sorted(set(self._batches) - self._done):
            self._findings.add("dropped", f"batch {n}", "none of its entries is there")

    def _portion(self, connection: Connection, first: int) -> int:
        """Look at some entries from ``first`` on; gives the number after them."""
        question = select(ENTRIES).where(ENTRIES.c.n >= first, ENTRIES.c.n <= self._last).order_by(ENTRIES.c.n)
        rows = connection.execute(question.limit(_PORTION)).all()
        after = rows[-1].n + 1 if len(rows) == _PORTION else self._last + 1
        expected_n = first
        for n in (*(row.n for row in rows), after):
            if n > expected_n:
                missing = f"entries {expected_n}" + (f" to {n - 1}" if n - 1 > expected_n else "")
                self._findings.add("cut off" if n > self._last else "dropped", missing, "missing")
            expected_n = n + 1
        stored = [found for row in rows if (found := self._entry(row)) is not None]
        expected = Expected(connection, stored, self._findings)
        expected.compare(first, after)
        self._keys += expected.keys
        self._bodies(connection, expected.bodies)
        return after

    def _entry(self, row: Row[Any]) -> Stored | None:
        """An entry whose content is as it was; else None."""
        n = row.n
        self.seen += 1
        self.reports += row.kind == "report"
        self._sealed.setdefault(row.batch, []).append((n, row.kind, row.id, row.hash))
        batch = self._batches.get(row.batch)
        try:
            content = unpacked(row.content)
            hashed = hash_of(content)
        except ValueError:
            content, hashed = b"", ""
        if row.kind in COUNTED:
            self.hashes.append(hashed or row.hash)
        if batch is None or hashed != row.hash or row.id != id_of(LETTERS.get(row.kind, "?"), hashed):
            self._broken.add(row.batch)
            self._findings.add("edited", f"entries {n}", "its content does not fit its hash, its id or its batch")
            return None
        return Stored(entry=Entry(n=n, kind=row.kind, id=row.id, learnt=batch.learnt), content=content)

    def _seal(self, n: int, sealed: list[tuple[int, str, str, str]]) -> None:
        self._done.add(n)
        batch = self._batches.get(n)
        if batch is None:
            return
        hashed = batch_hash(n, learnt=batch.learnt, program=batch.program, previous=batch.previous, entries=sealed)
        if hashed != batch.hash and n not in self._broken:
            short = len(sealed) < batch.entries
            kind = "dropped" if short else "reordered" if len(sealed) == batch.entries else "inserted"
            self._findings.add(kind, f"batch {n}", "not what it was sealed with: its entries, their order, or itself")

    def _bodies(self, connection: Connection, wanted: Sequence[str]) -> None:
        for portion in in_portions(sorted(set(wanted))):
            question = select(BODIES.c.hash, BODIES.c.body).where(BODIES.c.hash.in_(portion))
            found = {row.hash: row.body for row in connection.execute(question)}
            for name in portion:
                if name not in found:
                    self._findings.add("dropped", f"bodies {name}", "missing")
                elif not _is_hash_of(name, found[name]):
                    self._findings.add("edited", f"bodies {name}", "the bytes do not fit their hash")


def _is_hash_of(name: str, body: bytes) -> bool:
    try:
        return hash_of(unpacked(body)) == name
    except ValueError:
        return False
