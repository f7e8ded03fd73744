"""How many of the claims that fit are of each event, country or outlet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from truceline.ledger.columns.grown import Array, Codes, day_text
from truceline.ledger.columns.selecting import Selection
from truceline.ledger.columns.snapshot import PartColumns


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """How many claims have one value."""

    value: str | None  # as a filter takes it; None where it is not known
    claims: int
    example: int | None = None  # number of a row that has it: a report for outlets, a mention for actors, else a claim


def count(selection: Selection, facet: str, *, limit: int = 50) -> list[Facet]:
    """The commonest values among the claims selected, the commonest first; months in their order, all of them.

    Args:
        selection: Which claims.
        facet: One of `FACETS`.
        limit: How many values at most.
    """
    return FACETS[facet](selection, limit)


def _of_claims(column: str) -> Callable[[Selection, int], list[Facet]]:
    def counted(selection: Selection, limit: int) -> list[Facet]:
        codes: Codes = getattr(selection.snapshot.codes, column)
        return _commonest(getattr(selection.snapshot.claims, column)[selection.mask], codes, limit)

    return counted


def _of_parts(column: str, kind: str) -> Callable[[Selection, int], list[Facet]]:
    def counted(selection: Selection, limit: int) -> list[Facet]:
        parts: PartColumns = getattr(selection.snapshot, column)
        keys = parts.key[parts.fresh & selection.mask[parts.claim]]
        return _commonest(keys, getattr(selection.snapshot.codes, kind), limit)

    return counted


def _by_source(column: str) -> Callable[[Selection, int], list[Facet]]:
    def counted(selection: Selection, limit: int) -> list[Facet]:
        codes = selection.snapshot.codes.source
        return _commonest(getattr(selection.snapshot.claims, column)[selection.mask], codes, limit)

    return counted


def _by_denier(selection: Selection, limit: int) -> list[Facet]:
    denials = selection.snapshot.denials
    return _commonest(denials.source[selection.mask[denials.claim]], selection.snapshot.codes.source, limit)


def _by_outlet(selection: Selection, limit: int) -> list[Facet]:
    snapshot = selection.snapshot
    return _commonest(snapshot.reports.outlet[snapshot.claims.report[selection.mask]], snapshot.codes.outlet, limit)


def _by_country(selection: Selection, limit: int) -> list[Facet]:
    countries = selection.snapshot.countries
    return _commonest(countries.country[selection.mask[countries.claim]], selection.snapshot.codes.country, limit)


def _by_month(selection: Selection, limit: int) -> list[Facet]:
    del limit  # a line of time with months left out would lie
    counted = np.bincount(selection.snapshot.claims.first[selection.mask] + 1)
    months: dict[str | None, int] = {}
    for day in np.flatnonzero(counted[1:]).tolist():
        month = day_text(day)[:7]
        months[month] = months.get(month, 0) + int(counted[day + 1])
    if len(counted) and counted[0]:
        months[None] = int(counted[0])
    return [Facet(value=month, claims=number) for month, number in months.items()]


def _commonest(column: Array, codes: Codes, limit: int) -> list[Facet]:
    counted = np.bincount(column + 1)  # none is 0
    there = np.flatnonzero(counted)
    found = there[np.lexsort((there, -counted[there]))[:limit]].tolist()
    return [
        Facet(
            value=codes.words[i - 1] if i else None,
            claims=int(counted[i]),
            example=codes.examples[i - 1] if i else None,
        )
        for i in found
    ]


FACETS: dict[str, Callable[[Selection, int], list[Facet]]] = {
    "event": _of_claims("event"),
    "mode": _of_claims("mode"),
    "factuality": _of_claims("factuality"),
    "phase": _of_claims("phase"),
    "outlet": _by_outlet,
    "origin": _by_source("source"),
    "relay": _by_source("relay"),
    "denier": _by_denier,
    "country": _by_country,
    "actor": _of_parts("actors", "actor"),
    "place": _of_parts("places", "place"),
    "month": _by_month,
}
