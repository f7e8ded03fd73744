"""The ledger as its users have it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import select

from truceline.errors import InputError, UnknownId
from truceline.ledger import backup
from truceline.ledger.checking import digest_of, verify
from truceline.ledger.columns import Columns
from truceline.ledger.database import WAIT, Database
from truceline.ledger.deciding import check_decision, check_grade, drafts_of
from truceline.ledger.drafts import (
    Draft,
    evidence_draft,
    evidence_of,
    judgement_draft,
    reading_draft,
    report_draft,
    review_draft,
)
from truceline.ledger.joins import Joins
from truceline.ledger.migrate import prepare
from truceline.ledger.records import Added, Evidence, Judgement, Review, Verdict
from truceline.ledger.schema import AGREEMENTS, CLAIMS, JUDGEMENTS, READINGS, REPORTS
from truceline.ledger.view import View
from truceline.ledger.writer import WITHDRAWN, Writer, now
from truceline.model import Reading, Report

BATCH = 100  # readings in one transaction
BATCH_SECONDS = 5.0  # or as many as come in this time, so that little is lost where reading is slow


def open_ledger(
    place: str | Path,
    *,
    create: bool = True,
    program: str = "truceline",
    wait: float = WAIT,
    clock: Callable[[], str] = now,
) -> Ledger:
    """Open a ledger, or make one.

    Args:
        place: A file (SQLite) or a ``postgresql://`` address.
        create: Whether to make one where there is none.
        program: What its batches are written by, with its version.
        wait: Seconds to wait for another writer.
        clock: Says the present UTC second; what is added was learnt then.

    Raises:
        LedgerError: There is none, or something else, or it cannot be opened.
    """
    database = Database(place, wait=wait)
    try:
        prepare(database, create=create)
    except BaseException:
        database.close()
        raise
    return Ledger(database, Writer(database, program=program, clock=clock))


class Ledger:
    """An append-only store of reports and of what was read in them. Several threads and processes may write at once.

    Made by `open_ledger`. All methods raise a `LedgerError` where the database cannot do what is asked of it, and leave
    the ledger as it was.
    """

    def __init__(self, database: Database, writer: Writer) -> None:
        self._database = database
        self._writer = writer
        self.columns = Columns(self)  # what broad questions are answered from

    @property
    def name(self) -> str:
        """Its file, or its address without the password."""
        return self._database.name

    @property
    def database(self) -> Database:
        """Where it is, for what else in this room asks it."""
        return self._database

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def add(
        self,
        outcomes: Iterable[Reading | InputError],
        *,
        evidence: Callable[[Report], Evidence | None] = evidence_of,
        batch: int = BATCH,
    ) -> Added:
        """Add readings and their reports, as they come. What is there already is passed over.

        A batch is one transaction: where adding is ended at any moment, adding the same again completes it.

        Args:
            outcomes: Readings; errors among them are counted and passed over.
            evidence: Gives the bytes that a report was taken from; those that intake kept where it is not given.
            batch: How many readings to write at a time, at most.
        """
        total = Added()
        with self._database.held():
            for readings, unread in _batches(outcomes, batch):
                total = _sum(total, self._add(readings, evidence), unread)
        return total

    def has(self, report: Report) -> bool:
        """Whether a report is there, with a reading."""
        own = report_draft(report).id
        with self._database.reading() as connection:
            question = select(READINGS.c.n).join(REPORTS, REPORTS.c.n == READINGS.c.report)
            return connection.execute(question.where(REPORTS.c.id == own).limit(1)).first() is not None

    def judge(self, judgements: Iterable[Judgement]) -> int:
        """Add judgements.

        Returns:
            How many are new.
        """
        return sum(self._writer.append(drafts)["judgement"] for drafts in _portions(map(judgement_draft, judgements)))

    def review(self, reviews: Iterable[Review]) -> int:
        """Add reviews.

        Returns:
            How many are new.

        Raises:
            UnknownId: Nothing has the id that one of them is about; none of them is added.
        """
        reviews = list(reviews)
        self._must_have({review.subject for review in reviews})
        return sum(self._writer.append(drafts)["review"] for drafts in _portions(map(review_draft, reviews)))

    def decide(self, reviews: Sequence[Review], judgements: Sequence[Judgement] = (), *, seen: str | None) -> None:
        """Add a person's decision on one row, with the judgements that it comes with, if nobody decided meanwhile.

        Args:
            reviews: All of one subject.
            judgements: What it comes with: a correction, what it joins or takes apart.
            seen: The lasting id of the decision that the person saw; None where they saw none.

        Raises:
            DecidedMeanwhile: Another one stands by now.
            UnknownId: Nothing has the subject's id.
        """
        (subject,) = {review.subject for review in reviews}
        self._must_have({subject})
        check = partial(check_decision, subject=subject, seen=seen, ledger=self.name)
        self._writer.append(drafts_of(reviews, judgements), check=check)

    def grade(self, judgement: Judgement, *, seen: str | None) -> None:
        """Add what a person judges of one thing, if nobody did meanwhile in this kind; arguments are as in `decide`.

        Grades of a source or claim are such judgements, and the alerts of a desk.

        Raises:
            DecidedMeanwhile: Another one stands by now.
        """
        (subject,) = judgement.subjects
        check = partial(check_grade, kind=judgement.kind, subject=subject, seen=seen, ledger=self.name)
        self._writer.append(drafts_of([], [judgement]), check=check)

    def withdraw(self, report: str, *, by: str, day: str | None = None, note: str | None = None) -> None:
        """Mark a report as taken back by its publisher. It stays, and so do its claims; both carry the mark.

        Args:
            report: Its lasting id.
            by: Who says so.
            day: Since when; the day of adding where it is None.
            note: Why, or how one knows.
        """
        self.review([Review(subject=report, verdict=WITHDRAWN, day=day, note=note, by=by)])

    def view(self, as_of: str | None = None) -> View:
        """What the ledger holds, to ask questions of.

        Args:
            as_of: A day (``YYYY-MM-DD``) or UTC second: only reports published by then, and of each article the version
                that stood. A report whose publication is not known counts from when it was added.
        """
        return View(self._database, self.columns, as_of=as_of)

    @property
    def joins(self) -> Joins:
        """What linking asks, and where it keeps what it finds neighbours by."""
        return Joins(self._database)

    def verify(self) -> Verdict:
        """Look whether every row is as it was written and none is missing; reads the whole ledger."""
        return verify(self._database)

    def digest(self) -> str:
        """The hash over all reports and readings: the same for the same ones, whatever the order or the database."""
        with self._database.reading() as connection:
            return digest_of(connection)

    def backup(self, path: str | Path) -> None:
        """Write the ledger as it is now into a new SQLite file, also while others write.

        Raises:
            LedgerExists: The file is there already.
        """
        backup.copy(self._database, path)

    def _add(self, readings: list[Reading], evidence: Callable[[Report], Evidence | None]) -> Added:
        drafts: list[Draft] = []
        for reading in readings:
            report = report_draft(reading.report)
            drafts += [report, reading_draft(reading, report.id)]
            if (found := evidence(reading.report)) is not None:
                drafts.append(evidence_draft(found, report.id))
        counts = self._writer.append(drafts)
        return Added(
            reports=counts["report"],
            versions=counts["versions"],
            known=len(readings) - counts["reading"],
            read_again=counts["reading"] - counts["report"],
            claims=counts["claims"],
            agreements=counts["agreements"],
        )

    def _must_have(self, ids: set[str]) -> None:
        tables = {"r": REPORTS, "c": CLAIMS, "g": AGREEMENTS, "j": JUDGEMENTS}
        with self._database.reading() as connection:
            for id in sorted(ids):
                table = tables.get(id[:1])
                if table is None or connection.execute(select(table.c.n).where(table.c.id == id)).first() is None:
                    raise UnknownId(f"nothing has the id {id[:60]!r}", ledger=self.name, id=id)


def _batches(outcomes: Iterable[Reading | InputError], most: int) -> Iterator[tuple[list[Reading], int]]:
    """Readings a batch at a time, with how many errors there were between them."""
    readings: list[Reading] = []
    unread, begun = 0, time.monotonic()
    for outcome in outcomes:
        if isinstance(outcome, InputError):
            unread += 1
        else:
            readings.append(outcome)
        if len(readings) >= most or (readings and time.monotonic() - begun > BATCH_SECONDS):
            yield readings, unread
            readings, unread, begun = [], 0, time.monotonic()
    yield readings, unread


def _portions(drafts: Iterable[Draft]) -> Iterator[list[Draft]]:
    portion: list[Draft] = []
    for draft in drafts:
        portion.append(draft)
        if len(portion) >= 10 * BATCH:
            yield portion
            portion = []
    if portion:
        yield portion


def _sum(total: Added, more: Added, unread: int) -> Added:
    counts = Counter({name: getattr(total, name) for name in Added.__slots__})
    counts.update({name: getattr(more, name) for name in Added.__slots__})
    counts["unread"] += unread
    return Added(**counts)


__all__ = ["Ledger", "open_ledger"]
