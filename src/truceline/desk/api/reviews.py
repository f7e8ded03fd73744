"""Decisions of people, and grades."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from truceline.desk import reviews as deciding
from truceline.desk.api.envelopes import Page
from truceline.desk.api.models import ReviewOut
from truceline.desk.api.routing import plain_router, router
from truceline.desk.api.shapes import sound
from truceline.desk.asked import LASTING, ADay, After, Limit, cursor
from truceline.desk.state import AsAdmin, AsReviewer, Desk, TheDesk
from truceline.ledger import ReviewRow
from truceline.ledger.columns.written import newest_reviews

reviews = router()
decisions = plain_router()
_Lasting = Annotated[str, Field(pattern=LASTING)]


class DecisionIn(BaseModel):
    """What somebody decides on a claim, event, agreement or report."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"subject": "c3f2a9d07e51b4486aa0c9d1e2f30b475", "decision": "accept", "seen": None, "note": None},
                {
                    "subject": "c3f2a9d07e51b4486aa0c9d1e2f30b475",
                    "decision": "correct",
                    "seen": None,
                    "values": {"factuality": "PR+"},
                },
            ]
        },
    )

    subject: _Lasting = Field(description="A lasting id; of an event, its id.")
    decision: Literal["accept", "correct", "reject", "merge", "split", "confirm", "undo", "note"]
    seen: _Lasting | None = Field(None, description="The decision that stood when you looked; null for none.")
    note: str | None = Field(None, max_length=5000)
    values: dict[str, Annotated[str, Field(max_length=300)] | None] = Field(
        default_factory=dict,
        max_length=20,
        description="Of a correction: event, mode, factuality, phase, first, last, origin.",
    )
    others: list[_Lasting] = Field(default_factory=list, max_length=50, description="Events to merge with.")


class GradeIn(BaseModel):
    """A grade by the Admiralty code."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"subject": "the-wire", "grade": "B", "seen": None}]}
    )

    subject: Annotated[str, Field(min_length=1, max_length=300)] = Field(description="A source, or a claim.")
    grade: Literal["A", "B", "C", "D", "E", "F", "1", "2", "3", "4", "5", "6"] = Field(
        description="Of sources A (reliable) to E; of claims 1 (confirmed) to 5; F and 6: cannot be judged."
    )
    seen: _Lasting | None = Field(None, description="The grade that stood when you looked; null for none.")
    note: str | None = Field(None, max_length=5000)


class WithdrawalIn(BaseModel):
    """A report that its publisher has taken back."""

    model_config = ConfigDict(extra="forbid")

    report: _Lasting
    day: ADay | None = Field(None, description="Since when; today where it is null.")
    note: str | None = Field(None, max_length=5000, description="Why, or how one knows.")


class GradeOut(BaseModel):
    """A grade that stands."""

    id: str
    subject: str
    grade: str
    judged: bool = Field(description="false for F and 6, which are no rank at all.")
    note: str | None
    by: str
    learnt: str


@reviews.get("/reviews", summary="Decisions, the newest first")
def list_reviews(
    desk: TheDesk,
    about: Annotated[str | None, Query(pattern=LASTING, description="Only those on this.")] = None,
    limit: Limit = 50,
    after: After = None,
) -> Page[ReviewOut]:
    """What people decided, those decisions that others took the place of too."""
    view = desk.ledger.view()
    if about is not None:
        found = reviews_of(desk, about)
        return Page(items=found[:limit], total=len(found), next=None)
    numbers, total = newest_reviews(desk.ledger, limit=limit + 1, after=cursor(after))
    rows = view.reviews_at(numbers[:limit])
    following = str(numbers[limit - 1]) if len(numbers) > limit else None
    return Page(items=[_review_out(desk, row) for row in rows], total=total, next=following)


@decisions.post("/reviews", status_code=201, summary="Decide")
def decide(desk: TheDesk, person: AsReviewer, decision: DecisionIn) -> ReviewOut:
    """Decide on something. Where somebody else did since you looked, nothing is written and you are told (409)."""
    id = deciding.decide(
        desk,
        deciding.Decision(
            subject=decision.subject,
            decision=decision.decision,
            seen=decision.seen,
            note=decision.note,
            values=decision.values,
            others=tuple(decision.others),
        ),
        by=person.name,
    )
    return next(one for one in reviews_of(desk, decision.subject) if one.id == id)


@decisions.post("/grades", status_code=201, summary="Grade a source or a claim")
def grade(desk: TheDesk, person: AsReviewer, grade: GradeIn) -> GradeOut:
    """Grade by the Admiralty code. Where somebody else did since you looked, nothing is written (409)."""
    deciding.grade(desk, grade.subject, grade.grade, seen=grade.seen, note=grade.note, by=person.name)
    return _grades(desk, grade.subject)[0]


@decisions.post("/withdrawals", status_code=201, summary="Mark a report as taken back by its publisher")
def withdraw(desk: TheDesk, person: AsAdmin, withdrawal: WithdrawalIn) -> ReviewOut:
    """The report stays, and so do its claims; all carry the mark."""
    desk.ledger.view().report(withdrawal.report)
    desk.ledger.withdraw(withdrawal.report, by=person.name, day=withdrawal.day, note=withdrawal.note)
    return next(one for one in reviews_of(desk, withdrawal.report) if one.decision == "withdrawn")


@reviews.get("/grades", summary="The grades that stand on a source or claim")
def list_grades(desk: TheDesk, subject: Annotated[str, Query(min_length=1, max_length=300)]) -> list[GradeOut]:
    """None, one, or for a claim's speaker two."""
    return _grades(desk, subject)


def reviews_of(desk: Desk, subject: str) -> list[ReviewOut]:
    """All decisions on something, the newest first."""
    rows = list(desk.ledger.view().reviews(subject, overruled=True))
    return [_review_out(desk, row) for row in reversed(rows)]


def _review_out(desk: Desk, row: ReviewRow) -> ReviewOut:
    review = row.review
    return ReviewOut(
        id=row.id,
        subject=review.subject,
        decision=sound(review.verdict),
        note=sound(review.note),
        values=sound(deciding.values_of(desk, row)) if review.verdict in ("corrected", "merged", "split") else {},
        by=sound(review.by),
        learnt=row.learnt,
        supersedes=review.supersedes,
        overruled=row.overruled,
    )


def _grades(desk: Desk, subject: str) -> list[GradeOut]:
    found = []
    for kind in ("reliability", "credibility"):
        if row := deciding.graded(desk, kind, subject):
            said = str(row.judgement.reasons["grade"])
            note = row.judgement.reasons.get("note")
            judged = said not in deciding.UNRANKED
            found.append(
                GradeOut(
                    id=row.id,
                    subject=subject,
                    grade=said,
                    judged=judged,
                    note=note,
                    by=row.judgement.by,
                    learnt=row.learnt,
                )
            )
    return found
