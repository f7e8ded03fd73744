"""Every route, without rights, with a wrong host, from another site, with hostile text."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.desk.made import EVIL, SCRIPT
from tests.desk.table import ASKS, BODIES, NEEDS, ROLES, SAFE, Line, filled, lines, routes

CHANGING = [line for line in lines() if line.method not in SAFE]
PEOPLE = {"reader": "Rhea", "reviewer": "Viktor", "admin": "Ada"}


def sent(one: Line, person: TestClient, ids: dict[str, str] | None = None) -> Any:
    """A route called with a body that is right, the secret of the session in it."""
    body = {**BODIES.get((one.method, one.path), {})}
    if "data" in body:
        body["data"] = {**body["data"], "csrf": person.headers.get("X-CSRF-Token", "")}
    return person.request(one.method, filled(one.path, ids or {}), **body)


def ids_of(client: TestClient) -> dict[str, str]:
    """For each kind of page an id that is there: that of what is hostile, where there is a choice."""
    reports = client.get("/api/v1/reports", params={"limit": 200}).json()["items"]
    report = next(one["id"] for one in reports if one["title"] and SCRIPT in one["title"])
    claims = client.get("/api/v1/claims", params={"limit": 200}).json()["items"]
    claim = next(one["id"] for one in claims if one["report"]["id"] == report)
    agreements = client.get("/api/v1/tellings", params={"limit": 200}).json()["items"]
    agreement = next(one["id"] for one in agreements if one["report"]["id"] == report)
    return {
        "reports": report,
        "claims": claim,
        "events": claim,
        "agreements": agreement,
        "tellings": agreement,
        "actors": "ostrel-front",
        "outlets": "Coast Standard",
    }


def hostile_deeds(client: TestClient, claim: str) -> dict[str, str]:
    """What a hostile reviewer leaves: an alert, a feed, a job, a note, a grade."""
    alert = client.post("/api/v1/alerts", json={"name": EVIL[0], "filters": {"actor": EVIL[0], "q": "half"}})
    feed = client.post("/api/v1/feeds", json={"url": f"https://coast.example/feed?{SCRIPT}"})
    job = client.post("/api/v1/reports", json={"text": f"{SCRIPT} Shells fell on Teslin.", "title": EVIL[0]})
    note = client.post("/api/v1/reviews", json={"subject": claim, "decision": "accept", "note": EVIL[0] + EVIL[2]})
    grade = client.post("/api/v1/grades", json={"subject": EVIL[0], "grade": "E", "note": EVIL[0]})
    assert [one.status_code for one in (alert, feed, job, note, grade)] == [201, 201, 202, 201, 201]
    return {"alerts": alert.json()["id"], "feeds": feed.json()["id"], "jobs": job.json()["id"], "add": job.json()["id"]}


def test_every_route_stands_in_the_table_and_nothing_else_does(app: FastAPI) -> None:
    assert routes(app) == set(NEEDS)
    assert {one for one in NEEDS if one[0] not in SAFE} - set(BODIES) == {("POST", "/sign-in"), ("POST", "/sign-out")}


def test_nothing_is_there_for_who_is_not_known(anybody: TestClient) -> None:
    for one in lines():
        for headers in ({}, {"Authorization": "Bearer wrong"}, {"Cookie": "truceline_8461=wrong"}):
            if one.needs != "open":
                answer = anybody.request(one.method, filled(one.path, {}), headers=headers)
                assert answer.status_code == 401, one
                assert "Coast Standard" not in answer.text, one


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.evil.example:8461", "[::", "10.0.0.7"]
)
def test_a_wrong_host_gets_nothing(app: FastAPI, client: TestClient, host: str) -> None:
    for one in lines():
        answer = client.request(one.method, filled(one.path, {}), headers={"Host": host})
        assert answer.status_code == 400, one


@pytest.mark.parametrize("host", ["localhost:8461", "127.0.0.1", "[::1]:9999", "LOCALHOST"])
def test_names_of_the_loopback_are_right(client: TestClient, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_site_changes_nothing(
    app: FastAPI, client: TestClient, signed_in: Callable[[str], TestClient], headers: dict[str, str]
) -> None:
    for person in (client, signed_in("Ada")):
        for one in CHANGING:
            answer = person.request(one.method, filled(one.path, {}), headers=headers, json={})
            assert answer.status_code == 403, one


def test_a_cookie_alone_changes_nothing(signed_in: Callable[[str], TestClient]) -> None:
    browser = signed_in("Ada")
    for secret in (None, "wrong"):
        browser.headers.pop("X-CSRF-Token", None)
        if secret is not None:
            browser.headers["X-CSRF-Token"] = secret
        for one in CHANGING:
            if one.path != "/sign-in":
                answer = sent(one, browser)
                assert answer.status_code == 403, (one, answer.text)
                if one.path.startswith("/api/"):
                    assert answer.json()["error"]["kind"] == "csrf", one
    assert browser.get("/api/v1/me").status_code == 200


@pytest.mark.parametrize("role", ROLES[1:])
def test_a_role_below_the_one_that_is_needed_gets_nothing(signed_in: Callable[[str], TestClient], role: str) -> None:
    browser = signed_in(PEOPLE[ROLES[ROLES.index(role) - 1]])
    before = browser.get("/api/v1/ledger").json()["head"]
    for one in [one for one in lines() if one.needs == role]:
        answer = sent(one, browser)
        assert answer.status_code == 403, (one, answer.text)
        if one.path.startswith("/api/"):
            assert answer.json()["error"]["kind"] == "not_allowed", one
    assert browser.get("/api/v1/ledger").json()["head"] == before


def test_with_the_role_the_same_calls_are_not_refused(signed_in: Callable[[str], TestClient]) -> None:
    people = {role: signed_in(name) for role, name in PEOPLE.items()}
    for one in CHANGING:
        if one.needs in ROLES[1:]:
            assert sent(one, people[one.needs]).status_code not in (401, 403), one


def test_only_an_admin_withdraws(signed_in: Callable[[str], TestClient]) -> None:
    report = signed_in("Rhea").get("/api/v1/reports").json()["items"][0]["id"]
    assert signed_in("Viktor").post("/api/v1/withdrawals", json={"report": report}).status_code == 403
    answer = signed_in("Ada").post("/api/v1/withdrawals", json={"report": report, "note": "taken back"})
    assert answer.status_code == 201
    assert answer.json()["by"] == "Ada"
    assert signed_in("Rhea").get(f"/api/v1/reports/{report}").json()["report"]["withdrawn"] is not None


TARGETS = ("href", "src", "action", "formaction", "xlink:href")


class Inside(HTMLParser):
    """What a browser would run or follow in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str | None] = []
        self.handlers: list[str] = []
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if tag == "script":
            self.scripts.append(held.get("src"))
        self.handlers += [name for name in held if name.startswith("on")]
        self.handlers += [name for name in held if name == "style"]
        self.targets += [
            held[name] or "" for name in ("href", "src", "action", "formaction", "xlink:href") if name in held
        ]


