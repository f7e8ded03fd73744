"""Decisions of people on claims, events, agreements and reports, and grades by the Admiralty code.

A decision is a review, a row with who and when; it takes the place of the one before it. What it changes, a corrected
field, claims joined into one event or taken apart, are judgements beside it that name it, so that undoing finds them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from truceline.desk import happenings
from truceline.desk.failures import Refusal
from truceline.desk.state import Desk
from truceline.ledger import Judgement, JudgementRow, Pointer, Review, ReviewRow
from truceline.ledger.deciding import DECISIONS, id_of_review
from truceline.linking.groups import roots

VERDICTS = {
    "accept": "accepted",
    "correct": "corrected",
    "reject": "rejected",
    "merge": "merged",
    "split": "split",
    "confirm": "confirmed",
    "undo": "undone",
    "note": "noted",
}
CONFIRMED = ("accepted", "corrected", "rejected")  # what a second person may confirm
CORRECTED = ("event", "mode", "factuality", "phase", "first", "last", "origin")  # fields of a claim
RELIABILITY = tuple("ABCDEF")  # of sources; F: cannot be judged
CREDIBILITY = tuple("123456")  # of claims; 6: cannot be judged
UNRANKED = ("F", "6")
_DECIDES = "decides"  # the reason of a judgement that names the review it belongs to


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What somebody decides."""

    subject: str  # lasting id; of an event that of its claim with the least id
    decision: str  # a key of `VERDICTS`
    seen: str | None  # the decision that stood when they looked
    note: str | None = None
    values: Mapping[str, str | None] = field(default_factory=dict)  # of a correction
    others: tuple[str, ...] = ()  # events to merge with


def decide(desk: Desk, decision: Decision, *, by: str) -> str:
    """Write a decision.

    Returns:
        The lasting id of the review.

    Raises:
        DecidedMeanwhile: Somebody else decided since they looked.
        Refusal: It cannot be decided so.
        UnknownId: Nothing has the id.
    """
    previous = standing(desk, decision.subject)
    beside = decision.decision == "note"
    review = Review(
        subject=decision.subject,
        verdict=VERDICTS[decision.decision],
        note=decision.note,
        by=by,
        supersedes=None if beside else decision.seen,
    )
    if beside:
        desk.ledger.review([review])
        return id_of_review(review)
    _check(decision, previous, by=by)
    mark = {_DECIDES: id_of_review(review)}
    judgements = [replace(one, by=by, reasons={**mark, **one.reasons}) for one in _judgements(desk, decision, previous)]
    desk.ledger.decide([review], judgements, seen=decision.seen)
    return id_of_review(review)


def grade(desk: Desk, subject: str, grade: str, *, seen: str | None, note: str | None, by: str) -> None:
    """Grade a source (A to F) or a claim (1 to 6).

    Raises:
        DecidedMeanwhile: Somebody else graded it since they looked.
        Refusal: Not a grade, or not of such a subject.
        UnknownId: There is no such claim.
    """
    if grade in CREDIBILITY:
        desk.ledger.view().claim(subject)
    elif grade not in RELIABILITY:
        raise Refusal(422, "bad_value", "grades are A to F for sources and 1 to 6 for claims")
    kind = "credibility" if grade in CREDIBILITY else "reliability"
    reasons = {"grade": grade, "note": note}
    desk.ledger.grade(Judgement(kind=kind, subjects=(subject,), reasons=reasons, by=by, supersedes=seen), seen=seen)


def graded(desk: Desk, kind: str, subject: str) -> JudgementRow | None:
    """The grade that stands."""
    found = desk.lists.judged(kind, [subject])
    return found[-1] if found else None


def standing(desk: Desk, subject: str) -> ReviewRow | None:
    """The decision that stands on something; None also where the last one was undone and nothing decided since."""
    found = [row for row in desk.ledger.view().reviews(subject) if row.review.verdict in DECISIONS]
    return found[-1] if found else None


def values_of(desk: Desk, row: ReviewRow) -> dict[str, Any]:
    """What a decision changed: corrected fields, what it joined or took apart."""
    found: dict[str, Any] = {}
    for one in _companions(desk, row):
        if one.judgement.kind == "correction":
            found.update({name: value for name, value in one.judgement.reasons.items() if name != _DECIDES})
        elif one.judgement.score != 0:
            found["merged"] = [*one.judgement.subjects, *one.judgement.objects]
    return found


