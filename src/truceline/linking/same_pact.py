"""Which agreements of different reports are one. Pure.

Tellings are gone through by day. Each is held against the agreements that are known by then and share a side, a
mediator or a country with it; it goes to the one that it fits best, or begins a new one. A version of a report that
another one took the place of counts until then. So what is known as of a day does not change with what is learnt later,
and what was judged before need not be judged again but where something new comes near it.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from truceline.linking.outlines import Outline
from truceline.linking.tellings import AGREED, PARTS, SETTLED

ENOUGH = 0.5  # score from which a telling belongs to an agreement
BEGINNING = frozenset({"proposed", "offered", "negotiated", *AGREED})  # the statuses of what is yet to begin
RECENT = 20  # agreements of one side or country that a telling is held against, the latest first
SIGNED_APART, BEGUN_APART = 3, 7  # days between two dates of one event beyond which they are of two
PART = "part"  # the reason of what is told as a part of an agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Where a telling belongs."""

    leader: str  # lasting id of the agreement's first telling
    part: bool  # as a part of what the report tells besides
    score: float | None = None
    reasons: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True, eq=False)
class Found:
    """An agreement while its tellings are gathered."""

    leader: str
    number: int  # in the order of beginning
    tellings: list[tuple[Outline, bool]] = field(default_factory=list)  # and whether each is a part
    changed: bool = False  # since it was judged the last time
    family: str = "other"
    sides: set[str] = field(default_factory=set)
    mediators: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    lengths: set[float] = field(default_factory=set)
    signed: set[str] = field(default_factory=set)
    began: set[str] = field(default_factory=set)
    ended: str | None = None  # day
    last: str = ""  # day of the last telling
    reports: set[str] = field(default_factory=set)  # lasting ids
    settled: bool = False  # whether anybody tells of it as agreed

    def add(self, telling: Outline, *, part: bool) -> None:
        """Takes a telling in."""
        self.tellings.append((telling, part))
        self.reports.add(telling.report)
        self.settled |= telling.status in SETTLED
        if part:
            return
        if self.family == "other":
            self.family = telling.family
        self.sides |= telling.sides
        self.mediators |= telling.mediators - self.sides
        self.countries |= telling.countries
        self.lengths |= telling.lengths
        self.signed |= telling.signed
        self.began |= telling.began
        if telling.status == "ended":
            self.ended = telling.since or telling.day
        elif telling.status in ("in force", "extended") and telling.day > (self.ended or ""):
            self.ended = None
        self.last = max(self.last, telling.day)

    def without(self, telling: Outline) -> None:
        """Lets go of a telling: what it comes to is what the others say."""
        others = [(one, part) for one, part in self.tellings if one.id != telling.id]
        empty = Found(leader=self.leader, number=self.number, changed=self.changed)
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(empty, name))
        for one, part in others:
            self.add(one, part=part and bool(self.tellings))  # what is left of it is more than a part


class Ruled:
    """What people have ruled: which tellings are one agreement, and which are not."""

    def __init__(self, pairs: Iterable[tuple[str, str, bool]] = ()) -> None:
        self._of: dict[str, dict[str, bool]] = defaultdict(dict)
        for one, other, same in pairs:
            self._of[one][other] = self._of[other][one] = same

    def __contains__(self, telling: str) -> bool:
        return telling in self._of

    def parts(self, telling: str, members: Iterable[str]) -> bool:
        """Whether a telling was ruled not to be of an agreement with these members."""
        own = self._of.get(telling)
        return own is not None and any(own.get(member) is False for member in members)

    def members(self, telling: str) -> list[str]:
        """Those that it was ruled to be one with."""
        return [other for other, same in self._of.get(telling, {}).items() if same]


