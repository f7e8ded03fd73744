"""Agreements through all their reports, kept: to work them out one must look at all that is told of any."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

from truceline.desk.failures import Refusal
from truceline.errors import UnknownId
from truceline.ledger import Filters, Ledger
from truceline.ledger.columns import Asked, Lists, More, Page
from truceline.linking import Pact, agreements

_PATIENCE = 10.0  # seconds that a question waits for the first answer
_KEPT = 4  # days


@dataclass(slots=True, kw_only=True)
class _Kept:
    """The agreements as of one day."""

    head: str | None = None  # of the ledger when they were worked out
    pacts: tuple[Pact, ...] = ()
    of_member: dict[str, Pact] = field(default_factory=dict)  # by the ids of their tellings
    running: bool = False
    failed: Exception | None = None
    ready: threading.Event = field(default_factory=threading.Event)


class Pacts:
    """The agreements of a ledger. Several threads may use it.

    Where the ledger has changed since they were worked out they are again, and meanwhile those of before are given.

    Args:
        ledger: Whose.
        lists: The same ledger's.
    """

    def __init__(self, ledger: Ledger, lists: Lists) -> None:
        self._ledger = ledger
        self._lists = lists
        self._lock = threading.Lock()
        self._by_day: OrderedDict[str | None, _Kept] = OrderedDict()

    def page(self, asked: Asked, *, limit: int = 50, after: int | None = None) -> Page[Pact]:
        """A page of the agreements that rest on a claim which fits, the one last heard of first.

        Raises:
            Refusal: They are not worked out yet.
        """
        kept = self._kept(asked.as_of)
        pacts: Sequence[Pact] = kept.pacts
        if asked.filters != Filters() or asked.more != More():
            members = self._lists.agreement_ids(asked)
            pacts = [pact for pact in pacts if not members.isdisjoint(pact.members)]
        begin = after or 0
        rows = list(pacts[begin : begin + limit])
        return Page(rows=rows, total=len(pacts), after=begin + limit if begin + limit < len(pacts) else None)

    def one(self, id: str, *, as_of: str | None = None) -> Pact:
        """The agreement that a report's telling is part of.

        Raises:
            Refusal: They are not worked out yet.
            UnknownId: There is none.
        """
        found = self._kept(as_of).of_member.get(id)
        if found is None:
            raise UnknownId(f"no agreement has the id {id[:60]!r}", ledger=self._ledger.name, id=id)
        return found

    def _kept(self, as_of: str | None) -> _Kept:
        head = self._lists.columns.head()
        with self._lock:
            kept = self._by_day.setdefault(as_of, _Kept())
            self._by_day.move_to_end(as_of)
            while len(self._by_day) > _KEPT:
                self._by_day.popitem(last=False)
            if kept.head != head and not kept.running:
                kept.running = True
                threading.Thread(target=self._work, args=(kept, as_of, head), name="agreements", daemon=True).start()
        if not kept.ready.wait(_PATIENCE):
            raise Refusal(503, "busy", "the agreements of so many reports are still being worked out; ask again soon")
        if kept.failed is not None:
            raise kept.failed
        return kept

    def _work(self, kept: _Kept, as_of: str | None, head: str) -> None:
        try:
            found = sorted(agreements(self._ledger.view(as_of)), key=_last_heard, reverse=True)
            kept.pacts = tuple(found)
            kept.of_member = {member: pact for pact in found for member in pact.members}
            kept.head, kept.failed = head, None
        except Exception as error:  # noqa: BLE001 - those who wait are told
            kept.failed = error if not kept.ready.is_set() else None
        finally:
            kept.running = False
            kept.ready.set()


def _last_heard(pact: Pact) -> tuple[str, str]:
    return max((turn.reported for turn in pact.history), default=""), pact.id
