"""Agreements through all their reports, kept: to work them out one must look at all that is told of any."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from truceline.desk.failures import Refusal
from truceline.errors import UnknownId
from truceline.ledger import Filters, Ledger
from truceline.ledger.columns import Asked, Lists, More, Page, Snapshot
from truceline.linking import Pact, agreement_groups, pacts_of

_PATIENCE = 10.0  # seconds that a question waits for the first answer
_KEPT = 4  # days
_SHARE = 10.0  # times what working them out took, for which it rests: people come first

# What an agreement rests on: its tellings, and of each the reading that counts, and until when it stands.
Rests = tuple[tuple[int, ...], bytes]


@dataclass(slots=True, kw_only=True)
class _Kept:
    """The agreements as of one day."""

    head: str | None = None  # of the state that they were worked out from
    pacts: tuple[Pact, ...] = ()
    resting: dict[Rests, Pact] = field(default_factory=dict)
    of_member: dict[str, Pact] = field(default_factory=dict)  # by the ids of their tellings
    again: float = 0.0  # when they may be worked out anew, by the clock
    running: bool = False
    failed: Exception | None = None
    ready: threading.Event = field(default_factory=threading.Event)


class Pacts:
    """The agreements of a ledger. Several threads may use it.

    Where the ledger has changed since they were worked out, those of which something came are worked out again;
    meanwhile those of before are given.

    Args:
        ledger: Whose.
        lists: The same ledger's.
    """

    def __init__(self, ledger: Ledger, lists: Lists) -> None:
        self._ledger = ledger
        self._lists = lists
        self._lock = threading.Lock()
        self._by_day: OrderedDict[str | None, _Kept] = OrderedDict()

    def begin(self) -> None:
        """Have them worked out, so that the first who asks need not wait as long."""
        self._kept(None)

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
        state = self._lists.snapshot()
        with self._lock:
            kept = self._by_day.setdefault(as_of, _Kept())
            self._by_day.move_to_end(as_of)
            while len(self._by_day) > _KEPT:
                self._by_day.popitem(last=False)
            if kept.head != state.head and not kept.running and time.monotonic() >= kept.again:
                kept.running = True
                threading.Thread(target=self._work, args=(kept, as_of, state), name="agreements", daemon=True).start()
        if not kept.ready.wait(_PATIENCE):
            raise Refusal(503, "busy", "the agreements of so many reports are still being worked out; ask again soon")
        if kept.failed is not None:
            raise kept.failed
        return kept

    def _work(self, kept: _Kept, as_of: str | None, state: Snapshot) -> None:
        begun = time.monotonic()
        try:
            with self._ledger.database.held():
                found = self._worked_out(kept.resting, as_of, state)
            kept.pacts = tuple(sorted(found.values(), key=_last_heard, reverse=True))
            kept.of_member = {member: pact for pact in kept.pacts for member in pact.members}
            kept.resting = found
            kept.head, kept.failed = state.head, None
        except Exception as error:  # noqa: BLE001 - those who wait are told
            kept.failed = error if not kept.ready.is_set() else None
        finally:
            now = time.monotonic()
            kept.again = now + _SHARE * (now - begun)
            kept.running = False
            kept.ready.set()

    def _worked_out(self, before: dict[Rests, Pact], as_of: str | None, state: Snapshot) -> dict[Rests, Pact]:
        """All agreements; those of which nothing came are those of before."""
        view = self._ledger.view(as_of)
        groups = {(group.numbers, _standing(state, group.numbers)): group for group in agreement_groups(view)}
        new = [rests for rests in groups if rests not in before or not rests[1]]
        made = dict(zip(new, pacts_of(view, [groups[rests] for rests in new]), strict=True))
        return {rests: made.get(rests) or before[rests] for rests in groups}


def _standing(state: Snapshot, numbers: Sequence[int]) -> bytes:
    """Of the reports of tellings the reading that counts, until when they stand, and whether they were taken back.

    Empty where the state does not have one of them yet.
    """
    agreements, reports = state.agreements, state.reports
    rows = np.searchsorted(agreements.n, np.array(numbers, dtype=np.int64))
    if rows.max(initial=-1) >= len(agreements.n) or not np.array_equal(agreements.n[rows], numbers):
        return b""
    of = agreements.report[rows]
    return b"".join(column[of].tobytes() for column in (reports.reading, reports.until, reports.withdrawn))


def _last_heard(pact: Pact) -> tuple[str, str]:
    return max((turn.reported for turn in pact.history), default=""), pact.id
