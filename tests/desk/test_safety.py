"""Every route, without rights, with a wrong host, from another site, with hostile text."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.desk.made import EVIL, SCRIPT
from tests.desk.table import SAFE, filled, routes

OPEN = {"/healthz", "/sign-in", "/static/{hashed}/{name:path}"}
# What those with the lowest role may send: themselves out.
FOR_READERS = {"/sign-in", "/sign-out"}


def ids_of(client: TestClient) -> dict[str, str]:
    """For each kind of page an id that is there: that of the hostile report, where there is a choice."""
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
        "sources": "wire",
        "outlets": "Coast Standard",
    }


def test_the_table_finds_the_routes(app: FastAPI) -> None:
    found = routes(app)
    assert ("POST", "/api/v1/reviews") in found
    assert ("GET", "/healthz") in found
    assert len(found) > 30


def test_nothing_is_there_for_who_is_not_known(app: FastAPI, anybody: TestClient) -> None:
    for method, path in routes(app):
        if path in OPEN:
            continue
        answer = anybody.request(method, filled(path, {}))
        assert answer.status_code == 401, (method, path)
        assert "Coast Standard" not in answer.text
    for headers in ({"Authorization": "Bearer wrong"}, {"Cookie": "truceline_8461=wrong"}):
        assert anybody.get("/api/v1/claims", headers=headers).status_code == 401


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.evil.example:8461", "[::", "10.0.0.7"]
)
def test_a_wrong_host_gets_nothing(app: FastAPI, client: TestClient, host: str) -> None:
    for method, path in routes(app):
        answer = client.request(method, filled(path, {}), headers={"Host": host})
        assert answer.status_code == 400, (method, path)


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
        for method, path in routes(app):
            if method not in SAFE:
                answer = person.request(method, filled(path, {}), headers=headers, json={})
                assert answer.status_code == 403, (method, path)


def test_a_cookie_alone_changes_nothing(app: FastAPI, signed_in: Callable[[str], TestClient]) -> None:
    browser = signed_in("Ada")
    for secret in (None, "wrong"):
        browser.headers.pop("X-CSRF-Token", None)
        if secret is not None:
            browser.headers["X-CSRF-Token"] = secret
        for method, path in routes(app):
            if method not in SAFE and path != "/sign-in":
                data = {"csrf": secret} if secret is not None else {}
                answer = browser.request(method, filled(path, {}), data=data)
                assert answer.status_code in (403, 422), (method, path)
                if path.startswith("/api/"):
                    assert answer.json()["error"]["kind"] == "csrf", (method, path)
    assert browser.get("/api/v1/me").status_code == 200


def test_a_reader_changes_nothing(app: FastAPI, signed_in: Callable[[str], TestClient]) -> None:
    browser = signed_in("Rhea")
    claim = browser.get("/api/v1/claims").json()["items"][0]["id"]
    for method, path in routes(app):
        if method not in SAFE and path not in FOR_READERS:
            answer = browser.request(method, filled(path, {}), json=BODIES.get(path, {}) | {"subject": claim})
            assert answer.status_code in (403, 422), (method, path)
    assert browser.get("/api/v1/reviews").json()["total"] == 0
    for path, body in BODIES.items():
        answer = browser.post(path, json=body)
        assert answer.status_code == 403, path
        assert answer.json()["error"]["kind"] == "not_allowed"


BODIES: dict[str, dict[str, object]] = {
    "/api/v1/reviews": {"subject": "c" + "0" * 32, "decision": "accept"},
    "/api/v1/grades": {"subject": "wire", "grade": "B"},
    "/api/v1/reports": {"text": "Shells fell on Teslin."},
    "/api/v1/withdrawals": {"report": "r" + "0" * 32},
}


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


def test_hostile_text_is_only_text(app: FastAPI, client: TestClient) -> None:
    ids = ids_of(client)
    seen = 0
    for method, path in routes(app):
        if method != "GET" or path == "/api/v1/stream" or path.startswith("/static"):
            continue
        for query in ("", f"?q={EVIL[0]}", f"?actor={EVIL[0]}&origin={EVIL[1]}&outlet={EVIL[0]}", "?q=half"):
            answer = client.get(filled(path, ids) + query)
            assert answer.status_code < 500, (path, query)
            assert "default-src 'none'" in answer.headers["content-security-policy"]
            assert answer.headers["x-content-type-options"] == "nosniff"
            kind = answer.headers.get("content-type", "")
            if kind.startswith("text/html"):
                assert SCRIPT not in answer.text, path
                assert "62615533" not in answer.text, path  # a template within the text was not run
                inside = Inside()
                inside.feed(answer.text)
                assert all(src is not None and src.startswith("/static/") for src in inside.scripts), path
                assert not inside.handlers, path
                assert not [one for one in inside.targets if re.match(r"\s*(javascript|data|vbscript):", one, re.I)]
                seen += 1
            elif answer.content:
                assert kind.startswith(("application/json", "application/geo+json", "image/svg+xml")), path
    assert seen >= 4


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
