"""What a view tells of agreements as each report tells them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from truceline.ledger.database import in_portions
from truceline.ledger.gather import agreements_by_number, agreements_of
from truceline.ledger.questions import agreements_that_fit
from truceline.ledger.records import AgreementRow, Filters
from truceline.ledger.schema import AGREEMENTS, EDITIONS
from truceline.ledger.views.claims import Claims


class Agreements(Claims):
    """Agreements, a row for each report that tells of one."""

    def agreements(self, filters: Filters | None = None) -> Iterator[AgreementRow]:
        """Agreements as each report tells them, those that rest on a claim which fits."""
        return self._portions(agreements_that_fit(filters or Filters(), self.as_of), agreements_of)

    def agreement(self, id: str) -> AgreementRow:
        """The agreement with this lasting id, as one report tells it.

        Raises:
            UnknownId: There is none, or its report was not known yet.
        """
        agreement: AgreementRow = self._one(AGREEMENTS.c, id, agreements_of)
        return agreement

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
