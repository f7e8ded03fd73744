"""The review queue: claims one after another, with their words, and what can be decided on each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Form, Query, Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from truceline.desk import reviews as deciding
from truceline.desk.answers import AskingRoute
from truceline.desk.asked import LASTING, After, TheAsked, cursor
from truceline.desk.failures import Refusal
from truceline.desk.forms import FromOurPage
from truceline.desk.linked import told
from truceline.desk.pages.marking import Mark, marked
from truceline.desk.pages.situation import FACTUALITIES, asked_now, chosen
from truceline.desk.rendering import render
from truceline.desk.shown import address, changed, shown, sign_of
from truceline.desk.state import AsReviewer, Desk, TheDesk
from truceline.errors import DecidedMeanwhile
from truceline.exports import wording
from truceline.ledger import ClaimRow, ReviewRow, View
from truceline.ledger.columns import Asked
from truceline.ledger.deciding import verdicts

router = APIRouter(route_class=AskingRoute)
_BASE = "/review"
_AT_ONCE = 40  # claims that are looked at for ones nobody decided on
_ROUNDS = 25
_NEXT = 8  # of the queue that are shown
_AROUND = 420  # characters before and after the claim's words
_LONGEST_NOTE = 5000
RELIABILITY = {
    "A": "reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
CREDIBILITY = {
    "1": "confirmed by others",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged",
}

Lasting = Annotated[str, Form(pattern=LASTING)]
Said = Annotated[str, Form(max_length=300)]


@router.get(_BASE)
def review(
    request: Request,
    desk: TheDesk,
    person: AsReviewer,
    asked: TheAsked,
    at: Annotated[str | None, Query(pattern=LASTING)] = None,
    after: After = None,
    done: Annotated[str | None, Query(pattern=LASTING)] = None,
) -> Response:
    """The claim that is next, or the one asked for."""
    return _page(request, desk, asked, at=at, after=after, done=done, meanwhile=None)


@router.post(_BASE, dependencies=[FromOurPage])
def decide(
    request: Request,
    desk: TheDesk,
    person: AsReviewer,
    subject: Lasting,
    decision: Annotated[str, Form(pattern="^(accept|correct|reject|merge|split|confirm|undo|note)$")],
    seen: Annotated[str, Form(pattern=rf"{LASTING}|^$")] = "",
    note: Annotated[str, Form(max_length=_LONGEST_NOTE)] = "",
    event: Said = "",
    factuality: Said = "",
    phase: Said = "",
    first: Said = "",
    last: Said = "",
    others: Annotated[list[str] | None, Form(max_length=50)] = None,
    back: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Writes a decision, and on to the next claim; who decided meanwhile is named where somebody did."""
    corrected = {"event": event, "factuality": factuality, "phase": phase, "first": first, "last": last}
    wanted = deciding.Decision(
        subject=subject,
        decision=decision,
        seen=seen or None,
        note=note.strip() or None,
        values=_changed(desk, subject, corrected) if decision == "correct" else {},
        others=tuple(others or ()),
    )
    now = dict(parse_qsl(back))
    try:
        deciding.decide(desk, wanted, by=person.name)
    except DecidedMeanwhile as error:
        who = wording.on_one_line(error.by or "somebody")
        return _page(request, desk, Asked(), at=subject, after=None, done=None, meanwhile=who, status=409)
    stays = decision in ("note", "undo")
    return RedirectResponse(_next(now, at=subject if stays else None, done=None if stays else subject), status_code=303)


