"""Lists and counts of a ledger, a page at a time and soon."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import numpy as np
from sqlalchemy import Connection, Table, select, text

from truceline.ledger.columns.columns import Columns
from truceline.ledger.columns.counting import Facet, count
from truceline.ledger.columns.selecting import More, Selection, page_of_reports, reports_standing, select_claims
from truceline.ledger.database import matching, query_of
from truceline.ledger.encoding import folded, searchable
from truceline.ledger.gather import claims_of, reports_of
from truceline.ledger.ledger import Ledger
from truceline.ledger.records import ClaimRow, Filters, ReportRow
from truceline.ledger.schema import CLAIMS, LINKS, MENTIONS, PLACES, REPORTS, SEARCH_CLAIMS, SEARCH_REPORTS

_T = TypeVar("_T")
_KEPT = 64  # selections
_MOST_FOUND = 200_000  # rows that full text may find


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which claims: what a list, its counts and its map have in common."""

    filters: Filters = field(default_factory=Filters)
    more: More = field(default_factory=More)
    as_of: str | None = None  # a day or UTC second, as `Ledger.view` takes it


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[_T]):
    """A page of a list."""

    rows: list[_T]
    total: int  # in all pages
    after: int | None  # what to ask the next page with; None where there is none


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many claims have one value."""

    value: str | None  # as a filter takes it; None where it is not known
    name: str | None  # what it is called
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """How many claims are said to have happened at one place of the gazetteer."""

    geonameid: int | None
    name: str
    country: str | None
    latitude: float | None  # degrees north
    longitude: float | None  # degrees east
    precision: str | None  # point, city, district, region, country, larger
    claims: int


class Lists:
    """Lists and counts of a ledger. Several threads may use it; all of it reads."""

    def __init__(self, ledger: Ledger) -> None:
        self._database = ledger.database
        self.columns = Columns(ledger)
        self._kept: OrderedDict[tuple[str, Asked], Selection] = OrderedDict()
        self._lock = threading.Lock()

    def select(self, asked: Asked) -> Selection:
        """The claims that are asked for."""
        snapshot = self.columns.now()
        key = (snapshot.head, asked)
        with self._lock:
            if (found := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return found
        among = self._found(SEARCH_CLAIMS, asked.more.words) if asked.more.words is not None else None
        found = select_claims(snapshot, asked.filters, more=asked.more, as_of=asked.as_of, among=among)
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found

    def claims(
        self, asked: Asked, *, order: str = "published", up: bool = False, limit: int = 50, after: int | None = None
    ) -> Page[ClaimRow]:
        """A page of claims, the latest first; see `Selection.page`."""
        selection = self.select(asked)
        numbers, more = selection.page(order=order, limit=limit, up=up, after=after)
        with self._database.reading() as connection:
            return Page(rows=claims_of(connection, numbers), total=selection.total, after=more)

    def reports(self, asked: Asked, *, limit: int = 50, after: int | None = None) -> Page[ReportRow]:
        """A page of reports, the latest published first: of the outlet asked for, or those with a claim that fits."""
        rows = self._report_rows(asked)
        snapshot = self.columns.now()
        numbers, more = page_of_reports(snapshot, rows[rows < len(snapshot.reports.n)], limit=limit, after=after)
        with self._database.reading() as connection:
            return Page(rows=reports_of(connection, numbers), total=len(rows), after=more)

    def count(self, asked: Asked, facet: str, *, limit: int = 20) -> list[Counted]:
        """How many claims have each value of a facet, the commonest first; months in their order."""
        found = count(self.select(asked), facet, limit=limit)
        with self._database.reading() as connection:
            names = _names(connection, facet, found)
        return [Counted(value=one.value, name=names[one.value], claims=one.claims) for one in found]

    def spots(self, asked: Asked, *, limit: int = 1000) -> list[Spot]:
        """Where the claims are said to have happened, as far as the gazetteer has it, the commonest places first."""
        found = [one for one in count(self.select(asked), "place", limit=limit) if one.value is not None]
        with self._database.reading() as connection:
            rows = {row.n: row for row in _by_number(connection, PLACES, [one.example for one in found])}
        places = ((one, rows[one.example]) for one in found if one.example in rows)
        return [
            Spot(
                geonameid=row.geonameid,
                name=row.name,
                country=row.country,
                latitude=row.latitude,
                longitude=row.longitude,
                precision=row.precision,
                claims=one.claims,
            )
            for one, row in places
            if row.latitude is not None
        ]

    def size(self) -> dict[str, int]:
        """How many reports stand, and how many claims they make."""
        snapshot = self.columns.now()
        return {
            "reports": len(reports_standing(snapshot, as_of=None)),
            "claims": int(np.count_nonzero(snapshot.standing)),
        }

    def claim_ids(self, report: int) -> dict[str, str]:
        """The lasting ids of the claims of a reading, by their short ids; ``report`` is the report's number."""
        snapshot = self.columns.now()
        row = int(np.searchsorted(snapshot.reports.n, report))
        with self._database.reading() as connection:
            of_it = select(CLAIMS.c.short, CLAIMS.c.id).where(CLAIMS.c.reading == int(snapshot.reports.reading[row]))
            return {row.short: row.id for row in connection.execute(of_it)}

    def _report_rows(self, asked: Asked) -> Any:
        filters, more = asked.filters, asked.more
        if filters == Filters(outlet=filters.outlet) and more == More(words=more.words):
            rows = reports_standing(self.columns.now(), as_of=asked.as_of, outlet=filters.outlet)
            if more.words is not None:
                numbers = np.fromiter(self._found(SEARCH_REPORTS, more.words), dtype=np.int64)
                rows = rows[np.isin(self.columns.now().reports.n[rows], numbers)]
            return rows
        selection = self.select(asked)
        return np.flatnonzero(np.bincount(selection.snapshot.claims.report[selection.mask]))

    def _found(self, index: str, words: str) -> Sequence[int]:
        """The numbers of what full text finds; ``word*`` stands for all that begin so."""
        asked = [(one, word.endswith("*")) for word in words.split() for one in searchable(word).split()]
        if not asked:
            return ()
        number = REPORTS.c.n
        with self._database.reading() as connection:
            found = text(matching(connection, index)).bindparams(words=query_of(connection, asked)).columns(number)
            return connection.scalars(found).fetchmany(_MOST_FOUND)


