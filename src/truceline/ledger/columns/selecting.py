"""Which claims fit, and in which order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from truceline.ledger.columns.grown import Array, Codes, day_number, second_number
from truceline.ledger.columns.snapshot import PartColumns, Snapshot
from truceline.ledger.encoding import folded, looked_up
from truceline.ledger.records import Filters

ORDERS = ("added", "published", "day")
_ROOM = 31  # bits of a key for the claim's row


@dataclass(frozen=True, slots=True, kw_only=True)
class More:
    """What else claims may be selected by, beside `Filters`."""

    mode: str | None = None
    phase: str | None = None
    relay: str | None = None  # canonical id or name of the chain's second link
    own: bool | None = None  # whether the publisher speaks for itself
    denied: bool | None = None  # whether somebody denies it in its report
    denier: str | None = None  # canonical id or name of who does
    lone: bool | None = None  # whether one speech act alone tells of its event
    withdrawn: bool | None = None  # whether its report was taken back
    words: str | None = None  # in the evidence


class Stood:
    """The claims that stood on a day, whatever else is asked of them.

    Args:
        snapshot: The columns.
        as_of: The day, or UTC second; None for now.
    """

    def __init__(self, snapshot: Snapshot, as_of: str | None) -> None:
        self._snapshot = snapshot
        self._reports = _reports_standing(snapshot, as_of)
        claims = snapshot.claims
        self.mask = snapshot.standing if as_of is None else self.readings(claims.report, claims.reading)

    def readings(self, reports: Array, readings: Array) -> Array:
        """Which of these readings, by number, stood, given the rows of their reports."""
        found: Array = self._reports[reports] & (self._snapshot.reports.reading[reports] == readings)
        return found

    @cached_property
    def origins(self) -> Array:
        """For each row that stands for an event, how many different speech acts tell of it; 0 for other rows."""
        rows = np.flatnonzero(self.mask)
        roots = self._snapshot.event[rows]
        claims = np.bincount(roots, minlength=len(self.mask))
        several = claims[roots] > 1  # most events are told by one claim: no need to sort those
        pairs = roots[several].astype(np.int64) << _ROOM | self._snapshot.origin[rows[several]]
        pairs.sort()  # sooner than what NumPy has to tell different values by
        different = pairs[np.flatnonzero(np.diff(pairs, prepend=-1))]
        found: Array = np.bincount(different >> _ROOM, minlength=len(self.mask))
        found[claims == 1] = 1
        return found

    def members(self, root: int) -> list[int]:
        """The numbers of the claims of an event, by the row that stands for it."""
        begin, end = np.searchsorted(self._by_event[0], [root, root + 1])
        found: list[int] = self._snapshot.claims.n[self._by_event[1][begin:end]].tolist()
        return found

    @cached_property
    def _by_event(self) -> tuple[Array, Array]:
        rows = np.flatnonzero(self.mask)
        roots = self._snapshot.event[rows]
        order = np.argsort(roots, kind="stable")
        return roots[order], rows[order]


@dataclass(frozen=True, kw_only=True)
class Selection:
    """The claims that fit, as of a day."""

    snapshot: Snapshot
    mask: Array  # bool a claim
    stood: Stood

    @property
    def total(self) -> int:
        """How many."""
        return int(np.count_nonzero(self.mask))

    def page(
        self, *, order: str, limit: int, up: bool = False, after: int | None = None
    ) -> tuple[list[int], int | None]:
        """Numbers of claims, a page of them, the latest first.

        Args:
            order: One of `ORDERS`: when it was added, published, or said to have happened.
            limit: How many at most.
            up: Whether the earliest come first.
            after: What the page before gave as the second value.

        Returns:
            The numbers, and what to go on after; None where there are no more.
        """
        rows = np.flatnonzero(self.mask)
        keys = self._keys(rows, order)
        rows, following = page_of(rows, -keys if up else keys, limit=limit, after=after)
        return self.snapshot.claims.n[rows].tolist(), following

    def well_told(self, origins: int, *, newest: int | None = None) -> list[int]:
        """The numbers of those of events that so many different speech acts tell of, in the order of adding.

        Args:
            origins: How many, at least.
            newest: Only those about the latest days: as few of these as so many claims are about.
        """
        mask = self.mask if origins <= 1 else self.mask & (self.stood.origins[self.snapshot.event] >= origins)
        rows = np.flatnonzero(mask)
        first = self.snapshot.claims.first[rows]
        if newest is not None and newest < len(rows):
            rows = rows[first >= np.partition(first, len(rows) - newest)[len(rows) - newest]]
        found: list[int] = self.snapshot.claims.n[rows].tolist()
        return found

    def events(
        self, *, order: str, limit: int, after: int | None = None, origins: int = 1
    ) -> tuple[list[list[int]], int | None, int]:
        """The events that have one of these claims, a page of them, the latest first.

        Args:
            order: As `page` has it; the latest of its claims counts.
            limit: How many at most.
            after: What the page before gave as the second value.
            origins: How many different speech acts must tell of it, at least.

        Returns:
            For each the numbers of all its claims; what to go on after; how many there are in all.
        """
        rows = np.flatnonzero(self.mask)
        latest = np.full(len(self.mask), -1, dtype=np.int64)
        np.maximum.at(latest, self.snapshot.event[rows], self._keys(rows, order))
        roots = np.flatnonzero(latest >= 0)
        if origins > 1:
            roots = roots[self.stood.origins[roots] >= origins]
        page, following = page_of(roots, latest[roots], limit=limit, after=after)
        return [self.stood.members(root) for root in page.tolist()], following, len(roots)

    def agreements(self, *, all_of_them: bool) -> Array:
        """The rows of the agreements that rest on one of these claims; or of all that stood then."""
        resting, agreements = self.snapshot.resting, self.snapshot.agreements
        if all_of_them:
            stood: Array = np.flatnonzero(self.stood.readings(agreements.report, agreements.reading))
            return stood
        found = np.zeros(len(agreements.n), dtype=np.bool_)
        found[resting.agreement[self.mask[resting.claim]]] = True
        return np.flatnonzero(found)

    def _keys(self, rows: Array, order: str) -> Array:
        claims, reports = self.snapshot.claims, self.snapshot.reports
        if order == "added":
            first = np.zeros(len(rows), dtype=np.int64)
        elif order == "published":
            first = reports.known[claims.report[rows]] // 60
        else:
            first = claims.first[rows].astype(np.int64) + 1
        keys: Array = (first << _ROOM) | rows
        return keys


def select_claims(
    snapshot: Snapshot,
    filters: Filters,
    *,
    more: More | None = None,
    as_of: str | None = None,
    among: Iterable[int] | None = None,
) -> Selection:
    """The claims that fit all filters.

    Args:
        snapshot: The columns.
        filters: As `View.claims` takes them.
        more: What else, but for ``words``.
        as_of: A day or UTC second, as `Ledger.view` takes it.
        among: Numbers of claims that it must be one of, as full text finds them.
    """
    claims = snapshot.claims
    stood = stood_then(snapshot, as_of)
    mask = stood.mask.copy()
    for column, codes, wanted in _plain(snapshot, filters):
        mask &= column == codes.find(wanted)
    if filters.since is not None:
        mask &= claims.last >= day_number(filters.since)
    if filters.until is not None:
        mask &= (claims.first <= day_number(filters.until)) & (claims.first >= 0)
    if filters.outlet is not None:
        mask &= (snapshot.reports.outlet == snapshot.codes.outlet.find(folded(filters.outlet)))[claims.report]
    if filters.origin is not None:
        source = snapshot.codes.source
        of_it = claims.origin == source.find(filters.origin)
        mask &= of_it | (claims.origin_name == source.find(folded(filters.origin)))
    _restrict_by_parts(snapshot, filters, mask)
    if more is not None:
        _restrict_further(snapshot, more, mask)
        if more.lone is not None:
            mask &= (stood.origins[snapshot.event] <= 1) == more.lone
    if among is not None:
        mask &= _among(claims.n, np.fromiter(among, dtype=np.int64))
    return Selection(snapshot=snapshot, mask=mask, stood=stood)


def reports_standing(snapshot: Snapshot, *, as_of: str | None, outlet: str | None = None) -> Array:
    """The rows of the reports that stand as of a day."""
    reports = snapshot.reports
    mask = _reports_standing(snapshot, as_of)
    if outlet is not None:
        mask = mask & (reports.outlet == snapshot.codes.outlet.find(folded(outlet)))
    return np.flatnonzero(mask)


def page_of_reports(
    snapshot: Snapshot, rows: Array, *, limit: int, after: int | None = None
) -> tuple[list[int], int | None]:
    """Numbers of reports, a page of them, the latest published first, and what to go on after."""
    keys = ((snapshot.reports.known[rows] // 60) << _ROOM) | rows
    rows, following = page_of(rows, keys, limit=limit, after=after)
    return snapshot.reports.n[rows].tolist(), following


def page_of(rows: Array, keys: Array, *, limit: int, after: int | None) -> tuple[Array, int | None]:
    """The rows with the greatest keys below ``after``, the greatest first, and the least of them if more follow."""
    if after is not None:
        left = keys < after
        rows, keys = rows[left], keys[left]
    more = len(rows) > limit
    if more:
        best = np.argpartition(keys, len(keys) - limit)[-limit:]
        rows, keys = rows[best], keys[best]
    order = np.argsort(keys)[::-1]
    return rows[order], (int(keys[order[-1]]) if more else None)


def _plain(snapshot: Snapshot, filters: Filters) -> list[tuple[Array, Codes, str]]:
    claims, codes = snapshot.claims, snapshot.codes
    asked = [
        (claims.event, codes.event, filters.event.upper() if filters.event else filters.event),
        (claims.factuality, codes.factuality, filters.factuality),
    ]
    return [(column, of, wanted) for column, of, wanted in asked if wanted is not None]


def _restrict_by_parts(snapshot: Snapshot, filters: Filters, mask: Array) -> None:
    codes, countries = snapshot.codes, snapshot.countries
    if filters.actor is not None:
        mask &= _having(snapshot, snapshot.actors.claim, _named(snapshot.actors, codes.actor, filters.actor))
    if filters.place is not None:
        mask &= _having(snapshot, snapshot.places.claim, _named(snapshot.places, codes.place, filters.place))
    if filters.country is not None:
        mask &= _having(snapshot, countries.claim, countries.country == codes.country.find(filters.country.upper()))


def _restrict_further(snapshot: Snapshot, more: More, mask: Array) -> None:
    claims, codes, denials = snapshot.claims, snapshot.codes, snapshot.denials
    if more.mode is not None:
        mask &= claims.mode == codes.mode.find(more.mode)
    if more.phase is not None:
        mask &= claims.phase == codes.phase.find(more.phase)
    if more.relay is not None:
        mask &= _sourced(claims.relay, codes.source, more.relay)
    if more.own is not None:
        mask &= claims.own == more.own
    if more.denied is not None:
        mask &= _having(snapshot, denials.claim, denials.source >= -1) == more.denied
    if more.denier is not None:
        mask &= _having(snapshot, denials.claim, _sourced(denials.source, codes.source, more.denier))
    if more.withdrawn is not None:
        mask &= (snapshot.reports.withdrawn == more.withdrawn)[claims.report]


def _sourced(column: Array, codes: Codes, name: str) -> Array:
    found: Array = (column == codes.find(name)) | (column == codes.find(folded(name)))
    return found


def _among(numbers: Array, wanted: Array) -> Array:
    rows = np.searchsorted(numbers, wanted)
    there = rows < len(numbers)
    rows, wanted = rows[there], wanted[there]
    found = np.zeros(len(numbers), dtype=np.bool_)
    found[rows[numbers[rows] == wanted]] = True
    return found


def _having(snapshot: Snapshot, claims: Array, fitting: Array) -> Array:
    """The claims that have a part which fits."""
    found = np.zeros(len(snapshot.standing), dtype=np.bool_)
    found[claims[fitting]] = True
    return found


def _named(parts: PartColumns, codes: Codes, name: str) -> Array:
    found: Array = (parts.key == codes.find(looked_up(name))) | (parts.name == codes.find(folded(name)))
    return found


def prepare(snapshot: Snapshot) -> None:
    """Work out what most questions need of a snapshot, so that the first one that is asked need not wait for it."""
    stood = stood_then(snapshot, None)
    _ = stood.origins
    stood.members(0)


@lru_cache(maxsize=4)
def stood_then(snapshot: Snapshot, as_of: str | None) -> Stood:
    """Which claims stood on a day, and what that makes of events."""
    return Stood(snapshot, as_of)


def _reports_standing(snapshot: Snapshot, as_of: str | None) -> Array:
    reports = snapshot.reports
    if as_of is None:
        now: Array = reports.until == _NEVER
        return now
    bound = second_number(as_of) + (0 if "T" in as_of else 86_399)
    then: Array = (reports.known <= bound) & (reports.until > bound)
    return then


_NEVER = 2**62