# Nothing of a report stands in these, or they do not end.
_WITHOUT_WORDS = {"/healthz", "/static/{hashed}/{name:path}", "/sign-in", "/api/v1/stream"}


def test_hostile_text_is_only_text(client: TestClient) -> None:
    ids = ids_of(client)
    ids |= hostile_deeds(client, ids["claims"])
    pages = 0
    for one in lines():
        if one.method != "GET" or one.path in _WITHOUT_WORDS:
            continue
        asked = [ASKS.get(one.path, "")]
        if one.path not in ASKS:
            asked += [f"q={EVIL[0]}", f"actor={EVIL[0]}&origin={EVIL[1]}&outlet={EVIL[0]}", "q=half"]
        for query in asked:
            answer = client.get(f"{filled(one.path, ids)}?{query}")
            assert answer.status_code == 200, (one, query, answer.text[:500])
            pages += harmless(answer, one)
    assert pages >= 4 * 15


def harmless(answer: Any, one: Line) -> bool:
    """Nothing in an answer runs or leads to what runs; says whether it is a page."""
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    kind = answer.headers.get("content-type", "")
    if kind.startswith("application/atom+xml"):
        assert SCRIPT not in answer.text
        ElementTree.fromstring(answer.content)
        return False
    if not kind.startswith("text/html"):
        assert kind.startswith(("application/json", "application/geo+json", "image/svg+xml")), one
        return False
    assert SCRIPT not in answer.text, one
    assert "62615533" not in answer.text, one  # a template within the text was not run
    inside = Inside()
    inside.feed(answer.text)
    assert all(src is not None and src.startswith("/static/") for src in inside.scripts), one
    assert not inside.handlers, one
    assert not [one for one in inside.targets if re.match(r"\s*(javascript|data|vbscript):", one, re.I)]
    return True


def test_every_answer_has_the_headers(anybody: TestClient, client: TestClient) -> None:
    for answer in (anybody.get("/healthz"), anybody.get("/"), client.get("/nothing"), client.get("/api/v1/claims")):
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert "access-control-allow-origin" not in answer.headers


def test_bodies_have_a_bound(client: TestClient) -> None:
    long = "x" * (1 << 20)
    answer = client.post("/api/v1/reviews", json={"subject": long, "decision": "accept"})
    assert answer.status_code == 413
    assert answer.json()["error"]["kind"] == "too_large"
    pieces = (b"x" * 65536 for _ in range(32))  # without a length
    answer = client.post("/api/v1/reviews", content=pieces, headers={"Content-Type": "application/json"})
    assert answer.status_code == 413
    assert client.post("/api/v1/reviews", content=b"{}", headers={"Content-Length": "-1"}).status_code == 413


def test_a_fault_tells_nothing(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    client = TestClient(app, base_url="http://localhost", raise_server_exceptions=False)
    client.headers["Authorization"] = "Bearer the token of this start"

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr("truceline.ledger.columns.Lists.claims", broken)
    answer = client.get("/api/v1/claims")
    assert answer.status_code == 500
    assert answer.json()["error"]["kind"] == "fault"
    assert "secret" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
