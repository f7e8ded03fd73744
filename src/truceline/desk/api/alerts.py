"""Alerts: saved filters with a rule, a feed and a webhook each."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from truceline.desk.api.routing import plain_router
from truceline.desk.api.shapes import sound
from truceline.desk.api.tasks import AlarmOut, AlertOut, CourseOut, DeliveryOut, WebhookOut
from truceline.desk.asked import LASTING, LastingId, Limit
from truceline.desk.failures import Refusal
from truceline.desk.own import alerts as saved
from truceline.desk.own.alerts import Alert, Rule
from truceline.desk.own.lookout import named
from truceline.desk.state import AsReader, AsReviewer, Desk, TheDesk

alerts = plain_router()


class RuleIn(BaseModel):
    """When an alert speaks."""

    model_config = ConfigDict(extra="forbid")

    kind: Annotated[
        Literal["any", "rise"], Field(description="`any`: each new claim; `rise`: many more than before.")
    ] = "any"
    factor: Annotated[
        float, Field(ge=1.1, le=100, description="Of a rise: how often the mean of the weeks before.")
    ] = 2
    days: Annotated[int, Field(ge=1, le=90, description="Of a rise: over how many days are counted.")] = 7
    weeks: Annotated[int, Field(ge=1, le=104, description="Of a rise: the weeks before that the mean is over.")] = 4
    least: Annotated[int, Field(ge=1, le=10**6, description="Of a rise: claims there must be, whatever the mean.")] = 5


class AlertIn(BaseModel):
    """A saved filter with its rule."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "name": "Shelling in Korvath",
                    "filters": {"event": "ASSAULT", "country": "KVT"},
                    "rule": {"kind": "rise", "factor": 2},
                    "webhook": "https://desk.example/truceline",
                }
            ]
        },
    )

    name: Annotated[str, Field(min_length=1, max_length=120, pattern=r"\S")]
    filters: dict[str, Annotated[str | bool, Field()]] = Field(
        default_factory=dict, max_length=20, description="As lists take them, but for `as_of`."
    )
    rule: RuleIn = RuleIn()
    webhook: Annotated[str, Field(max_length=2000)] | None = Field(
        None, description="Where findings are sent; null for nowhere."
    )
    seen: Annotated[str, Field(pattern=LASTING)] | None = Field(
        None, description="Of a change: the version that stood when you looked."
    )


@alerts.get("/alerts", summary="Alerts")
def list_alerts(desk: TheDesk, person: AsReader) -> list[AlertOut]:
    """All alerts that stand, by name, with how many claims fit."""
    return [alert_out(desk, one, secrets=person.may("reviewer")) for one in saved.all_alerts(desk.ledger)]


@alerts.post("/alerts", status_code=201, summary="Make an alert")
def make_alert(desk: TheDesk, person: AsReviewer, alert: AlertIn) -> AlertOut:
    """What fits already is not new. The answer has the key of the feed and the secret of the webhook."""
    return alert_out(desk, put(desk, alert, by=person.name), secrets=True)


@alerts.get("/alerts/{id}", summary="One alert")
def one_alert(desk: TheDesk, person: AsReader, id: LastingId) -> AlertOut:
    """An alert with how its claims came and the rises that were found."""
    return alert_out(desk, saved.one_alert(desk.ledger, id), secrets=person.may("reviewer"))


@alerts.put("/alerts/{id}", summary="Change an alert")
def change_alert(desk: TheDesk, person: AsReviewer, id: LastingId, alert: AlertIn) -> AlertOut:
    """A new version takes the place of the one that you saw; where somebody else changed it since, 409."""
    saved.one_alert(desk.ledger, id)
    return alert_out(desk, put(desk, alert, by=person.name, id=id), secrets=True)


@alerts.delete("/alerts/{id}", status_code=204, summary="Remove an alert")
def remove_alert(
    desk: TheDesk,
    person: AsReviewer,
    id: LastingId,
    seen: Annotated[str, Query(pattern=LASTING, description="The version that stood when you looked.")],
) -> None:
    """Its feed and webhook end; its versions stay in the log."""
    take_away(desk, id, by=person.name, seen=seen)


