"""What a view tells of claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Select, select

from truceline.ledger.columns import Selection, select_claims
from truceline.ledger.database import MANY, in_portions
from truceline.ledger.gather import claims_of
from truceline.ledger.questions import claims_that_fit, standing
from truceline.ledger.records import ClaimRow, Filters
from truceline.ledger.schema import CLAIMS, EDITIONS, SEARCH_CLAIMS
from truceline.ledger.speakers import deeds_in, speakers_of
from truceline.ledger.views.reports import Reports
from truceline.model import Actor


class Claims(Reports):
    """Claims, and who speaks and acts in them."""

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

    def claims_in(self, report: str) -> list[ClaimRow]:
        """The claims of the report with this id, as it was last read, in the order of its text."""
        of_it = CLAIMS.c.reading == EDITIONS.c.reading
        question = select(CLAIMS.c.n).join(EDITIONS, of_it).where(EDITIONS.c.report == self.report(report).n)
        return [*self._portions(question.order_by(CLAIMS.c.n), claims_of)]

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

    def claim_ids(self) -> Iterator[tuple[int, str]]:
        """The lasting ids of all claims, each with the number of its report, without anything else of them."""
        of_it = select(EDITIONS.c.report, CLAIMS.c.id).join(EDITIONS, EDITIONS.c.reading == CLAIMS.c.reading)
        question = of_it.where(standing(self.as_of)).order_by(CLAIMS.c.n)
        with self._database.reading() as connection:
            rows = connection.execute(question).all()
        yield from ((row.report, row.id) for row in rows)

    def selection(self, filters: Filters | None = None) -> Selection | None:
        """The claims that fit, as columns; None where it takes too long to have them."""
        snapshot = self._columns.soon()
        return None if snapshot is None else select_claims(snapshot, filters or Filters(), as_of=self.as_of)

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

    def speakers(self, claims: Iterable[str]) -> dict[str, Actor]:
        """For claims, by lasting id, who their report says that the first link of their chain is, where it does."""
        with self._database.reading() as connection:
            return speakers_of(connection, claims)

    def deeds(self, reports: Sequence[int], events: Sequence[str]) -> dict[int, list[tuple[list[Actor], list[Actor]]]]:
        """For reports, by number, who does something to whom, in each claim of some of PLOVER's events."""
        with self._database.reading() as connection:
            return deeds_in(connection, reports, events)

    def search_claims(self, words: str, *, filters: Filters | None = None, limit: int = 100) -> list[ClaimRow]:
        """Claims that fit and whose evidence has all these words; ``word*`` stands for all that begin so."""

        def within(found: Any) -> Select[int]:
            return claims_that_fit(filters or Filters(), self.as_of, among=found)

        return self._search(SEARCH_CLAIMS, words, claims_of, limit, within)

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

    def _is_indexed(self, filters: Filters) -> bool:
        """Whether the database finds the latest claims that fit without looking at many that do not."""
        return self.as_of is None and filters == Filters(event=filters.event, since=filters.since, until=filters.until)
