"""What a ledger holds, to ask questions of. Nothing here writes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection, Exists, Row, Select, Table, select, text

from truceline.errors import UnknownId
from truceline.ledger import tallies
from truceline.ledger.columns import Columns, Selection, select_claims
from truceline.ledger.columns.speaking import speaking
from truceline.ledger.database import MANY, Database, in_portions, matching, query_of
from truceline.ledger.drafts import evidence_from, judgement_of, reading_of, report_of, review_of
from truceline.ledger.encoding import searchable, unpacked
from truceline.ledger.gather import agreements_by_number, agreements_of, claims_of, reports_of
from truceline.ledger.joins import Joins, of_kind
from truceline.ledger.noted import Noted
from truceline.ledger.questions import agreements_that_fit, claims_that_fit, known, reports_that_fit, standing
from truceline.ledger.records import (
    ActorTally,
    AgreementRow,
    ClaimRow,
    EvidenceRow,
    Filters,
    JudgementRow,
    ReportRow,
    ReviewRow,
    SourceTally,
)
from truceline.ledger.schema import (
    AGREEMENTS,
    BODIES,
    CLAIMS,
    EDITIONS,
    ENTRIES,
    EVIDENCE,
    JUDGED,
    JUDGEMENTS,
    REPORTS,
    REVIEWS,
    SEARCH_CLAIMS,
    SEARCH_REPORTS,
)
from truceline.ledger.speakers import deeds_in, speakers_of
from truceline.model import Actor, Reading

_T = TypeVar("_T")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?")


class View:
    """A ledger as it is, or as of a day; made by `Ledger.view`.

    What is given comes in the order of adding. Claims and agreements are those of the version of each article that
    stands, as it was last read. A withdrawn report is there, with its mark: whoever counts decides.

    Raises:
        ValueError: ``as_of`` is no day.
    """

    def __init__(self, database: Database, columns: Columns, *, as_of: str | None = None) -> None:
        if as_of is not None and not _DAY.fullmatch(as_of):
            raise ValueError(f"as_of is not a day (YYYY-MM-DD) or a UTC second: {as_of!r}")
        self._database = database
        self._columns = columns
        self.as_of = as_of

    @property
    def joins(self) -> Joins:
        """What linking asks, whatever the day."""
        return Joins(self._database)

    def noted(self, *, kind: str, name: str, program: str) -> Noted:
        """What linking asks and keeps of agreements, whatever the day; see `Noted`."""
        return Noted(self._database, kind=kind, name=name, program=program)

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

    def claims(self, filters: Filters | None = None, *, newest: int | None = None) -> Iterator[ClaimRow]:
        """Claims that fit.

        Args:
            filters: Which; all where it is None.
            newest: No more than so many, those about the latest days, the latest first.
        """
        filters = filters or Filters()
        if newest is not None and not self._is_indexed(filters) and (selection := self.selection(filters)) is not None:
            numbers, _ = selection.page(order="day", limit=newest)
            return self.claims_at(numbers)
        return self._portions(claims_that_fit(filters, self.as_of, newest=newest), claims_of)

    def claims_at(self, numbers: Sequence[int]) -> Iterator[ClaimRow]:
        """Claims by their numbers in the order of adding, in the order in which those are given."""
        return self._in_portions(numbers, claims_of)

    def selection(self, filters: Filters | None = None) -> Selection | None:
        """The claims that fit, as columns; None where it takes too long to have them."""
        snapshot = self._columns.soon()
        return None if snapshot is None else select_claims(snapshot, filters or Filters(), as_of=self.as_of)

    def sources(self, filters: Filters | None = None, *, limit: int | None = None) -> list[SourceTally]:
        """Who stands at the origin of claims that fit, those with most claims first."""
        selection = self.selection(filters)
        with self._database.reading() as connection:
            if selection is not None:
                return tallies.sources_of(connection, speaking(selection, limit=limit))
            return tallies.sources(connection, filters or Filters(), self.as_of, limit)

    def actor(self, name: str) -> ActorTally:
        """In how many claims somebody takes part, and of how many they are the origin.

        Args:
            name: Canonical id or name.

        Raises:
            UnknownId: No claim tells of such a one.
        """
        with self._database.reading() as connection:
            found = tallies.actor(connection, name, self.as_of)
        if found is None:
            raise self._unknown(name)
        return found

    def beginning_so(self, beginning: str, *, limit: int = 10) -> list[str]:
        """The lasting ids that begin so, in order; an id may be shortened as long as there is one."""
        with self._database.reading() as connection:
            return tallies.beginning_so(connection, beginning, limit)

    def agreements(self, filters: Filters | None = None) -> Iterator[AgreementRow]:
        """Agreements as each report tells them, those that rest on a claim which fits."""
        return self._portions(agreements_that_fit(filters or Filters(), self.as_of), agreements_of)

    def claims_in(self, report: str) -> list[ClaimRow]:
        """The claims of the report with this id, as it was last read, in the order of its text."""
        of_it = CLAIMS.c.reading == EDITIONS.c.reading
        question = select(CLAIMS.c.n).join(EDITIONS, of_it).where(EDITIONS.c.report == self.report(report).n)
        return [*self._portions(question.order_by(CLAIMS.c.n), claims_of)]

    def agreements_in(self, report: str) -> list[AgreementRow]:
        """The agreements of the report with this id, as it was last read."""
        of_it = AGREEMENTS.c.reading == EDITIONS.c.reading
        question = select(AGREEMENTS.c.n).join(EDITIONS, of_it).where(EDITIONS.c.report == self.report(report).n)
        return [*self._portions(question.order_by(AGREEMENTS.c.n), agreements_of)]

    def agreements_that_fit(self, filters: Filters) -> frozenset[int]:
        """The numbers of what `agreements` gives."""
        selection = self.selection(filters) if filters != Filters() else None
        if selection is not None:
            rows = selection.agreements(all_of_them=False)
            return frozenset(selection.snapshot.agreements.n[rows].tolist())
        with self._database.reading() as connection:
            return frozenset(connection.scalars(agreements_that_fit(filters, self.as_of)))

    def agreements_at(self, numbers: Sequence[int]) -> dict[int, AgreementRow]:
        """Agreements, as each report tells them, by their numbers."""
        found: dict[int, AgreementRow] = {}
        for portion in in_portions(numbers):
            with self._database.reading() as connection:
                found.update(agreements_by_number(connection, portion))
        return found

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

    def claim(self, id: str) -> ClaimRow:
        """The claim with this lasting id, also where a later version of its report does not make it any more.

        Raises:
            UnknownId: There is none, or its report was not known yet.
        """
        claim: ClaimRow = self._one(CLAIMS.c, id, claims_of)
        return claim

    def claims_with(self, ids: Iterable[str]) -> Iterator[ClaimRow]:
        """The claims with these lasting ids that stand; others are passed over."""
        for portion in in_portions(sorted(set(ids))):
            with self._database.reading() as connection:
                question = select(CLAIMS.c.n).join(EDITIONS, EDITIONS.c.reading == CLAIMS.c.reading)
                of_it = question.where(CLAIMS.c.id.in_(portion), standing(self.as_of)).order_by(CLAIMS.c.n)
                rows = claims_of(connection, connection.scalars(of_it).all())
            yield from rows

    def ids_that_fit(
        self, filters: Filters | None = None, *, origins: int = 1, newest: int | None = None
    ) -> Iterator[str]:
        """The lasting ids of claims that fit, in the order of adding.

        Args:
            filters: Which; all where it is None.
            origins: Where that can be told soon, without those of events that fewer speech acts tell of.
            newest: Where that can be told soon, only those about the latest days, but so many at least.
        """
        everything = filters is None and self.as_of is None and origins == 1 and newest is None
        selection = None if everything else self.selection(filters)
        if selection is not None:
            portions: Iterable[Sequence[int]] = in_portions(selection.well_told(origins, newest=newest))
        else:
            portions = self._numbers_that_fit(filters or Filters())
        for portion in portions:
            with self._database.reading() as connection:
                question = select(CLAIMS.c.id).where(CLAIMS.c.n.in_(portion)).order_by(CLAIMS.c.n)
                ids = connection.scalars(question).all()
            yield from ids

    def ids_that_stand(self, ids: Iterable[str]) -> set[str]:
        """Those of these lasting ids of claims that stand."""
        question = select(CLAIMS.c.id).join(EDITIONS, EDITIONS.c.reading == CLAIMS.c.reading)
        with self._database.reading() as connection:
            parts = (
                question.where(CLAIMS.c.id.in_(part), standing(self.as_of)) for part in in_portions(sorted(set(ids)))
            )
            return {id for part in parts for id in connection.scalars(part)}

    def _numbers_that_fit(self, filters: Filters) -> Iterator[Sequence[int]]:
        """Those of claims, as many at a time as are asked for."""
        if filters != Filters():
            with self._database.reading() as connection:
                numbers = connection.scalars(claims_that_fit(filters, self.as_of)).all()
            yield from in_portions(numbers)
            return
        last = 0
        while True:
            question = claims_that_fit(filters, self.as_of).where(CLAIMS.c.n > last).limit(MANY)
            with self._database.reading() as connection:
                numbers = connection.scalars(question).all()
            if not numbers:
                return
            last = numbers[-1]
            yield numbers

    def speakers(self, claims: Iterable[str]) -> dict[str, Actor]:
        """For claims, by lasting id, who their report says that the first link of their chain is, where it does."""
        with self._database.reading() as connection:
            return speakers_of(connection, claims)

    def deeds(self, reports: Sequence[int], events: Sequence[str]) -> dict[int, list[tuple[list[Actor], list[Actor]]]]:
        """For reports, by number, who does something to whom, in each claim of some of PLOVER's events."""
        with self._database.reading() as connection:
            return deeds_in(connection, reports, events)

    def claim_ids(self) -> Iterator[tuple[int, str]]:
        """The lasting ids of all claims, each with the number of its report, without anything else of them."""
        of_it = select(EDITIONS.c.report, CLAIMS.c.id).join(EDITIONS, EDITIONS.c.reading == CLAIMS.c.reading)
        question = of_it.where(standing(self.as_of)).order_by(CLAIMS.c.n)
        with self._database.reading() as connection:
            rows = connection.execute(question).all()
        yield from ((row.report, row.id) for row in rows)

    def agreement(self, id: str) -> AgreementRow:
        """The agreement with this lasting id, as one report tells it.

        Raises:
            UnknownId: There is none, or its report was not known yet.
        """
        agreement: AgreementRow = self._one(AGREEMENTS.c, id, agreements_of)
        return agreement

    def judgements(
        self,
        kind: str | None = None,
        *,
        about: str | Sequence[str] | None = None,
        overruled: bool = False,
        after: int = 0,
    ) -> Iterator[JudgementRow]:
        """Judgements.

        Args:
            kind: Of this kind only.
            about: Only those with this lasting id, or one of these, among their subjects or objects.
            overruled: Whether with those that another has taken the place of.
            after: Only those with a higher ``n``.
        """
        j = JUDGEMENTS.c
        question = select(j.n).where(j.n > after).order_by(j.n)
        if kind is not None:
            question = question.where(j.kind == kind if about is None else of_kind(kind))
        if not overruled:
            question = question.where(~_replaced(JUDGEMENTS))
        if about is None:
            return self._portions(question, _judgements)
        return self._judgements_about(question, [about] if isinstance(about, str) else about)

    def _judgements_about(self, question: Select[int], about: Sequence[str]) -> Iterator[JudgementRow]:
        numbers: set[int] = set()
        for portion in in_portions(sorted(set(about))):
            of_them = select(JUDGED.c.judgement).where(JUDGED.c.member.in_(portion))
            with self._database.reading() as connection:
                numbers.update(connection.scalars(question.where(JUDGEMENTS.c.n.in_(of_them))))
        yield from self._in_portions(sorted(numbers), _judgements)

    def judgement(self, id: str) -> JudgementRow:
        """The judgement with this lasting id.

        Raises:
            UnknownId: There is none.
        """
        with self._database.reading() as connection:
            number = connection.scalar(select(JUDGEMENTS.c.n).where(JUDGEMENTS.c.id == id))
            if number is None:
                raise self._unknown(id)
            return _judgements(connection, [number])[0]

    def reviews(self, about: str | None = None, *, overruled: bool = False) -> Iterator[ReviewRow]:
        """Reviews.

        Args:
            about: Only those of the row with this lasting id.
            overruled: Whether with those that another has taken the place of.
        """
        v = REVIEWS.c
        question = select(v.n).order_by(v.n)
        if about is not None:
            question = question.where(v.subject == about)
        if not overruled:
            question = question.where(~_replaced(REVIEWS))
        return self._portions(question, _reviews)

    def reviews_at(self, numbers: Sequence[int]) -> list[ReviewRow]:
        """Reviews by their numbers, the highest first."""
        with self._database.reading() as connection:
            return _reviews(connection, numbers)[::-1]

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

    def search_claims(self, words: str, *, filters: Filters | None = None, limit: int = 100) -> list[ClaimRow]:
        """Claims that fit and whose evidence has all these words; ``word*`` stands for all that begin so."""

        def within(found: Any) -> Select[int]:
            return claims_that_fit(filters or Filters(), self.as_of, among=found)

        return self._search(SEARCH_CLAIMS, words, claims_of, limit, within)

    def search_reports(self, words: str, *, limit: int = 100) -> list[ReportRow]:
        """Reports whose title or text has all these words; ``word*`` stands for all that begin so."""
        return self._search(SEARCH_REPORTS, words, reports_of, limit, lambda found: reports_within(found, self.as_of))

    def _search(
        self,
        index: str,
        words: str,
        build: Callable[[Connection, Sequence[int]], list[_T]],
        limit: int,
        within: Callable[[Any], Select[int]],
    ) -> list[_T]:
        asked = [(one, word.endswith("*")) for word in words.split() for one in searchable(word).split()]
        if not asked:
            return []
        with self._database.reading() as connection:
            found = text(matching(connection, index)).bindparams(words=query_of(connection, asked)).columns(REPORTS.c.n)
            numbers = connection.scalars(within(found).limit(limit)).all()
            return build(connection, numbers)

    def _one(self, columns: Any, id: str, build: Callable[[Connection, Sequence[int]], list[Any]]) -> Any:
        with self._database.reading() as connection:
            of_it = select(columns.n).join(EDITIONS, EDITIONS.c.reading == columns.reading)
            number = connection.scalar(of_it.where(columns.id == id, *known(self.as_of)).limit(1))
            if number is None:
                raise self._unknown(id)
            return build(connection, [number])[0]

    def _unknown(self, id: str) -> UnknownId:
        return UnknownId(f"nothing has the id {id[:60]!r}", ledger=self._database.name, id=id)

    def _portions(self, question: Select[int], build: Callable[[Connection, Sequence[int]], list[_T]]) -> Iterator[_T]:
        """What fits now, taken out in portions: a long transaction would make writers of a SQLite file wait."""
        with self._database.reading() as connection:
            numbers = connection.scalars(question).all()
        yield from self._in_portions(numbers, build)

    def _is_indexed(self, filters: Filters) -> bool:
        """Whether the database finds the latest claims that fit without looking at many that do not."""
        return self.as_of is None and filters == Filters(event=filters.event, since=filters.since, until=filters.until)

    def _in_portions(
        self, numbers: Sequence[int], build: Callable[[Connection, Sequence[int]], list[_T]]
    ) -> Iterator[_T]:
        for portion in in_portions(numbers):
            with self._database.reading() as connection:
                rows = build(connection, portion)
            yield from rows