def _check(decision: Decision, previous: ReviewRow | None, *, by: str) -> None:
    last = previous.review.verdict if previous else None
    if decision.decision == "undo" and last in (None, "undone"):
        raise Refusal(422, "bad_value", "there is no decision to undo")
    if decision.decision == "confirm":
        if last not in CONFIRMED:
            raise Refusal(422, "bad_value", "there is no decision to confirm")
        if previous is not None and previous.review.by == by:
            raise Refusal(422, "bad_value", "a second person confirms, not the one who decided")
    if decision.decision == "correct":
        unknown = sorted(set(decision.values) - set(CORRECTED))
        if unknown or not decision.values:
            raise Refusal(422, "bad_value", f"a correction is of {', '.join(CORRECTED)}")
    if decision.decision == "merge" and not decision.others:
        raise Refusal(422, "bad_value", "merge with which others?")


def _judgements(desk: Desk, decision: Decision, previous: ReviewRow | None) -> list[Judgement]:
    """What a decision changes; who and which review is filled in later."""
    subject = decision.subject
    if decision.decision == "correct":
        desk.ledger.view().claim(subject)
        return [Judgement(kind="correction", subjects=(subject,), reasons=dict(decision.values), by="")]
    if decision.decision == "merge":
        return [_merged(desk, subject, decision.others)]
    if decision.decision == "split":
        return _split(desk, subject)
    if decision.decision == "undo" and previous is not None:
        found = [_undone(desk, one) for one in _companions(desk, previous)]
        return sorted(found, key=lambda one: one.score != 0)  # of two on one claim the later one holds: what was before
    return []


def _merged(desk: Desk, subject: str, others: Sequence[str]) -> Judgement:
    """Put other events under one, each by the claim that stands for it: so all of its claims go with it."""
    view = desk.ledger.view()
    for claim in (subject, *others):
        view.claim(claim)
    leaders = roots(view.joins, "event", [subject, *others])
    first = leaders[subject]
    under = dict.fromkeys(leaders[other] for other in others if leaders[other] != first)
    if not under:
        raise Refusal(422, "bad_value", "they are one event already")
    return Judgement(kind="event", subjects=tuple(under), objects=(first,), score=1.0, by="")


def _split(desk: Desk, claim: str) -> list[Judgement]:
    """Take a claim out of its event; the others stay together.

    What is taken back with it leaves some without anything above them. These alone are put under one again: who had
    a place keeps it, so that undoing finds it as it was.
    """
    event = happenings.whole(desk.lists, claim)
    if all(one.id == claim for one in event.claims):
        raise Refusal(422, "bad_value", "it is the only claim of its event")
    rows = [row for row in desk.lists.judged("event", [claim]) if row.judgement.score != 0]
    top = roots(desk.ledger.joins, "event", [claim])[claim]
    under = [id for row in rows for id in (*row.judgement.subjects, *row.judgement.objects[1:])]
    loose = [id for id in dict.fromkeys([top, *under]) if id != claim]
    found = [_taken_back(row) for row in rows]
    if len(loose) > 1:
        found.append(Judgement(kind="event", subjects=tuple(loose[1:]), objects=(loose[0],), score=1.0, by=""))
    return found


def _undone(desk: Desk, row: JudgementRow) -> Judgement:
    """The judgement that takes back another; what that one took the place of holds again, as part of what made it."""
    before = row.judgement.supersedes
    if before is not None:
        for one in desk.ledger.view().judgements(row.judgement.kind, about=row.judgement.subjects[0], overruled=True):
            if one.id == before:
                return replace(one.judgement, supersedes=row.id)
    return _taken_back(row)


def _taken_back(row: JudgementRow) -> Judgement:
    reasons = {name: value for name, value in row.judgement.reasons.items() if name != _DECIDES}
    return replace(row.judgement, score=0.0, reasons=reasons, supersedes=row.id)


def _companions(desk: Desk, row: ReviewRow) -> list[JudgementRow]:
    about = row.review.subject
    found = [*desk.lists.judged("correction", [about]), *_events_around(desk, about)]
    return [one for one in found if one.judgement.reasons.get(_DECIDES) == row.id]


def _events_around(desk: Desk, claim: str) -> list[JudgementRow]:
    """The judgements on the event of a claim, or on events that it was taken out of."""
    if not claim.startswith("c"):
        return []
    direct = desk.lists.judged("event", [claim])
    members = {id for row in direct for id in (*row.judgement.subjects, *row.judgement.objects)}
    above: dict[str, Pointer] = {}
    roots(desk.ledger.joins, "event", [claim], above)
    members.update(pointer.above for pointer in above.values() if pointer.above is not None)
    return desk.lists.judged("event", sorted(members | {claim}))
