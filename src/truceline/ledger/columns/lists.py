"""Lists and counts of a ledger, a page at a time and soon."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import numpy as np
from sqlalchemy import Connection, Table, exists, select, text

from truceline.errors import UnknownId
from truceline.ledger.columns.columns import Columns
from truceline.ledger.columns.counting import Facet, count
from truceline.ledger.columns.grown import Array
from truceline.ledger.columns.selecting import (
    More,
    Selection,
    page_of,
    page_of_reports,
    reports_standing,
    select_claims,
)
from truceline.ledger.columns.snapshot import Snapshot
from truceline.ledger.database import HasDatabase, in_portions, matching, query_of
from truceline.ledger.drafts import judgement_of
from truceline.ledger.encoding import folded, searchable, unpacked
from truceline.ledger.gather import agreements_of, claims_of, reports_of
from truceline.ledger.lookups import rows_of
from truceline.ledger.records import AgreementRow, ClaimRow, Filters, JudgementRow, ReportRow
from truceline.ledger.schema import (
    CLAIMS,
    ENTRIES,
    JUDGED,
    JUDGEMENTS,
    LINKS,
    MENTIONS,
    PLACES,
    REPORTS,
    SEARCH_CLAIMS,
    SEARCH_REPORTS,
)

_T = TypeVar("_T")
_KEPT = 32  # selections
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
class Group:
    """An event: all claims that were judged to tell of it."""

    claims: tuple[ClaimRow, ...]
    origins: dict[str, str]  # id of each claim → the same for claims of one speech act


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
    """Lists and counts of a ledger. Several threads may use it; all of it reads.

    Args:
        ledger: Whose.
        current: Gives the columns that they are answered from; those of the ledger as it is now where None is given.
    """

    def __init__(self, ledger: HasDatabase, *, current: Callable[[], Snapshot] | None = None) -> None:
        self._database = ledger.database
        self.snapshot = Columns(ledger).now if current is None else current
        self._kept: OrderedDict[tuple[Snapshot, Asked], Selection] = OrderedDict()
        self._lock = threading.Lock()

    def select(self, asked: Asked) -> Selection:
        """The claims that are asked for."""
        snapshot = self.snapshot()
        key = (snapshot, asked)
        with self._lock:
            if (found := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return found
        among = self._found(SEARCH_CLAIMS, asked.more.words) if asked.more.words is not None else None
        found = select_claims(snapshot, asked.filters, more=asked.more, as_of=asked.as_of, among=among)
        with self._lock:
            self._kept[key] = found
            for other in [other for other in self._kept if other[0] != snapshot]:
                del self._kept[other]  # of an older state: nobody asks for it any more
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
        snapshot, rows = self._report_rows(asked)
        numbers, more = page_of_reports(snapshot, rows, limit=limit, after=after)
        with self._database.reading() as connection:
            return Page(rows=reports_of(connection, numbers), total=len(rows), after=more)

    def events(
        self, asked: Asked, *, origins: int = 1, order: str = "published", limit: int = 50, after: int | None = None
    ) -> Page[Group]:
        """A page of events that have one of the claims, each with all its claims; see `Selection.events`."""
        selection = self.select(asked)
        groups, more, total = selection.events(order=order, limit=limit, after=after, origins=origins)
        return Page(rows=self._groups(selection.snapshot, groups), total=total, after=more)

    def event(self, id: str, *, as_of: str | None = None) -> Group:
        """The event that the claim with this lasting id is part of.

        Raises:
            UnknownId: There is no such claim, or none of its event was known yet.
        """
        selection = self.select(Asked(as_of=as_of))
        with self._database.reading() as connection:
            numbers = connection.scalars(select(CLAIMS.c.n).where(CLAIMS.c.id == id)).all()
        row = selection.snapshot.row_of(numbers[0]) if numbers else None
        if row is None or not (members := selection.stood.members(int(selection.snapshot.event[row]))):
            raise UnknownId(f"no event has the id {id[:60]!r}", ledger=self._database.name, id=id)
        return self._groups(selection.snapshot, [members])[0]

    def stands(self, claim: ClaimRow, *, as_of: str | None = None) -> bool:
        """Whether a claim is of the newest reading of a report that stands."""
        selection = self.select(Asked(as_of=as_of))
        with self._database.reading() as connection:
            numbers = connection.scalars(select(CLAIMS.c.n).where(CLAIMS.c.id == claim.id)).all()
        rows = [selection.snapshot.row_of(number) for number in numbers]
        return any(row is not None and selection.mask[row] for row in rows)

    def last_claim(self) -> int:
        """The highest number of a claim; 0 where there is none."""
        numbers = self.snapshot().claims.n
        return int(numbers[-1]) if len(numbers) else 0

    def agreements(self, asked: Asked, *, limit: int = 50, after: int | None = None) -> Page[AgreementRow]:
        """A page of agreements as single reports tell them, those that rest on a claim which fits; the newest first."""
        selection = self.select(asked)
        rows = selection.agreements(all_of_them=asked.filters == Filters() and asked.more == More())
        page, following = page_of(rows, rows.astype(np.int64), limit=limit, after=after)
        with self._database.reading() as connection:
            found = agreements_of(connection, selection.snapshot.agreements.n[page].tolist())
        return Page(rows=found, total=len(rows), after=following)

    def agreement_numbers(self, asked: Asked) -> set[int]:
        """The numbers of the agreements, as single reports tell them, that rest on a claim which fits."""
        selection = self.select(asked)
        return set(selection.snapshot.agreements.n[selection.agreements(all_of_them=False)].tolist())

    def judged(self, kind: str, about: Sequence[str]) -> list[JudgementRow]:
        """The judgements of a kind that stand and have one of these lasting ids among their subjects or objects."""
        j, later = JUDGEMENTS.c, JUDGEMENTS.alias("later")
        stands = ~exists().where(later.c.supersedes == j.id)
        found: dict[int, JudgementRow] = {}
        with self._database.reading() as connection:
            for part in in_portions(sorted(set(about))):
                of_them = select(JUDGED.c.judgement).where(JUDGED.c.member.in_(part))
                question = select(j.n, j.id, j.learnt, ENTRIES.c.content).join(ENTRIES, ENTRIES.c.n == j.n)
                for row in connection.execute(question.where(j.kind == kind, stands, j.n.in_(of_them))):
                    judgement = judgement_of(unpacked(row.content))
                    found[row.n] = JudgementRow(
                        n=row.n, id=row.id, judgement=judgement, learnt=row.learnt, overruled=False
                    )
        return [found[n] for n in sorted(found)]

    def newer_claims(self, asked: Asked, *, than: int, limit: int) -> list[tuple[int, ClaimRow]]:
        """Claims with a higher number, in the order of adding, each with its number."""
        selection = self.select(asked)
        numbers = selection.snapshot.claims.n[selection.mask]
        numbers = numbers[np.searchsorted(numbers, than, side="right") :][:limit].tolist()
        with self._database.reading() as connection:
            return list(zip(numbers, claims_of(connection, numbers), strict=True))

    def _groups(self, snapshot: Snapshot, groups: Sequence[Sequence[int]]) -> list[Group]:
        numbers = [number for group in groups for number in group]
        with self._database.reading() as connection:
            rows = [row for part in in_portions(numbers) for row in claims_of(connection, part)]
            roots = {number: int(snapshot.origin[snapshot.row_of(number)]) for number in numbers}
            heads = {root: int(snapshot.claims.n[root]) for root in set(roots.values())}
            question = select(CLAIMS.c.n, CLAIMS.c.id)
            names = {
                row.n: row.id
                for part in in_portions(sorted(heads.values()))
                for row in connection.execute(question.where(CLAIMS.c.n.in_(part)))
            }
        by_number = dict(zip(numbers, rows, strict=True))
        return [
            Group(
                claims=tuple(by_number[number] for number in group),
                origins={by_number[number].id: names[heads[roots[number]]] for number in group},
            )
            for group in groups
        ]

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
        snapshot = self.snapshot()
        return {
            "reports": len(reports_standing(snapshot, as_of=None)),
            "claims": int(np.count_nonzero(snapshot.standing)),
        }

    def claim_ids(self, report: int) -> dict[str, str]:
        """The lasting ids of the claims of a reading, by their short ids; ``report`` is the report's number."""
        snapshot = self.snapshot()
        row = int(np.searchsorted(snapshot.reports.n, report))
        with self._database.reading() as connection:
            of_it = select(CLAIMS.c.short, CLAIMS.c.id).where(CLAIMS.c.reading == int(snapshot.reports.reading[row]))
            return {row.short: row.id for row in connection.execute(of_it)}

    def _report_rows(self, asked: Asked) -> tuple[Snapshot, Array]:
        filters, more = asked.filters, asked.more
        if filters == Filters(outlet=filters.outlet) and more == More(words=more.words):
            snapshot = self.snapshot()
            rows = reports_standing(snapshot, as_of=asked.as_of, outlet=filters.outlet)
            if more.words is not None:
                numbers = np.fromiter(self._found(SEARCH_REPORTS, more.words), dtype=np.int64)
                rows = rows[np.isin(snapshot.reports.n[rows], numbers)]
            return snapshot, rows
        selection = self.select(asked)
        return selection.snapshot, np.flatnonzero(np.bincount(selection.snapshot.claims.report[selection.mask]))

    def _found(self, index: str, words: str) -> Sequence[int]:
        """The numbers of what full text finds; ``word*`` stands for all that begin so."""
        asked = [(one, word.endswith("*")) for word in words.split() for one in searchable(word).split()]
        if not asked:
            return ()
        with self._database.reading() as connection:
            question = text(f"{matching(connection, index)} LIMIT {_MOST_FOUND}")
            return [n for (n,) in rows_of(connection, question, {"words": query_of(connection, asked)})]


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