def reports_within(found: Any, as_of: str | None) -> Select[int]:
    """Of these reports, those that stand."""
    report = EDITIONS.c.report
    return select(report).where(report.in_(found), standing(as_of)).order_by(report)


def _replaced(table: Table) -> Exists:
    """Another row has taken the place of this one."""
    later = table.alias("later")
    return select(later.c.n).where(later.c.supersedes == table.c.id).exists()


def _judgements(connection: Connection, numbers: Sequence[int]) -> list[JudgementRow]:
    j = JUDGEMENTS.c
    rows = _contents(connection, select(j.n, j.id, j.learnt, _replaced(JUDGEMENTS).label("overruled")), j.n, numbers)
    return [
        JudgementRow(
            n=row.n, id=row.id, judgement=judgement_of(content), learnt=row.learnt, overruled=bool(row.overruled)
        )
        for row, content in rows
    ]


def _reviews(connection: Connection, numbers: Sequence[int]) -> list[ReviewRow]:
    v = REVIEWS.c
    rows = _contents(connection, select(v.n, v.id, v.learnt, _replaced(REVIEWS).label("overruled")), v.n, numbers)
    return [
        ReviewRow(n=row.n, id=row.id, review=review_of(content), learnt=row.learnt, overruled=bool(row.overruled))
        for row, content in rows
    ]


def _contents(
    connection: Connection, question: Select[Any], number: Any, numbers: Sequence[int]
) -> list[tuple[Row[Any], bytes]]:
    with_content = question.add_columns(ENTRIES.c.content).join(ENTRIES, ENTRIES.c.n == number)
    rows = connection.execute(with_content.where(number.in_(numbers)).order_by(number))
    return [(row, unpacked(row.content)) for row in rows]
