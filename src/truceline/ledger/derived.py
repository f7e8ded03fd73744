"""From an entry's content to all rows made from it, the same when it is written and when it is verified."""

from __future__ import annotations

from dataclasses import dataclass

from truceline.ledger.drafts import Draft, judgement_of, plain_of, reading_of, report_of, review_of
from truceline.ledger.encoding import searchable
from truceline.ledger.others import evidence_rows, judgement_rows, review_rows
from truceline.ledger.rows import Rows, reading_rows, report_keys, report_row, searchable_report
from truceline.ledger.schema import SEARCH_CLAIMS, SEARCH_REPORTS
from truceline.model import Reading, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry with its number."""

    n: int
    kind: str
    id: str
    learnt: str


def rows_of_report(report: Report, entry: Entry) -> Rows:
    """The rows of a report."""
    row = report_row(report, n=entry.n, id=entry.id, learnt=entry.learnt)
    keys = sorted(report_keys(report, entry.id))
    return {"reports": [row], "report_keys": [(key, entry.n) for key in keys]}


def rows_of_reading(reading: Reading, entry: Entry, *, report: str, number: int) -> Rows:
    """The rows of a reading; ``number`` is that of its report, ``report`` the lasting id."""
    rows = reading_rows(reading, n=entry.n, report=report)
    return {"readings": [(entry.n, entry.id, number, entry.learnt)], **rows}


def rows_of_draft(draft: Draft, entry: Entry, numbers: dict[str, int]) -> Rows:
    """The rows of what is about to be written; ``numbers`` has those of the reports."""
    record = draft.record
    if isinstance(record, Report):
        return rows_of_report(record, entry)
    if isinstance(record, Reading):
        assert draft.about is not None
        return rows_of_reading(record, entry, report=draft.about, number=numbers[draft.about])
    return rows_of_content(draft.content, entry)


def rows_of_content(
    content: bytes, entry: Entry, *, report: Report | None = None, about: str = "", number: int = 0
) -> Rows:
    """The rows of a stored content; a reading needs its report, its lasting id and number."""
    if entry.kind == "report":
        return rows_of_report(report_of(content), entry)
    if entry.kind == "reading":
        assert report is not None
        return rows_of_reading(reading_of(content, report), entry, report=about, number=number)
    if entry.kind == "evidence":
        _, of, body, fetched, headers, *_ = plain_of(content)
        return evidence_rows(of, body, fetched, headers, n=entry.n, id=entry.id, learnt=entry.learnt)
    if entry.kind == "judgement":
        return judgement_rows(judgement_of(content), n=entry.n, id=entry.id, learnt=entry.learnt)
    return review_rows(review_of(content), n=entry.n, id=entry.id, learnt=entry.learnt)


def words_of(draft: Draft, rows: Rows, entry: Entry) -> dict[str, list[tuple[int, str]]]:
    """What goes into the full-text indexes: a number, and the words that it is found by."""
    if isinstance(draft.record, Report):
        return {SEARCH_REPORTS: [(entry.n, searchable_report(draft.record))]}
    if isinstance(draft.record, Reading):
        return {SEARCH_CLAIMS: [(row[0], searchable(row[8])) for row in rows["claims"]]}
    return {}