class Grouping:
    """Goes through tellings in their order.

    Args:
        ruled: What people have ruled.
        known: Where tellings belong as it was judged before.
        fresh: Tellings to judge again all the same.
        replaced: Tellings that have come to be replaced, or at another time, since it was judged.
    """

    def __init__(
        self,
        ruled: Ruled | None = None,
        known: Mapping[str, Home] | None = None,
        *,
        fresh: AbstractSet[str] = frozenset(),
        replaced: AbstractSet[str] = frozenset(),
    ) -> None:
        self._ruled = ruled or Ruled()
        self._known = known or {}
        self._fresh = fresh
        self._replaced = replaced
        self._by_key: dict[str, list[Found]] = defaultdict(list)
        self._by_leader: dict[str, Found] = {}
        self._of_member: dict[str, Found] = {}
        self._going: list[tuple[str, str, Outline]] = []  # what is to be replaced, by when
        self.homes: dict[str, Home] = {}  # of all
        self.judged: list[str] = []  # those that were not taken from what is known

    def take(self, tellings: Iterable[Outline]) -> None:
        """Find the agreements of tellings."""
        for telling in sorted(tellings, key=lambda telling: telling.order):
            self._let_go(telling.known)
            near = self._near(telling)
            home = self._as_known(telling, near)
            if home is None:
                home = self._judge(telling, near)
                self.judged.append(telling.id)
            self._put(telling, home)

    def _let_go(self, now: str) -> None:
        """Take out versions that others have taken the place of."""
        while self._going and self._going[0][0] <= now:
            _, id, telling = heapq.heappop(self._going)
            found = self._of_member.pop(id)
            found.without(telling)
            found.changed |= id in self._replaced

    def _near(self, telling: Outline) -> list[Found]:
        near: dict[int, Found] = {}
        for key in _keys(telling):
            there = [one for one in self._by_key.get(key, ()) if one.tellings]
            near.update((one.number, one) for one in there[-RECENT:])
        return [near[number] for number in sorted(near)]

    def _as_known(self, telling: Outline, near: Sequence[Found]) -> Home | None:
        """Where it was judged to belong, if nothing has changed that bears on it."""
        home = self._known.get(telling.id)
        if home is None or telling.id in self._fresh or telling.id in self._ruled:
            return None
        if any(one.changed for one in near):
            return None
        if home.leader == telling.id:
            return home
        there = self._by_leader.get(home.leader)
        return None if there is None or there.changed or not there.tellings else home

    def _judge(self, telling: Outline, near: Sequence[Found]) -> Home:
        found, score, reasons = self._best(telling, near)
        home = Home(leader=found.leader if found else telling.id, part=PART in reasons, score=score, reasons=reasons)
        before = self._known.get(telling.id)
        if before is None or (before.leader, before.part) != (home.leader, home.part):
            for leader in {home.leader, before.leader if before else home.leader}:
                if leader in self._by_leader:
                    self._by_leader[leader].changed = True
        return home

    def _best(self, telling: Outline, near: Sequence[Found]) -> tuple[Found | None, float | None, Mapping[str, Any]]:
        """The agreement that a telling belongs to, how surely, and why; None where it begins one."""
        for member in self._ruled.members(telling.id):
            if member in self._of_member:
                return self._of_member[member], 1.0, {"ruled": True}
        best: tuple[Found | None, float | None, Mapping[str, Any]] = (None, None, {})
        for one in reversed(near):  # of two that fit as well, the later one
            if self._ruled.parts(telling.id, (member.id for member, _ in one.tellings)):
                continue
            judged = compared(telling, one)
            if judged is not None and judged[0] >= ENOUGH and judged[0] > (best[1] or 0.0):
                best = (one, *judged)
        return best

    def _put(self, telling: Outline, home: Home) -> None:
        found = self._by_leader.get(home.leader)
        if found is None:
            found = Found(leader=home.leader, number=len(self._by_leader))
            before = self._known.get(telling.id)
            found.changed = before is None or before.leader != home.leader
            self._by_leader[home.leader] = found
        found.add(telling, part=home.part)
        self.homes[telling.id] = home
        self._of_member[telling.id] = found
        if telling.until is not None:
            heapq.heappush(self._going, (telling.until, telling.id, telling))
        for key in _keys(telling):
            there = self._by_key[key]
            if not there or there[-1] is not found:
                self._by_key[key] = [*[one for one in there if one is not found][-RECENT:], found]


