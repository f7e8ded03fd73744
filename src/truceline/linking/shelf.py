"""Reports with all that is compared of them, as they are asked for; the last ones asked for are kept."""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from truceline.ledger import ClaimRow, Joins
from truceline.ledger.schema import SHIFT
from truceline.linking.acts import Act, acts
from truceline.linking.matching import Told, told_of
from truceline.linking.telling import Sameness, Telling, sameness, telling
from truceline.linking.words import likeness

_KEPT = 1500  # reports
_NEAREST = 60  # that one thing is compared with: those that share most signs with it
_PAIRS = 50_000  # comparisons of two reports

_K = TypeVar("_K")
_V = TypeVar("_V")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A report with all that is compared of it."""

    telling: Telling
    acts: Mapping[int, Act]  # by the number of their first claim
    told: Mapping[int, Told]  # by the number of the claim

    def signs(self) -> list[tuple[int, int]]:
        """What it is found by: pairs of a sign and the number of what has it."""
        found = [(sign, self.telling.n) for sign in self.telling.signs]
        found += [(sign, act.n) for act in self.acts.values() for sign in act.signs]
        return found + [(sign, told.n) for told in self.told.values() for sign in told.signs]


class Shelf:
    """The reports of a ledger, ready to be compared.

    Args:
        joins: Where they are.
    """

    def __init__(self, joins: Joins) -> None:
        self._joins = joins
        self._items: OrderedDict[int, Item] = OrderedDict()
        self._pairs: OrderedDict[tuple[int, int], Sameness | None] = OrderedDict()
        self._likenesses: OrderedDict[tuple[int, int], float] = OrderedDict()
        self._reports: OrderedDict[int, int | None] = OrderedDict()  # of readings; None: a newer one took its place
        self._having: dict[int, list[int]] = {}

    def items(self, reports: Sequence[int]) -> dict[int, Item]:
        """Reports by their numbers."""
        missing = [number for number in dict.fromkeys(reports) if number not in self._items]
        found = {number: self._items[number] for number in reports if number in self._items}
        found.update(self._load(missing))
        for number, item in found.items():
            _keep(self._items, number, item, _KEPT)
        return found

    def forget(self, reports: Iterable[int]) -> None:
        """Load these anew the next time: they were read again."""
        for number in reports:
            self._items.pop(number, None)

    def look_ahead(self, signs: Iterable[int]) -> None:
        """Find what has these signs, all at once; what was looked up before is dropped."""
        self._having = self._joins.having(signs)

    def having(self, signs: Sequence[int]) -> list[int]:
        """The numbers of what has one of these signs, those that have most of them first, and no more than so many."""
        unknown = [sign for sign in signs if sign not in self._having]
        if unknown:
            found = self._joins.having(unknown)
            self._having.update({sign: found.get(sign, []) for sign in unknown})
        shared = Counter(chain.from_iterable(self._having.get(sign, ()) for sign in signs))
        if len(shared) <= _NEAREST:
            return sorted(shared)
        return sorted(shared, key=lambda number: (-shared[number], number))[:_NEAREST]

    def tellings(self, numbers: Sequence[int]) -> list[Telling]:
        """Reports by their numbers."""
        return [item.telling for item in self.items(numbers).values()]

    def acts(self, numbers: Sequence[int]) -> list[Act]:
        """Speech acts by their numbers."""
        return [found for item, n in self._of_claims(numbers) if (found := item.acts.get(n)) is not None]

    def told(self, numbers: Sequence[int]) -> list[Told]:
        """Claims by their numbers."""
        return [found for item, n in self._of_claims(numbers) if (found := item.told.get(n)) is not None]

    def sameness(self, one: Telling, other: Telling) -> Sameness | None:
        """Whether two reports are copies."""
        return _of_pair(self._pairs, sameness, one, other)

    def likeness(self, one: Telling, other: Telling) -> float:
        """How alike two reports are in their words."""
        return _of_pair(self._likenesses, lambda a, b: likeness(a.vector, b.vector), one, other)

    def _of_claims(self, numbers: Sequence[int]) -> list[tuple[Item, int]]:
        readings = sorted({number >> SHIFT for number in numbers})
        unknown = [reading for reading in readings if reading not in self._reports]
        if unknown:
            found = self._joins.reports_of(unknown)
            for reading in unknown:
                _keep(self._reports, reading, found.get(reading), _PAIRS)
        reports = {reading: report for reading in readings if (report := self._reports.get(reading)) is not None}
        items = self.items(list(reports.values()))
        return [(items[reports[n >> SHIFT]], n) for n in numbers if n >> SHIFT in reports]

    def _load(self, reports: Sequence[int]) -> dict[int, Item]:
        if not reports:
            return {}
        readings = self._joins.readings_of(reports)
        claims: dict[int, dict[int, ClaimRow]] = defaultdict(dict)
        for number, claim in self._joins.claims(self._joins.claims_of_readings(list(readings.values()))).items():
            claims[number >> SHIFT][number] = claim
        found: dict[int, Item] = {}
        for report in self._joins.reports(reports):
            own = claims.get(readings.get(report.n, 0), {})
            said = telling(report.n, report, own.values())
            found[report.n] = Item(
                telling=said,
                acts={act.n: act for act in acts(said, own)},
                told={n: told_of(n, claim, said) for n, claim in own.items()},
            )
        return found


def _of_pair(
    kept: OrderedDict[tuple[int, int], _V], work_out: Callable[[Telling, Telling], _V], one: Telling, other: Telling
) -> _V:
    """What is kept of two reports, whichever of them is named first; it is worked out where nothing is."""
    key = (min(one.n, other.n), max(one.n, other.n))
    if key not in kept:
        _keep(kept, key, work_out(one, other), _PAIRS)
    return kept[key]


def _keep(kept: OrderedDict[_K, _V], key: _K, value: _V, most: int) -> None:
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > most:
        kept.popitem(last=False)
