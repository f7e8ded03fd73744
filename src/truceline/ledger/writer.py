"""Writes batches: the only thing that ever changes a ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, Select, Table, and_, func, insert, select, update

from truceline.ledger.database import Database, in_portions
from truceline.ledger.derived import Entry, rows_of_draft, words_of
from truceline.ledger.drafts import Draft, batch_hash
from truceline.ledger.editions import Editions
from truceline.ledger.encoding import hash_of, packed
from truceline.ledger.rows import Row
from truceline.ledger.schema import (
    ANCHOR,
    BATCHES,
    BODIES,
    ENTRIES,
    METADATA,
    REPORTS,
    REVIEWS,
)

WITHDRAWN = "withdrawn"


def now() -> str:
    """The present UTC second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Writer:
    """Writes batches into a ledger.

    Args:
        database: The ledger's.
        program: What writes, with its version.
        clock: Says what time it is.
    """

    def __init__(self, database: Database, *, program: str, clock: Callable[[], str] = now) -> None:
        self._database = database
        self._program = program
        self._clock = clock

    def append(self, drafts: Sequence[Draft], *, check: Callable[[Connection], None] | None = None) -> Counter[str]:
        """Write what is not there yet, in one transaction: all of it or nothing.

        Args:
            drafts: What to write.
            check: Looks at the ledger under the lock; where it raises, nothing is written.

        Returns:
            How many new rows there are: by kind of entry, and ``versions``, ``claims``, ``agreements``.
        """
        with self._database.writing() as connection:
            if check is not None:
                check(connection)
            fresh = _fresh(connection, drafts)
            if not fresh:
                return Counter()
            return _Batch(self._database, connection, fresh).write(learnt=self._clock(), program=self._program)

    def append_as(self, drafts: Sequence[Draft], *, learnt: str, hashed: str) -> bool:
        """Write a batch as it stood in another ledger, if it gets the hash that it had there.

        Returns:
            Whether it did; where not, nothing is written.
        """
        with self._database.writing() as connection:
            batch = _Batch(self._database, connection, drafts)
            batch.write(learnt=learnt, program=self._program)
            if batch.hash != hashed:
                connection.rollback()
            return batch.hash == hashed


def _fresh(connection: Connection, drafts: Sequence[Draft]) -> list[Draft]:
    by_id = {draft.id: draft for draft in drafts}  # the first place of each, as dictionaries keep it
    for portion in in_portions(list(by_id)):
        for there in connection.scalars(select(ENTRIES.c.id).where(ENTRIES.c.id.in_(portion))):
            del by_id[there]
    return list(by_id.values())


class _Batch:
    """One batch, within its transaction."""

    def __init__(self, database: Database, connection: Connection, drafts: Sequence[Draft]) -> None:
        self._database = database
        self._connection = connection
        self._drafts = drafts
        self._rows: dict[str, list[Row]] = {}
        self._words: dict[str, list[tuple[int, str]]] = {}
        self.hash = ""

    def write(self, *, learnt: str, program: str) -> Counter[str]:
        anchor = self._connection.execute(select(ANCHOR)).one_or_none()
        entries, batches, head = (anchor.entries, anchor.batches, anchor.head) if anchor else (0, 0, "")
        n = batches + 1
        numbered = [
            (draft, Entry(n=entries + i, kind=draft.kind, id=draft.id, learnt=learnt))
            for i, draft in enumerate(self._drafts, start=1)
        ]
        self._derive(numbered)
        sealed = [(entry.n, entry.kind, entry.id, draft.hash) for draft, entry in numbered]
        self.hash = batch_hash(n, learnt=learnt, program=program, previous=head, entries=sealed)
        self._insert(ENTRIES, [(e.n, n, e.kind, e.id, draft.hash, draft.packed) for draft, e in numbered])
        self._insert(BATCHES, [(n, learnt, program, len(numbered), head, self.hash)])
        self._write_bodies()
        for table in METADATA.sorted_tables:
            self._insert(table, self._rows.get(table.name, []))
        for index, words in self._words.items():
            self._database.index(self._connection, index, words)
        counts = Counter(draft.kind for draft in self._drafts)
        counts.update({name: len(self._rows.get(name, ())) for name in ("claims", "agreements")})
        counts["versions"] = self._keep_editions(learnt)
        values = {"entries": entries + len(numbered), "batches": n, "head": self.hash}
        change = update(ANCHOR).values(values) if anchor else insert(ANCHOR).values(n=1, **values)
        self._connection.execute(change)
        return counts

    def _derive(self, numbered: Sequence[tuple[Draft, Entry]]) -> None:
        reports = self._numbers_of_reports()
        for draft, entry in numbered:
            if draft.kind == "report":
                reports[draft.id] = entry.n
            rows = rows_of_draft(draft, entry, reports)
            for table, found in rows.items():
                self._rows.setdefault(table, []).extend(found)
            for index, words in words_of(draft, rows, entry).items():
                self._words.setdefault(index, []).extend(words)

    def _numbers_of_reports(self) -> dict[str, int]:
        found: dict[str, int] = {}
        wanted = sorted({draft.about for draft in self._drafts if draft.about is not None})
        for portion in in_portions(wanted):
            question = select(REPORTS.c.id, REPORTS.c.n).where(REPORTS.c.id.in_(portion))
            found.update({row.id: row.n for row in self._connection.execute(question)})
        return found

    def _insert(self, table: Table, rows: Sequence[Row]) -> None:
        self._database.insert(self._connection, table, rows)

    def _write_bodies(self) -> None:
        bodies = {hash_of(draft.body): draft.body for draft in self._drafts if draft.body is not None}
        there: set[str] = set()
        for portion in in_portions(list(bodies)):
            there.update(self._connection.scalars(select(BODIES.c.hash).where(BODIES.c.hash.in_(portion))))
        self._insert(BODIES, [(name, packed(body)) for name, body in bodies.items() if name not in there])

    def _keep_editions(self, learnt: str) -> int:
        editions = Editions(self._database, self._connection)
        versions = editions.add_reports(self._rows.get("reports", []), self._rows.get("report_keys", []))
        editions.add_readings(self._rows.get("readings", []))
        if subjects := sorted({row[2] for row in self._rows.get("reviews", [])}):
            editions.withdraw(withdrawals(self._connection, subjects))
        return versions


def withdrawals(connection: Connection, subjects: Sequence[str] | None = None) -> dict[int, str | None]:
    """Since when reports, by number, are withdrawn; None where every review that says so is overruled.

    Args:
        connection: The ledger's.
        subjects: Lasting ids of the reports to look at; all that were ever withdrawn where it is None.
    """
    found: dict[int, str | None] = {}
    for portion in [None] if subjects is None else in_portions(subjects):
        for number, since in connection.execute(_withdrawals(portion)):
            found[number] = since
    return found


def _withdrawals(subjects: Sequence[str] | None) -> Select[int, str | None]:
    later = REVIEWS.alias("later")
    standing = ~select(later.c.n).where(later.c.supersedes == REVIEWS.c.id).exists()
    since = func.min(func.coalesce(REVIEWS.c.day, func.substr(REVIEWS.c.learnt, 1, 10)))
    says_so = and_(REVIEWS.c.subject == REPORTS.c.id, REVIEWS.c.verdict == WITHDRAWN, standing)
    question = select(REPORTS.c.n, since).select_from(REPORTS).outerjoin(REVIEWS, says_so).group_by(REPORTS.c.n)
    if subjects is None:
        return question.where(REVIEWS.c.n.is_not(None))
    return question.where(REPORTS.c.id.in_(subjects))
