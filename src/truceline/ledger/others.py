"""The rows of what is not read in a report: evidence, judgements, reviews. Pure, as those in ``rows``."""

from __future__ import annotations

from truceline.ledger.encoding import canonical, storable
from truceline.ledger.records import Judgement, Review
from truceline.ledger.rows import Row, Rows


def evidence_rows(
    report: str, body: str, fetched: str | None, headers: list[list[str]], *, n: int, id: str, learnt: str
) -> Rows:
    """The row of evidence; ``body`` is the hash that the bytes are stored under."""
    return {"evidence": [(n, id, report, body, fetched, canonical(headers).decode(), learnt)]}


def judgement_rows(judgement: Judgement, *, n: int, id: str, learnt: str) -> Rows:
    """The rows of a judgement."""
    j = judgement
    reasons = canonical(dict(j.reasons)).decode()
    row: Row = (n, id, j.kind, j.score, reasons, storable(j.by), j.supersedes, learnt)
    sides = (("object", j.objects), ("subject", j.subjects))
    judged: list[Row] = [(n, side, i, member) for side, members in sides for i, member in enumerate(members)]
    return {"judgements": [row], "judged": judged}


def review_rows(review: Review, *, n: int, id: str, learnt: str) -> Rows:
    """The row of a review."""
    v = review
    row: Row = (n, id, v.subject, v.verdict, v.day, storable(v.note), storable(v.by), v.supersedes, learnt)
    return {"reviews": [row]}
