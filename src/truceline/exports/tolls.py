"""How many were killed, by the rules of those who count: the lowest, the highest, and what most origins hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from truceline.exports.happenings import Happening, is_anybody, kind_of
from truceline.ledger import ClaimRow
from truceline.model import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """The dead that one claim tells of."""

    low: float | None  # the least that the words allow
    high: float | None  # the most
    best: float | None  # the number itself, or of an open range the lower end
    count: Count
    claim: ClaimRow
    origin: str  # of the claim: the same for all that tell of one speech act

    @property
    def civilians(self) -> bool:
        """Whether the dead are civilians, as far as the claim says whom it was done to."""
        kinds = {None if is_anybody(m) else kind_of(m) for m in self.claim.recipients}
        return kinds in ({"civilians"}, {"protesters"})


def tolls_of(happening: Happening) -> list[Toll]:
    """The toll of each claim that has one."""
    found = (toll_of(claim, happening.origins.get(claim.id)) for claim in happening.claims)
    return [toll for toll in found if toll is not None]


def toll_of(claim: ClaimRow, origin: str | None = None) -> Toll | None:
    """The largest number of dead in a claim: "41 civilians, among them nine children" is 41.

    Args:
        claim: The claim.
        origin: The speech act that it goes back to; else the name of its first source stands for that.
    """
    counts = [c for c in claim.counts if c.measure == "killed"]
    if not counts:
        return None
    count = max(counts, key=lambda c: (c.low or 0.0, c.high or 0.0))
    best = count.best if count.best is not None else count.low
    return Toll(low=count.low, high=count.high, best=best, count=count, claim=claim, origin=origin or _speaker(claim))


def best_of(tolls: Iterable[Toll]) -> Toll | None:
    """The toll whose number most origins give, the lowest of those where several do; a plain one before vague ones."""
    tolls = list(tolls)
    plain = [toll for toll in tolls if toll.count.best is not None]
    origins: dict[float, set[str]] = defaultdict(set)
    first: dict[float, Toll] = {}
    for toll in plain or tolls:
        if toll.best is not None:
            origins[toll.best].add(toll.origin)
            first.setdefault(toll.best, toll)
    if not first:
        return None
    return first[min(first, key=lambda number: (-len(origins[number]), number))]


def lowest(tolls: Iterable[Toll], number: Callable[[Toll], float | None]) -> float | None:
    """The lowest of these numbers."""
    return min((n for n in map(number, tolls) if n is not None), default=None)


def highest(tolls: Iterable[Toll]) -> float | None:
    """The highest that anybody gives; of an open range the lower end, since nothing higher was said."""
    said = (toll.high if toll.high is not None else toll.low for toll in tolls)
    return max((n for n in said if n is not None), default=None)


def _speaker(claim: ClaimRow) -> str:
    origin = claim.origin
    return (origin.actor or origin.name or "") if origin else ""
