"""Every route of a desk with who may use it; a test holds it against the application itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI

SAFE = {"GET", "HEAD"}
ROLES = ("reader", "reviewer", "admin")
LASTING = "c" + "0" * 32

# What each route needs: nothing ("open"), a key in its address, or a role. A new route needs a line here.
NEEDS: dict[tuple[str, str], str] = {
    ("GET", "/healthz"): "open",
    ("GET", "/static/{hashed}/{name:path}"): "open",
    ("GET", "/sign-in"): "open",
    ("POST", "/sign-in"): "open",
    ("POST", "/sign-out"): "reader",
    ("GET", "/"): "reader",
    ("GET", "/actor"): "reader",
    ("GET", "/add"): "reviewer",
    ("POST", "/add"): "reviewer",
    ("POST", "/add/feeds"): "reviewer",
    ("POST", "/add/feeds/{id}"): "reviewer",
    ("GET", "/add/{id}"): "reviewer",
    ("GET", "/agreements"): "reader",
    ("GET", "/agreements/{id}"): "reader",
    ("GET", "/alerts"): "reader",
    ("POST", "/alerts"): "reviewer",
    ("GET", "/alerts/new"): "reviewer",
    ("GET", "/alerts/{id}"): "reader",
    ("POST", "/alerts/{id}"): "reviewer",
    ("GET", "/alerts/{id}/edit"): "reviewer",
    ("GET", "/alerts/{id}/feed.atom"): "key",
    ("GET", "/claims/{id}"): "reader",
    ("GET", "/events"): "reader",
    ("GET", "/events/{id}"): "reader",
    ("POST", "/grade"): "reviewer",
    ("GET", "/log"): "reader",
    ("GET", "/reports/{id}"): "reader",
    ("GET", "/review"): "reviewer",
    ("POST", "/review"): "reviewer",
    ("GET", "/search"): "reader",
    ("GET", "/source"): "reader",
    ("GET", "/sources"): "reader",
    ("GET", "/api/v1/actors"): "reader",
    ("GET", "/api/v1/actors/{id}"): "reader",
    ("GET", "/api/v1/agreements"): "reader",
    ("GET", "/api/v1/agreements/{id}"): "reader",
    ("GET", "/api/v1/alerts"): "reader",
    ("POST", "/api/v1/alerts"): "reviewer",
    ("GET", "/api/v1/alerts/{id}"): "reader",
    ("PUT", "/api/v1/alerts/{id}"): "reviewer",
    ("DELETE", "/api/v1/alerts/{id}"): "reviewer",
    ("GET", "/api/v1/alerts/{id}/deliveries"): "reader",
    ("POST", "/api/v1/alerts/{id}/key"): "reviewer",
    ("POST", "/api/v1/alerts/{id}/test"): "reviewer",
    ("GET", "/api/v1/claims"): "reader",
    ("GET", "/api/v1/claims/{id}"): "reader",
    ("GET", "/api/v1/events"): "reader",
    ("GET", "/api/v1/events/{id}"): "reader",
    ("GET", "/api/v1/facets"): "reader",
    ("GET", "/api/v1/feeds"): "reader",
    ("POST", "/api/v1/feeds"): "reviewer",
    ("GET", "/api/v1/feeds/{id}"): "reader",
    ("DELETE", "/api/v1/feeds/{id}"): "reviewer",
    ("POST", "/api/v1/feeds/{id}/look"): "reviewer",
    ("GET", "/api/v1/grades"): "reader",
    ("POST", "/api/v1/grades"): "reviewer",
    ("GET", "/api/v1/jobs"): "reader",
    ("GET", "/api/v1/jobs/{id}"): "reader",
    ("GET", "/api/v1/ledger"): "reader",
    ("GET", "/api/v1/log"): "reader",
    ("GET", "/api/v1/me"): "reader",
    ("GET", "/api/v1/openapi.json"): "reader",
    ("HEAD", "/api/v1/openapi.json"): "reader",
    ("GET", "/api/v1/outlets"): "reader",
    ("GET", "/api/v1/outlets/{name}"): "reader",
    ("GET", "/api/v1/places"): "reader",
    ("GET", "/api/v1/reports"): "reader",
    ("POST", "/api/v1/reports"): "reviewer",
    ("POST", "/api/v1/reports/files"): "reviewer",
    ("GET", "/api/v1/reports/{id}"): "reader",
    ("GET", "/api/v1/reviews"): "reader",
    ("POST", "/api/v1/reviews"): "reviewer",
    ("GET", "/api/v1/search/claims"): "reader",
    ("GET", "/api/v1/search/reports"): "reader",
    ("GET", "/api/v1/sources"): "reader",
    ("GET", "/api/v1/stream"): "reader",
    ("GET", "/api/v1/tellings"): "reader",
    ("GET", "/api/v1/tellings/{id}"): "reader",
    ("POST", "/api/v1/withdrawals"): "admin",
}
# What is sent to routes that change something, so that nothing but the role can be wrong with it.
_ALERT: dict[str, Any] = {"name": "Shelling", "filters": {"event": "ASSAULT"}}
BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "/add"): {"data": {"kind": "text", "text": "Shells fell on Teslin."}},
    ("POST", "/add/feeds"): {"data": {"url": "https://coast.example/feed"}},
    ("POST", "/add/feeds/{id}"): {"data": {"what": "look"}},
    ("POST", "/alerts"): {"data": {"name": "Shelling"}},
    ("POST", "/alerts/{id}"): {"data": {"what": "key"}},
    ("POST", "/grade"): {"data": {"subject": "wire", "grade": "B"}},
    ("POST", "/review"): {"data": {"subject": LASTING, "decision": "accept"}},
    ("POST", "/api/v1/alerts"): {"json": _ALERT},
    ("PUT", "/api/v1/alerts/{id}"): {"json": _ALERT},
    ("DELETE", "/api/v1/alerts/{id}"): {"params": {"seen": LASTING}},
    ("POST", "/api/v1/alerts/{id}/key"): {},
    ("POST", "/api/v1/alerts/{id}/test"): {},
    ("POST", "/api/v1/feeds"): {"json": {"url": "https://coast.example/feed"}},
    ("DELETE", "/api/v1/feeds/{id}"): {},
    ("POST", "/api/v1/feeds/{id}/look"): {},
    ("POST", "/api/v1/grades"): {"json": {"subject": "wire", "grade": "B"}},
    ("POST", "/api/v1/reports"): {"json": {"text": "Shells fell on Teslin."}},
    ("POST", "/api/v1/reports/files"): {"files": {"files": ("a.txt", b"Shells fell on Teslin.")}},
    ("POST", "/api/v1/reviews"): {"json": {"subject": LASTING, "decision": "accept"}},
    ("POST", "/api/v1/withdrawals"): {"json": {"report": "r" + "0" * 32}},
}
# What an address must ask, beside what stands in its path, for there to be a page.
ASKS = {"/actor": "id=ostrel-front", "/source": "outlet=Coast%20Standard", "/api/v1/search/claims": "q=shells"}
ASKS |= {"/api/v1/search/reports": "q=shells", "/api/v1/grades": "subject=wire"}


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of the table."""

    method: str
    path: str
    needs: str


def lines() -> list[Line]:
    """The table."""
    return [Line(method=method, path=path, needs=needs) for (method, path), needs in NEEDS.items()]


def routes(app: FastAPI) -> set[tuple[str, str]]:
    """Method and path of every route that the application has."""
    return {*_of(app.routes)}


def _of(found: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for route in found:
        if hasattr(route, "effective_candidates"):
            yield from _of(route.effective_candidates())
        else:
            for method in sorted(route.methods):
                yield method, route.path


def filled(path: str, ids: Mapping[str, str]) -> str:
    """A path with the ids of what is there in it, by what stands before them; with one that is not there for others."""
    kind = path.partition("/{")[0].rpartition("/")[2]
    for name in ("id", "name", "hashed", "name:path"):
        path = path.replace("{" + name + "}", ids.get(kind, LASTING) if name in ("id", "name") else "x")
    assert "{" not in path, path
    return path
