"""Which agreements of different reports are one. Pure.

Tellings are gone through by day. Each is held against the agreements that are known by then and share a side, a
mediator or a country with it; it goes to the one that it fits best, or begins a new one. So what is known as of a day
does not change with what is learnt later.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from truceline.linking.tellings import AGREED, PARTS, SETTLED, Telling

ENOUGH = 0.5  # score from which a telling belongs to an agreement
BEGINNING = frozenset({"proposed", "offered", "negotiated", *AGREED})  # the statuses of what is yet to begin
RECENT = 50  # agreements of one side or country that a telling is held against, the latest first
APART = {"signed": 3, "in force": 7}  # days between two dates of one event from which they are of two


@dataclass(slots=True, kw_only=True)
class Found:
    """An agreement while its tellings are gathered."""

    tellings: list[Telling] = field(default_factory=list)
    scores: list[tuple[float | None, dict[str, Any]]] = field(default_factory=list)  # beside each telling
    family: str = "other"
    sides: set[str] = field(default_factory=set)
    mediators: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    lengths: set[float] = field(default_factory=set)
    signed: set[str] = field(default_factory=set)
    began: set[str] = field(default_factory=set)
    ended: str | None = None  # day
    last: str = ""  # day of the last telling
    number: int = 0  # in the order of beginning

    def add(self, telling: Telling, score: float | None, reasons: dict[str, Any]) -> None:
        """Takes a telling in."""
        self.tellings.append(telling)
        self.scores.append((score, reasons))
        if "part" in reasons:
            return
        if self.family == "other":
            self.family = telling.family
        self.sides |= telling.sides.keys()
        self.mediators |= telling.mediators.keys() - self.sides
        self.countries |= telling.countries
        self.lengths |= telling.lengths
        self.signed |= telling.dated("signed")
        self.began |= telling.dated("in force")
        status = telling.row.agreement.status
        if status == "ended":
            self.ended = telling.row.agreement.since or telling.day
        elif status in ("in force", "extended") and telling.day > (self.ended or ""):
            self.ended = None
        self.last = max(self.last, telling.day)


class Ruled:
    """What people have ruled: which tellings are one agreement, and which are not."""

    def __init__(self, pairs: Iterable[tuple[str, str, bool]] = ()) -> None:
        self._of: dict[str, dict[str, bool]] = defaultdict(dict)
        for one, other, same in pairs:
            self._of[one][other] = self._of[other][one] = same

    def on(self, telling: str, members: Iterable[str]) -> bool | None:
        """Whether a telling is one with an agreement of these members; None where nobody has ruled."""
        own = self._of.get(telling)
        said = {own[member] for member in members if member in own} if own else set()
        return None if not said else (False not in said)

    def members(self, telling: str) -> list[str]:
        """Those that it was ruled to be one with."""
        return [other for other, same in self._of.get(telling, {}).items() if same]


def grouped(tellings: Iterable[Telling], ruled: Ruled | None = None) -> list[Found]:
    """The agreements that tellings tell of, in the order in which they begin."""
    ruled = ruled or Ruled()
    found: list[Found] = []
    by_key: dict[str, list[Found]] = defaultdict(list)
    of_member: dict[str, Found] = {}
    for telling in sorted(tellings, key=lambda telling: telling.order):
        home, score, reasons = _home(telling, _near(telling, by_key), of_member, ruled)
        if home is None:
            home = Found(number=len(found))
            found.append(home)
        home.add(telling, score, reasons)
        of_member[telling.id] = home
        for key in _keys(telling):
            if home not in by_key[key][-1:]:
                others = [one for one in by_key[key] if one is not home]
                by_key[key] = [*others[-RECENT:], home]
    return found


def _keys(telling: Telling) -> list[str]:
    """What two tellings of one agreement have in common at least one of."""
    sides = [f"s {side}" for side in telling.sides]
    between = [f"m {side}" for side in telling.mediators]
    where = [f"c {country}" for country in sorted(telling.countries)]
    return [*sides, *between, *where, f"r {telling.row.report.id}"]


def _near(telling: Telling, by_key: dict[str, list[Found]]) -> list[Found]:
    near = {one.number: one for key in _keys(telling) for one in by_key.get(key, ())[-RECENT:]}
    return [near[number] for number in sorted(near)]


def _home(
    telling: Telling, near: Sequence[Found], of_member: dict[str, Found], ruled: Ruled
) -> tuple[Found | None, float | None, dict[str, Any]]:
    """The agreement that a telling belongs to, how surely, and why; None where it begins one."""
    for member in ruled.members(telling.id):
        if member in of_member:
            return of_member[member], 1.0, {"ruled": True}
    best: tuple[Found | None, float | None, dict[str, Any]] = (None, None, {})
    for one in reversed(near):  # of two that fit as well, the later one
        if ruled.on(telling.id, (member.id for member in one.tellings)) is False:
            continue
        judged = compared(telling, one)
        if judged is not None and judged[0] >= ENOUGH and judged[0] > (best[1] or 0.0):
            best = (one, *judged)
    return best


def compared(telling: Telling, one: Found) -> tuple[float, dict[str, Any]] | None:
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


def _is_part(telling: Telling, one: Found) -> bool:
    """Whether it is what a ceasefire of the same report is to bring: no parties of its own, told beside it."""
    if telling.family not in PARTS or one.family != "ceasefire" or telling.sides:
        return False
    return any(other.row.report.id == telling.row.report.id for other in one.tellings)


def _renewed(telling: Telling, one: Found) -> bool:
    """Whether it is told as beginning after the agreement had ended, or lain still for long."""
    starts = telling.row.agreement.status in BEGINNING
    return bool(starts and one.ended and telling.day > one.ended and _days(one.ended, telling.day) > 3)


def _other_dates(telling: Telling, one: Found) -> bool:
    """Whether it was signed, or took force, on another day than the agreement."""
    for status, known in (("signed", one.signed), ("in force", one.began)):
        own = telling.dated(status)
        if own and known and min(_days(a, b) for a in own for b in known) > APART[status]:
            return True
    return False


def _sides(telling: Telling, one: Found, reasons: dict[str, Any]) -> float | None:
    own = set(telling.sides)
    shared = own & one.sides
    if shared:
        reasons["parties"] = sorted(shared)
    if not own or not one.sides:
        return 0.1
    if not (own <= one.sides or one.sides <= own):
        return None  # each has a side that the other does not have
    return 0.6 if len(shared) > 1 else 0.35


def _circumstances(telling: Telling, one: Found, reasons: dict[str, Any]) -> float:
    weight = 0.0
    between = telling.mediators.keys() & (one.mediators | one.sides)
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
    if any(member.row.report.id == telling.row.report.id for member in one.tellings):
        reasons["same report"] = True  # which its reader took for two
        weight -= 0.2
    return weight


def _distance(telling: Telling, one: Found, reasons: dict[str, Any]) -> float:
    gap = reasons["days between"] = _days(one.last, telling.day)
    lasting = any(member.row.agreement.status in SETTLED for member in one.tellings)
    if gap <= 14:
        return 0.15
    if gap <= 60:
        return 0.1
    return 0.0 if gap <= 180 else -0.1 if lasting else -0.4


def _days(one: str, other: str) -> int:
    return abs((date.fromisoformat(other[:10]) - date.fromisoformat(one[:10])).days)
