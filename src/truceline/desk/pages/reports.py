"""A report: its text with what was found in it, and the records beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fastapi import APIRouter, Request
from starlette.responses import Response

from truceline.desk.answers import KeptRoute
from truceline.desk.asked import AsOf
from truceline.desk.linked import copies_of
from truceline.desk.pages.marking import Mark, Reference, marked
from truceline.desk.rendering import render
from truceline.desk.shown import SIGN_WORDS, Shown, shown, sign_of
from truceline.desk.state import AsReader, TheDesk
from truceline.exports import wording
from truceline.ledger import ClaimRow
from truceline.model import Reading

router = APIRouter(route_class=KeptRoute)


@router.get("/reports/{id}")
def report(request: Request, desk: TheDesk, person: AsReader, id: str, as_of: AsOf = None) -> Response:
    """A report's page."""
    view = desk.ledger.view(as_of=as_of)
    row = view.report(id)
    reading = view.reading(row.id)
    rows = view.claims_in(row.id)
    claims = [shown(claim) for claim in rows]
    return render(
        request,
        "report.html",
        report=row,
        author=reading.report.author,
        text=marked(reading.report.text, _marks(reading, rows), _references(rows, claims)),
        claims=claims,
        agreements=view.agreements_in(row.id),
        copies=copies_of(view, row.id),
        versions=[version for version in view.versions(row.id) if version.id != row.id],
        reviews=[one.review for one in view.reviews(row.id)],
        as_of=as_of,
    )


def _marks(reading: Reading, rows: Sequence[ClaimRow]) -> Iterator[Mark]:
    """Contents, sources and cues of attributions; claims, and the words that name their events."""
    for a in reading.attributions:
        for piece in a.content:
            yield Mark(kind="content", start=piece.start, end=piece.end)
        if a.source is not None:
            yield Mark(kind="source", start=a.source.start, end=a.source.end, title=f"who says it ({a.stance})")
        if a.cue is not None:
            yield Mark(kind="cue", start=a.cue.start, end=a.cue.end)
    for row in rows:
        claim = row.claim
        what = wording.EVENTS.get(claim.event, claim.event.lower())
        sign = sign_of(claim)
        yield Mark(
            kind="claim",
            start=claim.evidence.start,
            end=claim.evidence.end,
            id=f"w-{claim.id}",
            names=f"is-{sign}",
            of=claim.id,
            title=f"{what}, {SIGN_WORDS[sign]}",
        )
        yield Mark(kind="trigger", start=claim.trigger.start, end=claim.trigger.end)


def _references(rows: Sequence[ClaimRow], claims: Sequence[Shown]) -> Iterator[Reference]:
    for number, (row, claim) in enumerate(zip(rows, claims, strict=True), start=1):
        yield Reference(
            at=row.claim.trigger.end,
            href=f"#{claim.short}",
            label=str(number),
            says=f"claim {number}: {claim.what}",
            names=f"is-{claim.sign}",
        )
