"""Agreements over time: one agreement through all its reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from truceline.ledger import ClaimRow, Filters, Judgement, View
from truceline.linking.grades import grade_of
from truceline.linking.happening import places_of
from truceline.linking.history import (
    HOLDING,
    began,
    breaches_of,
    days_in_force,
    declarations_of,
    parties_of,
    stages_of,
    standing,
    turns_of,
)
from truceline.linking.pact_groups import Groups, PactGroup
from truceline.linking.pacts import Pact
from truceline.linking.sides import sides_of
from truceline.linking.tellings import PARTS, SETTLED, Telling, tellings_of

LEVELS = ("none reported", "alleged", "confirmed")
_PORTION = 200  # tellings whose records are taken out at a time, at least: the first should not be waited for


def agreements(view: View, filters: Filters | None = None) -> Iterator[Pact]:
    """Every agreement of which a report's telling rests on a claim that fits, whole; in the order of their beginning.

    Args:
        view: The ledger's; where each stands is as of its day.
        filters: Which; all where it is None.
    """
    return pacts_of(view, agreement_groups(view, filters))


def agreement_groups(view: View, filters: Filters | None = None) -> list[PactGroup]:
    """What `agreements` gives, without what each comes to: which tellings are one agreement."""
    with view.held():
        groups = Groups(view).standing(view.as_of)
    if filters is None:
        return groups
    wanted = view.agreements_that_fit(filters)
    return [group for group in groups if not wanted.isdisjoint(group.numbers)]


def pacts_of(view: View, groups: Iterable[PactGroup]) -> Iterator[Pact]:
    """What agreements come to, each whole.

    Args:
        view: The one that gave the groups.
        groups: Which; one is passed over whose reports were all read again since, without telling of it.
    """
    portion: list[PactGroup] = []
    for group in groups:
        portion.append(group)
        if sum(len(one.numbers) for one in portion) >= _PORTION:
            yield from _pacts(view, portion)
            portion = []
    yield from _pacts(view, portion)


def _pacts(view: View, groups: Sequence[PactGroup]) -> Iterator[Pact]:
    with view.held():
        rows = view.agreements_at([n for group in groups for n in group.numbers])
        claims = {claim.id: claim for claim in view.claims_with(id for row in rows.values() for id in row.claims)}
    for group in groups:
        if tellings := list(tellings_of((rows[n] for n in group.numbers if n in rows), claims)):
            yield pact_of(tellings, day=view.as_of)


def agreement(view: View, id: str) -> Pact:
    """The agreement that a report's telling is part of; an agreement's own id is that of its first telling.

    Raises:
        UnknownId: There is no such telling, or it was not known yet.
    """
    row = view.agreement(id)
    for group in agreement_groups(view):
        if row.id in group.members:
            return next(pacts_of(view, [group]))
    return pact_of([Telling(row=row, claims=tuple(view.claims_with(row.claims)))], day=view.as_of)


def agreement_judgements(view: View, *, program: str) -> Iterator[Judgement]:
    """What `agreements` rests on: for each telling the agreement that it belongs to, with score and reasons.

    The first telling of an agreement stands for it. What people have ruled is not judged again.

    Args:
        view: Of the whole ledger.
        program: Who judges, with its version.
    """
    return Groups(view).judgements(program)


def pact_of(tellings: Sequence[Telling], *, day: str | None = None) -> Pact:
    """One agreement from its tellings.

    Args:
        tellings: At least one, in their order.
        day: The day asked; that of the last telling where it is None.
    """
    family = _family(tellings)
    own = [telling for telling in tellings if telling.family == family or (family not in PARTS and telling.sides)]
    day = (day or max(telling.day for telling in tellings))[:10]
    turns = turns_of(own)
    status, since = standing(own, day)
    start = began(turns)
    if status in HOLDING and since is None:
        since = start if status == "in force" else None
    parties = parties_of(tellings)
    between = sides_of(mention for telling in tellings for mention in telling.row.mediators)
    claims = [claim for telling in tellings for claim in telling.claims]
    stages = stages_of(tellings, start)
    kind = _kind(own)
    return Pact(
        id=tellings[0].id,
        kind=kind,
        parties=tuple(parties.values()),
        mediators=tuple(who for side, who in between.items() if side not in parties),
        places=places_of(place for claim in claims for place in claim.where),
        stages=stages,
        status=status,
        since=since,
        violations=_gravest(telling.row.agreement.violations for telling in own),
        alleged=breaches_of(own),
        declarations=declarations_of(parties, own),
        grade=grade_of(kind, _settled(own)) if status in SETTLED else None,
        covers=tuple(dict.fromkeys([kind, *(stage.kind for stage in stages)])) if kind != "other" or stages else (),
        days_in_force=days_in_force(turns, status, since, day),
        history=turns,
        claims=tuple(dict.fromkeys(claim.id for claim in claims)),
        reports=tuple(dict.fromkeys(telling.row.report.id for telling in tellings)),
        members=tuple(telling.id for telling in tellings),
    )


def _family(tellings: Sequence[Telling]) -> str:
    """What the agreement is, whatever its parts are."""
    families = [telling.family for telling in tellings if telling.family != "other"]
    return next((family for family in families if family not in PARTS), families[0] if families else "other")


def _kind(tellings: Sequence[Telling]) -> str:
    """What most reports call it; of two as usual the earlier."""
    kinds = [telling.row.agreement.kind for telling in tellings if telling.row.agreement.kind != "other"]
    return max(kinds, key=lambda kind: (kinds.count(kind), -kinds.index(kind)), default="other")


def _settled(tellings: Iterable[Telling]) -> list[ClaimRow]:
    """The claims of those who tell of it as agreed: a mooted one may have had other terms."""
    return [claim for t in tellings if t.row.agreement.status in SETTLED for claim in t.claims]


def _gravest(levels: Iterable[str | None]) -> str | None:
    return max((level for level in levels if level in LEVELS), key=LEVELS.index, default=None)