def _keys(telling: Outline) -> list[str]:
    """What two tellings of one agreement have in common at least one of."""
    sides = [f"s {side}" for side in sorted(telling.sides)]
    between = [f"m {side}" for side in sorted(telling.mediators)]
    where = [f"c {country}" for country in sorted(telling.countries)]
    return [*sides, *between, *where, f"r {telling.report}"]


def compared(telling: Outline, one: Found) -> tuple[float, dict[str, Any]] | None:
    """How surely a telling is of an agreement, 0 to 1, with the reasons; None where something rules it out."""
    reasons: dict[str, Any] = {}
    if _is_part(telling, one):
        return ENOUGH, {"part": telling.family}
    if "other" not in (telling.family, one.family) and telling.family != one.family:
        return None
    if _renewed(telling, one) or _other_dates(telling, one):
        return None
    score = 0.1 if telling.family == one.family != "other" else 0.0
    for weigh in (_sides, _circumstances, _distance):
        weight = weigh(telling, one, reasons)
        if weight is None:
            return None
        score += weight
    return round(max(0.0, min(1.0, score)), 2), reasons


def _is_part(telling: Outline, one: Found) -> bool:
    """Whether it is what a ceasefire of the same report is to bring: no parties of its own, told beside it."""
    if telling.family not in PARTS or one.family != "ceasefire" or telling.sides:
        return False
    return telling.report in one.reports


def _renewed(telling: Outline, one: Found) -> bool:
    """Whether it is told as beginning after the agreement had ended, or lain still for long."""
    if one.ended is None:
        return False
    starts = telling.day if telling.status in BEGINNING else max(telling.began, default=None)
    return starts is not None and starts > one.ended and _days(one.ended, starts) > 3


def _other_dates(telling: Outline, one: Found) -> bool:
    """Whether it was signed, or took force, on another day than the agreement."""
    pairs = ((telling.signed, one.signed, SIGNED_APART), (telling.began, one.began, BEGUN_APART))
    return any(own and known and min(_days(a, b) for a in own for b in known) > apart for own, known, apart in pairs)


def _sides(telling: Outline, one: Found, reasons: dict[str, Any]) -> float | None:
    own = set(telling.sides)
    shared = own & one.sides
    if shared:
        reasons["parties"] = sorted(shared)
    if not own or not one.sides:
        return 0.1
    if not (own <= one.sides or one.sides <= own):
        return None  # each has a side that the other does not have
    return 0.6 if len(shared) > 1 else 0.35


def _circumstances(telling: Outline, one: Found, reasons: dict[str, Any]) -> float:
    weight = 0.0
    between = telling.mediators & (one.mediators | one.sides)
    if between:
        reasons["mediators"] = sorted(between)
        weight += 0.15
    lengths = telling.lengths & one.lengths
    if lengths:
        reasons["days"] = sorted(lengths)
        weight += 0.15
    countries = telling.countries & one.countries
    if countries:
        reasons["countries"] = sorted(countries)
        weight += 0.1
    elif telling.countries and one.countries:
        weight -= 0.3
    if telling.report in one.reports:
        reasons["same report"] = True  # which its reader took for two
        weight -= 0.2
    return weight


def _distance(telling: Outline, one: Found, reasons: dict[str, Any]) -> float:
    gap = reasons["days between"] = _days(one.last, telling.day)
    if gap <= 14:
        return 0.15
    if gap <= 60:
        return 0.1
    return 0.0 if gap <= 180 else -0.1 if one.settled else -0.4


def _days(one: str, other: str) -> int:
    return abs((date.fromisoformat(other[:10]) - date.fromisoformat(one[:10])).days)