def _names(connection: Connection, facet: str, found: Sequence[Facet]) -> dict[str | None, str | None]:
    """What values are called."""
    rows = [one.example for one in found]
    if facet == "outlet":
        called = {row.n: row.outlet for row in _by_number(connection, REPORTS, rows)}
    elif facet in ("actor", "place"):
        called = {row.n: row.name for row in _by_number(connection, MENTIONS if facet == "actor" else PLACES, rows)}
    elif facet in ("origin", "relay", "denier"):
        return _names_of_sources(connection, found)
    else:
        return {one.value: one.value for one in found}
    return {one.value: called.get(one.example) for one in found}


def _names_of_sources(connection: Connection, found: Sequence[Facet]) -> dict[str | None, str | None]:
    links = LINKS.c
    claims = sorted({one.example for one in found if one.example is not None})
    names: dict[str | None, str | None] = {one.value: None for one in found}
    for row in connection.execute(select(links.name, links.actor).where(links.claim.in_(claims))):
        for key in (row.actor, folded(row.name)):
            if key in names and names[key] is None:
                names[key] = row.name
    return names


def _by_number(connection: Connection, table: Table, numbers: Sequence[int | None]) -> Sequence[Any]:
    wanted = [n for n in numbers if n is not None]
    return connection.execute(select(table).where(table.c.n.in_(wanted))).all() if wanted else ()


__all__ = ["Asked", "Counted", "Lists", "Page", "Spot"]
