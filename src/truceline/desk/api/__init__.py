"""The same as JSON: everything that pages show, under ``/api/v1``."""

from fastapi import APIRouter

from truceline.desk.api.adding import adding
from truceline.desk.api.alerts import alerts
from truceline.desk.api.claims import claims
from truceline.desk.api.events import events
from truceline.desk.api.feeds import feeds
from truceline.desk.api.ledger import stream, whole
from truceline.desk.api.people import people
from truceline.desk.api.reports import reports
from truceline.desk.api.reviews import decisions
from truceline.desk.api.reviews import reviews as made

PREFIX = "/api/v1"


def router() -> APIRouter:
    """All routes of the API."""
    found = APIRouter(prefix=PREFIX)
    for tag, part in (
        ("claims", claims),
        ("reports", reports),
        ("reports", adding),
        ("reports", feeds),
        ("events", events),
        ("alerts", alerts),
        ("people", people),
        ("reviews", made),
        ("reviews", decisions),
        ("ledger", whole),
        ("ledger", stream),
    ):
        found.include_router(part, tags=[tag])
    return found
