"""Reads the columns, and then what came since."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np
from sqlalchemy import Connection, Select, and_, or_, select

from truceline.ledger.columns.groups import KINDS, Groups
from truceline.ledger.columns.grown import Array, Codes, Dates, Grown, second_number
from truceline.ledger.columns.snapshot import (
    AgreementColumns,
    AllCodes,
    ClaimColumns,
    CountryColumns,
    DenialColumns,
    PartColumns,
    ReportColumns,
    RestingColumns,
    Snapshot,
)
from truceline.ledger.database import Database
from truceline.ledger.encoding import folded
from truceline.ledger.ledger import Ledger
from truceline.ledger.schema import (
    AGREEMENT_PARTS,
    AGREEMENTS,
    ANCHOR,
    CLAIM_PARTS,
    CLAIMS,
    EDITIONS,
    LINKS,
    READINGS,
    REPORTS,
    REVIEWS,
    SHIFT,
)

_AT_ONCE = 20_000  # rows
_COUNTRY_BITS = 14
_NEVER = 2**62
_G, _C, _P, _E, _R, _L = AGREEMENTS.c, CLAIMS.c, CLAIM_PARTS.c, EDITIONS.c, REPORTS.c, LINKS.c


class Columns:
    """The claims of a ledger as columns. Several threads may use it.

    Args:
        ledger: Whose.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._database: Database = ledger.database
        self._lock = threading.Lock()
        self._building = _Building()
        self._snapshot: Snapshot | None = None

    def now(self) -> Snapshot:
        """The columns as the ledger is now. The first call reads all of it; others wait for that."""
        with self._lock, self._database.reading() as connection:
            anchor = connection.execute(select(ANCHOR)).one_or_none()
            head, entries = (anchor.head, anchor.entries) if anchor else ("", 0)
            if self._snapshot is None or self._snapshot.head != head:
                since = self._snapshot.entries if self._snapshot else 0
                try:
                    self._building.read(connection, since)
                except BaseException:  # half of it may be there
                    self._building, self._snapshot = _Building(), None
                    raise
                self._snapshot = self._building.snapshot(head, entries)
            return self._snapshot

    def head(self) -> str:
        """The hash of the ledger's last batch: nothing has changed as long as it has not."""
        with self._database.reading() as connection:
            return str(connection.scalar(select(ANCHOR.c.head)) or "")