@router.post("/grade", dependencies=[FromOurPage])
def grade(
    desk: TheDesk,
    person: AsReviewer,
    subject: Annotated[str, Form(min_length=1, max_length=300)],
    grade: Annotated[str, Form(pattern="^[A-F1-6]$")],
    seen: Annotated[str, Form(pattern=rf"{LASTING}|^$")] = "",
    at: Annotated[str, Form(pattern=rf"{LASTING}|^$")] = "",
    back: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Grades a source or a claim by the Admiralty code."""
    deciding.grade(desk, subject, grade, seen=seen or None, note=None, by=person.name)
    return RedirectResponse(_next(dict(parse_qsl(back)), at=at or None, done=None), status_code=303)


def _page(
    request: Request,
    desk: Desk,
    asked: Asked,
    *,
    at: str | None,
    after: str | None,
    done: str | None,
    meanwhile: str | None,
    status: int = 200,
) -> Response:
    now = asked_now(request)
    view = desk.ledger.view()
    queue, following = _queue(desk, asked, cursor(after), skip=at)
    row = view.claim(at) if at else (queue.pop(0) if queue else None)
    last = deciding.standing(desk, done) if done else None
    context: dict[str, object] = {
        "now": now,
        "chosen": chosen(_BASE, now),
        "back": address("", **now).lstrip("?"),
        "claim": shown(row) if row else None,
        "queue": [(shown(one), _next(now, at=one.id, done=None)) for one in queue[:_NEXT]],
        "skip": _next(now, at=queue[0].id, done=None) if queue else None,
        "further": changed(_BASE, now, after=str(following)) if following is not None else None,
        "done": (done, _last_words(last)) if done and last else None,
        "meanwhile": meanwhile,
        "total": desk.lists.select(asked).total,
        "events": wording.EVENTS,
        "factualities": FACTUALITIES,
        "phases": ("happened", *wording.PHASES),
        "reliability": RELIABILITY,
        "credibility": CREDIBILITY,
        **(_about(desk, view, row) if row else {}),
    }
    return render(request, "review.html", status=status, **context)


def _about(desk: Desk, view: View, row: ClaimRow) -> dict[str, object]:
    """What a reviewer needs to know of a claim."""
    standing = deciding.standing(desk, row.id)
    of_event = told(desk, view, row.id)
    origin = row.claim.chain[0] if row.claim.chain else None
    source = (origin.actor or origin.name) if origin else row.report.outlet
    return {
        "words": _in_context(view, row),
        "row": row,
        "standing": standing.review if standing else None,
        "seen": standing.id if standing else "",
        "history": [one.review for one in view.reviews(row.id, overruled=True)],
        "others": [shown(other) for other in of_event.claims if other.id != row.id][:6],
        "origins": of_event.event.origins,
        "source": wording.on_one_line(source) if source else None,
        "source_grade": _grade(desk, "reliability", source),
        "claim_grade": _grade(desk, "credibility", row.id),
    }


def _queue(desk: Desk, asked: Asked, after: int | None, *, skip: str | None) -> tuple[list[ClaimRow], int | None]:
    """Claims that nobody has decided on, the latest published first, and where to go on."""
    found: list[ClaimRow] = []
    for _ in range(_ROUNDS):
        page = desk.lists.claims(asked, order="published", limit=_AT_ONCE, after=after)
        decided = verdicts(desk.ledger.database, [row.id for row in page.rows])
        found += [row for row in page.rows if row.id != skip and row.id not in decided]
        after = page.after
        if len(found) > _NEXT or after is None:
            break
    return found, after


def _in_context(view: View, row: ClaimRow) -> Markup:
    """The claim's words with what stands around them, cut between words."""
    text = view.report(row.report.id).text or ""
    evidence, trigger = row.claim.evidence, row.claim.trigger
    start, end = max(evidence.start - _AROUND, 0), min(evidence.end + _AROUND, len(text))
    start = text.find(" ", start) + 1 if start else 0
    end = text.rfind(" ", 0, end) if end < len(text) else end
    marks = (
        Mark(kind="claim", start=evidence.start - start, end=evidence.end - start, names=f"is-{sign_of(row.claim)}"),
        Mark(kind="trigger", start=trigger.start - start, end=trigger.end - start),
    )
    return marked(text[start:end], marks)


def _changed(desk: Desk, subject: str, said: Mapping[str, str]) -> dict[str, str | None]:
    """The fields that were corrected: those that differ from what was read."""
    row = desk.ledger.view().claim(subject)
    read = {
        "event": row.claim.event,
        "factuality": row.claim.factuality,
        "phase": row.claim.phase,
        "first": row.first,
        "last": row.last,
    }
    found = {key: value.strip() or None for key, value in said.items() if (value.strip() or None) != read[key]}
    if not found:
        raise Refusal(422, "bad_value", "nothing was changed: accept it, or correct a field")
    return found


def _grade(desk: Desk, kind: str, subject: str | None) -> tuple[str, str] | None:
    """A grade and the id of its judgement."""
    row = deciding.graded(desk, kind, subject) if subject else None
    return (str(row.judgement.reasons["grade"]), row.id) if row else None


def _next(now: Mapping[str, str], *, at: str | None, done: str | None) -> str:
    return changed(_BASE, now, at=at, done=done)


def _last_words(row: ReviewRow | None) -> str:
    return wording.on_one_line(row.review.verdict) if row else ""