@alerts.get("/alerts/{id}/deliveries", summary="What was sent to an alert's webhook")
def deliveries(desk: TheDesk, person: AsReader, id: LastingId, limit: Limit = 50) -> list[DeliveryOut]:
    """Deliveries with all tries, the newest first."""
    saved.one_alert(desk.ledger, id)
    return [DeliveryOut.model_validate(one) for one in desk.webhooks.deliveries(id, limit=limit)]


@alerts.post("/alerts/{id}/test", status_code=202, summary="Try an alert's webhook")
def test(desk: TheDesk, person: AsReviewer, id: LastingId) -> list[DeliveryOut]:
    """Sends a test within some seconds; the answer is the log, the test first."""
    try_out(desk, id, by=person.name)
    return [DeliveryOut.model_validate(one) for one in desk.webhooks.deliveries(id, limit=10)]


@alerts.post("/alerts/{id}/key", status_code=201, summary="Another key for an alert's feed")
def new_key(desk: TheDesk, person: AsReviewer, id: LastingId) -> AlertOut:
    """The address of the feed that was given out before is worth nothing from now on."""
    alert = saved.one_alert(desk.ledger, id)
    desk.lookout.renew(id)
    return alert_out(desk, alert, secrets=True)


def put(desk: Desk, alert: AlertIn, *, by: str, id: str | None = None) -> Alert:
    """Make an alert, or a new version of one."""
    query = saved.query_of(alert.filters)
    rule = Rule(**alert.rule.model_dump())
    if alert.webhook is not None:
        desk.webhooks.check(alert.webhook)
    name = sound(" ".join(alert.name.split()))
    if not name:
        raise Refusal(422, "bad_value", "an alert needs a name")
    made = saved.save(desk.ledger, name=name, query=query, rule=rule, by=by, id=id, seen=alert.seen)
    desk.freshness.catch_up()  # what is there by now is not new
    desk.lookout.begin(made.id)
    desk.webhooks.put(made.id, alert.webhook)
    return made


def take_away(desk: Desk, id: str, *, by: str, seen: str) -> None:
    """Remove an alert, and what this desk keeps of it."""
    saved.remove(desk.ledger, saved.one_alert(desk.ledger, id), by=by, seen=seen)
    desk.webhooks.forget(id)


def try_out(desk: Desk, id: str, *, by: str) -> None:
    """Put down a test for a webhook."""
    desk.webhooks.try_out(id, {"alert": named(saved.one_alert(desk.ledger, id)), "by": by})


def alert_out(desk: Desk, alert: Alert, *, secrets: bool) -> AlertOut:
    """An alert.

    Args:
        desk: Where.
        alert: Which.
        secrets: Whether the reader may see what the webhook is signed with, and where it leads.
    """
    course, webhook = desk.lookout.course(alert), desk.webhooks.of(alert.id)
    key = desk.lookout.key(alert.id) or desk.lookout.begin(alert.id)
    return AlertOut(
        id=alert.id,
        version=alert.version,
        name=alert.name,
        filters=sound(alert.filters),
        rule=_rule(alert.rule),
        says=alert.rule.words(),
        by=sound(alert.by),
        learnt=alert.learnt,
        claims=desk.lists.select(alert.asked).total,
        course=CourseOut.model_validate(course),
        alarms=[AlarmOut.model_validate(one) for one in saved.alarms(desk.ledger, alert.id)],
        feed=f"/alerts/{alert.id}/feed.atom?key={key}",
        webhook=WebhookOut(url=webhook.url, secret=webhook.secret) if webhook and secrets else None,
        has_webhook=webhook is not None,
    )


def _rule(rule: Rule) -> dict[str, Any]:
    return {name: getattr(rule, name) for name in Rule.__dataclass_fields__}
