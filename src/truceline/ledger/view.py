"""What a ledger holds, to ask questions of. Nothing here writes."""

from __future__ import annotations

import re

from truceline.ledger import tallies
from truceline.ledger.columns import Columns
from truceline.ledger.columns.speaking import speaking
from truceline.ledger.database import Database
from truceline.ledger.joins import Joins
from truceline.ledger.noted import Noted
from truceline.ledger.records import ActorTally, Filters, SourceTally
from truceline.ledger.views.agreements import Agreements
from truceline.ledger.views.judgements import Judgements

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?")


class View(Agreements, Judgements):
    """A ledger as it is, or as of a day; made by `Ledger.view`.

    What is given comes in the order of adding. Claims and agreements are those of the version of each article that
    stands, as it was last read. A withdrawn report is there, with its mark: whoever counts decides.

    Raises:
        ValueError: ``as_of`` is no day.
    """

    def __init__(self, database: Database, columns: Columns, *, as_of: str | None = None) -> None:
        if as_of is not None and not _DAY.fullmatch(as_of):
            raise ValueError(f"as_of is not a day (YYYY-MM-DD) or a UTC second: {as_of!r}")
        super().__init__(database, columns, as_of=as_of)

    @property
    def joins(self) -> Joins:
        """What linking asks, whatever the day."""
        return Joins(self._database)

    def noted(self, *, kind: str, name: str, program: str) -> Noted:
        """What linking asks and keeps of agreements, whatever the day; see `Noted`."""
        return Noted(self._database, kind=kind, name=name, program=program)

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
