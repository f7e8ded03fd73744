"""Reads columns from the tables, and then what came since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np
from sqlalchemy import Connection, Select, and_, or_, select

from truceline.ledger.columns.groups import KINDS, Groups
from truceline.ledger.columns.grown import Array, Codes, Dates, Grown, second_number
from truceline.ledger.columns.kept import Kept
from truceline.ledger.columns.layout import tables_of
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
from truceline.ledger.encoding import folded
from truceline.ledger.schema import (
    AGREEMENT_PARTS,
    AGREEMENTS,
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


class Building:
    """Columns that grow.

    Args:
        kept: What they begin with.
    """

    def __init__(self, kept: Kept | None = None) -> None:
        self.codes = AllCodes(
            **{
                name: Codes(kept.words[name], kept.examples[name].tolist()) if kept else Codes()
                for name in AllCodes.__dataclass_fields__
            }
        )
        self._days = Dates()
        # Of a report what stands there may change, so that it needs a copy; all else only grows.
        values = {n: v.copy() if n.startswith("reports.") else v for n, v in kept.values.items()} if kept else None
        self._tables = tables_of(values)
        self._reports, self._claims = self._tables["reports"], self._tables["claims"]
        self._row_of_reading: dict[int, int] = {}  # of what is being read
        self._groups = {kind: Groups(kind, kept.groups[kind] if kept else None) for kind in KINDS}
        self._folded = cache(folded)

    def read(self, connection: Connection, since: int) -> bool:
        """Everything with a higher number than ``since``, and what of the rest that has changed.

        Returns:
            Whether there was anything.
        """
        self._read_reports(connection, since)
        came = self._read_editions(connection, since)  # whatever comes of a report changes its edition
        if came:
            self._read_readings(connection, since)
            self._read_claims(connection, (since + 1) << SHIFT)
            self._read_parts(connection, (since + 1) << SHIFT)
            self._read_links(connection, (since + 1) << SHIFT)
            self._read_agreements(connection, (since + 1) << SHIFT)
        for groups in self._groups.values():
            came = groups.read(connection, since, self._claims["n"].values) or came
        return came

    def snapshot(self, head: str, entries: int, batches: int) -> Snapshot:
        """All of it as it is now."""
        values = {
            table: {name: column.values for name, column in columns.items()} for table, columns in self._tables.items()
        }
        reports = ReportColumns(**{name: column.copy() for name, column in values["reports"].items()})
        claims = ClaimColumns(**values["claims"])
        standing = (reports.until == _NEVER)[claims.report] & (reports.reading[claims.report] == claims.reading)
        return Snapshot(
            head=head,
            entries=entries,
            batches=batches,
            reports=reports,
            claims=claims,
            actors=PartColumns(**values["actors"]),
            places=PartColumns(**values["places"]),
            countries=CountryColumns(**values["countries"]),
            agreements=AgreementColumns(**values["agreements"]),
            resting=RestingColumns(**values["resting"]),
            denials=DenialColumns(**values["denials"]),
            event=self._groups["event"].roots(),
            origin=self._groups["origin"].roots(),
            codes=self.codes,
            standing=standing,
        )

    def _read_reports(self, connection: Connection, since: int) -> None:
        for rows in _portions(connection, select(_R.n, _R.outlet_key).where(_R.n > since).order_by(_R.n)):
            numbers, outlets = zip(*rows, strict=True)
            self._reports["n"].extend(numbers)
            self._reports["outlet"].extend(self.codes.outlet.of(outlets, numbers))
            for name, none in (("known", 0), ("until", _NEVER), ("reading", -1), ("withdrawn", False)):
                self._reports[name].extend([none] * len(numbers))

    def _read_editions(self, connection: Connection, since: int) -> bool:
        question = select(_E.report, _E.reading, _E.known, _E.until, _E.withdrawn)
        if since:
            question = question.where(_E.article.in_(_changed_articles(since)))
        columns, came = {name: column.values for name, column in self._reports.items()}, False
        for rows in _portions(connection, question):
            came = True
            numbers, readings, known, until, withdrawn = zip(*rows, strict=True)
            at = self._rows_of_reports(numbers)
            columns["reading"][at] = [-1 if n is None else n for n in readings]
            columns["known"][at] = [second_number(day) for day in known]
            columns["until"][at] = [_NEVER if day is None else second_number(day) for day in until]
            columns["withdrawn"][at] = [day is not None for day in withdrawn]
        return came

    def _read_readings(self, connection: Connection, since: int) -> None:
        d = READINGS.c
        self._row_of_reading = {}
        for rows in _portions(connection, select(d.n, d.report).where(d.n > since)):
            numbers, reports = zip(*rows, strict=True)
            self._row_of_reading.update(zip(numbers, self._rows_of_reports(reports).tolist(), strict=True))

    def _rows_of_reports(self, numbers: Sequence[int]) -> Array:
        return np.searchsorted(self._reports["n"].values, np.array(numbers, dtype=np.int64))

    def _read_claims(self, connection: Connection, since: int) -> None:
        said = (_C.n, _C.reading, _C.event, _C.mode, _C.factuality, _C.phase, _C.origin, _C.origin_name)
        question = select(*said, _C.first, _C.last, _C.denials).where(_C.n >= since).order_by(_C.n)
        into, codes = self._claims, self.codes
        for rows in _portions(connection, question):
            n, reading, event, mode, factuality, phase, origin, name, first, last, denials = zip(*rows, strict=True)
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
            into["denied"].extend([number > 0 for number in denials])
            into["first"].extend(self._days.of(first))
            into["last"].extend(self._days.of(last))

    def _read_parts(self, connection: Connection, since: int) -> None:
        claims = self._claims["n"].values
        actors = _PartsReader(self._tables["actors"], self.codes.actor, self.codes.country, ("actor", "recipient"))
        places = _PartsReader(self._tables["places"], self.codes.place, self.codes.country, ("where",))
        for reader in (actors, places):
            reader.read(connection, since, claims)
        pairs = np.unique(np.concatenate([*actors.countries, *places.countries, np.empty(0, dtype=np.int64)]))
        self._tables["countries"]["claim"].extend(pairs >> _COUNTRY_BITS)
        self._tables["countries"]["country"].extend(pairs & ((1 << _COUNTRY_BITS) - 1))

    def _read_agreements(self, connection: Connection, since: int) -> None:
        agreements, resting = self._tables["agreements"], self._tables["resting"]
        for rows in _portions(connection, select(_G.n, _G.reading).where(_G.n >= since).order_by(_G.n)):
            n, reading = zip(*rows, strict=True)
            agreements["n"].extend(n)
            agreements["reading"].extend(reading)
            agreements["report"].extend([self._row_of_reading[number] for number in reading])
        part = AGREEMENT_PARTS.c
        question = select(part.agreement, part.part).where(part.agreement >= since, part.role == "claim")
        question = question.order_by(part.agreement, part.ord)
        for rows in _portions(connection, question):
            agreement, claim = zip(*rows, strict=True)
            resting["agreement"].extend(np.searchsorted(agreements["n"].values, np.array(agreement)))
            resting["claim"].extend(np.searchsorted(self._claims["n"].values, np.array(claim)))

    def _read_links(self, connection: Connection, since: int) -> None:
        """Through whom each claim came, and who denies it."""
        question = select(_L.claim, _L.chain, _L.actor, _L.name)
        second, denier = and_(_L.chain == 0, _L.ord == 1), and_(_L.chain > 0, _L.ord == 0)
        question = question.where(_L.claim >= since, or_(second, denier)).order_by(_L.claim, _L.chain)
        claims, relays, own = (self._claims[name].values for name in ("n", "relay", "own"))
        for rows in _portions(connection, question):
            claim, chain, actor, name = zip(*rows, strict=True)
            at = np.searchsorted(claims, np.array(claim))
            called = [own or self._folded(name) for own, name in zip(actor, name, strict=True)]
            codes = np.array(self.codes.source.of(called, claim), dtype=np.int32)
            denials = np.array(chain) > 0
            relays[at[~denials]] = codes[~denials]
            own[at[~denials]] = False
            self._tables["denials"]["claim"].extend(at[denials])
            self._tables["denials"]["source"].extend(codes[denials])


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
        question = question.where(_P.claim >= since, _P.role.in_(self._roles)).order_by(_P.claim, _P.role, _P.ord)
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
        yield from connection.execute(question.execution_options(yield_per=_AT_ONCE)).partitions()
