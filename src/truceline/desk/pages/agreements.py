"""Agreements: a list, and a page for each with the line of its life."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from truceline.desk.answers import KeptRoute
from truceline.desk.asked import After, AsOf, TheAsked, cursor
from truceline.desk.pages.life import life_of
from truceline.desk.pages.situation import asked_now, chosen
from truceline.desk.rendering import render
from truceline.desk.shown import Named, ShownLink, address, changed, links
from truceline.desk.state import AsReader, TheDesk
from truceline.exports import wording
from truceline.ledger import ClaimRow, ReportRow, View
from truceline.linking import Breach, Pact, Turn, Who

router = APIRouter(route_class=KeptRoute)
_PAGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTurn:
    """What became of it, says whom."""

    status: str
    day: str | None  # None where only the report's is known
    told: str
    chain: tuple[ShownLink, ...]
    words: str | None
    href: str
    report: ReportRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBreach:
    """A violation that somebody claims."""

    day: str | None
    level: str
    against: str | None
    chain: tuple[ShownLink, ...]
    denials: tuple[tuple[ShownLink, ...], ...]
    words: str | None
    href: str


@router.get("/agreements")
def agreements(
    request: Request, desk: TheDesk, person: AsReader, asked: TheAsked, as_of: AsOf = None, after: After = None
) -> Response:
    """The agreements that rest on a claim which fits, those told of last first."""
    now = asked_now(request)
    page = desk.pacts.page(asked, limit=_PAGE, after=cursor(after))
    return render(
        request,
        "agreements.html",
        rows=[(pact, title_of(pact), life_of(pact, as_of=as_of)) for pact in page.rows],
        total=page.total,
        more=changed("/agreements", now, after=str(page.after)) if page.after is not None else None,
        earlier=changed("/agreements", now) if after else None,
        chosen=chosen("/agreements", now),
        as_of=as_of,
    )


@router.get("/agreements/{id}")
def agreement(request: Request, desk: TheDesk, person: AsReader, id: str, as_of: AsOf = None) -> Response:
    """An agreement's page."""
    pact = desk.pacts.one(id, as_of=as_of)
    view = desk.ledger.view(as_of=as_of)
    claims = _claims(view, pact)
    reports = {report: view.report(report) for report in pact.reports}
    return render(
        request,
        "agreement.html",
        pact=pact,
        title=title_of(pact),
        life=life_of(pact, as_of=as_of),
        parties=_named(pact.parties),
        mediators=_named(pact.mediators),
        turns=[_turn(turn, claims, reports) for turn in pact.history],
        sides=_by_side(pact.alleged, claims),
        declarations=[(_named([d.party])[0], d, claims.get(d.claim or "")) for d in pact.declarations],
        reports=[*reports.values()],
        grade=pact.grade,
        as_of=as_of,
    )


def title_of(pact: Pact) -> str:
    """``Truce between Veldania and Marn Liberation Front``."""
    names = [wording.on_one_line(party.name) for party in pact.parties if party.name]
    kind = pact.kind.capitalize() if pact.kind != "other" else "Agreement"
    if not names:
        return kind
    if len(names) == 1:
        return f"{kind} with {names[0]}"
    return f"{kind} between {', '.join(names[:-1])} and {names[-1]}"


def _claims(view: View, pact: Pact) -> dict[str, ClaimRow]:
    wanted = {turn.claim for turn in pact.history} | {breach.claim for breach in pact.alleged}
    wanted |= {declaration.claim for declaration in pact.declarations}
    return {row.id: row for row in view.claims_with(sorted(id for id in wanted if id))}


def _turn(turn: Turn, claims: dict[str, ClaimRow], reports: dict[str, ReportRow]) -> ShownTurn:
    row = claims.get(turn.claim or "")
    return ShownTurn(
        status=turn.status,
        day=turn.date,
        told=turn.reported,
        chain=links(turn.chain),
        words=wording.on_one_line(row.words) if row else None,
        href=_words(row, turn.report),
        report=reports[turn.report],
    )


def _by_side(alleged: Sequence[Breach], claims: dict[str, ClaimRow]) -> dict[str, list[ShownBreach]]:
    found: dict[str, list[ShownBreach]] = {}
    for breach in alleged:
        row = claims.get(breach.claim or "")
        side = wording.on_one_line(breach.by.name) if breach.by and breach.by.name else "nobody named"
        shown = ShownBreach(
            day=breach.date,
            level=breach.level,
            against=wording.on_one_line(breach.against.name) if breach.against and breach.against.name else None,
            chain=links(breach.chain),
            denials=tuple(links(chain) for chain in breach.denied_by),
            words=wording.on_one_line(row.words) if row else None,
            href=_words(row, breach.report),
        )
        found.setdefault(side, []).append(shown)
    return found


def _words(row: ClaimRow | None, report: str) -> str:
    return f"/reports/{row.report.id}#w-{row.claim.id}" if row else f"/reports/{report}"


def _named(people: Iterable[Who]) -> list[Named]:
    found = []
    for who in people:
        name = wording.on_one_line(who.name or who.actor or "not named")
        found.append(Named(name=name, href=address("/actor", id=who.actor) if who.actor else None))
    return found
