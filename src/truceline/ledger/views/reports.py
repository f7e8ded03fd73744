"""What a view tells of reports."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from sqlalchemy import Select, select

from truceline.ledger.database import in_portions
from truceline.ledger.drafts import evidence_from, reading_of, report_of
from truceline.ledger.encoding import unpacked
from truceline.ledger.gather import reports_of
from truceline.ledger.questions import known, reports_that_fit, standing
from truceline.ledger.records import EvidenceRow, Filters, ReportRow
from truceline.ledger.schema import BODIES, EDITIONS, ENTRIES, EVIDENCE, REPORTS, SEARCH_REPORTS
from truceline.ledger.views.asking import Asking
from truceline.model import Reading


class Reports(Asking):
    """Reports, their versions, readings and evidence."""

    def reports(
        self, filters: Filters | None = None, *, text: bool = False, after: int = 0, versions: bool = False
    ) -> Iterator[ReportRow]:
        """Reports, those that have a claim which fits.

        Args:
            filters: Which; all where it is None.
            text: Whether with their texts.
            after: Only reports with a higher ``n``, for those who come back for what is new.
            versions: Whether with versions of an article that do not stand any more.
        """
        question = reports_that_fit(filters or Filters(), self.as_of, after=after, versions=versions)
        return self._portions(question, partial(reports_of, text=text))

    def report(self, id: str) -> ReportRow:
        """The report with this lasting id, or the newest with this id of its own, with its text.

        Raises:
            UnknownId: There is none, or it was not known yet.
        """
        with self._database.reading() as connection:
            of_it = select(REPORTS.c.n).join(EDITIONS, EDITIONS.c.report == REPORTS.c.n).where(*known(self.as_of))
            number = connection.scalar(of_it.where(REPORTS.c.id == id))
            if number is None:
                newest = of_it.where(REPORTS.c.given == id).order_by(REPORTS.c.known.desc(), REPORTS.c.n.desc())
                number = connection.scalar(newest.limit(1))
            if number is None:
                raise self._unknown(id)
            return reports_of(connection, [number], text=True)[0]

    def versions(self, id: str) -> list[ReportRow]:
        """All versions of the article that the report with this lasting id is one of, the first known first."""
        article = self.report(id).article
        with self._database.reading() as connection:
            of_it = select(EDITIONS.c.report).where(EDITIONS.c.article == article, *known(self.as_of))
            numbers = connection.scalars(of_it.order_by(EDITIONS.c.known, EDITIONS.c.report)).all()
            return [row for part in in_portions(numbers) for row in reports_of(connection, part)]

    def reading(self, id: str) -> Reading:
        """The newest reading of the report with this id, whole."""
        report = self.report(id)
        with self._database.reading() as connection:
            newest = connection.scalar(select(EDITIONS.c.reading).where(EDITIONS.c.report == report.n))
            question = select(ENTRIES.c.n, ENTRIES.c.content).where(ENTRIES.c.n.in_([report.n, newest]))
            contents = {n: unpacked(content) for n, content in connection.execute(question)}
        return reading_of(contents[newest], report_of(contents[report.n]))

    def evidence(self, report: str) -> list[EvidenceRow]:
        """The bytes that the report with this lasting id was taken from, each time that it was."""
        e = EVIDENCE.c
        with self._database.reading() as connection:
            question = select(EVIDENCE, BODIES.c.body.label("bytes"), ENTRIES.c.content).join(
                BODIES, BODIES.c.hash == e.body
            )
            question = question.join(ENTRIES, ENTRIES.c.n == e.n)
            rows = connection.execute(question.where(e.report == report).order_by(e.n)).all()
        return [
            EvidenceRow(
                id=row.id,
                report=row.report,
                learnt=row.learnt,
                evidence=evidence_from(unpacked(row.content), unpacked(row.bytes)),
            )
            for row in rows
        ]

    def search_reports(self, words: str, *, limit: int = 100) -> list[ReportRow]:
        """Reports whose title or text has all these words; ``word*`` stands for all that begin so."""
        return self._search(SEARCH_REPORTS, words, reports_of, limit, lambda found: reports_within(found, self.as_of))


def reports_within(found: Any, as_of: str | None) -> Select[int]:
    """Of these reports, those that stand."""
    report = EDITIONS.c.report
    return select(report).where(report.in_(found), standing(as_of)).order_by(report)
