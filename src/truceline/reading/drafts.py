"""An agreement while its mentions are gathered, and whether a mention may be of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from truceline.model import Stage
from truceline.reading.pact import FAMILY, Pact

LEVELS = ("none reported", "alleged", "confirmed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One word on what became of an agreement."""

    status: str
    since: str | None
    word: int  # that says so, or that names the agreement
    events: tuple[int, ...]  # words of events one of which may be claimed, the likeliest first


@dataclass(slots=True, kw_only=True)
class Draft:
    """An agreement while its mentions are gathered."""

    kind: str
    family: str
    parties: dict[str, str] = field(default_factory=dict)  # body → first mention
    mediators: dict[str, str] = field(default_factory=dict)
    proposers: list[str] = field(default_factory=list)  # mentions
    stages: list[Stage] = field(default_factory=list)
    status: str | None = None
    since: str | None = None
    violations: str | None = None
    told: list[Told] = field(default_factory=list)  # what is said to have become of it, in text order
    events: list[int] = field(default_factory=list)  # words of the events that speak of it
    countries: set[str] = field(default_factory=set)  # where it holds, as far as its own phrases say
    words: set[int] = field(default_factory=set)  # of its mentions
    aside: bool = False  # whether it is another one than the report is about: "an earlier truce"
    first: int = 0  # sentence of the first mention
    sentence: int = 0  # of the last mention


def parts_of(stages: Sequence[Stage]) -> tuple[Stage, ...]:
    """Stages in order, without the length of the whole where its parts are told: "45 days, in two stages"."""
    kept = []
    for stage in stages:
        others = [s for s in stages if s is not stage]
        parts = [s.days for s in others if s.days is not None]
        whole = stage.days is not None and len(others) > 1 and stage.days >= sum(parts) and parts != [stage.days]
        if not (whole and any(s.order == stage.order and family(s) == family(stage) for s in others)):
            kept.append(stage)
    return tuple(sorted(kept, key=lambda s: (s.order, s.start)))


def family(stage: Stage) -> str:
    """The kind of a stage, a truce being a ceasefire by another name."""
    return FAMILY.get(stage.kind, stage.kind)


def worse(one: str | None, other: str) -> str:
    """The graver of two words on violations."""
    return other if one is None or LEVELS.index(other) > LEVELS.index(one) else one


def same_kind(draft: Draft, pact: Pact, definite: bool) -> bool:
    """Whether a mention may name an agreement: of its kind, or "the deal"."""
    return (
        draft.family == pact.family or (pact.family == "other" and definite) or (draft.family == "other" and definite)
    )


def differs(draft: Draft, days: float | None) -> bool:
    """Whether a mention says of another length than an agreement's that it lasts so long."""
    lengths = {s.days for s in draft.stages if family(s) == draft.family and s.days is not None}
    return days is not None and bool(lengths) and days not in lengths


def facing(known: Iterable[str], named: Iterable[str], drafts: Sequence[Draft]) -> bool:
    """Whether two bodies may be the two sides of the only agreement of its kind, each named alone."""
    one, other = set(known), set(named)
    return len(one) == len(other) == 1 and sum(not draft.aside for draft in drafts) == 1


def same_parties(known: Iterable[str], named: Iterable[str]) -> bool:
    """Whether one set of parties holds the other."""
    one, other = set(known), set(named)
    return one <= other or other <= one
