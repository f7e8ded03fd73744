"""Agreements through all their reports: which tellings are one is kept, what one comes to is worked out when asked."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from truceline.errors import UnknownId
from truceline.ledger import Filters, Ledger
from truceline.ledger.columns import Asked, Lists, More, Page, Snapshot
from truceline.linking import Pact, PactGroup, agreement_groups, pacts_of

_KEPT = 4  # days
_MOST = 2000  # agreements
_SHARE = 10.0  # times what grouping them took, for which it rests: people come first

# What an agreement rests on: as of when, its tellings, and of each the reading that counts, and until when it stands.
Rests = tuple[str | None, tuple[int, ...], bytes]


@dataclass(slots=True, kw_only=True)
class _Kept:
    """Which agreements there are as of one day."""

    head: str | None = None  # of the state that they were grouped in
    groups: tuple[PactGroup, ...] = ()  # the one last heard of first
    of_member: dict[str, PactGroup] = field(default_factory=dict)  # by the ids of their tellings
    again: float = 0.0  # when they may be grouped anew, by the clock
    running: bool = False
    failed: Exception | None = None
    ready: threading.Event = field(default_factory=threading.Event)


class Pacts:
    """The agreements of a ledger. Several threads may use it.

    Where the ledger has changed since they were grouped, they are grouped again; meanwhile those of before are given.

    Args:
        ledger: Whose.
        lists: The same ledger's.
    """

    def __init__(self, ledger: Ledger, lists: Lists) -> None:
        self._ledger = ledger
        self._lists = lists
        self._lock = threading.Lock()
        self._by_day: OrderedDict[str | None, _Kept] = OrderedDict()
        self._made: OrderedDict[Rests, Pact] = OrderedDict()

    def begin(self) -> None:
        """Have them grouped, so that the first who asks need not wait as long."""
        self._kept(None)

    def page(self, asked: Asked, *, limit: int = 50, after: int | None = None) -> Page[Pact]:
        """A page of the agreements that rest on a claim which fits, the one last heard of first."""
        groups: Sequence[PactGroup] = self._kept(asked.as_of).groups
        if asked.filters != Filters() or asked.more != More():
            wanted = self._lists.agreement_numbers(asked)
            groups = [group for group in groups if not wanted.isdisjoint(group.numbers)]
        begin = after or 0
        rows = self._pacts(groups[begin : begin + limit], asked.as_of)
        return Page(rows=rows, total=len(groups), after=begin + limit if begin + limit < len(groups) else None)

    def one(self, id: str, *, as_of: str | None = None) -> Pact:
        """The agreement that a report's telling is part of.

        Raises:
            UnknownId: There is none.
        """
        group = self._kept(as_of).of_member.get(id)
        found = self._pacts([group], as_of) if group is not None else ()
        if not found:
            raise UnknownId(f"no agreement has the id {id[:60]!r}", ledger=self._ledger.name, id=id)
        return found[0]

    def _kept(self, as_of: str | None) -> _Kept:
        head = self._lists.snapshot().head
        with self._lock:
            kept = self._by_day.setdefault(as_of, _Kept())
            self._by_day.move_to_end(as_of)
            while len(self._by_day) > _KEPT:
                self._by_day.popitem(last=False)
            if kept.head != head and not kept.running and time.monotonic() >= kept.again:
                kept.running = True
                threading.Thread(target=self._work, args=(kept, as_of, head), name="agreements", daemon=True).start()
        kept.ready.wait()
        if kept.failed is not None:
            raise kept.failed
        return kept

    def _work(self, kept: _Kept, as_of: str | None, head: str) -> None:
        begun = time.monotonic()
        try:
            found = agreement_groups(self._ledger.view(as_of))
            kept.groups = tuple(sorted(found, key=_last_heard, reverse=True))
            kept.of_member = {member: group for group in kept.groups for member in group.members}
            kept.head, kept.failed = head, None
        except Exception as error:  # noqa: BLE001 - those who wait are told
            kept.failed = error if kept.head is None else None
        finally:
            now = time.monotonic()
            kept.again = now + _SHARE * (now - begun)
            kept.running = False
            kept.ready.set()

    def _pacts(self, groups: Sequence[PactGroup], as_of: str | None) -> list[Pact]:
        """What agreements come to; of those of which nothing came since, what they came to before."""
        state = self._lists.snapshot()
        rests = [(as_of, group.numbers, _standing(state, group.numbers)) for group in groups]
        with self._lock:
            made = {one: self._made[one] for one in rests if one in self._made}
        new = [group for group, one in zip(groups, rests, strict=True) if one not in made]
        of_member = {member: pact for pact in pacts_of(self._ledger.view(as_of), new) for member in pact.members}
        for group, one in zip(groups, rests, strict=True):
            if one not in made and (pact := next((of_member[m] for m in group.members if m in of_member), None)):
                made[one] = pact
        with self._lock:
            for one in rests:
                if one in made and one[2]:
                    self._made[one] = made[one]
                    self._made.move_to_end(one)
            while len(self._made) > _MOST:
                self._made.popitem(last=False)
        return [made[one] for one in rests if one in made]


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


def _last_heard(group: PactGroup) -> tuple[str, str]:
    return group.last[:10], group.members[0]
