"""Decisions of people: reviews and grades that follow one another, so that of two who decide at once one is told."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, exists, select

from truceline.errors import DecidedMeanwhile
from truceline.ledger.database import Database, in_portions
from truceline.ledger.drafts import Draft, judgement_draft, judgement_of, review_draft, review_of
from truceline.ledger.encoding import unpacked
from truceline.ledger.records import Judgement, JudgementRow, Review, ReviewRow
from truceline.ledger.schema import ENTRIES, JUDGED, JUDGEMENTS, REVIEWS

# What a review of somebody's decision says; "noted" and "withdrawn" are said beside it.
DECISIONS = ("accepted", "corrected", "rejected", "merged", "split", "confirmed", "undone")
GRADES = ("reliability", "credibility")  # kinds of judgements: of sources, of claims
_V, _J = REVIEWS.c, JUDGEMENTS.c


def drafts_of(reviews: Sequence[Review], judgements: Sequence[Judgement]) -> list[Draft]:
    """What is written of a decision."""
    return [*map(review_draft, reviews), *map(judgement_draft, judgements)]


def id_of_review(review: Review) -> str:
    """The lasting id that a review will have."""
    return review_draft(review).id


def last_decision(connection: Connection, subject: str) -> ReviewRow | None:
    """The decision that stands on a row of the ledger."""
    later = REVIEWS.alias("later")
    stands = ~exists().where(later.c.supersedes == _V.id)
    question = select(_V.n, _V.id, _V.learnt, ENTRIES.c.content).join(ENTRIES, ENTRIES.c.n == _V.n)
    question = question.where(_V.subject == subject, _V.verdict.in_(DECISIONS), stands)
    row = connection.execute(question.order_by(_V.n.desc()).limit(1)).first()
    if row is None:
        return None
    review = review_of(unpacked(row.content))
    return ReviewRow(n=row.n, id=row.id, review=review, learnt=row.learnt, overruled=False)


def last_grade(connection: Connection, kind: str, subject: str) -> JudgementRow | None:
    """The grade that stands on a source or claim."""
    later = JUDGEMENTS.alias("later")
    stands = ~exists().where(later.c.supersedes == _J.id)
    about = select(JUDGED.c.judgement).where(JUDGED.c.member == subject)
    question = select(_J.n, _J.id, _J.learnt, ENTRIES.c.content).join(ENTRIES, ENTRIES.c.n == _J.n)
    question = question.where(_J.kind == kind, _J.n.in_(about), stands)
    row = connection.execute(question.order_by(_J.n.desc()).limit(1)).first()
    if row is None:
        return None
    judgement = judgement_of(unpacked(row.content))
    return JudgementRow(n=row.n, id=row.id, judgement=judgement, learnt=row.learnt, overruled=False)


def check_decision(connection: Connection, subject: str, *, seen: str | None, ledger: str) -> None:
    """The decision that somebody saw is still the last one.

    Raises:
        DecidedMeanwhile: It is not.
    """
    last = last_decision(connection, subject)
    if (last.id if last else None) != seen:
        if last is None:
            raise DecidedMeanwhile("nothing is decided on it", ledger=ledger, by=None, decision=None)
        said = f"{last.review.by} has {last.review.verdict} it meanwhile"
        raise DecidedMeanwhile(said, ledger=ledger, by=last.review.by, decision=last.id)


def check_grade(connection: Connection, kind: str, subject: str, *, seen: str | None, ledger: str) -> None:
    """The grade that somebody saw is still the last one.

    Raises:
        DecidedMeanwhile: It is not.
    """
    last = last_grade(connection, kind, subject)
    if (last.id if last else None) != seen:
        if last is None:
            nothing = "it has no grade" if kind in GRADES else "nothing stands on it"
            raise DecidedMeanwhile(nothing, ledger=ledger, by=None, decision=None)
        by, did = last.judgement.by, "graded" if kind in GRADES else "changed"
        raise DecidedMeanwhile(f"{by} has {did} it meanwhile", ledger=ledger, by=by, decision=last.id)


def verdicts(database: Database, subjects: Sequence[str]) -> dict[str, str]:
    """The decisions that stand on rows of the ledger, by their ids; what was undone counts as not decided."""
    later = REVIEWS.alias("later")
    stands = ~exists().where(later.c.supersedes == _V.id)
    question = select(_V.subject, _V.verdict).where(_V.verdict.in_(DECISIONS), stands).order_by(_V.n)
    with database.reading() as connection:
        found = {
            subject: verdict
            for part in in_portions(list(subjects))
            for subject, verdict in connection.execute(question.where(_V.subject.in_(part)))
        }
    return {subject: verdict for subject, verdict in found.items() if verdict != "undone"}
