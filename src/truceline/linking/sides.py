"""The sides of agreements: one body for a state, its army and its ministers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from truceline.linking.records import Who
from truceline.model import Actor

NO_STATES = frozenset({"IGO", "UNO", "NGO", "NGM", "MNC", "EUR", "ISM", "IMG"})  # in place of a country
OF_STATES = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP"})  # sectors that act for their state
ARMED = frozenset({"REB", "PRM", "UAF", "SEP", "INS"})


def side_of(actor: Actor) -> str | None:
    """What a mention counts for as a side; None where nothing tells.

    A state, its forces and its officials are one side, named by the country's code; any other body is its own.
    """
    country = actor.country if actor.country not in NO_STATES else None
    armed = actor.kind == "group" or not ARMED.isdisjoint(actor.sector)
    if country is not None and not armed:
        if actor.kind == "state" or not OF_STATES.isdisjoint(actor.sector) or actor.actor is None:
            return country
        if not actor.sector and actor.kind != "person":
            return country
    return actor.actor or actor.name or country


def sides_of(mentions: Iterable[Actor]) -> dict[str, Who]:
    """The sides among mentions, each as the mention tells it that names the body itself."""
    found: dict[str, list[Actor]] = {}
    for mention in mentions:
        side = side_of(mention)
        if side is not None:
            found.setdefault(side, []).append(mention)
    return {side: who_of(mentions) for side, mentions in found.items()}


def who_of(mentions: Sequence[Actor]) -> Who:
    """One body, as told by the mention of it that is nearest to its own name."""

    def rank(mention: Actor) -> tuple[object, ...]:
        of_body = mention.kind == "state" or mention.kind == "group"
        return (not of_body, mention.kind == "person", not mention.named, bool(mention.sector), mention.name or "")

    best = min(mentions, key=rank) if len(mentions) > 1 else mentions[0]
    return Who(actor=best.actor, name=best.name, country=best.country, sector=best.sector)
