"""Who tells an event, and how they stand to it: of their own deeds, of their own losses, or of others. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from truceline.ledger import ClaimRow
from truceline.linking.records import Witness
from truceline.linking.sides import NO_STATES, side_of
from truceline.model import Actor, Link

OWN_DEED, OWN_LOSS, OTHER_SIDE, THIRD, UNKNOWN = "own deed", "own loss", "other side", "third party", "unknown"
STANDINGS = (OWN_DEED, OWN_LOSS, OTHER_SIDE, THIRD, UNKNOWN)
HOSTILE = ("ASSAULT", "COERCE", "THREATEN", "ACCUSE", "MOBILIZE")  # what is done to an adversary

Foes = AbstractSet[frozenset[str]]


def foes_of(deeds: Iterable[tuple[Iterable[Actor], Iterable[Actor]]]) -> set[frozenset[str]]:
    """Pairs of sides of which one is said to have done something hostile to the other.

    Organisations that belong to no state are left out: who watches and blames is no party.

    Args:
        deeds: Those who do, and those to whom it is done, of each hostile deed that is told.
    """
    return {
        frozenset((one, other))
        for doers, struck in deeds
        for one in _sides(doer for doer in doers if doer.country not in NO_STATES)
        for other in _sides(one for one in struck if one.country not in NO_STATES)
        if one != other
    }


def witnesses_of(
    claims: Sequence[ClaimRow], origins: Mapping[str, str], speakers: Mapping[str, Actor], foes: Foes = frozenset()
) -> tuple[Witness, ...]:
    """The speech acts that tell an event, the first known first.

    Args:
        claims: Of the event, in order.
        origins: The origin of each, by its lasting id.
        speakers: The mention of who speaks first in the chain of each, as far as the report has one.
        foes: Sides that are said to fight each other, in the reports of these claims.
    """
    doers = _sides(actor for claim in claims for actor in claim.actors)
    struck = _sides(actor for claim in claims for actor in claim.recipients)
    told: dict[str, list[ClaimRow]] = defaultdict(list)
    for claim in claims:
        told[origins.get(claim.id, claim.id)].append(claim)
    found = []
    for id, own in told.items():
        links = [claim.origin for claim in own]
        link = next((one for one in links if one is not None and one.name), None)
        speaker = next((speakers[claim.id] for claim in own if claim.id in speakers), None)
        found.append(
            Witness(
                id=id,
                name=link.name if link else None,
                actor=link.actor if link else None,
                side=standing_of(link, speaker, doers=doers, struck=struck, foes=foes),
                claims=tuple(claim.id for claim in own),
            )
        )
    return tuple(found)


def standing_of(
    link: Link | None,
    speaker: Actor | None,
    *,
    doers: AbstractSet[str],
    struck: AbstractSet[str],
    foes: Foes = frozenset(),
) -> str:
    """How a speaker stands to an event: one of `STANDINGS`.

    Args:
        link: The first of the chain.
        speaker: The mention of it, where there is one.
        doers: The sides that are said to have done it.
        struck: The sides to whom it is said to have been done.
        foes: Sides that are said to fight each other.
    """
    side = _side(link, speaker)
    if side is not None and side in doers:
        return OWN_DEED
    if side is not None and side in struck:
        return OWN_LOSS
    parties = doers | struck
    if side is not None and any(frozenset((side, party)) in foes for party in parties):
        return OTHER_SIDE
    if side is not None and any(side in pair for pair in foes):
        return UNKNOWN  # a party to the conflict, but none that is named has to do with it
    if link is not None and link.kind == "outlet":
        return THIRD
    return THIRD if side is not None and parties and _belongs(speaker) else UNKNOWN


def _side(link: Link | None, speaker: Actor | None) -> str | None:
    if speaker is not None:
        return side_of(speaker)
    return link.actor if link is not None else None


def _belongs(speaker: Actor | None) -> bool:
    """Whether it is known which body somebody is, or speaks for: of a person without one it is not."""
    return speaker is not None and (speaker.kind != "person" or bool(speaker.country or speaker.sector))


def _sides(actors: Iterable[Actor]) -> set[str]:
    return {side for actor in actors if (side := side_of(actor)) is not None}