class _Building:
    """Columns that grow."""

    def __init__(self) -> None:
        self.codes = AllCodes(**{name: Codes() for name in AllCodes.__dataclass_fields__})
        self._days = Dates()
        self._row_of_report: dict[int, int] = {}
        self._row_of_reading: dict[int, int] = {}
        self._reports = {name: Grown(kind) for name, kind in _REPORT_KINDS.items()}
        self._claims = {name: Grown(kind) for name, kind in _CLAIM_KINDS.items()}
        self._actors = {name: Grown(kind) for name, kind in _PART_KINDS.items()}
        self._places = {name: Grown(kind) for name, kind in _PART_KINDS.items()}
        self._countries = {name: Grown(kind) for name, kind in _COUNTRY_KINDS.items()}
        self._groups = {kind: Groups(kind) for kind in KINDS}
        self._read_once: set[int] = set()  # rows of reports that have a reading
        self._agreements = {name: Grown(kind) for name, kind in _AGREEMENT_KINDS.items()}
        self._resting = {name: Grown(np.int32) for name in ("claim", "agreement")}
        self._folded = cache(folded)
        self._denials = {name: Grown(np.int32) for name in ("claim", "source")}

    def read(self, connection: Connection, since: int) -> None:
        """Everything with a higher number than ``since``, and what of the rest that has changed."""
        self._read_reports(connection, since)
        self._read_editions(connection, since)
        anew = self._read_readings(connection, since)
        self._read_claims(connection, (since + 1) << SHIFT)
        self._read_parts(connection, (since + 1) << SHIFT)
        self._read_links(connection, (since + 1) << SHIFT)
        self._read_agreements(connection, (since + 1) << SHIFT)
        for groups in self._groups.values():
            groups.read(connection, since, self._claims["n"].values, anew=anew)

    def snapshot(self, head: str, entries: int) -> Snapshot:
        reports = ReportColumns(**{name: column.values.copy() for name, column in self._reports.items()})
        claims = ClaimColumns(**{name: column.values for name, column in self._claims.items()})
        standing = (reports.until == _NEVER)[claims.report] & (reports.reading[claims.report] == claims.reading)
        return Snapshot(
            head=head,
            entries=entries,
            reports=reports,
            claims=claims,
            actors=PartColumns(**{name: column.values for name, column in self._actors.items()}),
            places=PartColumns(**{name: column.values for name, column in self._places.items()}),
            countries=CountryColumns(**{name: column.values for name, column in self._countries.items()}),
            agreements=AgreementColumns(**{name: column.values for name, column in self._agreements.items()}),
            resting=RestingColumns(**{name: column.values for name, column in self._resting.items()}),
            denials=DenialColumns(**{name: column.values for name, column in self._denials.items()}),
            event=self._groups["event"].roots(len(claims.n)),
            origin=self._groups["origin"].roots(len(claims.n)),
            codes=self.codes,
            standing=standing,
        )

    def _read_reports(self, connection: Connection, since: int) -> None:
        for rows in _portions(connection, select(_R.n, _R.outlet_key).where(_R.n > since).order_by(_R.n)):
            numbers, outlets = zip(*rows, strict=True)
            begin = len(self._row_of_report)
            self._row_of_report.update((n, begin + i) for i, n in enumerate(numbers))
            self._reports["n"].extend(numbers)
            self._reports["outlet"].extend(self.codes.outlet.of(outlets, numbers))
            for name, none in (("known", 0), ("until", _NEVER), ("reading", -1), ("withdrawn", False)):
                self._reports[name].extend([none] * len(numbers))

    def _read_editions(self, connection: Connection, since: int) -> None:
        question = select(_E.report, _E.reading, _E.known, _E.until, _E.withdrawn)
        if since:
            question = question.where(_E.article.in_(_changed_articles(since)))
        columns = {name: column.values for name, column in self._reports.items()}
        for rows in _portions(connection, question):
            numbers, readings, known, until, withdrawn = zip(*rows, strict=True)
            at = [self._row_of_report[n] for n in numbers]
            columns["reading"][at] = [-1 if n is None else n for n in readings]
            columns["known"][at] = [second_number(day) for day in known]
            columns["until"][at] = [_NEVER if day is None else second_number(day) for day in until]
            columns["withdrawn"][at] = [day is not None for day in withdrawn]

    def _read_readings(self, connection: Connection, since: int) -> bool:
        """New readings; says whether one is of a report that had one."""
        d, again = READINGS.c, False
        for rows in _portions(connection, select(d.n, d.report).where(d.n > since)):
            for n, report in rows:
                row = self._row_of_reading[n] = self._row_of_report[report]
                again = again or row in self._read_once
                self._read_once.add(row)
        return again

    def _read_claims(self, connection: Connection, since: int) -> None:
        said = (_C.n, _C.reading, _C.event, _C.mode, _C.factuality, _C.phase, _C.origin, _C.origin_name)
        question = select(*said, _C.first, _C.last).where(_C.n >= since).order_by(_C.n)
        into, codes = self._claims, self.codes
        for rows in _portions(connection, question):
            n, reading, event, mode, factuality, phase, origin, name, first, last = zip(*rows, strict=True)
            into["n"].extend(n)
            into["reading"].extend(reading)
            into["report"].extend([self._row_of_reading[number] for number in reading])
            into["event"].extend(codes.event.of(event, n))
            into["mode"].extend(codes.mode.of(mode, n))
            into["factuality"].extend(codes.factuality.of(factuality, n))
            into["phase"].extend(codes.phase.of(phase, n))
            into["origin"].extend(codes.source.of(origin, n))
            into["origin_name"].extend(codes.source.of(name, n))
            into["source"].extend(codes.source.of([own or called for own, called in zip(origin, name, strict=True)], n))
            into["relay"].extend([-1] * len(n))
            into["own"].extend([True] * len(n))
            into["first"].extend(self._days.of(first))
            into["last"].extend(self._days.of(last))

    def _read_parts(self, connection: Connection, since: int) -> None:
        claims = self._claims["n"].values
        actors = _PartsReader(self._actors, self.codes.actor, self.codes.country, ("actor", "recipient"))
        places = _PartsReader(self._places, self.codes.place, self.codes.country, ("where",))
        for reader in (actors, places):
            reader.read(connection, since, claims)
        pairs = np.unique(np.concatenate([*actors.countries, *places.countries, np.empty(0, dtype=np.int64)]))
        self._countries["claim"].extend(pairs >> _COUNTRY_BITS)
        self._countries["country"].extend(pairs & ((1 << _COUNTRY_BITS) - 1))

    def _read_agreements(self, connection: Connection, since: int) -> None:
        for rows in _portions(connection, select(_G.n, _G.reading).where(_G.n >= since).order_by(_G.n)):
            n, reading = zip(*rows, strict=True)
            self._agreements["n"].extend(n)
            self._agreements["reading"].extend(reading)
            self._agreements["report"].extend([self._row_of_reading[number] for number in reading])
        part = AGREEMENT_PARTS.c
        question = select(part.agreement, part.part).where(part.agreement >= since, part.role == "claim")
        for rows in _portions(connection, question):
            agreement, claim = zip(*rows, strict=True)
            self._resting["agreement"].extend(np.searchsorted(self._agreements["n"].values, np.array(agreement)))
            self._resting["claim"].extend(np.searchsorted(self._claims["n"].values, np.array(claim)))

    def _read_links(self, connection: Connection, since: int) -> None:
        """Through whom each claim came, and who denies it."""
        question = select(_L.claim, _L.chain, _L.actor, _L.name)
        second, denier = and_(_L.chain == 0, _L.ord == 1), and_(_L.chain > 0, _L.ord == 0)
        question = question.where(_L.claim >= since, or_(second, denier)).order_by(_L.claim)
        claims, relays, own = (self._claims[name].values for name in ("n", "relay", "own"))
        for rows in _portions(connection, question):
            claim, chain, actor, name = zip(*rows, strict=True)
            at = np.searchsorted(claims, np.array(claim))
            called = [own or self._folded(name) for own, name in zip(actor, name, strict=True)]
            codes = np.array(self.codes.source.of(called, claim), dtype=np.int32)
            denials = np.array(chain) > 0
            relays[at[~denials]] = codes[~denials]
            own[at[~denials]] = False
            self._denials["claim"].extend(at[denials])
            self._denials["source"].extend(codes[denials])


