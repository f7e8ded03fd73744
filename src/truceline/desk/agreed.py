"""Agreements through all reports, kept until the ledger changes."""

from __future__ import annotations

import threading

from truceline.errors import UnknownId
from truceline.ledger import Ledger, View
from truceline.ledger.columns import Columns
from truceline.linking import Pact, agreements

_KEPT = 4  # days asked for


class Pacts:
    """The agreements of a ledger. Several threads may use it.

    Args:
        ledger: Whose.
        columns: Of it: they know whether it has changed.
    """

    def __init__(self, ledger: Ledger, columns: Columns) -> None:
        self._ledger = ledger
        self._columns = columns
        self._lock = threading.Lock()
        self._kept: dict[tuple[str, str | None], tuple[Pact, ...]] = {}

    def all(self, as_of: str | None = None) -> tuple[Pact, ...]:
        """Every agreement, in the order of their beginning, as of a day."""
        key = (self._columns.head(), as_of)
        with self._lock:
            if key not in self._kept:
                found = tuple(agreements(self._view(as_of)))
                self._kept = {k: v for k, v in [*self._kept.items()][1 - _KEPT :] if k[0] == key[0]} | {key: found}
            return self._kept[key]

    def one(self, id: str, as_of: str | None = None) -> Pact:
        """The agreement with this lasting id, or that one report's telling with this id is part of.

        Raises:
            UnknownId: There is none.
        """
        for pact in self.all(as_of):
            if id == pact.id or id in pact.members:
                return pact
        raise UnknownId(f"no agreement has the id {id[:60]!r}", ledger=self._ledger.name, id=id)

    def _view(self, as_of: str | None) -> View:
        return self._ledger.view(as_of=as_of)
