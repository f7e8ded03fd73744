"""Agreements over time: one agreement through all its reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from truceline.ledger import AgreementRow, ClaimRow, Filters, Judgement, View
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
from truceline.linking.pacts import Pact
from truceline.linking.same_pact import Found, Ruled, grouped
from truceline.linking.sides import sides_of
from truceline.linking.tellings import PARTS, SETTLED, Telling, tellings_of

KIND = "agreement"
PROGRAM = "truceline"  # what the names of programs begin with; other judges are people
LEVELS = ("none reported", "alleged", "confirmed")


def agreements(view: View, filters: Filters | None = None) -> Iterator[Pact]:
    """Every agreement of which a report's telling rests on a claim that fits, whole; in the order of their beginning.

    Args:
        view: The ledger's; where each stands is as of its day.
        filters: Which; all where it is None.
    """
    rows = list(view.agreements())
    wanted = None if filters is None else {row.id for row in view.agreements(filters)}
    for found in _grouped(view, rows):
        if wanted is None or any(telling.id in wanted for telling in found.tellings):
            yield pact_of(found.tellings, day=view.as_of)


def agreement(view: View, id: str) -> Pact:
    """The agreement that a report's telling is part of; an agreement's own id is that of its first telling.

    Raises:
        UnknownId: There is no such telling, or it was not known yet.
    """
    row = view.agreement(id)
    for pact in agreements(view):
        if row.id in pact.members:
            return pact
    return pact_of([Telling(row=row, claims=tuple(view.claims_with(row.claims)))], day=view.as_of)


def agreement_judgements(view: View, *, program: str) -> Iterator[Judgement]:
    """What `agreements` rests on: for each telling the agreement that it belongs to, with score and reasons.

    The first telling of an agreement stands for it. What people have ruled is not judged again.

    Args:
        view: Of the whole ledger.
        program: Who judges, with its version.
    """
    for found in _grouped(view, list(view.agreements())):
        first = found.tellings[0].id
        for telling, (score, reasons) in zip(found.tellings[1:], found.scores[1:], strict=True):
            if "ruled" not in reasons:
                yield Judgement(
                    kind=KIND, subjects=(telling.id,), objects=(first,), score=score, reasons=reasons, by=program
                )


def _grouped(view: View, rows: Sequence[AgreementRow]) -> list[Found]:
    claims = {claim.id: claim for claim in view.claims_with(id for row in rows for id in row.claims)}
    return grouped(tellings_of(rows, claims), ruled_in(view))


def ruled_in(view: View) -> Ruled:
    """What people have ruled: subjects and objects are one agreement, or with the score 0 are not."""
    return Ruled(
        (subject, other, row.judgement.score != 0)
        for row in view.judgements(KIND)
        if not row.judgement.by.startswith(PROGRAM)
        for subject in row.judgement.subjects
        for other in row.judgement.objects
    )


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