class _PartsReader:
    """Reads the parts of claims that have some of the roles."""

    def __init__(self, into: dict[str, Grown], codes: Codes, countries: Codes, roles: tuple[str, ...]) -> None:
        self._into = into
        self._codes = codes
        self._country_codes = countries
        self._roles = roles
        self._claim = -1
        self._seen: set[int] = set()  # keys in this claim
        self.countries: list[Array] = []  # row of a claim and code of a country in one number

    def read(self, connection: Connection, since: int, claims: Array) -> None:
        """The parts of claims with such a number or a higher one; ``claims`` are the numbers of all."""
        question = select(_P.claim, _P.key, _P.name, _P.part, _P.country)
        question = question.where(_P.claim >= since, _P.role.in_(self._roles)).order_by(_P.claim)
        for rows in _portions(connection, question):
            claim, key, name, part, country = zip(*rows, strict=True)
            if "where" in self._roles:  # a place of somebody's own vocabulary has no number: its name stands for it
                key = tuple(own or called for own, called in zip(key, name, strict=True))
            keys = self._codes.of(key, part)
            at = np.searchsorted(claims, np.array(claim)).astype(np.int64)
            self._into["claim"].extend(at)
            self._into["key"].extend(keys)
            self._into["name"].extend(self._codes.of(name, part))
            self._into["fresh"].extend(self._fresh(claim, keys))
            codes = np.array(self._country_codes.of(country, claim), dtype=np.int64)
            self.countries.append(((at << _COUNTRY_BITS) | codes)[codes >= 0])

    def _fresh(self, claims: Sequence[int], keys: Sequence[int]) -> list[bool]:
        found = []
        for claim, key in zip(claims, keys, strict=True):
            if claim != self._claim:
                self._claim = claim
                self._seen = set()
            found.append(key not in self._seen and key >= 0)
            self._seen.add(key)
        return found


_REPORT_KINDS: dict[str, Any] = {
    "n": np.int64,
    "outlet": np.int32,
    "known": np.int64,
    "until": np.int64,
    "reading": np.int64,
    "withdrawn": np.bool_,
}
_CLAIM_KINDS: dict[str, Any] = {
    "n": np.int64,
    "report": np.int32,
    "reading": np.int64,
    "event": np.int16,
    "mode": np.int16,
    "factuality": np.int8,
    "phase": np.int8,
    "origin": np.int32,
    "origin_name": np.int32,
    "source": np.int32,
    "relay": np.int32,
    "own": np.bool_,
    "first": np.int32,
    "last": np.int32,
}
_PART_KINDS: dict[str, Any] = {"claim": np.int32, "key": np.int32, "name": np.int32, "fresh": np.bool_}
_AGREEMENT_KINDS: dict[str, Any] = {"n": np.int64, "report": np.int32, "reading": np.int64}
_COUNTRY_KINDS: dict[str, Any] = {"claim": np.int32, "country": np.int16}


def _changed_articles(since: int) -> Select[str]:
    """The articles of which something has come: a version, a reading, a review."""
    versions = select(_R.n).where(_R.n > since)
    readings = select(READINGS.c.report).where(READINGS.c.n > since)
    reviewed = select(_R.n).join(REVIEWS, REVIEWS.c.subject == _R.id).where(REVIEWS.c.n > since)
    return select(_E.article).where(_E.report.in_(versions.union(readings, reviewed)))


def _portions(connection: Connection, question: Select[Any]) -> Iterator[Sequence[Any]]:
    """Rows a portion at a time.

    SQLite's driver gives its rows as they are: making SQLAlchemy's of them costs more than all the rest.
    """
    if connection.dialect.name == "sqlite":
        result = connection.execute(question)
        cursor: Any = result.cursor
        while rows := cursor.fetchmany(_AT_ONCE):
            yield rows
        result.close()
    else:
        yield from connection.execution_options(yield_per=_AT_ONCE).execute(question).partitions()
