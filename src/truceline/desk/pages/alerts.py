"""Alerts: saved filters with a rule; a page, an Atom feed and a webhook each."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Form, Query, Request
from pydantic import ValidationError
from starlette.responses import RedirectResponse, Response

from truceline.desk.answers import AskingRoute
from truceline.desk.api.alerts import AlertIn, RuleIn, put, take_away, try_out
from truceline.desk.asked import LASTING, LastingId
from truceline.desk.failures import Refusal
from truceline.desk.forms import FromOurPage
from truceline.desk.own import alerts as saved
from truceline.desk.own.alerts import FILTERS, Alert, Rule
from truceline.desk.pages.bars import bars
from truceline.desk.pages.feed import atom
from truceline.desk.pages.situation import FACTUALITIES, chosen
from truceline.desk.rendering import render
from truceline.desk.shown import address, shown
from truceline.desk.state import AsReader, AsReviewer, Desk, TheDesk
from truceline.errors import DecidedMeanwhile
from truceline.exports import wording
from truceline.ledger.deciding import verdicts

router = APIRouter(route_class=AskingRoute)
_BASE = "/alerts"
_CLAIMS = 20
_FEED = 50  # entries
_LOG = 20  # deliveries

Number = Annotated[str, Form(max_length=12)]


@router.get(_BASE)
def alerts(request: Request, desk: TheDesk, person: AsReader) -> Response:
    """All alerts, with what each has found."""
    return render(request, "alerts.html", lines=[_line(desk, one) for one in saved.all_alerts(desk.ledger)])


@router.get(f"{_BASE}/new")
def new(request: Request, desk: TheDesk, person: AsReviewer) -> Response:
    """The form, with the filters that the address has."""
    filters = {name: request.query_params[name] for name in FILTERS if request.query_params.get(name)}
    saved.query_of(filters)
    return _form(request, filters, said={"name": _proposed(filters)})


@router.post(_BASE, dependencies=[FromOurPage])
def make(
    request: Request,
    desk: TheDesk,
    person: AsReviewer,
    name: Annotated[str, Form(max_length=120)] = "",
    query: Annotated[str, Form(max_length=4000)] = "",
    kind: Annotated[str, Form(max_length=10)] = "any",
    factor: Number = "2",
    days: Number = "7",
    weeks: Number = "4",
    least: Number = "5",
    webhook: Annotated[str, Form(max_length=2000)] = "",
    id: Annotated[str, Form(pattern=rf"{LASTING}|^$")] = "",
    seen: Annotated[str, Form(pattern=rf"{LASTING}|^$")] = "",
) -> Response:
    """Makes an alert, or a new version of one."""
    rule = {"kind": kind, "factor": factor, "days": days, "weeks": weeks, "least": least}
    said = {"name": name, "webhook": webhook, **rule}
    filters = dict(parse_qsl(query))
    try:
        alert = put(desk, _given(said, filters, seen), by=person.name, id=id or None)
    except DecidedMeanwhile as error:
        return _one(request, desk, id, can=True, wrong=f"{error.message}. Nothing of yours was written.", status=409)
    except Refusal as error:
        return _form(request, filters, said=said, wrong=error.message, id=id, seen=seen, status=422)
    return RedirectResponse(f"{_BASE}/{alert.id}", status_code=303)


@router.get(f"{_BASE}/{{id}}")
def one(request: Request, desk: TheDesk, person: AsReader, id: LastingId) -> Response:
    """An alert's page."""
    return _one(request, desk, id, can=person.may("reviewer"))


@router.get(f"{_BASE}/{{id}}/edit")
def edit(request: Request, desk: TheDesk, person: AsReviewer, id: LastingId) -> Response:
    """The form, with the alert as it stands."""
    alert = saved.one_alert(desk.ledger, id)
    webhook = desk.webhooks.of(id)
    rule = {name: f"{getattr(alert.rule, name):g}" for name in ("factor", "days", "weeks", "least")}
    said = {"name": alert.name, "kind": alert.rule.kind, **rule, "webhook": webhook.url if webhook else ""}
    # Filters in the address take the place of those that stand: so they are changed on the situation page.
    given = {name: request.query_params[name] for name in FILTERS if request.query_params.get(name)}
    return _form(request, given or alert.filters, said=said, id=id, seen=alert.version)


@router.post(f"{_BASE}/{{id}}", dependencies=[FromOurPage])
def act(
    request: Request,
    desk: TheDesk,
    person: AsReviewer,
    id: LastingId,
    what: Annotated[str, Form(pattern="^(remove|test|key)$")],
    seen: Annotated[str, Form(pattern=rf"{LASTING}|^$")] = "",
) -> Response:
    """Removes an alert, tries its webhook, or gives its feed another address."""
    if what == "remove":
        try:
            take_away(desk, id, by=person.name, seen=seen)
        except DecidedMeanwhile as error:
            return _one(request, desk, id, can=True, wrong=f"{error.message}. Nothing was removed.", status=409)
        return RedirectResponse(_BASE, status_code=303)
    saved.one_alert(desk.ledger, id)
    if what == "test":
        try_out(desk, id, by=person.name)
    else:
        desk.lookout.renew(id)
    return RedirectResponse(f"{_BASE}/{id}#{'sent' if what == 'test' else 'feed'}", status_code=303)


