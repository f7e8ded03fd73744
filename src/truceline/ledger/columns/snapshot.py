"""The columns at one head of the ledger: never changed, so that any number of threads may ask at once."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from truceline.ledger.columns.grown import Array, Codes


@dataclass(frozen=True, kw_only=True)
class ReportColumns:
    """A row a report."""

    n: Array  # in the order of adding
    outlet: Array  # code
    known: Array  # seconds
    until: Array  # seconds; the greatest number where it stands
    reading: Array  # number of the newest, or -1
    withdrawn: Array  # bool


@dataclass(frozen=True, kw_only=True)
class ClaimColumns:
    """A row a claim, in the order of adding."""

    n: Array
    report: Array  # row of its report
    reading: Array  # number
    event: Array  # codes …
    mode: Array
    factuality: Array
    phase: Array
    origin: Array  # of the canonical id
    origin_name: Array  # of the folded name
    source: Array  # of either, the id first
    relay: Array  # of the chain's second link; -1 where there is none or it is not named
    own: Array  # bool: the publisher speaks for itself
    denied: Array  # bool: somebody denies it in its report
    first: Array  # day, or -1
    last: Array


@dataclass(frozen=True, kw_only=True)
class PartColumns:
    """A row for each actor and recipient, or for each place, of a claim; by claim."""

    claim: Array  # row of the claim
    key: Array  # code of the canonical id, or of the number in the gazetteer
    name: Array  # code
    fresh: Array  # bool: the first with this key in its claim


@dataclass(frozen=True, kw_only=True)
class CountryColumns:
    """A row for each country of a claim, each once."""

    claim: Array  # row of the claim
    country: Array  # code


@dataclass(frozen=True, kw_only=True)
class DenialColumns:
    """A row for each chain of those who deny a claim."""

    claim: Array  # row of the claim
    source: Array  # code of the chain's first link


@dataclass(frozen=True, kw_only=True)
class AgreementColumns:
    """A row for each agreement as a report tells it, in the order of adding."""

    n: Array
    report: Array  # row of its report
    reading: Array  # number


@dataclass(frozen=True, kw_only=True)
class RestingColumns:
    """A row for each claim that an agreement rests on."""

    claim: Array  # row of the claim
    agreement: Array  # row of the agreement


@dataclass(frozen=True, kw_only=True)
class AllCodes:
    """What the codes stand for. They only ever grow."""

    outlet: Codes  # examples are reports
    event: Codes  # examples of these are claims …
    mode: Codes
    factuality: Codes
    phase: Codes
    source: Codes  # canonical ids and folded names of origins, relays and deniers
    actor: Codes  # canonical ids and folded names; examples are mentions
    place: Codes  # numbers in the gazetteer and folded names; examples are places
    country: Codes  # examples are claims


@dataclass(frozen=True, kw_only=True, eq=False)
class Snapshot:
    """All columns at one head. Two are equal where nothing that columns hold came between them."""

    head: str  # hash of the last batch
    entries: int  # how many there were
    batches: int
    reports: ReportColumns
    claims: ClaimColumns
    actors: PartColumns
    places: PartColumns
    countries: CountryColumns
    denials: DenialColumns
    agreements: AgreementColumns
    resting: RestingColumns
    event: Array  # a claim: row of the claim that stands for its event
    origin: Array  # a claim: row of the claim that stands for its speech act
    codes: AllCodes
    standing: Array  # bool a claim: of the newest reading of the version that stands
    content: object = field(default_factory=object)  # the same for equal ones

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Snapshot) and self.content is other.content

    def __hash__(self) -> int:
        return id(self.content)

    def row_of(self, number: int) -> int | None:
        """The row of the claim with this number."""
        row = int(np.searchsorted(self.claims.n, number))
        return row if row < len(self.claims.n) and self.claims.n[row] == number else None