@router.get(f"{_BASE}/{{id}}/feed.atom")
def feed(
    request: Request, desk: TheDesk, id: LastingId, key: Annotated[str | None, Query(max_length=100)] = None
) -> Response:
    """The Atom feed, for who is signed in or comes with its key."""
    desk.lookout.let_in(request.scope.get("truceline.person"), id, key)
    alert = saved.one_alert(desk.ledger, id)
    if alert.rule.kind == saved.RISE:
        return atom(desk.address(request), alert, alarms=saved.alarms(desk.ledger, id)[:_FEED])
    rows = desk.lists.claims(alert.asked, order="added", limit=_FEED).rows
    return atom(
        desk.address(request), alert, claims=rows, decided=verdicts(desk.ledger.database, [row.id for row in rows])
    )


def _given(said: dict[str, str], filters: dict[str, str], seen: str) -> AlertIn:
    try:
        rule = {name: said[name] for name in ("kind", "factor", "days", "weeks", "least")}
        if rule["kind"] == saved.ANY:
            rule = {"kind": saved.ANY}
        return AlertIn(
            name=said["name"].strip(),
            filters=dict(filters),
            rule=RuleIn.model_validate(rule),
            webhook=said["webhook"].strip() or None,
            seen=seen or None,
        )
    except ValidationError as error:
        fault = error.errors()[0]
        raise Refusal(422, "bad_value", f"{fault['loc'][-1]}: {fault['msg']}") from None


def _line(desk: Desk, alert: Alert) -> dict[str, Any]:
    course = desk.lookout.course(alert)
    deliveries = desk.webhooks.deliveries(alert.id, limit=1)
    return {
        "alert": alert,
        "filters": _words(alert),
        "href": f"{_BASE}/{alert.id}",
        "total": desk.lists.select(alert.asked).total,
        "course": course,
        "bars": bars(course, width=120, height=26),
        "alarms": saved.alarms(desk.ledger, alert.id)[:1],
        "webhook": desk.webhooks.of(alert.id) is not None,
        "last": deliveries[0] if deliveries else None,
    }


def _one(request: Request, desk: Desk, id: str, *, can: bool, wrong: str | None = None, status: int = 200) -> Response:
    alert = saved.one_alert(desk.ledger, id)
    course, page = desk.lookout.course(alert), desk.lists.claims(alert.asked, order="added", limit=_CLAIMS)
    key = desk.lookout.key(id) or desk.lookout.begin(id)
    return render(
        request,
        "alert.html",
        status=status,
        alert=alert,
        wrong=wrong,
        filters=_words(alert),
        situation=address("/", **alert.filters),
        edit=f"{_BASE}/{id}/edit",
        course=course,
        bars=bars(course, width=560, height=150),
        claims=[shown(row) for row in page.rows],
        total=page.total,
        alarms=saved.alarms(desk.ledger, id),
        feed=f"{desk.address(request)}{_BASE}/{id}/feed.atom?key={key}",
        webhook=desk.webhooks.of(id),
        deliveries=desk.webhooks.deliveries(id, limit=_LOG),
        versions=saved.versions(desk.ledger, id),
        can=can,
    )


def _form(
    request: Request,
    filters: dict[str, str],
    *,
    said: dict[str, str],
    wrong: str | None = None,
    id: str = "",
    seen: str = "",
    status: int = 200,
) -> Response:
    rule = Rule()
    standard = {name: f"{getattr(rule, name):g}" for name in ("factor", "days", "weeks", "least")}
    return render(
        request,
        "alert_form.html",
        status=status,
        said={"name": "", "kind": saved.ANY, "webhook": "", **standard, **said},
        filters=[words for words, _ in chosen("/", filters)],
        query=address("", **filters).lstrip("?"),
        change=address("/", **filters),
        wrong=wrong,
        id=id,
        seen=seen,
    )


def _words(alert: Alert) -> list[str]:
    return [words for words, _ in chosen("/", alert.filters)] or ["every claim"]


def _proposed(filters: dict[str, str]) -> str:
    """A name made of the filters."""
    event = filters.get("event", "")
    parts = [wording.EVENTS.get(event.upper(), event), *(filters.get(key, "") for key in ("actor", "place", "country"))]
    parts += [filters.get("q", ""), FACTUALITIES.get(filters.get("factuality", ""), "")]
    parts.append("one origin only" if filters.get("lone") == "true" else "")
    said = ", ".join(wording.on_one_line(part) for part in parts if part)[:120]
    return said[:1].upper() + said[1:]
